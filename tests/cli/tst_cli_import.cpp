#include "cli/cli_process.h"
#include "support/test_program.h"

namespace tst_cli_import {

using namespace Qt::StringLiterals;
using muster::test::CliProcess;
using muster::test::json;
using muster::test::Ran;

/// A spreadsheet read in from the command line: how its columns and values are named, what each row comes to, and every
/// file that can't be taken.
class TestCliImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void columnsByHeaderAndNumber();
    void valuesAndDefaults();
    void theShapeOfItsJson();
    void forPeopleEachRowIsTold();
    void aKeyUpdates();
    void aMappingIsKeptAndUsedAgain();
    void peopleAreMadeWhenAsked();
    void encodingsAndDelimiters_data();
    void encodingsAndDelimiters();
    void strictTakesAllOrNothing();
    void aDryRunChangesNothing();
    void isTakenBackWhole();
    void badFiles_data();
    void badFiles();
    void badRows_data();
    void badRows();
    void badOptions_data();
    void badOptions();

private:
    Ran run(const QStringList &args) const { return m_cli->run(args); }
    json jsonOf(const QStringList &args) const { return m_cli->run(args + QStringList{u"--json"_s}).parsed(); }
    /// Writes t.csv in the program's home.
    void write(const QByteArray &bytes) const
    {
        QFile file(m_cli->path(u"t.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    QStringList titles() const
    {
        QStringList all;
        for (const auto &item : jsonOf({u"delegation"_s, u"list"_s, u"--all"_s}))
            all << QString::fromStdString(item["title"]);
        return all;
    }
    json shown(const QString &title) const { return jsonOf({u"delegation"_s, u"show"_s, title}); }

    const QStringList import{u"delegation"_s, u"import"_s, u"t.csv"_s};
    std::unique_ptr<CliProcess> m_cli;
};

void TestCliImport::init()
{
    m_cli = std::make_unique<CliProcess>();
    QVERIFY(m_cli->makeRegister());
}

void TestCliImport::columnsByHeaderAndNumber()
{
    write("Use case,Risk,Risk,Notes\nMinutes,low,high,\"two\nlines\"\n");
    const auto ran = jsonOf(
        import + QStringList{u"--map"_s, u"title=use case"_s, u"--map"_s, u"risk=#3"_s, u"--map"_s, u"notes=#4"_s});
    QCOMPARE(ran["accepted"], 1);
    QCOMPARE(shown(u"Minutes"_s)["risk"], "high");
    QCOMPARE(shown(u"Minutes"_s)["notes"], "two\nlines");
    MUSTER_FAILS(run(import + QStringList{u"--map"_s, u"title=Use case"_s, u"--map"_s, u"risk=Risk"_s}), 1, "#2");
}

void TestCliImport::valuesAndDefaults()
{
    write("title,Kind\nOne,AI helps\nTwo,on its own\nThree,\n");
    const auto ran = jsonOf(import
                            + QStringList{u"--map"_s, u"title=title"_s, u"--map"_s, u"category=Kind"_s, u"--value"_s,
                                          u"category:AI helps=assist"_s, u"--value"_s, u"category:*=unclassified"_s,
                                          u"--default"_s, u"risk=medium"_s, u"--default"_s, u"owner=Ada"_s});
    QVERIFY2(ran["accepted"] == 3, ran.dump().c_str());
    QCOMPARE(shown(u"One"_s)["category"], "assist");
    QCOMPARE(shown(u"Two"_s)["category"], "unclassified");
    QCOMPARE(shown(u"Three"_s)["risk"], "medium");
    QCOMPARE(shown(u"Three"_s)["ownerName"], "Ada");
}

void TestCliImport::theShapeOfItsJson()
{
    write("title,seats\nOne,3\nTwo,many\nOne more,\n");
    const auto ran = run(import + QStringList{u"--json"_s});
    MUSTER_FINE(ran);
    const auto report = ran.parsed();
    QCOMPARE(report["rows"], 3);
    QCOMPARE(report["accepted"], 2);
    QCOMPARE(report["updated"].get<int>() + report["unchanged"].get<int>(), 0);
    QCOMPARE(report["refused"], 1);
    QCOMPARE(report["problems"], json::parse(R"([{"row":2,"column":"seats",
        "reason":"seats takes a whole number from 0, not \"many\"."}])"));
    // Each key stands in the order it is documented in.
    const QStringList keys{u"rows"_s, u"accepted"_s, u"updated"_s, u"unchanged"_s, u"refused"_s, u"problems"_s};
    qsizetype last = -1;
    for (const auto &key : keys) {
        const auto at = ran.out.indexOf(u"\n  \""_s + key + u"\":"_s);
        QVERIFY2(at > last, qPrintable(key));
        last = at;
    }
}

void TestCliImport::forPeopleEachRowIsTold()
{
    write("title;seats\nOne;3\nTwo;many\n");
    const auto ran = run(import);
    MUSTER_FINE(ran);
    for (const auto &part :
         {u"Read as UTF-8, cells separated by ;."_s, u"2 rows: 1 accepted, 0 updated, 0 unchanged, 1 refused."_s,
          u"  row 2, seats: seats takes a whole number"_s, u"'delegation undo-import' takes it back"_s})
        QVERIFY2(ran.out.contains(part), qPrintable(ran.out));
}

void TestCliImport::aKeyUpdates()
{
    const QStringList keyed =
        import + QStringList{u"--map"_s, u"title=title"_s, u"--map"_s, u"risk=risk"_s, u"--key"_s, u"No."_s};
    write("No.,title,risk\n7,One,low\n8,Two,low\n");
    QCOMPARE(jsonOf(keyed)["accepted"], 2);
    QCOMPARE(shown(u"One"_s)["externalId"], "7");
    write("No.,title,risk\n8,Two,high\n7,One,low\n9,Three,\n,Four,\n9,Three again,\n");
    const auto again = jsonOf(keyed);
    QCOMPARE(again["updated"], 1);
    QCOMPARE(again["unchanged"], 1);
    QCOMPARE(again["accepted"], 1);
    QCOMPARE(again["refused"], 2);
    QCOMPARE(again["problems"][0]["column"], "No.");
    QCOMPARE(titles(), (QStringList{u"One"_s, u"Two"_s, u"Three"_s}));
    QCOMPARE(shown(u"Two"_s)["risk"], "high");
}

void TestCliImport::aMappingIsKeptAndUsedAgain()
{
    write("Name,Level\nOne,L\n");
    const QStringList mapped = import + QStringList{u"--map"_s,   u"title=Name"_s, u"--map"_s,   u"risk=Level"_s,
                                                    u"--value"_s, u"risk:L=low"_s, u"--value"_s, u"risk:H=high"_s};
    MUSTER_FINE(run(mapped + QStringList{u"--save-mapping"_s, u"kept.json"_s}));
    QVERIFY(json::parse(m_cli->bytes(u"kept.json"_s).toStdString(), nullptr, false).is_object());
    write("Level,Name\nH,Two\n");
    MUSTER_FINE(run(import + QStringList{u"--mapping"_s, u"kept.json"_s}));
    QCOMPARE(shown(u"Two"_s)["risk"], "high");
    // What the command line says goes before what was kept.
    write("Level,Name\nH,Three\n");
    MUSTER_FINE(run(import + QStringList{u"--mapping"_s, u"kept.json"_s, u"--value"_s, u"risk:H=medium"_s}));
    QCOMPARE(shown(u"Three"_s)["risk"], "medium");
    MUSTER_FAILS(run(import + QStringList{u"--mapping"_s, u"nowhere.json"_s}), 1, "nowhere.json");
    MUSTER_FAILS(run(import + QStringList{u"--mapping"_s, u"t.csv"_s}), 1, "t.csv");
}

void TestCliImport::peopleAreMadeWhenAsked()
{
    write("title,owner,deputy\nOne,Mei Lin,Ada\nTwo,mei lin,Sam\nThree,\u202EEve,Ada\n");
    QCOMPARE(jsonOf(import)["refused"], 3);
    const auto made = jsonOf(import + QStringList{u"--create-people"_s});
    QCOMPARE(made["accepted"], 2);
    QCOMPARE(made["problems"][0]["column"], "owner");
    QVERIFY(QString::fromStdString(made["problems"][0]["reason"]).contains(u"control character U+202e"_s));
    QCOMPARE(jsonOf({u"person"_s, u"list"_s}).size(), 3u);
    QCOMPARE(shown(u"One"_s)["owner"], shown(u"Two"_s)["owner"]);
}

void TestCliImport::encodingsAndDelimiters_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("options");
    const QByteArray utf8("title;team\nGr\xc3\xb6\xc3\x9f"
                          "e;Z\xc3\xbcrich\n");
    const QByteArray latin("title;team\nGr\xf6\xdf"
                           "e;Z\xfcrich\n");
    QByteArray utf16("\xff\xfe");
    for (const char16_t unit : u"title\tteam\nGröße\tZürich\n"_s.toStdU16String())
        utf16.append(char(unit & 0xFF)).append(char(unit >> 8));
    QTest::newRow("UTF-8") << utf8 << QStringList();
    QTest::newRow("with a byte order mark") << "\xef\xbb\xbf" + utf8 << QStringList();
    QTest::newRow("windows-1252, found") << latin << QStringList();
    QTest::newRow("windows-1252, named") << latin << QStringList{u"--encoding"_s, u"windows-1252"_s};
    QTest::newRow("UTF-16 with tabs") << utf16 << QStringList();
    QTest::newRow("tabs, named") << QByteArray(utf8).replace(';', '\t') << QStringList{u"--delimiter"_s, u"tab"_s};
    QTest::newRow("a bar, named") << QByteArray(utf8).replace(';', '|') << QStringList{u"--delimiter"_s, u"|"_s};
    QTest::newRow("line ends of Windows") << QByteArray(utf8).replace("\n", "\r\n") << QStringList();
}

void TestCliImport::encodingsAndDelimiters()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, options);
    write(bytes);
    const auto ran = run(import + options + QStringList{u"--json"_s});
    MUSTER_FINE(ran);
    QCOMPARE(ran.parsed()["accepted"], 1);
    QCOMPARE(QString::fromStdString(shown(u"Größe"_s)["team"]), u"Zürich"_s);
}

