#include "cli/cli_process.h"
#include "support/test_program.h"

namespace tst_cli_inventory {

using namespace Qt::StringLiterals;
using muster::test::CliProcess;
using muster::test::json;
using muster::test::Ran;

/// People, delegations and what hangs on them, with the JSON that scripts rely on.
class TestCliInventory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void people();
    void whoLeftOwnsNothingNew();
    void delegationHasEveryField();
    void delegationShowForPeople();
    void listedShape();
    void listFilters();
    void overdueIsStatusThree();
    void badInput_data();
    void badInput();
    void setRefusesWhatChangedMeanwhile();
    void setWithoutDifference();
    void automateOwes();
    void namesThatFitSeveral();
    void exportAndItsText();
    void exportRefuses();
    void anExportComesBackAsItIs();
    void onlyExactNamesMapThemselves();
    void definitions();
    void thingsOfADelegation_data();
    void thingsOfADelegation();
    void rulesOfThings();
    void series();

private:
    Ran run(const QStringList &args) const { return m_cli->run(args); }
    json jsonOf(const QStringList &args) const { return m_cli->run(args + QStringList{u"--json"_s}).parsed(); }

    std::unique_ptr<CliProcess> m_cli;
};

void TestCliInventory::init()
{
    m_cli = std::make_unique<CliProcess>();
    QVERIFY(m_cli->makeRegister());
}

void TestCliInventory::people()
{
    const auto added = run({u"person"_s, u"add"_s, u"Grace Hopper"_s, u"--email"_s, u"grace@example.org"_s});
    MUSTER_FINE(added);
    QCOMPARE(added.line().size(), 36);
    const auto shown = jsonOf({u"person"_s, u"show"_s, u"grace"_s});
    QCOMPARE(QString::fromStdString(shown["id"]), added.line());
    QCOMPARE(shown["email"], "grace@example.org");
    QVERIFY(shown["leftOn"].is_null());
    QCOMPARE(jsonOf({u"person"_s, u"add"_s, u"Linus"_s})["id"].get<std::string>().size(), 36u);
    MUSTER_FINE(run({u"person"_s, u"set"_s, u"Linus"_s, u"email=l@example.org"_s}));
    const auto list = jsonOf({u"person"_s, u"list"_s});
    QCOMPARE(list.size(), 3u);
    QCOMPARE(list[2]["email"], "l@example.org");
    QVERIFY(run({u"person"_s, u"list"_s}).out.contains(u"Grace Hopper"_s));
    MUSTER_FAILS(run({u"person"_s, u"add"_s, u"Ada"_s}), 1, "already");
}

void TestCliInventory::whoLeftOwnsNothingNew()
{
    MUSTER_FINE(run({u"person"_s, u"add"_s, u"Grace"_s}));
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Minutes"_s, u"owner=Grace"_s}));
    const auto left = jsonOf({u"person"_s, u"left"_s, u"Grace"_s, u"--on"_s, u"2026-06-01"_s});
    QCOMPARE(left["ownerless"], json::parse(R"(["Minutes"])"));
    MUSTER_FAILS(run({u"person"_s, u"left"_s, u"Grace"_s, u"--on"_s, u"2026-06-02"_s}), 1, "already");
    MUSTER_FAILS(run({u"delegation"_s, u"add"_s, u"Next"_s, u"owner=Grace"_s}), 1, "Grace left on 2026-06-01");
    QCOMPARE(jsonOf({u"delegation"_s, u"list"_s}).size(), 1u);
    const auto flagged = jsonOf({u"delegation"_s, u"list"_s, u"--flag"_s, u"owner-left"_s});
    QCOMPARE(flagged.size(), 1u);
    QCOMPARE(flagged[0]["owner"], "Grace");
    MUSTER_FAILS(run({u"person"_s, u"left"_s, u"Ada"_s, u"--on"_s, u"2026-02-30"_s}), 1, "2026-02-30");
    MUSTER_FAILS(run({u"person"_s, u"left"_s, u"Nobody"_s, u"--on"_s, u"2026-06-01"_s}), 1, "no person");
}

