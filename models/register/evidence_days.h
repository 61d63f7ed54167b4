#pragma once

#include "domain/error.h"
#include "register/day_finder.h"
#include "register/evidence_rows.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

/// Reviews and usage added up by day: what the signals read instead of a million rows. All figures stay exact: of times and
/// of reading speeds every value is kept with its count.
namespace muster::registry {

/// A value and how often it occurs.
struct CountedValue
{
    qint64 value = 0;
    qint64 count = 0;

    bool operator==(const CountedValue &) const = default;
};

/// Ascending values with their counts as bytes, and back: differences and counts as base-128 numbers, the low end first.
std::string packCounted(const std::vector<CountedValue> &values);
/// Stops at the first byte that is no such number.
std::vector<CountedValue> unpackCounted(std::string_view bytes);

/// How many words a minute a review took who read them all; more than anyone reads where it took less than 10 seconds, which
/// is the least a review takes (seed 1: "when a human approves a draft in 4 seconds, that is not review").
qint64 paceOf(qint64 words, qint64 milliseconds);
inline constexpr qint64 shortestReviewMs = 10'000;
inline constexpr qint64 unreadablePace = 1'000'000;

/// What was reviewed of a subject on a day, of one model's outputs.
struct ReviewTotals
{
    qint64 accepted = 0, edited = 0, rejected = 0, unstated = 0, elapsed = 0;
    std::vector<CountedValue> durations; ///< milliseconds
    std::vector<CountedValue> paces;     ///< words a minute, of accepted reviews whose words and time are known

    bool operator==(const ReviewTotals &) const = default;
};

struct UsageTotals
{
    qint64 calls = 0, tokensIn = 0, tokensOut = 0;
    std::optional<qint64> cost;

    bool operator==(const UsageTotals &) const = default;
};

/// Whose days: a subject, the day since 1970-01-01, and the model's text, 0 for none.
struct DayKey
{
    qint64 subject = 0, day = 0, model = 0;

    bool operator==(const DayKey &) const = default;
    auto operator<=>(const DayKey &) const = default;
};

/// Adds up the rows of one import.
class EvidenceDays
{
public:
    explicit EvidenceDays(QTimeZone zone) : m_days(std::move(zone)) {}

    /// The day a review counts for: that of the review, or of the output; nothing where neither is known.
    std::optional<qint64> dayOf(const ReviewRow &row);
    qint64 dayOf(qint64 instant) { return m_days.dayOf(instant); }

    void add(qint64 subject, qint64 model, const ReviewRow &row);
    void add(qint64 subject, qint64 model, const UsageRow &row);

    /// Gives each day of reviews to `take`, ascending by key; times and paces ascend. Error: the first that `take` gives.
    Result<void> eachReviewDay(const std::function<Result<void>(const DayKey &, const ReviewTotals &)> &take);

    /// By whose days and currency.
    const std::map<std::pair<DayKey, std::string>, UsageTotals> &usage() const { return m_usage; }

private:
    /// A review in as few bytes as it takes, since there may be millions: by what it is sorted, and what is counted of it.
    struct Item
    {
        quint32 subject;
        qint32 day;
        quint32 model;
        quint32 pace : 21;
        quint32 outcome : 2; ///< 3 where nothing says what came of it
        quint32 hasPace : 1;
        quint32 hasTime : 1;
        quint32 isElapsed : 1;
        qint64 milliseconds;

        DayKey key() const { return {subject, day, model}; }
    };

    DayFinder m_days;
    std::vector<Item> m_reviews;
    std::map<std::pair<DayKey, std::string>, UsageTotals> m_usage;
};

}
