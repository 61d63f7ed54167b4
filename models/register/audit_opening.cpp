#include "register/audit_draft.h"
#include "register/audit_service.h"
#include "register/delegation_list.h"

#include <algorithm>

/// Opening an audit: who takes part, what is in scope, who checks what.
namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

Result<std::vector<Participant>> participantsOf(RuleContext &context, const QList<PersonId> &people)
{
    const auto known = context.people();
    if (!known)
        return tl::unexpected(known.error());
    std::vector<Participant> participants;
    for (const auto &person : people)
        participants.push_back({person, (*known)->value(person.text()).name});
    return participants;
}

std::vector<CheckPair> asPairs(const QList<QList<PersonId>> &pairs)
{
    std::vector<CheckPair> made;
    for (const auto &pair : pairs)
        made.push_back({{pair.begin(), pair.end()}});
    return made;
}

QList<QList<PersonId>> asLists(const std::vector<CheckPair> &pairs)
{
    QList<QList<PersonId>> made;
    for (const auto &pair : pairs)
        made << QList<PersonId>(pair.members.begin(), pair.members.end());
    return made;
}

PairWorkflow workflowOf(const Delegation &delegation)
{
    return {delegation.id,     delegation.title,      delegation.owner,
            delegation.deputy, delegation.maintainer, checkMinutes(delegation.category)};
}

int pairWith(const std::vector<CheckPair> &pairs, const std::vector<PersonId> &checkers)
{
    const auto found = std::ranges::find(pairs, checkers, &CheckPair::members);
    return found == pairs.end() ? -1 : int(found - pairs.begin());
}

}

AgendaForm formOf(const Series &series)
{
    return fromWord<AgendaForm>(series.form.value_or(Title())).value_or(AgendaForm::Full60);
}

Result<ScopeProposal> AuditService::proposeScope(AgendaForm form, int pairs)
{
    const auto list = listDelegations(m_store, {});
    if (!list)
        return tl::unexpected(list.error());
    auto open = m_store.database().select(
        u"SELECT DISTINCT f.delegation FROM finding f WHERE f.verdict = 'not-checked' AND f.audit = "
        "(SELECT g.audit FROM finding g WHERE g.delegation = f.delegation ORDER BY g.n DESC LIMIT 1)"_s);
    if (!open)
        return tl::unexpected(open.error());
    QSet<QString> leftOpen;
    while (open->next())
        leftOpen.insert(open->value(0).toString());
    std::vector<ScopeCandidate> candidates;
    for (const auto &item : *list) {
        const bool flagged = std::ranges::any_of(
            item.flags, [](Flag flag) { return flag != Flag::Overdue && flag != Flag::NeverAudited; });
        candidates.push_back({item.id, item.title, item.category, item.status, item.risk, item.lastAudit, item.nextDue,
                              item.trusted ? std::optional(item.trusted->date) : std::nullopt,
                              leftOpen.contains(item.id.text()), flagged});
    }
    return muster::proposeScope(candidates, m_store.today(), form, pairs);
}

/// Puts an audit together from what was asked for, and writes its draft.
class AuditService::Opening
{
public:
    Opening(AuditService &service, const AuditRequest &request)
        : m_service(service), m_store(service.m_store), m_request(request)
    {
    }

    /// Who takes part and what is in scope. Errors: those of open() that need no look at the delegations.
    Result<void> prepare();

    /// The rows of the draft, within a transaction of the caller's.
    Result<void> write(const AuditId &id);

private:
    Result<void> takePeople();
    Result<void> takeScope();
    Result<void> writeHead(const AuditId &id);
    Result<std::vector<PairWorkflow>> workflows();

    AuditService &m_service;
    Store &m_store;
    const AuditRequest &m_request;
    QList<PersonId> m_people;
    std::vector<Participant> m_participants;
    QList<DelegationId> m_scope;
};

Result<void> AuditService::Opening::prepare()
{
    return takePeople().and_then([this] { return takeScope(); });
}

Result<void> AuditService::Opening::takePeople()
{
    m_people = m_request.participants;
    for (const auto &pair : m_request.pairs) {
        for (const auto &person : pair) {
            if (!m_people.contains(person))
                m_people << person;
        }
    }
    if (m_people.isEmpty())
        m_people << m_request.facilitator;
    RuleContext context(m_store);
    if (const auto active = context.mustBeActive(m_request.facilitator, u"facilitator"_s); !active)
        return active;
    for (const auto &person : m_people) {
        if (const auto active = context.mustBeActive(person, u"participant"_s); !active)
            return active;
    }
    auto participants = participantsOf(context, m_people);
    if (!participants)
        return tl::unexpected(participants.error());
    m_participants = std::move(*participants);
    if (!m_request.pairs.isEmpty()) {
        if (const auto problem = pairsProblem(asPairs(m_request.pairs), m_participants))
            return tl::unexpected(*problem);
    }
    return {};
}

