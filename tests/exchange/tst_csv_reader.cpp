#include "exchange/csv_reader.h"
#include "support/test_program.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace tst_csv_reader {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::exchange;

namespace {

struct Rows
{
    QList<QStringList> rows;
    QList<qint64> numbers;
    QList<qint64> lines;
    QStringList headers;
    QString error;
    char delimiter = 0;
};

Rows readFile(const QString &path, const CsvOptions &options = {})
{
    Rows result;
    const auto reader = CsvReader::open(path, options);
    if (!reader) {
        result.error = reader.error().message;
        return result;
    }
    result.headers = (*reader)->headers();
    result.delimiter = (*reader)->delimiter();
    CsvRow row;
    while (true) {
        const auto more = (*reader)->next(row);
        if (!more) {
            result.error = more.error().message;
        }
        if (!more || !*more) {
            return result;
        }
        QStringList fields;
        for (const std::string_view field : row.fields) {
            fields += fieldText(field);
        }
        result.rows += fields;
        result.numbers += row.number;
        result.lines += row.line;
    }
}

/// One sentence, on one line, that names the file.
bool isSentence(const QString &message)
{
    return message.contains(u"in.csv"_s) && message.endsWith(u'.') && !message.contains(u'\n');
}

}

class TestCsvReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void records_data();
    void records();
    void linesAndNumbers();
    void headersAreKept();
    void delimiter_data();
    void delimiter();
    void delimiterThatIsGiven();
    void withoutHeader();
    void formulasAreTakenBack();
    void encodings();
    void undecodableCellIsNamed();
    void refusals_data();
    void refusals();
    void refusesWhatIsNoFile();
    void oversizedField();
    void tooManyColumns();
    void rowsBeforeAnErrorAreHandedOut();
    void fieldsAcrossChunks();
    void progressReachesTheEnd();
    void fixture();
    void federalInventories_data();
    void federalInventories();
    void isQuick();

private:
    QString write(const QByteArray &bytes);
    Rows read(const QByteArray &bytes, const CsvOptions &options = {}) { return readFile(write(bytes), options); }

    QTemporaryDir m_dir;
};

void TestCsvReader::initTestCase()
{
    QVERIFY(m_dir.isValid());
}

QString TestCsvReader::write(const QByteArray &bytes)
{
    QFile file(m_dir.filePath(u"in.csv"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        return QString();
    }
    return file.fileName();
}

void TestCsvReader::records_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<QStringList>>("rows");
    const QList<QStringList> plain{{u"1"_s, u"2"_s}, {u"3"_s, u"4"_s}};
    QTest::newRow("lf") << QByteArray("a,b\n1,2\n3,4\n") << plain;
    QTest::newRow("crlf") << QByteArray("a,b\r\n1,2\r\n3,4\r\n") << plain;
    QTest::newRow("cr") << QByteArray("a,b\r1,2\r3,4\r") << plain;
    QTest::newRow("no last line end") << QByteArray("a,b\n1,2\n3,4") << plain;
    QTest::newRow("blank lines") << QByteArray("\n\r\na,b\n\n1,2\n  \n3,4\n\n") << plain;
    QTest::newRow("header alone") << QByteArray("a,b\n") << QList<QStringList>{};
    QTest::newRow("blanks around") << QByteArray("a,b\n 1 ,\t2\n\" 3 \", \"4\" \n")
                                   << QList<QStringList>{{u"1"_s, u"2"_s}, {u" 3 "_s, u"4"_s}};
    QTest::newRow("line breaks") << QByteArray("a,b\n\"x\r\ny\nz\",2\n")
                                 << QList<QStringList>{{u"x\r\ny\nz"_s, u"2"_s}};
    QTest::newRow("quotes") << QByteArray("a,b\n\"say \"\"hi\"\"\",\"\"\n")
                            << QList<QStringList>{{u"say \"hi\""_s, QString()}};
    QTest::newRow("quote inside") << QByteArray("a,b\n5\" pipe,2\n") << QList<QStringList>{{u"5\" pipe"_s, u"2"_s}};
    QTest::newRow("quote not doubled") << QByteArray("a,b\n\"a \"b\" c\",2\n")
                                       << QList<QStringList>{{u"a \"b\" c"_s, u"2"_s}};
    QTest::newRow("ragged") << QByteArray("a,b\n1\n1,2,3\n,\n")
                            << QList<QStringList>{{u"1"_s}, {u"1"_s, u"2"_s, u"3"_s}, {QString(), QString()}};
    QTest::newRow("ends in comma") << QByteArray("a,b\n1,") << QList<QStringList>{{u"1"_s, QString()}};
}

