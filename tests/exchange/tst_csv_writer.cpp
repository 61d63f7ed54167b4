#include "exchange/csv_reader.h"
#include "exchange/csv_writer.h"
#include "support/test_program.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <vector>

#include <rapidcheck.h>

namespace tst_csv_writer {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::exchange;

namespace {

QByteArray written(const QList<QStringList> &rows, const CsvWriterOptions &options = {})
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    CsvWriter writer(buffer, options);
    for (const QStringList &row : rows) {
        if (!writer.writeRow(row)) {
            return "error";
        }
    }
    return buffer.data();
}

QList<QStringList> readBack(const QString &path)
{
    CsvOptions options;
    options.hasHeader = false;
    options.encoding = Encoding::Utf8;
    options.delimiter = ',';
    QList<QStringList> rows;
    const auto reader = CsvReader::open(path, options);
    CsvRow row;
    while (reader && (*reader)->next(row).value_or(false)) {
        QStringList fields;
        for (const std::string_view field : row.fields) {
            fields += fieldText(field);
        }
        rows += fields;
    }
    return rows;
}

/// Texts thick with what CSV, spreadsheets and encodings trip over.
rc::Gen<QString> anyText()
{
    const auto awkward = rc::gen::elementOf(std::vector<char32_t>{
        U'=', U'+', U'-', U'@', U'\t', U'\r', U'\n', U'\'', U'"', U',', U';', U'|', U' ', 0xFEFF, 0x1F600, 0xFFFD, 1});
    const auto others = rc::gen::oneOf(rc::gen::inRange<char32_t>(0x20, 0x7F), rc::gen::inRange<char32_t>(0xA0, 0xD800),
                                       rc::gen::inRange<char32_t>(0x10000, 0x110000));
    const auto points = rc::gen::container<std::vector<char32_t>>(rc::gen::oneOf(awkward, others));
    return rc::gen::map(
        points, [](const std::vector<char32_t> &p) { return QString::fromUcs4(p.data(), qsizetype(p.size())); });
}

}

}

namespace rc {
template <>
struct Arbitrary<QString>
{
    static Gen<QString> arbitrary() { return tst_csv_writer::anyText(); }
};
}

namespace tst_csv_writer {

class TestCsvWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cells_data();
    void cells();
    void literalsKeepTheirSign();
    void byteOrderMarkAndDelimiter();
    void nothingIsMistakenForTheFilesBeginning_data();
    void nothingIsMistakenForTheFilesBeginning();
    void nulIsRefused();
    void failingDeviceIsReported();
    void whatIsWrittenIsReadBack();
};

void TestCsvWriter::cells_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("plain") << u"plain é"_s << QByteArray("plain \xC3\xA9");
    QTest::newRow("empty") << QString() << QByteArray("");
    QTest::newRow("comma") << u"a,b"_s << QByteArray("\"a,b\"");
    QTest::newRow("quote") << u"say \"hi\""_s << QByteArray("\"say \"\"hi\"\"\"");
    QTest::newRow("line break") << u"a\nb"_s << QByteArray("\"a\nb\"");
    QTest::newRow("blanks") << u" a "_s << QByteArray("\" a \"");
    QTest::newRow("=") << u"=1+1"_s << QByteArray("'=1+1");
    QTest::newRow("+") << u"+49 30"_s << QByteArray("'+49 30");
    QTest::newRow("-") << u"-5"_s << QByteArray("'-5");
    QTest::newRow("@") << u"@SUM(A1)"_s << QByteArray("'@SUM(A1)");
    QTest::newRow("tab") << u"\t=1"_s << QByteArray("\"'\t=1\"");
    QTest::newRow("cr") << u"\r=1"_s << QByteArray("\"'\r=1\"");
    QTest::newRow("apostrophe") << u"'tis"_s << QByteArray("''tis");
    QTest::newRow("= and comma") << u"=A1,B1"_s << QByteArray("\"'=A1,B1\"");
}

void TestCsvWriter::cells()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, bytes);
    QCOMPARE(written({{text, u"z"_s}}), bytes + ",z\r\n");
}

void TestCsvWriter::literalsKeepTheirSign()
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const CsvCell cells[] = {CsvCell::literal(u"-1.5"_s), CsvCell{u"-1.5"_s}, CsvCell::literal(u"2026-11-23"_s)};
    QVERIFY(CsvWriter(buffer).writeRow(cells));
    QCOMPARE(buffer.data(), QByteArray("-1.5,'-1.5,2026-11-23\r\n"));
}

void TestCsvWriter::byteOrderMarkAndDelimiter()
{
    QCOMPARE(written({{u"a"_s, u"b;c"_s}, {u"d"_s, u"e"_s}}, {';', true}), QByteArray("\xEF\xBB\xBF"
                                                                                      "a;\"b;c\"\r\nd;e\r\n"));
}

void TestCsvWriter::nothingIsMistakenForTheFilesBeginning_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("sep line") << u"sep=|"_s;
    QTest::newRow("mark") << u"\uFEFFname"_s;
    QTest::newRow("empty row") << QString();
}

void TestCsvWriter::nothingIsMistakenForTheFilesBeginning()
{
    QFETCH(QString, text);
    QTemporaryDir dir;
    QFile file(dir.filePath(u"out.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QList<QStringList> rows{{text}, {u"x"_s}, {QString()}};
    file.write(written(rows));
    file.close();
    QCOMPARE(readBack(file.fileName()), rows);
}

void TestCsvWriter::nulIsRefused()
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    CsvWriter writer(buffer);
    const auto done = writer.writeRow(QStringList{u"a"_s, u"b"_s + QChar(u'\0')});
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::InvalidInput);
    QVERIFY(done.error().message.contains(u"Row 1, column 2"_s));
    QVERIFY(buffer.data().isEmpty());
}

void TestCsvWriter::failingDeviceIsReported()
{
    QFile full(u"/dev/full"_s);
    if (!full.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) {
        QSKIP("skipped: there is no /dev/full");
    }
    const auto done = CsvWriter(full).writeRow(QStringList{u"a"_s});
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::DiskFull);
    QBuffer closed;
    closed.open(QIODevice::ReadOnly);
    QTest::ignoreMessage(QtWarningMsg, "QIODevice::write (QBuffer): ReadOnly device");
    QCOMPARE(CsvWriter(closed).writeRow(QStringList{u"a"_s}).error().code, ErrorCode::Io);
}

void TestCsvWriter::whatIsWrittenIsReadBack()
{
    QTemporaryDir dir;
    QVERIFY(rc::check("rows written and read again are equal", [&] {
        const auto columns = *rc::gen::inRange<size_t>(1, 5);
        const auto texts = *rc::gen::container<std::vector<std::vector<QString>>>(
            rc::gen::container<std::vector<QString>>(columns, anyText()));
        RC_PRE(!texts.empty());
        QList<QStringList> rows;
        for (const auto &row : texts) {
            rows += QStringList(row.begin(), row.end());
        }
        QFile file(dir.filePath(u"out.csv"_s));
        RC_ASSERT(file.open(QIODevice::WriteOnly));
        file.write(written(rows));
        file.close();
        RC_ASSERT(readBack(file.fileName()) == rows);
    }));
}

MUSTER_GUILESS_TEST(TestCsvWriter)

}

#include "tst_csv_writer.moc"
