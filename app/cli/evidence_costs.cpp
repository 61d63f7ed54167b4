#include "command.h"
#include "entity_json.h"
#include "evidence/policy_cost.h"

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

nlohmann::ordered_json numberOrNull(const std::optional<qint64> &micros)
{
    return micros ? nlohmann::ordered_json(*micros) : nlohmann::ordered_json();
}

QString dollars(const std::optional<qint64> &micros)
{
    return micros ? QString::number(double(*micros) / 1e6, 'f', 2) : QString();
}

void printJson(const evidence::PolicyCosts &costs, Output &out)
{
    auto list = nlohmann::ordered_json::array();
    for (const auto &cost : costs.each)
        list.push_back({{"delegation", utf8(cost.delegation.text())},
                        {"title", utf8(cost.title)},
                        {"tier", jsonOrNull(cost.tier)},
                        {"lowestTier", jsonOrNull(cost.lowestTier)},
                        {"costMicros", numberOrNull(cost.costMicros)},
                        {"lowestMicros", numberOrNull(cost.lowestMicros)},
                        {"unknown", jsonOrNull(cost.unknown)}});
    out.json({{"from", utf8(costs.from.toString(Qt::ISODate))},
              {"to", utf8(costs.to.toString(Qt::ISODate))},
              {"currency", "USD"},
              {"compared", costs.compared},
              {"costMicros", costs.costMicros},
              {"lowestMicros", costs.lowestMicros},
              {"delegations", std::move(list)}});
}

Outcome runEvidenceCosts(Context &context)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    const auto on = context.date("on");
    const auto days = context.number("days");
    if (!on || !days)
        return tl::unexpected(!on ? on.error() : days.error());
    const auto span = std::clamp<qint64>(days->value_or(30), 1, 3660);
    const auto costs = evidence::costOnLowestTiers(**store, on->value_or((*store)->today()), int(span),
                                                   context.progress(u"Reckoning"_s));
    if (!costs)
        return tl::unexpected(costs.error());
    auto &out = context.out();
    out.progress({});
    if (out.wantsJson()) {
        printJson(*costs, out);
        return Exit::Fine;
    }
    if (costs->each.isEmpty()) {
        out.line(u"No usage of those %1 days was read in."_s.arg(span));
        return Exit::Fine;
    }
    QList<QStringList> lines;
    for (const auto &cost : costs->each)
        lines << QStringList{shortened(cost.title, 40),  cost.tier,   dollars(cost.costMicros), cost.lowestTier,
                             dollars(cost.lowestMicros), cost.unknown};
    out.table({u"delegation"_s, u"tier"_s, u"USD"_s, u"lowest tier"_s, u"USD there"_s, u""_s}, lines, {2, 4});
    out.line(
        u"From %1 to %2, %3 of %4 cost %5 USD; each on the lowest tier the policy allows, the same tokens would have cost %6 USD."_s
            .arg(costs->from.toString(Qt::ISODate), costs->to.toString(Qt::ISODate), QString::number(costs->compared),
                 QString::number(costs->each.size()), dollars(costs->costMicros), dollars(costs->lowestMicros)));
    return Exit::Fine;
}

}

Command evidenceCosts()
{
    return {"evidence",
            "costs",
            "What usage cost, and what it would on the lowest tier the policy allows",
            runEvidenceCosts,
            {Parameter::option("days", "N", "of so many days; otherwise 30"),
             Parameter::option("on", "DATE", "up to this day; otherwise today")},
            "By list prices on the days of use: without discounts, and as if each model needed the same tokens."};
}

}
