#include "cli/audited_team.h"
#include "domain/terms.h"
#include "support/test_program.h"

namespace tst_cli_audit {

using namespace muster;
using namespace muster::test;

/// A whole audit on the command line: opened, filled with every verdict and kind of decision, refused, closed, amended.
class TestCliAudit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensAndPrintsItsId();
    void opensWhatIsDue();
    void openingIsRefused_data();
    void openingIsRefused();
    void agendaMovesByHand();
    void aPauseLastsUntilItIsResumed();
    void aSeriesSaysHowLongAndGoesOn();
    void statusTellsWhatIsLacking();
    void closingIsRefusedWithEveryProblem();
    void aWholeAudit();
    void badInput_data();
    void badInput();
    void findReplaces();
    void notesAreAdded();
    void theOnlyOpenAuditNeedsNoNumber();
    void listedOnTheDayItIsInTheRegister();
    void discards();
    void worksheet();
    void proposes();
};

namespace {

QString str(const json &value)
{
    return value.is_string() ? QString::fromStdString(value) : QString();
}

json delegationOf(const json &audit, const char *title)
{
    for (const auto &item : audit["delegations"]) {
        if (item["title"] == title)
            return item;
    }
    return {};
}

}

void TestCliAudit::opensAndPrintsItsId()
{
    AuditedTeam team;
    MUSTER_STEP(team.setUp());
    const auto opened =
        team.parsed({u"audit"_s, u"open"_s, u"--kind"_s, u"full"_s, u"--minutes"_s, u"45"_s, u"--facilitator"_s,
                     u"Ada"_s, u"--pair"_s, u"Bo,Cem"_s, u"--delegation"_s, u"Weekly update"_s});
    QCOMPARE(opened["number"], 1);
    QCOMPARE(str(opened["id"]).size(), 36);
    const auto shown = team.parsed({u"audit"_s, u"show"_s, u"1"_s});
    QCOMPARE(shown["id"], opened["id"]);
    QCOMPARE(shown["minutes"], 45);
    QCOMPARE(shown["pairs"], json::parse(R"([["Bo","Cem"]])"));
    QCOMPARE(shown["participants"].size(), 2u);
    const auto plain = team.cli.run(
        {u"audit"_s, u"open"_s, u"--kind"_s, u"spot"_s, u"--facilitator"_s, u"Ada"_s, u"--delegation"_s, u"Triage"_s});
    MUSTER_FINE(plain);
    QCOMPARE(plain.line().size(), 36);
    const auto listed = team.parsed({u"audit"_s, u"list"_s});
    QCOMPARE(listed.size(), 2u);
    QCOMPARE(listed[1]["kind"], "spot");
    QCOMPARE(listed[1]["open"], true);
}

void TestCliAudit::opensWhatIsDue()
{
    AuditedTeam team;
    MUSTER_STEP(team.setUp());
    MUSTER_STEP(team.runAll({{u"audit"_s, u"open"_s, u"--kind"_s, u"full"_s, u"--facilitator"_s, u"Ada"_s, u"--pair"_s,
                              u"Ada,Bo"_s, u"--due"_s}}));
    QVERIFY(team.parsed({u"audit"_s, u"show"_s})["delegations"].size() >= 2);
}

