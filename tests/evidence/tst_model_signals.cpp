#include "evidence/cost.h"
#include "evidence/model_signals.h"
#include "evidence_story.h"
#include "support/test_program.h"

#include <QTest>

#include <rapidcheck.h>

namespace tst_model_signals {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

namespace {

const QDate audited(2026, 4, 16); ///< quietStory()'s last audit

CatalogueModel &listed(Story &story, const QString &name)
{
    return *std::ranges::find(story.market.catalogue, name, &CatalogueModel::name);
}

Change alias(const QString &pinnedAs)
{
    return [=](Story &story) {
        story.facts.modelKind = ModelKind::Alias;
        listed(story, u"work-1"_s).pinnedAs = pinnedAs;
    };
}

Change validator(const QString &name)
{
    return [=](Story &story) { story.facts.validatorModel = name; };
}

Change tierAndRisk(const QString &tier, std::optional<Risk> risk)
{
    return [=](Story &story) {
        story.facts.tier = tier;
        story.facts.risk = risk;
    };
}

/// So many outputs accepted at a cost, before the audit and since.
Change costs(qint64 acceptedBefore, qint64 microsBefore, qint64 acceptedSince, qint64 microsSince)
{
    return [=](Story &story) {
        const auto before = audited.addDays(-5), since = audited.addDays(5);
        story.evidence.reviews = {reviewed(before, acceptedBefore), reviewed(since, acceptedSince)};
        story.evidence.usage = {used(before, 1), used(since, 1)};
        story.evidence.usage[0].cost = microsBefore;
        story.evidence.usage[1].cost = microsSince;
        story.evidence.usage[0].currency = story.evidence.usage[1].currency = u"USD"_s;
    };
}

Change andThen(const Change &first, const Change &then)
{
    return [=](Story &story) {
        first(story);
        then(story);
    };
}

/// Lately, so many of so many reviews accepted; a million tokens in, at 1 USD here, 0.20 USD a tier lower and 10 USD higher.
Change lately(qint64 accepted, qint64 reviews)
{
    return [=](Story &story) {
        story.evidence.reviews = {reviewed(audited.addDays(5), accepted, reviews - accepted)};
        story.evidence.usage = {used(audited.addDays(5), 10, 1'000'000, 0, 0)};
    };
}

Change priceOf(const QString &model, qint64 input)
{
    return [=](Story &story) { std::ranges::find(story.market.prices, model, &ModelPrice::model)->input = input; };
}

void noPriceOf(Story &story, const QString &model)
{
    std::erase_if(story.market.prices, [&](const auto &price) { return price.model == model; });
}

/// The two models' accepted of their reviews.
Change byModel(int acceptedA, int reviewsA, int acceptedB, int reviewsB)
{
    return [=](Story &story) {
        const auto day = audited.addDays(1);
        story.evidence.reviews = {reviewed(day, acceptedA, reviewsA - acceptedA, 0, 0),
                                  reviewed(day, acceptedB, 0, reviewsB - acceptedB, 1)};
    };
}

void inEuro(UsageDay &day)
{
    day.cost = 5'000'000;
    day.currency = u"EUR"_s;
}

}

/// The signals of "model fit".
class TestModelSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void states_data();
    void states();
    void aCostIsReckonedAtTheDaysPrice();
    void currenciesAreNamedAndNotAddedUp();
    void whatASentenceSaysOfCosts();
    void aThousandTimesEverythingIsTheSameSignal();
    void costsAgainstPlainSums();
};

