#pragma once

#include "register/entity_service.h"

/// The columns a register adds to its inventory, and the values delegations have in them.
namespace muster::registry {

/// Columns in use, in their order; `withEnded` also those that ended. Errors: what the database says.
Result<QList<OwnColumn>> ownColumns(Store &store, bool withEnded = false);

/// The column that `text` names by identifier or title (upper and lower case are the same), or nullptr.
const OwnColumn *columnNamed(const QList<OwnColumn> &columns, const QString &text);

/// Refuses a title for a column that is missing, that a field every delegation has goes by (blanks, upper and lower case
/// aside), or one of `others`.
Result<void> mayBeTitled(const QString &title, const QList<OwnColumn> &others);

/// Reads what a person typed or a file holds for a column: a number in its shortest decimal spelling, a date as
/// YYYY-MM-DD, a choice as the column spells it. Empty text is empty. Error: InvalidInput naming the column.
Result<QString> parseColumnText(const OwnColumn &column, const QString &text);

/// Whether `a` comes before `b` in a column of numbers as parseColumnText() spells them.
bool isLessNumber(const QString &a, const QString &b);

/// Columns are added, renamed, given other choices, moved and ended; what kind of column it is stays.
class ColumnService final : public EntityService<OwnColumn>
{
public:
    using EntityService::EntityService;

protected:
    Result<void> judge(RuleContext &context, const OwnColumn *before, OwnColumn &after) override;
};

}