void TestCliAudit::openingIsRefused_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("part");
    const QString kind = u"--kind"_s, lead = u"--facilitator"_s, what = u"--delegation"_s;
    QTest::newRow("no kind") << QStringList{lead, u"Ada"_s, what, u"Triage"_s} << 2 << u"--kind"_s;
    QTest::newRow("no facilitator") << QStringList{kind, u"full"_s, what, u"Triage"_s} << 2 << u"--facilitator"_s;
    QTest::newRow("nothing to audit") << QStringList{kind, u"full"_s, lead, u"Ada"_s} << 2 << u"--due"_s;
    QTest::newRow("both") << QStringList{kind, u"full"_s, lead, u"Ada"_s, u"--due"_s, what, u"Triage"_s} << 2
                          << u"one of the two"_s;
    QTest::newRow("unknown kind") << QStringList{kind, u"whole"_s, lead, u"Ada"_s, what, u"Triage"_s} << 1 << u"full"_s;
    QTest::newRow("minutes") << QStringList{kind, u"full"_s, u"--minutes"_s, u"50"_s, lead, u"Ada"_s, what, u"Triage"_s}
                             << 1 << u"60 or 45"_s;
    QTest::newRow("minutes of a spot check")
        << QStringList{kind, u"spot"_s, u"--minutes"_s, u"45"_s, lead, u"Ada"_s, what, u"Triage"_s} << 2 << u"15"_s;
    QTest::newRow("spot check of two") << QStringList{kind, u"spot"_s, lead, u"Ada"_s, what, u"Triage"_s, u"Refunds"_s}
                                       << 1 << u"one delegation"_s;
    QTest::newRow("unknown person") << QStringList{kind, u"full"_s, lead, u"Zoe"_s, what, u"Triage"_s} << 1 << u"Zoe"_s;
    QTest::newRow("unknown delegation") << QStringList{kind, u"full"_s, lead, u"Ada"_s, what, u"Nothing"_s} << 1
                                        << u"Nothing"_s;
    QTest::newRow("four in a pair") << QStringList{kind,        u"full"_s,    lead, u"Ada"_s,
                                                   u"--pair"_s, u"Ada,Ada"_s, what, u"Triage"_s}
                                    << 1 << u"Ada"_s;
}

void TestCliAudit::openingIsRefused()
{
    QFETCH(QStringList, more);
    QFETCH(int, status);
    QFETCH(QString, part);
    AuditedTeam team;
    MUSTER_STEP(team.setUp());
    const auto ran = team.cli.run(QStringList{u"audit"_s, u"open"_s} + more);
    MUSTER_FAILS(ran, status, "");
    QVERIFY2(ran.err.contains(part), qPrintable(ran.err));
    QCOMPARE(team.parsed({u"audit"_s, u"list"_s}).size(), 0u);
}

void TestCliAudit::agendaMovesByHand()
{
    AuditedTeam team;
    MUSTER_STEP(team.setUp());
    MUSTER_STEP(team.open({u"Triage"_s}));
    MUSTER_FAILS(team.cli.run({u"audit"_s, u"phase"_s, u"1"_s, u"next"_s}), 1, "");
    QCOMPARE(team.cli.run({u"audit"_s, u"phase"_s, u"1"_s, u"start"_s}).line(), u"data-walk"_s);
    team.cli.setNow(u"2026-06-15T09:12:30.000Z"_s);
    auto phase = team.parsed({u"audit"_s, u"status"_s, u"1"_s})["agenda"]["phases"][0];
    QCOMPARE(phase["elapsed"], 750);
    QCOMPARE(phase["remaining"], 0);
    QCOMPARE(phase["overtime"], 150);
    QCOMPARE(team.cli.run({u"audit"_s, u"phase"_s, u"1"_s, u"next"_s}).line(), u"checks"_s);
    QCOMPARE(team.cli.run({u"audit"_s, u"phase"_s, u"1"_s, u"pause"_s}).line(), u"checks, paused"_s);
    team.cli.setNow(u"2026-06-15T10:00:00.000Z"_s);
    QCOMPARE(team.parsed({u"audit"_s, u"status"_s, u"1"_s})["agenda"]["phases"][1]["elapsed"], 0);
    QCOMPARE(team.parsed({u"audit"_s, u"phase"_s, u"1"_s, u"resume"_s})["paused"], false);
    QCOMPARE(team.cli.run({u"audit"_s, u"phase"_s, u"1"_s, u"re-classify"_s}).line(), u"re-classify"_s);
    QCOMPARE(team.cli.run({u"audit"_s, u"phase"_s, u"1"_s, u"previous"_s}).line(), u"checks"_s);
    MUSTER_FAILS(team.cli.run({u"audit"_s, u"phase"_s, u"1"_s, u"lunch"_s}), 1, "data-walk");
    const auto text = team.cli.run({u"audit"_s, u"status"_s});
    QVERIFY2(text.out.contains(u"12:30"_s) && text.out.contains(u"2:30"_s), qPrintable(text.out));
}

