#include "evidence/tier_signals.h"
#include "evidence_story.h"
#include "support/test_program.h"

#include <QTest>

#include <rapidcheck.h>

namespace tst_tier_signals {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::evidence_test;

namespace {

const QDate audited(2026, 4, 16); ///< quietStory()'s last audit

CatalogueModel &listed(Story &story, const QString &name)
{
    return *std::ranges::find(story.market.catalogue, name, &CatalogueModel::name);
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

/// Lately, so many of so many reviews accepted; a million tokens in, at 1 USD here, 0.20 USD a tier lower and 10 USD
/// higher.
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

void inEuro(UsageDay &day)
{
    day.cost = 5'000'000;
    day.currency = u"EUR"_s;
}

}

/// The signals of "model fit" that weigh tiers and costs.
class TestTierSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void states_data();
    void states();
    void currenciesAreNamedAndNotAddedUp();
    void whatASentenceSaysOfCosts();
    void aThousandTimesEverythingIsTheSameSignal();
};

namespace {

void policyRows()
{
    const StateRows row(u"tier-outside-policy"_s);
    row("within the range", tierAndRisk(u"mid"_s, Risk::High), quiet);
    row("below the range", tierAndRisk(u"light"_s, Risk::High), raised);
    row(
        "above the range",
        [](Story &story) {
            story.market.policy.perRisk[0] = TierRange{u"light"_s, u"light"_s};
        },
        raised);
    row("no tier of the register's", tierAndRisk(u"giant"_s, std::nullopt), raised);
    row("a risk the policy doesn't speak of", tierAndRisk(u"mid"_s, Risk::Medium), unknown);
    row("no risk", tierAndRisk(u"mid"_s, std::nullopt), unknown);
    row("no tier", tierAndRisk({}, Risk::Low), unknown);
}

void costRows()
{
    const StateRows row(u"cost-per-accepted"_s);
    row("half as dear again", costs(20, 20'000'000, 20, 30'000'000), raised);
    row("not quite half as dear again", costs(20, 20'000'000, 20, 29'999'999), quiet);
    row("cheaper", costs(20, 20'000'000, 20, 1'000'000), quiet);
    row("one accepted too few since", costs(20, 20'000'000, 19, 30'000'000), unknown);
    row("one accepted too few before", costs(19, 20'000'000, 20, 60'000'000), unknown);
    row("free before", costs(20, 0, 20, 30'000'000), unknown);
    row("never audited",
        andThen(costs(20, 20'000'000, 20, 30'000'000), [](Story &story) { story.facts.lastAudit.reset(); }), unknown);
    row("another currency than before",
        andThen(costs(20, 20'000'000, 20, 30'000'000), [](Story &story) { inEuro(story.evidence.usage[1]); }), unknown);
    row("euro before and since",
        andThen(costs(20, 20'000'000, 20, 30'000'000),
                [](Story &story) {
                    for (auto &day : story.evidence.usage)
                        day.currency = u"EUR"_s;
                }),
        raised);
    row("a row without cost and price",
        andThen(costs(20, 20'000'000, 20, 30'000'000),
                [](Story &story) { story.evidence.usage.push_back(used(story.on, 1, 500, 5)); }),
        unknown);
    row("a row of nothing",
        andThen(costs(20, 20'000'000, 20, 30'000'000),
                [](Story &story) { story.evidence.usage.push_back(used(story.on, 0)); }),
        raised);
}

void lowerTierRows()
{
    const StateRows row(u"cheaper-tier"_s);
    // Wilson's lower end of 29/30 is 0.833, that of 28/30 is 0.787.
    row("nearly all accepted", lately(29, 30), raised);
    row("a few not accepted", lately(28, 30), quiet);
    row("one review too few", lately(29, 29), unknown);
    row("the lower tier saves half", andThen(lately(30, 30), priceOf(u"small"_s, 500'000)), raised);
    row("the lower tier saves less", andThen(lately(30, 30), priceOf(u"small"_s, 500'001)), quiet);
    row("the policy forbids the lower tier", andThen(lately(30, 30), tierAndRisk(u"mid"_s, Risk::High)), quiet);
    row("the lowest tier", andThen(lately(30, 30), tierAndRisk(u"light"_s, Risk::Low)), quiet);
    row("no risk to weigh it by", andThen(lately(30, 30), tierAndRisk(u"mid"_s, std::nullopt)), unknown);
    row("a tier that is none", andThen(lately(30, 30), tierAndRisk(u"giant"_s, Risk::Low)), unknown);
    row("no price of the lower tier", andThen(lately(30, 30), [](Story &story) { noPriceOf(story, u"small"_s); }),
        unknown);
    row("a price of the lower tier that ended",
        andThen(lately(30, 30), [](Story &story) { story.market.prices[1].to = audited.addDays(4); }), unknown);
    row("a price of the lower tier on the day",
        andThen(lately(30, 30),
                [](Story &story) { story.market.prices[1].from = story.market.prices[1].to = audited.addDays(5); }),
        raised);
    row("no price of the own model", andThen(lately(30, 30), [](Story &story) { noPriceOf(story, u"work-1"_s); }),
        unknown);
    row("no model stands for the lower tier",
        andThen(lately(30, 30), [](Story &story) { listed(story, u"small"_s).standsForTier = false; }), unknown);
    row("costs in euro", andThen(lately(30, 30), [](Story &story) { inEuro(story.evidence.usage[0]); }), unknown);
    row("no usage", andThen(lately(30, 30), [](Story &story) { story.evidence.usage.clear(); }), unknown);
    row("a cost without tokens",
        andThen(lately(30, 30),
                [](Story &story) {
                    story.evidence.usage.push_back(used(story.on, 1));
                    story.evidence.usage.back().cost = 1;
                    story.evidence.usage.back().currency = u"USD"_s;
                }),
        unknown);
}

void higherTierRows()
{
    const StateRows row(u"dearer-tier"_s);
    // Wilson's upper end of 9/30 is 0.479, that of 10/30 is 0.512.
    row("few accepted", lately(9, 30), raised);
    row("hardly fewer than half", lately(10, 30), quiet);
    row("one review too few of few", lately(0, 29), unknown);
    row("the policy forbids the higher tier",
        andThen(lately(9, 30),
                [](Story &story) {
                    story.market.policy.perRisk[0] = TierRange{u"light"_s, u"mid"_s};
                }),
        quiet);
    row("the highest tier", andThen(lately(9, 30), tierAndRisk(u"frontier"_s, Risk::Low)), quiet);
    row("no price of the higher tier", andThen(lately(9, 30), [](Story &story) { noPriceOf(story, u"big"_s); }),
        unknown);
}

}

void TestTierSignals::states_data()
{
    stateColumns();
    policyRows();
    costRows();
    lowerTierRows();
    higherTierRows();
}

void TestTierSignals::states()
{
    QFETCH(QString, signal);
    QFETCH(Change, change);
    auto story = quietStory();
    change(story);
    QTEST(stateIn(story, signal), "state");
}

void TestTierSignals::currenciesAreNamedAndNotAddedUp()
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

void TestTierSignals::whatASentenceSaysOfCosts()
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

void TestTierSignals::aThousandTimesEverythingIsTheSameSignal()
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

MUSTER_GUILESS_TEST(TestTierSignals)

}

#include "tst_tier_signals.moc"
