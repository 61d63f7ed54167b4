#include "evidence/figure_text.h"
#include "evidence/signal_words.h"

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

QString noModel()
{
    return u"No model is named"_s;
}

QString floatingAliasSentence(const Signal &signal)
{
    const auto model = wordsOf(signal, u"model");
    if (model.isEmpty())
        return noModel();
    if (!saysYes(signal, u"hasKind"))
        return u"Nothing says whether %1 is a pinned version or an alias"_s.arg(model);
    if (!saysYes(signal, u"isAlias"))
        return u"%1 is a pinned version"_s.arg(model);
    if (signal.state == SignalState::NotEnoughData)
        return u"%1 is an alias, and the catalogue names no pinned version of it"_s.arg(model);
    return u"%1 is an alias; %2 is the pinned version"_s.arg(model, wordsOf(signal, u"pinnedAs")) + sinceOf(signal);
}

QString validatorAlikeSentence(const Signal &signal)
{
    const auto model = wordsOf(signal, u"model"), validator = wordsOf(signal, u"validatorModel");
    if (model.isEmpty())
        return noModel();
    if (validator.isEmpty())
        return u"No validator's model is named"_s;
    if (saysYes(signal, u"sameModel"))
        return u"%1 validates %2: the same model"_s.arg(validator, model);
    if (signal.state == SignalState::NotEnoughData)
        return u"The catalogue doesn't name the providers of both %1 and %2"_s.arg(model, validator);
    return signal.state == SignalState::Raised
               ? u"%1 validates %2: both of %3"_s.arg(validator, model, wordsOf(signal, u"provider"))
               : u"%1 of %2 validates %3 of %4"_s.arg(validator, wordsOf(signal, u"validatorProvider"), model,
                                                      wordsOf(signal, u"provider"));
}

QString tierOutsideSentence(const Signal &signal)
{
    const auto tier = wordsOf(signal, u"tier");
    if (tier.isEmpty())
        return u"No tier is set"_s;
    if (!saysYes(signal, u"isKnownTier"))
        return u"%1 is none of the register's tiers"_s.arg(tier);
    if (!saysYes(signal, u"hasRisk"))
        return u"The risk isn't set"_s;
    if (signal.state == SignalState::NotEnoughData)
        return u"The routing policy says nothing of the risk"_s;
    const auto range = u"%1 to %2"_s.arg(wordsOf(signal, u"lowestTier"), wordsOf(signal, u"highestTier"));
    if (signal.state == SignalState::Quiet)
        return u"%1 is within the policy's range for the risk, %2"_s.arg(tier, range);
    return (numberOf(signal, u"tiersTooLow") > 0 ? u"%1 is below the policy's range for the risk, %2"_s
                                                 : u"%1 is above the policy's range for the risk, %2"_s)
        .arg(tier, range);
}

/// What is missing for a cost, or nothing.
QString costGap(const Signal &signal, bool inDollars)
{
    const auto currencies = wordsOf(signal, u"currencies");
    if (numberOf(signal, u"usageRows") == 0)
        return u"No usage has been read in"_s;
    if (numberOf(signal, u"unpricedRows") > 0)
        return u"%1 of usage with neither a cost nor a price"_s.arg(
            countOf(signal, u"unpricedRows", u"row"_s, u"rows"_s));
    if (currencies.contains(u','))
        return u"Costs are in %1, which don't add up"_s.arg(currencies);
    return inDollars && currencies != u"USD" ? u"Costs are in %1, prices in USD"_s.arg(currencies) : QString();
}

QString costPerAcceptedSentence(const Signal &signal)
{
    const auto audit = wordsOf(signal, u"lastAuditOn"), currency = wordsOf(signal, u"currencies");
    const auto since = moneyOf(signal, u"perAcceptedMicros", currency);
    if (signal.state != SignalState::NotEnoughData)
        return u"An accepted output costs %1 since the audit of %2, %3 before it"_s.arg(
            since, audit, moneyOf(signal, u"perAcceptedBeforeMicros", currency));
    if (const auto gap = costGap(signal, false); !gap.isEmpty())
        return gap;
    if (!audit.isEmpty())
        return u"%1 accepted since the audit of %2 and %3 before it; %4 on each side and their costs are needed"_s
            .arg(countOf(signal, u"acceptedSince", u"output"_s, u"outputs"_s), audit)
            .arg(numberOf(signal, u"acceptedBefore"))
            .arg(numberOf(signal, u"acceptedNeeded"));
    return hasFigure(signal, u"perAcceptedMicros")
               ? u"An accepted output costs %1 lately; never audited, so there is no time before to compare with"_s.arg(
                   since)
               : u"Never audited, so there is no time before to compare with"_s;
}

