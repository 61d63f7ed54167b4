#include "domain/typed_text.h"
#include "register/audit_draft.h"
#include "register/audit_service.h"

#include <algorithm>

/// What is typed while an audit runs: verdicts and notes, the audit's own texts, what became of last time's decisions.
namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

/// The text in place of the one it was typed upon, or what is new of it below what somebody else wrote meanwhile.
Result<QString> typedInto(const QString &stands, const TypedText &typed, const QString &what)
{
    const bool asItWas = stands == typed.upon || stands == typed.text;
    return draft::cleanNote(typed.added, what).and_then([&](const QString &added) {
        return draft::cleanNote(asItWas ? typed.text : oneBelowOther(stands, added), what);
    });
}

}

Result<void> AuditService::changeFinding(const AuditId &id, const DelegationId &delegation, Check check,
                                         const std::function<Result<void>(OpenFinding &)> &change)
{
    return draft::inDrafts(m_store, [&]() -> Result<void> {
        const auto audit = mustHold(id, delegation);
        if (!audit)
            return tl::unexpected(audit.error());
        const auto &item = *audit->find(delegation);
        const auto applicable = item.checks();
        if (std::ranges::find(applicable, check) == applicable.end())
            return failure(
                ErrorCode::Refused,
                u"\"%1\" is Avoid: its one check is creep, has anyone begun to use AI for it?"_s.arg(item.title));
        auto finding = item.findings.value(check);
        if (const auto changed = change(finding); !changed)
            return changed;
        // Whoever checks it anew are those who are there now.
        if (finding.verdict == Verdict::NotChecked && item.checked.contains(check)) {
            if (const auto gone = clear(id, delegation.text(), word(check), draft::checkers); !gone)
                return gone;
        }
        return put(id, delegation.text(), word(check), draft::finding, draft::toJson(finding));
    });
}

Result<void> AuditService::setFinding(const AuditId &id, const DelegationId &delegation, Check check,
                                      const OpenFinding &finding)
{
    return changeFinding(id, delegation, check, [&](OpenFinding &kept) {
        return draft::cleanNote(finding.note, u"note"_s).map([&](const QString &note) {
            kept = {finding.verdict, note};
        });
    });
}

Result<void> AuditService::setVerdict(const AuditId &id, const DelegationId &delegation, Check check, Verdict verdict)
{
    return changeFinding(id, delegation, check, [verdict](OpenFinding &kept) {
        kept.verdict = verdict;
        return Result<void>();
    });
}

Result<QString> AuditService::typeNote(const AuditId &id, const DelegationId &delegation, Check check,
                                       const TypedText &typed)
{
    QString stands;
    const auto done = changeFinding(id, delegation, check, [&](OpenFinding &kept) {
        return typedInto(kept.note, typed, u"note"_s).map([&](const QString &note) { stands = kept.note = note; });
    });
    return done ? Result<QString>(stands) : tl::unexpected(done.error());
}

Result<QString> AuditService::typeText(const AuditId &id, const QString &item, QString OpenAudit::*member,
                                       const TypedText &typed)
{
    QString stands;
    const auto done = draft::inDrafts(m_store, [&]() -> Result<void> {
        const auto audit = get(id);
        if (!audit)
            return tl::unexpected(audit.error());
        const auto whole = typedInto((*audit).*member, typed, item);
        if (!whole)
            return tl::unexpected(whole.error());
        stands = *whole;
        return put(id, {}, {}, item, draft::textToJson(stands));
    });
    return done ? Result<QString>(stands) : tl::unexpected(done.error());
}

Result<QString> AuditService::typeNotes(const AuditId &id, const TypedText &typed)
{
    return typeText(id, draft::notes, &OpenAudit::notes, typed);
}

Result<QString> AuditService::typeParkingLot(const AuditId &id, const TypedText &typed)
{
    return typeText(id, draft::parkingLot, &OpenAudit::parkingLot, typed);
}

Result<void> AuditService::setNotes(const AuditId &id, const QString &notes)
{
    const auto clean = draft::cleanNote(notes, u"notes"_s);
    return clean ? draft::inDrafts(m_store, [&] { return put(id, {}, {}, draft::notes, draft::textToJson(*clean)); })
                 : tl::unexpected(clean.error());
}

