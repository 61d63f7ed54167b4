#pragma once

#include "evidence/facts.h"

#include <map>

/// Single reviews, and what the register makes of them.
namespace muster::evidence_test {

/// One review as a file has it.
struct OneReview
{
    QDate day;
    std::optional<ReviewOutcome> outcome;
    std::optional<qint64> milliseconds;
    bool isElapsed = false;
    bool isReadable = false, isTooFast = false; ///< of an accepted one
    int model = -1;
};

inline void count(evidence::ReviewDay &day, const OneReview &review)
{
    const bool accepted = review.outcome == ReviewOutcome::Accepted;
    day.accepted += accepted;
    day.edited += review.outcome == ReviewOutcome::Edited;
    day.rejected += review.outcome == ReviewOutcome::Rejected;
    day.unstated += !review.outcome;
    day.readable += accepted && review.isReadable;
    day.tooFast += accepted && review.isReadable && review.isTooFast;
    day.elapsed += review.milliseconds && review.isElapsed;
}

/// The rows of reviews that may come in any order: a row a day and model.
inline std::vector<evidence::ReviewDay> rowsOf(const std::vector<OneReview> &reviews)
{
    std::map<std::pair<QDate, int>, evidence::ReviewDay> rows;
    std::map<std::pair<QDate, int>, std::map<qint64, qint64>> times;
    for (const auto &review : reviews) {
        const auto key = std::pair(review.day, review.model);
        count(rows[key], review);
        if (review.milliseconds)
            ++times[key][*review.milliseconds];
    }
    std::vector<evidence::ReviewDay> found;
    for (auto &[key, row] : rows) {
        std::tie(row.day, row.model) = key;
        for (const auto &[milliseconds, often] : times[key])
            row.durations.push_back({milliseconds, often});
        found.push_back(row);
    }
    return found;
}

}
