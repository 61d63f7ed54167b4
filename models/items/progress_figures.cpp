#include "items/progress_figures.h"

#include "register/outcome_counts.h"

#include <map>

namespace muster::items {

using registry::DecisionSpan;
using registry::Rhythm;
using registry::VerdictCount;
using registry::WholeAudit;

namespace {

QDate monthOf(const QDate &day)
{
    return {day.year(), day.month(), 1};
}

/// Counts what fell due, by month.
class DueCount
{
public:
    explicit DueCount(QDate today) : m_today(today) {}

    /// One delegation, with the days of its audits in their order.
    void add(const Rhythm &rhythm, const QList<QDate> &audited)
    {
        for (qsizetype i = 1; rhythm.cadence && i < audited.size(); ++i)
            addDue(nextDue(audited.at(i - 1), *rhythm.cadence), audited.at(i));
        const QDate next = rhythm.nextDue.value_or(QDate());
        if (next.isValid() && next < m_today)
            addDue(next, {});
    }

    QList<ProgressFigures::OnCadence> since(QDate first) const
    {
        QList<ProgressFigures::OnCadence> months;
        for (const auto &[month, one] : m_months) {
            if (month >= first)
                months.append(one);
        }
        return months;
    }

private:
    void addDue(QDate due, QDate held)
    {
        const QDate month = monthOf(due);
        auto &one = m_months[month];
        one.month = month;
        ++one.due;
        one.inTime += held.isValid() && held <= due ? 1 : 0;
    }

    QDate m_today;
    std::map<QDate, ProgressFigures::OnCadence> m_months;
};

Result<QList<ProgressFigures::OnCadence>> readOnCadence(registry::Store &store, QDate first)
{
    const auto audits = registry::wholeAudits(store);
    if (!audits)
        return tl::unexpected(audits.error());
    const auto rhythms = registry::rhythms(store);
    if (!rhythms)
        return tl::unexpected(rhythms.error());
    QHash<DelegationId, QList<QDate>> audited;
    for (const auto &audit : *audits)
        audited[audit.delegation] << audit.on;
    DueCount count(store.today());
    for (const auto &rhythm : *rhythms)
        count.add(rhythm, audited.value(rhythm.delegation));
    return count.since(first);
}

QList<ProgressFigures::Verdicts> byAudit(const QList<VerdictCount> &counts)
{
    QList<ProgressFigures::Verdicts> audits;
    AuditId last;
    for (const auto &count : counts) {
        if (audits.isEmpty() || count.audit != last)
            audits.append({count.number, count.heldOn});
        last = count.audit;
        auto &audit = audits.last();
        switch (count.verdict) {
        case Verdict::Pass: audit.pass += int(count.count); break;
        case Verdict::Drift: audit.drift += int(count.count); break;
        case Verdict::Fail: audit.fail += int(count.count); break;
        case Verdict::NotChecked: break;
        }
    }
    return audits;
}

QList<ProgressFigures::Decisions> byMonth(const QList<DecisionSpan> &spans, QDate first, QDate today)
{
    QList<ProgressFigures::Decisions> months;
    if (spans.isEmpty())
        return months;
    for (QDate month = std::max(first, monthOf(spans.first().decidedOn)); month <= today; month = month.addMonths(1)) {
        ProgressFigures::Decisions one{month};
        const QDate end = month.addMonths(1);
        for (const auto &span : spans) {
            const bool ended = span.endedOn && *span.endedOn < end;
            one.open += span.decidedOn < end && !ended ? 1 : 0;
            one.done += ended && span.state == DecisionState::Done ? 1 : 0;
        }
        months.append(one);
    }
    return months;
}

}

Result<ProgressFigures> readProgress(registry::Store &store, int months)
{
    const QDate today = store.today(), first = monthOf(today).addMonths(1 - months);
    const auto onCadence = readOnCadence(store, first);
    if (!onCadence)
        return tl::unexpected(onCadence.error());
    const auto verdicts = registry::verdictsByAudit(store);
    if (!verdicts)
        return tl::unexpected(verdicts.error());
    const auto spans = registry::decisionSpans(store);
    if (!spans)
        return tl::unexpected(spans.error());
    const auto audits = byAudit(*verdicts);
    return ProgressFigures{*onCadence, audits.mid(std::max<qsizetype>(0, audits.size() - months)),
                           byMonth(*spans, first, today)};
}

}
