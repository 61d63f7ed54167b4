#include "register/delegation_list.h"

#include "register/row_choice.h"
#include "register/row_reader.h"
#include "register/rule_context.h"
#include "register/search.h"

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

/// More rows than this are read quicker by scanning every table.
constexpr qsizetype mostChosen = 500;

/// What hangs on delegations, read table by table, so that a list costs a scan each and no query a row.
struct Hangers
{
    QHash<QString, QPair<QString, bool>> people; ///< id → name, active today
    QHash<QString, std::vector<SourceFreshness>> sources;
    QSet<QString> stopRules, workingDrills, overdueDecisions;
    QHash<QString, QDate> credentialEnds, acceptanceEnds;
};

std::optional<QDate> dateOf(const RowReader &row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(QDate::fromString(row.text(column), Qt::ISODate));
}

void keepEarlier(QHash<QString, QDate> &ends, const QString &id, QDate date)
{
    auto &known = ends[id];
    if (!known.isValid() || date < known)
        known = date;
}

Result<Hangers> readHangers(Store &store, const RowChoice &choice)
{
    Hangers hangers;
    const QString today = store.today().toString(Qt::ISODate);
    const QString and_ = choice.after(u" AND delegation"_s);
    const auto &values = choice.values();
    const auto people =
        eachRow(store.database(), u"SELECT id, name, left_on FROM person"_s, {}, [&](const RowReader &q) {
            const QString left = q.text(2);
            hangers.people.insert(q.text(0), {q.text(1), left.isEmpty() || today < left});
        });
    const auto sources = eachRow(
        store.database(), u"SELECT delegation, verified_on, freshness_days FROM source WHERE ended_on IS NULL"_s + and_,
        values, [&](const RowReader &q) {
            hangers.sources[q.text(0)].push_back(
                {dateOf(q, 1), q.isNull(2) ? std::nullopt : std::optional(q.integer(2))});
        });
    const auto rules = eachRow(store.database(), u"SELECT delegation FROM stop_rule WHERE ended_on IS NULL"_s + and_,
                               values, [&](const RowReader &q) { hangers.stopRules.insert(q.text(0)); });
    const auto drills = eachRow(store.database(), u"SELECT delegation FROM drill WHERE worked = 1"_s + and_, values,
                                [&](const RowReader &q) { hangers.workingDrills.insert(q.text(0)); });
    const auto credentials = eachRow(
        store.database(),
        u"SELECT delegation, expires_on FROM credential WHERE ended_on IS NULL AND expires_on IS NOT NULL"_s + and_,
        values, [&](const RowReader &q) { keepEarlier(hangers.credentialEnds, q.text(0), *dateOf(q, 1)); });
    const auto decisions =
        eachRow(store.database(),
                u"SELECT delegation, kind, due FROM decision WHERE state = 'open' AND due IS NOT NULL"_s + and_, values,
                [&](const RowReader &q) {
                    if (q.text(1) == u"accept")
                        keepEarlier(hangers.acceptanceEnds, q.text(0), *dateOf(q, 2));
                    if (q.text(2) < today)
                        hangers.overdueDecisions.insert(q.text(0));
                });
    for (const auto &done : {people, sources, rules, drills, credentials, decisions}) {
        if (!done)
            return tl::unexpected(done.error());
    }
    return hangers;
}

const QString summaryColumns =
    u"SELECT id, n, title, team, tier, external_id, owner, category, risk, status, last_audit, next_due, "
    "definition IS NOT NULL, cadence IS NOT NULL, category_reason IS NOT NULL, model_ends_on, column_values FROM delegation"_s;

StandingFacts factsOf(const RowReader &q, const Hangers &hangers)
{
    const QString id = q.text(0);
    StandingFacts facts;
    facts.category = fromWord<Category>(q.text(7)).value_or(Category::Unclassified);
    facts.status = fromWord<Status>(q.text(9)).value_or(Status::Active);
    facts.risk = fromWord<Risk>(q.text(8));
    facts.tier = q.text(4);
    facts.hasOwner = !q.isNull(6);
    facts.ownerIsActive = facts.hasOwner && hangers.people.value(q.text(6)).second;
    facts.hasDefinition = q.integer(12) != 0;
    facts.hasCadence = q.integer(13) != 0;
    facts.hasCategoryReason = q.integer(14) != 0;
    facts.hasStopRule = hangers.stopRules.contains(id);
    facts.hasWorkingDrill = hangers.workingDrills.contains(id);
    facts.hasOverdueDecision = hangers.overdueDecisions.contains(id);
    facts.lastAudit = dateOf(q, 10);
    facts.nextDue = dateOf(q, 11);
    facts.modelEndsOn = dateOf(q, 15);
    if (const auto found = hangers.credentialEnds.constFind(id); found != hangers.credentialEnds.constEnd())
        facts.credentialExpiresOn = *found;
    if (const auto found = hangers.acceptanceEnds.constFind(id); found != hangers.acceptanceEnds.constEnd())
        facts.acceptedUntil = *found;
    facts.sources = hangers.sources.value(id);
    return facts;
}