void TestCliInventory::delegationHasEveryField()
{
    MUSTER_FINE(run({u"definition"_s, u"add"_s, u"Summaries"_s, u"--criterion"_s, u"Names its sources"_s}));
    MUSTER_FINE(
        run({u"delegation"_s, u"add"_s, u"Weekly update"_s, u"owner=Ada"_s, u"category=Automate"_s, u"tier=mid"_s,
             u"risk=HIGH"_s, u"cadence=sprint:2"_s, u"untrustedInput=no"_s, u"seats=12"_s, u"definition=Summaries"_s,
             u"purpose= a line\r\nand another "_s, u"modelEndsOn=2027-01-31"_s, u"team=Blue"_s}));
    const auto shown = jsonOf({u"delegation"_s, u"show"_s, u"Weekly update"_s});
    QCOMPARE(shown["category"], "automate");
    QCOMPARE(shown["risk"], "high");
    QCOMPARE(shown["cadence"], "sprint:2");
    QCOMPARE(shown["nextDue"], "2026-07-13");
    QCOMPARE(shown["untrustedInput"], false);
    QCOMPARE(shown["seats"], 12);
    QCOMPARE(shown["purpose"], "a line\nand another");
    QCOMPARE(shown["ownerName"], "Ada");
    QCOMPARE(shown["owner"].get<std::string>().size(), 36u);
    QCOMPARE(shown["definitionTitle"], "Summaries");
    QVERIFY(shown["deputy"].is_null() && shown["activeUsers"].is_null() && shown["lastAudit"].is_null());
    for (const auto *key :
         {"id", "n", "title", "outcome", "reviewer", "model", "pattern", "status", "externalId", "stopRule"})
        QVERIFY2(shown.contains(key), key);
    for (const auto *key : {"sources", "drills", "credentials", "decisions", "findings", "history", "flags"})
        QVERIFY2(shown[key].is_array(), key);
    QVERIFY(shown["stopRule"].is_null());
    QCOMPARE(shown["trustedUntil"], "2026-07-13");
    QCOMPARE(shown["trustedBecause"], "next-audit");
}

void TestCliInventory::delegationShowForPeople()
{
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Update"_s, u"inputs=The board"_s, u"fallback=By hand"_s}));
    MUSTER_FINE(run({u"stop-rule"_s, u"add"_s, u"Update"_s, u"trigger=Two wrong figures"_s, u"puller=Ada"_s}));
    MUSTER_FINE(run({u"source"_s, u"add"_s, u"Update"_s, u"Price list"_s, u"freshnessDays=30"_s}));
    MUSTER_FINE(run({u"delegation"_s, u"set"_s, u"Update"_s, u"category=assist"_s, u"--why"_s, u"people read it"_s}));
    const auto shown = run({u"delegation"_s, u"show"_s, u"Update"_s});
    MUSTER_FINE(shown);
    for (const auto &part : {u"Handoff"_s, u"The board"_s, u"By hand"_s, u"Two wrong figures"_s, u"Price list"_s,
                             u"puller Ada"_s, u"people read it"_s, u"(not written down)"_s, u"stale-source"_s})
        QVERIFY2(shown.out.contains(part), qPrintable(part + u"\n"_s + shown.out));
    const auto all = jsonOf({u"delegation"_s, u"show"_s, u"Update"_s});
    QCOMPARE(all["stopRule"]["trigger"], "Two wrong figures");
    QCOMPARE(all["sources"][0]["title"], "Price list");
    QCOMPARE(all["history"].back()["why"], "people read it");
}