/// Why a neighbouring tier can't be told about, or nothing.
QString tierGap(const Signal &signal)
{
    if (!saysYes(signal, u"isKnownTier"))
        return wordsOf(signal, u"tier").isEmpty() ? u"No tier is set"_s : u"The tier is none of the register's"_s;
    if (!saysYes(signal, u"hasRisk"))
        return u"The risk isn't set"_s;
    if (const auto gap = costGap(signal, true); !gap.isEmpty())
        return gap;
    if (!hasFigure(signal, u"otherCostMicros"))
        return u"The catalogue has no price of %1 for every day of usage"_s.arg(wordsOf(signal, u"otherTier"));
    return u"%1 with an outcome since %2; %3 are needed"_s
        .arg(countOf(signal, u"reviews", u"review"_s, u"reviews"_s), wordsOf(signal, u"fromOn"))
        .arg(numberOf(signal, u"reviewsNeeded"));
}

QString neighbourSentence(const Signal &signal, const QString &none)
{
    if (signal.state == SignalState::NotEnoughData)
        return tierGap(signal);
    if (wordsOf(signal, u"otherTier").isEmpty())
        return none;
    const auto usd = u"USD"_s;
    return u"%1 cost %2 since %3, the same tokens at %4 %5; %6 accepted unedited, 95 % interval of %7"_s.arg(
               wordsOf(signal, u"tier"), moneyOf(signal, u"costMicros", usd), wordsOf(signal, u"fromOn"),
               wordsOf(signal, u"otherTier"), moneyOf(signal, u"otherCostMicros", usd),
               intervalOf(signal, u"acceptedPpm"_s), countOf(signal, u"reviews", u"review"_s, u"reviews"_s))
           + (saysYes(signal, u"isAllowed") ? QString() : u"; the policy doesn't allow it for the risk"_s);
}

QString cheaperTierSentence(const Signal &signal)
{
    return neighbourSentence(signal, u"There is no lower tier"_s);
}

QString dearerTierSentence(const Signal &signal)
{
    return neighbourSentence(signal, u"There is no higher tier"_s);
}

QString acceptanceByModelSentence(const Signal &signal)
{
    if (signal.state == SignalState::NotEnoughData)
        return u"%1 since %2 with %3 reviews or more; two are needed"_s
            .arg(countOf(signal, u"models", u"model"_s, u"models"_s), wordsOf(signal, u"fromOn"))
            .arg(numberOf(signal, u"reviewsNeeded"));
    const auto reviews = [&signal](QStringView figure) { return QString::number(numberOf(signal, figure)); };
    return u"%1 of %2's %3 accepted since %4, %5 of %6's %7; 95 % interval of the difference %8"_s.arg(
        shareOf(signal, u"lowestPpm"), wordsOf(signal, u"lowestModel"), reviews(u"lowestReviews"),
        wordsOf(signal, u"fromOn"), shareOf(signal, u"highestPpm"), wordsOf(signal, u"highestModel"),
        reviews(u"highestReviews"), intervalOf(signal, u"differencePpm"_s));
}

QString modelEndedSentence(const Signal &signal)
{
    const auto model = wordsOf(signal, u"model");
    if (model.isEmpty())
        return noModel();
    if (signal.state == SignalState::NotEnoughData)
        return u"The catalogue doesn't have %1, and no end is known"_s.arg(model);
    const auto deprecated = wordsOf(signal, u"deprecatedOn"), end = wordsOf(signal, u"endsOn");
    QStringList said;
    if (!deprecated.isEmpty())
        said << u"deprecated on "_s + deprecated;
    if (!end.isEmpty())
        said << u"announced to end on "_s + end;
    return u"%1: "_s.arg(model) + (said.isEmpty() ? u"no end is announced"_s : said.join(u", "_s));
}

}

QList<SignalWords> modelWords()
{
    return {{u"floating-alias"_s, u"An alias where a pinned version exists"_s, floatingAliasSentence},
            {u"validator-alike"_s, u"Validated by its own kind"_s, validatorAlikeSentence},
            {u"tier-outside-policy"_s, u"Tier outside the policy"_s, tierOutsideSentence},
            {u"cost-per-accepted"_s, u"An accepted output costs more"_s, costPerAcceptedSentence},
            {u"cheaper-tier"_s, u"A tier lower might do"_s, cheaperTierSentence},
            {u"dearer-tier"_s, u"A tier higher may be needed"_s, dearerTierSentence},
            {u"acceptance-by-model"_s, u"One model is accepted less"_s, acceptanceByModelSentence},
            {u"model-ended"_s, u"The model is deprecated or has ended"_s, modelEndedSentence}};
}

}