void TestCliAudit::aPauseLastsUntilItIsResumed()
{
    AuditedTeam team;
    MUSTER_STEP(team.setUp());
    MUSTER_STEP(team.open({u"Triage"_s}));
    MUSTER_STEP(
        team.runAll({{u"audit"_s, u"phase"_s, u"1"_s, u"start"_s}, {u"audit"_s, u"phase"_s, u"1"_s, u"pause"_s}}));
    QCOMPARE(team.cli.run({u"audit"_s, u"phase"_s, u"1"_s, u"decisions"_s}).line(), u"decisions, paused"_s);
    team.cli.setNow(u"2026-06-15T09:30:00.000Z"_s);
    QCOMPARE(team.parsed({u"audit"_s, u"status"_s, u"1"_s})["agenda"]["phases"][3]["elapsed"], 0);
    QCOMPARE(team.cli.run({u"audit"_s, u"phase"_s, u"1"_s, u"resume"_s}).line(), u"decisions"_s);
}

void TestCliAudit::aSeriesSaysHowLongAndGoesOn()
{
    AuditedTeam team;
    MUSTER_STEP(team.setUp());
    MUSTER_STEP(team.runAll({{u"series"_s, u"add"_s, u"Monthly"_s, u"owner=Ada"_s, u"cadence=monthly"_s, u"form=45"_s,
                              u"nextSlot=2026-06-15"_s}}));
    const QStringList open{u"audit"_s,  u"open"_s,     u"--facilitator"_s, u"Ada"_s,   u"--delegation"_s,
                           u"Triage"_s, u"--series"_s, u"Monthly"_s,       u"--kind"_s};
    MUSTER_STEP(team.runAll({open + QStringList{u"full"_s}}));
    QCOMPARE(team.parsed({u"audit"_s, u"show"_s, u"1"_s})["minutes"], 45);
    const QStringList close{u"audit"_s, u"close"_s, u"1"_s, u"--next-slot"_s};
    MUSTER_FAILS(team.cli.run(close + QStringList{u"2026-06-14"_s}), 1, "2026-06-15");
    MUSTER_STEP(team.runAll({close + QStringList{u"2026-08-03"_s}}));
    QCOMPARE(team.parsed({u"series"_s, u"list"_s})[0]["nextSlot"], "2026-08-03");
    MUSTER_STEP(team.runAll({open + QStringList{u"full"_s, u"--minutes"_s, u"60"_s}}));
    QCOMPARE(team.parsed({u"audit"_s, u"show"_s, u"2"_s})["minutes"], 60);
    MUSTER_STEP(team.runAll({{u"audit"_s, u"discard"_s, u"2"_s}, open + QStringList{u"spot"_s}}));
    QCOMPARE(team.parsed({u"audit"_s, u"show"_s})["minutes"], 15);
    MUSTER_STEP(team.runAll({{u"audit"_s, u"close"_s, u"2"_s}}));
    QCOMPARE(team.parsed({u"series"_s, u"list"_s})[0]["nextSlot"], "2026-08-03");
}

void TestCliAudit::statusTellsWhatIsLacking()
{
    AuditedTeam team;
    MUSTER_STEP(team.setUp());
    MUSTER_STEP(team.open({u"Weekly update"_s, u"Refunds"_s}));
    MUSTER_STEP(team.find(u"Weekly update"_s, u"stop"_s, u"fail"_s));
    const auto status = team.parsed({u"audit"_s, u"status"_s});
    QCOMPARE(delegationOf(status, "Weekly update")["findings"]["stop"]["verdict"], "fail");
    QCOMPARE(delegationOf(status, "Weekly update")["findings"]["creep"]["verdict"], "not-checked");
    QCOMPARE(delegationOf(status, "Refunds")["findings"].size(), 1u);
    QCOMPARE(status["problems"].size(), 2u);
    const auto text = team.cli.run({u"audit"_s, u"status"_s, u"1"_s});
    MUSTER_FINE(text);
    for (const auto &part : {u"without a note"_s, u"without a decision"_s, u"–"_s, u"data-walk"_s})
        QVERIFY2(text.out.contains(part), qPrintable(text.out));
}