void TestCliInventory::listedShape()
{
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"First"_s, u"owner=Ada"_s, u"risk=low"_s, u"tier=frontier"_s}));
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Second"_s}));
    const auto ran = run({u"delegation"_s, u"list"_s, u"--json"_s});
    MUSTER_FINE(ran);
    const auto list = ran.parsed();
    QCOMPARE(list.size(), 2u);
    QStringList keys;
    for (const auto &[key, value] : list[0].items())
        keys << QString::fromStdString(key);
    keys.sort();
    QCOMPARE(keys.join(u' '),
             u"category flags id lastAudit nextDue owner risk status tier title trustedBecause trustedUntil"_s);
    QCOMPARE(list[0]["owner"], "Ada");
    QCOMPARE(list[0]["status"], "active");
    QCOMPARE(list[0]["flags"], json::parse(R"(["never-audited","tier-outside-policy"])"));
    QVERIFY(list[1]["owner"].is_null() && list[1]["tier"].is_null() && list[1]["risk"].is_null()
            && list[1]["trustedUntil"].is_null());
    QCOMPARE(list[1]["category"], "unclassified");
    QCOMPARE(list[1]["flags"], json::parse(R"(["never-audited","no-owner"])"));
}

void TestCliInventory::listFilters()
{
    MUSTER_FINE(run({u"person"_s, u"add"_s, u"Grace"_s}));
    MUSTER_FINE(
        run({u"delegation"_s, u"add"_s, u"Café minutes"_s, u"owner=Ada"_s, u"team=Blue"_s, u"category=assist"_s}));
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Invoices"_s, u"owner=Grace"_s, u"team=Red"_s, u"nextDue=2026-12-01"_s,
                     u"notes=minutes of the café"_s}));
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Old"_s, u"status=retired"_s}));
    const auto titles = [this](const QStringList &options) {
        QStringList found;
        for (const auto &item : jsonOf(QStringList{u"delegation"_s, u"list"_s} + options))
            found << QString::fromStdString(item["title"]);
        return found.join(u'|');
    };
    QCOMPARE(titles({}), u"Café minutes|Invoices"_s);
    QCOMPARE(titles({u"--all"_s}), u"Café minutes|Invoices|Old"_s);
    QCOMPARE(titles({u"--category"_s, u"ASSIST"_s}), u"Café minutes"_s);
    QCOMPARE(titles({u"--team"_s, u"red"_s}), u"Invoices"_s);
    QCOMPARE(titles({u"--owner"_s, u"grace"_s}), u"Invoices"_s);
    QCOMPARE(titles({u"--search"_s, u"CAFE minut"_s}), u"Café minutes|Invoices"_s);
    QCOMPARE(titles({u"--search"_s, u"100%"_s}), QString());
    QCOMPARE(titles({u"--due"_s}), u"Café minutes"_s);
    QCOMPARE(titles({u"--flag"_s, u"no-owner"_s}), QString());
    MUSTER_FAILS(run({u"delegation"_s, u"list"_s, u"--category"_s, u"robots"_s}), 1,
                 "unclassified, assist, automate, avoid");
    MUSTER_FAILS(run({u"delegation"_s, u"list"_s, u"--flag"_s, u"robots"_s}), 1, "never-audited");
    MUSTER_FAILS(run({u"delegation"_s, u"list"_s, u"--owner"_s, u"Nobody"_s}), 1, "no person");
    const auto none = run({u"delegation"_s, u"list"_s, u"--team"_s, u"Green"_s});
    MUSTER_FINE(none);
    QCOMPARE(none.line(), u"No delegation fits."_s);
}

void TestCliInventory::overdueIsStatusThree()
{
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Late"_s, u"nextDue=2026-06-20"_s}));
    MUSTER_FINE(run({u"delegation"_s, u"list"_s}));
    m_cli->setNow(u"2026-06-21T00:00:00.000Z"_s);
    const auto ran = run({u"delegation"_s, u"list"_s, u"--due"_s});
    QCOMPARE(ran.status, 3);
    QCOMPARE(ran.err, QString());
    QVERIFY(ran.out.contains(u"1 overdue"_s));
    QCOMPARE(jsonOf({u"delegation"_s, u"list"_s, u"--flag"_s, u"overdue"_s})[0]["title"], "Late");
}

