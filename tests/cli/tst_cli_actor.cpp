#include "cli/audited_team.h"
#include "command.h"
#include "register/inventory_services.h"
#include "support/register_fixture.h"
#include "support/test_program.h"

namespace tst_cli_actor {

using namespace muster;
using namespace muster::test;

/// Who acts has to be there, and what is written of them is theirs; whoever left may still be read as.
class TestCliActor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoLeftWritesNothing_data();
    void whoLeftWritesNothing();
    void readingIsFine_data();
    void readingIsFine();
    void everyCommandIsOneOrTheOther();
    void theVariableIsToldApart();
    void whoLeavesLaterStillActs();
    void draftsHaveAuthorsToo();
};

namespace {

/// Bo left on the first, Cem leaves on the last day of the month.
QString setUp(AuditedTeam &team)
{
    return team.cli.once(u"two who left"_s, [&team] {
        const QString problem = team.setUp();
        return !problem.isEmpty() ? problem
                                  : team.runAll({{u"person"_s, u"left"_s, u"Bo"_s, u"--on"_s, u"2026-06-01"_s},
                                                 {u"person"_s, u"left"_s, u"Cem"_s, u"--on"_s, u"2026-06-30"_s},
                                                 {u"audit"_s, u"open"_s, u"--kind"_s, u"full"_s, u"--facilitator"_s,
                                                  u"Ada"_s, u"--delegation"_s, u"Triage"_s}});
    });
}

}

void TestCliActor::whoLeftWritesNothing_data()
{
    QTest::addColumn<QStringList>("line");
    QTest::newRow("person add") << QStringList{u"person"_s, u"add"_s, u"Dee"_s};
    QTest::newRow("person left") << QStringList{u"person"_s, u"left"_s, u"Ada"_s, u"--on"_s, u"2026-06-15"_s};
    QTest::newRow("delegation add") << QStringList{u"delegation"_s, u"add"_s, u"New"_s};
    QTest::newRow("delegation set") << QStringList{u"delegation"_s, u"set"_s,   u"Triage"_s,
                                                   u"tier=mid"_s,   u"--why"_s, u"w"_s};
    QTest::newRow("delegation import") << QStringList{u"delegation"_s, u"import"_s, u"t.csv"_s};
    QTest::newRow("register set") << QStringList{u"register"_s, u"set"_s, u"name=Theirs"_s};
    QTest::newRow("audit phase") << QStringList{u"audit"_s, u"phase"_s, u"1"_s, u"start"_s};
    QTest::newRow("audit find") << QStringList{u"audit"_s, u"find"_s, u"1"_s, u"Triage"_s, u"output"_s, u"pass"_s};
    QTest::newRow("audit note") << QStringList{u"audit"_s, u"note"_s, u"1"_s, u"mine"_s};
    QTest::newRow("audit close") << QStringList{u"audit"_s, u"close"_s, u"1"_s};
    QTest::newRow("audit discard") << QStringList{u"audit"_s, u"discard"_s, u"1"_s};
    QTest::newRow("column add") << QStringList{u"column"_s, u"add"_s, u"Vendor"_s, u"type=text"_s};
}

void TestCliActor::whoLeftWritesNothing()
{
    QFETCH(QStringList, line);
    AuditedTeam team;
    MUSTER_STEP(setUp(team));
    QFile table(team.cli.path(u"t.csv"_s));
    QVERIFY(table.open(QIODevice::WriteOnly) && table.write("title\nOne\n") > 0);
    table.close();
    const auto before = team.cli.bytes(u"team.muster"_s);
    const auto ran = team.cli.run(line + QStringList{u"--as"_s, u"Bo"_s});
    MUSTER_FAILS(ran, 1, "--as: Bo left on 2026-06-01 and acts no more; name somebody who is there, or leave it out");
    QCOMPARE(team.cli.bytes(u"team.muster"_s), before);
    MUSTER_FINE(team.cli.run(line + QStringList{u"--as"_s, u"Cem"_s}));
}

void TestCliActor::readingIsFine_data()
{
    QTest::addColumn<QStringList>("line");
    QTest::newRow("delegation list") << QStringList{u"delegation"_s, u"list"_s};
    QTest::newRow("delegation show") << QStringList{u"delegation"_s, u"show"_s, u"Triage"_s};
    QTest::newRow("delegation export") << QStringList{u"delegation"_s, u"export"_s, u"-o"_s, u"-"_s};
    QTest::newRow("import, dry") << QStringList{u"delegation"_s, u"import"_s, u"t.csv"_s, u"--dry-run"_s};
    QTest::newRow("person list") << QStringList{u"person"_s, u"list"_s};
    QTest::newRow("audit status") << QStringList{u"audit"_s, u"status"_s};
    QTest::newRow("audit show") << QStringList{u"audit"_s, u"show"_s, u"1"_s};
    QTest::newRow("audit preview") << QStringList{u"audit"_s, u"preview"_s, u"1"_s};
    QTest::newRow("audit propose") << QStringList{u"audit"_s, u"propose"_s};
    QTest::newRow("audit worksheet") << QStringList{u"audit"_s, u"worksheet"_s, u"1"_s};
    QTest::newRow("decision list") << QStringList{u"decision"_s, u"list"_s};
    QTest::newRow("record list") << QStringList{u"record"_s, u"list"_s};
    QTest::newRow("record export") << QStringList{u"record"_s, u"export"_s, u"--format"_s, u"md"_s, u"-o"_s, u"-"_s};
    QTest::newRow("register verify") << QStringList{u"register"_s, u"verify"_s};
    QTest::newRow("register info") << QStringList{u"register"_s, u"info"_s};
    QTest::newRow("register backup") << QStringList{u"register"_s, u"backup"_s, u"copy.muster"_s};
}

