#include "cli/audited_team.h"
#include "support/test_program.h"

namespace tst_cli_audit_closed {

using namespace muster::test;

/// What is closed stays: no edit takes it, an amendment stands beside it, and the next audit begins with its decisions.
class TestCliAuditClosed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void closedIsNotEdited();
    void amends();
    void followsUp();
    void anAnswerIsTakenBackOrOvertaken();
};

void TestCliAuditClosed::closedIsNotEdited()
{
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    const auto before = team.cli.bytes(u"team.muster"_s);
    MUSTER_FAILS(team.cli.run({u"audit"_s, u"find"_s, u"1"_s, u"Triage"_s, u"output"_s, u"fail"_s}), 1, "closed");
    MUSTER_FAILS(team.cli.run({u"audit"_s, u"close"_s, u"1"_s}), 1, "closed");
    QCOMPARE(team.cli.bytes(u"team.muster"_s), before);
}

void TestCliAuditClosed::amends()
{
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    const auto amend = QStringList{u"audit"_s, u"amend"_s, u"1"_s};
    MUSTER_FAILS(team.cli.run(amend), 2, "--why");
    MUSTER_FAILS(team.cli.run(amend + QStringList{u"--why"_s, u"w"_s, u"--verdict"_s, u"fail"_s}), 2, "--check");
    MUSTER_FAILS(
        team.cli.run(amend
                     + QStringList{u"--why"_s, u"w"_s, u"--delegation"_s, u"Refunds"_s, u"--check"_s, u"output"_s}),
        1, "no finding");
    MUSTER_STEP(team.runAll(
        {amend
         + QStringList{u"--why"_s, u"The sample was last year's"_s, u"--delegation"_s, u"Triage"_s, u"--check"_s,
                       u"output"_s, u"--verdict"_s, u"drift"_s, u"--note"_s, u"Cem saw it"_s}}));
    const auto row = team.parsed({u"audit"_s, u"show"_s, u"1"_s})["log"].back();
    QCOMPARE(row["note"], "amends audit 1: The sample was last year's\nCem saw it");
    QCOMPARE(row["verdict"], "drift");
    QCOMPARE(row["delegation"], "Triage");
    QCOMPARE(team.parsed({u"register"_s, u"verify"_s})["ok"], true);
}

void TestCliAuditClosed::followsUp()
{
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    team.cli.setNow(u"2026-07-15T09:00:00.000Z"_s);
    team.number = u"2"_s;
    MUSTER_STEP(team.open({u"Weekly update"_s}));
    const auto status = team.cli.run({u"audit"_s, u"status"_s});
    QVERIFY2(status.out.contains(u"to answer: decision 2 of last time"_s), qPrintable(status.out));
    MUSTER_STEP(team.runAll(
        {{u"audit"_s, u"follow-up"_s, u"2"_s, u"2"_s, u"done"_s, u"--why"_s, u"written"_s},
         {u"audit"_s, u"follow-up"_s, u"2"_s, u"4"_s, u"moved"_s, u"--due"_s, u"2026-08-01"_s, u"--why"_s, u"ill"_s},
         {u"audit"_s, u"follow-up"_s, u"2"_s, u"5"_s, u"dropped"_s, u"--why"_s, u"no longer needed"_s}}));
    QCOMPARE(team.parsed({u"decision"_s, u"show"_s, u"2"_s})["state"], "open");
    MUSTER_STEP(team.runAll({{u"audit"_s, u"close"_s, u"2"_s}}));
    QCOMPARE(team.parsed({u"decision"_s, u"show"_s, u"2"_s})["state"], "done");
    QCOMPARE(team.parsed({u"decision"_s, u"show"_s, u"4"_s})["due"], "2026-08-01");
    QCOMPARE(team.parsed({u"decision"_s, u"show"_s, u"5"_s})["state"], "dropped");
    QVERIFY(team.cli.run({u"definition"_s, u"show"_s, u"Done"_s}).out.contains(u"Archived pages are not cited"_s));
    QCOMPARE(team.parsed({u"register"_s, u"verify"_s})["ok"], true);
}

void TestCliAuditClosed::anAnswerIsTakenBackOrOvertaken()
{
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    team.cli.setNow(u"2026-07-15T09:00:00.000Z"_s);
    MUSTER_STEP(team.open({u"Weekly update"_s}));
    MUSTER_STEP(team.runAll({{u"audit"_s, u"follow-up"_s, u"2"_s, u"2"_s, u"done"_s},
                             {u"audit"_s, u"follow-up"_s, u"2"_s, u"2"_s, u"none"_s},
                             {u"audit"_s, u"follow-up"_s, u"2"_s, u"4"_s, u"done"_s},
                             {u"decision"_s, u"drop"_s, u"4"_s, u"--why"_s, u"no longer needed"_s}}));
    const auto closed = team.cli.run({u"audit"_s, u"close"_s, u"2"_s});
    MUSTER_FINE(closed);
    QVERIFY2(closed.out.contains(u"decision 4 of last time is dropped already"_s), qPrintable(closed.out));
    QCOMPARE(team.parsed({u"decision"_s, u"show"_s, u"2"_s})["state"], "open");
    QCOMPARE(team.parsed({u"decision"_s, u"show"_s, u"4"_s})["state"], "dropped");
}

MUSTER_GUILESS_TEST(TestCliAuditClosed)

}

#include "tst_cli_audit_closed.moc"
