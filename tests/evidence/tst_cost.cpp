#include "evidence/cost.h"
#include "evidence_story.h"
#include "support/test_program.h"

#include <QTest>

#include <rapidcheck.h>

namespace tst_cost {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::evidence_test;

namespace {

const QDate audited(2026, 4, 16);

}

/// What usage costs.
class TestCost : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCostIsReckonedAtTheDaysPrice();
    void costsAgainstPlainSums();
};

/// 3,000 tokens in at 1 USD a million until the 10th, then at 2 USD, and 7 out at 5 and then at 50 millionths each:
/// 3,000 + 35, then 6,000 + 350 millionths.
void TestCost::aCostIsReckonedAtTheDaysPrice()
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

void TestCost::costsAgainstPlainSums()
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

MUSTER_GUILESS_TEST(TestCost)

}

#include "tst_cost.moc"
