#include "cli/audited_team.h"
#include "support/test_program.h"

namespace tst_cli_audit_withdraw {

using namespace muster::test;

/// What was typed into an open audit by mistake is taken back, named as `audit show` names it.
class TestCliAuditWithdraw : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesBack_data();
    void takesBack();
    void aDecisionGoesByItsNumberToo();
    void whatIsTakenBackLeavesNoEntry();
    void isRefused_data();
    void isRefused();
    void whatIsClosedStays();
};

namespace {

/// Audit 1 of Weekly update and Triage, with a sample, a decision and a drill on the first.
QString fillOnce(AuditedTeam &team)
{
    for (const auto &problem :
         {team.setUp(), team.open({u"Weekly update"_s, u"Triage"_s}),
          team.find(u"Weekly update"_s, u"stop"_s, u"fail"_s, u"no answer"_s),
          team.runAll({{u"audit"_s, u"sample"_s, u"1"_s, u"Weekly update"_s, u"--reference"_s, u"mail"_s, u"--date"_s,
                        u"2026-06-12"_s},
                       {u"audit"_s, u"drill"_s, u"1"_s, u"Weekly update"_s, u"--worked"_s, u"yes"_s}}),
          team.decide(u"Weekly update"_s, u"stop"_s, u"review"_s, u"2026-06-20"_s)}) {
        if (!problem.isEmpty())
            return problem;
    }
    return {};
}

QString fill(AuditedTeam &team)
{
    return team.cli.once(u"filled"_s, [&team] { return fillOnce(team); });
}

json itemsOf(AuditedTeam &team, const std::string &list, const QString &command = u"show"_s)
{
    return team.parsed({u"audit"_s, command, u"1"_s})["delegations"][0][list];
}

QString idOf(const json &item)
{
    return QString::fromStdString(item["id"]);
}

}

void TestCliAuditWithdraw::takesBack_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QString>("said");
    QTest::newRow("a sample") << QByteArray("samples")
                              << u"The sample of 2026-06-12 on \"Weekly update\" is taken back."_s;
    QTest::newRow("a decision") << QByteArray("decisions")
                                << u"Decision 1 (review) on \"Weekly update\" is taken back."_s;
    QTest::newRow("a drill") << QByteArray("drills") << u"The drill on \"Weekly update\" is taken back."_s;
}

void TestCliAuditWithdraw::takesBack()
{
    QFETCH(QByteArray, list);
    AuditedTeam team;
    MUSTER_STEP(fill(team));
    const auto items = itemsOf(team, list.toStdString());
    QCOMPARE(items.size(), 1u);
    QCOMPARE(itemsOf(team, list.toStdString(), u"status"_s), items);
    const QString id = idOf(items[0]);
    QVERIFY2(team.cli.run({u"audit"_s, u"show"_s, u"1"_s}).out.contains(id), "people read what to name as well");
    const auto ran = team.cli.run({u"audit"_s, u"withdraw"_s, u"1"_s, id.toUpper()});
    MUSTER_FINE(ran);
    QTEST(ran.line(), "said");
    for (const auto *each : {"samples", "decisions", "drills"})
        QCOMPARE(itemsOf(team, each).size(), each == list ? 0u : 1u);
    QCOMPARE(itemsOf(team, "findings")["stop"]["note"], "no answer");
    MUSTER_FAILS(team.cli.run({u"audit"_s, u"withdraw"_s, u"1"_s, id}), 1, "holds no sample, decision or drill");
}

void TestCliAuditWithdraw::aDecisionGoesByItsNumberToo()
{
    AuditedTeam team;
    MUSTER_STEP(fill(team));
    MUSTER_STEP(team.decide(u"Weekly update"_s, u"stop"_s, u"pause"_s, u"2026-06-21"_s));
    const auto ran = team.cli.run({u"audit"_s, u"withdraw"_s, u"1"_s, u"1"_s, u"--json"_s});
    MUSTER_FINE(ran);
    QCOMPARE(ran.out, QString());
    const auto left = itemsOf(team, "decisions");
    QCOMPARE(left.size(), 1u);
    QCOMPARE(left[0]["number"], 2);
    QCOMPARE(left[0]["kind"], "pause");
}

void TestCliAuditWithdraw::whatIsTakenBackLeavesNoEntry()
{
    AuditedTeam team;
    MUSTER_STEP(fill(team));
    for (const auto *list : {"samples", "drills"})
        MUSTER_FINE(team.cli.run({u"audit"_s, u"withdraw"_s, u"1"_s, idOf(itemsOf(team, list)[0])}));
    MUSTER_FINE(team.cli.run({u"audit"_s, u"withdraw"_s, u"1"_s, u"1"_s}));
    MUSTER_FAILS(team.cli.run({u"audit"_s, u"close"_s, u"1"_s}), 1, "without a decision");
    MUSTER_STEP(team.runAll({{u"audit"_s, u"find"_s, u"1"_s, u"Weekly update"_s, u"stop"_s, u"not-checked"_s},
                             {u"audit"_s, u"close"_s, u"1"_s}}));
    QCOMPARE(team.parsed({u"drill"_s, u"list"_s}).size(), 0u);
    QCOMPARE(team.parsed({u"decision"_s, u"list"_s, u"--all"_s}).size(), 0u);
    for (const auto &row : team.parsed({u"record"_s, u"list"_s}))
        QVERIFY(row["lastOutput"].is_null() && row["verdict"] == "not-checked");
    QCOMPARE(team.parsed({u"register"_s, u"verify"_s})["ok"], true);
}

void TestCliAuditWithdraw::isRefused_data()
{
    QTest::addColumn<QStringList>("line");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("part");
    QTest::newRow("nothing named") << QStringList{u"1"_s} << 2 << u"ID"_s;
    QTest::newRow("no audit named") << QStringList{} << 2 << u"N"_s;
    QTest::newRow("no such audit") << QStringList{u"9"_s, u"1"_s} << 1 << u"There is no open audit \"9\""_s;
    QTest::newRow("no such number") << QStringList{
        u"1"_s, u"7"_s} << 1 << u"Audit 1 holds no sample, decision or drill \"7\"; 'audit show 1' lists them."_s;
    QTest::newRow("a title") << QStringList{u"1"_s, u"Weekly update"_s} << 1 << u"\"Weekly update\""_s;
    QTest::newRow("blanks") << QStringList{u"1"_s, u"  "_s} << 1 << u"holds no sample"_s;
}

void TestCliAuditWithdraw::isRefused()
{
    QFETCH(QStringList, line);
    QFETCH(int, status);
    QFETCH(QString, part);
    AuditedTeam team;
    MUSTER_STEP(fill(team));
    const auto before = team.parsed({u"audit"_s, u"show"_s, u"1"_s});
    const auto ran = team.cli.run(QStringList{u"audit"_s, u"withdraw"_s} + line);
    MUSTER_FAILS(ran, status, "");
    QVERIFY2(ran.err.contains(part), qPrintable(ran.err));
    QCOMPARE(team.parsed({u"audit"_s, u"show"_s, u"1"_s}), before);
}

void TestCliAuditWithdraw::whatIsClosedStays()
{
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    const auto before = team.cli.bytes(u"team.muster"_s);
    MUSTER_FAILS(team.cli.run({u"audit"_s, u"withdraw"_s, u"1"_s, u"1"_s}), 1, "closed audit is amended");
    QCOMPARE(team.cli.bytes(u"team.muster"_s), before);
}

MUSTER_GUILESS_TEST(TestCliAuditWithdraw)

}

#include "tst_cli_audit_withdraw.moc"
