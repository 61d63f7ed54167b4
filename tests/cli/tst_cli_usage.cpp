#include "cli/cli_process.h"
#include "command.h"
#include "support/test_program.h"

#include <QFileInfo>

#include <sstream>

namespace tst_cli_usage {

using namespace Qt::StringLiterals;
using muster::test::CliProcess;

/// Wrong usage is status 2 and one sentence; help needs no register; text stays text whatever it looks like.
class TestCliUsage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongUsage_data();
    void wrongUsage();
    void helpNamesEveryCommand();
    void everyCommandHasHelp();
    void versionIsPrinted();
    void globalOptionsStandAnywhere();
    void noRegisterNamed();
    void textThatLooksLikeOptions();
    void valuesInBracketsStayWhole();
    void wordsOfTheCommandLineAreTitles();
    void controlCharactersAreShown();
    void columnsAlignWhateverTheText();
    void aFullStdoutIsAnError();
    void aLocaleWithoutUtf8();
    void argumentsThatAreNotUtf8();
    void aClockThatIsNone();
    void runsInProcess();
};

void TestCliUsage::wrongUsage_data()
{
    QTest::addColumn<QStringList>("args");
    QTest::addColumn<QString>("part");
    QTest::newRow("nothing") << QStringList{} << u"--help"_s;
    QTest::newRow("noun alone") << QStringList{u"delegation"_s} << u"muster-cli delegation --help"_s;
    QTest::newRow("unknown noun") << QStringList{u"delegations"_s, u"list"_s} << u"delegations"_s;
    QTest::newRow("unknown verb") << QStringList{u"delegation"_s, u"remove"_s} << u"remove"_s;
    QTest::newRow("unknown option") << QStringList{u"delegation"_s, u"list"_s, u"--colour"_s} << u"--colour"_s;
    QTest::newRow("missing positional") << QStringList{u"delegation"_s, u"show"_s} << u"ID"_s;
    QTest::newRow("missing option") << QStringList{u"person"_s, u"left"_s, u"Ada"_s} << u"--on"_s;
    QTest::newRow("missing value") << QStringList{u"delegation"_s, u"list"_s, u"--team"_s} << u"--team"_s;
    QTest::newRow("missing why") << QStringList{u"delegation"_s, u"set"_s, u"x"_s, u"risk=low"_s} << u"--why"_s;
    QTest::newRow("option twice") << QStringList{u"delegation"_s, u"list"_s, u"--team"_s, u"a"_s, u"--team"_s, u"b"_s}
                                  << u"team"_s;
    QTest::newRow("one too many") << QStringList{u"register"_s, u"info"_s, u"extra"_s} << u"extra"_s;
    QTest::newRow("no field") << QStringList{u"delegation"_s, u"add"_s, u"Title"_s, u"notafield"_s} << u"FIELD=VALUE"_s;
    QTest::newRow("a number beyond JSON's")
        << QStringList{u"delegation"_s, u"set"_s, u"x"_s,        u"risk=low"_s,
                       u"--why"_s,      u"w"_s,   u"--expect"_s, u"9223372036854775807"_s}
        << u"--expect is too large"_s;
    QTest::newRow("no number") << QStringList{u"delegation"_s, u"set"_s, u"x"_s,        u"risk=low"_s,
                                              u"--why"_s,      u"w"_s,   u"--expect"_s, u"x"_s}
                               << u"--expect"_s;
}

void TestCliUsage::wrongUsage()
{
    QFETCH(QStringList, args);
    QFETCH(QString, part);
    CliProcess cli;
    const auto ran = cli.run(args);
    MUSTER_FAILS(ran, 2, "");
    QVERIFY2(ran.err.contains(part), qPrintable(ran.err));
}

void TestCliUsage::helpNamesEveryCommand()
{
    const auto ran = CliProcess().run({u"--help"_s});
    MUSTER_FINE(ran);
    for (const auto &command : muster::cli::allCommands()) {
        const QString name =
            u"muster-cli %1 %2"_s.arg(QLatin1StringView(command.noun), QLatin1StringView(command.verb)).trimmed();
        QVERIFY2(ran.out.contains(name), qPrintable(name));
    }
    QVERIFY(ran.out.contains(u"MUSTER_NOW"_s));
    const auto noun = CliProcess().run({u"person"_s, u"-h"_s});
    MUSTER_FINE(noun);
    QVERIFY(noun.out.contains(u"person left NAME --on DATE"_s));
    QVERIFY(!noun.out.contains(u"delegation list"_s));
}

