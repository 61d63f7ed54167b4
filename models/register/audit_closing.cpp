#include "register/audit_service.h"
#include "register/closing_entries.h"

/// Closing an audit: what was typed becomes entries, all in one transaction.
namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

/// The day an audit counts for: when its clock was started, or today where it never was.
QDate heldOn(Store &store, const OpenAudit &audit)
{
    const auto &intervals = audit.agenda.state().intervals;
    return intervals.empty() ? store.today() : dayOf(store, intervals.front().from).value_or(store.today());
}

DraftDecision judgedDecision(RuleContext &context, const OpenAudit &audit, const OpenDecision &typed)
{
    DraftDecision decision;
    decision.kind = typed.kind;
    decision.checks = typed.checks;
    decision.to = typed.to;
    decision.why = typed.why;
    decision.done = typed.done;
    if (typed.kind == DecisionKind::Definition)
        decision.toNamed = rowById(context.store(), entityOf<Definition>(), typed.to).has_value();
    if (typed.kind == DecisionKind::Owner)
        decision.toActive = context.mustBeActive(PersonId(typed.to), u"to"_s).has_value();
    if (!typed.owner.isNull()) {
        decision.owner = typed.owner;
        decision.ownerActive = context.mustBeActive(typed.owner, u"owner"_s).has_value();
        if (const auto people = context.people())
            decision.ownerName = (*people)->value(typed.owner.text()).name;
    }
    if (typed.due.isValid())
        decision.due = typed.due;
    const auto &by = typed.decidedBy.isEmpty() ? audit.participants : typed.decidedBy;
    decision.decidedBy = {by.begin(), by.end()};
    return decision;
}

/// Answers about decisions that have ended since, which closing leaves out.
Result<std::vector<ClosingProblem>> endedFollowUps(Store &store, const OpenAudit &audit)
{
    std::vector<ClosingProblem> ended;
    for (const auto &answer : audit.followUps) {
        const auto decision = byId<Decision>(store, answer.decision);
        if (!decision)
            return tl::unexpected(decision.error());
        if (decision->state == DecisionState::Open || answer.answer == FollowUp::Answer::NotDone)
            continue;
        const auto on = byId<Delegation>(store, decision->delegation);
        if (!on)
            return tl::unexpected(on.error());
        ended.push_back({decision->delegation, std::nullopt, std::nullopt, ClosingCode::FollowUpEnded,
                         u"“%1”: decision %2 of last time is %3 already; what was answered here is left out."_s.arg(
                             on->title, QString::number(decision->number), word(decision->state))});
    }
    return ended;
}

/// What is worth saying before closing.
Result<std::vector<ClosingProblem>> warningsOf(Store &store, const OpenAudit &audit, const DraftAudit &draft)
{
    return endedFollowUps(store, audit).map([&](const std::vector<ClosingProblem> &ended) {
        auto warnings = closingWarnings(draft);
        warnings.insert(warnings.end(), ended.begin(), ended.end());
        return warnings;
    });
}

}

Result<DraftAudit> AuditService::draftFor(const OpenAudit &audit, RuleContext &context)
{
    const auto policy = context.policy();
    if (!policy)
        return tl::unexpected(policy.error());
    DraftAudit draft;
    draft.date = heldOn(m_store, audit);
    draft.tiers = policy->tiers;
    if (audit.series) {
        const auto series = byId<Series>(m_store, *audit.series);
        if (!series)
            return tl::unexpected(series.error());
        draft.seriesNext = slotAfter(audit, *series, draft.date, m_store.today());
    }
    for (const auto &item : audit.delegations) {
        const auto now = byId<Delegation>(m_store, item.id);
        const auto rule = StopRuleService(m_store).of(item.id);
        if (!now || !rule)
            return tl::unexpected(!now ? now.error() : rule.error());
        DraftDelegation judged{item.id,
                               now->title,
                               now->category,
                               now->owner && context.mustBeActive(now->owner, u"owner"_s).has_value(),
                               now->definition.has_value(),
                               rule->has_value(),
                               now->cadence,
                               now->nextDue,
                               {},
                               {}};
        for (auto it = item.findings.begin(); it != item.findings.end(); ++it)
            judged.findings.push_back(
                {it.key(), it->verdict, it->note, it.key() == Check::Output ? int(item.samples.size()) : 0});
        for (const auto &typed : item.decisions)
            judged.decisions.push_back(judgedDecision(context, audit, typed));
        draft.delegations.push_back(std::move(judged));
    }
    return draft;
}