void TestCliAudit::closingIsRefusedWithEveryProblem()
{
    AuditedTeam team;
    MUSTER_STEP(team.setUp());
    MUSTER_STEP(team.open({u"Weekly update"_s, u"Triage"_s}));
    MUSTER_STEP(team.find(u"Weekly update"_s, u"stop"_s, u"fail"_s, u"no answer"_s));
    MUSTER_STEP(team.find(u"Triage"_s, u"model"_s, u"drift"_s));
    const auto before = team.cli.bytes(u"team.muster"_s);
    const auto refused = team.cli.run({u"audit"_s, u"close"_s, u"1"_s});
    MUSTER_FAILS(refused, 1, "can't be closed");
    for (const auto &part : {u"Weekly update"_s, u"Triage"_s, u"without a note"_s, u"without a decision"_s})
        QVERIFY2(refused.err.contains(part), qPrintable(refused.err));
    QCOMPARE(team.cli.bytes(u"team.muster"_s), before);
    const auto preview = team.parsed({u"audit"_s, u"preview"_s, u"1"_s});
    QCOMPARE(preview["closed"], false);
    QCOMPARE(preview["problems"].size(), 3u);
    QVERIFY(!preview["warnings"].empty());
}

void TestCliAudit::aWholeAudit()
{
    AuditedTeam team;
    MUSTER_STEP(team.setUp());
    MUSTER_STEP(team.fillAudit());
    const auto preview = team.parsed({u"audit"_s, u"preview"_s, u"1"_s});
    QCOMPARE(preview["problems"].size(), 0u);
    const auto closed = team.parsed({u"audit"_s, u"close"_s, u"1"_s});
    QCOMPARE(closed["closed"], true);
    QCOMPARE(closed["entries"].size(), preview["entries"].size());

    const auto shown = team.parsed({u"audit"_s, u"show"_s, u"1"_s});
    QCOMPARE(shown["open"], false);
    QCOMPARE(shown["notes"], "Short on time");
    QSet<QString> kinds, verdicts;
    for (const auto &row : shown["log"]) {
        kinds << str(row["decision"]);
        verdicts << str(row["verdict"]);
    }
    kinds.remove({});
    QCOMPARE(size_t(kinds.size()), Words<DecisionKind>::all.size());
    QCOMPARE(verdicts, (QSet<QString>{u"pass"_s, u"drift"_s, u"fail"_s}));

    const auto update = team.parsed({u"delegation"_s, u"show"_s, u"Weekly update"_s});
    QCOMPARE(update["tier"], "light");
    QCOMPARE(update["lastAudit"], "2026-06-15");
    QCOMPARE(update["nextDue"], "2026-07-15");
    QCOMPARE(update["status"], "active");
    QCOMPARE(team.parsed({u"delegation"_s, u"show"_s, u"Release notes"_s})["ownerName"], "Cem");
    QCOMPARE(team.parsed({u"delegation"_s, u"show"_s, u"Release notes"_s})["category"], "assist");
    QCOMPARE(team.parsed({u"delegation"_s, u"show"_s, u"Triage"_s})["category"], "automate");
    QCOMPARE(team.parsed({u"delegation"_s, u"show"_s, u"Refunds"_s})["status"], "retired");
    QCOMPARE(team.parsed({u"source"_s, u"list"_s})[0]["verifiedOn"], "2026-06-15");
    QCOMPARE(team.parsed({u"drill"_s, u"list"_s})[0]["minutes"], 4);
    QCOMPARE(team.parsed({u"register"_s, u"verify"_s})["ok"], true);
}