void TestCliInventory::badInput_data()
{
    QTest::addColumn<QStringList>("args");
    QTest::addColumn<QString>("part");
    const auto delegation = [](const QStringList &further) { return QStringList{u"delegation"_s, u"add"_s} + further; };
    QTest::newRow("long title") << delegation({QString(10'000, u't')})
                                << u"title is 10000 characters long; the most is 500"_s;
    QTest::newRow("control character") << delegation({u"Bell\x07"_s}) << u"U+0007"_s;
    QTest::newRow("escape") << delegation({u"T"_s, u"team=\x1b[2J"_s}) << u"team holds the control character U+001b"_s;
    QTest::newRow("line break in a title") << delegation({u"one\ntwo"_s}) << u"U+000a"_s;
    QTest::newRow("no title") << delegation({u"  "_s}) << u"title is missing"_s;
    QTest::newRow("no such date") << delegation({u"T"_s, u"nextDue=2026-02-30"_s})
                                  << u"nextDue takes a date that exists"_s;
    QTest::newRow("other date") << delegation({u"T"_s, u"nextDue=30.6.2026"_s}) << u"YYYY-MM-DD"_s;
    QTest::newRow("no such word") << delegation({u"T"_s, u"risk=huge"_s}) << u"risk takes one of low, medium, high"_s;
    QTest::newRow("no such tier") << delegation({u"T"_s, u"tier=huge"_s})
                                  << u"tier takes one of light, mid, frontier"_s;
    QTest::newRow("no such field") << delegation({u"T"_s, u"colour=red"_s}) << u"no field \"colour\""_s;
    QTest::newRow("no such person") << delegation({u"T"_s, u"owner=Nobody"_s})
                                    << u"owner: There is no person \"Nobody\""_s;
    QTest::newRow("no number") << delegation({u"T"_s, u"seats=many"_s}) << u"seats takes a whole number"_s;
    QTest::newRow("negative number") << delegation({u"T"_s, u"seats=-1"_s}) << u"seats takes a whole number"_s;
    QTest::newRow("no yes or no") << delegation({u"T"_s, u"untrustedInput=perhaps"_s})
                                  << u"untrustedInput takes yes or no"_s;
    QTest::newRow("no cadence") << delegation({u"T"_s, u"cadence=weekly"_s}) << u"weekly"_s;
    QTest::newRow("twice") << delegation({u"T"_s, u"risk=low"_s, u"risk=high"_s}) << u"risk is given twice"_s;
    QTest::newRow("Avoid with a model") << delegation({u"T"_s, u"category=avoid"_s, u"model=m"_s})
                                        << u"no tier and no model"_s;
}

void TestCliInventory::badInput()
{
    QFETCH(QStringList, args);
    QFETCH(QString, part);
    const auto ran = run(args);
    MUSTER_FAILS(ran, 1, "");
    QVERIFY2(ran.err.contains(part), qPrintable(ran.err));
    QCOMPARE(jsonOf({u"register"_s, u"info"_s})["entries"], 2);
}

void TestCliInventory::setRefusesWhatChangedMeanwhile()
{
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Update"_s, u"tier=light"_s}));
    const auto n = QString::number(jsonOf({u"delegation"_s, u"show"_s, u"Update"_s})["n"].get<qint64>());
    MUSTER_FINE(run({u"delegation"_s, u"set"_s, u"Update"_s, u"tier=mid"_s, u"--why"_s, u"w"_s, u"--expect"_s, n}));
    const auto late =
        run({u"delegation"_s, u"set"_s, u"Update"_s, u"tier=frontier"_s, u"--why"_s, u"w"_s, u"--expect"_s, n});
    MUSTER_FAILS(late, 1, "tier is now \"mid\", you want \"frontier\"");
    QCOMPARE(jsonOf({u"delegation"_s, u"show"_s, u"Update"_s})["tier"], "mid");
}

void TestCliInventory::setWithoutDifference()
{
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Update"_s, u"tier=light"_s}));
    const auto same = run({u"delegation"_s, u"set"_s, u"Update"_s, u"tier=light"_s, u"--why"_s, u"w"_s});
    MUSTER_FINE(same);
    QVERIFY(same.out.contains(u"Nothing differs"_s));
    MUSTER_FINE(run({u"delegation"_s, u"set"_s, u"Update"_s, u"tier="_s, u"--why"_s, u"w"_s}));
    QVERIFY(jsonOf({u"delegation"_s, u"show"_s, u"Update"_s})["tier"].is_null());
}

void TestCliInventory::automateOwes()
{
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Runs already"_s, u"category=automate"_s}));
    const auto flags = jsonOf({u"delegation"_s, u"list"_s})[0]["flags"];
    QVERIFY(std::ranges::find(flags, "incomplete") != flags.end());
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Wants to"_s, u"category=assist"_s}));
    const auto refused = run({u"delegation"_s, u"set"_s, u"Wants to"_s, u"category=automate"_s, u"--why"_s, u"w"_s});
    MUSTER_FAILS(refused, 1, "a stop rule");
    MUSTER_FINE(run({u"definition"_s, u"add"_s, u"DoD"_s, u"--criterion"_s, u"True"_s}));
    MUSTER_FINE(run({u"stop-rule"_s, u"add"_s, u"Wants to"_s, u"trigger=Wrong"_s}));
    MUSTER_FINE(run({u"delegation"_s, u"set"_s, u"Wants to"_s, u"category=automate"_s, u"owner=Ada"_s,
                     u"definition=DoD"_s, u"cadence=monthly"_s, u"--why"_s, u"it has everything"_s}));
}

void TestCliInventory::namesThatFitSeveral()
{
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Report north"_s}));
    const auto south = run({u"delegation"_s, u"add"_s, u"Report south"_s});
    MUSTER_FAILS(run({u"delegation"_s, u"show"_s, u"report"_s}), 1, "More than one delegation fits");
    MUSTER_FINE(run({u"delegation"_s, u"show"_s, u"SOUTH"_s}));
    MUSTER_FINE(run({u"delegation"_s, u"show"_s, south.line()}));
    MUSTER_FAILS(run({u"delegation"_s, u"show"_s, u"west"_s}), 1, "There is no delegation \"west\"");
    MUSTER_FAILS(run({u"delegation"_s, u"show"_s, u"00000000-0000-4000-8000-000000000000"_s}), 1,
                 "There is no delegation");
}

void TestCliInventory::exportAndItsText()
{
    MUSTER_FINE(run(
        {u"delegation"_s, u"add"_s, u"=SUM(A1)"_s, u"owner=Ada"_s, u"purpose=He said \"no\", twice"_s, u"seats=3"_s}));
    const QString file = m_cli->path(u"out.csv"_s);
    MUSTER_FINE(run({u"delegation"_s, u"export"_s, u"-o"_s, file}));
    const auto text = QString::fromUtf8(m_cli->bytes(u"out.csv"_s));
    const auto lines = text.split(u"\r\n"_s);
    QVERIFY(lines[0].startsWith(u"title,purpose,outcome,"_s));
    QVERIFY(lines[0].endsWith(u",lastAudit,nextDue,id"_s));
    QVERIFY(lines[1].startsWith(u"'=SUM(A1),\"He said \"\"no\"\", twice\","_s));
    QVERIFY(lines[1].contains(u",Ada,"_s));
    QCOMPARE(lines[0].count(u','), lines[1].count(u',') - 1);
    const auto streamed = run({u"delegation"_s, u"export"_s, u"-o"_s, u"-"_s});
    MUSTER_FINE(streamed);
    QCOMPARE(streamed.out, text);
    QCOMPARE(jsonOf({u"delegation"_s, u"export"_s, u"-o"_s, file})["delegations"], 1);
}

void TestCliInventory::exportRefuses()
{
    MUSTER_FAILS(run({u"delegation"_s, u"export"_s, u"-o"_s, m_cli->path(u"out.docx"_s)}), 1, ".csv");
    MUSTER_FAILS(run({u"delegation"_s, u"export"_s, u"-o"_s, m_cli->path(u"no/out.csv"_s)}), 1, "does not exist");
    QCOMPARE(run({u"delegation"_s, u"export"_s}).status, 2);
}

void TestCliInventory::anExportComesBackAsItIs()
{
    MUSTER_FINE(run({u"person"_s, u"add"_s, u"Grace"_s}));
    MUSTER_FINE(run({u"definition"_s, u"add"_s, u"Summaries"_s, u"--criterion"_s, u"Names its sources"_s}));
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"=SUM(A1)"_s, u"owner=Grace"_s, u"definition=Summaries"_s,
                     u"category=automate"_s, u"cadence=monthly"_s, u"purpose=two\nlines, \"quoted\""_s,
                     u"untrustedInput=no"_s, u"externalId=X-1"_s}));
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Same title"_s, u"category=avoid"_s, u"seats=3"_s}));
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Same title"_s, u"status=retired"_s}));
    MUSTER_FINE(run({u"person"_s, u"left"_s, u"Grace"_s, u"--on"_s, u"2026-06-01"_s}));
    const QString file = m_cli->path(u"out.csv"_s);
    MUSTER_FINE(run({u"delegation"_s, u"export"_s, u"-o"_s, file}));
    const auto entries = jsonOf({u"register"_s, u"info"_s})["entries"];
    const auto same = jsonOf({u"delegation"_s, u"import"_s, file});
    QVERIFY2(same["unchanged"] == 3, same.dump().c_str());
    QCOMPARE(jsonOf({u"register"_s, u"info"_s})["entries"], entries);

    auto text = m_cli->bytes(u"out.csv"_s);
    QFile changed(m_cli->path(u"changed.csv"_s));
    QVERIFY(changed.open(QIODevice::WriteOnly));
    changed.write(text.replace("retired", "paused").replace(",X-1,", ",X-2,"));
    changed.close();
    QCOMPARE(jsonOf({u"delegation"_s, u"import"_s, changed.fileName()})["updated"], 2);
    const auto list = jsonOf({u"delegation"_s, u"list"_s, u"--all"_s});
    QCOMPARE(list.size(), 3u);
    QCOMPARE(list[0]["category"], "automate");

    const auto ids = QString::fromStdString(list[0]["id"]);
    QVERIFY(m_cli->makeRegister(u"other.muster"_s));
    QCOMPARE(jsonOf({u"delegation"_s, u"import"_s, file, u"--create-people"_s})["refused"], 1);
    MUSTER_FINE(run({u"definition"_s, u"add"_s, u"Summaries"_s, u"--criterion"_s, u"Names its sources"_s}));
    QCOMPARE(jsonOf({u"delegation"_s, u"import"_s, file, u"--create-people"_s})["accepted"], 1);
    QCOMPARE(jsonOf({u"delegation"_s, u"show"_s, ids})["title"], "=SUM(A1)");
    QCOMPARE(jsonOf({u"delegation"_s, u"import"_s, file})["unchanged"], 3);
}