void TestCsvReader::records()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QList<QStringList>, rows);
    const Rows got = read(bytes);
    QCOMPARE(got.error, QString());
    QCOMPARE(got.rows, rows);
    QCOMPARE(got.headers, QStringList({u"a"_s, u"b"_s}));
}

void TestCsvReader::linesAndNumbers()
{
    const Rows got = read("a,b\r\n1,\"x\r\ny\"\r\n\r\n3,4\n\"p\rq\",5\n6,7\n");
    QCOMPARE(got.error, QString());
    QCOMPARE(got.numbers, QList<qint64>({1, 2, 3, 4}));
    QCOMPARE(got.lines, QList<qint64>({2, 5, 6, 8}));
}

void TestCsvReader::headersAreKept()
{
    const QString longName(250, u'h');
    const Rows got = read("If Other,\"" + longName.toUtf8() + "\",If Other,\" two\nlines \",\n1,2,3,4,5\n");
    QCOMPARE(got.headers, QStringList({u"If Other"_s, longName, u"If Other"_s, u" two\nlines "_s, QString()}));
    QCOMPARE(got.rows.size(), 1);
}

void TestCsvReader::delimiter_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<char>("delimiter");
    QTest::addColumn<int>("columns");
    QTest::newRow("comma") << QByteArray("a,b,c\n1;2,2,3\n") << ',' << 3;
    QTest::newRow("semicolon, decimal commas") << QByteArray("a;b\n1,5;2,5\n3,5;4,5\n") << ';' << 2;
    QTest::newRow("tab") << QByteArray("a\tb\tc\nx, y\t\t3\n") << '\t' << 3;
    QTest::newRow("bar") << QByteArray("a|b\n1|2\n") << '|' << 2;
    QTest::newRow("inside quotes") << QByteArray("\"a;b;c;d\",e\n\"1;2;3;4\",5\n") << ',' << 2;
    QTest::newRow("line breaks in quotes") << QByteArray("a;b\n\"x,\ny,\nz\";2\n") << ';' << 2;
    QTest::newRow("one column") << QByteArray("name\nfoo\nbar\n") << ',' << 1;
    QTest::newRow("sep line") << QByteArray("sep=|\r\na,b|c\r\n1|2\r\n") << '|' << 2;
}

void TestCsvReader::delimiter()
{
    QFETCH(QByteArray, bytes);
    QFETCH(char, delimiter);
    QFETCH(int, columns);
    const Rows got = read(bytes);
    QCOMPARE(got.error, QString());
    QCOMPARE(got.delimiter, delimiter);
    QCOMPARE(got.headers.size(), columns);
    if (bytes.startsWith("sep")) {
        QCOMPARE(got.lines, QList<qint64>{3});
    }
}

void TestCsvReader::delimiterThatIsGiven()
{
    CsvOptions options;
    options.delimiter = '|';
    const Rows got = read("a,b\n1,2|3\n", options);
    QCOMPARE(got.delimiter, '|');
    QCOMPARE(got.headers, QStringList{u"a,b"_s});
    QCOMPARE(got.rows, QList<QStringList>({{u"1,2"_s, u"3"_s}}));
}

