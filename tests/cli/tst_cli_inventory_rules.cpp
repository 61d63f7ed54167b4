#include "cli/cli_process.h"
#include "support/test_program.h"

namespace tst_cli_inventory_rules {

using namespace Qt::StringLiterals;
using muster::test::CliProcess;
using muster::test::json;
using muster::test::Ran;

/// What the inventory refuses on the command line, and what it warns of.
class TestCliInventoryRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whoLeavesLaterIsStillThere();
    void datesOfAudits();
    void equalCriteriaHaveKeysOfTheirOwn();
    void reasonsAreCleaned();
    void theSameFileAgainIsTold();

private:
    Ran run(const QStringList &args) const { return m_cli->run(args); }
    json jsonOf(const QStringList &args) const { return m_cli->run(args + QStringList{u"--json"_s}).parsed(); }

    std::unique_ptr<CliProcess> m_cli;
};

void TestCliInventoryRules::init()
{
    m_cli = std::make_unique<CliProcess>();
    QVERIFY(m_cli->makeRegister());
}

void TestCliInventoryRules::whoLeavesLaterIsStillThere()
{
    MUSTER_FINE(run({u"person"_s, u"add"_s, u"Grace"_s}));
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Minutes"_s, u"owner=Grace"_s}));
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Triage"_s, u"owner=Ada"_s}));
    MUSTER_FINE(run({u"stop-rule"_s, u"add"_s, u"Triage"_s, u"trigger=Errors"_s, u"puller=Grace"_s}));
    MUSTER_FINE(run({u"series"_s, u"add"_s, u"Monthly audit"_s, u"owner=Grace"_s, u"cadence=monthly"_s}));
    const auto left = run({u"person"_s, u"left"_s, u"Grace"_s, u"--on"_s, u"2026-07-01"_s});
    MUSTER_FINE(left);
    QVERIFY2(left.out.contains(u"Without an active owner from 2026-07-01 on"_s), qPrintable(left.out));
    const auto plug = left.out.indexOf(u"Stop rules"_s), owned = left.out.indexOf(u"series they own"_s);
    QVERIFY(left.out.indexOf(u"Minutes"_s) < plug && left.out.indexOf(u"Triage"_s) > plug);
    QVERIFY(owned > plug && left.out.indexOf(u"Monthly audit"_s) > owned);
    MUSTER_FINE(run({u"person"_s, u"add"_s, u"Linus"_s}));
    MUSTER_FINE(run({u"delegation"_s, u"set"_s, u"Triage"_s, u"owner=Linus"_s, u"--why"_s, u"w"_s}));
    const auto later = jsonOf({u"person"_s, u"left"_s, u"Linus"_s, u"--on"_s, u"2026-07-01"_s});
    QCOMPARE(later.size(), 2u);
    QCOMPARE(later["ownerless"].size(), 0u);
}

void TestCliInventoryRules::datesOfAudits()
{
    const auto set = [this](const QString &field) {
        return run({u"delegation"_s, u"set"_s, u"Update"_s, field, u"--why"_s, u"w"_s});
    };
    MUSTER_FAILS(run({u"delegation"_s, u"add"_s, u"Update"_s, u"lastAudit=2026-06-16"_s}), 1,
                 "lastAudit is in the future");
    MUSTER_FAILS(run({u"delegation"_s, u"add"_s, u"Update"_s, u"nextDue=2026-06-14"_s}), 1, "nextDue is in the past");
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Update"_s, u"nextDue=2026-06-15"_s}));
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Audited before"_s, u"lastAudit=2026-05-01"_s, u"cadence=days:10"_s}));
    QCOMPARE(jsonOf({u"delegation"_s, u"show"_s, u"Audited before"_s})["nextDue"], "2026-05-11");
    MUSTER_FAILS(set(u"lastAudit=2026-06-14"_s), 1, "closing an audit");
    MUSTER_FAILS(set(u"lastAudit=2030-01-01"_s), 1, "in the future");
    m_cli->setNow(u"2026-06-20T09:00:00.000Z"_s);
    MUSTER_FAILS(set(u"nextDue=2026-06-19"_s), 1, "give a day from 2026-06-20");
    MUSTER_FINE(set(u"team=Red"_s));
    MUSTER_FINE(set(u"nextDue=2026-09-01"_s));
    // What it was before may come back: a change is taken back with the date that has passed meanwhile.
    MUSTER_FINE(set(u"nextDue=2026-06-15"_s));
    QVERIFY(jsonOf({u"delegation"_s, u"list"_s})[0]["nextDue"].is_string());
}

