#include "evidence/model_signals.h"

#include "evidence/catalogue.h"
#include "evidence/period.h"
#include "evidence/signal_draft.h"
#include "evidence/statistics.h"
#include "evidence/tier_signals.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

/// Since when the model is the one it is; nothing where the record doesn't tell.
std::optional<QDate> modelSetOn(const DelegationFacts &facts, QDate on)
{
    std::optional<QDate> set;
    for (const auto &step : facts.modelSteps) {
        if (step.on <= on && step.before != step.after)
            set = step.on;
    }
    return set;
}

Signal floatingAliasSignal(const DelegationFacts &facts, const Market &market, QDate on)
{
    SignalDraft draft(Check::Model, u"floating-alias"_s);
    const auto *listed = catalogueModel(market, facts.model);
    const bool hasKind = facts.modelKind || (listed && listed->kind);
    const bool isAlias = facts.modelKind == ModelKind::Alias || (listed && listed->kind == ModelKind::Alias);
    const auto pinnedAs = listed ? listed->pinnedAs : QString();
    draft.text(u"model"_s, facts.model).yes(u"isAlias"_s, isAlias).text(u"pinnedAs"_s, pinnedAs);
    draft.yes(u"hasKind"_s, hasKind);
    if (facts.model.isEmpty() || !hasKind)
        return draft.notEnough();
    if (!isAlias)
        return draft.quiet();
    return pinnedAs.isEmpty() ? draft.notEnough() : draft.raised(modelSetOn(facts, on));
}

/// The version behind a name: of an alias, the one it is pinned as.
QString versionBehind(const Market &market, const QString &model)
{
    const auto *listed = catalogueModel(market, model);
    return listed && !listed->pinnedAs.isEmpty() ? listed->pinnedAs : model;
}

QString providerOf(const Market &market, const QString &model)
{
    const auto *listed = catalogueModel(market, model);
    return listed ? listed->provider : QString();
}

bool isSame(const QString &a, const QString &b)
{
    return !a.isEmpty() && a.compare(b, Qt::CaseInsensitive) == 0;
}

Signal validatorAlikeSignal(const DelegationFacts &facts, const Market &market)
{
    SignalDraft draft(Check::Model, u"validator-alike"_s);
    const auto provider = providerOf(market, facts.model), validatorProvider = providerOf(market, facts.validatorModel);
    const bool sameModel = isSame(versionBehind(market, facts.model), versionBehind(market, facts.validatorModel));
    const bool sameProvider = isSame(provider, validatorProvider);
    draft.text(u"model"_s, facts.model).text(u"validatorModel"_s, facts.validatorModel);
    draft.text(u"provider"_s, provider).text(u"validatorProvider"_s, validatorProvider);
    draft.yes(u"sameModel"_s, sameModel).yes(u"sameProvider"_s, sameProvider);
    if (facts.model.isEmpty() || facts.validatorModel.isEmpty())
        return draft.notEnough();
    if (!sameModel && (provider.isEmpty() || validatorProvider.isEmpty()))
        return draft.notEnough();
    return draft.raisedIf(sameModel || sameProvider);
}

/// A model's reviews.
struct ModelOutcomes
{
    QString model;
    OutcomeSum sum;

    double share() const { return double(sum.accepted) / double(sum.total()); }
};

/// Whether a's share is lower, told exactly; of equal shares, the name decides, so that their order in a file doesn't.
bool isAcceptedLess(const ModelOutcomes &a, const ModelOutcomes &b)
{
    const auto shareA = a.share(), shareB = b.share();
    return shareA != shareB ? shareA < shareB : a.model < b.model;
}

std::vector<ModelOutcomes> comparableModels(const DelegationFacts &facts, const Evidence &evidence, QDate on)
{
    std::vector<ModelOutcomes> models;
    for (const auto &model : evidence.models)
        models.push_back({model, {}});
    for (const auto &day : within(evidence.reviews, recentSpan(facts, on))) {
        if (day.model >= 0 && size_t(day.model) < models.size())
            models[size_t(day.model)].sum.add(day);
    }
    std::erase_if(models, [](const ModelOutcomes &model) { return model.sum.total() < perModelMinimum; });
    std::ranges::sort(models, isAcceptedLess);
    return models;
}

Signal acceptanceByModelSignal(const DelegationFacts &facts, const Evidence &evidence, QDate on)
{
    SignalDraft draft(Check::Model, u"acceptance-by-model"_s);
    const auto models = comparableModels(facts, evidence, on);
    draft.day(u"fromOn"_s, recentSpan(facts, on).from).number(u"models"_s, qint64(models.size()));
    draft.number(u"reviewsNeeded"_s, perModelMinimum);
    if (models.size() < 2)
        return draft.notEnough();
    const auto &lowest = models.front(), &highest = models.back();
    const auto difference =
        differenceInterval(highest.sum.accepted, highest.sum.total(), lowest.sum.accepted, lowest.sum.total());
    draft.text(u"lowestModel"_s, lowest.model).number(u"lowestReviews"_s, lowest.sum.total());
    draft.share(u"lowestPpm"_s, lowest.share());
    draft.text(u"highestModel"_s, highest.model).number(u"highestReviews"_s, highest.sum.total());
    draft.share(u"highestPpm"_s, highest.share());
    draft.share(u"differencePpmLow"_s, difference->low).share(u"differencePpmHigh"_s, difference->high);
    return draft.raisedIf(difference->low > 0);
}

std::optional<QDate> earlier(const std::optional<QDate> &a, const std::optional<QDate> &b)
{
    return a && b ? std::min(*a, *b) : a ? a : b;
}

Signal modelEndedSignal(const DelegationFacts &facts, const Market &market, QDate on)
{
    SignalDraft draft(Check::Model, u"model-ended"_s);
    const auto *listed = catalogueModel(market, facts.model);
    const auto deprecated = listed ? listed->deprecatedOn : std::nullopt;
    const auto end = earlier(facts.modelEndsOn, listed ? listed->endsOn : std::nullopt);
    draft.text(u"model"_s, facts.model).day(u"deprecatedOn"_s, deprecated).day(u"endsOn"_s, end);
    if (facts.model.isEmpty() || !(listed || end))
        return draft.notEnough();
    const auto since = earlier(deprecated, end ? std::optional(end->addDays(1)) : std::nullopt);
    return draft.raisedIf(since && *since <= on, since);
}

}

QList<Signal> modelSignals(const DelegationFacts &facts, const Evidence &evidence, const Market &market, QDate on)
{
    return QList<Signal>{floatingAliasSignal(facts, market, on), validatorAlikeSignal(facts, market)}
           + tierSignals(facts, evidence, market, on)
           + QList<Signal>{acceptanceByModelSignal(facts, evidence, on), modelEndedSignal(facts, market, on)};
}

}
