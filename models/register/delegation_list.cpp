#include "register/delegation_list.h"

#include "register/rule_context.h"
#include "register/search.h"

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

/// What hangs on delegations, read table by table, so that a list costs a scan each and no query a row.
struct Hangers
{
    QHash<QString, QPair<QString, bool>> people; ///< id → name, active today
    QHash<QString, std::vector<SourceFreshness>> sources;
    QSet<QString> stopRules, workingDrills, overdueDecisions;
    QHash<QString, QDate> credentialEnds, acceptanceEnds;
};

std::optional<QDate> dateOf(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(QDate::fromString(value.toString(), Qt::ISODate));
}

template <typename Take>
Result<void> eachRow(Store &store, const QString &sql, const QList<QVariant> &values, Take &&take)
{
    auto query = store.database().select(sql, values);
    if (!query)
        return tl::unexpected(query.error());
    while (query->next())
        take(*query);
    return {};
}

void keepEarlier(QHash<QString, QDate> &ends, const QString &id, QDate date)
{
    auto &known = ends[id];
    if (!known.isValid() || date < known)
        known = date;
}

Result<Hangers> readHangers(Store &store, const QString &only)
{
    Hangers hangers;
    const QString today = store.today().toString(Qt::ISODate);
    const QString and_ = only.isEmpty() ? QString() : u" AND delegation = ?"_s;
    const QList<QVariant> values = only.isEmpty() ? QList<QVariant>() : QList<QVariant>{only};
    const auto people = eachRow(store, u"SELECT id, name, left_on FROM person"_s, {}, [&](const QSqlQuery &q) {
        const QString left = q.value(2).toString();
        hangers.people.insert(q.value(0).toString(), {q.value(1).toString(), left.isEmpty() || today < left});
    });
    const auto sources = eachRow(
        store, u"SELECT delegation, verified_on, freshness_days FROM source WHERE ended_on IS NULL"_s + and_, values,
        [&](const QSqlQuery &q) {
            hangers.sources[q.value(0).toString()].push_back(
                {dateOf(q.value(1)), q.value(2).isNull() ? std::nullopt : std::optional(q.value(2).toLongLong())});
        });
    const auto rules = eachRow(store, u"SELECT delegation FROM stop_rule WHERE ended_on IS NULL"_s + and_, values,
                               [&](const QSqlQuery &q) { hangers.stopRules.insert(q.value(0).toString()); });
    const auto drills = eachRow(store, u"SELECT delegation FROM drill WHERE worked = 1"_s + and_, values,
                                [&](const QSqlQuery &q) { hangers.workingDrills.insert(q.value(0).toString()); });
    const auto credentials = eachRow(
        store,
        u"SELECT delegation, expires_on FROM credential WHERE ended_on IS NULL AND expires_on IS NOT NULL"_s + and_,
        values,
        [&](const QSqlQuery &q) { keepEarlier(hangers.credentialEnds, q.value(0).toString(), *dateOf(q.value(1))); });
    const auto decisions =
        eachRow(store, u"SELECT delegation, kind, due FROM decision WHERE state = 'open' AND due IS NOT NULL"_s + and_,
                values, [&](const QSqlQuery &q) {
                    if (q.value(1).toString() == u"accept")
                        keepEarlier(hangers.acceptanceEnds, q.value(0).toString(), *dateOf(q.value(2)));
                    if (q.value(2).toString() < today)
                        hangers.overdueDecisions.insert(q.value(0).toString());
                });
    for (const auto &done : {people, sources, rules, drills, credentials, decisions}) {
        if (!done)
            return tl::unexpected(done.error());
    }
    return hangers;
}

const QString summaryColumns =
    u"SELECT id, n, title, team, tier, external_id, owner, category, risk, status, last_audit, next_due, "
    "definition IS NOT NULL, cadence IS NOT NULL, category_reason IS NOT NULL, model_ends_on FROM delegation"_s;