void TestCsvReader::withoutHeader()
{
    CsvOptions options;
    options.hasHeader = false;
    const Rows got = read("1,2,3\n4,5,6\n", options);
    QCOMPARE(got.headers, QStringList({QString(), QString(), QString()}));
    QCOMPARE(got.rows.size(), 2);
    QCOMPARE(got.rows.front(), QStringList({u"1"_s, u"2"_s, u"3"_s}));
    QCOMPARE(got.numbers, QList<qint64>({1, 2}));
}

void TestCsvReader::formulasAreTakenBack()
{
    const QByteArray bytes = "a,b,c,d\n'=1+1,''x,'tis,'\n";
    QCOMPARE(read(bytes).rows.front(), QStringList({u"=1+1"_s, u"'x"_s, u"'tis"_s, u"'"_s}));
    CsvOptions asTheyAre;
    asTheyAre.unescapeFormulas = false;
    QCOMPARE(read(bytes, asTheyAre).rows.front().front(), u"'=1+1"_s);
}

void TestCsvReader::encodings()
{
    const QString text = u"é,b\n–,日\n"_s;
    QByteArray wide("\xFF\xFE");
    wide.append(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
    const QList<QStringList> rows{{u"–"_s, u"日"_s}};
    QCOMPARE(read(text.toUtf8()).rows, rows);
    QCOMPARE(read("\xEF\xBB\xBF" + text.toUtf8()).headers.front(), u"é"_s);
    QCOMPARE(read(wide).rows, rows);
    QCOMPARE(read("\xE9,b\n\x96,x\n").rows, QList<QStringList>({{u"–"_s, u"x"_s}}));
    CsvOptions wrong;
    wrong.encoding = Encoding::Utf8;
    const QString error = read("a,b\r\n1,2\r\n3,it\x92s\r\n", wrong).error;
    QVERIFY2(isSentence(error) && error.contains(u"line 3"_s) && error.contains(u"0x92"_s), qPrintable(error));
    const QString late = read(QByteArray("a,b\n").repeated(70000) + "\x92", wrong).error;
    QVERIFY2(late.contains(u"line 70001:"_s), qPrintable(late));
}

void TestCsvReader::undecodableCellIsNamed()
{
    const auto reader = CsvReader::open(write("a,b,c\nx,\xE9,z\nx,y,\x81\n"));
    QVERIFY(reader);
    QCOMPARE((*reader)->encoding(), Encoding::Windows1252);
    CsvRow row;
    QVERIFY(*(*reader)->next(row));
    QCOMPARE(row.undecodable, -1);
    QVERIFY(*(*reader)->next(row));
    QCOMPARE(row.undecodable, 2);
    QVERIFY(!*(*reader)->next(row));
}

void TestCsvReader::refusals_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("parts");
    QTest::newRow("empty") << QByteArray() << QStringList{u"empty"_s};
    QTest::newRow("blank lines") << QByteArray("\n  \r\n\n") << QStringList{u"blank lines"_s};
    QTest::newRow("empty header") << QByteArray("\n,,\n1,2,3\n") << QStringList{u"header is empty"_s, u"line 2"_s};
    QTest::newRow("numbers only") << QByteArray("1,2.5,-3\n4,5,6\n") << QStringList{u"only numbers"_s, u"line 1"_s};
    QTest::newRow("binary") << QByteArray("a,b\n\0\1\2", 7) << QStringList{u"binary"_s};
    QTest::newRow("never closed") << QByteArray("a,b\n1,2\n3,\"x\ny,z\n")
                                  << QStringList{u"row 2"_s, u"line 3"_s, u"column 2"_s, u"never closed"_s};
    QTest::newRow("never closed, after breaks")
        << QByteArray("a,b\n1,2\n\"k\nl\",\"x\ny,z\n") << QStringList{u"row 2"_s, u"line 4"_s, u"column 2"_s};
    QTest::newRow("header never closed") << QByteArray("a,\"b\n1,2\n") << QStringList{u"header"_s, u"line 1"_s};
    QTest::newRow("closed by the next quote")
        << QByteArray("a,b\n1,\"x\n2,\"y\"\n3,4\n") << QStringList{u"row 1"_s, u"line 2"_s, u"not closed properly"_s};
}

