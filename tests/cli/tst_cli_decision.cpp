#include "cli/audited_team.h"
#include "support/test_program.h"

namespace tst_cli_decision {

using namespace muster::test;

/// Decisions after the audit: listed by due date, done, moved, dropped; status 3 where one is overdue.
class TestCliDecision : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsWhatIsOpen();
    void narrows();
    void namesWhatADecisionIsAbout();
    void overdueIsStatusThree();
    void asMarkdown();
    void doneChangesTheInventory();
    void doneIsRefusedByTheRules();
    void moves();
    void drops();
    void onlyWhatIsOpen();
    void nothingToList();
};

void TestCliDecision::listsWhatIsOpen()
{
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    const auto ran = team.cli.run({u"decision"_s, u"list"_s, u"--json"_s});
    MUSTER_FINE(ran);
    const auto list = ran.parsed();
    QCOMPARE(list.size(), 6u);
    QCOMPARE(list[0]["number"], 2);
    QCOMPARE(list[0]["kind"], "definition");
    QCOMPARE(list[0]["due"], "2026-06-21");
    QCOMPARE(list[0]["owner"], "Bo");
    QCOMPARE(list[0]["delegationTitle"], "Weekly update");
    QCOMPARE(list[0]["to"], "Archived pages are not cited");
    QCOMPARE(team.parsed({u"decision"_s, u"list"_s, u"--all"_s}).size(), 11u);
}

void TestCliDecision::narrows()
{
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    QCOMPARE(team.parsed({u"decision"_s, u"list"_s, u"--delegation"_s, u"Release notes"_s}).size(), 3u);
    QCOMPARE(team.parsed({u"decision"_s, u"list"_s, u"--owner"_s, u"Cem"_s}).size(), 0u);
    const auto all = team.parsed({u"decision"_s, u"list"_s, u"--all"_s, u"--delegation"_s, u"Release notes"_s});
    QCOMPARE(all.size(), 4u);
    QCOMPARE(all[0]["to"], "Cem");
    MUSTER_FAILS(team.cli.run({u"decision"_s, u"list"_s, u"--owner"_s, u"Zoe"_s}), 1, "Zoe");
}

void TestCliDecision::namesWhatADecisionIsAbout()
{
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    const auto list = team.parsed({u"decision"_s, u"list"_s, u"--all"_s});
    const auto decision = [&list](int number) {
        return *std::ranges::find_if(list, [number](const json &one) { return one["number"] == number; });
    };
    QCOMPARE(decision(1)["to"], "The board");
    const auto source = QString::fromStdString(decision(1)["toId"].get<std::string>());
    QCOMPARE(team.parsed({u"source"_s, u"show"_s, source})["title"], "The board");
    QCOMPARE(decision(7)["to"], "Cem");
    QCOMPARE(decision(7)["toId"].get<std::string>().size(), 36u);
    QCOMPARE(decision(3)["to"], "light");
    QVERIFY(decision(3)["toId"].is_null() && decision(2)["toId"].is_null());
    const auto lines = team.cli.run({u"decision"_s, u"list"_s, u"--all"_s});
    QVERIFY(lines.out.contains(u"The board"_s) && !lines.out.contains(source));
}

void TestCliDecision::overdueIsStatusThree()
{
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    team.cli.setNow(u"2026-06-22T00:00:01.000Z"_s);
    auto ran = team.cli.run({u"decision"_s, u"list"_s, u"--overdue"_s, u"--json"_s});
    QCOMPARE(ran.status, 3);
    QCOMPARE(ran.parsed().size(), 1u);
    QCOMPARE(ran.parsed()[0]["overdue"], true);
    ran = team.cli.run({u"decision"_s, u"list"_s});
    QCOMPARE(ran.status, 3);
    QVERIFY(ran.out.contains(u"overdue"_s));
    QCOMPARE(team.cli.run({u"decision"_s, u"list"_s, u"--delegation"_s, u"Release notes"_s}).status, 0);
}