StandingFacts factsOf(const QSqlQuery &q, const Hangers &hangers)
{
    const QString id = q.value(0).toString();
    StandingFacts facts;
    facts.category = fromWord<Category>(q.value(7).toString()).value_or(Category::Unclassified);
    facts.status = fromWord<Status>(q.value(9).toString()).value_or(Status::Active);
    facts.risk = fromWord<Risk>(q.value(8).toString());
    facts.tier = q.value(4).toString();
    facts.hasOwner = !q.value(6).isNull();
    facts.ownerIsActive = facts.hasOwner && hangers.people.value(q.value(6).toString()).second;
    facts.hasDefinition = q.value(12).toBool();
    facts.hasCadence = q.value(13).toBool();
    facts.hasCategoryReason = q.value(14).toBool();
    facts.hasStopRule = hangers.stopRules.contains(id);
    facts.hasWorkingDrill = hangers.workingDrills.contains(id);
    facts.hasOverdueDecision = hangers.overdueDecisions.contains(id);
    facts.lastAudit = dateOf(q.value(10));
    facts.nextDue = dateOf(q.value(11));
    facts.modelEndsOn = dateOf(q.value(15));
    if (const auto found = hangers.credentialEnds.constFind(id); found != hangers.credentialEnds.constEnd())
        facts.credentialExpiresOn = *found;
    if (const auto found = hangers.acceptanceEnds.constFind(id); found != hangers.acceptanceEnds.constEnd())
        facts.acceptedUntil = *found;
    facts.sources = hangers.sources.value(id);
    return facts;
}

DelegationSummary summaryOf(const QSqlQuery &q, const Hangers &hangers, const StandingFacts &facts)
{
    DelegationSummary summary;
    summary.id = DelegationId(q.value(0).toString());
    summary.n = q.value(1).toLongLong();
    summary.title = q.value(2).toString();
    summary.team = q.value(3).toString();
    summary.tier = facts.tier;
    summary.externalId = q.value(5).toString();
    if (facts.hasOwner) {
        summary.owner = PersonId(q.value(6).toString());
        summary.ownerName = hangers.people.value(summary.owner->text()).first;
    }
    summary.category = facts.category;
    summary.risk = facts.risk;
    summary.status = facts.status;
    summary.lastAudit = facts.lastAudit;
    summary.nextDue = facts.nextDue;
    summary.trusted = trustedUntil(facts);
    return summary;
}

bool isDue(const StandingFacts &facts, QDate today)
{
    const bool inUse = facts.status == Status::Active || facts.status == Status::Paused;
    return inUse && (facts.nextDue ? *facts.nextDue <= today : !facts.lastAudit);
}

bool fits(const DelegationSummary &summary, const StandingFacts &facts, const DelegationQuery &query, QDate today)
{
    return (query.withRetired || summary.status != Status::Retired) && (!query.due || isDue(facts, today))
           && (!query.category || *query.category == summary.category)
           && (query.team.isEmpty() || query.team.compare(summary.team, Qt::CaseInsensitive) == 0)
           && (!query.owner || query.owner == summary.owner)
           && (!query.flag || std::ranges::find(summary.flags, *query.flag) != summary.flags.end());
}

}

Result<QList<DelegationSummary>> listDelegations(Store &store, const DelegationQuery &query)
{
    std::optional<QSet<QString>> found;
    if (!query.search.trimmed().isEmpty()) {
        auto matches = Search(store).find(query.search);
        if (!matches)
            return tl::unexpected(matches.error());
        found = std::move(*matches);
    }
    const auto hangers = readHangers(store, {});
    if (!hangers)
        return tl::unexpected(hangers.error());
    RuleContext context(store);
    const auto policy = context.policy();
    if (!policy)
        return tl::unexpected(policy.error());
    const QDate today = store.today();
    QList<DelegationSummary> list;
    const auto read = eachRow(store, summaryColumns + u" ORDER BY rowid"_s, {}, [&](const QSqlQuery &q) {
        if (found && !found->contains(q.value(0).toString()))
            return;
        const auto facts = factsOf(q, *hangers);
        auto summary = summaryOf(q, *hangers, facts);
        summary.flags = flagsOf(facts, *policy, today);
        if (fits(summary, facts, query, today))
            list.append(std::move(summary));
    });
    return read ? Result<QList<DelegationSummary>>(std::move(list)) : tl::unexpected(read.error());
}

Result<StandingFacts> standingOf(Store &store, const DelegationId &id)
{
    const auto hangers = readHangers(store, id.text());
    if (!hangers)
        return tl::unexpected(hangers.error());
    std::optional<StandingFacts> facts;
    const auto read = eachRow(store, summaryColumns + u" WHERE id = ?"_s, {id.text()},
                              [&](const QSqlQuery &q) { facts = factsOf(q, *hangers); });
    if (!read)
        return tl::unexpected(read.error());
    return facts ? Result<StandingFacts>(*facts)
                 : failure(ErrorCode::NotFound, u"There is no delegation %1."_s.arg(id.text()));
}

}
