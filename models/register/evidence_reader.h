#pragma once

#include "domain/ids.h"
#include "register/evidence_days.h"
#include "register/store.h"

#include <functional>

namespace muster::registry {

/// Gives each stored row of an import to `take`, in the order of the file; texts live until it returns. Errors: what the
/// database says, and the first that `take` gives.
Result<void> eachReview(Database &database, qint64 import, const std::function<Result<void>(const ReviewRow &)> &take);
Result<void> eachUsage(Database &database, qint64 import, const std::function<Result<void>(const UsageRow &)> &take);
Result<void> eachPrice(Database &database, qint64 import, const std::function<Result<void>(const PriceRow &)> &take);
Result<void> eachOutput(Database &database, qint64 import, const std::function<Result<void>(const OutputRow &)> &take);

/// Which subjects mean which delegation today: as they were read in, or by an alias since. Those of nobody are under the
/// empty identifier. Errors: what the database says.
Result<QHash<QString, QList<qint64>>> subjectsByDelegation(Store &store);

struct StoredReviewDay
{
    qint64 day = 0;   ///< since 1970-01-01
    qint64 model = 0; ///< see textsOf(); 0 for none
    ReviewTotals totals;
};

struct StoredUsageDay
{
    qint64 day = 0;
    qint64 model = 0;
    QString currency;
    UsageTotals totals;
};

/// The days of these subjects, those of several imports side by side, ascending by day within a subject. Errors: what the
/// database says.
Result<std::vector<StoredReviewDay>> reviewDaysOf(Store &store, const QList<qint64> &subjects);
Result<std::vector<StoredUsageDay>> usageDaysOf(Store &store, const QList<qint64> &subjects);

/// The text behind a number of `model` or a reviewer; empty for 0. Errors: what the database says.
Result<QString> textOfEvidence(Store &store, qint64 id);

/// A name that files use and that leads to no delegation, and how many rows wait for it.
struct AsideName
{
    QString name;
    qint64 rows = 0;
};

/// The names that lead nowhere yet, the one with most rows first. Errors: what the database says.
Result<QList<AsideName>> asideNames(Store &store);

/// An output that can be sampled.
struct KnownOutput
{
    QString output;
    QString reference; ///< where it lies, where the file says more than its name
    std::optional<QDate> producedOn;

    bool operator==(const KnownOutput &) const = default;
};

/// The outputs of these subjects from a day on, read in as outputs or as reviewed, each once, by name. Errors: what the database
/// says.
Result<QList<KnownOutput>> outputsOf(Store &store, const QList<qint64> &subjects, std::optional<QDate> from);

/// All prices of imports that were not undone, as they were read in, the earlier import first. Errors: what the database says.
struct StoredPrice
{
    QString vendor, model, name;
    std::optional<qint64> input, output, cachedInput;
    std::optional<QDate> from, to, endsOn;

    bool operator==(const StoredPrice &) const = default;
};
Result<QList<StoredPrice>> pricesOf(Store &store);

}
