#include "cli/audited_team.h"
#include "ledger/tree.h"
#include "support/test_program.h"

namespace tst_cli_record {

using namespace muster;
using namespace muster::test;

/// The record on the command line: the dated log narrowed and in four formats, and entries whose root can be checked.
class TestCliRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsTheLog();
    void narrows_data();
    void narrows();
    void exportsEachFormat();
    void exportHonoursTheFilter();
    void eachFormatIsNarrowed_data();
    void eachFormatIsNarrowed();
    void entriesGiveTheRegistersRoot();
    void stdoutTakesNothingElse();
    void refuses_data();
    void refuses();
    void whatWasThereStays();
    void theRegisterIsNoPlaceForAnExport();
};

namespace {

QString rootOf(const QByteArray &jsonl)
{
    ledger::Tree tree;
    for (const auto &line : jsonl.split('\n')) {
        if (line.isEmpty())
            continue;
        ledger::Hash leaf = ledger::leafHash(line.toStdString());
        if (line.startsWith('#')) {
            const auto bytes = QByteArray::fromHex(line.mid(1));
            std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char *>(leaf.data()));
        }
        tree.append(leaf);
    }
    return QString::fromStdString(ledger::toBase64(tree.root()));
}

}

void TestCliRecord::listsTheLog()
{
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    const auto log = team.parsed({u"record"_s, u"list"_s});
    // Weekly update 2 + 1 + 2 + 1, Release notes 1 + 1 + 1 + 2, Triage 4, Refunds 1
    QCOMPARE(log.size(), 16u);
    QCOMPARE(log[0]["delegation"], "Refunds");
    QCOMPARE(log[0]["decisionOwner"], "Bo");
    QCOMPARE(log[0]["decidedBy"], json::parse(R"(["Ada","Bo","Cem"])"));
    QCOMPARE(log[0].size(), 17u);
    const auto text = team.cli.run({u"record"_s, u"list"_s});
    MUSTER_FINE(text);
    QVERIFY(text.out.contains(u"promote"_s));
}

void TestCliRecord::narrows_data()
{
    QTest::addColumn<QStringList>("filter");
    QTest::addColumn<int>("count");
    QTest::newRow("day") << QStringList{u"--from"_s, u"2026-06-15"_s, u"--to"_s, u"2026-06-15"_s} << 16;
    QTest::newRow("later") << QStringList{u"--from"_s, u"2026-06-16"_s} << 0;
    QTest::newRow("delegation") << QStringList{u"--delegation"_s, u"Triage"_s} << 4;
    QTest::newRow("verdict") << QStringList{u"--verdict"_s, u"pass"_s} << 4;
    QTest::newRow("both") << QStringList{u"--delegation"_s, u"Triage"_s, u"--verdict"_s, u"fail"_s} << 1;
    QTest::newRow("person") << QStringList{u"--person"_s, u"Bo"_s} << 16;
}

void TestCliRecord::narrows()
{
    QFETCH(QStringList, filter);
    QFETCH(int, count);
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    QCOMPARE(int(team.parsed(QStringList{u"record"_s, u"list"_s} + filter).size()), count);
}

void TestCliRecord::exportsEachFormat()
{
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    const QString root = QString::fromStdString(team.parsed({u"register"_s, u"verify"_s})["root"]);
    for (const auto &format : {u"csv"_s, u"md"_s, u"html"_s, u"jsonl"_s}) {
        const QString file = u"log."_s + format;
        const auto ran = team.cli.run({u"record"_s, u"export"_s, u"--format"_s, format, u"-o"_s, file});
        MUSTER_FINE(ran);
        QVERIFY(ran.out.contains(root));
        QVERIFY(team.cli.bytes(file).size() > 500);
    }
    const auto csv = team.cli.bytes(u"log.csv"_s);
    QVERIFY(csv.startsWith(
        "date,audit,delegation,owner,tier,lastOutput,check,verdict,note,decision,before,after,why,decidedBy,"
        "decisionOwner,followUp,selfChecked\r\n"));
    QCOMPARE(csv.count("\r\n"), 17);
    QVERIFY(csv.contains(",'=1+1 claims <b>,"));
    const auto html = team.cli.bytes(u"log.html"_s);
    QVERIFY(html.contains("=1+1 claims &lt;b&gt;") && html.contains(root.toUtf8()));
    QVERIFY(team.cli.bytes(u"log.md"_s).contains("# Delegation Audit log"));
}