void TestCliInventory::onlyExactNamesMapThemselves()
{
    QFile sheet(m_cli->path(u"sheet.csv"_s));
    QVERIFY(sheet.open(QIODevice::WriteOnly));
    sheet.write("title,Owner,purpose,id\nMinutes,Ada,Say what was said,7\n");
    sheet.close();
    const auto import = QStringList{u"delegation"_s, u"import"_s, sheet.fileName()};
    QCOMPARE(jsonOf(import)["accepted"], 1);
    const auto shown = jsonOf({u"delegation"_s, u"show"_s, u"Minutes"_s});
    QCOMPARE(shown["purpose"], "Say what was said");
    QVERIFY(shown["owner"].is_null() && shown["externalId"].is_null());
    QCOMPARE(jsonOf(import + QStringList{u"--key"_s, u"id"_s})["accepted"], 1);
    QCOMPARE(jsonOf(import + QStringList{u"--key"_s, u"id"_s})["unchanged"], 1);
    MUSTER_FAILS(run(import + QStringList{u"--map"_s, u"owner=Owner"_s}), 2, "No column is mapped to title");
    QVERIFY(sheet.open(QIODevice::WriteOnly));
    sheet.write("title,externalId,id\nMinutes,,7\nMore,,\n");
    sheet.close();
    const auto problems = jsonOf(import)["problems"];
    QCOMPARE(problems.size(), 2u);
    QCOMPARE(problems[0]["column"], "id");
    QVERIFY(problems[0]["reason"].get<std::string>().find("\"7\" is no identifier") == 0);
}

