#include "cli/cli_process.h"
#include "register/inventory_services.h"
#include "register/own_columns.h"
#include "support/register_fixture.h"
#include "support/test_program.h"

namespace tst_cli_titles {

using namespace Qt::StringLiterals;
using namespace muster;
using test::CliProcess;
using test::json;
using test::must;

/// Titles and names that would read as others are refused where they are new, and bear with where they are not.
class TestCliTitles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newOnesAreRefused_data();
    void newOnesAreRefused();
    void freeTextTakesThem();
    void aRegisterOfBeforeGoesOn();

private:
    /// Adds a delegation, a person and a column as a Muster of before would have taken them.
    static void addAsBefore(const CliProcess &cli);
};

void TestCliTitles::newOnesAreRefused_data()
{
    QTest::addColumn<QStringList>("line");
    QTest::addColumn<QString>("field");
    const QString bad = u"Pay \u202Ellib"_s;
    QTest::newRow("a delegation") << QStringList{u"delegation"_s, u"add"_s, bad} << u"title"_s;
    QTest::newRow("another title") << QStringList{u"delegation"_s,   u"set"_s,   u"Update"_s,
                                                  u"title="_s + bad, u"--why"_s, u"w"_s}
                                   << u"title"_s;
    QTest::newRow("a team") << QStringList{u"delegation"_s, u"add"_s, u"New"_s, u"team="_s + bad} << u"team"_s;
    QTest::newRow("a person") << QStringList{u"person"_s, u"add"_s, bad} << u"name"_s;
    QTest::newRow("an address") << QStringList{u"person"_s, u"add"_s, u"Eve"_s, u"--email"_s, bad} << u"email"_s;
    QTest::newRow("a source") << QStringList{u"source"_s, u"add"_s, u"Update"_s, bad} << u"title"_s;
    QTest::newRow("a credential") << QStringList{u"credential"_s, u"add"_s, u"Update"_s, bad} << u"title"_s;
    QTest::newRow("a definition") << QStringList{u"definition"_s, u"add"_s, bad, u"--criterion"_s, u"True"_s}
                                  << u"title"_s;
    QTest::newRow("a criterion") << QStringList{u"definition"_s, u"add"_s, u"Done"_s, u"--criterion"_s, bad}
                                 << u"--criterion"_s;
    QTest::newRow("a series") << QStringList{u"series"_s, u"add"_s, bad, u"owner=Ada"_s, u"cadence=monthly"_s}
                              << u"title"_s;
    QTest::newRow("a column") << QStringList{u"column"_s, u"add"_s, bad, u"type=text"_s} << u"title"_s;
    QTest::newRow("a register") << QStringList{u"register"_s, u"new"_s, u"x.muster"_s, u"--name"_s, bad} << u"--name"_s;
    QTest::newRow("its owner") << QStringList{u"register"_s, u"new"_s, u"x.muster"_s, u"--owner"_s, bad}
                               << u"--owner"_s;
    QTest::newRow("a tier") << QStringList{u"register"_s, u"set"_s,
                                           u"tiers=[\"light\",\"mid\",\"frontier\",\"%1\"]"_s.arg(bad)}
                            << u"A tier's name"_s;
}

void TestCliTitles::newOnesAreRefused()
{
    QFETCH(QStringList, line);
    QFETCH(QString, field);
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    MUSTER_FINE(cli.run({u"delegation"_s, u"add"_s, u"Update"_s}));
    const auto before = cli.bytes(u"team.muster"_s);
    const auto ran = cli.run(line);
    MUSTER_FAILS(ran, 1, "holds the control character U+202e at position 5; remove it.");
    QVERIFY2(ran.err.startsWith(u"muster-cli: "_s + field), qPrintable(ran.err));
    QCOMPARE(cli.bytes(u"team.muster"_s), before);
    QVERIFY(!QFile::exists(cli.path(u"x.muster"_s)));
}