void TestCsvReader::refusals()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, parts);
    const QString error = read(bytes).error;
    QVERIFY2(isSentence(error), qPrintable(error));
    for (const QString &part : parts) {
        QVERIFY2(error.contains(part), qPrintable(error));
    }
}

void TestCsvReader::refusesWhatIsNoFile()
{
    QCOMPARE(CsvReader::open(m_dir.filePath(u"none.csv"_s)).error().code, ErrorCode::NotFound);
    const auto folder = CsvReader::open(m_dir.path());
    QCOMPARE(folder.error().code, ErrorCode::InvalidInput);
    QVERIFY(folder.error().message.contains(u"folder"_s));
    QCOMPARE(CsvReader::open(u"/dev/null"_s).error().code, ErrorCode::InvalidInput);
    CsvOptions quote;
    quote.delimiter = '"';
    QVERIFY(!CsvReader::open(write("a,b\n"), quote));
}

void TestCsvReader::oversizedField()
{
    CsvOptions options;
    options.maxFieldBytes = 1000;
    const QByteArray good(1000, 'x');
    QCOMPARE(read("a,b\n1," + good + "\n", options).error, QString());
    for (const QByteArray &big : {good + 'x', QByteArray(200000, 'x')}) {
        const QString error = read("a,b\n1,2\n3," + big + "\n", options).error;
        QVERIFY2(isSentence(error) && error.contains(u"row 2, line 3, column 2"_s), qPrintable(error));
    }
    const QString open = read("a,b\n1,2\n3,\"" + QByteArray("x,y\n").repeated(500000), CsvOptions{}).error;
    QVERIFY2(open.contains(u"row 2, line 3, column 2"_s) && open.contains(u"quote"_s), qPrintable(open));
}

void TestCsvReader::tooManyColumns()
{
    CsvOptions options;
    options.maxColumns = 10;
    QCOMPARE(read("a,b,c,d,e,f,g,h,i,j\n", options).error, QString());
    QVERIFY(read("a,b\n1,2,3,4,5,6,7,8,9,10,11\n", options).error.contains(u"row 1"_s));
    QVERIFY(read("a,b\n" + QByteArray(300000, ',')).error.contains(u"16384 columns"_s));
    options.maxRowBytes = 8;
    QVERIFY(read("a,b\n12345,6789\n", options).error.contains(u"row is larger"_s));
}

void TestCsvReader::rowsBeforeAnErrorAreHandedOut()
{
    const auto reader = CsvReader::open(write("a,b\n" + QByteArray("1,2\n").repeated(30000) + "3,\"open\n"));
    QVERIFY(reader);
    CsvRow row;
    for (int n = 0; n < 30000; ++n) {
        QVERIFY(*(*reader)->next(row));
    }
    QVERIFY(!(*reader)->next(row));
    QVERIFY(!(*reader)->next(row));
}

void TestCsvReader::fieldsAcrossChunks()
{
    // Rows of 997 bytes: chunk borders fall into every part of a row, line breaks and quotes included.
    QByteArray bytes("id,text\r\n");
    QList<QStringList> rows;
    for (int n = 0; n < 2000; ++n) {
        const QString text = QString(480, u'é') + u"\r\n\""_s + QString::number(n) + u"\","_s;
        rows += QStringList{QString::number(n), text};
        bytes += QByteArray::number(n) + ",\"" + QString(text).replace(u'"', u"\"\""_s).toUtf8() + "\"\r\n";
    }
    const Rows got = read(bytes);
    QCOMPARE(got.error, QString());
    QCOMPARE(got.rows, rows);
    QCOMPARE(got.lines.back(), 2 + 1999 * 2);
}