void TestCliUsage::everyCommandHasHelp()
{
    for (const auto &command : muster::cli::allCommands()) {
        std::ostringstream out, err;
        QStringList args{QString::fromLatin1(command.noun), QString::fromLatin1(command.verb), u"--help"_s};
        args.removeAll(QString());
        QCOMPARE(muster::cli::run(args, out, err, {}), 0);
        const auto text = QString::fromStdString(out.str());
        QVERIFY2(text.contains(QString::fromUtf8(command.summary)), command.noun);
        for (const auto &parameter : command.parameters)
            QVERIFY2(text.contains(QString::fromUtf8(parameter.name)) && *parameter.help, parameter.name);
    }
}

void TestCliUsage::versionIsPrinted()
{
    const auto ran = CliProcess().run({u"--version"_s});
    MUSTER_FINE(ran);
    QVERIFY(ran.out.startsWith(u"muster-cli 0."_s));
}

void TestCliUsage::globalOptionsStandAnywhere()
{
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    const QString file = cli.path(u"team.muster"_s);
    cli.setVariable("MUSTER_REGISTER", {});
    const QList<QStringList> lines{{u"--register"_s, file, u"--json"_s, u"person"_s, u"list"_s},
                                   {u"person"_s, u"--json"_s, u"list"_s, u"--register"_s, file},
                                   {u"person"_s, u"list"_s, u"--register="_s + file, u"--json"_s, u"--as"_s, u"Ada"_s}};
    for (const auto &args : lines) {
        const auto ran = cli.run(args);
        MUSTER_FINE(ran);
        QCOMPARE(ran.parsed().size(), 1u);
    }
}

void TestCliUsage::noRegisterNamed()
{
    MUSTER_FAILS(CliProcess().run({u"delegation"_s, u"list"_s}), 2, "MUSTER_REGISTER");
}

void TestCliUsage::textThatLooksLikeOptions()
{
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    MUSTER_FINE(cli.run({u"delegation"_s, u"add"_s, u"--"_s, u"--title that begins with dashes"_s}));
    MUSTER_FINE(cli.run({u"delegation"_s, u"add"_s, u"Second"_s, u"purpose=--x -y"_s, u"--why"_s, u"-because"_s}));
    const auto shown = cli.run({u"delegation"_s, u"show"_s, u"Second"_s, u"--json"_s}).parsed();
    QCOMPARE(QString::fromStdString(shown["purpose"]), u"--x -y"_s);
    QCOMPARE(cli.run({u"delegation"_s, u"list"_s, u"--json"_s}).parsed()[0]["title"],
             "--title that begins with dashes");
}

void TestCliUsage::valuesInBracketsStayWhole()
{
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    const QString first = u"[a, b]"_s, second = u"{}"_s,
                  third = u"\x1f"
                          "x"_s;
    MUSTER_FINE(cli.run({u"definition"_s, u"add"_s, u"[Draft, Summary]"_s, u"--criterion"_s, first, u"--criterion"_s,
                         second, u"--criterion=[c,d]"_s}));
    const auto shown = cli.run({u"definition"_s, u"show"_s, u"[Draft, Summary]"_s, u"--json"_s}).parsed();
    QCOMPARE(shown["title"], "[Draft, Summary]");
    QCOMPARE(shown["criteria"].size(), 3u);
    QCOMPARE(shown["criteria"][0]["text"], "[a, b]");
    QCOMPARE(shown["criteria"][1]["text"], "{}");
    QCOMPARE(shown["criteria"][2]["text"], "[c,d]");
    MUSTER_FAILS(cli.run({u"delegation"_s, u"add"_s, third}), 1, "control character U+001f");
}

void TestCliUsage::wordsOfTheCommandLineAreTitles()
{
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    for (const auto &title : {u"list"_s, u"add"_s, u"register"_s, u"delegation"_s, u"person"_s}) {
        MUSTER_FINE(cli.run({u"delegation"_s, u"add"_s, title}));
        QCOMPARE(cli.run({u"delegation"_s, u"show"_s, title, u"--json"_s}).parsed()["title"], title.toStdString());
    }
}

