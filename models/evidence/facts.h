#pragma once

#include "domain/cadence.h"
#include "domain/standing.h"
#include "domain/terms.h"

#include <QDate>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/// What the signals look at: plain values, read once by who knows the register. Days are days in the register's zone.
namespace muster::evidence {

/// How often a review took so long.
struct DurationCount
{
    qint64 milliseconds = 0;
    qint64 count = 0;

    bool operator==(const DurationCount &) const = default;
};

/// What was reviewed of a delegation on one day of the outputs of one model. The day is that of the review, or of the output
/// where a review has no date.
struct ReviewDay
{
    QDate day;
    int model = -1; ///< position in Evidence::models; -1 where the file doesn't say
    qint64 accepted = 0, edited = 0, rejected = 0;
    qint64 unstated = 0; ///< reviewed, and nothing says what came of it
    qint64 readable = 0; ///< of `accepted`, those whose words and time are known …
    qint64 tooFast = 0;  ///< … and of these, those quicker than the words can be read
    qint64 elapsed = 0;  ///< of `durations`, how many are the time between output and review and no measured time
    std::vector<DurationCount> durations; ///< ascending, each time once

    qint64 reviews() const { return accepted + edited + rejected + unstated; }
    bool operator==(const ReviewDay &) const = default;
};

/// What one model did for a delegation on one day.
struct UsageDay
{
    QDate day;
    int model = -1;
    QString currency; ///< ISO 4217; empty where no cost is known
    qint64 calls = 0, tokensIn = 0, tokensOut = 0;
    std::optional<qint64> cost; ///< millionths of the currency

    bool operator==(const UsageDay &) const = default;
};

/// What a model costs from a day on: millionths of US dollars a million tokens.
struct ModelPrice
{
    QString model;
    std::optional<QDate> from, to; ///< both days included; without: since the start, still
    qint64 input = 0, output = 0;

    bool operator==(const ModelPrice &) const = default;
};

/// A model as the register's catalogue has it.
struct CatalogueModel
{
    QString name, provider;
    QString tier;
    std::optional<ModelKind> kind;
    QString pinnedAs;           ///< of an alias, the pinned version there is
    bool standsForTier = false; ///< the model by which its tier's price is reckoned
    std::optional<QDate> deprecatedOn, endsOn;

    bool operator==(const CatalogueModel &) const = default;
};

/// A change of a field over time, from the record.
struct FieldStep
{
    QDate on;
    QString before, after;

    bool operator==(const FieldStep &) const = default;
};

struct SourceFact
{
    QString title;
    SourceFreshness freshness;
};

struct DrillFact
{
    QDate heldOn;
    std::optional<qint64> minutes;
    bool worked = false;
};

struct CredentialFact
{
    QString title;
    QString scope, scopeNeeded; ///< words separated by commas or blanks
    std::optional<QDate> issuedOn, expiresOn;
};

struct StopRuleFact
{
    QString puller, deputy; ///< names; empty where none is named
    bool pullerIsActive = false;
    bool deputyIsActive = false;
    std::optional<qint64> minutes; ///< promised
};

/// What the last closed audit found in the output check.
struct LastSamples
{
    QDate heldOn;
    qint64 samples = 0;
    qint64 failed = 0; ///< with a criterion unmet, or a source stale, missing, archived, closed or contradicting
};

/// A delegation as the signals see it on a day.
struct DelegationFacts
{
    Category category = Category::Unclassified;
    Status status = Status::Active;
    std::optional<Risk> risk;
    std::optional<Cadence> cadence;
    QString tier, model, validatorModel;
    std::optional<ModelKind> modelKind;
    std::optional<QDate> modelEndsOn, lastAudit;
    std::vector<FieldStep> modelSteps, promptSteps; ///< oldest first
    std::vector<SourceFact> sources;
    std::optional<LastSamples> lastSamples;
    std::optional<StopRuleFact> stopRule;
    std::vector<DrillFact> drills; ///< oldest first
    std::vector<CredentialFact> credentials;
};

/// What was read in about a delegation, oldest day first.
struct Evidence
{
    QStringList models;
    std::vector<ReviewDay> reviews;
    std::vector<UsageDay> usage;
};

/// What is the same for all delegations of a register.
struct Market
{
    RoutingPolicy policy;
    std::vector<CatalogueModel> catalogue;
    std::vector<ModelPrice> prices; ///< sorted by model, upper and lower case aside, then by `from`
};

}