void TestCliRecord::exportHonoursTheFilter()
{
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    MUSTER_FINE(team.cli.run({u"record"_s, u"export"_s, u"--format"_s, u"csv"_s, u"-o"_s, u"t.csv"_s, u"--delegation"_s,
                              u"Triage"_s, u"--verdict"_s, u"pass"_s}));
    QCOMPARE(team.cli.bytes(u"t.csv"_s).count("\r\n"), 1 + 3);
    MUSTER_FINE(team.cli.run(
        {u"record"_s, u"export"_s, u"--format"_s, u"md"_s, u"-o"_s, u"t.md"_s, u"--delegation"_s, u"Triage"_s}));
    QVERIFY(!team.cli.bytes(u"t.md"_s).contains("Refunds"));
    QVERIFY(team.cli.bytes(u"t.md"_s).contains("**Delegation:** Triage"));
}

void TestCliRecord::eachFormatIsNarrowed_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QStringList>("filter");
    QTest::addColumn<bool>("triage");
    QTest::addColumn<bool>("others");
    const QString day = u"2026-06-15"_s, next = u"2026-06-16"_s, before = u"2026-06-14"_s;
    for (const auto &format : {u"csv"_s, u"md"_s, u"html"_s, u"jsonl"_s}) {
        const auto row = [&format](const char *name, const QStringList &filter, bool triage, bool others) {
            QTest::addRow("%s, %s", qPrintable(format), name) << format << filter << triage << others;
        };
        row("whole", {}, true, true);
        row("its day", {u"--from"_s, day, u"--to"_s, day}, true, true);
        row("from the next day", {u"--from"_s, next}, false, false);
        row("up to the day before", {u"--to"_s, before}, false, false);
        row("a delegation", {u"--delegation"_s, u"Triage"_s}, true, false);
        row("a delegation on another day", {u"--delegation"_s, u"Triage"_s, u"--from"_s, next}, false, false);
    }
}

void TestCliRecord::eachFormatIsNarrowed()
{
    QFETCH(QString, format);
    QFETCH(QStringList, filter);
    QFETCH(bool, triage);
    QFETCH(bool, others);
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    MUSTER_FINE(team.cli.run(QStringList{u"record"_s, u"export"_s, u"--format"_s, format, u"-o"_s, u"out"_s} + filter));
    auto bytes = team.cli.bytes(u"out"_s);
    const bool named = filter.contains(u"Triage"_s) && format != u"jsonl" && format != u"csv";
    if (named) // the head says what it covers
        bytes.replace(bytes.indexOf("Triage"), 6, "");
    QCOMPARE(bytes.contains("Triage"), triage);
    QCOMPARE(bytes.contains("Weekly update") && bytes.contains("Refunds"), others);
    QCOMPARE(bytes.contains("Weekly update") || bytes.contains("Refunds"), others);
}

void TestCliRecord::entriesGiveTheRegistersRoot()
{
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    const auto verified = team.parsed({u"register"_s, u"verify"_s});
    for (const auto &filter :
         {QStringList(), QStringList{u"--delegation"_s, u"Refunds"_s}, QStringList{u"--from"_s, u"2031-01-01"_s}}) {
        MUSTER_FINE(team.cli.run(QStringList{u"record"_s, u"export"_s, u"--format"_s, u"jsonl"_s, u"-o"_s, u"e.jsonl"_s}
                                 + filter));
        const auto bytes = team.cli.bytes(u"e.jsonl"_s);
        QCOMPARE(bytes.count('\n'), qsizetype(verified["entries"]));
        QCOMPARE(bytes.contains("\n#"), !filter.isEmpty());
        QCOMPARE(rootOf(bytes), QString::fromStdString(verified["root"]));
        QVERIFY(!bytes.contains("Cem"));
    }
}

void TestCliRecord::stdoutTakesNothingElse()
{
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    const auto ran = team.cli.run({u"record"_s, u"export"_s, u"--format"_s, u"jsonl"_s, u"-o"_s, u"-"_s});
    MUSTER_FINE(ran);
    MUSTER_FINE(team.cli.run({u"record"_s, u"export"_s, u"--format"_s, u"jsonl"_s, u"-o"_s, u"e.jsonl"_s}));
    QCOMPARE(ran.out.toUtf8(), team.cli.bytes(u"e.jsonl"_s));
}