void TestCliUsage::controlCharactersAreShown()
{
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    MUSTER_FINE(cli.run({u"delegation"_s, u"add"_s, u"Bill"_s, u"purpose=first \u202e evil\nsecond"_s}));
    const auto shown = cli.run({u"delegation"_s, u"show"_s, u"Bill"_s});
    QVERIFY(shown.out.contains(u"first \\u202e evil"_s));
    QVERIFY(!shown.out.contains(u'\u202e'));
    const auto raw = cli.run({u"delegation"_s, u"show"_s, u"Bill"_s, u"--json"_s});
    QVERIFY(!raw.out.contains(u'\u202e'));
    QCOMPARE(QString::fromStdString(raw.parsed()["purpose"]), u"first \u202e evil\nsecond"_s);
    MUSTER_FAILS(cli.run({u"delegation"_s, u"show"_s, u"\x1b[31mred"_s}), 1, "\\x1b[31mred");
}

void TestCliUsage::columnsAlignWhateverTheText()
{
    QCOMPARE(muster::cli::displayWidth(u"plain"_s), 5);
    QCOMPARE(muster::cli::displayWidth(u"e\u0301"_s), 1);
    QCOMPARE(muster::cli::displayWidth(u"週報"_s), 4);
    QCOMPARE(muster::cli::shortened(u"abcdef"_s, 6), u"abcdef"_s);
    QCOMPARE(muster::cli::shortened(u"abcdefg"_s, 6), u"abcde…"_s);
    std::ostringstream out, err;
    muster::cli::Output(out, err, false).table({u"a"_s, u"n"_s}, {{u"週報"_s, u"7"_s}, {u"x\ty"_s, u"12"_s}}, {1});
    QCOMPARE(QString::fromStdString(out.str()), u"a      n\n週報   7\nx\\ty  12\n"_s);
}

void TestCliUsage::aFullStdoutIsAnError()
{
    if (!QFileInfo::exists(u"/dev/full"_s))
        QSKIP("there is no /dev/full here");
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    QProcess process;
    process.setStandardOutputFile(u"/dev/full"_s);
    process.start(QStringLiteral(MUSTER_CLI), {u"--register"_s, cli.path(u"team.muster"_s), u"person"_s, u"list"_s});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("full"));
}

void TestCliUsage::aLocaleWithoutUtf8()
{
    CliProcess cli;
    cli.setVariable("LC_ALL", u"C"_s);
    QVERIFY(cli.makeRegister());
    MUSTER_FINE(cli.run({u"delegation"_s, u"add"_s, u"Größe"_s}));
    QVERIFY(cli.run({u"delegation"_s, u"list"_s}).out.contains(u"Größe"_s));
}

void TestCliUsage::argumentsThatAreNotUtf8()
{
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    // QProcess writes UTF-8 alone, so a shell makes the bytes.
    QProcess shell;
    shell.start(u"/bin/sh"_s, {u"-c"_s, u"\"$0\" --register \"$1\" delegation add \"$(printf 'Gr\\374n')\""_s,
                               QStringLiteral(MUSTER_CLI), cli.path(u"team.muster"_s)});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.exitCode(), 2);
    QVERIFY(shell.readAllStandardError().contains("Argument 5"));
    QCOMPARE(cli.run({u"delegation"_s, u"list"_s, u"--json"_s}).parsed().size(), 0u);
    MUSTER_FINE(cli.run({u"delegation"_s, u"add"_s, u"Grün \ufffd"_s}));
}

void TestCliUsage::aClockThatIsNone()
{
    CliProcess cli;
    cli.setNow(u"yesterday"_s);
    MUSTER_FAILS(cli.run({u"--help"_s}), 2, "MUSTER_NOW");
}

void TestCliUsage::runsInProcess()
{
    std::ostringstream out, err;
    QCOMPARE(muster::cli::run({u"person"_s, u"list"_s}, out, err, {}), 2);
    QCOMPARE(out.str(), std::string());
    QVERIFY(QString::fromStdString(err.str()).startsWith(u"muster-cli: No register is named"_s));
}

MUSTER_GUILESS_TEST(TestCliUsage)

}

#include "tst_cli_usage.moc"