void TestCliInventoryRules::equalCriteriaHaveKeysOfTheirOwn()
{
    MUSTER_FINE(run({u"definition"_s, u"add"_s, u"D"_s, u"--criterion"_s, u"Same"_s, u"--criterion"_s, u"Other"_s}));
    MUSTER_FINE(run({u"definition"_s, u"set"_s, u"D"_s, u"--criterion"_s, u"Same"_s, u"--criterion"_s, u"Same"_s}));
    QCOMPARE(jsonOf({u"definition"_s, u"show"_s, u"D"_s})["criteria"],
             json::parse(R"([{"key":"c1","text":"Same"},{"key":"c3","text":"Same"}])"));
    MUSTER_FINE(run({u"definition"_s, u"set"_s, u"D"_s,
                     u"criteria=[{\"key\":\"c1\",\"text\":\"A\"},{\"key\":\"c1\",\"text\":\"B\"}]"_s}));
    QCOMPARE(jsonOf({u"definition"_s, u"show"_s, u"D"_s})["criteria"],
             json::parse(R"([{"key":"c1","text":"A"},{"key":"c2","text":"B"}])"));
}

void TestCliInventoryRules::reasonsAreCleaned()
{
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Update"_s, u"tier=light"_s}));
    const auto set = [this](const QString &why) {
        return run({u"delegation"_s, u"set"_s, u"Update"_s, u"tier=mid"_s, u"--why"_s, why});
    };
    MUSTER_FAILS(set(u"be\x07ll"_s), 1, "--why holds the control character U+0007");
    MUSTER_FINE(set(u"  cafe\u0301\r\nclosed "_s));
    const auto history = jsonOf({u"delegation"_s, u"show"_s, u"Update"_s})["history"];
    QCOMPARE(QString::fromStdString(history.back()["why"]), u"caf\u00e9\nclosed"_s);
    MUSTER_FAILS(run({u"decision"_s, u"done"_s, u"1"_s, u"--note"_s, u"\x1b[2J"_s}), 1, "--note holds the control");
}

void TestCliInventoryRules::theSameFileAgainIsTold()
{
    QFile sheet(m_cli->path(u"sheet.csv"_s));
    QVERIFY(sheet.open(QIODevice::WriteOnly));
    sheet.write("title\nMinutes\n");
    sheet.close();
    const QStringList import{u"delegation"_s, u"import"_s, sheet.fileName()};
    const auto first = run(import);
    MUSTER_FINE(first);
    QVERIFY(!first.out.contains(u"already"_s));
    const auto dry = run(import + QStringList{u"--dry-run"_s});
    MUSTER_FINE(dry);
    QVERIFY2(dry.out.contains(u"imported on 2026-06-15 already"_s) && dry.out.contains(u"would be added a second"_s),
             qPrintable(dry.out));
    const auto again = run(import + QStringList{u"--json"_s});
    QCOMPARE(again.status, 0);
    QCOMPARE(again.parsed().size(), 6u);
    QVERIFY2(again.err.contains(u"were added a second time"_s), qPrintable(again.err));
    MUSTER_FAILS(run(import + QStringList{u"--save-mapping"_s, sheet.fileName()}), 1, "is being imported");
    QCOMPARE(jsonOf({u"delegation"_s, u"list"_s}).size(), 2u);
}

MUSTER_GUILESS_TEST(TestCliInventoryRules)

}

#include "tst_cli_inventory_rules.moc"