void TestCliInventory::definitions()
{
    MUSTER_FAILS(run({u"definition"_s, u"add"_s, u"Empty"_s}), 1, "criteria is missing");
    MUSTER_FAILS(run({u"definition"_s, u"add"_s, u"Empty"_s, u"--criterion"_s, u" "_s}), 1, "--criterion is empty");
    MUSTER_FINE(run({u"definition"_s, u"add"_s, u"Summaries"_s, u"taskClass=summary"_s, u"--criterion"_s,
                     u"Sources named"_s, u"--criterion"_s, u"Figures match"_s}));
    MUSTER_FINE(run({u"definition"_s, u"set"_s, u"Summaries"_s, u"--criterion"_s, u"Figures match"_s, u"--criterion"_s,
                     u"On time"_s, u"--why"_s, u"the room asked"_s}));
    const auto shown = jsonOf({u"definition"_s, u"show"_s, u"Summaries"_s});
    QCOMPARE(shown["version"], 2);
    QCOMPARE(shown["criteria"], json::parse(R"([{"key":"c2","text":"Figures match"},{"key":"c3","text":"On time"}])"));
    QVERIFY(run({u"definition"_s, u"show"_s, u"Summaries"_s}).out.contains(u"On time"_s));
    QCOMPARE(run({u"definition"_s, u"set"_s, u"Summaries"_s}).status, 2);
    MUSTER_FINE(run({u"definition"_s, u"set"_s, u"Summaries"_s, u"endedOn=2026-06-01"_s}));
    QCOMPARE(jsonOf({u"definition"_s, u"list"_s}).size(), 0u);
    QCOMPARE(jsonOf({u"definition"_s, u"list"_s, u"--all"_s}).size(), 1u);
}

