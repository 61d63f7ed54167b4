#include "exchange/import_plan.h"

#include "register/own_columns.h"

#include <QSet>

namespace muster::exchange {

using namespace Qt::StringLiterals;

namespace {

const Entity &delegationEntity()
{
    return entityOf<Delegation>();
}

/// A feed of the field or the register's own column of this name, from no column yet.
Result<Feed> feedNamed(const QString &name, const QList<OwnColumn> &columns)
{
    const auto &fields = delegationEntity().fields;
    const int field = delegationEntity().indexOf(name);
    if (field >= 0 && fields[size_t(field)].type != FieldType::Map)
        return Feed{field, -1, false, name, {}};
    if (const auto *own = registry::columnNamed(columns, name))
        return Feed{delegationEntity().indexOf(u"columnValues"), -1, false, name,
                    std::make_shared<const OwnColumn>(*own)};
    QStringList known;
    for (const auto &other : fields) {
        if (other.type != FieldType::Map)
            known << other.title();
    }
    for (const auto &column : columns)
        known << column.title;
    return failure(ErrorCode::Usage,
                   u"A delegation has no field \"%1\"; its fields are %2."_s.arg(name.left(60), known.join(u", "_s)));
}

bool feedsTheSame(const Feed &a, const Feed &b)
{
    return a.field == b.field && (!a.own || !b.own || a.own->id == b.own->id);
}

Result<void> planDefaults(ImportPlan &plan, const ColumnMapping &mapping, const QList<OwnColumn> &columns)
{
    for (auto it = mapping.defaults.begin(); it != mapping.defaults.end(); ++it) {
        auto feed = feedNamed(it.key(), columns);
        if (!feed)
            return tl::unexpected(feed.error());
        feed->mapsValues = true;
        if (std::ranges::none_of(plan.feeds, [&](const Feed &other) { return feedsTheSame(other, *feed); }))
            plan.feeds.push_back(*feed);
    }
    for (auto it = mapping.values.begin(); it != mapping.values.end(); ++it) {
        if (const auto feed = feedNamed(it.key(), columns); !feed)
            return tl::unexpected(feed.error());
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
    if (fed != plan.feeds.end() && fed->own)
        return failure(ErrorCode::Usage, u"The key column %1 is mapped to the register's own column \"%2\"; a key is a "
                                         "field every delegation has, such as externalId."_s.arg(
                                             plan.columnName(*column), fed->own->title));
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
    plan.feeds.push_back({plan.keyField, *column, false, u"externalId"_s, {}});
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

Result<ImportPlan> makePlan(const ColumnMapping &mapping, const QStringList &headers, const QList<OwnColumn> &columns)
{
    ImportPlan plan;
    plan.headers = headers;
    for (const auto &mapped : mapping.columns) {
        auto feed = feedNamed(mapped.field, columns);
        const auto column = resolve(mapped.column, headers);
        if (!feed || !column)
            return tl::unexpected(!feed ? feed.error() : column.error());
        feed->column = *column;
        feed->mapsValues = mapping.values.contains(mapped.field) || mapping.defaults.contains(mapped.field);
        plan.feeds.push_back(*feed);
    }
    if (const auto done = planDefaults(plan, mapping, columns); !done)
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
