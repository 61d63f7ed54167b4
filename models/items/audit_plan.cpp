#include "items/audit_plan.h"

#include "register/audit_history.h"
#include "register/delegation_list.h"

#include <QJsonArray>

#include <algorithm>

namespace muster::items {

using namespace Qt::StringLiterals;
using registry::Store;

namespace {

constexpr int mostInPair = 3;
constexpr int mostFound = 50;

/// The delegations that are in an open audit, with its number.
Result<QHash<DelegationId, qint64>> delegationsInAudits(Store &store)
{
    registry::AuditService audits(store);
    const auto list = audits.list();
    if (!list)
        return tl::unexpected(list.error());
    QHash<DelegationId, qint64> taken;
    for (const auto &line : *list) {
        if (!line.open)
            continue;
        const auto audit = audits.get(line.id);
        if (!audit)
            return tl::unexpected(audit.error());
        for (const auto &item : audit->delegations)
            taken.insert(item.id, audit->number);
    }
    return taken;
}

PlannedDelegation planned(const Delegation &delegation)
{
    PlannedDelegation made;
    made.workflow = {delegation.id,     delegation.title,      delegation.owner,
                     delegation.deputy, delegation.maintainer, checkMinutes(delegation.category)};
    made.category = delegation.category;
    made.detailed = true;
    return made;
}

PlannedDelegation planned(const ScopeEntry &entry)
{
    PlannedDelegation made;
    made.workflow.id = entry.id;
    made.workflow.title = entry.title;
    made.workflow.minutes = entry.minutes;
    made.reason = entry.reasonText;
    made.proposed = true;
    made.fits = entry.fits;
    return made;
}

/// Adds owner, deputy and maintainer of those chosen and those that fit, and those chosen that are not proposed.
Result<void> addDetails(Store &store, const PlanQuestion &question, PlanFacts &facts)
{
    QHash<DelegationId, qsizetype> places;
    auto wanted = question.chosen;
    for (qsizetype i = 0; i < facts.proposal.size(); ++i) {
        const auto &entry = facts.proposal[i];
        places.insert(entry.workflow.id, i);
        if (entry.fits && !wanted.contains(entry.workflow.id))
            wanted << entry.workflow.id; // what may be chosen next without asking again
    }
    for (const auto &id : wanted) {
        const auto delegation = registry::byId<Delegation>(store, id);
        if (!delegation && delegation.error().code != ErrorCode::NotFound)
            return tl::unexpected(delegation.error());
        if (!delegation || delegation->status == Status::Retired)
            continue;
        const auto known = planned(*delegation);
        if (!places.contains(id)) {
            facts.others << known;
            continue;
        }
        auto &entry = facts.proposal[places[id]];
        entry.workflow = known.workflow;
        entry.category = known.category;
        entry.detailed = true;
    }
    return {};
}

/// Adds what fits the search and is not among the facts yet.
Result<void> addFound(Store &store, const PlanQuestion &question, PlanFacts &facts)
{
    if (question.search.trimmed().isEmpty())
        return {};
    registry::DelegationQuery query;
    query.search = question.search;
    const auto found = registry::listDelegations(store, query);
    if (!found)
        return tl::unexpected(found.error());
    QSet<DelegationId> known;
    for (const auto *list : {&facts.proposal, &facts.others}) {
        for (const auto &entry : *list)
            known.insert(entry.workflow.id);
    }
    int added = 0;
    for (const auto &item : *found) {
        if (known.contains(item.id))
            continue;
        PlannedDelegation made;
        made.workflow = {item.id, item.title, item.owner, {}, {}, checkMinutes(item.category)};
        made.category = item.category;
        facts.others << made;
        if (++added == mostFound)
            break;
    }
    return {};
}

}

Result<PlanFacts> readPlanFacts(Store &store, const PlanQuestion &question)
{
    PlanFacts facts;
    facts.today = store.today();
    facts.actor = store.actor();
    const auto people = readRoomPeople(store);
    const auto last = registry::lastParticipants(store);
    const auto series = registry::standingSeries(store);
    const auto taken = delegationsInAudits(store);
    const auto proposal = registry::AuditService(store).proposeScope(question.form, question.pairs);
    for (const auto *error :
         {people ? nullptr : &people.error(), last ? nullptr : &last.error(), series ? nullptr : &series.error(),
          taken ? nullptr : &taken.error(), proposal ? nullptr : &proposal.error()}) {
        if (error)
            return tl::unexpected(*error);
    }
    facts.people = *people;
    facts.lastParticipants = *last;
    facts.series = *series;
    facts.capacity = proposal->capacity;
    for (const auto &entry : proposal->entries)
        facts.proposal << planned(entry);
    if (const auto done = addDetails(store, question, facts).and_then([&] { return addFound(store, question, facts); });
        !done)
        return tl::unexpected(done.error());
    for (auto *list : {&facts.proposal, &facts.others}) {
        for (auto &entry : *list)
            entry.openAudit = taken->value(entry.workflow.id);
    }
    return facts;
}

void AuditPlan::setSeries(const Series *chosen)
{
    series = chosen ? chosen->id : SeriesId();
    if (chosen && kindOf(form) == AuditKind::Full)
        form = registry::formOf(*chosen);
}

void AuditPlan::add(const PersonId &person, const QString &name)
{
    if (m_participants.contains(person))
        return;
    m_participants << person;
    m_names.insert(person, name);
    if (!m_arranged)
        return;
    const auto room = std::ranges::find_if(m_pairs, [](const CheckPair &pair) { return pair.members.size() == 1; });
    if (room != m_pairs.end())
        room->members.push_back(person);
    else
        m_pairs.push_back({{person}});
}

void AuditPlan::remove(const PersonId &person)
{
    m_participants.removeAll(person);
    for (auto &pair : m_pairs)
        std::erase(pair.members, person);
    std::erase_if(m_pairs, [](const CheckPair &pair) { return pair.members.empty(); });
}

Result<void> AuditPlan::shift(const PersonId &person, int by)
{
    const int from = pairOf(person), to = from + by;
    const bool leavesNothing = from >= 0 && m_pairs[size_t(from)].members.size() == 1 && to == int(m_pairs.size());
    if (from < 0 || to < 0 || to > int(m_pairs.size()) || leavesNothing)
        return failure(ErrorCode::Refused, u"There is no pair on that side."_s);
    if (to < int(m_pairs.size()) && m_pairs[size_t(to)].members.size() >= mostInPair)
        return failure(ErrorCode::Refused, u"A pair takes three people at most; move somebody out of it first."_s);
    m_arranged = true;
    if (to == int(m_pairs.size()))
        m_pairs.emplace_back();
    std::erase(m_pairs[size_t(from)].members, person);
    m_pairs[size_t(to)].members.push_back(person);
    std::erase_if(m_pairs, [](const CheckPair &pair) { return pair.members.empty(); });
    return {};
}

PairProposal AuditPlan::propose(const std::vector<PairWorkflow> &workflows)
{
    std::vector<Participant> participants;
    for (const auto &person : m_participants)
        participants.push_back({person, m_names.value(person)});
    if (!m_arranged)
        m_pairs = participants.empty() ? std::vector<CheckPair>() : proposePairs(participants, workflows);
    return assignWorkflows(m_pairs, workflows);
}

int AuditPlan::pairOf(const PersonId &person) const
{
    const auto found =
        std::ranges::find_if(m_pairs, [&](const CheckPair &pair) { return std::ranges::count(pair.members, person); });
    return found == m_pairs.end() ? -1 : int(found - m_pairs.begin());
}

QJsonObject AuditPlan::toJson() const
{
    QJsonArray people, pairs;
    for (const auto &person : m_participants)
        people << person.text();
    for (const auto &pair : m_pairs) {
        QJsonArray members;
        for (const auto &person : pair.members)
            members << person.text();
        pairs << members;
    }
    QJsonObject object{{u"form"_s, word(form)},
                       {u"series"_s, series.text()},
                       {u"facilitator"_s, facilitator.text()},
                       {u"participants"_s, people}};
    if (m_arranged)
        object.insert(u"pairs"_s, pairs);
    return object;
}

void AuditPlan::fromJson(const QJsonObject &object, const QHash<PersonId, QString> &names)
{
    *this = {};
    form = fromWord<AgendaForm>(object[u"form"_s].toString()).value_or(AgendaForm::Full60);
    series = SeriesId(object[u"series"_s].toString());
    facilitator = PersonId(object[u"facilitator"_s].toString());
    for (const auto &item : object[u"participants"_s].toArray()) {
        const PersonId person(item.toString());
        if (names.contains(person))
            add(person, names.value(person));
    }
    for (const auto &item : object[u"pairs"_s].toArray()) {
        CheckPair pair;
        for (const auto &member : item.toArray()) {
            const PersonId person(member.toString());
            if (m_participants.contains(person) && pairOf(person) < 0 && int(pair.members.size()) < mostInPair)
                pair.members.push_back(person);
        }
        if (!pair.members.empty())
            m_pairs.push_back(pair);
    }
    m_arranged = !m_pairs.empty();
    for (const auto &person : m_participants) {
        if (m_arranged && pairOf(person) < 0)
            m_pairs.push_back({{person}});
    }
}

}
