#include "evidence/formats.h"
#include "evidence/read_rows.h"
#include "support/test_program.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace tst_recognise {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::evidence;
using muster::test::cellsUnder;
using muster::test::readRows;
using muster::test::RowsRead;

class TestRecognise : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void csvKinds_data();
    void csvKinds();
    void csvRows();
    void json_data();
    void json();
    void longBeginnings();
    void refusals_data();
    void refusals();
    void missing();
    void folder();
    void folderThatIsNone();

private:
    QString write(const QString &name, const QByteArray &bytes);

    QTemporaryDir m_dir;
};

QString TestRecognise::write(const QString &name, const QByteArray &bytes)
{
    QFile file(m_dir.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    return file.fileName();
}

void TestRecognise::csvKinds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("kind");
    QTest::newRow("reviews") << QByteArray(
        "delegation,output,produced_at,Reviewed At,seconds,reviewer,outcome,words,model\n")
                             << u"reviews"_s;
    QTest::newRow("few reviews") << QByteArray("Output;Outcome\n1;accepted\n") << u"reviews"_s;
    QTest::newRow("usage") << QByteArray("delegation,at,model,calls,tokens in,tokens out,cost,currency\n")
                           << u"usage"_s;
    QTest::newRow("prices") << QByteArray("vendor,model,name,input,output,cachedInput,from,to,endsOn\n") << u"prices"_s;
    QTest::newRow("outputs") << QByteArray("delegation,output,producedAt,words,reference\n") << u"outputs"_s;
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFEm\0o\0d\0e\0l\0,\0c\0a\0l\0l\0s\0\n\0", 26) << u"usage"_s;
    QTest::newRow("nothing known") << QByteArray("name,city\nMara,Ulm\n") << QString();
    QTest::newRow("a list of purchases") << QByteArray("vendor,name,total\n") << QString();
    QTest::newRow("one word") << QByteArray("cost,city\n1,Ulm\n") << QString();
    QTest::newRow("two kinds") << QByteArray("model,calls,cost,reviewer,outcome\n") << QString();
}

void TestRecognise::csvKinds()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, kind);
    const auto format = recognise(write(u"in.csv"_s, text));
    if (kind.isEmpty()) {
        QVERIFY(!format);
        QCOMPARE(format.error().code, ErrorCode::Ambiguous);
        QVERIFY2(format.error().message.contains(u"--kind"_s), qPrintable(format.error().message));
        return;
    }
    QVERIFY2(format, format ? "" : qPrintable(format.error().message));
    QCOMPARE((*format)->name, u"csv"_s);
    QCOMPARE(word((*format)->kind), kind);
}

void TestRecognise::csvRows()
{
    const QString path = write(u"in.csv"_s, "model;calls\ngpt;3\n");
    const RowsRead read = readRows(path, *formatNamed(u"csv"_s, EvidenceKind::Usage));
    QCOMPARE(read.headers, QStringList({u"model"_s, u"calls"_s}));
    QCOMPARE(read.rows, QList<QStringList>({{u"gpt"_s, u"3"_s}}));
}

void TestRecognise::json_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("format");
    QTest::newRow("github without reviews") << QByteArray("[{\"number\":1,\"headRefName\":\"x\"}]") << u"github"_s;
    QTest::newRow("github, cut") << QByteArray("[{\"number\":1,\"reviews\":[{\"sta") << u"github"_s;
    QTest::newRow("a list of pages") << QByteArray("[{\"data\":[{\"start_time\":1,\"results\":[{\"amount\":{}}]}]}]")
                                     << u"openai-costs"_s;
    QTest::newRow("a page with nothing") << QByteArray("{\"data\":[{\"starting_at\":\"\",\"results\":[]}]}")
                                         << u"anthropic-usage"_s;
    QTest::newRow("a page of spend logs")
        << QByteArray("{\"data\":[{\"request_id\":\"a\",\"spend\":0}],\"total\":1}") << u"litellm"_s;
    QTest::newRow("a page of observations")
        << QByteArray("{\"data\":[{\"id\":\"a\",\"traceId\":\"b\",\"startTime\":\"\"}],\"meta\":{}}") << u"langfuse"_s;
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF {\"resourceSpans\":[]}") << u"otlp"_s;
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFE{\0\"\0r\0e\0v\0i\0e\0w\0s\0\"\0:\0[\0]\0}\0", 30) << u"github"_s;
}

void TestRecognise::json()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, format);
    const auto found = recognise(write(u"in.json"_s, text));
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QCOMPARE((*found)->name, format);
}