void TestCliDecision::asMarkdown()
{
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    const auto ran = team.cli.run({u"decision"_s, u"list"_s, u"--format"_s, u"md"_s});
    MUSTER_FINE(ran);
    QVERIFY(ran.out.startsWith(u"# Decisions"_s));
    QVERIFY(ran.out.contains(u"| Weekly update |"_s));
    MUSTER_FAILS(team.cli.run({u"decision"_s, u"list"_s, u"--format"_s, u"csv"_s}), 1, "md");
}

void TestCliDecision::doneChangesTheInventory()
{
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    QCOMPARE(team.parsed({u"delegation"_s, u"show"_s, u"Weekly update"_s})["status"], "active");
    MUSTER_FINE(team.cli.run({u"decision"_s, u"done"_s, u"5"_s, u"--note"_s, u"job switched off"_s}));
    QCOMPARE(team.parsed({u"delegation"_s, u"show"_s, u"Weekly update"_s})["status"], "paused");
    const auto shown = team.parsed({u"decision"_s, u"show"_s, u"5"_s});
    QCOMPARE(shown["state"], "done");
    QCOMPARE(shown["endedOn"], "2026-06-15");
    QCOMPARE(shown["endNote"], "job switched off");
}

void TestCliDecision::doneIsRefusedByTheRules()
{
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    const auto before = team.cli.bytes(u"team.muster"_s);
    MUSTER_FAILS(team.cli.run({u"decision"_s, u"done"_s, u"9"_s}), 1, "stop rule");
    QCOMPARE(team.cli.bytes(u"team.muster"_s), before);
}

void TestCliDecision::moves()
{
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    const QStringList move{u"decision"_s, u"move"_s, u"2"_s};
    MUSTER_FAILS(team.cli.run(move + QStringList{u"--due"_s, u"2026-08-01"_s}), 2, "--why");
    MUSTER_FAILS(team.cli.run(move + QStringList{u"--due"_s, u"2026-06-01"_s, u"--why"_s, u"w"_s}), 1, "past");
    MUSTER_FAILS(team.cli.run(move + QStringList{u"--due"_s, u"soon"_s, u"--why"_s, u"w"_s}), 1, "soon");
    MUSTER_FINE(team.cli.run(move + QStringList{u"--due"_s, u"2026-08-01"_s, u"--why"_s, u"ill"_s}));
    const auto shown = team.parsed({u"decision"_s, u"show"_s, u"2"_s});
    QCOMPARE(shown["due"], "2026-08-01");
    QCOMPARE(shown["moved"], 1);
}

void TestCliDecision::drops()
{
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    MUSTER_FAILS(team.cli.run({u"decision"_s, u"drop"_s, u"4"_s}), 2, "--why");
    MUSTER_FINE(team.cli.run({u"decision"_s, u"drop"_s, u"4"_s, u"--why"_s, u"the job is gone"_s}));
    QCOMPARE(team.parsed({u"decision"_s, u"show"_s, u"4"_s})["state"], "dropped");
    QCOMPARE(team.parsed({u"decision"_s, u"list"_s}).size(), 5u);
}

void TestCliDecision::onlyWhatIsOpen()
{
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    for (const auto &line : {QStringList{u"done"_s, u"1"_s}, QStringList{u"drop"_s, u"1"_s, u"--why"_s, u"w"_s},
                             QStringList{u"move"_s, u"1"_s, u"--due"_s, u"2026-08-01"_s, u"--why"_s, u"w"_s}})
        MUSTER_FAILS(team.cli.run(QStringList{u"decision"_s} + line), 1, "done since 2026-06-15");
    MUSTER_FAILS(team.cli.run({u"decision"_s, u"done"_s, u"77"_s}), 1, "77");
}

void TestCliDecision::nothingToList()
{
    AuditedTeam team;
    MUSTER_STEP(team.setUp());
    const auto ran = team.cli.run({u"decision"_s, u"list"_s});
    MUSTER_FINE(ran);
    QCOMPARE(ran.line(), u"No decision fits."_s);
    QCOMPARE(team.parsed({u"decision"_s, u"list"_s}), json::array());
}

MUSTER_GUILESS_TEST(TestCliDecision)

}

#include "tst_cli_decision.moc"
