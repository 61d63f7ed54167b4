#include "cli/cli_process.h"
#include "support/test_program.h"

namespace tst_cli_new_columns {

using namespace Qt::StringLiterals;
using muster::test::CliProcess;
using muster::test::json;

/// An import that makes columns of the register's own, from the command line.
class TestCliNewColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void columnsAreMadeOnceAndTakenBack();
    void aDryRunSaysWhichWouldBe();
    void whatIsNoColumnIsRefused();
    void theMappingKeepsThem();

private:
    json jsonOf(const QStringList &args) const { return m_cli->run(args + QStringList{u"--json"_s}).parsed(); }
    QStringList import(const QStringList &options) const
    {
        return QStringList{u"delegation"_s, u"import"_s, m_cli->path(u"in.csv"_s), u"--map"_s, u"title=Name"_s}
               + options;
    }
    void write(const QByteArray &bytes) const
    {
        QFile file(m_cli->path(u"in.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    std::unique_ptr<CliProcess> m_cli;
};

void TestCliNewColumns::init()
{
    m_cli = std::make_unique<CliProcess>();
    QVERIFY(m_cli->makeRegister());
    write("Name,Vendor,Saved,Status\nOne,OpenAI,\"2,5\",ok\nTwo,Mistral,3,\n");
}

void TestCliNewColumns::columnsAreMadeOnceAndTakenBack()
{
    const auto options =
        QStringList{u"--new-column"_s, u"Vendor=choice"_s, u"--new-column"_s, u"#3"_s, u"--key"_s, u"Name"_s};
    const auto ran = m_cli->run(import(options));
    MUSTER_FINE(ran);
    QVERIFY2(ran.out.contains(u"Columns that were added: Vendor, Saved."_s), qPrintable(ran.out));
    const auto columns = jsonOf({u"column"_s, u"list"_s});
    QCOMPARE(columns.size(), 2u);
    QCOMPARE(columns[0]["type"], "choice");
    QCOMPARE(columns[1]["type"], "number");
    QCOMPARE(jsonOf({u"delegation"_s, u"show"_s, u"One"_s})["columns"], json({{"Vendor", "OpenAI"}, {"Saved", "2.5"}}));
    const auto again = jsonOf(import(options));
    QCOMPARE(again["unchanged"], 2);
    QCOMPARE(again["columnsAdded"], json::array());
    const auto at = ran.out.indexOf(u"The import is "_s) + 14;
    MUSTER_FINE(m_cli->run({u"delegation"_s, u"undo-import"_s, ran.out.mid(at, 36)}));
    QCOMPARE(jsonOf({u"column"_s, u"list"_s}).size(), 0u);
    QCOMPARE(m_cli->run({u"register"_s, u"verify"_s}).status, 0);
}

void TestCliNewColumns::aDryRunSaysWhichWouldBe()
{
    const auto ran = m_cli->run(import({u"--new-column"_s, u"Vendor"_s, u"--dry-run"_s}));
    MUSTER_FINE(ran);
    QVERIFY2(ran.out.contains(u"Columns that would be added: Vendor."_s), qPrintable(ran.out));
    QCOMPARE(jsonOf({u"column"_s, u"list"_s}).size(), 0u);
    const auto told = jsonOf(import({u"--new-column"_s, u"Vendor"_s, u"--dry-run"_s}));
    QCOMPARE(told["columnsAdded"], json({"Vendor"}));
    QCOMPARE(told["accepted"], 2);
}

void TestCliNewColumns::whatIsNoColumnIsRefused()
{
    MUSTER_FAILS(m_cli->run(import({u"--new-column"_s, u"Vendor=colour"_s})), 2, "COLUMN=TYPE");
    MUSTER_FAILS(m_cli->run(import({u"--new-column"_s, u"Vendr"_s})), 1, "did you mean \"Vendor\"?");
    MUSTER_FAILS(m_cli->run(import({u"--new-column"_s, u"Status"_s})), 1, "\"Status\" is a field every delegation has");
    QCOMPARE(m_cli->run({u"column"_s, u"add"_s, u"Vendor"_s, u"type=text"_s}).status, 0);
    MUSTER_FAILS(m_cli->run(import({u"--new-column"_s, u"Vendor=choice"_s})), 1, "of the type text already");
    MUSTER_FINE(m_cli->run(import({u"--new-column"_s, u"Vendor"_s})));
    QCOMPARE(jsonOf({u"column"_s, u"list"_s}).size(), 1u);
}

void TestCliNewColumns::theMappingKeepsThem()
{
    const QString mapping = m_cli->path(u"mapping.json"_s);
    MUSTER_FINE(m_cli->run(import({u"--new-column"_s, u"Vendor"_s, u"--save-mapping"_s, mapping, u"--dry-run"_s})));
    QCOMPARE(json::parse(m_cli->bytes(u"mapping.json"_s).toStdString())["newColumns"], json({{"Vendor", "text"}}));
    const auto ran = m_cli->run({u"delegation"_s, u"import"_s, m_cli->path(u"in.csv"_s), u"--mapping"_s, mapping});
    MUSTER_FINE(ran);
    QCOMPARE(jsonOf({u"delegation"_s, u"show"_s, u"Two"_s})["columns"], json({{"Vendor", "Mistral"}}));
    write("Name,Vendor\nThree,Anybody\n");
    MUSTER_FINE(m_cli->run({u"delegation"_s, u"import"_s, m_cli->path(u"in.csv"_s), u"--mapping"_s, mapping}));
    QCOMPARE(jsonOf({u"column"_s, u"list"_s}).size(), 1u);
}

MUSTER_GUILESS_TEST(TestCliNewColumns)

}

#include "tst_cli_new_columns.moc"
