#include "domain/standing.h"

namespace muster {

bool RoutingPolicy::allows(const QString &tier, std::optional<Risk> risk) const
{
    if (tier.isEmpty())
        return true;
    const auto at = tiers.indexOf(tier);
    if (at < 0)
        return false;
    if (!risk || !perRisk[size_t(*risk)])
        return true;
    const auto &range = *perRisk[size_t(*risk)];
    const auto lowest = tiers.indexOf(range.lowest);
    const auto highest = tiers.indexOf(range.highest);
    return (lowest < 0 || at >= lowest) && (highest < 0 || at <= highest);
}

std::optional<QDate> freshUntil(const SourceFreshness &source)
{
    if (!source.freshnessDays)
        return std::nullopt;
    return source.verifiedOn ? source.verifiedOn->addDays(*source.freshnessDays) : QDate(1970, 1, 1);
}

namespace {

bool isIncomplete(const StandingFacts &facts)
{
    switch (facts.category) {
    case Category::Automate:
        return !(facts.ownerIsActive && facts.hasDefinition && facts.hasStopRule && facts.hasCadence);
    case Category::Avoid: return !facts.hasCategoryReason;
    default: return false;
    }
}

bool hasStaleSource(const StandingFacts &facts, QDate today)
{
    return std::ranges::any_of(facts.sources, [today](const SourceFreshness &source) {
        const auto until = freshUntil(source);
        return until && *until < today;
    });
}

}

std::vector<Flag> flagsOf(const StandingFacts &facts, const RoutingPolicy &policy, QDate today)
{
    std::vector<Flag> flags;
    if (facts.status == Status::Retired)
        return flags;
    const auto raise = [&flags](bool holds, Flag flag) {
        if (holds)
            flags.push_back(flag);
    };
    const bool inUse = facts.status == Status::Active || facts.status == Status::Paused;
    const bool automated = facts.category == Category::Automate;
    raise(facts.nextDue && *facts.nextDue < today, Flag::Overdue);
    raise(inUse && !facts.lastAudit, Flag::NeverAudited);
    raise(facts.hasOwner && !facts.ownerIsActive, Flag::OwnerLeft);
    raise(!facts.hasOwner, Flag::NoOwner);
    raise(automated && !facts.hasStopRule, Flag::NoStopRule);
    raise(facts.hasStopRule && !facts.hasWorkingDrill, Flag::Undrilled);
    raise(hasStaleSource(facts, today), Flag::StaleSource);
    raise(isIncomplete(facts), Flag::Incomplete);
    raise(!policy.allows(facts.tier, facts.risk), Flag::TierOutsidePolicy);
    raise(facts.hasOverdueDecision, Flag::DecisionOverdue);
    return flags;
}

std::optional<TrustedUntil> trustedUntil(const StandingFacts &facts)
{
    std::optional<TrustedUntil> earliest;
    const auto consider = [&earliest](const std::optional<QDate> &date, TrustEnd because) {
        if (date && (!earliest || *date < earliest->date))
            earliest = TrustedUntil{*date, because};
    };
    consider(facts.nextDue, TrustEnd::NextAudit);
    for (const auto &source : facts.sources)
        consider(freshUntil(source), TrustEnd::SourceFreshness);
    consider(facts.credentialExpiresOn, TrustEnd::CredentialExpiry);
    consider(facts.modelEndsOn, TrustEnd::ModelEnd);
    consider(facts.acceptedUntil, TrustEnd::AcceptanceEnd);
    return earliest;
}

}