void TestCliRecord::refuses_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("part");
    const QString format = u"--format"_s, out = u"-o"_s;
    QTest::newRow("no file") << QStringList{format, u"csv"_s} << 2 << u"--output"_s;
    QTest::newRow("no format") << QStringList{out, u"x"_s} << 2 << u"--format"_s;
    QTest::newRow("unknown format") << QStringList{format, u"doc"_s, out, u"x"_s} << 1 << u"csv, md, html or jsonl"_s;
    QTest::newRow("entries have no verdict")
        << QStringList{format, u"jsonl"_s, out, u"x"_s, u"--verdict"_s, u"pass"_s} << 2 << u"--verdict"_s;
    QTest::newRow("no such folder") << QStringList{format, u"csv"_s, out, u"nowhere/x.csv"_s} << 1 << u"nowhere"_s;
    QTest::newRow("turned round") << QStringList{format,      u"csv"_s,        out,       u"x"_s,
                                                 u"--from"_s, u"2026-02-02"_s, u"--to"_s, u"2026-01-01"_s}
                                  << 1 << u"2026-01-01"_s;
    QTest::newRow("no date") << QStringList{format, u"csv"_s, out, u"x"_s, u"--from"_s, u"2026-13-01"_s} << 1
                             << u"2026-13-01"_s;
    QTest::newRow("no such verdict") << QStringList{format, u"csv"_s, out, u"x"_s, u"--verdict"_s, u"good"_s} << 1
                                     << u"drift"_s;
    QTest::newRow("no such person") << QStringList{format, u"csv"_s, out, u"x"_s, u"--person"_s, u"Zoe"_s} << 1
                                    << u"Zoe"_s;
}

void TestCliRecord::refuses()
{
    QFETCH(QStringList, more);
    QFETCH(int, status);
    QFETCH(QString, part);
    AuditedTeam team;
    QVERIFY(team.cli.makeRegister());
    const auto ran = team.cli.run(QStringList{u"record"_s, u"export"_s} + more);
    MUSTER_FAILS(ran, status, "");
    QVERIFY2(ran.err.contains(part), qPrintable(ran.err));
    QVERIFY(!QFile::exists(team.cli.path(u"x"_s)));
}

void TestCliRecord::whatWasThereStays()
{
    AuditedTeam team;
    QVERIFY(team.cli.makeRegister());
    QFile file(team.cli.path(u"kept"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("mine");
    file.close();
    MUSTER_FAILS(team.cli.run({u"record"_s, u"export"_s, u"--format"_s, u"pdf"_s, u"-o"_s, u"kept"_s}), 1, "csv");
    QCOMPARE(team.cli.bytes(u"kept"_s), QByteArray("mine"));
}

void TestCliRecord::theRegisterIsNoPlaceForAnExport()
{
    AuditedTeam team;
    MUSTER_STEP(team.closedAudit());
    const QString reg = team.cli.path(u"team.muster"_s), link = team.cli.path(u"link.csv"_s);
    QVERIFY(QFile::link(reg, link));
    QFile table(team.cli.path(u"t.csv"_s));
    QVERIFY(table.open(QIODevice::WriteOnly));
    table.write("title\nOne\n");
    table.close();
    const auto before = team.cli.bytes(u"team.muster"_s);
    for (const auto &args :
         {QStringList{u"record"_s, u"export"_s, u"--format"_s, u"csv"_s, u"-o"_s, reg},
          QStringList{u"record"_s, u"export"_s, u"--format"_s, u"jsonl"_s, u"-o"_s, u"./team.muster"_s},
          QStringList{u"record"_s, u"export"_s, u"--format"_s, u"md"_s, u"-o"_s, reg + u"-journal"_s},
          QStringList{u"delegation"_s, u"export"_s, u"-o"_s, link},
          QStringList{u"delegation"_s, u"import"_s, u"t.csv"_s, u"--dry-run"_s, u"--save-mapping"_s, reg}}) {
        MUSTER_FAILS(team.cli.run(args), 1, "choose another name");
        QCOMPARE(team.cli.bytes(u"team.muster"_s), before);
    }
    MUSTER_FINE(team.cli.run({u"register"_s, u"verify"_s}));
}

MUSTER_GUILESS_TEST(TestCliRecord)

}

#include "tst_cli_record.moc"