void TestCliInventory::thingsOfADelegation_data()
{
    QTest::addColumn<QString>("noun");
    QTest::addColumn<QStringList>("given");
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("after");
    QTest::newRow("source") << u"source"_s << QStringList{u"Board"_s, u"freshnessDays=7"_s}
                            << u"verifiedOn=2026-06-15"_s << u"verifiedOn"_s << u"2026-06-15"_s;
    QTest::newRow("stop rule") << u"stop-rule"_s << QStringList{u"trigger=Two errors"_s, u"puller=Ada"_s}
                               << u"how=Revoke the key"_s << u"how"_s << u"Revoke the key"_s;
    QTest::newRow("drill") << u"drill"_s << QStringList{u"by=Ada"_s, u"minutes=4"_s, u"worked=yes"_s}
                           << u"note=By phone"_s << u"note"_s << u"By phone"_s;
    QTest::newRow("credential") << u"credential"_s << QStringList{u"Board reader"_s, u"keptIn=Vault"_s}
                                << u"expiresOn=2026-07-01"_s << u"expiresOn"_s << u"2026-07-01"_s;
}

void TestCliInventory::thingsOfADelegation()
{
    QFETCH(QString, noun);
    QFETCH(QStringList, given);
    QFETCH(QString, change);
    QFETCH(QString, field);
    QFETCH(QString, after);
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Update"_s}));
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Other"_s}));
    const auto added = run(QStringList{noun, u"add"_s, u"Update"_s} + given);
    MUSTER_FINE(added);
    MUSTER_FINE(run({noun, u"set"_s, added.line(), change}));
    const auto shown = jsonOf({noun, u"show"_s, added.line()});
    QCOMPARE(QString::fromStdString(shown[field.toStdString()]), after);
    QCOMPARE(shown["delegationTitle"], "Update");
    MUSTER_FINE(run({noun, u"show"_s, added.line()}));
    QCOMPARE(jsonOf({noun, u"list"_s, u"--delegation"_s, u"Update"_s}).size(), 1u);
    QCOMPARE(jsonOf({noun, u"list"_s, u"--delegation"_s, u"Other"_s}).size(), 0u);
    QVERIFY(run({noun, u"list"_s}).out.contains(added.line()));
    MUSTER_FAILS(run(QStringList{noun, u"add"_s, u"Missing"_s} + given), 1, "delegation: There is no delegation");
}

