#include "evidence/creep_signals.h"

#include "evidence/period.h"
#include "evidence/signal_draft.h"
#include "evidence/statistics.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

DaySpan daysBack(QDate last, int days)
{
    return {last.addDays(1 - days), last};
}

/// The medians of review times of one timing, week by week.
struct TimedWeeks
{
    std::vector<WeekTimes> weeks;
    Timing timing = Timing::Measured;
    qint64 reviews = 0;

    bool isEnough() const { return qint64(weeks.size()) >= trendWeeksMinimum && reviews >= trendReviewsMinimum; }
};

TimedWeeks timedWeeks(std::span<const ReviewDay> days, Timing timing)
{
    TimedWeeks timed{weeklyMedians(days, timing), timing};
    for (const auto &week : timed.weeks)
        timed.reviews += week.reviews;
    return timed;
}

/// The measured times where there are enough, otherwise the elapsed ones; the ones there are more of where neither is
/// enough.
TimedWeeks timesToTest(std::span<const ReviewDay> days)
{
    auto measured = timedWeeks(days, Timing::Measured);
    if (measured.isEnough())
        return measured;
    auto elapsed = timedWeeks(days, Timing::Elapsed);
    return elapsed.isEnough() || elapsed.reviews > measured.reviews ? elapsed : measured;
}

std::optional<double> slopePerWeek(std::span<const WeekTimes> weeks)
{
    std::vector<SlopePoint> points;
    for (const auto &week : weeks)
        points.push_back({double(week.monday.toJulianDay()) / 7, week.medianMs});
    return theilSenSlope(points);
}

TrendTest trendOf(std::span<const WeekTimes> weeks)
{
    std::vector<double> medians;
    for (const auto &week : weeks)
        medians.push_back(week.medianMs);
    return mannKendall(medians);
}

bool isFalling(std::span<const WeekTimes> weeks)
{
    const auto trend = trendOf(weeks);
    return trend.s < 0 && trend.p < trendLevel && slopePerWeek(weeks).value_or(0) < 0;
}

/// The Monday of the week from which on the times fell, as seen in that week and in every later one.
std::optional<QDate> fallingSince(const TimedWeeks &timed)
{
    std::optional<QDate> since;
    qint64 reviews = 0;
    for (size_t i = 0; i < timed.weeks.size(); ++i) {
        reviews += timed.weeks[i].reviews;
        const bool isEnough = qint64(i) + 1 >= trendWeeksMinimum && reviews >= trendReviewsMinimum;
        if (!isEnough || !isFalling({timed.weeks.data(), i + 1}))
            since.reset();
        else if (!since)
            since = timed.weeks[i].monday;
    }
    return since;
}

Signal reviewTimeSignal(const Evidence &evidence, QDate on)
{
    SignalDraft draft(Check::Creep, u"review-time-falling"_s);
    const auto timed = timesToTest(within(evidence.reviews, daysBack(on, trendDays)));
    draft.number(u"weeks"_s, qint64(timed.weeks.size())).number(u"weeksNeeded"_s, trendWeeksMinimum);
    draft.number(u"reviews"_s, timed.reviews).number(u"reviewsNeeded"_s, trendReviewsMinimum);
    draft.yes(u"elapsed"_s, timed.timing == Timing::Elapsed);
    if (!timed.isEnough())
        return draft.notEnough();
    draft.number(u"firstMedianMs"_s, std::llround(timed.weeks.front().medianMs));
    draft.number(u"lastMedianMs"_s, std::llround(timed.weeks.back().medianMs));
    draft.number(u"slopePerWeekMs"_s, std::llround(slopePerWeek(timed.weeks).value_or(0)));
    draft.share(u"pPpm"_s, trendOf(timed.weeks).p);
    const auto since = fallingSince(timed);
    return draft.raisedIf(since.has_value(), since);
}

Signal readingSignal(const DelegationFacts &facts, const Evidence &evidence, QDate on)
{
    SignalDraft draft(Check::Creep, u"faster-than-reading"_s);
    const auto span = recentSpan(facts, on);
    const auto days = within(evidence.reviews, span);
    const auto sum = sumOf<ReadingSum>(days);
    draft.day(u"fromOn"_s, span.from).number(u"readable"_s, sum.readable);
    draft.number(u"readableNeeded"_s, readingMinimum).number(u"tooFast"_s, sum.tooFast);
    if (sum.readable < readingMinimum)
        return draft.notEnough();
    const auto share = wilsonInterval(sum.tooFast, sum.readable);
    draft.share(u"tooFastPpm"_s, double(sum.tooFast) / double(sum.readable));
    draft.share(u"tooFastPpmLow"_s, share->low).share(u"tooFastPpmHigh"_s, share->high);
    const auto since = heldSince<ReadingSum>(days, [](const ReadingSum &until) {
        return until.readable >= readingMinimum && wilsonInterval(until.tooFast, until.readable)->low > readingShare;
    });
    return draft.raisedIf(since.has_value(), since);
}

/// The days on which reviews happened, up to the last.
struct Rhythm
{
    std::optional<QDate> last;
    qint64 days = 0;
    double medianGap = 0;

    int silenceAllowed() const { return std::max(silenceDays, int(std::ceil(silenceGaps * medianGap))); }
};

