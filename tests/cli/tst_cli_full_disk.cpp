#include "cli/audited_team.h"
#include "small_disk.h"
#include "support/test_program.h"

namespace tst_cli_full_disk {

using namespace muster::test;

/// A disk that is full: each command says so in a sentence and leaves everything as it was; once there is room again,
/// the same command does what it was asked.
class TestCliFullDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWritesTheRegister_data();
    void whatWritesTheRegister();
    void whatWritesAFile_data();
    void whatWritesAFile();
    void readingGoesOn_data();
    void readingGoesOn();
};

namespace {

/// The team's register on a small disk, with audit 1 ready to be closed.
QString setUp(AuditedTeam &team, const SmallDisk &disk)
{
    const QString problem = team.cli.once(u"filled"_s, [&team] {
        const QString failed = team.setUp();
        return failed.isEmpty() ? team.fillAudit() : failed;
    });
    if (!problem.isEmpty() || !QFile::copy(team.cli.path(u"team.muster"_s), disk.path(u"team.muster"_s)))
        return problem + u" no copy"_s;
    team.cli.setVariable("MUSTER_REGISTER", disk.path(u"team.muster"_s));
    QFile table(team.cli.path(u"t.csv"_s));
    table.open(QIODevice::WriteOnly);
    table.write("title,notes\n" + QByteArray("Row,some text\n").repeated(200));
    return {};
}

}

void TestCliFullDisk::whatWritesTheRegister_data()
{
    QTest::addColumn<QStringList>("line");
    QTest::newRow("person add") << QStringList{u"person"_s, u"add"_s, u"Dee"_s};
    QTest::newRow("delegation add") << QStringList{u"delegation"_s, u"add"_s, u"New"_s,
                                                   u"notes="_s + QString(20'000, u'n')};
    QTest::newRow("delegation set") << QStringList{u"delegation"_s, u"set"_s,   u"Triage"_s,
                                                   u"tier=mid"_s,   u"--why"_s, u"w"_s};
    QTest::newRow("delegation import") << QStringList{u"delegation"_s, u"import"_s, u"t.csv"_s};
    QTest::newRow("audit find") << QStringList{u"audit"_s, u"find"_s, u"1"_s,      u"Triage"_s,
                                               u"model"_s, u"pass"_s, u"--note"_s, u"seen"_s};
    QTest::newRow("audit withdraw") << QStringList{u"audit"_s, u"withdraw"_s, u"1"_s, u"2"_s};
    QTest::newRow("audit close") << QStringList{u"audit"_s, u"close"_s, u"1"_s};
}

void TestCliFullDisk::whatWritesTheRegister()
{
    QFETCH(QStringList, line);
    AuditedTeam team;
    const SmallDisk disk(team.cli.path(u"small"_s));
    if (!disk.isThere())
        QSKIP("a small disk can't be mounted here");
    MUSTER_STEP(setUp(team, disk));
    const auto before = team.cli.bytes(u"small/team.muster"_s);
    const auto audit = team.parsed({u"audit"_s, u"show"_s, u"1"_s});
    disk.fill();
    const auto ran = team.cli.run(line);
    MUSTER_FAILS(ran, 1, " is full; nothing was changed.");
    QCOMPARE(disk.files(), (QStringList{u"filler"_s, u"team.muster"_s}));
    QCOMPARE(team.cli.bytes(u"small/team.muster"_s), before);
    disk.empty();
    QCOMPARE(team.parsed({u"audit"_s, u"show"_s, u"1"_s}), audit);
    MUSTER_FINE(team.cli.run(line));
    QCOMPARE(team.parsed({u"register"_s, u"verify"_s})["ok"], true);
}

void TestCliFullDisk::whatWritesAFile_data()
{
    QTest::addColumn<QStringList>("line");
    for (const auto *format : {"csv", "md", "html", "jsonl"})
        QTest::newRow(format) << QStringList{u"record"_s, u"export"_s, u"--format"_s, QString::fromLatin1(format),
                                             u"-o"_s};
    QTest::newRow("inventory") << QStringList{u"delegation"_s, u"export"_s, u"-o"_s};
    QTest::newRow("worksheet") << QStringList{u"audit"_s, u"worksheet"_s, u"1"_s, u"-o"_s};
    QTest::newRow("backup") << QStringList{u"register"_s, u"backup"_s};
    QTest::newRow("new register") << QStringList{u"register"_s, u"new"_s};
}

void TestCliFullDisk::whatWritesAFile()
{
    QFETCH(QStringList, line);
    AuditedTeam team;
    const SmallDisk disk(team.cli.path(u"small"_s));
    if (!disk.isThere())
        QSKIP("a small disk can't be mounted here");
    MUSTER_STEP(setUp(team, disk));
    disk.fill();
    const bool isTable = line.contains(u"delegation"_s), isRegister = line.contains(u"register"_s);
    const auto written = line + QStringList{disk.path(isTable ? u"out.csv"_s : u"out"_s)};
    const auto ran = team.cli.run(written);
    MUSTER_FAILS(ran, 1, "");
    QVERIFY2(ran.err.contains(isRegister ? u" full"_s : u"There is no space left to write"_s), qPrintable(ran.err));
    QCOMPARE(disk.files(), (QStringList{u"filler"_s, u"team.muster"_s}));
    disk.empty();
    MUSTER_FINE(team.cli.run(written));
}

void TestCliFullDisk::readingGoesOn_data()
{
    QTest::addColumn<QStringList>("line");
    QTest::newRow("delegation list") << QStringList{u"delegation"_s, u"list"_s};
    QTest::newRow("audit show") << QStringList{u"audit"_s, u"show"_s, u"1"_s};
    QTest::newRow("record export, to stdout")
        << QStringList{u"record"_s, u"export"_s, u"--format"_s, u"csv"_s, u"-o"_s, u"-"_s};
    QTest::newRow("register verify") << QStringList{u"register"_s, u"verify"_s};
}

void TestCliFullDisk::readingGoesOn()
{
    QFETCH(QStringList, line);
    AuditedTeam team;
    const SmallDisk disk(team.cli.path(u"small"_s));
    if (!disk.isThere())
        QSKIP("a small disk can't be mounted here");
    MUSTER_STEP(setUp(team, disk));
    disk.fill();
    MUSTER_FINE(team.cli.run(line));
}

MUSTER_GUILESS_TEST(TestCliFullDisk)

}

#include "tst_cli_full_disk.moc"
