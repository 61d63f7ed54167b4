#include "register/delegation_list.h"
#include "register/inventory_services.h"
#include "support/register_fixture.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_delegation_list {

using namespace muster;
using namespace muster::registry;
using namespace muster::test;
using namespace Qt::StringLiterals;

/// Who keeps a list relies on being told what to read again, and on reading the same then.
class TestDelegationList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void someAreListedAsAmongAll();
    void whatHangsOnADelegationTouchesIt();
    void aPersonTouchesWhatTheyOwn();
    void tiersAndPolicyTouchAll();
    void muchIsNotTold();

private:
    qint64 size() { return must(m_fixture->store().head()).size(); }
    /// What the entries written by `act` touch.
    template <typename Act>
    std::optional<QStringList> touchedBy(Act act)
    {
        const qint64 before = size();
        act();
        return delegationsTouched(m_fixture->store(), before, size());
    }

    std::optional<RegisterFixture> m_fixture;
    DelegationId m_first, m_second;
};

void TestDelegationList::init()
{
    m_fixture.emplace();
    DelegationService service(m_fixture->store());
    m_first = must(service.add({{u"title"_s, u"First"_s}, {u"owner"_s, u"Ada Owner"_s}, {u"cadence"_s, u"monthly"_s}}));
    m_second = must(service.add({{u"title"_s, u"Second"_s}, {u"category"_s, u"automate"_s}}));
}

void TestDelegationList::someAreListedAsAmongAll()
{
    auto &store = m_fixture->store();
    must(StopRuleService(store).add({{u"delegation"_s, m_second.text()}, {u"trigger"_s, u"wrong"_s}}));
    must(SourceService(store).add(
        {{u"delegation"_s, m_second.text()}, {u"title"_s, u"Handbook"_s}, {u"freshnessDays"_s, u"30"_s}}));
    const auto all = must(listDelegations(store, {}));
    const auto some = must(summariesOf(store, {m_second.text(), u"nobody"_s}));
    QCOMPARE(some.size(), 1);
    QCOMPARE(some[0].id, m_second);
    QCOMPARE(some[0].n, all[1].n);
    QCOMPARE(some[0].flags, all[1].flags);
    QVERIFY(std::ranges::find(some[0].flags, Flag::Undrilled) != some[0].flags.end());
    QCOMPARE(some[0].trusted, all[1].trusted);
    QCOMPARE(must(summariesOf(store, {m_first.text()})).value(0).ownerName, u"Ada Owner"_s);
    QVERIFY(must(summariesOf(store, {})).isEmpty());
}

void TestDelegationList::whatHangsOnADelegationTouchesIt()
{
    auto &store = m_fixture->store();
    DelegationService delegations(store);
    const QStringList second{m_second.text()};
    QCOMPARE(touchedBy([&] { must(delegations.set(m_second, {{u"team"_s, u"Sales"_s}})); }), second);
    QCOMPARE(touchedBy([&] {
                 must(StopRuleService(store).add({{u"delegation"_s, m_second.text()}, {u"trigger"_s, u"wrong"_s}}));
             }),
             second);
    QCOMPARE(touchedBy([&] {
                 must(DrillService(store).add({{u"delegation"_s, m_second.text()}, {u"worked"_s, u"yes"_s}}));
             }),
             second);
    SourceService sources(store);
    SourceId source;
    QCOMPARE(touchedBy([&] {
                 source = must(sources.add({{u"delegation"_s, m_second.text()}, {u"title"_s, u"Handbook"_s}}));
             }),
             second);
    const auto moved = touchedBy([&] { must(sources.set(source, {{u"delegation"_s, m_first.text()}})); });
    QVERIFY(moved && moved->size() == 2);
    const auto third = must(delegations.add({{u"title"_s, u"Third"_s}}));
    QCOMPARE(touchedBy([&] { must(delegations.withdraw(third, u"a mistake"_s)); }), QStringList{third.text()});
    QVERIFY(must(summariesOf(store, {third.text()})).isEmpty());
}

void TestDelegationList::aPersonTouchesWhatTheyOwn()
{
    auto &store = m_fixture->store();
    const auto owner = m_fixture->owner();
    QCOMPARE(touchedBy([&] {
                 must(PersonService(store).set(owner, {{u"name"_s, u"Ada Renamed"_s}}));
             }),
             QStringList{m_first.text()});
    QCOMPARE(touchedBy([&] { must(PersonService(store).add({{u"name"_s, u"Ben Other"_s}})); }), QStringList());
    QCOMPARE(touchedBy([] {}), QStringList());
}

void TestDelegationList::tiersAndPolicyTouchAll()
{
    auto &store = m_fixture->store();
    QVERIFY(!touchedBy([&] { must(RegisterService(store).set(RegisterId(store.id()), {{u"name"_s, u"Another"_s}})); }));
    QVERIFY(!delegationsTouched(store, -1, size()));
}

void TestDelegationList::muchIsNotTold()
{
    auto &store = m_fixture->store();
    const auto touched = touchedBy([&] {
        must(store.write([&](Writer &writer) -> Result<void> {
            RuleContext context(store);
            DelegationService service(store);
            for (int i = 0; i < 501; ++i) {
                Delegation one;
                one.title = u"Workflow %1"_s.arg(i);
                must(service.addIn(writer, context, one));
            }
            return {};
        }));
    });
    QVERIFY(!touched);
}

MUSTER_GUILESS_TEST(TestDelegationList)

}

#include "tst_delegation_list.moc"
