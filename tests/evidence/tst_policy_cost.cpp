#include "evidence/policy_cost.h"
#include "evidence_files.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_policy_cost {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::evidence;
using test::EvidenceFixture;
using test::must;

/// What it would cost if each ran on the lowest tier the policy allows, reckoned by hand.
class TestPolicyCost : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theLowestAllowedTierAtThePriceOfTheDay();
    void whatIsMissingIsSaid();
    void otherCurrenciesAreNotAddedUp();

private:
    void use(const QByteArray &rows)
    {
        must(m_fixture->readIn("delegation,at,model,calls,tokensIn,tokensOut,cost,currency\n" + rows));
    }
    PolicyCosts costs() { return must(costOnLowestTiers(m_fixture->store(), QDate(2026, 6, 1))); }

    std::unique_ptr<EvidenceFixture> m_fixture;
};

void TestPolicyCost::init()
{
    m_fixture = std::make_unique<EvidenceFixture>();
    must(m_fixture->readIn("model,input,output,from,to\nbig,10,50,2026-01-01,\nsmall,1,5,2026-01-01,2026-05-14\nsmall,"
                           "2,10,2026-05-15,\n"));
    registry::ModelService models(m_fixture->store());
    must(models.add({{u"title"_s, u"small"_s}, {u"tier"_s, u"light"_s}, {u"standsForTier"_s, u"yes"_s}}));
    must(registry::DelegationService(m_fixture->store())
             .set(m_fixture->update, {{u"risk"_s, u"low"_s}, {u"tier"_s, u"mid"_s}}));
}

void TestPolicyCost::theLowestAllowedTierAtThePriceOfTheDay()
{
    // Two days, one at each price of the small model: 1 M in and 0.1 M out.
    use("Weekly update,2026-05-10,big,1,1000000,100000,,\nWeekly update,2026-05-20,big,1,1000000,100000,,\n"
        "Weekly update,2026-04-01,big,1,1000000,100000,,\n");
    const auto found = costs();
    QCOMPARE(found.from, QDate(2026, 5, 3));
    QCOMPARE(found.compared, 1);
    QCOMPARE(found.each.first().lowestTier, u"light"_s);
    QCOMPARE(found.costMicros, 2 * (10 + 5) * 1'000'000);
    QCOMPARE(found.lowestMicros, 1'500'000 + 3'000'000);
}

void TestPolicyCost::whatIsMissingIsSaid()
{
    use("Reply drafts,2026-05-10,big,1,1000000,100000,,\nWeekly update,2026-05-20,unheard-of,1,1000000,100000,,\n");
    const auto found = costs();
    QCOMPARE(found.compared, 0);
    QCOMPARE(found.each.size(), 2);
    QStringList reasons;
    for (const auto &cost : found.each)
        reasons << cost.unknown;
    reasons.sort();
    QCOMPARE(reasons, (QStringList{u"it has no risk"_s, u"some of its usage has neither a cost nor a price"_s}));
}

void TestPolicyCost::otherCurrenciesAreNotAddedUp()
{
    use("Weekly update,2026-05-20,big,1,1000000,100000,3,EUR\n");
    const auto found = costs();
    QCOMPARE(found.each.first().unknown, u"its costs are in EUR"_s);
    QVERIFY(!found.each.first().costMicros);
    QCOMPARE(found.each.first().lowestMicros, 3'000'000);
    QCOMPARE(found.compared, 0);
}

MUSTER_GUILESS_TEST(TestPolicyCost)

}

#include "tst_policy_cost.moc"
