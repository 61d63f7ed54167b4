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
        return draft::mustBeInNoOther(m_store, id, delegation, known->title).and_then([&] {
            return put(id, delegation.text(), {}, draft::scope,
                       draft::scopeToJson(pair, alone, audit->delegations.size()));
        });
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

/// Somebody leaves in the middle. What was checked and decided so far is kept with those who did it; the rest goes on with
/// those who stay. Runs within a transaction of the caller's.
class AuditService::Leaving
{
public:
    Leaving(AuditService &service, const OpenAudit &audit, const PersonId &person)
        : m_service(service), m_audit(audit), m_person(person)
    {
    }

    Result<void> write()
    {
        const auto known = workflowsOf(m_service.m_store, m_audit);
        if (!known)
            return tl::unexpected(known.error());
        const auto present = presentPairing(m_audit, *known);
        const auto rest = withoutParticipant(present, m_person, *known, finishedOf(m_audit));
        return keepCheckers()
            .and_then([&] { return keepDeciders(); })
            .and_then([&] { return writePeople(rest); })
            .and_then([&] { return writeScope(rest); });
    }

private:
    Result<void> put(const OpenDelegation &item, const QString &check, const QString &what, const QString &json)
    {
        return m_service.put(m_audit.id, item.id.text(), check, what, json);
    }

    Result<void> keepCheckers()
    {
        for (const auto &item : m_audit.delegations) {
            for (auto it = item.findings.begin(); it != item.findings.end(); ++it) {
                if (it->verdict == Verdict::NotChecked || item.checked.contains(it.key()))
                    continue;
                const auto by = draft::toJson(m_audit.checkersOf(item, it.key()));
                if (const auto kept = put(item, word(it.key()), draft::checkers, by); !kept)
                    return kept;
            }
        }
        return {};
    }

    Result<void> keepDeciders()
    {
        for (const auto &item : m_audit.delegations) {
            for (auto decision : item.decisions) {
                if (!decision.decidedBy.isEmpty())
                    continue;
                decision.decidedBy = m_audit.participants;
                const QString place = draft::decisionPrefix + decision.id.text();
                if (const auto kept = put(item, {}, place, draft::toJson(decision)); !kept)
                    return kept;
            }
        }
        return {};
    }

    Result<void> writePeople(const PairProposal &rest)
    {
        QStringList staying;
        for (const auto &other : m_audit.participants) {
            if (other != m_person)
                staying << other.text();
        }
        QList<QList<PersonId>> pairs;
        for (const auto &pair : rest.pairs)
            pairs << QList<PersonId>(pair.members.begin(), pair.members.end());
        auto leavers = m_audit.leavers;
        leavers.append({m_person, m_audit.agenda.totalElapsed(m_service.m_store.clock().now())});
        const std::pair<QString, QString> parts[] = {{draft::participants, toJsonList(staying)},
                                                     {draft::pairs, draft::toJson(pairs)},
                                                     {draft::leavers, draft::toJson(leavers)}};
        for (const auto &[item, json] : parts) {
            if (const auto kept = m_service.put(m_audit.id, {}, {}, item, json); !kept)
                return kept;
        }
        return {};
    }

    Result<void> writeScope(const PairProposal &rest)
    {
        const auto finished = finishedOf(m_audit);
        for (qsizetype i = 0; i < m_audit.delegations.size(); ++i) {
            const auto &item = m_audit.delegations[i];
            const auto assigned = std::ranges::find(rest.assignments, item.id, &PairAssignment::delegation);
            int pair = -1;
            bool selfChecked = item.selfChecked;
            if (assigned != rest.assignments.end()) {
                // A finished one stays with who is left of its pair.
                auto members = assigned->checkers;
                std::erase(members, m_person);
                const auto found = std::ranges::find(rest.pairs, members, &CheckPair::members);
                pair = found == rest.pairs.end() ? -1 : int(found - rest.pairs.begin());
                if (std::ranges::find(finished, item.id) == finished.end())
                    selfChecked = assigned->selfChecked;
            }
            if (const auto kept = put(item, {}, draft::scope, draft::scopeToJson(pair, selfChecked, i)); !kept)
                return kept;
        }
        return {};
    }

    AuditService &m_service;
    const OpenAudit &m_audit;
    PersonId m_person;
};

Result<void> AuditService::removeParticipant(const AuditId &id, const PersonId &person)
{
    return draft::inDrafts(m_store, [&]() -> Result<void> {
        const auto audit = get(id);
        if (!audit)
            return tl::unexpected(audit.error());
        if (!audit->participants.contains(person))
            return failure(ErrorCode::Refused, u"This person takes no part in audit %1."_s.arg(audit->number));
        if (audit->participants.size() == 1)
            return failure(ErrorCode::Refused, u"An audit needs at least one participant."_s);
        return Leaving(*this, *audit, person).write();
    });
}

}
