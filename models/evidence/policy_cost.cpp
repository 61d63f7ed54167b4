#include "evidence/policy_cost.h"

#include "evidence/catalogue.h"
#include "evidence/cost.h"
#include "evidence/period.h"

namespace muster::evidence {

using namespace Qt::StringLiterals;

namespace {

PolicyCost policyCostOf(const DelegationFacts &facts, const Evidence &evidence, std::span<const UsageDay> usage,
                        const Market &market)
{
    PolicyCost cost;
    cost.tier = facts.tier;
    const auto actual = usageCost(usage, evidence.models, market);
    if (actual.isInDollars())
        cost.costMicros = actual.micros;
    else
        cost.unknown = actual.currencies.size() > 1 || (actual.isKnown() && !actual.isInDollars())
                           ? u"its costs are in %1"_s.arg(actual.currencies.join(u", "_s))
                           : u"some of its usage has neither a cost nor a price"_s;
    const auto range = facts.risk ? market.policy.perRisk[size_t(*facts.risk)] : std::nullopt;
    if (!range) {
        cost.unknown = facts.risk ? u"the policy says nothing of its risk"_s : u"it has no risk"_s;
        return cost;
    }
    cost.lowestTier = range->lowest;
    const auto *model = modelForTier(market, range->lowest);
    const auto lowest = model ? costAtModel(usage, model->name, market) : CostSum();
    if (lowest.isKnown())
        cost.lowestMicros = lowest.micros;
    else
        cost.unknown = model ? u"%1 has no price on all of those days"_s.arg(model->name)
                             : u"no model of the catalogue stands for the tier %1"_s.arg(range->lowest);
    return cost;
}

qint64 saving(const PolicyCost &cost)
{
    return cost.costMicros && cost.lowestMicros ? *cost.costMicros - *cost.lowestMicros
                                                : std::numeric_limits<qint64>::min();
}

}

Result<PolicyCosts> costOnLowestTiers(registry::Store &store, QDate on, int days, const registry::Progress &progress)
{
    const auto reader = SignalReader::make(store, on);
    if (!reader)
        return tl::unexpected(reader.error());
    PolicyCosts costs{on.addDays(1 - days), on, {}, 0, 0, 0};
    const auto ids = reader->delegations();
    for (qsizetype i = 0; i < ids.size(); ++i) {
        if (progress && !progress(i, ids.size()))
            return failure(ErrorCode::Cancelled, u"Reckoning the costs was stopped."_s);
        const auto facts = reader->facts(ids[i]);
        const auto evidence = reader->evidence(ids[i]);
        if (!facts || !evidence)
            return tl::unexpected(!facts ? facts.error() : evidence.error());
        const auto usage = within(evidence->usage, {costs.from, costs.to});
        if (usage.empty())
            continue;
        auto cost = policyCostOf(*facts, *evidence, usage, reader->market());
        cost.delegation = ids[i];
        cost.title = reader->titleOf(ids[i]);
        if (cost.costMicros && cost.lowestMicros) {
            costs.costMicros += *cost.costMicros;
            costs.lowestMicros += *cost.lowestMicros;
            ++costs.compared;
        }
        costs.each << cost;
    }
    std::ranges::stable_sort(costs.each, std::ranges::greater(), saving);
    return costs;
}

}