DelegationSummary summaryOf(const RowReader &q, const Hangers &hangers, const StandingFacts &facts)
{
    DelegationSummary summary;
    summary.id = DelegationId(q.text(0));
    summary.n = q.integer(1);
    summary.title = q.text(2);
    summary.team = q.text(3);
    summary.tier = facts.tier;
    summary.externalId = q.text(5);
    if (facts.hasOwner) {
        summary.owner = PersonId(q.text(6));
        summary.ownerName = hangers.people.value(summary.owner->text()).first;
    }
    summary.category = facts.category;
    summary.risk = facts.risk;
    summary.status = facts.status;
    summary.lastAudit = facts.lastAudit;
    summary.nextDue = facts.nextDue;
    summary.trusted = trustedUntil(facts);
    if (!q.isNull(16))
        summary.columnTexts = columnTexts(q.text(16));
    return summary;
}

/// Reads the summaries of `choice`, where they are in `among` too, in the order they were added.
template <typename Take>
Result<void> eachSummary(Store &store, const RowChoice &choice, const std::optional<QSet<QString>> &among, Take &&take)
{
    const auto hangers = readHangers(store, choice);
    if (!hangers)
        return tl::unexpected(hangers.error());
    RuleContext context(store);
    const auto policy = context.policy();
    if (!policy)
        return tl::unexpected(policy.error());
    return eachRow(store.database(), summaryColumns + choice.after(u" WHERE id"_s) + u" ORDER BY rowid"_s,
                   choice.values(), [&](const RowReader &q) {
                       if (among && !among->contains(q.text(0)))
                           return;
                       const auto facts = factsOf(q, *hangers);
                       auto summary = summaryOf(q, *hangers, facts);
                       summary.flags = flagsOf(facts, *policy, context.today());
                       take(std::move(summary));
                   });
}

}

bool fits(const DelegationSummary &summary, const DelegationQuery &query, QDate today)
{
    const bool inUse = summary.status == Status::Active || summary.status == Status::Paused;
    const bool due = inUse && (summary.nextDue ? *summary.nextDue <= today : !summary.lastAudit);
    return (query.withRetired || summary.status != Status::Retired) && (!query.due || due)
           && (!query.category || *query.category == summary.category)
           && (query.team.isEmpty() || query.team.compare(summary.team, Qt::CaseInsensitive) == 0)
           && (!query.owner || query.owner == summary.owner)
           && (!query.flag || std::ranges::find(summary.flags, *query.flag) != summary.flags.end());
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
    const QDate today = store.today();
    QList<DelegationSummary> list;
    const bool few = found && !found->isEmpty() && found->size() <= mostChosen;
    const RowChoice choice = few ? RowChoice(QStringList(found->begin(), found->end())) : RowChoice();
    const auto read = eachSummary(store, choice, found, [&](DelegationSummary summary) {
        if (fits(summary, query, today))
            list.append(std::move(summary));
    });
    return read ? Result<QList<DelegationSummary>>(std::move(list)) : tl::unexpected(read.error());
}

Result<QList<DelegationSummary>> summariesOf(Store &store, const QStringList &ids)
{
    QList<DelegationSummary> list;
    if (ids.isEmpty())
        return list;
    const auto read =
        eachSummary(store, RowChoice(ids), {}, [&](DelegationSummary summary) { list.append(std::move(summary)); });
    return read ? Result<QList<DelegationSummary>>(std::move(list)) : tl::unexpected(read.error());
}

namespace {

/// Those that name somebody: their names are searched, and the owner's is shown.
Result<void> addNaming(Store &store, const QString &person, QSet<QString> &touched)
{
    return eachRow(store.database(),
                   u"SELECT id FROM delegation WHERE ? IN (owner, deputy, maintainer, reviewer, escalation)"_s,
                   {person}, [&](const RowReader &q) { touched << q.text(0); });
}

/// The delegations one entry concerns. False where that is every one: tiers and policy are the register's own.
bool addTouched(Store &store, const Change &change, QSet<QString> &touched)
{
    const auto &entity = *change.kind->entity;
    if (entity.noun == "register" || entity.noun == "column")
        return false;
    if (entity.noun == "person")
        return addNaming(store, change.id, touched).has_value();
    if (entity.isDelegation())
        touched << change.id;
    if (!change.delegation.isEmpty())
        touched << change.delegation;
    for (const auto &item : change.fields) {
        if (item.field == entity.delegationField)
            touched << textOf(item.after);
    }
    return true;
}

}

std::optional<QStringList> delegationsTouched(Store &store, qint64 from, qint64 to)
{
    if (from < 0 || to < from || to - from > mostChosen)
        return std::nullopt;
    // What can't be read here, as an entry of a newer Muster, shows in the tables all the same.
    const auto entries = entriesBackwards(store, from, to - 1);
    if (!entries)
        return std::nullopt;
    QSet<QString> touched;
    for (const auto &entry : *entries) {
        if (!addTouched(store, entry.change, touched) || touched.size() > mostChosen)
            return std::nullopt;
    }
    return QStringList(touched.begin(), touched.end());
}

Result<StandingFacts> standingOf(Store &store, const DelegationId &id)
{
    const RowChoice choice({id.text()});
    const auto hangers = readHangers(store, choice);
    if (!hangers)
        return tl::unexpected(hangers.error());
    std::optional<StandingFacts> facts;
    const auto read = eachRow(store.database(), summaryColumns + choice.after(u" WHERE id"_s), choice.values(),
                              [&](const RowReader &q) { facts = factsOf(q, *hangers); });
    if (!read)
        return tl::unexpected(read.error());
    return facts ? Result<StandingFacts>(*facts)
                 : failure(ErrorCode::NotFound, u"There is no delegation %1."_s.arg(id.text()));
}

}