void TestCliImport::strictTakesAllOrNothing()
{
    write("title,risk\nOne,low\nTwo,huge\n");
    const auto before = m_cli->bytes(u"team.muster"_s);
    const auto ran = run(import + QStringList{u"--strict"_s, u"--json"_s});
    QCOMPARE(ran.status, 1);
    QVERIFY2(ran.err.contains(u"1 of 2 rows are refused, so with --strict nothing was changed."_s),
             qPrintable(ran.err));
    QCOMPARE(ran.parsed()["refused"], 1);
    QCOMPARE(m_cli->bytes(u"team.muster"_s), before);
    write("title,risk\nOne,low\nTwo,high\n");
    MUSTER_FINE(run(import + QStringList{u"--strict"_s}));
    QCOMPARE(titles().size(), 2);
}

void TestCliImport::aDryRunChangesNothing()
{
    write("title,risk\nOne,low\nTwo,huge\n");
    const auto before = m_cli->bytes(u"team.muster"_s);
    const auto ran = run(import + QStringList{u"--dry-run"_s});
    MUSTER_FINE(ran);
    for (const auto &part : {u"Would be"_s, u"1  new       One"_s, u"2  refused   Two"_s, u"Nothing was changed"_s})
        QVERIFY2(ran.out.contains(part), qPrintable(ran.out));
    QCOMPARE(m_cli->bytes(u"team.muster"_s), before);
}

