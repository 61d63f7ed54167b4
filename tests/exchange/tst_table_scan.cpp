#include "exchange/delegation_import.h"
#include "exchange/problem_list.h"
#include "exchange/table_scan.h"
#include "support/register_fixture.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_table_scan {

using namespace muster;
using namespace muster::exchange;
using namespace Qt::StringLiterals;
using test::must;

/// What a person is shown of a file before importing it, in bounded memory.
class TestTableScan final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsValuesAndShowsRows();
    void limitsBoundWhatIsKept();
    void troubleStandsBesideWhatWasRead();
    void canBeStopped();
    void withoutAHeaderColumnsHaveNumbers();
    void problemsComeBackAsTheyWere();

private:
    QString written(const QByteArray &bytes)
    {
        const QString path = m_folder.filePath(u"table.csv"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("can't write the table");
        return path;
    }

    QTemporaryDir m_folder;
};

void TestTableScan::countsValuesAndShowsRows()
{
    const auto scan = must(scanTable(written("Name;Risk\nA; rot \nB;rot\nC;\n"), {}));
    QCOMPARE(scan.headers(), (QStringList{u"Name"_s, u"Risk"_s}));
    QCOMPARE(scan.delimiter, QChar(u';'));
    QCOMPARE(scan.rows, 3);
    QCOMPARE(scan.columns[1].values, (QList<DistinctValue>{{u"rot"_s, 2}, {QString(), 1}}));
    QCOMPARE(scan.columns[0].samples, (QStringList{u"A"_s, u"B"_s, u"C"_s}));
    QCOMPARE(scan.firstRows.size(), 3);
}

void TestTableScan::limitsBoundWhatIsKept()
{
    QByteArray text = "Name,Note\n";
    for (int i = 0; i < 100; ++i)
        text += "n" + QByteArray::number(i) + "," + QByteArray(50, 'x') + QByteArray::number(i % 2) + '\n';
    const auto scan =
        must(scanTable(written(text), {}, {},
                       {.rows = 5, .samples = 2, .values = 10, .valueBytes = 20, .allBytes = 1000, .longestShown = 8}));
    QCOMPARE(scan.rows, 100);
    QCOMPARE(scan.firstRows.size(), 5);
    QCOMPARE(scan.firstRows[0][1], u"xxxxxxxx…"_s);
    QCOMPARE(scan.columns[0].values.size(), 10);
    QCOMPARE(scan.columns[0].unlisted, 90);
    QCOMPARE(scan.columns[1].unlisted, 100);
    QCOMPARE(scan.columns[0].samples.size(), 2);
}

void TestTableScan::troubleStandsBesideWhatWasRead()
{
    const auto scan = must(scanTable(written("Name\nA\n" + QByteArray(200'000, '\n') + "\"B\n"), {}));
    QCOMPARE(scan.rows, 1);
    QVERIFY(scan.trouble && scan.trouble->message.contains(u"quote"_s));
}

void TestTableScan::canBeStopped()
{
    QByteArray text = "Name\n";
    for (int i = 0; i < 5000; ++i)
        text += "row\n";
    const auto scan = scanTable(written(text), {}, [](qint64, qint64) { return false; });
    QVERIFY(!scan);
    QCOMPARE(scan.error().code, ErrorCode::Cancelled);
}

void TestTableScan::withoutAHeaderColumnsHaveNumbers()
{
    test::RegisterFixture fixture;
    const QString path = written("First workflow,blue,x\nSecond workflow,red,y\n");
    ImportOptions options;
    must(options.mapping.addColumn(u"title=#1"_s));
    options.mapping.hasHeader = false;
    options.mapping.keepUnmapped = true;
    options.mapping.leftOut = {{{}, 3}};
    QCOMPARE(must(ColumnMapping::fromJson(options.mapping.toJson(), u"it"_s)), options.mapping);
    const auto report = must(importDelegations(fixture.store(), path, options));
    QCOMPARE(report.accepted, 2);
    const auto all = must(registry::allWhere<Delegation>(fixture.store(), u"ORDER BY n"_s));
    QCOMPARE(QString(all[0].title), u"First workflow"_s);
    QCOMPARE(all[0].notes, std::optional(u"#2: blue"_s));
}

void TestTableScan::problemsComeBackAsTheyWere()
{
    const QString path = m_folder.filePath(u"problems.csv"_s);
    must(saveProblems(path, {{7, u"=Risk"_s, u"it says \"huge\", and more"_s}}));
    const auto scan = must(scanTable(path, {}));
    QCOMPARE(scan.firstRows, (QList<QStringList>{{u"7"_s, u"=Risk"_s, u"it says \"huge\", and more"_s}}));
    QVERIFY(!saveProblems(m_folder.filePath(u"no/such/folder.csv"_s), {}));
}

MUSTER_GUILESS_TEST(TestTableScan)

}

#include "tst_table_scan.moc"
