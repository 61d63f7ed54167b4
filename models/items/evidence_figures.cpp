#include "items/evidence_figures.h"

#include "evidence/cost.h"
#include "evidence/creep_signals.h"
#include "evidence/period.h"
#include "evidence/statistics.h"

#include <QCoreApplication>
#include <QLocale>

#include <map>

namespace muster::items {

using namespace Qt::StringLiterals;
using namespace muster::evidence;

namespace {

QString figureTr(const char *text)
{
    return QCoreApplication::translate("EvidenceFigures", text);
}

QDate firstOf(QDate day, EvidenceGrain grain)
{
    switch (grain) {
    case EvidenceGrain::Week: return mondayOf(day);
    case EvidenceGrain::Month: return {day.year(), day.month(), 1};
    case EvidenceGrain::Year: return {day.year(), 1, 1};
    }
    return day;
}

QDate nextSpan(QDate first, EvidenceGrain grain)
{
    switch (grain) {
    case EvidenceGrain::Week: return first.addDays(7);
    case EvidenceGrain::Month: return first.addMonths(1);
    case EvidenceGrain::Year: return first.addYears(1);
    }
    return first;
}

/// The first and last day of all rows that are not later than `on`.
std::optional<DaySpan> daysOf(const Evidence &evidence, QDate on)
{
    std::optional<DaySpan> days;
    const auto take = [&](const auto &rows) {
        for (const auto &row : rows) {
            if (row.day > on)
                break;
            days =
                days ? DaySpan{std::min(days->from, row.day), std::max(days->to, row.day)} : DaySpan{row.day, row.day};
        }
    };
    take(evidence.reviews);
    take(evidence.usage);
    return days;
}

qsizetype countSpans(const DaySpan &days, EvidenceGrain grain)
{
    switch (grain) {
    case EvidenceGrain::Week: return mondayOf(days.from).daysTo(mondayOf(days.to)) / 7 + 1;
    case EvidenceGrain::Month:
        return (days.to.year() - days.from.year()) * 12 + days.to.month() - days.from.month() + 1;
    case EvidenceGrain::Year: return days.to.year() - days.from.year() + 1;
    }
    return 0;
}

void layOut(EvidenceFigures &figures, DaySpan days)
{
    for (const auto grain : {EvidenceGrain::Week, EvidenceGrain::Month, EvidenceGrain::Year}) {
        figures.grain = grain;
        if (countSpans(days, grain) <= EvidenceFigures::mostSpans)
            break;
    }
    if (countSpans(days, figures.grain) > EvidenceFigures::mostSpans) {
        days.from = QDate(days.to.year() - int(EvidenceFigures::mostSpans) + 1, 1, 1);
        figures.cutFrom = days.from;
    }
    for (QDate first = firstOf(days.from, figures.grain); first <= days.to; first = nextSpan(first, figures.grain))
        figures.spans << first;
}

/// Of two timings the one that the signal took, otherwise the one with more reviews.
bool showsElapsed(std::span<const ReviewDay> days, const QList<Signal> &signalList)
{
    for (const auto &signal : signalList) {
        if (signal.name == u"review-time-falling"_s && signal.state != SignalState::NotEnoughData) {
            const auto *elapsed = signal.figure(u"elapsed");
            return elapsed && std::get_if<bool>(&elapsed->value) && std::get<bool>(elapsed->value);
        }
    }
    qint64 measured = 0, between = 0;
    for (const auto &week : weeklyMedians(days, Timing::Measured))
        measured += week.reviews;
    for (const auto &week : weeklyMedians(days, Timing::Elapsed))
        between += week.reviews;
    return between > measured;
}

/// The exact median of the times of one timing.
void takeTimes(ReviewSpan &span, std::span<const ReviewDay> days, bool elapsed)
{
    std::vector<Weighted> times;
    for (const auto &day : days) {
        qint64 timed = 0;
        for (const auto &duration : day.durations)
            timed += duration.count;
        if (timed == 0 || day.elapsed != (elapsed ? timed : 0))
            continue;
        span.timed += timed;
        for (const auto &duration : day.durations)
            times.push_back({double(duration.milliseconds), duration.count});
    }
    span.medianMs = weightedMedian(times);
}

void foldReviews(EvidenceFigures &figures, const Evidence &evidence, const QList<Signal> &signalList)
{
    const QDate last = figures.endOf(figures.spans.size() - 1).addDays(-1);
    figures.elapsed = showsElapsed(within(evidence.reviews, {figures.spans.first(), last}), signalList);
    for (qsizetype i = 0; i < figures.spans.size(); ++i) {
        const auto days = within(evidence.reviews, {figures.spans[i], figures.endOf(i).addDays(-1)});
        ReviewSpan span;
        for (const auto &day : days) {
            span.accepted += day.accepted;
            span.edited += day.edited;
            span.rejected += day.rejected;
            span.unstated += day.unstated;
        }
        takeTimes(span, days, figures.elapsed);
        figures.reviews << span;
    }
}

/// The line through the medians that the signal looked at: its slope is the signal's, and half of the medians lie above it.
void drawTrend(EvidenceFigures &figures, const Evidence &evidence, const QList<Signal> &signalList, QDate on)
{
    const auto found =
        std::ranges::find_if(signalList, [](const Signal &signal) { return signal.name == u"review-time-falling"_s; });
    const auto *slope = found == signalList.end() ? nullptr : found->figure(u"slopePerWeekMs");
    const auto *perWeek = slope ? std::get_if<qint64>(&slope->value) : nullptr;
    if (!perWeek)
        return;
    const auto weeks = weeklyMedians(within(evidence.reviews, {on.addDays(1 - trendDays), on}),
                                     figures.elapsed ? Timing::Elapsed : Timing::Measured);
    if (weeks.size() < 2)
        return;
    const QDate first = weeks.front().monday;
    std::vector<Weighted> starts;
    for (const auto &week : weeks)
        starts.push_back({week.medianMs - double(*perWeek) * double(first.daysTo(week.monday)) / 7, 1});
    const double start = weightedMedian(starts).value_or(0);
    const QDate last = weeks.back().monday;
    figures.trend = EvidenceTrend{first, last, start, start + double(*perWeek) * double(first.daysTo(last)) / 7};
}

/// The currency a row's cost is told in; empty where the row has no cost of its own.
QString currencyOf(const UsageDay &day)
{
    return day.cost ? day.currency : QString();
}

/// Usage by model and span, of one currency.
class CostFold
{
public:
    CostFold(const EvidenceFigures &figures, const Evidence &evidence, const Market &market)
        : m_figures(figures), m_evidence(evidence), m_market(market)
    {
    }

