#include "evidence/output_signals.h"

#include "evidence/period.h"
#include "evidence/signal_draft.h"
#include "evidence/statistics.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

std::optional<Interval> outcomeShift(const OutcomeSum &since, const OutcomeSum &before)
{
    return differenceInterval(since.changed(), since.total(), before.changed(), before.total());
}

Signal outcomeShiftSignal(const DelegationFacts &facts, const Evidence &evidence, QDate on)
{
    SignalDraft draft(Check::Output, u"outcome-shift"_s);
    const auto audit = lastAuditBy(facts, on);
    draft.day(u"lastAuditOn"_s, audit);
    if (!audit)
        return draft.notEnough();
    const auto days = within(evidence.reviews, recentSpan(facts, on));
    const auto since = sumOf<OutcomeSum>(days);
    const auto before = sumOf<OutcomeSum>(within(evidence.reviews, spanBefore(*audit)));
    draft.number(u"reviewsSince"_s, since.total()).number(u"reviewsBefore"_s, before.total());
    draft.number(u"reviewsNeeded"_s, outcomeMinimum);
    const auto shift = outcomeShift(since, before);
    if (!shift || since.total() < outcomeMinimum || before.total() < outcomeMinimum)
        return draft.notEnough();
    const double shareSince = double(since.changed()) / double(since.total());
    const double shareBefore = double(before.changed()) / double(before.total());
    draft.share(u"changedSincePpm"_s, shareSince).share(u"changedBeforePpm"_s, shareBefore);
    draft.share(u"differencePpm"_s, shareSince - shareBefore);
    draft.share(u"differencePpmLow"_s, shift->low).share(u"differencePpmHigh"_s, shift->high);
    const auto heldOn = heldSince<OutcomeSum>(days, [&before](const OutcomeSum &sum) {
        return sum.total() >= outcomeMinimum && outcomeShift(sum, before)->low > 0;
    });
    return draft.raisedIf(heldOn.has_value(), heldOn);
}

/// The steps of a field after a day and until another that really changed it.
std::vector<FieldStep> stepsBetween(const std::vector<FieldStep> &steps, QDate after, QDate until)
{
    std::vector<FieldStep> found;
    std::ranges::copy_if(steps, std::back_inserter(found), [&](const FieldStep &step) {
        return step.on > after && step.on <= until && step.before != step.after;
    });
    return found;
}

void addSteps(SignalDraft &draft, const std::vector<FieldStep> &steps)
{
    draft.number(u"changes"_s, qint64(steps.size()));
    draft.day(u"lastChangeOn"_s, steps.empty() ? std::nullopt : std::optional(steps.back().on));
    draft.text(u"before"_s, steps.empty() ? QString() : steps.front().before);
    draft.text(u"after"_s, steps.empty() ? QString() : steps.back().after);
}

/// Which models evidence names, and the day it first does.
class ModelsNamed
{
public:
    ModelsNamed(const Evidence &evidence, const DaySpan &span) : m_models(evidence.models)
    {
        m_firstOn.resize(size_t(m_models.size()));
        for (const auto &day : within(evidence.reviews, span))
            note(day.model, day.day, day.reviews() > 0);
        for (const auto &day : within(evidence.usage, span))
            note(day.model, day.day, true);
    }

    bool isEmpty() const
    {
        return std::ranges::none_of(m_firstOn, [](const auto &day) { return day.has_value(); });
    }

    QMap<QString, QDate> byName() const
    {
        QMap<QString, QDate> named;
        for (size_t i = 0; i < m_firstOn.size(); ++i) {
            if (m_firstOn[i])
                named.insert(m_models[qsizetype(i)], *m_firstOn[i]);
        }
        return named;
    }

    bool names(const QString &model) const
    {
        for (size_t i = 0; i < m_firstOn.size(); ++i) {
            if (m_firstOn[i] && m_models[qsizetype(i)].compare(model, Qt::CaseInsensitive) == 0)
                return true;
        }
        return false;
    }

private:
    void note(int model, QDate day, bool counts)
    {
        if (!counts || model < 0 || size_t(model) >= m_firstOn.size())
            return;
        auto &first = m_firstOn[size_t(model)];
        first = first ? std::min(*first, day) : day;
    }

    const QStringList &m_models;
    std::vector<std::optional<QDate>> m_firstOn;
};