void TestCliInventory::rulesOfThings()
{
    MUSTER_FINE(run({u"delegation"_s, u"add"_s, u"Update"_s}));
    MUSTER_FAILS(run({u"stop-rule"_s, u"add"_s, u"Update"_s}), 1, "trigger is missing");
    MUSTER_FINE(run({u"stop-rule"_s, u"add"_s, u"Update"_s, u"trigger=Errors"_s}));
    MUSTER_FAILS(run({u"stop-rule"_s, u"add"_s, u"Update"_s, u"trigger=More"_s}), 1, "stop rule already");
    MUSTER_FAILS(run({u"drill"_s, u"add"_s, u"Update"_s, u"heldOn=2026-06-16"_s, u"worked=yes"_s}), 1, "future");
    MUSTER_FAILS(run({u"source"_s, u"add"_s, u"Update"_s, u"Board"_s, u"verifiedOn=2026-06-16"_s}), 1, "future");
    MUSTER_FAILS(run({u"credential"_s, u"add"_s, u"Update"_s, u"sk-abcdefghijklmnopqrstuvwx"_s}), 1, "secret itself");
    MUSTER_FINE(run({u"drill"_s, u"add"_s, u"Update"_s, u"worked=yes"_s}));
    QCOMPARE(jsonOf({u"drill"_s, u"list"_s})[0]["heldOn"], "2026-06-15");
}

void TestCliInventory::series()
{
    MUSTER_FAILS(run({u"series"_s, u"add"_s, u"Monthly"_s, u"cadence=monthly"_s}), 1, "owner");
    MUSTER_FAILS(run({u"series"_s, u"add"_s, u"Monthly"_s, u"owner=Ada"_s}), 1, "cadence");
    MUSTER_FAILS(run({u"series"_s, u"add"_s, u"Monthly"_s, u"owner=Ada"_s, u"cadence=monthly"_s, u"form=30"_s}), 1,
                 "60 or 45");
    MUSTER_FINE(run({u"series"_s, u"add"_s, u"Monthly"_s, u"owner=Ada"_s, u"cadence=monthly"_s, u"team=Blue"_s}));
    MUSTER_FINE(run({u"series"_s, u"set"_s, u"Monthly"_s, u"nextSlot=2026-07-01"_s}));
    const auto list = jsonOf({u"series"_s, u"list"_s});
    QCOMPARE(list.size(), 1u);
    QCOMPARE(list[0]["nextSlot"], "2026-07-01");
    QCOMPARE(list[0]["form"], "60");
    QCOMPARE(list[0]["ownerName"], "Ada");
    QVERIFY(run({u"series"_s, u"show"_s, u"Monthly"_s}).out.contains(u"Blue"_s));
}

MUSTER_GUILESS_TEST(TestCliInventory)

}

#include "tst_cli_inventory.moc"
