#include "domain/pair_proposal.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

using namespace Qt::StringLiterals;

namespace muster {

namespace {

/// How little a pair is wanted for a workflow; each is worse than the one before.
enum Reluctance { Unconcerned = 0, SeesItsDeputy = 1, SeesItsOwner = 4, SelfChecks = 16 };

bool holds(const std::vector<PersonId> &members, const std::optional<PersonId> &person)
{
    return person && std::ranges::find(members, *person) != members.end();
}

int reluctance(const CheckPair &pair, const PairWorkflow &workflow)
{
    if (isSelfChecked(workflow.owner, pair.members))
        return SelfChecks;
    if (holds(pair.members, workflow.owner))
        return SeesItsOwner;
    const bool knowsIt = holds(pair.members, workflow.deputy) || holds(pair.members, workflow.maintainer);
    return knowsIt ? SeesItsDeputy : Unconcerned;
}

/// Workflows given to pairs, with the minutes each pair has by that.
class Distribution
{
public:
    Distribution(const std::vector<CheckPair> &pairs, const std::vector<PairWorkflow> &workflows)
        : m_pairs(pairs), m_workflows(workflows), m_load(pairs.size(), 0), m_pairOf(workflows.size(), 0)
    {
        for (const auto &workflow : workflows)
            m_longest = std::max(m_longest, workflow.minutes);
    }

    void addLoad(size_t pair, int minutes) { m_load[pair] += minutes; }
    size_t pairOf(size_t workflow) const { return m_pairOf[workflow]; }

    /// Gives each of the workflows to a pair, the longest first, the others by title and id.
    void give(std::vector<size_t> workflows);

    /// Exchanges and moves workflows as long as that lowers the reluctance and keeps the balance.
    void improve();

private:
    int cost(size_t pair, size_t workflow) const { return reluctance(m_pairs[pair], m_workflows[workflow]); }
    int minutes(size_t workflow) const { return m_workflows[workflow].minutes; }
    std::vector<size_t> allowedPairs(size_t workflow) const;
    size_t bestPair(size_t workflow) const;
    int spread() const;
    void put(size_t workflow, size_t pair);
    bool improveOne(size_t workflow);
    bool tryMove(size_t workflow, size_t pair);
    bool tryExchange(size_t one, size_t other);

