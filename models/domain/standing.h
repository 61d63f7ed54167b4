#pragma once

#include "domain/terms.h"

#include <QDate>
#include <QStringList>

#include <optional>
#include <vector>

/// What stands out about a delegation on a day, and until when it may be trusted (design.md §2).
namespace muster {

enum class Flag {
    Overdue,
    NeverAudited,
    OwnerLeft,
    NoOwner,
    NoStopRule,
    Undrilled,
    StaleSource,
    Incomplete,
    TierOutsidePolicy,
    DecisionOverdue
};

template <>
struct Words<Flag>
{
    static constexpr std::array all = std::to_array<std::string_view>(
        {"overdue", "never-audited", "owner-left", "no-owner", "no-stop-rule", "undrilled", "stale-source",
         "incomplete", "tier-outside-policy", "decision-overdue"});
};

/// Which of a delegation's dates ends the trust in it first.
enum class TrustEnd { NextAudit, SourceFreshness, CredentialExpiry, ModelEnd, AcceptanceEnd };

template <>
struct Words<TrustEnd>
{
    static constexpr std::array all = std::to_array<std::string_view>(
        {"next-audit", "source-freshness", "credential-expiry", "model-end", "acceptance-end"});
};

/// Lowest and highest tier allowed for a risk.
struct TierRange
{
    QString lowest;
    QString highest;

    bool operator==(const TierRange &) const = default;
};

/// The register's tiers, weakest first, and what it allows for each risk.
struct RoutingPolicy
{
    QStringList tiers;
    std::array<std::optional<TierRange>, 3> perRisk; ///< by Risk

    /// False for a tier that is none of the register's, and where the policy speaks of the risk and the tier is outside
    /// its range. No tier is allowed.
    bool allows(const QString &tier, std::optional<Risk> risk) const;

    bool operator==(const RoutingPolicy &) const = default;
};

struct SourceFreshness
{
    std::optional<QDate> verifiedOn;
    std::optional<qint64> freshnessDays;
};

/// What is known of one delegation.
struct StandingFacts
{
    Category category = Category::Unclassified;
    Status status = Status::Active;
    std::optional<Risk> risk;
    QString tier;
    bool hasOwner = false;
    bool ownerIsActive = false;
    bool hasDefinition = false;
    bool hasStopRule = false;
    bool hasWorkingDrill = false;
    bool hasCadence = false;
    bool hasCategoryReason = false;
    bool hasOverdueDecision = false;
    std::optional<QDate> lastAudit, nextDue, modelEndsOn, credentialExpiresOn, acceptedUntil;
    std::vector<SourceFreshness> sources;
};

struct TrustedUntil
{
    QDate date;
    TrustEnd because = TrustEnd::NextAudit;

    bool operator==(const TrustedUntil &) const = default;
};

/// What stands out on `today`, in the order of `Flag`. A retired delegation has nothing that stands out.
std::vector<Flag> flagsOf(const StandingFacts &facts, const RoutingPolicy &policy, QDate today);

/// The earliest of next audit, source freshness, credential expiry, model's end and acceptance's end; nothing where
/// none is known.
std::optional<TrustedUntil> trustedUntil(const StandingFacts &facts);

/// The last day a source counts as fresh; nothing where it has no limit. One never verified was fresh on no day.
std::optional<QDate> freshUntil(const SourceFreshness &source);

}
