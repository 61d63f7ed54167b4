#include "evidence/tier_signals.h"

#include "evidence/catalogue.h"
#include "evidence/cost.h"
#include "evidence/model_signals.h"
#include "evidence/period.h"
#include "evidence/signal_draft.h"
#include "evidence/statistics.h"

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

/// How many tiers lie between the delegation's and the policy's range for its risk; 0 inside it.
qint64 tiersBelow(const RoutingPolicy &policy, const TierRange &range, const QString &tier)
{
    const auto lowest = policy.tiers.indexOf(range.lowest);
    return lowest < 0 ? 0 : std::max<qint64>(0, lowest - policy.tiers.indexOf(tier));
}

qint64 tiersAbove(const RoutingPolicy &policy, const TierRange &range, const QString &tier)
{
    const auto highest = policy.tiers.indexOf(range.highest);
    return highest < 0 ? 0 : std::max<qint64>(0, policy.tiers.indexOf(tier) - highest);
}

Signal tierOutsidePolicySignal(const DelegationFacts &facts, const RoutingPolicy &policy)
{
    SignalDraft draft(Check::Model, u"tier-outside-policy"_s);
    const bool isKnown = policy.tiers.contains(facts.tier);
    const auto range = facts.risk ? policy.perRisk[size_t(*facts.risk)] : std::nullopt;
    draft.text(u"tier"_s, facts.tier).yes(u"isKnownTier"_s, isKnown).yes(u"hasRisk"_s, facts.risk.has_value());
    draft.text(u"lowestTier"_s, range ? range->lowest : QString());
    draft.text(u"highestTier"_s, range ? range->highest : QString());
    if (facts.tier.isEmpty())
        return draft.notEnough();
    if (!isKnown)
        return draft.raised();
    if (!range)
        return draft.notEnough();
    draft.number(u"tiersTooLow"_s, tiersBelow(policy, *range, facts.tier));
    draft.number(u"tiersTooHigh"_s, tiersAbove(policy, *range, facts.tier));
    return draft.raisedIf(!policy.allows(facts.tier, facts.risk));
}

/// What outputs of a span cost, and how many of them were accepted unedited.
struct CostOfOutputs
{
    CostSum cost;
    qint64 accepted = 0;

    bool isEnough() const { return cost.isKnown() && accepted >= acceptedMinimum; }
    double perAccepted() const { return double(cost.micros) / double(accepted); }
    std::optional<qint64> microsEach() const
    {
        return isEnough() ? std::optional(cost.micros / accepted + (cost.micros % accepted * 2 >= accepted))
                          : std::nullopt;
    }
};

CostOfOutputs costOfOutputs(const Evidence &evidence, const Market &market, const DaySpan &span)
{
    return {usageCost(within(evidence.usage, span), evidence.models, market),
            sumOf<OutcomeSum>(within(evidence.reviews, span)).accepted};
}

/// The currencies of both, each once.
QString currenciesOf(const CostSum &a, const CostSum &b)
{
    QStringList both = a.currencies + b.currencies;
    both.removeDuplicates();
    both.sort();
    return both.join(u", "_s);
}

Signal costPerAcceptedSignal(const DelegationFacts &facts, const Evidence &evidence, const Market &market, QDate on)
{
    SignalDraft draft(Check::Model, u"cost-per-accepted"_s);
    const auto audit = lastAuditBy(facts, on);
    const auto now = costOfOutputs(evidence, market, recentSpan(facts, on));
    const auto before = audit ? costOfOutputs(evidence, market, spanBefore(*audit)) : CostOfOutputs();
    draft.day(u"lastAuditOn"_s, audit).text(u"currencies"_s, currenciesOf(now.cost, before.cost));
    draft.number(u"acceptedSince"_s, now.accepted).number(u"acceptedBefore"_s, before.accepted);
    draft.number(u"acceptedNeeded"_s, acceptedMinimum);
    draft.number(u"usageRows"_s, now.cost.rows + before.cost.rows);
    draft.number(u"unpricedRows"_s, now.cost.unpriced + before.cost.unpriced);
    draft.number(u"perAcceptedMicros"_s, now.microsEach()).number(u"perAcceptedBeforeMicros"_s, before.microsEach());
    const bool sameCurrency = now.cost.currencies == before.cost.currencies;
    if (!audit || !now.isEnough() || !before.isEnough() || !sameCurrency || before.cost.micros <= 0)
        return draft.notEnough();
    return draft.raisedIf(now.perAccepted() >= costRise * before.perAccepted());
}

