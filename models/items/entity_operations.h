#pragma once

#include "items/row_edits.h"
#include "register/rule_context.h"

/// What the services do, chosen by entity instead of by type. For the sources of this room.
namespace muster::items {

struct EntityOperations
{
    const Entity *entity;
    Result<QString> (*add)(registry::Store &, const QList<registry::FieldText> &, const QString &why);
    Result<QString> (*restore)(registry::Writer &, registry::RuleContext &, const Row &, const QString &why);
    Result<qint64> (*set)(registry::Writer &, registry::RuleContext &, const QString &id, const Patch &,
                          const registry::SetOptions &);
    Result<qint64> (*withdraw)(registry::Writer &, const QString &id, const QString &why);
};

/// The operations of an entity, or nullptr where nobody but the register writes it.
const EntityOperations *operationsFor(const Entity &entity);

/// That a thing is not edited by hand.
Error notEditable(const Entity &entity);

/// Whoever these values name counts as there within this context, be it somebody who has left: what is undone names again
/// whom it named before.
Result<void> admit(registry::RuleContext &context, const Entity &entity, const Patch &patch);

/// An entity's noun: `stop-rule`.
QString nounOf(const Entity &entity);

/// Changes a row within a transaction, checked against the version the edit was based on. Gives every field that
/// differs, none where the row holds the values already. Errors: NotFound, Conflict, and what the rules refuse.
Result<RowChange> changeRow(registry::Writer &writer, registry::RuleContext &context, const SameVersions &versions,
                            const EntityOperations &operations, const RowEdit &edit, const QString &why,
                            const registry::Kind *kind = nullptr);

}
