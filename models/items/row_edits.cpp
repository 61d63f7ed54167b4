#include "items/row_edits.h"

#include "register/inventory_services.h"

namespace muster::items {

using namespace Qt::StringLiterals;
using registry::FieldText;
using registry::RuleContext;
using registry::SetOptions;
using registry::Store;
using registry::Writer;

namespace {

/// What an entity's service does, without its type.
struct Operations
{
    const Entity *entity;
    Result<QString> (*add)(Store &, const QList<FieldText> &, const QString &why);
    Result<QString> (*restore)(Writer &, RuleContext &, const Row &, const QString &why);
    Result<qint64> (*set)(Writer &, RuleContext &, const QString &id, const Patch &, const SetOptions &);
    Result<qint64> (*withdraw)(Writer &, const QString &id, const QString &why);
};

template <typename Service, typename T>
Operations operationsOf()
{
    using IdType = typename Service::IdType;
    static constexpr auto asText = [](const IdType &id) { return id.text(); };
    return {
        &entityOf<T>(),
        [](Store &store, const QList<FieldText> &texts, const QString &why) {
            return Service(store).add(texts, why).map(asText);
        },
        [](Writer &writer, RuleContext &context, const Row &row, const QString &why) {
            return Service(writer.store()).addIn(writer, context, fromRow<T>(row), why).map(asText);
        },
        [](Writer &writer, RuleContext &context, const QString &id, const Patch &patch, const SetOptions &options) {
            return Service(writer.store()).setIn(writer, context, IdType(id), patch, options);
        },
        [](Writer &writer, const QString &id, const QString &why) {
            return Service(writer.store()).withdrawIn(writer, IdType(id), why);
        },
    };
}

const Operations *operationsFor(const Entity &entity)
{
    using namespace registry;
    static const std::array all{
        operationsOf<PersonService, Person>(),         operationsOf<DelegationService, Delegation>(),
        operationsOf<DefinitionService, Definition>(), operationsOf<SourceService, Source>(),
        operationsOf<StopRuleService, StopRule>(),     operationsOf<DrillService, Drill>(),
        operationsOf<CredentialService, Credential>(), operationsOf<SeriesService, Series>(),
    };
    const auto found = std::ranges::find(all, &entity, &Operations::entity);
    return found == all.end() ? nullptr : &*found;
}

QString nounOf(const Entity &entity)
{
    return QString::fromLatin1(entity.noun.data(), qsizetype(entity.noun.size()));
}

Error notEditable(const Entity &entity)
{
    return {ErrorCode::Refused, u"A %1 is not edited by hand; use its own commands."_s.arg(nounOf(entity))};
}

RowChange changeBetween(const Row &before, const Row &after)
{
    RowChange change{before.id, before.n, after.n, {}, {}};
    for (size_t i = 0; i < before.values.size(); ++i) {
        if (before.values[i] == after.values[i])
            continue;
        change.before.items.push_back({int(i), before.values[i]});
        change.after.items.push_back({int(i), after.values[i]});
    }
    return change;
}

Result<RowChange> changeRow(Writer &writer, RuleContext &context, const SameVersions &versions,
                            const Operations &operations, const RowEdit &edit, const QString &why)
{
    const auto before = rowById(writer.store(), *operations.entity, edit.row.id);
    if (!before)
        return tl::unexpected(before.error());
    const SetOptions options{why, versions.same(before->n, edit.row.n) ? before->n : edit.row.n};
    if (const auto done = operations.set(writer, context, edit.row.id, edit.patch, options); !done)
        return tl::unexpected(done.error());
    return rowById(writer.store(), *operations.entity, edit.row.id).map([&](const Row &after) {
        return changeBetween(*before, after);
    });
}

/// What stands in the first field of an edit now, as people read it.
QString theirsOf(Store &store, const Entity &entity, const RowEdit &edit)
{
    const auto row = rowById(store, entity, edit.row.id);
    if (!row || edit.patch.items.empty())
        return {};
    const auto field = size_t(edit.patch.items.front().field);
    return readable(store, entity.fields[field], row->values[field]).value_or(QString());
}

}

bool isEditable(const Entity &entity)
{
    return operationsFor(entity) != nullptr;
}

EditResult changeRows(Store &store, const SameVersions &versions, const Entity &entity, const QList<RowEdit> &edits,
                      const QString &why)
{
    const auto *operations = operationsFor(entity);
    if (!operations)
        return tl::unexpected(EditRefusal{notEditable(entity), {}, {}});
    const RowEdit *at = nullptr;
    const auto done = store.write([&](Writer &writer) -> Result<QList<RowChange>> {
        RuleContext context(store);
        QList<RowChange> changes;
        for (const auto &edit : edits) {
            at = &edit;
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
    const auto *operations = operationsFor(entity);
    if (!operations)
        return tl::unexpected(notEditable(entity));
    const auto id = operations->add(store, texts, why);
    return id ? rowById(store, entity, *id) : tl::unexpected(id.error());
}

Result<qint64> restoreRow(Store &store, const Entity &entity, const Row &row, const QString &why)
{
    const auto *operations = operationsFor(entity);
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
    const auto *operations = operationsFor(entity);
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
