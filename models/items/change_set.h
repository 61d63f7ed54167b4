#pragma once

#include "items/edit_command.h"

namespace muster::items {

/// One step of a change set: a row that is changed, or one that is added.
struct ChangeStep
{
    const Entity *entity = nullptr;
    std::optional<RowVersion> row; ///< nothing: a row is added
    QList<registry::FieldText> texts;
    QList<QPair<QString, int>> links; ///< reference fields that name what an earlier step adds, by its number
    std::string_view kind;            ///< another kind of entry than `noun.changed`
};

/// Changes of several things that belong together: all of them are made, in order, or none.
struct ChangeSet
{
    QList<ChangeStep> steps;
    QString text; ///< the command's, for a menu
    QString why;
};

/// A step that was made.
struct ChangeMade
{
    const Entity *entity = nullptr;
    std::optional<Row> added; ///< as it was kept
    RowChange change;         ///< of a row that was there

    const QString &id() const { return added ? added->id : change.id; }
};

/// Why a change set was not made.
struct ChangeRefusal
{
    Error error;
    int step = -1;
    std::optional<Row> now;         ///< on a conflict, the row as it stands now
    QHash<QString, QString> theirs; ///< … and its values as people read them, by field
};

using ChangeResult = tl::expected<QList<ChangeMade>, ChangeRefusal>;

/// Makes a change set in one transaction. Steps that change nothing are left out of what is returned.
/// Errors: those of addRow() and changeRows().
ChangeResult makeChanges(registry::Store &store, const SameVersions &versions, const ChangeSet &set);

/// A change set that was made, undone and done again whole.
class ChangeSetCommand final : public RecordCommand
{
public:
    ChangeSetCommand(EditHistory &history, QList<ChangeMade> changes, const QString &text);

protected:
    EditHistory::Job undoing() const override;
    EditHistory::Job redoing() const override;

private:
    QList<ChangeMade> m_changes;
};

}
