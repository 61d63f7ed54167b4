#include "exchange/import_plan.h"

#include "domain/entities.h"

#include <QSet>

namespace muster::exchange {

using namespace Qt::StringLiterals;

namespace {

const Entity &delegationEntity()
{
    return entityOf<Delegation>();
}

Result<int> fieldNamed(const QString &name)
{
    const int field = delegationEntity().indexOf(name);
    if (field >= 0)
        return field;
    QStringList known;
    for (const auto &other : delegationEntity().fields)
        known << other.title();
    return failure(ErrorCode::Usage,
                   u"A delegation has no field \"%1\"; its fields are %2."_s.arg(name.left(60), known.join(u", "_s)));
}

Result<void> planDefaults(ImportPlan &plan, const ColumnMapping &mapping)
{
    for (auto it = mapping.defaults.begin(); it != mapping.defaults.end(); ++it) {
        const auto field = fieldNamed(it.key());
        if (!field)
            return tl::unexpected(field.error());
        if (std::ranges::find(plan.feeds, *field, &Feed::field) == plan.feeds.end())
            plan.feeds.push_back({*field, -1, true});
    }
    for (auto it = mapping.values.begin(); it != mapping.values.end(); ++it) {
        if (const auto field = fieldNamed(it.key()); !field)
            return tl::unexpected(field.error());
    }
    return {};
}

Result<void> planKey(ImportPlan &plan, const ColumnMapping &mapping)
{
    if (!mapping.key)
        return {};
    const auto column = resolve(*mapping.key, plan.headers);
    if (!column)
        return tl::unexpected(column.error());
    plan.keyColumn = *column;
    const auto fed = std::ranges::find(plan.feeds, *column, &Feed::column);
    if (fed != plan.feeds.end()) {
        plan.keyField = fed->field;
        return {};
    }
    const int externalId = delegationEntity().indexOf(u"externalId"_s);
    const bool taken = std::ranges::find(plan.feeds, externalId, &Feed::field) != plan.feeds.end();
    plan.keyIsIdentifier = taken && plan.headers.value(*column) == u"id"_s;
    if (plan.keyIsIdentifier)
        return {};
    plan.keyField = externalId;
    if (taken)
        return failure(
            ErrorCode::Usage,
            u"The key column %1 is mapped to no field, and externalId takes another column; map the key column itself."_s
                .arg(plan.columnName(*column)));
    plan.feeds.push_back({plan.keyField, *column, false});
    return {};
}

/// Which columns become notes.
Result<void> planNotes(ImportPlan &plan, const ColumnMapping &mapping)
{
    QSet<int> taken;
    for (const auto &ref : mapping.leftOut) {
        const auto column = resolve(ref, plan.headers);
        if (!column)
            return tl::unexpected(column.error());
        taken.insert(*column);
    }
    for (const auto &feed : plan.feeds)
        taken.insert(feed.column);
    if (plan.keyIsIdentifier)
        taken.insert(plan.keyColumn);
    for (int column = 0; mapping.keepUnmapped && column < plan.headers.size(); ++column) {
        if (!taken.contains(column))
            plan.unmapped.push_back(column);
    }
    return {};
}

}

Result<ImportPlan> makePlan(const ColumnMapping &mapping, const QStringList &headers)
{
    ImportPlan plan;
    plan.headers = headers;
    for (const auto &mapped : mapping.columns) {
        const auto field = fieldNamed(mapped.field);
        const auto column = resolve(mapped.column, headers);
        if (!field || !column)
            return tl::unexpected(!field ? field.error() : column.error());
        plan.feeds.push_back(
            {*field, *column, mapping.values.contains(mapped.field) || mapping.defaults.contains(mapped.field)});
    }
    if (const auto done = planDefaults(plan, mapping); !done)
        return tl::unexpected(done.error());
    if (const auto done = planKey(plan, mapping); !done)
        return tl::unexpected(done.error());
    const int title = delegationEntity().indexOf(u"title"_s);
    if (std::ranges::find(plan.feeds, title, &Feed::field) == plan.feeds.end())
        return failure(ErrorCode::Usage, u"No column is mapped to title; add --map title=COLUMN."_s);
    // People come last, so that a row refused for its other cells adds nobody.
    std::ranges::stable_partition(plan.feeds, [](const Feed &feed) {
        return delegationEntity().fields[size_t(feed.field)].type != FieldType::Reference;
    });
    if (const auto done = planNotes(plan, mapping); !done)
        return tl::unexpected(done.error());
    return plan;
}

QString ImportPlan::columnName(int column) const
{
    if (column < 0)
        return {};
    const QString header = headers.value(column).simplified();
    return header.isEmpty() || headers.count(headers.value(column)) > 1 ? u"#%1"_s.arg(column + 1) : header;
}

}