    void add(const UsageDay &day)
    {
        const auto span = m_figures.spanOf(day.day);
        if (span >= 0)
            m_rows[{day.model, span}].push_back(day);
    }

    /// Every model's costs. Counts the rows without one.
    QList<ModelCost> costs(qint64 &unpriced) const
    {
        QHash<int, ModelCost> byModel;
        for (const auto &[key, rows] : m_rows) {
            auto &model = byModel[key.first];
            model.model = m_evidence.models.value(key.first);
            model.micros.resize(m_figures.spans.size());
            const auto sum = usageCost(rows, m_evidence.models, m_market);
            unpriced += sum.unpriced;
            if (sum.rows > sum.unpriced)
                model.micros[key.second] = sum.micros;
        }
        QList<ModelCost> costs = byModel.values();
        costs.removeIf([](const ModelCost &one) { return std::ranges::none_of(one.micros, &hasValue); });
        std::ranges::sort(costs, [](const ModelCost &a, const ModelCost &b) {
            const double left = total(a), right = total(b);
            return left != right ? left > right : a.model < b.model;
        });
        return costs;
    }

private:
    static bool hasValue(const std::optional<qint64> &value) { return value.has_value(); }
    static double total(const ModelCost &one)
    {
        double sum = 0;
        for (const auto &value : one.micros)
            sum += double(value.value_or(0));
        return sum;
    }