void TestCliAudit::badInput_data()
{
    QTest::addColumn<QStringList>("line");
    QTest::addColumn<QString>("part");
    const QString audit = u"audit"_s, update = u"Weekly update"_s;
    const auto decide = [&](const QString &check, const QString &kind, const QString &due, const QStringList &more) {
        return QStringList{audit,        u"decide"_s, u"1"_s,     update, check,      kind,
                           u"--owner"_s, u"Bo"_s,     u"--due"_s, due,    u"--why"_s, u"w"_s}
               + more;
    };
    const auto sample = [&](const QString &date, const QStringList &more) {
        return QStringList{audit, u"sample"_s, u"1"_s, update, u"--reference"_s, u"r"_s, u"--date"_s, date} + more;
    };
    QTest::newRow("no such audit") << QStringList{audit, u"find"_s, u"7"_s, update, u"output"_s, u"pass"_s} << u"7"_s;
    QTest::newRow("not in it") << QStringList{audit, u"find"_s, u"1"_s, u"Refunds"_s, u"creep"_s, u"pass"_s}
                               << u"Refunds"_s;
    QTest::newRow("check") << QStringList{audit, u"find"_s, u"1"_s, update, u"input"_s, u"pass"_s} << u"output"_s;
    QTest::newRow("verdict") << QStringList{audit, u"find"_s, u"1"_s, update, u"output"_s, u"good"_s} << u"drift"_s;
    QTest::newRow("kind") << decide(u"stop"_s, u"hope"_s, u"2026-06-20"_s, {}) << u"accept"_s;
    QTest::newRow("one check of two") << decide(u"stop,sleep"_s, u"review"_s, u"2026-06-20"_s, {}) << u"sleep"_s;
    QTest::newRow("date that is none") << decide(u"stop"_s, u"review"_s, u"2026-02-30"_s, {}) << u"2026-02-30"_s;
    QTest::newRow("date in the past") << decide(u"stop"_s, u"review"_s, u"2026-06-01"_s, {}) << u"2026-06-01"_s;
    QTest::newRow("no tier") << decide(u"stop"_s, u"tier"_s, u"2026-06-20"_s, {u"--to"_s, u"huge"_s}) << u"huge"_s;
    QTest::newRow("tier without value") << decide(u"stop"_s, u"tier"_s, u"2026-06-20"_s, {}) << u"tier"_s;
    QTest::newRow("finding that passed") << decide(u"creep"_s, u"review"_s, u"2026-06-20"_s, {}) << u"drift or fail"_s;
    QTest::newRow("sample's date") << sample(u"2026-06-31"_s, {}) << u"2026-06-31"_s;
    QTest::newRow("no such source") << sample(u"2026-06-12"_s, {u"--source"_s, u"Wiki=stale"_s}) << u"Wiki"_s;
    QTest::newRow("source's state") << sample(u"2026-06-12"_s, {u"--source"_s, u"The board=old"_s}) << u"no-access"_s;
    QTest::newRow("no such criterion") << sample(u"2026-06-12"_s, {u"--criterion"_s, u"c9=met"_s}) << u"c9"_s;
    QTest::newRow("neither met nor unmet") << sample(u"2026-06-12"_s, {u"--criterion"_s, u"c1=maybe"_s}) << u"maybe"_s;
    QTest::newRow("drill") << QStringList{audit, u"drill"_s, u"1"_s, update, u"--worked"_s, u"perhaps"_s}
                           << u"yes or no"_s;
    QTest::newRow("answer") << QStringList{audit, u"follow-up"_s, u"1"_s, u"1"_s, u"later"_s} << u"not-done"_s;
}

void TestCliAudit::badInput()
{
    QFETCH(QStringList, line);
    QFETCH(QString, part);
    AuditedTeam team;
    MUSTER_STEP(team.setUp());
    MUSTER_STEP(team.open({u"Weekly update"_s}));
    MUSTER_STEP(team.find(u"Weekly update"_s, u"stop"_s, u"fail"_s, u"no answer"_s));
    MUSTER_STEP(team.find(u"Weekly update"_s, u"creep"_s, u"pass"_s));
    const auto before = team.parsed({u"audit"_s, u"show"_s, u"1"_s});
    const auto ran = team.cli.run(line);
    MUSTER_FAILS(ran, 1, "");
    QVERIFY2(ran.err.contains(part), qPrintable(ran.err));
    QCOMPARE(team.parsed({u"audit"_s, u"show"_s, u"1"_s}), before);
}

void TestCliAudit::findReplaces()
{
    AuditedTeam team;
    MUSTER_STEP(team.setUp());
    MUSTER_STEP(team.open({u"Weekly update"_s}));
    MUSTER_STEP(team.find(u"weekly"_s, u"OUTPUT"_s, u"Fail"_s, u"old"_s));
    MUSTER_STEP(team.find(u"Weekly update"_s, u"output"_s, u"drift"_s));
    auto finding = team.parsed({u"audit"_s, u"show"_s})["delegations"][0]["findings"]["output"];
    QCOMPARE(finding["verdict"], "drift");
    QCOMPARE(finding["note"], "old");
    MUSTER_STEP(team.find(u"Weekly update"_s, u"output"_s, u"drift"_s, u"new"_s));
    finding = team.parsed({u"audit"_s, u"show"_s})["delegations"][0]["findings"]["output"];
    QCOMPARE(finding["note"], "new");
}

