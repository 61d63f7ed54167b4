#include "cli/cli_process.h"
#include "support/test_program.h"

namespace tst_cli_columns {

using namespace Qt::StringLiterals;
using muster::test::CliProcess;
using muster::test::json;

/// The register's own columns from the command line: added, filled, imported, exported and read in again.
class TestCliColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void filledAndShown();
    void exportedAndReadInAgain();
    void importedByTitle();
    void aWrongValueIsRefusedWithItsColumn();

private:
    json jsonOf(const QStringList &args) const { return m_cli->run(args + QStringList{u"--json"_s}).parsed(); }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_cli->path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    std::unique_ptr<CliProcess> m_cli;
};

void TestCliColumns::init()
{
    m_cli = std::make_unique<CliProcess>();
    QVERIFY(m_cli->makeRegister());
    QCOMPARE(m_cli->run({u"column"_s, u"add"_s, u"Vendor"_s, u"type=choice"_s, u"choices=OpenAI; Mistral"_s}).status,
             0);
    QCOMPARE(m_cli->run({u"column"_s, u"add"_s, u"Hours saved"_s, u"type=number"_s}).status, 0);
}

void TestCliColumns::filledAndShown()
{
    const auto added =
        m_cli->run({u"delegation"_s, u"add"_s, u"Weekly update"_s, u"vendor=mistral"_s, u"Hours saved=2,50"_s});
    QVERIFY2(added.status == 0, qPrintable(added.err));
    const auto shown = jsonOf({u"delegation"_s, u"show"_s, u"Weekly"_s});
    QCOMPARE(shown["columns"], json({{"Vendor", "Mistral"}, {"Hours saved", "2.5"}}));
    QVERIFY(m_cli->run({u"delegation"_s, u"show"_s, u"Weekly"_s}).out.contains(u"Mistral"));
    const auto unset =
        m_cli->run({u"delegation"_s, u"set"_s, u"Weekly"_s, u"Vendor="_s, u"--why"_s, u"nobody knows"_s});
    QVERIFY2(unset.status == 0, qPrintable(unset.err));
    QVERIFY(jsonOf({u"delegation"_s, u"show"_s, u"Weekly"_s})["columns"]["Vendor"].is_null());
    QCOMPARE(jsonOf({u"column"_s, u"list"_s}).size(), 2u);
    const auto column = m_cli->run({u"column"_s, u"show"_s, u"Hours"_s});
    QVERIFY2(column.out.contains(u"number") && !column.out.contains(u"discarded"), qPrintable(column.out));
    QCOMPARE(m_cli->run({u"register"_s, u"verify"_s}).status, 0);
}

void TestCliColumns::exportedAndReadInAgain()
{
    m_cli->run({u"delegation"_s, u"add"_s, u"Weekly update"_s, u"Vendor=OpenAI"_s, u"Hours saved=12"_s});
    QCOMPARE(m_cli->run({u"delegation"_s, u"export"_s, u"-o"_s, m_cli->path(u"all.csv"_s)}).status, 0);
    QVERIFY(m_cli->bytes(u"all.csv"_s).contains("Vendor,Hours saved"));
    m_cli->run({u"delegation"_s, u"set"_s, u"Weekly"_s, u"Vendor=Mistral"_s, u"Hours saved="_s, u"--why"_s, u"x"_s});
    const auto read = jsonOf({u"delegation"_s, u"import"_s, m_cli->path(u"all.csv"_s)});
    QCOMPARE(read["updated"], 1);
    const auto shown = jsonOf({u"delegation"_s, u"show"_s, u"Weekly"_s});
    QCOMPARE(shown["columns"], json({{"Vendor", "OpenAI"}, {"Hours saved", "12"}}));
    QCOMPARE(jsonOf({u"delegation"_s, u"import"_s, m_cli->path(u"all.csv"_s)})["unchanged"], 1);
}

void TestCliColumns::importedByTitle()
{
    write(u"in.csv"_s, "Name,Supplier,Saved\nOne,O,3\nTwo,,\n");
    const auto read =
        jsonOf({u"delegation"_s, u"import"_s, m_cli->path(u"in.csv"_s), u"--map"_s, u"title=Name"_s, u"--map"_s,
                u"Vendor=Supplier"_s, u"--map"_s, u"Hours saved=Saved"_s, u"--value"_s, u"Vendor:O=OpenAI"_s});
    QCOMPARE(read["accepted"], 2);
    QCOMPARE(jsonOf({u"delegation"_s, u"show"_s, u"One"_s})["columns"],
             json({{"Vendor", "OpenAI"}, {"Hours saved", "3"}}));
    QVERIFY(jsonOf({u"delegation"_s, u"show"_s, u"Two"_s})["columns"]["Vendor"].is_null());
}

void TestCliColumns::aWrongValueIsRefusedWithItsColumn()
{
    write(u"in.csv"_s, "title,Vendor\nOne,Nobody\n");
    const auto read = jsonOf({u"delegation"_s, u"import"_s, m_cli->path(u"in.csv"_s)});
    QCOMPARE(read["refused"], 1);
    QCOMPARE(read["problems"][0]["column"], "Vendor");
    const auto set = m_cli->run({u"delegation"_s, u"add"_s, u"X"_s, u"Hours saved=many"_s});
    QCOMPARE(set.status, 1);
    QVERIFY2(set.err.contains(u"Hours saved"), qPrintable(set.err));
}

MUSTER_GUILESS_TEST(TestCliColumns)

}

#include "tst_cli_columns.moc"
