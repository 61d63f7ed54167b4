#include "evidence/period.h"

#include "evidence/statistics.h"

#include <algorithm>

namespace muster::evidence {

namespace {

template <typename Row>
std::span<const Row> rowsWithin(const std::vector<Row> &rows, const DaySpan &span)
{
    if (span.to < span.from)
        return {};
    const auto first = std::ranges::lower_bound(rows, span.from, {}, &Row::day);
    const auto end =
        std::upper_bound(first, rows.end(), span.to, [](QDate day, const Row &row) { return day < row.day; });
    return {first, end};
}

qint64 timedReviews(const ReviewDay &day)
{
    qint64 timed = 0;
    for (const auto &duration : day.durations)
        timed += duration.count;
    return timed;
}

bool hasTiming(const ReviewDay &day, Timing timing)
{
    if (day.durations.empty())
        return false;
    return timing == Timing::Measured ? day.elapsed == 0 : day.elapsed == timedReviews(day);
}

/// Collects the times of a week.
class TimesOfWeek
{
public:
    void add(const ReviewDay &day)
    {
        for (const auto &duration : day.durations)
            m_times.push_back({double(duration.milliseconds), duration.count});
    }

    WeekTimes of(QDate monday) const
    {
        qint64 reviews = 0;
        for (const auto &time : m_times)
            reviews += time.count;
        return {monday, weightedMedian(m_times).value_or(0), reviews};
    }

    bool isEmpty() const { return m_times.empty(); }
    void clear() { m_times.clear(); }

private:
    std::vector<Weighted> m_times;
};

}

std::optional<QDate> lastAuditBy(const DelegationFacts &facts, QDate on)
{
    return facts.lastAudit && *facts.lastAudit <= on ? facts.lastAudit : std::nullopt;
}

DaySpan recentSpan(const DelegationFacts &facts, QDate on)
{
    const auto audit = lastAuditBy(facts, on);
    return {audit ? audit->addDays(1) : on.addDays(1 - recentDays), on};
}

DaySpan spanBefore(QDate audit)
{
    return {audit.addDays(1 - beforeDays), audit};
}

std::span<const ReviewDay> within(const std::vector<ReviewDay> &days, const DaySpan &span)
{
    return rowsWithin(days, span);
}

std::span<const UsageDay> within(const std::vector<UsageDay> &days, const DaySpan &span)
{
    return rowsWithin(days, span);
}

void OutcomeSum::add(const ReviewDay &day)
{
    accepted += day.accepted;
    edited += day.edited;
    rejected += day.rejected;
}

void ReadingSum::add(const ReviewDay &day)
{
    readable += day.readable;
    tooFast += day.tooFast;
}

std::vector<WeekTimes> weeklyMedians(std::span<const ReviewDay> days, Timing timing)
{
    std::vector<WeekTimes> weeks;
    TimesOfWeek times;
    QDate monday;
    const auto finish = [&] {
        if (!times.isEmpty())
            weeks.push_back(times.of(monday));
        times.clear();
    };
    for (const auto &day : days) {
        if (!hasTiming(day, timing))
            continue;
        if (!monday.isValid() || day.day >= monday.addDays(7)) {
            finish();
            monday = mondayOf(day.day);
        }
        times.add(day);
    }
    finish();
    return weeks;
}

std::vector<QDate> reviewedDays(std::span<const ReviewDay> days)
{
    std::vector<QDate> reviewed;
    for (const auto &day : days) {
        if (day.reviews() > 0 && (reviewed.empty() || reviewed.back() != day.day))
            reviewed.push_back(day.day);
    }
    return reviewed;
}

QDate mondayOf(QDate day)
{
    return day.addDays(1 - day.dayOfWeek());
}

}
