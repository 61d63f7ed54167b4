#pragma once

#include "evidence/facts.h"

#include <span>

/// Spans of days, and what was reviewed and used in them.
namespace muster::evidence {

/// How far back "lately" goes where there was no audit: two months are two monthly cadences less a few days.
constexpr int recentDays = 56;

/// How far back the time before an audit goes: half a year, so that what held long ago doesn't hide a change.
constexpr int beforeDays = 182;

/// Days from one to another, both included; nothing lies in one that ends before it begins.
struct DaySpan
{
    QDate from, to;
};

/// The last audit that was held by that day; nothing where it was never audited or only later.
std::optional<QDate> lastAuditBy(const DelegationFacts &facts, QDate on);

/// The days since the last audit, that day left out since it was looked at; the last `recentDays` where there was none.
DaySpan recentSpan(const DelegationFacts &facts, QDate on);

/// The `beforeDays` up to and with the day of an audit.
DaySpan spanBefore(QDate audit);

/// The rows of these days, found by halving; the rows have to be oldest first.
std::span<const ReviewDay> within(const std::vector<ReviewDay> &days, const DaySpan &span);
std::span<const UsageDay> within(const std::vector<UsageDay> &days, const DaySpan &span);

/// What came of reviews. Those of which nothing says what came of them are not in it.
struct OutcomeSum
{
    qint64 accepted = 0, edited = 0, rejected = 0;

    void add(const ReviewDay &day);
    qint64 changed() const { return edited + rejected; }
    qint64 total() const { return accepted + edited + rejected; }
};

/// How many approvals could be compared with the time that reading takes, and how many were quicker.
struct ReadingSum
{
    qint64 readable = 0, tooFast = 0;

    void add(const ReviewDay &day);
};

/// The sum of all days.
template <typename Sum>
Sum sumOf(std::span<const ReviewDay> days)
{
    Sum sum;
    for (const auto &day : days)
        sum.add(day);
    return sum;
}

/// Adds the days up one by one and says from which day on the sum held without a break until the last; nothing where
/// it doesn't hold in the end.
template <typename Sum, typename Holds>
std::optional<QDate> heldSince(std::span<const ReviewDay> days, Holds holds)
{
    Sum sum;
    std::optional<QDate> since;
    for (size_t i = 0; i < days.size(); ++i) {
        sum.add(days[i]);
        if (i + 1 < days.size() && days[i + 1].day == days[i].day)
            continue;
        if (!holds(sum))
            since.reset();
        else if (!since)
            since = days[i].day;
    }
    return since;
}

/// Whether a review's time was measured, or is the time between output and review. The two are never mixed.
enum class Timing { Measured, Elapsed };

/// The reviews of an ISO week that have a time.
struct WeekTimes
{
    QDate monday;
    double medianMs = 0;
    qint64 reviews = 0;
};

/// The exact median of review times, a week each; weeks without any are left out. Rows of the other timing, and rows
/// that hold both, are not looked at.
std::vector<WeekTimes> weeklyMedians(std::span<const ReviewDay> days, Timing timing);

/// The days on which something was reviewed, each once.
std::vector<QDate> reviewedDays(std::span<const ReviewDay> days);

/// The Monday of a day's ISO week.
QDate mondayOf(QDate day);

}