    const EvidenceFigures &m_figures;
    const Evidence &m_evidence;
    const Market &m_market;
    std::map<std::pair<int, qsizetype>, std::vector<UsageDay>> m_rows;
};

/// Adds those beyond the dearest up.
void mergeOthers(QList<ModelCost> &costs)
{
    if (costs.size() <= EvidenceFigures::costsShown + 1)
        return;
    ModelCost other{figureTr("other models"), costs[EvidenceFigures::costsShown].micros};
    for (qsizetype i = EvidenceFigures::costsShown + 1; i < costs.size(); ++i) {
        for (qsizetype span = 0; span < other.micros.size(); ++span) {
            if (const auto cost = costs[i].micros[span])
                other.micros[span] = other.micros[span].value_or(0) + *cost;
        }
    }
    costs.resize(EvidenceFigures::costsShown);
    costs << other;
}

void foldCosts(EvidenceFigures &figures, const Evidence &evidence, const Market &market)
{
    // Tokens that a price list gives a price are dollars; without one they are of no currency.
    const auto currencyFor = [&](const UsageDay &day) {
        const QString currency = currencyOf(day);
        return currency.isEmpty() && !market.prices.empty() ? u"USD"_s : currency;
    };
    QMap<QString, qint64> rows;
    for (const auto &day : evidence.usage)
        ++rows[currencyFor(day)];
    figures.unpriced = rows.take({});
    for (auto one = rows.cbegin(); one != rows.cend(); ++one) {
        if (figures.currency.isEmpty() || one.value() > rows.value(figures.currency))
            figures.currency = one.key();
    }
    CostFold fold(figures, evidence, market);
    for (const auto &day : evidence.usage) {
        if (!figures.currency.isEmpty() && currencyFor(day) == figures.currency)
            fold.add(day);
    }
    figures.costs = fold.costs(figures.unpriced);
    mergeOthers(figures.costs);
    figures.otherCurrencies = rows.keys();
    figures.otherCurrencies.removeAll(figures.currency);
}

QString changeText(const QString &what, const FieldStep &step)
{
    const auto named = [](const QString &name) { return name.isEmpty() ? figureTr("none") : name; };
    return figureTr("%1: %2 → %3").arg(what, named(step.before), named(step.after));
}

void collectMarks(EvidenceFigures &figures, const DelegationFacts &facts)
{
    using Kind = EvidenceMark::Kind;
    QList<EvidenceMark> marks;
    for (const auto &step : facts.modelSteps)
        marks << EvidenceMark{Kind::ModelChanged, step.on, changeText(figureTr("Model"), step)};
    for (const auto &step : facts.promptSteps)
        marks << EvidenceMark{Kind::PromptChanged, step.on, changeText(figureTr("Prompt version"), step)};
    for (const auto &drill : facts.drills) {
        const QString outcome = drill.worked ? figureTr("Drill worked") : figureTr("Drill did not work");
        marks << EvidenceMark{Kind::Drill, drill.heldOn,
                              drill.minutes ? figureTr("%1, %2 min").arg(outcome).arg(*drill.minutes) : outcome};
    }
    if (facts.lastAudit)
        marks << EvidenceMark{Kind::Audit, *facts.lastAudit, figureTr("Last audit")};
    marks.removeIf([&](const EvidenceMark &mark) { return figures.spanOf(mark.on) < 0; });
    std::ranges::stable_sort(marks, {}, &EvidenceMark::on);
    figures.marks = marks;
}

}

bool EvidenceFigures::hasReviews() const
{
    return std::ranges::any_of(reviews, [](const ReviewSpan &span) { return span.reviews() > 0; });
}

bool EvidenceFigures::hasTimes() const
{
    return std::ranges::any_of(reviews, [](const ReviewSpan &span) { return span.medianMs.has_value(); });
}

QDate EvidenceFigures::endOf(qsizetype span) const
{
    return nextSpan(spans[span], grain);
}

qsizetype EvidenceFigures::spanOf(QDate day) const
{
    if (spans.isEmpty() || day < spans.first() || day >= endOf(spans.size() - 1))
        return -1;
    return std::ranges::upper_bound(spans, day) - spans.begin() - 1;
}

double EvidenceFigures::placeOf(QDate day) const
{
    const auto span = spanOf(day);
    if (span < 0)
        return -1;
    return double(span) + (double(spans[span].daysTo(day)) + 0.5) / double(spans[span].daysTo(endOf(span)));
}

EvidenceFigures foldEvidence(const DelegationFacts &facts, const Evidence &evidence, const Market &market,
                             const QList<Signal> &signalList, QDate on)
{
    EvidenceFigures figures;
    const auto days = daysOf(evidence, on);
    if (!days)
        return figures;
    layOut(figures, *days);
    foldReviews(figures, evidence, signalList);
    drawTrend(figures, evidence, signalList, on);
    foldCosts(figures, evidence, market);
    collectMarks(figures, facts);
    return figures;
}

QString spanName(QDate first, EvidenceGrain grain)
{
    const QLocale locale;
    switch (grain) {
    case EvidenceGrain::Week: return locale.toString(first, u"d MMM yyyy"_s);
    case EvidenceGrain::Month: return locale.toString(first, u"MMM yyyy"_s);
    case EvidenceGrain::Year: return locale.toString(first, u"yyyy"_s);
    }
    return {};
}

QString amountText(qint64 micros)
{
    const double amount = double(micros) / 1e6;
    return QLocale().toString(amount, 'f', micros != 0 && std::abs(amount) < 1 ? 4 : 2);
}

QString secondsText(double milliseconds)
{
    return QLocale().toString(milliseconds / 1000, 'f', milliseconds < 100'000 ? 1 : 0);
}

}