void TestModelSignals::states_data()
{
    QTest::addColumn<QString>("signal");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("state");
    const auto row = [](const char *name, const QString &signal, const Change &change, const QString &state) {
        QTest::newRow(name) << signal << change << state;
    };
    const auto floating = u"floating-alias"_s, alike = u"validator-alike"_s, outside = u"tier-outside-policy"_s;
    const auto dearer = u"cost-per-accepted"_s, lower = u"cheaper-tier"_s, higher = u"dearer-tier"_s;
    const auto acceptance = u"acceptance-by-model"_s, ended = u"model-ended"_s;
    const auto quiet = u"quiet"_s, raised = u"raised"_s, unknown = u"not-enough-data"_s;

    row("an alias with a pinned version", floating, alias(u"work-1-2026"_s), raised);
    row("an alias set on a day", floating,
        andThen(alias(u"work-1-2026"_s),
                [](Story &story) {
                    story.facts.modelSteps = {{QDate(2026, 2, 1), u"work-0"_s, u"work-1"_s}};
                }),
        u"raised 2026-02-01"_s);
    row("an alias without a pinned version", floating, alias({}), unknown);
    row(
        "an alias by the catalogue alone", floating,
        [](Story &story) {
            listed(story, u"work-1"_s).kind = ModelKind::Alias;
            listed(story, u"work-1"_s).pinnedAs = u"work-1-2026"_s;
        },
        raised);
    row(
        "a model whose kind nobody knows", floating,
        [](Story &story) {
            story.facts.modelKind.reset();
            story.facts.model = u"elsewhere"_s;
        },
        unknown);
    row(
        "pinned by the catalogue alone", floating, [](Story &story) { story.facts.modelKind.reset(); }, quiet);
    row(
        "no model", floating, [](Story &story) { story.facts.model.clear(); }, unknown);

    row("the worker's model", alike, validator(u"WORK-1"_s), raised);
    row("the worker's provider", alike, validator(u"big"_s), raised);
    row(
        "the worker's version behind an alias", alike,
        [](Story &story) {
            story.market.catalogue.push_back(
                {u"latest"_s, u"south"_s, {}, ModelKind::Alias, u"work-1"_s, false, {}, {}});
            story.facts.validatorModel = u"latest"_s;
        },
        raised);
    row("a provider nobody knows", alike, validator(u"elsewhere"_s), unknown);
    row("no validator", alike, validator({}), unknown);

    row("within the range", outside, tierAndRisk(u"mid"_s, Risk::High), quiet);
    row("below the range", outside, tierAndRisk(u"light"_s, Risk::High), raised);
    row(
        "above the range", outside,
        [](Story &story) {
            story.market.policy.perRisk[0] = TierRange{u"light"_s, u"light"_s};
        },
        raised);
    row("no tier of the register's", outside, tierAndRisk(u"giant"_s, std::nullopt), raised);
    row("a risk the policy doesn't speak of", outside, tierAndRisk(u"mid"_s, Risk::Medium), unknown);
    row("no risk", outside, tierAndRisk(u"mid"_s, std::nullopt), unknown);
    row("no tier", outside, tierAndRisk({}, Risk::Low), unknown);

    row("half as dear again", dearer, costs(20, 20'000'000, 20, 30'000'000), raised);
    row("not quite half as dear again", dearer, costs(20, 20'000'000, 20, 29'999'999), quiet);
    row("cheaper", dearer, costs(20, 20'000'000, 20, 1'000'000), quiet);
    row("one accepted too few since", dearer, costs(20, 20'000'000, 19, 30'000'000), unknown);
    row("one accepted too few before", dearer, costs(19, 20'000'000, 20, 60'000'000), unknown);
    row("free before", dearer, costs(20, 0, 20, 30'000'000), unknown);
    row("never audited", dearer,
        andThen(costs(20, 20'000'000, 20, 30'000'000), [](Story &story) { story.facts.lastAudit.reset(); }), unknown);
    row("another currency than before", dearer,
        andThen(costs(20, 20'000'000, 20, 30'000'000), [](Story &story) { inEuro(story.evidence.usage[1]); }), unknown);
    row("euro before and since", dearer,
        andThen(costs(20, 20'000'000, 20, 30'000'000),
                [](Story &story) {
                    for (auto &day : story.evidence.usage)
                        day.currency = u"EUR"_s;
                }),
        raised);
    row("a row without cost and price", dearer,
        andThen(costs(20, 20'000'000, 20, 30'000'000),
                [](Story &story) { story.evidence.usage.push_back(used(story.on, 1, 500, 5)); }),
        unknown);
    row("a row of nothing", dearer,
        andThen(costs(20, 20'000'000, 20, 30'000'000),
                [](Story &story) { story.evidence.usage.push_back(used(story.on, 0)); }),
        raised);

    // Wilson's lower end of 29/30 is 0.833, that of 28/30 is 0.787.
    row("nearly all accepted", lower, lately(29, 30), raised);
    row("a few not accepted", lower, lately(28, 30), quiet);
    row("one review too few", lower, lately(29, 29), unknown);
    row("the lower tier saves half", lower, andThen(lately(30, 30), priceOf(u"small"_s, 500'000)), raised);
    row("the lower tier saves less", lower, andThen(lately(30, 30), priceOf(u"small"_s, 500'001)), quiet);
    row("the policy forbids the lower tier", lower, andThen(lately(30, 30), tierAndRisk(u"mid"_s, Risk::High)), quiet);
    row("the lowest tier", lower, andThen(lately(30, 30), tierAndRisk(u"light"_s, Risk::Low)), quiet);
    row("no risk to weigh it by", lower, andThen(lately(30, 30), tierAndRisk(u"mid"_s, std::nullopt)), unknown);
    row("a tier that is none", lower, andThen(lately(30, 30), tierAndRisk(u"giant"_s, Risk::Low)), unknown);
    row("no price of the lower tier", lower,
        andThen(lately(30, 30), [](Story &story) { noPriceOf(story, u"small"_s); }), unknown);
    row("a price of the lower tier that ended", lower,
        andThen(lately(30, 30), [](Story &story) { story.market.prices[1].to = audited.addDays(4); }), unknown);
    row("a price of the lower tier on the day", lower,
        andThen(lately(30, 30),
                [](Story &story) { story.market.prices[1].from = story.market.prices[1].to = audited.addDays(5); }),
        raised);
    row("no price of the own model", lower,
        andThen(lately(30, 30), [](Story &story) { noPriceOf(story, u"work-1"_s); }), unknown);
    row("no model stands for the lower tier", lower,
        andThen(lately(30, 30), [](Story &story) { listed(story, u"small"_s).standsForTier = false; }), unknown);
    row("costs in euro", lower, andThen(lately(30, 30), [](Story &story) { inEuro(story.evidence.usage[0]); }),
        unknown);
    row("no usage", lower, andThen(lately(30, 30), [](Story &story) { story.evidence.usage.clear(); }), unknown);
    row("a cost without tokens", lower,
        andThen(lately(30, 30),
                [](Story &story) {
                    story.evidence.usage.push_back(used(story.on, 1));
                    story.evidence.usage.back().cost = 1;
                    story.evidence.usage.back().currency = u"USD"_s;
                }),
        unknown);

    // Wilson's upper end of 9/30 is 0.479, that of 10/30 is 0.512.
    row("few accepted", higher, lately(9, 30), raised);
    row("hardly fewer than half", higher, lately(10, 30), quiet);
    row("one review too few of few", higher, lately(0, 29), unknown);
    row("the policy forbids the higher tier", higher,
        andThen(lately(9, 30),
                [](Story &story) {
                    story.market.policy.perRisk[0] = TierRange{u"light"_s, u"mid"_s};
                }),
        quiet);
    row("the highest tier", higher, andThen(lately(9, 30), tierAndRisk(u"frontier"_s, Risk::Low)), quiet);
    row("no price of the higher tier", higher, andThen(lately(9, 30), [](Story &story) { noPriceOf(story, u"big"_s); }),
        unknown);

    // The lower end of 15/20 − 8/20 is +0.0444, that of 14/20 − 8/20 is −0.0058.
    row("one model accepted less", acceptance, byModel(15, 20, 8, 20), raised);
    row("the other model accepted less", acceptance, byModel(8, 20, 15, 20), raised);
    row("hardly less", acceptance, byModel(14, 20, 8, 20), quiet);
    row("one review too few of a model", acceptance, byModel(15, 20, 8, 19), unknown);
    row("one model alone", acceptance, byModel(15, 20, 0, 0), unknown);
    row(
        "reviews that name no model", acceptance,
        [](Story &story) {
            for (auto &day : story.evidence.reviews)
                day.model = -1;
        },
        unknown);

    row(
        "deprecated today", ended, [](Story &story) { listed(story, u"work-1"_s).deprecatedOn = story.on; },
        u"raised 2026-06-15"_s);
    row(
        "deprecated tomorrow", ended,
        [](Story &story) { listed(story, u"work-1"_s).deprecatedOn = story.on.addDays(1); }, quiet);
    row(
        "ends today", ended, [](Story &story) { story.facts.modelEndsOn = story.on; }, quiet);
    row(
        "ended yesterday", ended, [](Story &story) { story.facts.modelEndsOn = story.on.addDays(-1); },
        u"raised 2026-06-15"_s);
    row(
        "ended by the catalogue, later by the register", ended,
        [](Story &story) {
            story.facts.modelEndsOn = story.on.addDays(30);
            listed(story, u"work-1"_s).endsOn = story.on.addDays(-3);
        },
        u"raised 2026-06-13"_s);
    row(
        "a model the catalogue doesn't have", ended, [](Story &story) { story.facts.model = u"elsewhere"_s; }, unknown);
    row(
        "no model to end", ended, [](Story &story) { story.facts.model.clear(); }, unknown);
}

void TestModelSignals::states()
{
    QFETCH(QString, signal);
    QFETCH(Change, change);
    auto story = quietStory();
    change(story);
    QTEST(stateIn(story, signal), "state");
}

/// 3,000 tokens in at 1 USD a million until the 10th, then at 2 USD, and 7 out at 5 and then at 50 millionths each:
/// 3,000 + 35, then 6,000 + 350 millionths.
void TestModelSignals::aCostIsReckonedAtTheDaysPrice()
{
    Market market;
    const QDate change(2026, 5, 10);
    market.prices = {{u"Work"_s, {}, change, 1'000'000, 5'000'000},
                     {u"work"_s, change.addDays(1), {}, 2'000'000, 50'000'000}};
    const auto on = [&market](QDate day) {
        const std::vector<UsageDay> usage{used(day, 1, 3000, 7, 0)};
        return usageCost(usage, {u"WORK"_s}, market).micros;
    };
    QCOMPARE(on(change.addDays(-400)), 3035);
    QCOMPARE(on(change), 3035);
    QCOMPARE(on(change.addDays(1)), 6350);
    market.prices[0].from = change;
    const std::vector<UsageDay> early{used(change.addDays(-1), 1, 3000, 7, 0)};
    QCOMPARE(usageCost(early, {u"work"_s}, market).unpriced, 1);
    QVERIFY(!usageCost(early, {u"work"_s}, market).isKnown());
}

void TestModelSignals::currenciesAreNamedAndNotAddedUp()
{
    auto story = quietStory();
    inEuro(story.evidence.usage.back());
    for (const auto &name : {u"cost-per-accepted"_s, u"cheaper-tier"_s, u"dearer-tier"_s}) {
        QCOMPARE(stateIn(story, name), u"not-enough-data"_s);
        QCOMPARE(std::get<QString>(figureIn(story, name, u"currencies"_s)), u"EUR, USD"_s);
        QVERIFY(signalIn(story, name).figure(u"currencies")->isPrivate);
        QCOMPARE(sentenceOf(signalIn(story, name)), u"Costs are in EUR, USD, which don't add up"_s);
    }
    QVERIFY(isAbsent(figureIn(story, u"cheaper-tier"_s, u"costMicros"_s)));
}

void TestModelSignals::whatASentenceSaysOfCosts()
{
    auto story = quietStory();
    lately(29, 30)(story);
    QCOMPARE(
        sentenceOf(signalIn(story, u"cheaper-tier"_s)),
        u"mid cost 1.00 USD since 2026-04-17, the same tokens at light 0.2000 USD; 83.3 to 99.4 % accepted unedited, "
        "95 % interval of 30 reviews"_s);
    costs(20, 20'000'000, 20, 30'000'000)(story);
    QCOMPARE(sentenceOf(signalIn(story, u"cost-per-accepted"_s)),
             u"An accepted output costs 1.50 USD since the audit of 2026-04-16, 1.00 USD before it"_s);
}

void TestModelSignals::aThousandTimesEverythingIsTheSameSignal()
{
    QVERIFY(rc::check("prices and costs in thousandths make the same states", [] {
        auto story = quietStory();
        const qint64 accepted = *rc::gen::inRange(0, 41);
        lately(accepted, 40)(story);
        priceOf(u"small"_s, *rc::gen::inRange(100'000, 900'000))(story);
        auto scaled = story;
        for (auto &price : scaled.market.prices) {
            price.input *= 1000;
            price.output *= 1000;
        }
        for (const auto &name : {u"cheaper-tier"_s, u"dearer-tier"_s})
            RC_ASSERT(stateIn(story, name) == stateIn(scaled, name));
    }));
}

void TestModelSignals::costsAgainstPlainSums()
{
    QVERIFY(rc::check("a cost is the rounded sum of tokens × prices, in any order and however it is parted", [] {
        Market market;
        market.prices = {{u"a"_s, {}, {}, *rc::gen::inRange(0, 90'000'000), *rc::gen::inRange(0, 90'000'000)},
                         {u"b"_s, {}, {}, *rc::gen::inRange(0, 90'000'000), *rc::gen::inRange(0, 90'000'000)}};
        std::vector<UsageDay> usage;
        long double exact = 0;
        for (int left = *rc::gen::inRange(1, 30); left > 0; --left) {
            const int model = *rc::gen::inRange(0, 2);
            usage.push_back(used(audited.addDays(left % 3), 1, *rc::gen::inRange(1, 5'000'000),
                                 *rc::gen::inRange(0, 5'000'000), model));
            const auto &price = market.prices[size_t(model)];
            exact += static_cast<long double>(usage.back().tokensIn) * price.input
                     + static_cast<long double>(usage.back().tokensOut) * price.output;
        }
        const auto expected = qint64(std::floor(exact / 1'000'000 + 0.5L));
        const QStringList models{u"a"_s, u"b"_s};
        RC_ASSERT(usageCost(usage, models, market).micros == expected);
        std::ranges::reverse(usage);
        RC_ASSERT(usageCost(usage, models, market).micros == expected);
        const auto half = usage.front();
        usage.front().tokensIn /= 2;
        usage.front().tokensOut /= 2;
        usage.push_back(half);
        usage.back().tokensIn -= usage.front().tokensIn;
        usage.back().tokensOut -= usage.front().tokensOut;
        const auto parted = usageCost(usage, models, market);
        RC_ASSERT(parted.unpriced > 0 || parted.micros == expected);
    }));
}

MUSTER_GUILESS_TEST(TestModelSignals)

}

#include "tst_model_signals.moc"
