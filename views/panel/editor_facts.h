#pragma once

#include "domain/entities.h"
#include "register/store.h"

namespace muster::views {

/// Something a field may name.
struct Choice
{
    QString value; ///< an identifier or word, as the register takes it
    QString text;
    bool offered = true; ///< false: only shown where it is named already (a person who left)
};

/// What an editor of a delegation works with: what may be chosen, and what is there.
struct EditorFacts
{
    QDate today;
    QList<Choice> people, definitions;
    QStringList tiers;
    QList<OwnColumn> columns; ///< the register's own
    std::optional<Row> delegation, stopRule;
    QList<Row> sources, credentials;
};

/// Reads them; without an identifier for one to be added. Errors: NotFound, and what the database says.
Result<EditorFacts> readEditorFacts(registry::Store &store, const std::optional<DelegationId> &id);

}