/// The delegation's usage and reviews of late, and what it would have cost a tier further up or down.
struct NeighbourTier
{
    QString tier;          ///< empty where there is none
    bool isPlaced = false; ///< the delegation's own tier is one of the policy's
    bool isAllowed = false;
    CostSum cost, costThere;
    OutcomeSum outcomes;

    bool isEnough() const
    {
        return cost.isInDollars() && costThere.isKnown() && outcomes.total() >= tierReviewsMinimum;
    }
    std::optional<Interval> accepted() const { return wilsonInterval(outcomes.accepted, outcomes.total()); }
};

NeighbourTier neighbour(const DelegationFacts &facts, const Evidence &evidence, const Market &market, QDate on,
                        int step)
{
    NeighbourTier found;
    const auto span = recentSpan(facts, on);
    const auto usage = within(evidence.usage, span);
    const auto &tiers = market.policy.tiers;
    const auto own = tiers.indexOf(facts.tier);
    found.isPlaced = own >= 0;
    found.cost = usageCost(usage, evidence.models, market);
    found.outcomes = sumOf<OutcomeSum>(within(evidence.reviews, span));
    if (own < 0 || own + step < 0 || own + step >= tiers.size())
        return found;
    found.tier = tiers[own + step];
    found.isAllowed = market.policy.allows(found.tier, facts.risk);
    if (const auto *standing = modelForTier(market, found.tier))
        found.costThere = costAtModel(usage, standing->name, market);
    return found;
}

SignalDraft tierDraft(const QString &name, const DelegationFacts &facts, const NeighbourTier &there, QDate on)
{
    SignalDraft draft(Check::Model, name);
    const auto known = [](const CostSum &cost) { return cost.isKnown() ? std::optional(cost.micros) : std::nullopt; };
    const auto accepted = there.accepted();
    draft.day(u"fromOn"_s, recentSpan(facts, on).from).text(u"tier"_s, facts.tier).text(u"otherTier"_s, there.tier);
    draft.yes(u"isKnownTier"_s, there.isPlaced).yes(u"hasRisk"_s, facts.risk.has_value());
    draft.yes(u"isAllowed"_s, there.isAllowed);
    draft.text(u"currencies"_s, there.cost.currencies.join(u", "_s)).number(u"costMicros"_s, known(there.cost));
    draft.number(u"otherCostMicros"_s, known(there.costThere)).number(u"usageRows"_s, there.cost.rows);
    draft.number(u"unpricedRows"_s, there.cost.unpriced).number(u"reviews"_s, there.outcomes.total());
    draft.number(u"reviewsNeeded"_s, tierReviewsMinimum);
    draft.share(u"acceptedPpmLow"_s, accepted ? std::optional(accepted->low) : std::nullopt);
    draft.share(u"acceptedPpmHigh"_s, accepted ? std::optional(accepted->high) : std::nullopt);
    return draft;
}

/// A signal about the tier a step away, raised where `holds` says so of one that the policy allows.
template <typename Holds>
Signal tierSignal(const QString &name, const DelegationFacts &facts, const NeighbourTier &there, QDate on, Holds holds)
{
    const auto draft = tierDraft(name, facts, there, on);
    if (!there.isPlaced || !facts.risk)
        return draft.notEnough();
    if (there.tier.isEmpty())
        return draft.quiet();
    return there.isEnough() ? draft.raisedIf(there.isAllowed && holds(there)) : draft.notEnough();
}

bool mightDo(const NeighbourTier &lower)
{
    return lower.cost.micros > 0 && double(lower.costThere.micros) <= worthSaving * double(lower.cost.micros)
           && lower.accepted()->low >= plentyAccepted;
}

bool mayBeNeeded(const NeighbourTier &higher)
{
    return higher.accepted()->high < fewAccepted;
}

}

QList<Signal> tierSignals(const DelegationFacts &facts, const Evidence &evidence, const Market &market, QDate on)
{
    const auto lower = neighbour(facts, evidence, market, on, -1);
    const auto higher = neighbour(facts, evidence, market, on, 1);
    return {tierOutsidePolicySignal(facts, market.policy), costPerAcceptedSignal(facts, evidence, market, on),
            tierSignal(u"cheaper-tier"_s, facts, lower, on, mightDo),
            tierSignal(u"dearer-tier"_s, facts, higher, on, mayBeNeeded)};
}

}