Result<ClosingPreview> AuditService::previewClosing(const AuditId &id)
{
    const auto audit = get(id);
    if (!audit)
        return tl::unexpected(audit.error());
    RuleContext context(m_store);
    const auto draft = draftFor(*audit, context);
    if (!draft)
        return tl::unexpected(draft.error());
    const auto warnings = warningsOf(m_store, *audit, *draft);
    if (!warnings)
        return tl::unexpected(warnings.error());
    ClosingPreview preview{closingProblems(*draft), *warnings, {}, {}};
    if (!preview.problems.empty())
        return preview;
    // Written as closing would, and taken back: the preview can't differ from what closing does.
    const auto written = m_store.write([&](Writer &writer) -> Result<void> {
        if (const auto done = writeClosing(writer, *audit, preview.entries, preview.nextSlot); !done)
            return done;
        return failure(ErrorCode::Cancelled, {});
    });
    if (written.error().code != ErrorCode::Cancelled)
        return tl::unexpected(written.error());
    return preview;
}

Result<void> AuditService::writeClosing(Writer &writer, const OpenAudit &audit, QStringList &lines,
                                        std::optional<QDate> &nextSlot)
{
    RuleContext context(m_store);
    return writeClosingEntries(writer, context, audit, heldOn(m_store, audit), {lines, nextSlot});
}

Result<ClosingPreview> AuditService::close(const AuditId &id)
{
    ClosingPreview preview;
    const auto done = m_store.write([&](Writer &writer) -> Result<void> {
        const auto audit = get(id);
        if (!audit)
            return tl::unexpected(audit.error());
        RuleContext context(m_store);
        const auto draft = draftFor(*audit, context);
        if (!draft)
            return tl::unexpected(draft.error());
        const auto warnings = warningsOf(m_store, *audit, *draft);
        if (!warnings)
            return tl::unexpected(warnings.error());
        preview.warnings = *warnings;
        QStringList sentences;
        for (const auto &problem : closingProblems(*draft))
            sentences << problem.sentence;
        if (!sentences.isEmpty())
            return failure(ErrorCode::Refused,
                           u"Audit %1 can't be closed: %2"_s.arg(audit->number).arg(sentences.join(u' ')));
        if (const auto written = writeClosing(writer, *audit, preview.entries, preview.nextSlot); !written)
            return written;
        for (const auto &sql :
             {u"DELETE FROM draft_item WHERE audit = ?"_s, u"DELETE FROM draft_audit WHERE id = ?"_s}) {
            if (const auto gone = m_store.database().run(sql, {id.text()}); !gone)
                return tl::unexpected(gone.error());
        }
        return {};
    });
    return done ? Result<ClosingPreview>(preview) : tl::unexpected(done.error());
}

Result<void> AuditService::amend(const Amendment &amendment)
{
    if (const auto audit = byId<Audit>(m_store, amendment.audit); !audit)
        return tl::unexpected(audit.error());
    Amendment kept = amendment;
    const auto why = cleanText(kept.why, u"why"_s, false, 200'000);
    const auto note = cleanText(kept.note.value_or(QString()), u"note"_s, false, 200'000);
    if (!why || !note)
        return tl::unexpected(!why ? why.error() : note.error());
    if (why->isEmpty())
        return failure(ErrorCode::InvalidInput, u"An amendment needs its reason; say why."_s);
    kept.why = *why;
    kept.note = note->isEmpty() ? std::nullopt : std::optional(*note);
    kept.id = decltype(kept.id)(newUuid(m_store.random()));
    if (!kept.amendedOn.isValid())
        kept.amendedOn = m_store.today();
    const auto done = m_store.write([&](Writer &writer) {
        return writer.append(additionOf(entityOf<Amendment>(), toRow(kept), kindNamed("audit.amended")));
    });
    return done ? Result<void>() : tl::unexpected(done.error());
}

}