void TestCsvReader::progressReachesTheEnd()
{
    const auto reader = CsvReader::open(write("a,b\n" + QByteArray("1,2\n").repeated(100000)));
    QVERIFY(reader);
    QCOMPARE((*reader)->bytesTotal(), 400004);
    QVERIFY((*reader)->bytesRead() < 400004);
    CsvRow row;
    while (*(*reader)->next(row)) {
    }
    QCOMPARE((*reader)->bytesRead(), 400004);
    QCOMPARE(row.number, 100000);
}

void TestCsvReader::fixture()
{
    const Rows got = readFile(QStringLiteral(MUSTER_SOURCE_DIR "/tests/exchange/fixtures/excel-western.csv"));
    QCOMPARE(got.error, QString());
    QCOMPARE(got.delimiter, ';');
    QCOMPARE(got.headers, QStringList({u"Verfahren"_s, u"Zuständig"_s, u"Sonstiges"_s, u"Sonstiges"_s}));
    QCOMPARE(got.rows.size(), 3);
    QCOMPARE(got.rows[1][0], u"Wöchentlicher Bericht –\nEntwurf"_s);
    QCOMPARE(got.rows[2][2], u"-5 %"_s);
}

void TestCsvReader::federalInventories_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("encoding");
    QTest::newRow("2023") << u"federal-ai-use-cases-2023.csv"_s << 710 << 10 << int(Encoding::Utf8);
    QTest::newRow("2024") << u"federal-ai-use-cases-2024.csv"_s << 2133 << 62 << int(Encoding::Windows1252);
}

void TestCsvReader::federalInventories()
{
    QFETCH(QString, name);
    QFETCH(int, rows);
    QFETCH(int, columns);
    QFETCH(int, encoding);
    const QString shared = qEnvironmentVariable("MUSTER_SHARED", QStringLiteral(MUSTER_SOURCE_DIR "/../shared"));
    const QString path = shared + u"/data/"_s + name;
    if (!QFile::exists(path)) {
        QSKIP(qPrintable(u"skipped: %1 is not there; set MUSTER_SHARED to the folder that holds data/"_s.arg(path)));
    }
    const auto reader = CsvReader::open(path);
    QVERIFY2(reader, qPrintable(reader ? QString() : reader.error().message));
    QCOMPARE(int((*reader)->encoding()), encoding);
    QCOMPARE((*reader)->delimiter(), ',');
    QCOMPARE((*reader)->headers().size(), columns);
    CsvRow row;
    while (*(*reader)->next(row)) {
        QCOMPARE(int(row.fields.size()), columns);
        QCOMPARE(row.undecodable, -1);
    }
    QCOMPARE(row.number, rows);
}

void TestCsvReader::isQuick()
{
    QByteArray bytes("c1,c2,c3,c4,c5,c6,c7,c8,c9,c10,c11,c12\n");
    for (int n = 0; n < 100000; ++n) {
        for (int column = 0; column < 12; ++column) {
            bytes += "some text " + QByteArray::number(100000000 + n) + (column == 11 ? '\n' : ',');
        }
    }
    const QString path = write(bytes);
    qint64 best = 1'000'000;
    for (int attempt = 0; attempt < 5; ++attempt) {
        QElapsedTimer timer;
        timer.start();
        const auto reader = CsvReader::open(path);
        CsvRow row;
        while (*(*reader)->next(row)) {
        }
        QCOMPARE(row.number, 100000);
        best = std::min(best, timer.elapsed());
    }
    qInfo("100,000 rows of 12 columns, %lld bytes: %lld ms", qlonglong(bytes.size()), qlonglong(best));
    QVERIFY2(best < 2000, "reading became an order of magnitude slower");
}

MUSTER_GUILESS_TEST(TestCsvReader)

}

#include "tst_csv_reader.moc"