void TestCliActor::readingIsFine()
{
    QFETCH(QStringList, line);
    AuditedTeam team;
    MUSTER_STEP(setUp(team));
    QFile table(team.cli.path(u"t.csv"_s));
    QVERIFY(table.open(QIODevice::WriteOnly) && table.write("title\nOne\n") > 0);
    table.close();
    const auto before = team.cli.bytes(u"team.muster"_s);
    MUSTER_FINE(team.cli.run(line + QStringList{u"--as"_s, u"Bo"_s}));
    QCOMPARE(team.cli.bytes(u"team.muster"_s), before);
}

/// A command that is added has to say by its verb which it is.
void TestCliActor::everyCommandIsOneOrTheOther()
{
    QStringList reading, writing;
    for (const auto &command : cli::allCommands())
        (command.onlyReads() ? reading : writing) << QString::fromLatin1(command.verb);
    reading.removeDuplicates();
    writing.removeDuplicates();
    reading.sort();
    writing.sort();
    QCOMPARE(reading.join(u' '),
             u"backup costs draw export info list names preview propose show signals status verify worksheet"_s);
    QCOMPARE(writing.join(u' '), u" accept-restore add amend assign close decide discard done draw drill drop find "
                                 u"follow-up import left move new note "
                                 "open park phase reach sample set signals undo undo-import withdraw"_s);
}

void TestCliActor::theVariableIsToldApart()
{
    AuditedTeam team;
    MUSTER_STEP(setUp(team));
    team.cli.setVariable("MUSTER_PERSON", u"bo"_s);
    MUSTER_FAILS(team.cli.run({u"delegation"_s, u"add"_s, u"New"_s}), 1,
                 "MUSTER_PERSON: Bo left on 2026-06-01 and acts no more; name somebody who is there, or unset it");
    MUSTER_FINE(team.cli.run({u"delegation"_s, u"list"_s}));
    MUSTER_FINE(team.cli.run({u"delegation"_s, u"add"_s, u"New"_s, u"--as"_s, u"Ada"_s}));
    team.cli.setVariable("MUSTER_PERSON", u"Nobody"_s);
    MUSTER_FAILS(team.cli.run({u"delegation"_s, u"list"_s}), 1, "MUSTER_PERSON: There is no person \"Nobody\"");
    team.cli.setVariable("MUSTER_PERSON", {});
    MUSTER_FINE(team.cli.run({u"delegation"_s, u"add"_s, u"Newer"_s}));
}

void TestCliActor::whoLeavesLaterStillActs()
{
    AuditedTeam team;
    MUSTER_STEP(setUp(team));
    const QStringList set{u"delegation"_s, u"set"_s, u"Triage"_s, u"--why"_s, u"w"_s, u"--as"_s, u"Cem"_s};
    MUSTER_FINE(team.cli.run(set + QStringList{u"tier=mid"_s}));
    team.cli.setNow(u"2026-06-29T23:59:59.000Z"_s);
    MUSTER_FINE(team.cli.run(set + QStringList{u"tier=frontier"_s}));
    team.cli.setNow(u"2026-06-30T00:00:00.000Z"_s);
    MUSTER_FAILS(team.cli.run(set + QStringList{u"tier=light"_s}), 1, "Cem left on 2026-06-30");
    // Taken back, the day they left is as if it had never been.
    MUSTER_FINE(team.cli.run({u"person"_s, u"set"_s, u"Cem"_s, u"leftOn="_s}));
    MUSTER_FINE(team.cli.run(set + QStringList{u"tier=light"_s}));
}

void TestCliActor::draftsHaveAuthorsToo()
{
    AuditedTeam team;
    MUSTER_STEP(setUp(team));
    MUSTER_FINE(
        team.cli.run({u"audit"_s, u"find"_s, u"1"_s, u"Triage"_s, u"output"_s, u"pass"_s, u"--as"_s, u"Cem"_s}));
    SeededRandomness random;
    FakeClock clock(QDateTime(QDate(2026, 6, 15), QTime(9, 0), Qt::UTC));
    registry::StoreOptions options;
    options.clock = &clock;
    options.random = &random;
    auto store = must(registry::Store::open(team.cli.path(u"team.muster"_s), options));
    const auto cem = must(registry::PersonService(*store).find(u"Cem"_s));
    auto authors = must(store->database().select(u"SELECT author FROM draft_item WHERE item = 'finding'"_s));
    QVERIFY(authors.next());
    QCOMPARE(authors.value(0).toString(), cem.text());
}

MUSTER_GUILESS_TEST(TestCliActor)

}

#include "tst_cli_actor.moc"