void TestRecognise::longBeginnings()
{
    const QByteArray body = "\"" + QByteArray("\xC3\xA9").repeated(200'000) + "\"";
    const auto telling = recognise(write(u"in.json"_s, "[{\"reviews\":[],\"body\":" + body + "}]"));
    QVERIFY(telling);
    QCOMPARE((*telling)->name, u"github"_s);
    QVERIFY(!recognise(write(u"in.json"_s, "[{\"body\":" + body + ",\"reviews\":[]}]")));
    const QByteArray rows = QByteArray("1,\"caf\xC3\xA9, caf\xC3\xA9\"\n").repeated(20'000);
    const auto csv = recognise(write(u"in.csv"_s, "calls,model\n" + rows));
    QVERIFY2(csv, csv ? "" : qPrintable(csv.error().message));
    QCOMPARE((*csv)->kind, EvidenceKind::Usage);
    QVERIFY(!recognise(write(u"in.json"_s, QByteArray("[").repeated(300'000))));
    QVERIFY(!recognise(write(u"in.json"_s, QByteArray("{\"a\":").repeated(100'000))));
}

void TestRecognise::refusals_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("clause");
    QTest::newRow("other JSON") << QByteArray("{\"b\":[{\"c\":1}],\"a\":1}") << u"it has a, b, b[].c"_s;
    QTest::newRow("empty list") << QByteArray("[]") << u"--format"_s;
    QTest::newRow("empty") << QByteArray() << u"is empty"_s;
    QTest::newRow("workbook") << QByteArray("PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00xl/workbook.xml", 30)
                              << u"in.bin"_s;
    QTest::newRow("binary") << QByteArray("\x7F"
                                          "ELF\x02\x01\x01\0\0\0\0\0\0\0",
                                          14)
                            << u"in.bin"_s;
}

void TestRecognise::refusals()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, clause);
    const auto format = recognise(write(u"in.bin"_s, bytes));
    QVERIFY(!format);
    QCOMPARE(format.error().code, ErrorCode::InvalidInput);
    QVERIFY2(format.error().message.contains(clause), qPrintable(format.error().message));
}

void TestRecognise::missing()
{
    QCOMPARE(recognise(m_dir.filePath(u"none.csv"_s)).error().code, ErrorCode::NotFound);
}

void TestRecognise::folder()
{
    QTemporaryDir outside, inside;
    const QDir root(inside.path());
    QVERIFY(root.mkpath(u"b/c"_s) && root.mkpath(u".git"_s) && root.mkpath(u"empty"_s));
    for (const QString &name :
         {u"b.txt"_s, u"b/z.md"_s, u"b/c/ä.md"_s, u"a.md"_s, u".hidden"_s, u".git/x"_s, u"b-1.txt"_s}) {
        QFile file(root.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("four") == 4 && file.flush());
        QVERIFY(
            file.setFileTime(QDateTime(QDate(2026, 9, 1), QTime(8, 30), Qt::UTC), QFileDevice::FileModificationTime));
    }
    QVERIFY(QFile::link(outside.path(), root.filePath(u"out"_s)));
    QVERIFY(QFile::link(root.path(), root.filePath(u"b/loop"_s)));
    const auto format = recognise(inside.path());
    QVERIFY(format);
    QCOMPARE((*format)->kind, EvidenceKind::Outputs);
    const RowsRead read = readRows(inside.path() + u'/', **format);
    QCOMPARE(read.error, QString());
    QCOMPARE(cellsUnder(read, {u"output"_s}),
             QList<QStringList>({{u"a.md"_s}, {u"b-1.txt"_s}, {u"b.txt"_s}, {u"b/c/ä.md"_s}, {u"b/z.md"_s}}));
    QCOMPARE(read.rows[0],
             QStringList({u"a.md"_s, u"2026-09-01T08:30:00.000Z"_s, u"4"_s, root.absoluteFilePath(u"a.md"_s)}));
}

void TestRecognise::folderThatIsNone()
{
    const Format &format = *formatNamed(u"folder"_s);
    QCOMPARE(openRows(m_dir.filePath(u"none"_s), format).error().code, ErrorCode::NotFound);
    QCOMPARE(openRows(write(u"in.csv"_s, "a"), format).error().code, ErrorCode::InvalidInput);
    QTemporaryDir empty;
    QVERIFY(readRows(empty.path(), format).rows.isEmpty());
}

MUSTER_GUILESS_TEST(TestRecognise)

}

#include "tst_recognise.moc"