void TestCliTitles::freeTextTakesThem()
{
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    const QString text = u"the file was named \u202Efdp.exe\u202C"_s;
    MUSTER_FINE(cli.run({u"delegation"_s, u"add"_s, u"Update"_s, u"notes="_s + text, u"--why"_s, text}));
    MUSTER_FINE(cli.run({u"stop-rule"_s, u"add"_s, u"Update"_s, u"trigger="_s + text}));
    MUSTER_FINE(cli.run(
        {u"audit"_s, u"open"_s, u"--kind"_s, u"spot"_s, u"--facilitator"_s, u"Ada"_s, u"--delegation"_s, u"Update"_s}));
    MUSTER_FINE(cli.run({u"audit"_s, u"find"_s, u"1"_s, u"Update"_s, u"output"_s, u"fail"_s, u"--note"_s, text}));
    const auto shown = cli.run({u"delegation"_s, u"show"_s, u"Update"_s, u"--json"_s}).parsed();
    QCOMPARE(QString::fromStdString(shown["notes"]), text);
    QCOMPARE(QString::fromStdString(shown["stopRule"]["trigger"]), text);
    MUSTER_FINE(cli.run({u"register"_s, u"verify"_s}));
}

void TestCliTitles::addAsBefore(const CliProcess &cli)
{
    test::FakeClock clock(QDateTime(QDate(2026, 6, 15), QTime(9, 0), Qt::UTC));
    test::SeededRandomness random;
    registry::StoreOptions options;
    options.clock = &clock;
    options.random = &random;
    auto store = must(registry::Store::open(cli.path(u"team.muster"_s), options));
    Person eve;
    eve.name = u"\u202EEve"_s;
    Delegation delegation;
    delegation.title = u"Pay \u202Ellib"_s;
    delegation.owner = must(registry::PersonService(*store).add(eve));
    must(registry::DelegationService(*store).add(delegation));
    OwnColumn column;
    column.title = u"\u2067Vendor\u2069"_s;
    must(registry::ColumnService(*store).add(column));
}

/// Such a register opens, is read, changed, exported and replayed as every other.
void TestCliTitles::aRegisterOfBeforeGoesOn()
{
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    addAsBefore(cli);
    MUSTER_FINE(cli.run({u"register"_s, u"verify"_s}));
    const auto list = cli.run({u"delegation"_s, u"list"_s});
    MUSTER_FINE(list);
    QVERIFY2(list.out.contains(u"Pay \\u202ellib"_s) && !list.out.contains(u'\u202E'), qPrintable(list.out));
    const auto item = cli.run({u"delegation"_s, u"list"_s, u"--json"_s}).parsed()[0];
    QCOMPARE(QString::fromStdString(item["title"]), u"Pay \u202Ellib"_s);
    QCOMPARE(QString::fromStdString(item["owner"]), u"\u202EEve"_s);
    const QString id = QString::fromStdString(item["id"]);
    MUSTER_FINE(cli.run({u"delegation"_s, u"set"_s, u"Pay"_s, u"tier=mid"_s, u"--why"_s, u"w"_s, u"--as"_s, u"Eve"_s}));
    MUSTER_FINE(cli.run({u"delegation"_s, u"set"_s, id, u"deputy=Eve"_s, u"--why"_s, u"w"_s}));
    MUSTER_FAILS(cli.run({u"delegation"_s, u"set"_s, id, u"title=Bill \u202Eagain"_s, u"--why"_s, u"w"_s}), 1,
                 "U+202e");
    MUSTER_FINE(cli.run({u"delegation"_s, u"set"_s, id, u"title=Pay bill"_s, u"--why"_s, u"it read as another"_s}));
    MUSTER_FINE(cli.run({u"delegation"_s, u"export"_s, u"-o"_s, cli.path(u"out.csv"_s)}));
    MUSTER_FINE(cli.run({u"register"_s, u"verify"_s}));
}

MUSTER_GUILESS_TEST(TestCliTitles)

}

#include "tst_cli_titles.moc"
