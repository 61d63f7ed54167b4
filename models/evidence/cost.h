#pragma once

#include "evidence/facts.h"

#include <span>

/// What usage cost, and what it would have cost elsewhere.
namespace muster::evidence {

/// What rows of usage cost together, in millionths of one currency. It is only known where every row has a cost or a
/// price and all have one currency: nothing is guessed, and currencies are never added up.
struct CostSum
{
    qint64 micros = 0;
    qint64 rows = 0;
    qint64 unpriced = 0;    ///< rows with neither a cost nor a price of their day
    QStringList currencies; ///< in alphabetical order

    bool isKnown() const { return rows > 0 && unpriced == 0 && currencies.size() == 1; }
    bool isInDollars() const { return isKnown() && currencies.front() == QLatin1StringView("USD"); }
};

/// What usage cost: what the file says where it says it in a currency, otherwise tokens × the price of the row's model
/// on the row's day, in US dollars. Rows without any calls, tokens or cost are left out. `market.prices` has to be
/// sorted.
CostSum usageCost(std::span<const UsageDay> usage, const QStringList &models, const Market &market);

/// What the same tokens would have cost at one model's price of each row's day, in US dollars. A row that tells no
/// tokens has no price.
CostSum costAtModel(std::span<const UsageDay> usage, const QString &model, const Market &market);

}
