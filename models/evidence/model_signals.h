#pragma once

#include "evidence/facts.h"
#include "evidence/signal.h"

/// The signals of the check "model fit", in both directions. "Lately" is since the last audit, its own day left out, or
/// the last 56 days where there was none. Costs are exact sums, in one currency; where currencies mix or a price is
/// missing, there is not enough to say. Names of models are compared without regard to upper and lower case.
namespace muster::evidence {

/// Of accepted outputs, on each side of the audit: a cost per output of fewer jumps with each.
constexpr qint64 acceptedMinimum = 20;

/// How much dearer an accepted output has become before it is worth a look: by half.
constexpr double costRise = 1.5;

/// Of reviews with an outcome, before a tier is called too strong or too weak: none changed among 30 puts the
/// share of accepted outputs above 88 % at 95 % confidence.
constexpr qint64 tierReviewsMinimum = 30;

/// The share accepted as it is, from which a weaker tier might do; the lower end of its interval has to reach it.
constexpr double plentyAccepted = 0.80;

/// The share accepted as it is, under which a stronger tier may be needed; the upper end of its interval has to be
/// under it.
constexpr double fewAccepted = 0.50;

/// What a weaker tier has to save to be worth the work of proving it: half.
constexpr double worthSaving = 0.5;

/// Of reviews with an outcome, for each model that is compared.
constexpr qint64 perModelMinimum = 20;

/// In their order:
///
/// `floating-alias`: the model is an alias by the register or the catalogue, and the catalogue names a pinned version
/// of it. Since: the day the model was last set, where the record tells. Minimum: a model; a kind known from either; of
/// an alias, a pinned version in the catalogue. Limits: as good as the catalogue.
///
/// `validator-alike`: the validator runs on the worker's model (an alias counts as the version it is pinned as) or is
/// of the same provider, and so tends to miss what the worker misses. Minimum: both models; where they differ, the
/// provider of both in the catalogue. Limits: models of two providers may share a base.
///
/// `tier-outside-policy`: the tier is none of the register's, or below the lowest or above the highest that the routing
/// policy allows for the risk. Minimum: a tier; a risk of which the policy speaks. Source: the register's routing
/// policy.
///
/// `cost-per-accepted`: an accepted output costs at least 1.5 times what it cost before. Cost of all usage / outputs
/// accepted unedited, since the last audit against the 182 days up to and with its day. Minimum: an audit, 20 accepted
/// outputs on each side, a cost or price for every row of usage, one currency. Source: given costs; tokens × the price
/// of the row's day. Limits: counts as accepted only what was reviewed, so unreviewed outputs make the accepted ones
/// dearer; a new price does, too.
///
/// `cheaper-tier`: the model may be stronger than the work needs. Lately, the same tokens at the price of the model
/// that stands for the tier one lower would have cost at most half, the policy allows that tier for the risk, and the
/// lower end of Wilson's 95 % interval of the share accepted unedited is at least 80 %. Minimum: a tier of the
/// policy's, a risk, usage with a known cost in US dollars, a price of the lower tier for every day of usage, 30
/// reviews with an outcome. The lowest tier is quiet. Source: prices as read in. Limits: another model takes other
/// numbers of tokens, and nobody knows yet whether its outputs would be accepted.
///
/// `dearer-tier`: the model may be too weak. The upper end of Wilson's 95 % interval of the share accepted unedited is
/// under 50 % lately, and the policy allows the tier one higher for the risk. Shows what the same tokens would have
/// cost there. Minimum and limits as above. The highest tier is quiet.
///
/// `acceptance-by-model`: outputs of one model are accepted less than those of another. Lately, of the models with the
/// highest and the lowest share accepted unedited, the lower end of the 95 % interval of the difference is above 0.
/// Minimum: two models with 20 reviews with an outcome each. Source: Newcombe 1998, 17:873, method 10. Limits: models
/// may have had different work; among more than two, the extremes differ by chance more often than one time in forty.
///
/// `model-ended`: the catalogue calls the model deprecated, or the day after its announced end has come (the earlier of
/// the register's and the catalogue's). Since: the earlier of the two days. Minimum: a model that the catalogue has, or
/// whose end the register knows.
QList<Signal> modelSignals(const DelegationFacts &facts, const Evidence &evidence, const Market &market, QDate on);

}
