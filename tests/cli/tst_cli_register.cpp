#include "cli/cli_process.h"
#include "small_disk.h"
#include "support/raw_sqlite.h"
#include "support/test_program.h"

#include <QFileInfo>

#include <unistd.h>

namespace tst_cli_register {

using namespace Qt::StringLiterals;
using muster::test::CliProcess;
using muster::test::Ran;
using muster::test::RawSqlite;

/// The register as a file: made, shown, changed, verified, copied, put back; and every file that can't be taken.
class TestCliRegister : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newMakesAPrivateFile();
    void newTakesNameOwnerAndZone();
    void newRefuses_data();
    void newRefuses();
    void newLeavesWhatIsThere();
    void infoTellsWhatItIs();
    void setChangesAndRefuses();
    void policyKeepsItsShape_data();
    void policyKeepsItsShape();
    void aTierInUseStays();
    void verifySaysOk();
    void verifyFindsAChangedByte();
    void verifyLooksAtWhatCantBeOpened();
    void backupIsWhole();
    void backupRefuses();
    void anOlderCopyIsNoticed();
    void filesThatAreNoRegister_data();
    void filesThatAreNoRegister();
    void aReadOnlyFileIsReadAndNotWritten();
    void aFullDiskChangesNothing();
    void theActorIsInTheRecord();
};

namespace {

bool writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

Ran add(const CliProcess &cli, const QString &title)
{
    return cli.run({u"delegation"_s, u"add"_s, title});
}

}

