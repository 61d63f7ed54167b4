#include "items/entity_operations.h"

#include "register/decision_service.h"
#include "register/own_columns.h"

namespace muster::items {

using namespace Qt::StringLiterals;
using registry::FieldText;
using registry::RuleContext;
using registry::SetOptions;
using registry::Store;
using registry::Writer;

namespace {

template <typename Service, typename T>
EntityOperations operationsOf()
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

RowChange changeBetween(const Entity &entity, const Row &before, const Row &after)
{
    RowChange change{before.id, before.n, after.n, {}, {}};
    for (size_t i = 0; i < before.values.size(); ++i) {
        if (before.values[i] == after.values[i])
            continue;
        const auto &field = entity.fields[i];
        change.before.items.push_back({int(i), registry::patchBetween(field, after.values[i], before.values[i])});
        change.after.items.push_back({int(i), registry::patchBetween(field, before.values[i], after.values[i])});
    }
    return change;
}

}

const EntityOperations *operationsFor(const Entity &entity)
{
    using namespace registry;
    static const std::array all{
        operationsOf<PersonService, Person>(),         operationsOf<DelegationService, Delegation>(),
        operationsOf<DefinitionService, Definition>(), operationsOf<SourceService, Source>(),
        operationsOf<StopRuleService, StopRule>(),     operationsOf<DrillService, Drill>(),
        operationsOf<CredentialService, Credential>(), operationsOf<SeriesService, Series>(),
        operationsOf<DecisionService, Decision>(),     operationsOf<ColumnService, OwnColumn>(),
        operationsOf<ModelService, Model>(),
    };
    const auto found = std::ranges::find(all, &entity, &EntityOperations::entity);
    return found == all.end() ? nullptr : &*found;
}

Result<void> admit(RuleContext &context, const Entity &entity, const Patch &patch)
{
    const auto people = context.people();
    if (!people)
        return tl::unexpected(people.error());
    for (const auto &item : patch.items) {
        if (entity.fields[size_t(item.field)].refers != Person::noun)
            continue;
        auto person = (*people)->value(textOf(item.value));
        person.leftOn.reset();
        if (!person.id.isNull())
            context.remember(person);
    }
    return {};
}

QString nounOf(const Entity &entity)
{
    return QString::fromLatin1(entity.noun.data(), qsizetype(entity.noun.size()));
}

Error notEditable(const Entity &entity)
{
    return {ErrorCode::Refused, u"A %1 is not edited by hand; use its own commands."_s.arg(nounOf(entity))};
}

Result<RowChange> changeRow(Writer &writer, RuleContext &context, const SameVersions &versions,
                            const EntityOperations &operations, const RowEdit &edit, const QString &why,
                            const registry::Kind *kind)
{
    const auto before = rowById(writer.store(), *operations.entity, edit.row.id);
    if (!before)
        return tl::unexpected(before.error());
    const SetOptions options{why, versions.same(before->n, edit.row.n) ? before->n : edit.row.n, kind};
    if (const auto done = operations.set(writer, context, edit.row.id, edit.patch, options); !done)
        return tl::unexpected(done.error());
    return rowById(writer.store(), *operations.entity, edit.row.id).map([&](const Row &after) {
        return changeBetween(*operations.entity, *before, after);
    });
}

}
