#include "items/row_edits.h"

#include "items/entity_operations.h"

namespace muster::items {

using namespace Qt::StringLiterals;
using registry::FieldText;
using registry::RuleContext;
using registry::Store;
using registry::Writer;

namespace {

/// What stands in the first field of an edit now, as people read it.
QString theirsOf(Store &store, const Entity &entity, const RowEdit &edit)
{
    const auto row = rowById(store, entity, edit.row.id);
    if (!row || edit.patch.items.empty())
        return {};
    const auto &first = edit.patch.items.front();
    const auto field = size_t(first.field);
    if (entity.fields[field].type == FieldType::Map)
        return registry::columnTexts(row->values[field]).value(registry::mapKeys(first.value).value(0));
    return readable(store, entity.fields[field], row->values[field]).value_or(QString());
}

}

bool isEditable(const Entity &entity)
{
    return operationsFor(entity) != nullptr && &entity != &entityOf<Decision>();
}

EditResult changeRows(Store &store, const SameVersions &versions, const Entity &entity, const QList<RowEdit> &edits,
                      const QString &why, Undoing undoing)
{
    const auto *operations = isEditable(entity) ? operationsFor(entity) : nullptr;
    if (!operations)
        return tl::unexpected(EditRefusal{notEditable(entity), {}, {}});
    const RowEdit *at = nullptr;
    const auto done = store.write([&](Writer &writer) -> Result<QList<RowChange>> {
        RuleContext context(store);
        QList<RowChange> changes;
        for (const auto &edit : edits) {
            at = &edit;
            if (const auto admitted = undoing == Undoing::Yes ? admit(context, entity, edit.patch) : Result<void>();
                !admitted)
                return tl::unexpected(admitted.error());
            auto change = changeRow(writer, context, versions, *operations, edit, why);
            if (!change)
                return tl::unexpected(change.error());
            if (!change->after.items.empty())
                changes.append(std::move(*change));
        }
        return changes;
    });
    if (done)
        return *done;
    const bool conflict = at && done.error().code == ErrorCode::Conflict;
    return tl::unexpected(
        EditRefusal{done.error(), at ? at->row.id : QString(), conflict ? theirsOf(store, entity, *at) : QString()});
}

EditResult setRows(Store &store, const SameVersions &versions, const Entity &entity, const QList<RowVersion> &rows,
                   const QList<FieldText> &texts, const QString &why)
{
    const auto patch = readPatch(store, entity, texts);
    if (!patch)
        return tl::unexpected(EditRefusal{patch.error(), {}, {}});
    QList<RowEdit> edits;
    edits.reserve(rows.size());
    for (const auto &row : rows)
        edits.append({row, *patch});
    return changeRows(store, versions, entity, edits, why);
}

Result<Row> addRow(Store &store, const Entity &entity, const QList<FieldText> &texts, const QString &why)
{
    const auto *operations = isEditable(entity) ? operationsFor(entity) : nullptr;
    if (!operations)
        return tl::unexpected(notEditable(entity));
    const auto id = operations->add(store, texts, why);
    return id ? rowById(store, entity, *id) : tl::unexpected(id.error());
}

Result<qint64> restoreRow(Store &store, const Entity &entity, const Row &row, const QString &why)
{
    const auto *operations = isEditable(entity) ? operationsFor(entity) : nullptr;
    if (!operations)
        return tl::unexpected(notEditable(entity));
    return store.write([&](Writer &writer) -> Result<qint64> {
        RuleContext context(store);
        if (const auto added = operations->restore(writer, context, row, why); !added)
            return tl::unexpected(added.error());
        return rowById(store, entity, row.id).map([](const Row &now) { return now.n; });
    });
}

Result<void> withdrawRow(Store &store, const SameVersions &versions, const Entity &entity, const RowVersion &row,
                         const QString &why)
{
    const auto *operations = isEditable(entity) ? operationsFor(entity) : nullptr;
    if (!operations)
        return tl::unexpected(notEditable(entity));
    return store.write([&](Writer &writer) -> Result<void> {
        const auto now = rowById(store, entity, row.id);
        if (!now)
            return tl::unexpected(now.error());
        if (!versions.same(now->n, row.n))
            return failure(
                ErrorCode::Conflict,
                u"This %1 was changed since it was added (entry %2); it is not withdrawn. Look at it and decide again."_s
                    .arg(nounOf(entity))
                    .arg(now->n));
        const auto done = operations->withdraw(writer, row.id, why);
        return done ? Result<void>() : tl::unexpected(done.error());
    });
}

}
