#include "cli/cli_process.h"
#include "support/test_program.h"

#include <set>

namespace tst_cli_demo {

using namespace Qt::StringLiterals;
using muster::test::CliProcess;
using muster::test::json;

/// `muster-cli demo DIR`: the main job from a spreadsheet to a record that verifies, as a newcomer sees it first.
class TestCliDemo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void leavesEveryFile();
    void tellsEachStepAndWhereTheResultsLie();
    void everythingAStepTellsIsIndented();
    void theLogHasRowsOfEachVerdict();
    void theRegisterGoesOnFromThere();
    void comesToTheSameEachTime();
    void refuses_data();
    void refuses();
    void leavesNothingBehindWhereItFails();

private:
    CliProcess m_cli;
    QString m_out;
};

namespace {

const QStringList written{
    u"ai-use-cases.csv"_s,      u"ai-use-cases.mapping.json"_s, u"audit-log.csv"_s, u"audit-log.html"_s,
    u"audit-log.md"_s,          u"checkout-team.muster"_s,      u"entries.jsonl"_s, u"worksheet-pair-1.html"_s,
    u"worksheet-pair-2.html"_s, u"worksheet-pair-3.html"_s,     u"worksheets.md"_s};

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden, QDir::Name);
}

}

void TestCliDemo::initTestCase()
{
    const auto ran = m_cli.run({u"demo"_s, m_cli.path(u"demo"_s)});
    MUSTER_FINE(ran);
    m_out = ran.out;
}

void TestCliDemo::leavesEveryFile()
{
    QCOMPARE(filesIn(m_cli.path(u"demo"_s)), written);
    for (const auto &name : written)
        QVERIFY2(m_cli.bytes(u"demo/"_s + name).size() > 100, qPrintable(name));
    QVERIFY(m_cli.bytes(u"demo/worksheets.md"_s).contains("Friday stakeholder update"));
    QVERIFY(m_cli.bytes(u"demo/audit-log.html"_s).startsWith("<!DOCTYPE html>"));
}

void TestCliDemo::tellsEachStepAndWhereTheResultsLie()
{
    for (int step = 1; step <= 8; ++step)
        QVERIFY2(m_out.contains(u"\n%1  "_s.arg(step)), qPrintable(m_out));
    const QString results = m_out.section(u"Where the results lie"_s, 1);
    for (const auto &name : written)
        QVERIFY2(results.contains(name), qPrintable(name));
    QVERIFY(m_out.contains(u"8 rows: 6 accepted, 1 updated, 0 unchanged, 1 refused"_s));
    QCOMPARE(m_out.section(u"Try next"_s, 1).count(u"register verify"_s), 1);
    for (const auto &line : m_out.split(u'\n'))
        QVERIFY2(line.size() <= 200, qPrintable(line));
}

void TestCliDemo::everythingAStepTellsIsIndented()
{
    for (const auto &line :
         m_out.section(u"\n1  "_s, 1).section(u"Where the results lie"_s, 0, 0).split(u'\n').mid(1)) {
        const bool isHeading = !line.isEmpty() && line[0].isDigit();
        QVERIFY2(line.isEmpty() || isHeading || line.startsWith(u"   "_s), qPrintable(line));
    }
}

void TestCliDemo::theLogHasRowsOfEachVerdict()
{
    const auto log = QString::fromUtf8(m_cli.bytes(u"demo/audit-log.csv"_s));
    QVERIFY(log.startsWith(u"date,audit,delegation,owner,tier,lastOutput,check,verdict,note,decision,"_s));
    std::set<QString> verdicts;
    for (const auto &line : log.split(u"\r\n"_s)) {
        if (line.startsWith(u"2026-06-12,4,"_s))
            verdicts.insert(line.split(u',').value(7));
    }
    QCOMPARE(verdicts, (std::set<QString>{u"drift"_s, u"fail"_s, u"not-checked"_s, u"pass"_s}));
}

void TestCliDemo::theRegisterGoesOnFromThere()
{
    m_cli.setVariable("MUSTER_REGISTER", m_cli.path(u"demo/checkout-team.muster"_s));
    const auto verified = m_cli.run({u"register"_s, u"verify"_s, u"--json"_s});
    MUSTER_FINE(verified);
    QCOMPARE(verified.parsed()["ok"], true);
    QVERIFY(m_out.contains(QString::fromStdString(verified.parsed()["root"].get<std::string>())));
    const auto lines = m_cli.bytes(u"demo/entries.jsonl"_s).count('\n');
    QCOMPARE(verified.parsed()["entries"].get<qint64>(), lines);
    MUSTER_FINE(m_cli.run({u"delegation"_s, u"show"_s, u"Friday"_s}));
    MUSTER_FINE(m_cli.run({u"delegation"_s, u"add"_s, u"One more"_s}));
}

void TestCliDemo::comesToTheSameEachTime()
{
    CliProcess other;
    other.setNow(u"2031-02-03T04:05:06.000Z"_s);
    const auto ran = other.run({u"demo"_s, other.path(u"elsewhere/deeper"_s), u"--json"_s});
    MUSTER_FINE(ran);
    const auto account = ran.parsed();
    QVERIFY(account.is_object());
    QCOMPARE(account["verified"]["ok"], true);
    QVERIFY(m_out.contains(QString::fromStdString(account["verified"]["root"].get<std::string>())));
    QCOMPARE(account["files"].size(), size_t(written.size()));
    for (const auto &file : account["files"])
        QVERIFY(QFile::exists(QString::fromStdString(file["file"].get<std::string>())));
    for (const auto &name : written) {
        if (!name.endsWith(u".muster"_s))
            QVERIFY2(other.bytes(u"elsewhere/deeper/"_s + name) == m_cli.bytes(u"demo/"_s + name), qPrintable(name));
    }
}

void TestCliDemo::refuses_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("a folder that holds something") << u"demo"_s;
    QTest::newRow("a folder that holds a hidden file") << u"hidden"_s;
    QTest::newRow("a file") << u"demo/audit-log.md"_s;
    QTest::newRow("below a file") << u"demo/audit-log.md/deeper"_s;
}

void TestCliDemo::refuses()
{
    QFETCH(QString, target);
    QVERIFY(QDir().mkpath(m_cli.path(u"hidden"_s)));
    QFile hidden(m_cli.path(u"hidden/.kept"_s));
    QVERIFY(hidden.open(QIODevice::WriteOnly));
    const auto before = m_cli.bytes(u"demo/audit-log.md"_s);
    MUSTER_FAILS(m_cli.run({u"demo"_s, m_cli.path(target)}), 1, "/");
    QCOMPARE(m_cli.bytes(u"demo/audit-log.md"_s), before);
    QCOMPARE(filesIn(m_cli.path(u"hidden"_s)), QStringList{u".kept"_s});
    MUSTER_FAILS(m_cli.run({u"demo"_s}), 2, "DIR");
}

void TestCliDemo::leavesNothingBehindWhereItFails()
{
    const QString folder = m_cli.path(u"shut"_s);
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::ExeOwner));
    const auto ran = m_cli.run({u"demo"_s, folder});
    QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    if (ran.status == 0)
        QSKIP("who runs this may write everywhere");
    MUSTER_FAILS(ran, 1, "shut");
    QVERIFY(filesIn(folder).isEmpty());
}

MUSTER_GUILESS_TEST(TestCliDemo)

}

#include "tst_cli_demo.moc"