void TestCliImport::isTakenBackWhole()
{
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Before"_s}));
    write("title,owner\nOne,Mei Lin\nTwo,Mei Lin\n");
    const auto ran = run(import + QStringList{u"--create-people"_s});
    MUSTER_FINE(ran);
    const QString id = ran.out.section(u"The import is "_s, 1).section(u';', 0, 0);
    QCOMPARE(titles().size(), 3);
    MUSTER_FINE(run({u"delegation"_s, u"undo-import"_s, id}));
    QCOMPARE(titles(), QStringList{u"Before"_s});
    QCOMPARE(jsonOf({u"person"_s, u"list"_s}).size(), 1u);
    MUSTER_FAILS(run({u"delegation"_s, u"undo-import"_s, id}), 1, "");
    MUSTER_FAILS(run({u"delegation"_s, u"undo-import"_s, u"none"_s}), 1, "none");
    QCOMPARE(jsonOf({u"register"_s, u"verify"_s})["ok"], true);
}

void TestCliImport::badFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("part");
    const QByteArray good("title,notes\nOne,fine\n");
    QTest::newRow("empty") << QByteArray() << u"t.csv is empty; choose a file with a header and rows."_s;
    QTest::newRow("blank lines") << QByteArray("\n\n \r\n") << u"t.csv"_s;
    QTest::newRow("binary") << QByteArray::fromHex("7f454c46020101000000000000000000") << u"t.csv"_s;
    QTest::newRow("a workbook") << QByteArray("PK\x03\x04\x14\x00\x06\x00", 8) + QByteArray(200, '\x01') << u"t.csv"_s;
    QTest::newRow("a field of 10 MB") << good + "Two," + QByteArray(10 * 1024 * 1024, 'x') + '\n' << u"line 3"_s;
    QTest::newRow("a quote never closed")
        << good + "Two,\"never\n" + QByteArray("and on\n").repeated(50) << u"never closed"_s;
    QTest::newRow("an empty header") << QByteArray(",,\nOne,fine,\n") << u"line 1: the header is empty"_s;
    QTest::newRow("numbers for a header") << QByteArray("1,2\nOne,fine\n") << u"is no header"_s;
    QTest::newRow("bytes that are no UTF-8") << "\xef\xbb\xbf" + good + "Two,\xff\xfe\n" << u"line 3"_s;
}

void TestCliImport::badFiles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, part);
    write(bytes);
    const auto before = m_cli->bytes(u"team.muster"_s);
    const auto ran = run(import + QStringList{u"--map"_s, u"title=#1"_s, u"--create-people"_s});
    MUSTER_FAILS(ran, 1, "t.csv");
    QVERIFY2(ran.err.contains(part), qPrintable(ran.err));
    QVERIFY2(ran.err.size() < 400, "a sentence, not the file");
    QCOMPARE(m_cli->bytes(u"team.muster"_s), before);
}

