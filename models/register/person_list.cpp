#include "register/person_list.h"

#include "register/entity_table.h"

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

using Counts = QHash<QString, qint64>;

Result<Counts> countBy(Store &store, const QString &column, const QString &from)
{
    auto query =
        store.database().select(u"SELECT %1, COUNT(*) FROM %2 AND %1 IS NOT NULL GROUP BY %1"_s.arg(column, from));
    if (!query)
        return tl::unexpected(query.error());
    Counts counts;
    while (query->next())
        counts.insert(query->value(0).toString(), query->value(1).toLongLong());
    return counts;
}

const QString inUse = u"delegation WHERE status <> 'retired'"_s;

/// A select of `id, n, title, delegation, due` for one holding, with the person as its one value.
QString selectFor(Holding holding)
{
    const auto ofDelegation = [](const QString &column) {
        return u"SELECT id, n, title, id, NULL FROM delegation WHERE status <> 'retired' AND %1 = ? ORDER BY title"_s
            .arg(column);
    };
    const auto ofStopRule = [](const QString &column) {
        return u"SELECT s.id, s.n, d.title, d.id, NULL FROM stop_rule s JOIN delegation d ON d.id = s.delegation "
               "WHERE s.ended_on IS NULL AND d.status <> 'retired' AND s.%1 = ? ORDER BY d.title"_s.arg(column);
    };
    switch (holding) {
    case Holding::Owner: return ofDelegation(u"owner"_s);
    case Holding::Deputy: return ofDelegation(u"deputy"_s);
    case Holding::Reviewer: return ofDelegation(u"reviewer"_s);
    case Holding::Maintainer: return ofDelegation(u"maintainer"_s);
    case Holding::Escalation: return ofDelegation(u"escalation"_s);
    case Holding::Puller: return ofStopRule(u"puller"_s);
    case Holding::StopDeputy: return ofStopRule(u"deputy"_s);
    case Holding::SeriesOwner:
        return u"SELECT id, n, title, NULL, NULL FROM series WHERE ended_on IS NULL AND owner = ? ORDER BY title"_s;
    case Holding::DecisionOwner:
        return u"SELECT c.id, c.n, d.title || ': ' || c.kind, d.id, c.due FROM decision c "
               "JOIN delegation d ON d.id = c.delegation "
               "WHERE c.state = 'open' AND c.owner = ? ORDER BY COALESCE(c.due, '9999'), c.\"number\""_s;
    }
    return {};
}

HeldItem itemFrom(const QSqlQuery &query, Holding holding)
{
    HeldItem item{holding,
                  query.value(0).toString(),
                  query.value(1).toLongLong(),
                  query.value(2).toString(),
                  DelegationId(query.value(3).toString()),
                  {}};
    const auto due = QDate::fromString(query.value(4).toString(), Qt::ISODate);
    if (due.isValid())
        item.due = due;
    return item;
}

}

Result<QList<PersonSummary>> listPeople(Store &store)
{
    const auto people = allWhere<Person>(store, u"ORDER BY n"_s);
    const auto owned = countBy(store, u"owner"_s, inUse);
    const auto deputy = countBy(store, u"deputy"_s, inUse);
    const auto decisions = countBy(store, u"owner"_s, u"decision WHERE state = 'open'"_s);
    if (!people)
        return tl::unexpected(people.error());
    for (const auto *counts : {&owned, &deputy, &decisions}) {
        if (!*counts)
            return tl::unexpected(counts->error());
    }
    QList<PersonSummary> all;
    all.reserve(people->size());
    for (const auto &person : *people) {
        const QString &id = person.id.text();
        all.append({person, owned->value(id), deputy->value(id), decisions->value(id)});
    }
    return all;
}

Result<QList<HeldItem>> holdingsOf(Store &store, const PersonId &person)
{
    if (const auto known = byId<Person>(store, person); !known)
        return tl::unexpected(known.error());
    QList<HeldItem> items;
    for (int i = 0; i <= int(Holding::StopDeputy); ++i) {
        auto query = store.database().select(selectFor(Holding(i)), {person.text()});
        if (!query)
            return tl::unexpected(query.error());
        while (query->next())
            items.append(itemFrom(*query, Holding(i)));
    }
    return items;
}

}
