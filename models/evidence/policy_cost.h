#pragma once

#include "evidence/signal_reader.h"

namespace muster::evidence {

/// What a delegation's usage of a span of days cost, and what the same tokens would have cost on the lowest tier that the policy
/// allows for its risk. In millionths of US dollars.
struct PolicyCost
{
    DelegationId delegation;
    QString title, tier, lowestTier;
    std::optional<qint64> costMicros;   ///< nothing where it is not known in dollars
    std::optional<qint64> lowestMicros; ///< nothing where there is no price for those days, or no risk says which tier
    QString unknown;                    ///< why one of them is missing, empty otherwise
};

/// The answer to "what would it cost if each ran on the lowest tier the policy allows".
struct PolicyCosts
{
    QDate from, to;          ///< both included
    QList<PolicyCost> each;  ///< those that were used, the one with most to save first
    qint64 costMicros = 0;   ///< of those of which both figures are known …
    qint64 lowestMicros = 0; ///< … and on the lowest tier
    qint64 compared = 0;     ///< how many these are
};

/// Reckons it over `days` up to `on`, by list prices on the days of use: no discounts, no caching, the same number of tokens on each
/// model, which another model may not need. Errors: what the database says, Cancelled.
Result<PolicyCosts> costOnLowestTiers(registry::Store &store, QDate on, int days = 30,
                                      const registry::Progress &progress = {});

}