void TestCliRegister::newMakesAPrivateFile()
{
    CliProcess cli;
    const auto ran = cli.run({u"register"_s, u"new"_s, cli.path(u"team.muster"_s), u"--json"_s});
    MUSTER_FINE(ran);
    const auto made = ran.parsed();
    QCOMPARE(made["id"].get<std::string>().size(), 36u);
    QCOMPARE(made["name"], "team");
    QVERIFY(!made["ownerName"].get<std::string>().empty());
    const auto rights = QFileInfo(cli.path(u"team.muster"_s)).permissions();
    QCOMPARE(rights & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
    QVERIFY(QFileInfo::exists(cli.path(u"state/muster/%1.mark"_s.arg(QString::fromStdString(made["id"])))));
}

void TestCliRegister::newTakesNameOwnerAndZone()
{
    CliProcess cli;
    const QString file = cli.path(u"a.muster"_s);
    MUSTER_FINE(cli.run({u"register"_s, u"new"_s, file, u"--name"_s, u"Größe & Co"_s, u"--owner"_s, u"Zoë"_s,
                         u"--time-zone"_s, u"Pacific/Auckland"_s}));
    cli.setVariable("MUSTER_REGISTER", file);
    const auto info = cli.run({u"register"_s, u"info"_s, u"--json"_s}).parsed();
    QCOMPARE(QString::fromStdString(info["name"]), u"Größe & Co"_s);
    QCOMPARE(QString::fromStdString(info["ownerName"]), u"Zoë"_s);
    QCOMPARE(info["timeZone"], "Pacific/Auckland");
    QCOMPARE(info["tiers"], muster::test::json::parse(R"(["light","mid","frontier"])"));
    cli.setNow(u"2026-06-15T20:00:00.000Z"_s);
    MUSTER_FINE(add(cli, u"Late"_s));
    const auto drill = cli.run({u"drill"_s, u"add"_s, u"Late"_s, u"worked=yes"_s}).line();
    QCOMPARE(cli.run({u"drill"_s, u"show"_s, drill, u"--json"_s}).parsed()["heldOn"], "2026-06-16");
}

void TestCliRegister::newRefuses_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("part");
    QTest::newRow("zone") << QStringList{u"--time-zone"_s, u"Mars/Base"_s} << u"Mars/Base"_s;
    QTest::newRow("empty owner") << QStringList{u"--owner"_s, u" "_s} << u"--owner"_s;
    QTest::newRow("long name") << QStringList{u"--name"_s, QString(10'000, u'x')} << u"10000"_s;
    QTest::newRow("control character") << QStringList{u"--owner"_s, u"A\x07"_s} << u"U+0007"_s;
}

void TestCliRegister::newRefuses()
{
    QFETCH(QStringList, options);
    QFETCH(QString, part);
    CliProcess cli;
    const auto ran = cli.run(QStringList{u"register"_s, u"new"_s, cli.path(u"x.muster"_s)} + options);
    MUSTER_FAILS(ran, 1, "");
    QVERIFY2(ran.err.contains(part), qPrintable(ran.err));
    QVERIFY(!QFileInfo::exists(cli.path(u"x.muster"_s)));
}

void TestCliRegister::newLeavesWhatIsThere()
{
    CliProcess cli;
    QVERIFY(writeFile(cli.path(u"mine.txt"_s), "keep me"));
    MUSTER_FAILS(cli.run({u"register"_s, u"new"_s, cli.path(u"mine.txt"_s)}), 1, "there already");
    QCOMPARE(cli.bytes(u"mine.txt"_s), QByteArray("keep me"));
    MUSTER_FAILS(cli.run({u"register"_s, u"new"_s, cli.path(u"no/such/folder.muster"_s)}), 1, "no folder");
}

void TestCliRegister::infoTellsWhatItIs()
{
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    MUSTER_FINE(add(cli, u"One"_s));
    const auto info = cli.run({u"register"_s, u"info"_s, u"--json"_s}).parsed();
    QCOMPARE(info["entries"], 3);
    QCOMPARE(info["people"], 1);
    QCOMPARE(info["delegations"], 1);
    QCOMPARE(info["root"].get<std::string>().size(), 44u);
    QVERIFY(info["readOnlyBecause"].is_null());
    const auto lines = cli.run({u"register"_s, u"info"_s});
    MUSTER_FINE(lines);
    QVERIFY(lines.out.contains(u"1 delegations, 1 people"_s));
}

void TestCliRegister::setChangesAndRefuses()
{
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    MUSTER_FINE(
        cli.run({u"register"_s, u"set"_s, u"name=Blue team"_s, u"tiers=[\"small\",\"light\",\"mid\",\"frontier\"]"_s}));
    const auto info = cli.run({u"register"_s, u"info"_s, u"--json"_s}).parsed();
    QCOMPARE(info["name"], "Blue team");
    QCOMPARE(info["tiers"].size(), 4u);
    MUSTER_FINE(cli.run({u"delegation"_s, u"add"_s, u"Tiny"_s, u"tier=small"_s}));
    MUSTER_FINE(cli.run({u"register"_s, u"set"_s, u"timeZone=Etc/UTC"_s}));
    MUSTER_FAILS(cli.run({u"register"_s, u"set"_s, u"timeZone=Mars/Olympus"_s}), 1, "timeZone");
    MUSTER_FAILS(cli.run({u"register"_s, u"set"_s, u"timeZone=Nowhere"_s}), 1, "timeZone");
    MUSTER_FAILS(cli.run({u"register"_s, u"set"_s, u"colour=red"_s}), 1, "no field \"colour\"");
    MUSTER_FAILS(cli.run({u"register"_s, u"set"_s, u"policy={\"high\":[\"frontier\",\"light\"]}"_s}), 1, "no range");
}

void TestCliRegister::policyKeepsItsShape_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("part");
    const auto policy = u"policy takes a JSON object"_s;
    QTest::newRow("no JSON") << u"policy=high: mid to frontier"_s << policy;
    QTest::newRow("a list") << u"policy=[\"mid\",\"frontier\"]"_s << policy;
    QTest::newRow("no such risk") << u"policy={\"huge\":[\"mid\",\"frontier\"]}"_s << policy;
    QTest::newRow("one tier") << u"policy={\"high\":[\"mid\"]}"_s << policy;
    QTest::newRow("a text") << u"policy={\"high\":\"mid\"}"_s << policy;
    QTest::newRow("numbers") << u"policy={\"high\":[1,2]}"_s << policy;
    QTest::newRow("no such tier") << u"policy={\"high\":[\"mid\",\"giant\"]}"_s << u"no range"_s;
    QTest::newRow("tiers: no JSON") << u"tiers=light, mid"_s << u"tiers takes a JSON list"_s;
    QTest::newRow("tiers: numbers") << u"tiers=[1,\"mid\"]"_s << u"tiers takes a JSON list"_s;
    QTest::newRow("tiers: none") << u"tiers=[]"_s << u"tiers takes a JSON list"_s;
    QTest::newRow("tiers: twice") << u"tiers=[\"light\",\"mid\",\"frontier\",\"mid\"]"_s << u"\"mid\" twice"_s;
    QTest::newRow("tiers: empty") << u"tiers=[\"light\",\"mid\",\"frontier\",\"\"]"_s << u"is empty"_s;
}

void TestCliRegister::policyKeepsItsShape()
{
    QFETCH(QString, field);
    QFETCH(QString, part);
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    const auto before = cli.run({u"register"_s, u"info"_s, u"--json"_s}).parsed();
    const auto ran = cli.run({u"register"_s, u"set"_s, field});
    MUSTER_FAILS(ran, 1, "");
    QVERIFY2(ran.err.contains(part), qPrintable(ran.err));
    QCOMPARE(cli.run({u"register"_s, u"info"_s, u"--json"_s}).parsed(), before);
}

void TestCliRegister::aTierInUseStays()
{
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    MUSTER_FINE(cli.run({u"delegation"_s, u"add"_s, u"One"_s, u"tier=frontier"_s}));
    MUSTER_FINE(cli.run({u"delegation"_s, u"add"_s, u"Two"_s, u"tier=frontier"_s}));
    const QStringList set{u"register"_s, u"set"_s, u"tiers=[\"light\",\"mid\"]"_s, u"policy={}"_s};
    MUSTER_FAILS(cli.run(set), 1, "2 delegations still have it");
    MUSTER_FINE(cli.run({u"delegation"_s, u"set"_s, u"One"_s, u"tier=mid"_s, u"--why"_s, u"w"_s}));
    MUSTER_FINE(cli.run({u"delegation"_s, u"set"_s, u"Two"_s, u"status=retired"_s, u"--why"_s, u"w"_s}));
    MUSTER_FINE(cli.run(set));
    MUSTER_FINE(cli.run({u"delegation"_s, u"set"_s, u"Two"_s, u"status=active"_s, u"--why"_s, u"w"_s}));
    const auto flagged =
        cli.run({u"delegation"_s, u"list"_s, u"--flag"_s, u"tier-outside-policy"_s, u"--json"_s}).parsed();
    QCOMPARE(flagged.size(), 1u);
    QCOMPARE(flagged[0]["title"], "Two");
}

void TestCliRegister::verifySaysOk()
{
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    MUSTER_FINE(add(cli, u"One"_s));
    const auto ran = cli.run({u"register"_s, u"verify"_s, u"--json"_s});
    MUSTER_FINE(ran);
    const auto found = ran.parsed();
    QCOMPARE(found.size(), 4u);
    QCOMPARE(found["ok"], true);
    QCOMPARE(found["entries"], 3);
    QCOMPARE(found["root"], cli.run({u"register"_s, u"info"_s, u"--json"_s}).parsed()["root"]);
    QVERIFY(found["problems"].is_array() && found["problems"].empty());
    MUSTER_FINE(cli.run({u"register"_s, u"verify"_s}));
}

void TestCliRegister::verifyFindsAChangedByte()
{
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    MUSTER_FINE(add(cli, u"Quarterly figures"_s));
    auto bytes = cli.bytes(u"team.muster"_s);
    const auto at = bytes.lastIndexOf("\"kind\":\"delegation.added\"");
    QVERIFY(at > 0);
    bytes[at + 10] = char(bytes[at + 10] ^ 1);
    QVERIFY(writeFile(cli.path(u"team.muster"_s), bytes));
    const auto ran = cli.run({u"register"_s, u"verify"_s, u"--json"_s});
    QCOMPARE(ran.status, 3);
    QCOMPARE(ran.err, QString());
    QCOMPARE(ran.parsed()["ok"], false);
    QVERIFY(!ran.parsed()["problems"].empty());
    const auto lines = cli.run({u"register"_s, u"verify"_s});
    QCOMPARE(lines.status, 3);
    QVERIFY(lines.out.contains(u"does not verify"_s));
}

void TestCliRegister::verifyLooksAtWhatCantBeOpened()
{
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    MUSTER_FINE(add(cli, u"One"_s));
    RawSqlite(cli.path(u"team.muster"_s)).exec("UPDATE head SET root = x'00'; UPDATE person SET name = 'Eve'");
    const auto damaged = cli.run({u"register"_s, u"verify"_s, u"--json"_s});
    QCOMPARE(damaged.status, 3);
    QCOMPARE(damaged.err, QString());
    QCOMPARE(damaged.parsed()["entries"], 3);
    QVERIFY2(damaged.out.contains(u"Eve"_s), qPrintable(damaged.out));
    RawSqlite(cli.path(u"team.muster"_s)).exec("DROP TABLE register");
    const auto dropped = cli.run({u"register"_s, u"verify"_s});
    QCOMPARE(dropped.status, 3);
    QVERIFY2(dropped.out.contains(u"\"register\" is missing"_s), qPrintable(dropped.out));
}

void TestCliRegister::backupIsWhole()
{
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    MUSTER_FINE(add(cli, u"One"_s));
    const QString copy = cli.path(u"copy.muster"_s);
    MUSTER_FINE(cli.run({u"register"_s, u"backup"_s, copy}));
    QCOMPARE(QFileInfo(copy).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
    const auto mine = cli.run({u"register"_s, u"verify"_s, u"--json"_s}).parsed();
    const auto theirs = cli.run({u"--register"_s, copy, u"register"_s, u"verify"_s, u"--json"_s}).parsed();
    QCOMPARE(theirs, mine);
    QCOMPARE(theirs["ok"], true);
    MUSTER_FINE(cli.run({u"--register"_s, copy, u"delegation"_s, u"add"_s, u"Two"_s}));
}

void TestCliRegister::backupRefuses()
{
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    const auto before = cli.bytes(u"team.muster"_s);
    MUSTER_FAILS(cli.run({u"register"_s, u"backup"_s, cli.path(u"team.muster"_s)}), 1, "there already");
    QCOMPARE(cli.bytes(u"team.muster"_s), before);
    MUSTER_FAILS(cli.run({u"register"_s, u"backup"_s, cli.path(u"no/folder.muster"_s)}), 1, "can't be made");
}

void TestCliRegister::anOlderCopyIsNoticed()
{
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    const auto old = cli.bytes(u"team.muster"_s);
    MUSTER_FINE(add(cli, u"Lost"_s));
    QVERIFY(writeFile(cli.path(u"team.muster"_s), old));
    MUSTER_FAILS(add(cli, u"New"_s), 1, "accept-restore");
    QVERIFY(cli.run({u"register"_s, u"info"_s, u"--json"_s}).parsed()["readOnlyBecause"].is_string());
    QCOMPARE(cli.run({u"register"_s, u"verify"_s}).status, 3);
    QCOMPARE(cli.run({u"register"_s, u"accept-restore"_s}).status, 2);
    MUSTER_FAILS(cli.run({u"register"_s, u"accept-restore"_s, u"--why"_s, u" "_s}), 1, "--why is empty");
    MUSTER_FINE(cli.run({u"register"_s, u"accept-restore"_s, u"--why"_s, u"The disk failed"_s}));
    MUSTER_FINE(add(cli, u"New"_s));
    MUSTER_FINE(cli.run({u"register"_s, u"verify"_s}));
    MUSTER_FAILS(cli.run({u"register"_s, u"accept-restore"_s, u"--why"_s, u"again"_s}), 1, "nothing to accept");
}

void TestCliRegister::filesThatAreNoRegister_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("title,owner\nA,B\n");
    QTest::newRow("binary") << QByteArray(5000, '\xfe');
    QTest::newRow("another database") << QByteArray("SQLite format 3\0", 16) + QByteArray(5000, '\1');
}

void TestCliRegister::filesThatAreNoRegister()
{
    QFETCH(QByteArray, bytes);
    CliProcess cli;
    const QString file = cli.path(u"x.muster"_s);
    QVERIFY(writeFile(file, bytes));
    for (const auto &args : {QStringList{u"delegation"_s, u"list"_s}, QStringList{u"delegation"_s, u"add"_s, u"x"_s},
                             QStringList{u"register"_s, u"verify"_s}}) {
        MUSTER_FAILS(cli.run(QStringList{u"--register"_s, file} + args), 1, "not a register");
        QCOMPARE(cli.bytes(u"x.muster"_s), bytes);
    }
    MUSTER_FAILS(cli.run({u"--register"_s, cli.path(u"missing.muster"_s), u"delegation"_s, u"list"_s}), 1,
                 "There is no file");
    QVERIFY(!QFileInfo::exists(cli.path(u"missing.muster"_s)));
}

void TestCliRegister::aReadOnlyFileIsReadAndNotWritten()
{
    if (geteuid() == 0)
        QSKIP("root may write every file");
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    QVERIFY(QFile::setPermissions(cli.path(u"team.muster"_s), QFile::ReadOwner));
    MUSTER_FINE(cli.run({u"person"_s, u"list"_s}));
    MUSTER_FAILS(add(cli, u"x"_s), 1, "only be read");
}

void TestCliRegister::aFullDiskChangesNothing()
{
    CliProcess cli;
    const muster::test::SmallDisk disk(cli.path(u"small"_s));
    if (!disk.isThere())
        QSKIP("a small disk can't be mounted here");
    QVERIFY(cli.makeRegister(u"small/team.muster"_s));
    Ran last;
    for (int i = 0; i < 40 && (i == 0 || last.status == 0); ++i)
        last = cli.run({u"delegation"_s, u"add"_s, u"Number %1"_s.arg(i), u"notes="_s + QString(60'000, u'n')});
    MUSTER_FAILS(last, 1, "full");
    const auto list = cli.run({u"delegation"_s, u"list"_s, u"--json"_s}).parsed();
    const auto verified = cli.run({u"register"_s, u"verify"_s, u"--json"_s}).parsed();
    QCOMPARE(verified["ok"], true);
    QCOMPARE(verified["entries"].get<size_t>(), list.size() + 2);
    MUSTER_FAILS(cli.run({u"delegation"_s, u"export"_s, u"-o"_s, cli.path(u"small/out.csv"_s)}), 1, "full");
    QVERIFY(!QFileInfo::exists(cli.path(u"small/out.csv"_s)));
    MUSTER_FAILS(cli.run({u"register"_s, u"backup"_s, cli.path(u"small/copy.muster"_s)}), 1, "full");
    QVERIFY(!QFileInfo::exists(cli.path(u"small/copy.muster"_s)));
}

void TestCliRegister::theActorIsInTheRecord()
{
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    MUSTER_FINE(cli.run({u"person"_s, u"add"_s, u"Grace"_s}));
    const auto by = [&cli](const QStringList &further) {
        const auto title = u"By %1"_s.arg(further.join(u' '));
        const auto ran = cli.run(QStringList{u"delegation"_s, u"add"_s, title, u"tier=mid"_s} + further);
        const auto set =
            cli.run(QStringList{u"delegation"_s, u"set"_s, title, u"tier=light"_s, u"--why"_s, u"cheaper"_s} + further);
        const auto shown = cli.run({u"delegation"_s, u"show"_s, title}).out;
        return ran.status + set.status == 0 ? shown : ran.err + set.err;
    };
    QVERIFY(by({}).contains(u"Ada"_s));
    QVERIFY(by({u"--as"_s, u"Grace"_s}).contains(u"Grace  tier"_s));
    cli.setVariable("MUSTER_PERSON", u"grace"_s);
    QVERIFY(by({u"--json"_s}).contains(u"Grace  tier"_s));
    MUSTER_FAILS(cli.run({u"delegation"_s, u"list"_s, u"--as"_s, u"Nobody"_s}), 1, "--as");
}

MUSTER_GUILESS_TEST(TestCliRegister)

}

#include "tst_cli_register.moc"