void TestCliAudit::notesAreAdded()
{
    AuditedTeam team;
    MUSTER_STEP(team.setUp());
    MUSTER_STEP(team.open({u"Weekly update"_s}));
    MUSTER_STEP(team.runAll({{u"audit"_s, u"note"_s, u"1"_s, u"first"_s},
                             {u"audit"_s, u"note"_s, u"1"_s, u"second"_s},
                             {u"audit"_s, u"park"_s, u"1"_s, u"a"_s},
                             {u"audit"_s, u"park"_s, u"1"_s, u"b"_s, u"--replace"_s}}));
    const auto shown = team.parsed({u"audit"_s, u"show"_s});
    QCOMPARE(shown["notes"], "first\nsecond");
    QCOMPARE(shown["parkingLot"], "b");
}

void TestCliAudit::theOnlyOpenAuditNeedsNoNumber()
{
    AuditedTeam team;
    MUSTER_STEP(team.setUp());
    MUSTER_FAILS(team.cli.run({u"audit"_s, u"status"_s}), 1, "No audit is open");
    MUSTER_STEP(team.open({u"Weekly update"_s}));
    MUSTER_FINE(team.cli.run({u"audit"_s, u"status"_s}));
    MUSTER_STEP(team.open({u"Triage"_s}));
    MUSTER_FAILS(team.cli.run({u"audit"_s, u"status"_s}), 1, "1, 2");
}

void TestCliAudit::listedOnTheDayItIsInTheRegister()
{
    AuditedTeam team;
    MUSTER_STEP(team.setUp());
    MUSTER_FINE(team.cli.run({u"register"_s, u"set"_s, u"timeZone=Europe/Berlin"_s}));
    team.cli.setNow(u"2026-06-15T22:30:00.000Z"_s);
    MUSTER_STEP(team.open({u"Triage"_s}));
    QCOMPARE(team.parsed({u"audit"_s, u"list"_s})[0]["date"], "2026-06-16");
    QCOMPARE(team.parsed({u"audit"_s, u"list"_s})[0]["open"], true);
}

void TestCliAudit::discards()
{
    AuditedTeam team;
    MUSTER_STEP(team.setUp());
    const auto entries = team.parsed({u"register"_s, u"verify"_s})["entries"];
    MUSTER_STEP(team.open({u"Weekly update"_s}));
    MUSTER_STEP(team.find(u"Weekly update"_s, u"output"_s, u"fail"_s, u"n"_s));
    MUSTER_FINE(team.cli.run({u"audit"_s, u"discard"_s, u"1"_s}));
    QCOMPARE(team.parsed({u"audit"_s, u"list"_s}).size(), 0u);
    QCOMPARE(team.parsed({u"register"_s, u"verify"_s})["entries"], entries);
}

void TestCliAudit::worksheet()
{
    AuditedTeam team;
    MUSTER_STEP(team.setUp());
    MUSTER_STEP(team.open({u"Weekly update"_s, u"Refunds"_s}));
    const auto text = team.cli.run({u"audit"_s, u"worksheet"_s});
    MUSTER_FINE(text);
    QVERIFY(text.out.contains(u"# Worksheet, audit 1"_s) && text.out.contains(u"Every claim has a source"_s));
    MUSTER_FINE(team.cli.run(
        {u"audit"_s, u"worksheet"_s, u"1"_s, u"--pair"_s, u"1"_s, u"--format"_s, u"html"_s, u"-o"_s, u"sheet.html"_s}));
    QVERIFY(team.cli.bytes(u"sheet.html"_s).startsWith("<!DOCTYPE html>"));
    MUSTER_FAILS(team.cli.run({u"audit"_s, u"worksheet"_s, u"1"_s, u"--pair"_s, u"9"_s}), 1, "no pair 9");
    MUSTER_FAILS(team.cli.run({u"audit"_s, u"worksheet"_s, u"1"_s, u"--format"_s, u"doc"_s}), 1, "md or html");
}

void TestCliAudit::proposes()
{
    AuditedTeam team;
    MUSTER_STEP(team.setUp());
    const auto proposed = team.parsed({u"audit"_s, u"propose"_s, u"--pairs"_s, u"1"_s});
    QCOMPARE(proposed["capacity"], 2);
    QCOMPARE(proposed["entries"].size(), 4u);
    QCOMPARE(proposed["entries"][0]["reason"], "never-audited");
    QVERIFY(team.cli.run({u"audit"_s, u"propose"_s}).out.contains(u"Triage"_s));
}

MUSTER_GUILESS_TEST(TestCliAudit)

}

#include "tst_cli_audit.moc"