/// The models that evidence names since the audit and not before it; none where it named none before.
QMap<QString, QDate> newModels(const DelegationFacts &facts, const Evidence &evidence, QDate audit, QDate on)
{
    const ModelsNamed before(evidence, spanBefore(audit));
    if (before.isEmpty())
        return {};
    auto named = ModelsNamed(evidence, recentSpan(facts, on)).byName();
    named.removeIf([&before](const std::pair<const QString &, QDate &> &entry) { return before.names(entry.first); });
    return named;
}

Signal modelChangedSignal(const DelegationFacts &facts, const Evidence &evidence, QDate on)
{
    SignalDraft draft(Check::Output, u"model-changed"_s);
    const auto audit = lastAuditBy(facts, on);
    draft.day(u"lastAuditOn"_s, audit);
    if (!audit)
        return draft.notEnough();
    const auto steps = stepsBetween(facts.modelSteps, *audit, on);
    const auto added = newModels(facts, evidence, *audit, on);
    addSteps(draft, steps);
    draft.number(u"newModels"_s, added.size()).text(u"newModelNames"_s, QStringList(added.keys()).join(u", "_s));
    if (steps.empty() && added.isEmpty())
        return draft.quiet();
    QDate since = steps.empty() ? on : steps.front().on;
    for (const auto &firstOn : added)
        since = std::min(since, firstOn);
    return draft.raised(since);
}

Signal promptChangedSignal(const DelegationFacts &facts, QDate on)
{
    SignalDraft draft(Check::Output, u"prompt-changed"_s);
    const auto audit = lastAuditBy(facts, on);
    draft.day(u"lastAuditOn"_s, audit);
    if (!audit)
        return draft.notEnough();
    const auto steps = stepsBetween(facts.promptSteps, *audit, on);
    addSteps(draft, steps);
    return steps.empty() ? draft.quiet() : draft.raised(steps.front().on);
}

/// What is known of the sources that are past their limit.
struct StaleSources
{
    qint64 limited = 0, stale = 0, neverVerified = 0;
    std::optional<QDate> earliestLimit; ///< of those verified once
    QStringList titles;
};

StaleSources staleSources(const std::vector<SourceFact> &sources, QDate on)
{
    StaleSources found;
    for (const auto &source : sources) {
        const auto until = freshUntil(source.freshness);
        found.limited += until.has_value();
        if (!until || *until >= on)
            continue;
        ++found.stale;
        found.titles << source.title;
        if (!source.freshness.verifiedOn)
            ++found.neverVerified;
        else if (!found.earliestLimit || *until < *found.earliestLimit)
            found.earliestLimit = until;
    }
    found.titles.sort();
    return found;
}

Signal sourcesStaleSignal(const DelegationFacts &facts, QDate on)
{
    SignalDraft draft(Check::Output, u"sources-stale"_s);
    const auto found = staleSources(facts.sources, on);
    const auto &limit = found.earliestLimit;
    draft.number(u"sources"_s, qint64(facts.sources.size())).number(u"limited"_s, found.limited);
    draft.number(u"stale"_s, found.stale).number(u"neverVerified"_s, found.neverVerified);
    draft.number(u"longestOverDays"_s, limit ? std::optional(limit->daysTo(on)) : std::nullopt);
    draft.text(u"titles"_s, found.titles.join(u", "_s));
    if (found.limited == 0)
        return draft.notEnough();
    const bool tellsSince = limit && found.neverVerified == 0;
    return draft.raisedIf(found.stale > 0, tellsSince ? std::optional(limit->addDays(1)) : std::nullopt);
}

Signal samplesFailedSignal(const DelegationFacts &facts, QDate on)
{
    SignalDraft draft(Check::Output, u"samples-failed-last-time"_s);
    const auto &last = facts.lastSamples;
    const bool isKnown = last && last->heldOn <= on;
    draft.day(u"heldOn"_s, isKnown ? std::optional(last->heldOn) : std::nullopt);
    draft.number(u"samples"_s, isKnown ? std::optional(last->samples) : std::nullopt);
    if (!isKnown || last->samples <= 0)
        return draft.notEnough();
    const auto share = wilsonInterval(last->failed, last->samples);
    draft.number(u"failed"_s, last->failed);
    draft.share(u"failedPpmLow"_s, share->low).share(u"failedPpmHigh"_s, share->high);
    return draft.raisedIf(last->failed > 0, last->heldOn);
}

}

QList<Signal> outputSignals(const DelegationFacts &facts, const Evidence &evidence, QDate on)
{
    return {outcomeShiftSignal(facts, evidence, on), modelChangedSignal(facts, evidence, on),
            promptChangedSignal(facts, on), sourcesStaleSignal(facts, on), samplesFailedSignal(facts, on)};
}

}