Result<void> AuditService::setParkingLot(const AuditId &id, const QString &text)
{
    const auto clean = draft::cleanNote(text, u"parking lot"_s);
    return clean
               ? draft::inDrafts(m_store, [&] { return put(id, {}, {}, draft::parkingLot, draft::textToJson(*clean)); })
               : tl::unexpected(clean.error());
}

Result<void> AuditService::setReach(const AuditId &id, const DelegationId &delegation, const Reach &reach)
{
    if (const auto audit = mustHold(id, delegation); !audit)
        return tl::unexpected(audit.error());
    return draft::inDrafts(
        m_store, [&] { return put(id, delegation.text(), word(Check::Stop), draft::reach, draft::toJson(reach)); });
}

namespace {

Result<void> judgeAnswer(const FollowUp &answer, QDate today)
{
    const bool needsWhy = answer.answer == FollowUp::Answer::Moved || answer.answer == FollowUp::Answer::Dropped;
    if (needsWhy && answer.why.isEmpty())
        return failure(ErrorCode::InvalidInput, u"A decision is moved or dropped with a reason; say why."_s);
    if (answer.answer == FollowUp::Answer::Moved && (!answer.due.isValid() || answer.due < today))
        return failure(ErrorCode::InvalidInput,
                       u"A moved decision needs a due date from %1."_s.arg(today.toString(Qt::ISODate)));
    return {};
}

}

Result<void> AuditService::setFollowUp(const AuditId &id, const FollowUp &answer)
{
    const auto why = draft::cleanNote(answer.why, u"why"_s);
    if (!why)
        return tl::unexpected(why.error());
    const FollowUp kept{answer.decision, answer.answer, answer.due, *why};
    return draft::inDrafts(m_store, [&]() -> Result<void> {
        const auto audit = get(id);
        const auto decision = byId<Decision>(m_store, kept.decision);
        if (!audit || !decision)
            return tl::unexpected(!audit ? audit.error() : decision.error());
        const bool answered = std::ranges::count(audit->followUps, kept.decision, &FollowUp::decision) > 0;
        if (decision->state != DecisionState::Open && !answered)
            return failure(ErrorCode::Refused,
                           u"Decision %1 is %2 already; there is nothing left to answer."_s.arg(decision->number)
                               .arg(word(decision->state)));
        if (const auto judged = judgeAnswer(kept, m_store.today()); !judged)
            return judged;
        return put(id, {}, {}, draft::followUpPrefix + kept.decision.text(), draft::toJson(kept));
    });
}

Result<void> AuditService::withdrawFollowUp(const AuditId &id, const DecisionId &decision)
{
    const auto gone = erase(id, {}, {}, draft::followUpPrefix + decision.text());
    return gone || gone.error().code == ErrorCode::NotFound ? Result<void>() : gone;
}

Result<QList<DecisionService::Item>> AuditService::followUpsDue(const AuditId &id)
{
    const auto audit = get(id);
    if (!audit)
        return tl::unexpected(audit.error());
    QList<DecisionService::Item> items;
    for (const auto &delegation : audit->delegations) {
        const auto open = DecisionService(m_store).list({true, false, std::nullopt, delegation.id});
        if (!open)
            return tl::unexpected(open.error());
        items << *open;
    }
    return items;
}

Result<void> AuditService::setNextSlot(const AuditId &id, const std::optional<QDate> &day)
{
    return draft::inDrafts(m_store, [&]() -> Result<void> {
        const auto audit = get(id);
        if (!audit)
            return tl::unexpected(audit.error());
        if (!audit->series || kindOf(audit->form) == AuditKind::Spot)
            return failure(ErrorCode::Refused,
                           u"Audit %1 moves no series; there is no next slot to choose."_s.arg(audit->number));
        const QDate today = m_store.today();
        if (day && (!day->isValid() || *day < today))
            return failure(ErrorCode::InvalidInput,
                           u"The next slot needs a day from %1."_s.arg(today.toString(Qt::ISODate)));
        return put(id, {}, {}, draft::nextSlot, draft::textToJson(day ? day->toString(Qt::ISODate) : QString()));
    });
}

}