Result<void> AuditService::Opening::takeScope()
{
    m_scope = m_request.delegations;
    if (m_request.due) {
        const int pairs = m_request.pairs.isEmpty() ? pairCount(int(m_people.size())) : int(m_request.pairs.size());
        const auto proposal = m_service.proposeScope(m_request.form, pairs);
        if (!proposal)
            return tl::unexpected(proposal.error());
        for (const auto &entry : proposal->entries) {
            if (entry.fits && !m_scope.contains(entry.id))
                m_scope << entry.id;
        }
    }
    if (m_scope.isEmpty())
        return failure(ErrorCode::InvalidInput,
                       m_request.due ? u"Nothing is due; name the delegations to audit."_s
                                     : u"Name at least one delegation to audit, or ask for what is due."_s);
    if (m_request.form == AgendaForm::Spot15 && m_scope.size() > 1)
        return failure(ErrorCode::InvalidInput,
                       u"A spot check takes one delegation, not %1; open a full audit for more."_s.arg(m_scope.size()));
    return {};
}

Result<void> AuditService::Opening::write(const AuditId &id)
{
    if (const auto head = writeHead(id); !head)
        return head;
    QStringList ids;
    for (const auto &person : m_people)
        ids << person.text();
    if (const auto kept = m_service.put(id, {}, {}, draft::participants, toJsonList(ids)); !kept)
        return kept;
    const auto known = workflows();
    if (!known)
        return tl::unexpected(known.error());
    const auto proposal = m_request.pairs.isEmpty() ? proposePairing(m_participants, *known)
                                                    : assignWorkflows(asPairs(m_request.pairs), *known);
    if (const auto kept = m_service.put(id, {}, {}, draft::pairs, draft::toJson(asLists(proposal.pairs))); !kept)
        return kept;
    qint64 order = 0;
    for (const auto &assignment : proposal.assignments) {
        if (const auto free = draft::mustBeInNoOther(m_store, id, assignment.delegation, (*known)[size_t(order)].title);
            !free)
            return free;
        const int pair = pairWith(proposal.pairs, assignment.checkers);
        if (const auto kept = m_service.put(id, assignment.delegation.text(), {}, draft::scope,
                                            draft::scopeToJson(pair, assignment.selfChecked, order++));
            !kept)
            return kept;
    }
    return {};
}

Result<void> AuditService::Opening::writeHead(const AuditId &id)
{
    const auto number = draft::nextNumber(
        m_store.database(),
        u"SELECT MAX(number) FROM (SELECT number FROM audit UNION ALL SELECT number FROM draft_audit)"_s);
    if (!number)
        return tl::unexpected(number.error());
    return draft::run(
        m_store,
        u"INSERT INTO draft_audit (id, number, kind, form, series, facilitator, opened_at, agenda, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)"_s,
        {id.text(), *number, word(kindOf(m_request.form)), word(m_request.form),
         m_request.series ? QVariant(m_request.series->text()) : QVariant(), m_request.facilitator.text(),
         m_store.clock().now().toUTC().toString(Qt::ISODateWithMs), draft::toJson(Agenda(m_request.form).state())});
}

Result<std::vector<PairWorkflow>> AuditService::Opening::workflows()
{
    std::vector<PairWorkflow> found;
    for (const auto &delegation : m_scope) {
        const auto known = byId<Delegation>(m_store, delegation);
        if (!known)
            return tl::unexpected(known.error());
        if (known->status == Status::Retired)
            return failure(ErrorCode::Refused, u"\"%1\" is retired; there is nothing to audit."_s.arg(known->title));
        found.push_back(workflowOf(*known));
    }
    return found;
}

Result<AuditId> AuditService::open(const AuditRequest &request)
{
    Opening opening(*this, request);
    if (const auto prepared = opening.prepare(); !prepared)
        return tl::unexpected(prepared.error());
    const AuditId id(newUuid(m_store.random()));
    const auto done = draft::inDrafts(m_store, [&] { return opening.write(id); });
    return done ? Result<AuditId>(id) : tl::unexpected(done.error());
}

}