double medianGapOf(const std::vector<QDate> &days)
{
    std::vector<Weighted> gaps;
    for (size_t i = 1; i < days.size(); ++i)
        gaps.push_back({double(days[i - 1].daysTo(days[i])), 1});
    std::ranges::sort(gaps, {}, &Weighted::value);
    return weightedMedian(gaps).value_or(0);
}

Rhythm rhythmOf(const std::vector<ReviewDay> &reviews, QDate on)
{
    const auto until = within(reviews, {QDate(1, 1, 1), on});
    const auto last = std::find_if(until.rbegin(), until.rend(), [](const auto &day) { return day.reviews() > 0; });
    if (last == until.rend())
        return {};
    const auto days = reviewedDays(within(reviews, daysBack(last->day, trendDays)));
    return {last->day, qint64(days.size()), medianGapOf(days)};
}

/// The last day until `on` on which the delegation was used; nothing where no usage is known.
std::optional<QDate> lastUsed(const Evidence &evidence, QDate on)
{
    const auto until = within(evidence.usage, {QDate(1, 1, 1), on});
    const auto last = std::find_if(until.rbegin(), until.rend(), [](const auto &day) {
        return day.calls > 0 || day.tokensIn > 0 || day.tokensOut > 0;
    });
    return last == until.rend() ? std::nullopt : std::optional(last->day);
}

Signal reviewsStoppedSignal(const DelegationFacts &facts, const Evidence &evidence, QDate on)
{
    SignalDraft draft(Check::Creep, u"reviews-stopped"_s);
    const auto rhythm = rhythmOf(evidence.reviews, on);
    const auto used = lastUsed(evidence, on);
    draft.day(u"lastReviewOn"_s, rhythm.last).day(u"lastUsageOn"_s, used);
    draft.number(u"reviewedOnDays"_s, rhythm.days).number(u"reviewedOnDaysNeeded"_s, rhythmMinimum);
    if (rhythm.days < rhythmMinimum)
        return draft.notEnough();
    draft.number(u"silentDays"_s, rhythm.last->daysTo(on)).number(u"allowedDays"_s, rhythm.silenceAllowed());
    const auto allowedUntil = rhythm.last->addDays(rhythm.silenceAllowed());
    const bool isExpected = !used && facts.status == Status::Active;
    const auto workUntil = isExpected ? std::optional(on) : used;
    return draft.raisedIf(workUntil && *workUntil > allowedUntil, allowedUntil.addDays(1));
}

Signal nobodyEditsSignal(const DelegationFacts &facts, const Evidence &evidence, QDate on)
{
    SignalDraft draft(Check::Creep, u"nobody-edits"_s);
    const auto span = recentSpan(facts, on);
    const auto days = within(evidence.reviews, span);
    const auto sum = sumOf<OutcomeSum>(days);
    draft.day(u"fromOn"_s, span.from).number(u"reviews"_s, sum.total());
    draft.number(u"reviewsNeeded"_s, untouchedMinimum).number(u"changed"_s, sum.changed());
    if (sum.changed() == 0 && sum.total() < untouchedMinimum)
        return draft.notEnough();
    const auto since = heldSince<OutcomeSum>(
        days, [](const OutcomeSum &until) { return until.changed() == 0 && until.total() >= untouchedMinimum; });
    return draft.raisedIf(since.has_value(), since);
}

/// When and how much an Avoid was used after all.
struct AvoidUse
{
    std::optional<QDate> first, last;
    qint64 reviews = 0, calls = 0;
    bool hasRows = false;

    void add(QDate day)
    {
        first = first ? std::min(*first, day) : day;
        last = last ? std::max(*last, day) : day;
    }
};

AvoidUse avoidUse(const Evidence &evidence, QDate on)
{
    AvoidUse use;
    const DaySpan ever{QDate(1, 1, 1), on};
    for (const auto &day : within(evidence.reviews, ever)) {
        use.hasRows = true;
        use.reviews += day.reviews();
        if (day.reviews() > 0)
            use.add(day.day);
    }
    for (const auto &day : within(evidence.usage, ever)) {
        use.hasRows = true;
        use.calls += day.calls;
        if (day.calls > 0 || day.tokensIn > 0 || day.tokensOut > 0 || day.cost.value_or(0) > 0)
            use.add(day.day);
    }
    return use;
}

Signal avoidUsedSignal(const Evidence &evidence, QDate on)
{
    SignalDraft draft(Check::Creep, u"avoid-used"_s);
    const auto use = avoidUse(evidence, on);
    draft.number(u"reviews"_s, use.reviews).number(u"calls"_s, use.calls);
    draft.day(u"firstOn"_s, use.first).day(u"lastOn"_s, use.last);
    return use.hasRows ? draft.raisedIf(use.first.has_value(), use.first) : draft.notEnough();
}

}

QList<Signal> creepSignals(const DelegationFacts &facts, const Evidence &evidence, QDate on)
{
    if (facts.category == Category::Avoid)
        return {avoidUsedSignal(evidence, on)};
    QList<Signal> found{reviewTimeSignal(evidence, on), readingSignal(facts, evidence, on),
                        reviewsStoppedSignal(facts, evidence, on)};
    if (facts.category == Category::Assist)
        found << nobodyEditsSignal(facts, evidence, on);
    return found;
}

}