void TestCliImport::badRows_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const QByteArray &cells, const char *column, const QString &reason) {
        QTest::newRow(name) << cells << QString::fromLatin1(column) << reason;
    };
    row("no title", ",low,Ada,,", "T", u"title is missing"_s);
    row("a title of 10,000 characters", QByteArray(10'000, 't') + ",,,,", "T",
        u"10000 characters long; the most is 500"_s);
    row("a control character", "be\x07ll,,,,", "T", u"control character U+0007 at position 3"_s);
    row("a title that reads otherwise",
        "Pay \xe2\x80\xae"
        "lliB,,,,",
        "T", u"control character U+202e at position 5"_s);
    row("a value outside the words", "One,huge,,,", "R", u"low, medium, high, not \"huge\""_s);
    row("an owner who left", "One,,Lee,,", "O", u"Lee left on 2026-06-01"_s);
    row("an owner nobody knows", "One,,Zoe,,", "O", u"no person \"Zoe\""_s);
    row("a date that does not exist", "One,,,2026-02-30,", "E", u"takes a date that exists"_s);
    row("a date with slashes", "One,,,2026/03/01,", "E", u"written YYYY-MM-DD"_s);
    row("an audit in the future", "One,,,,2026-06-16", "L", u"in the future"_s);
    row("more cells than columns", "One,,,,,extra", "", u"it has 6 cells, the header 5"_s);
}

void TestCliImport::badRows()
{
    QFETCH(QByteArray, row);
    QFETCH(QString, column);
    QFETCH(QString, reason);
    MUSTER_FINE(run({u"person"_s, u"add"_s, u"Lee"_s}));
    MUSTER_FINE(run({u"person"_s, u"left"_s, u"Lee"_s, u"--on"_s, u"2026-06-01"_s}));
    write("T,R,O,E,L\nBefore,low,Ada,,\n" + row + "\nAfter,low,Ada,,\n");
    const auto ran = run(import
                         + QStringList{u"--map"_s, u"title=T"_s, u"--map"_s, u"risk=R"_s, u"--map"_s, u"owner=O"_s,
                                       u"--map"_s, u"modelEndsOn=E"_s, u"--map"_s, u"lastAudit=L"_s, u"--json"_s});
    MUSTER_FINE(ran);
    const auto report = ran.parsed();
    QCOMPARE(report["accepted"], 2);
    QCOMPARE(report["refused"], 1);
    QCOMPARE(report["problems"][0]["row"], 2);
    QCOMPARE(QString::fromStdString(report["problems"][0]["column"]), column);
    const QString said = QString::fromStdString(report["problems"][0]["reason"]);
    QVERIFY2(said.contains(reason), qPrintable(said));
    QCOMPARE(titles(), (QStringList{u"Before"_s, u"After"_s}));
}

void TestCliImport::badOptions_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("part");
    const QString map = u"--map"_s, title = u"title=title"_s;
    QTest::newRow("no such column") << QStringList{map, u"title=Name"_s} << 1 << u"Name"_s;
    QTest::newRow("no such number") << QStringList{map, u"title=#9"_s} << 1 << u"#9"_s;
    QTest::newRow("no such field") << QStringList{map, title, map, u"colour=title"_s} << 2 << u"colour"_s;
    QTest::newRow("no assignment") << QStringList{map, u"title"_s} << 2 << u"FIELD=COLUMN"_s;
    QTest::newRow("no title") << QStringList{map, u"risk=title"_s} << 2 << u"No column is mapped to title"_s;
    QTest::newRow("no such encoding") << QStringList{u"--encoding"_s, u"EBCDIC"_s} << 1 << u"EBCDIC"_s;
    QTest::newRow("no such key") << QStringList{map, title, u"--key"_s, u"Number"_s} << 1 << u"Number"_s;
    QTest::newRow("a value of no field") << QStringList{map, title, u"--value"_s, u"colour:a=b"_s} << 2 << u"colour"_s;
}

void TestCliImport::badOptions()
{
    QFETCH(QStringList, options);
    QFETCH(int, status);
    QFETCH(QString, part);
    write("title\nOne\n");
    const auto ran = run(import + options);
    MUSTER_FAILS(ran, status, "");
    QVERIFY2(ran.err.contains(part), qPrintable(ran.err));
    QCOMPARE(titles(), QStringList());
    MUSTER_FAILS(run({u"delegation"_s, u"import"_s, u"nowhere.csv"_s}), 1, "There is no file nowhere.csv");
}

MUSTER_GUILESS_TEST(TestCliImport)

}

#include "tst_cli_import.moc"
