#pragma once

#include "domain/terms.h"

#include <optional>
#include <string>
#include <string_view>

/// The rows of evidence as a register keeps them. Texts are UTF-8 and belong to who fills them in; empty is absent.
namespace muster::registry {

/// What a file calls a delegation, and which one that was when it was read in; empty where none was known.
struct EvidenceSubject
{
    std::string_view name;
    std::string_view delegation;
};

/// One output looked at by a person. Instants are milliseconds since 1970-01-01 UTC.
struct ReviewRow
{
    qint64 row = 0; ///< of the file, as a person counts
    EvidenceSubject subject;
    std::string_view output, reviewer, model;
    std::optional<qint64> producedAt, reviewedAt;
    std::optional<qint64> milliseconds; ///< the time it took, as measured
    std::optional<ReviewOutcome> outcome;
    std::optional<qint64> words;
    bool wholeDays = false; ///< one of the instants is only a day, so that the time between them tells nothing
};

/// What a model did: one call, or a bucket of them from `at` on.
struct UsageRow
{
    qint64 row = 0;
    EvidenceSubject subject;
    std::string_view model, currency;
    qint64 at = 0;
    std::optional<qint64> calls, tokensIn, tokensOut;
    std::optional<qint64> cost; ///< millionths of the currency
};

/// What a model costs from a day on. Prices are millionths of US dollars a million tokens, days ISO 8601.
struct PriceRow
{
    qint64 row = 0;
    std::string_view vendor, model, name, from, to, endsOn;
    std::optional<qint64> input, output, cachedInput;
};

/// An output to sample from.
struct OutputRow
{
    qint64 row = 0;
    EvidenceSubject subject;
    std::string_view output, reference;
    std::optional<qint64> producedAt;
    std::optional<qint64> words;
};

/// Appends the canonical line of a row (RFC 8785, members that are absent left out) and its LF: what the digest of an
/// import is taken of, see docs/record-format.md.
void appendCanonical(const ReviewRow &row, std::string &out);
void appendCanonical(const UsageRow &row, std::string &out);
void appendCanonical(const PriceRow &row, std::string &out);
void appendCanonical(const OutputRow &row, std::string &out);

/// An instant as ISO 8601 in UTC with milliseconds, as the record writes it.
void appendInstant(qint64 instant, std::string &out);

/// The time between output and review where it was not measured; nothing where that can't be told.
inline std::optional<qint64> elapsedOf(const ReviewRow &row)
{
    if (row.milliseconds || row.wholeDays || !row.producedAt || !row.reviewedAt)
        return std::nullopt;
    return *row.reviewedAt - *row.producedAt;
}

}
