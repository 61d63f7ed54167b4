#include "register/audit_draft.h"
#include "register/audit_service.h"

#include <algorithm>

/// Who checks what in an open audit, and how that changes while it runs.
namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

Result<std::vector<PairWorkflow>> workflowsOf(Store &store, const OpenAudit &audit)
{
    std::vector<PairWorkflow> workflows;
    for (const auto &item : audit.delegations) {
        const auto known = byId<Delegation>(store, item.id);
        if (!known)
            return tl::unexpected(known.error());
        workflows.push_back(
            {known->id, known->title, known->owner, known->deputy, known->maintainer, checkMinutes(known->category)});
    }
    return workflows;
}

PairProposal presentPairing(const OpenAudit &audit, const std::vector<PairWorkflow> &workflows)
{
    PairProposal proposal;
    for (const auto &pair : audit.pairs)
        proposal.pairs.push_back({{pair.begin(), pair.end()}});
    for (const auto &item : audit.delegations) {
        const auto workflow = std::ranges::find(workflows, item.id, &PairWorkflow::id);
        if (item.pair < 0 || item.pair >= audit.pairs.size() || workflow == workflows.end())
            continue;
        const auto &members = proposal.pairs[size_t(item.pair)].members;
        proposal.assignments.push_back({item.id, members, isSelfChecked(workflow->owner, members)});
    }
    return proposal;
}

std::vector<DelegationId> finishedOf(const OpenAudit &audit)
{
    std::vector<DelegationId> finished;
    for (const auto &item : audit.delegations) {
        const bool done = std::ranges::all_of(
            item.checks(), [&](Check check) { return item.findings.value(check).verdict != Verdict::NotChecked; });
        if (done)
            finished.push_back(item.id);
    }
    return finished;
}

/// The pair that has least to do, for a delegation taken in late; one without its owner where there is one.
int lightestPair(const OpenAudit &audit, const std::vector<PairWorkflow> &workflows, const PairWorkflow &late)
{
    int best = -1;
    std::pair<bool, int> bestCost;
    for (int i = 0; i < int(audit.pairs.size()); ++i) {
        int minutes = 0;
        for (const auto &item : audit.delegations) {
            const auto workflow = std::ranges::find(workflows, item.id, &PairWorkflow::id);
            minutes += item.pair == i && workflow != workflows.end() ? workflow->minutes : 0;
        }
        const bool alone = late.owner && audit.pairs[i].contains(*late.owner);
        if (best < 0 || std::pair(alone, minutes) < bestCost) {
            best = i;
            bestCost = {alone, minutes};
        }
    }
    return best;
}

}

Result<void> AuditService::addDelegation(const AuditId &id, const DelegationId &delegation)
{
    const auto audit = get(id);
    if (!audit)
        return tl::unexpected(audit.error());
    const auto known = byId<Delegation>(m_store, delegation);
    const auto workflows = workflowsOf(m_store, *audit);
    if (!known || !workflows)
        return tl::unexpected(!known ? known.error() : workflows.error());
    if (audit->find(delegation))
        return failure(ErrorCode::Refused, u"\"%1\" is in audit %2 already."_s.arg(known->title).arg(audit->number));
    if (audit->form == AgendaForm::Spot15)
        return failure(ErrorCode::Refused, u"A spot check takes one delegation; open a full audit for more."_s);
    if (known->status == Status::Retired)
        return failure(ErrorCode::Refused, u"\"%1\" is retired; there is nothing to audit."_s.arg(known->title));
    const PairWorkflow late{known->id,     known->title,      known->owner,
                            known->deputy, known->maintainer, checkMinutes(known->category)};
    const int pair = lightestPair(*audit, *workflows, late);
    const bool alone = pair >= 0 && isSelfChecked(late.owner, {audit->pairs[pair].begin(), audit->pairs[pair].end()});
    return m_store.write([&](Writer &) {
        return put(id, delegation.text(), {}, draft::scope, draft::scopeToJson(pair, alone, audit->delegations.size()));
    });
}

Result<void> AuditService::removeDelegation(const AuditId &id, const DelegationId &delegation)
{
    const auto audit = mustHold(id, delegation);
    if (!audit)
        return tl::unexpected(audit.error());
    return m_store.write([&](Writer &) -> Result<void> {
        const auto gone = m_store.database().run(u"DELETE FROM draft_item WHERE audit = ? AND delegation = ?"_s,
                                                 {id.text(), delegation.text()});
        return gone ? Result<void>() : tl::unexpected(gone.error());
    });
}

Result<void> AuditService::removeParticipant(const AuditId &id, const PersonId &person)
{
    const auto audit = get(id);
    if (!audit)
        return tl::unexpected(audit.error());
    if (!audit->participants.contains(person) || audit->participants.size() == 1)
        return failure(ErrorCode::Refused, audit->participants.size() == 1
                                               ? u"An audit needs at least one participant."_s
                                               : u"This person takes no part in audit %1."_s.arg(audit->number));
    const auto workflows = workflowsOf(m_store, *audit);
    if (!workflows)
        return tl::unexpected(workflows.error());
    const auto rest = withoutParticipant(presentPairing(*audit, *workflows), person, *workflows, finishedOf(*audit));
    return m_store.write([&](Writer &) -> Result<void> {
        QStringList ids;
        for (const auto &other : audit->participants) {
            if (other != person)
                ids << other.text();
        }
        QList<QList<PersonId>> pairs;
        for (const auto &pair : rest.pairs)
            pairs << QList<PersonId>(pair.members.begin(), pair.members.end());
        if (const auto kept = put(id, {}, {}, draft::participants, toJsonList(ids)); !kept)
            return kept;
        if (const auto kept = put(id, {}, {}, draft::pairs, draft::toJson(pairs)); !kept)
            return kept;
        for (qsizetype i = 0; i < audit->delegations.size(); ++i) {
            const auto assigned =
                std::ranges::find(rest.assignments, audit->delegations[i].id, &PairAssignment::delegation);
            if (assigned == rest.assignments.end())
                continue;
            const auto pair = std::ranges::find(rest.pairs, assigned->checkers, &CheckPair::members);
            const int index = pair == rest.pairs.end() ? -1 : int(pair - rest.pairs.begin());
            if (const auto kept = put(id, assigned->delegation.text(), {}, draft::scope,
                                      draft::scopeToJson(index, assigned->selfChecked, i));
                !kept)
                return kept;
        }
        return {};
    });
}

}