    const std::vector<CheckPair> &m_pairs;
    const std::vector<PairWorkflow> &m_workflows;
    std::vector<int> m_load;
    std::vector<size_t> m_pairOf;
    std::vector<size_t> m_given;
    int m_longest = 0;
};

/// All pairs in which the owner would not be alone; all pairs where there is no such.
std::vector<size_t> Distribution::allowedPairs(size_t workflow) const
{
    std::vector<size_t> all(m_pairs.size());
    std::iota(all.begin(), all.end(), size_t(0));
    auto allowed = all;
    std::erase_if(allowed, [&](size_t pair) { return cost(pair, workflow) == SelfChecks; });
    return allowed.empty() ? all : allowed;
}

/// The pair least reluctant, then least loaded, among those that the workflow doesn't push more than the longest
/// workflow beyond the least loaded. The least loaded always qualifies.
size_t Distribution::bestPair(size_t workflow) const
{
    const auto allowed = allowedPairs(workflow);
    const auto load = [&](size_t pair) { return m_load[pair]; };
    const int least = m_load[std::ranges::min(allowed, {}, load)];
    std::optional<size_t> best;
    for (const size_t pair : allowed) {
        if (m_load[pair] + minutes(workflow) - least > m_longest)
            continue;
        const auto rank = [&](size_t one) { return std::tuple(cost(one, workflow), m_load[one], one); };
        if (!best || rank(pair) < rank(*best))
            best = pair;
    }
    return *best;
}

void Distribution::give(std::vector<size_t> workflows)
{
    std::ranges::sort(workflows, [&](size_t a, size_t b) {
        const auto &one = m_workflows[a];
        const auto &other = m_workflows[b];
        return std::tie(other.minutes, one.title, one.id) < std::tie(one.minutes, other.title, other.id);
    });
    for (const size_t workflow : workflows) {
        const size_t pair = bestPair(workflow);
        m_pairOf[workflow] = pair;
        m_load[pair] += minutes(workflow);
    }
    m_given = std::move(workflows);
}

int Distribution::spread() const
{
    const auto [least, most] = std::ranges::minmax(m_load);
    return most - least;
}

void Distribution::put(size_t workflow, size_t pair)
{
    m_load[m_pairOf[workflow]] -= minutes(workflow);
    m_load[pair] += minutes(workflow);
    m_pairOf[workflow] = pair;
}

bool Distribution::tryMove(size_t workflow, size_t pair)
{
    const size_t from = m_pairOf[workflow];
    if (cost(pair, workflow) >= cost(from, workflow))
        return false;
    const int allowedSpread = std::max(spread(), m_longest);
    put(workflow, pair);
    if (spread() <= allowedSpread)
        return true;
    put(workflow, from);
    return false;
}

bool Distribution::tryExchange(size_t one, size_t other)
{
    const size_t here = m_pairOf[one];
    const size_t there = m_pairOf[other];
    if (here == there || cost(there, one) + cost(here, other) >= cost(here, one) + cost(there, other))
        return false;
    const int allowedSpread = std::max(spread(), m_longest);
    put(one, there);
    put(other, here);
    if (spread() <= allowedSpread)
        return true;
    put(one, here);
    put(other, there);
    return false;
}

bool Distribution::improveOne(size_t workflow)
{
    if (cost(m_pairOf[workflow], workflow) == Unconcerned)
        return false;
    for (size_t pair = 0; pair < m_pairs.size(); ++pair) {
        if (tryMove(workflow, pair))
            return true;
    }
    return std::ranges::any_of(m_given, [&](size_t other) { return tryExchange(workflow, other); });
}

void Distribution::improve()
{
    bool improved = true;
    while (improved) {
        improved = false;
        for (const size_t workflow : m_given)
            improved = improveOne(workflow) || improved;
    }
}

PairAssignment assignment(const PairWorkflow &workflow, const CheckPair &pair)
{
    return {workflow.id, pair.members, isSelfChecked(workflow.owner, pair.members)};
}

std::vector<Participant> withoutDoubles(std::vector<Participant> people)
{
    std::ranges::sort(people, {}, [](const Participant &one) { return std::tie(one.name, one.id); });
    std::set<PersonId> seen;
    std::erase_if(people, [&](const Participant &one) { return !seen.insert(one.id).second; });
    return people;
}

std::map<PersonId, int> ownedMinutes(const std::vector<PairWorkflow> &workflows)
{
    std::map<PersonId, int> owned;
    for (const auto &workflow : workflows) {
        if (workflow.owner)
            owned[*workflow.owner] += workflow.minutes;
    }
    return owned;
}

QString nameOf(const PersonId &person, const std::vector<Participant> &participants)
{
    const auto found = std::ranges::find(participants, person, &Participant::id);
    return found == participants.end() ? person.text() : found->name;
}

Error invalid(const QString &sentence)
{
    return {ErrorCode::InvalidInput, sentence};
}

/// Which assignments change hands: those of a pair nobody is left of, and those that would become self-checked.
bool mustMove(const PairAssignment &after)
{
    return after.checkers.empty() || after.selfChecked;
}

/// The workflow an assignment is about, and its place among them.
std::optional<size_t> placeOf(const DelegationId &id, const std::vector<PairWorkflow> &workflows)
{
    const auto found = std::ranges::find(workflows, id, &PairWorkflow::id);
    if (found == workflows.end())
        return std::nullopt;
    return size_t(found - workflows.begin());
}

/// Somebody leaves: pairs and unfinished assignments without them, nothing moved yet.
PairProposal struckOut(PairProposal proposal, const PersonId &removed, const std::vector<PairWorkflow> &workflows,
                       const std::vector<DelegationId> &finished)
{
    for (auto &pair : proposal.pairs)
        std::erase(pair.members, removed);
    std::erase_if(proposal.pairs, [](const CheckPair &pair) { return pair.members.empty(); });
    for (auto &one : proposal.assignments) {
        const bool isFinished = std::ranges::find(finished, one.delegation) != finished.end();
        if (isFinished || std::erase(one.checkers, removed) == 0)
            continue;
        if (const auto place = placeOf(one.delegation, workflows))
            one.selfChecked = isSelfChecked(workflows[*place].owner, one.checkers);
    }
    return proposal;
}

}

bool isSelfChecked(const std::optional<PersonId> &owner, const std::vector<PersonId> &checkers)
{
    return owner && !checkers.empty()
           && std::ranges::all_of(checkers, [&](const PersonId &checker) { return checker == *owner; });
}

std::vector<CheckPair> proposePairs(const std::vector<Participant> &participants,
                                    const std::vector<PairWorkflow> &workflows)
{
    auto people = withoutDoubles(participants);
    if (people.empty())
        return {};
    auto owned = ownedMinutes(workflows);
    std::ranges::stable_sort(people, std::greater{}, [&](const Participant &one) { return owned[one.id]; });

    std::vector<CheckPair> pairs(std::max<size_t>(1, people.size() / 2));
    for (size_t i = 0; i < people.size() / 2; ++i)
        pairs[i].members = {people[i].id, people[people.size() - 1 - i].id};
    if (people.size() % 2 == 1)
        pairs.back().members.push_back(people[people.size() / 2].id);
    return pairs;
}

std::optional<Error> pairsProblem(const std::vector<CheckPair> &pairs, const std::vector<Participant> &participants)
{
    std::set<PersonId> seen;
    for (const auto &pair : pairs) {
        if (pair.members.empty())
            return invalid(u"A pair is empty; name the two people who check together."_s);
        if (pair.members.size() > 3)
            return invalid(u"A pair of %1 people is too large; name two, or three where the number is odd."_s.arg(
                pair.members.size()));
        for (const auto &person : pair.members) {
            if (std::ranges::find(participants, person, &Participant::id) == participants.end())
                return invalid(u"“%1” is in a pair but takes no part in the audit; add them as a participant."_s.arg(
                    person.text()));
            if (!seen.insert(person).second)
                return invalid(
                    u"“%1” is named twice among the pairs; leave them in one."_s.arg(nameOf(person, participants)));
        }
    }
    return std::nullopt;
}

PairProposal assignWorkflows(const std::vector<CheckPair> &pairs, const std::vector<PairWorkflow> &workflows)
{
    PairProposal proposal{pairs, {}};
    if (pairs.empty())
        return proposal;
    Distribution distribution(pairs, workflows);
    std::vector<size_t> all(workflows.size());
    std::iota(all.begin(), all.end(), size_t(0));
    distribution.give(all);
    distribution.improve();
    for (const size_t i : all)
        proposal.assignments.push_back(assignment(workflows[i], pairs[distribution.pairOf(i)]));
    return proposal;
}

PairProposal proposePairing(const std::vector<Participant> &participants, const std::vector<PairWorkflow> &workflows)
{
    return assignWorkflows(proposePairs(participants, workflows), workflows);
}

PairProposal withoutParticipant(const PairProposal &existing, const PersonId &removed,
                                const std::vector<PairWorkflow> &workflows, const std::vector<DelegationId> &finished)
{
    PairProposal after = struckOut(existing, removed, workflows, finished);
    Distribution distribution(after.pairs, workflows);
    std::vector<size_t> moving;
    for (size_t i = 0; i < after.assignments.size(); ++i) {
        const auto &one = after.assignments[i];
        const auto place = placeOf(one.delegation, workflows);
        if (place && mustMove(one) && one != existing.assignments[i]) {
            moving.push_back(*place);
            continue;
        }
        const auto pair = std::ranges::find(after.pairs, one.checkers, &CheckPair::members);
        if (place && pair != after.pairs.end())
            distribution.addLoad(size_t(pair - after.pairs.begin()), workflows[*place].minutes);
    }
    if (after.pairs.empty())
        return after;
    distribution.give(moving);
    for (const size_t place : moving) {
        const auto found = std::ranges::find(after.assignments, workflows[place].id, &PairAssignment::delegation);
        *found = assignment(workflows[place], after.pairs[distribution.pairOf(place)]);
    }
    return after;
}

}
