#include "exchange/encoding.h"
#include "support/test_program.h"

#include <QBuffer>
#include <QTest>

#include <rapidcheck.h>

namespace tst_encoding {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::exchange;

namespace {

Result<Encoding> detect(QByteArray bytes)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    return detectEncoding(buffer, u"in.csv"_s);
}

QByteArray utf16(const QString &text, bool little)
{
    QByteArray bytes;
    for (const QChar c : text) {
        const char low = static_cast<char>(c.unicode() & 0xFF);
        const char high = static_cast<char>(c.unicode() >> 8);
        bytes += little ? low : high;
        bytes += little ? high : low;
    }
    return bytes;
}

/// Decodes `bytes` in chunks of `step`; the error's message where there is one.
QString decoded(Encoding encoding, const QByteArray &bytes, int step, qint64 *replaced = nullptr)
{
    Decoder decoder(encoding);
    std::string out;
    for (int at = 0; at < bytes.size(); at += step) {
        const QByteArray part = bytes.mid(at, step);
        if (const auto done = decoder.decode({part.data(), static_cast<size_t>(part.size())}, out); !done) {
            return u"error: "_s + done.error().message;
        }
    }
    if (const auto done = decoder.finish(); !done) {
        return u"error: "_s + done.error().message;
    }
    if (replaced) {
        *replaced = decoder.replaced();
    }
    return QString::fromStdString(out);
}

}

class TestEncoding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesRoundTrip();
    void aliases_data();
    void aliases();
    void unknownNameSaysWhichAreKnown();
    void detects_data();
    void detects();
    void detectsBeyondTheFirstChunk();
    void refuses_data();
    void refuses();
    void decodesInAnyChunks_data();
    void decodesInAnyChunks();
    void undefinedBytesAreCounted();
    void malformed_data();
    void malformed();
    void anyTextSurvivesAnyChunking();
};

void TestEncoding::namesRoundTrip()
{
    for (const Encoding e :
         {Encoding::Utf8, Encoding::Utf8Bom, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252}) {
        QCOMPARE(encodingFromName(encodingName(e)).value(), e);
    }
}

void TestEncoding::aliases_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("encoding");
    QTest::newRow("cp1252") << u"cp1252"_s << int(Encoding::Windows1252);
    QTest::newRow("latin1") << u"Latin1"_s << int(Encoding::Windows1252);
    QTest::newRow("iso") << u"ISO-8859-1"_s << int(Encoding::Windows1252);
    QTest::newRow("utf8") << u"utf8"_s << int(Encoding::Utf8);
    QTest::newRow("sig") << u"utf-8-sig"_s << int(Encoding::Utf8Bom);
    QTest::newRow("16le") << u"utf_16_le"_s << int(Encoding::Utf16Le);
    QTest::newRow("16be") << u"UTF-16 BE"_s << int(Encoding::Utf16Be);
}

void TestEncoding::aliases()
{
    QFETCH(QString, name);
    QFETCH(int, encoding);
    QCOMPARE(int(encodingFromName(name).value()), encoding);
}

void TestEncoding::unknownNameSaysWhichAreKnown()
{
    const auto found = encodingFromName(u"koi8-r");
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::InvalidInput);
    QVERIFY(found.error().message.contains(u"koi8-r"_s) && found.error().message.contains(u"windows-1252"_s));
    QVERIFY(!encodingFromName(u""));
}

void TestEncoding::detects_data()
{
    const QString text = u"name,note\nZoë,für – 日\n"_s;
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("encoding");
    QTest::newRow("ascii") << QByteArray("a,b\n1,2\n") << int(Encoding::Utf8);
    QTest::newRow("utf-8") << text.toUtf8() << int(Encoding::Utf8);
    QTest::newRow("bom") << QByteArray("\xEF\xBB\xBF"
                                       "a,b\n")
                         << int(Encoding::Utf8Bom);
    QTest::newRow("16le bom") << QByteArray("\xFF\xFE") + utf16(text, true) << int(Encoding::Utf16Le);
    QTest::newRow("16be bom") << QByteArray("\xFE\xFF") + utf16(text, false) << int(Encoding::Utf16Be);
    QTest::newRow("16le") << utf16(text, true) << int(Encoding::Utf16Le);
    QTest::newRow("16be") << utf16(text, false) << int(Encoding::Utf16Be);
    QTest::newRow("1252") << QByteArray("name,note\nZo\xEB,it\x92s\n") << int(Encoding::Windows1252);
    QTest::newRow("cut off utf-8") << QByteArray("a,b\nZo\xC3") << int(Encoding::Windows1252);
    QTest::newRow("one control") << QByteArray("a,b\n1\x02,2\n") << int(Encoding::Utf8);
}

void TestEncoding::detects()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, encoding);
    QCOMPARE(int(detect(bytes).value()), encoding);
}

void TestEncoding::detectsBeyondTheFirstChunk()
{
    const QByteArray ascii = QByteArray("a,b\n").repeated(50000);
    QCOMPARE(detect(ascii + "Zo\xEB\n").value(), Encoding::Windows1252);
    // The two bytes of ë fall into different chunks of 65,536.
    const QByteArray split = QByteArray(65535, 'x') + "\xC3\xAB\n";
    QCOMPARE(detect(split).value(), Encoding::Utf8);
    QVERIFY(!detect(ascii + QByteArray(1, '\0')));
}

void TestEncoding::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("part");
    QTest::newRow("empty") << QByteArray() << u"empty"_s;
    QTest::newRow("mark alone") << QByteArray("\xEF\xBB\xBF") << u"empty"_s;
    QTest::newRow("workbook") << QByteArray("PK\x03\x04 some") << u"workbook"_s;
    QTest::newRow("pdf") << QByteArray("%PDF-1.7\n") << u"PDF"_s;
    QTest::newRow("utf-32") << QByteArray("\xFF\xFE\0\0a\0\0\0", 8) << u"UTF-32"_s;
    QTest::newRow("nul") << QByteArray("a,b\n1\0,2\n", 9) << u"binary"_s;
    QTest::newRow("controls") << QByteArray("\x01\x02\x03\x04zz").repeated(20) << u"binary"_s;
    QTest::newRow("no encoding") << QByteArray("a\x81\x8F"
                                               "b")
                                        .repeated(20)
                                 << u"neither"_s;
}

void TestEncoding::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, part);
    const auto found = detect(bytes);
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::InvalidInput);
    QVERIFY2(found.error().message.contains(part), qPrintable(found.error().message));
    QVERIFY2(found.error().message.startsWith(u"in.csv "_s), qPrintable(found.error().message));
}

void TestEncoding::decodesInAnyChunks_data()
{
    QTest::addColumn<int>("encoding");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    const QString text = u"aé–日😀z"_s;
    QTest::newRow("utf-8") << int(Encoding::Utf8) << text.toUtf8() << text;
    QTest::newRow("utf-8 bom") << int(Encoding::Utf8Bom) << QByteArray("\xEF\xBB\xBF") + text.toUtf8() << text;
    QTest::newRow("mark's beginning") << int(Encoding::Utf8) << QByteArray("\xEF\xBC\xA1") << u"Ａ"_s;
    QTest::newRow("16le") << int(Encoding::Utf16Le) << QByteArray("\xFF\xFE") + utf16(text, true) << text;
    QTest::newRow("16be") << int(Encoding::Utf16Be) << utf16(text, false) << text;
    QTest::newRow("1252") << int(Encoding::Windows1252) << QByteArray("\x80 \x93x\x94 \xFF") << u"€ “x” ÿ"_s;
}

void TestEncoding::decodesInAnyChunks()
{
    QFETCH(int, encoding);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    for (int step = 1; step <= bytes.size(); ++step) {
        QCOMPARE(decoded(Encoding(encoding), bytes, step), text);
    }
}

void TestEncoding::undefinedBytesAreCounted()
{
    qint64 replaced = 0;
    QCOMPARE(decoded(Encoding::Windows1252,
                     "a\x81"
                     "b\x9D",
                     3, &replaced),
             u"a\uFFFDb\uFFFD"_s);
    QCOMPARE(replaced, 2);
}

void TestEncoding::malformed_data()
{
    QTest::addColumn<int>("encoding");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("stray byte") << int(Encoding::Utf8) << QByteArray("it\x92s");
    QTest::newRow("overlong") << int(Encoding::Utf8) << QByteArray("\xC0\xAF");
    QTest::newRow("overlong 3") << int(Encoding::Utf8) << QByteArray("\xE0\x80\xAF");
    QTest::newRow("surrogate") << int(Encoding::Utf8) << QByteArray("\xED\xA0\x80");
    QTest::newRow("too large") << int(Encoding::Utf8) << QByteArray("\xF4\x90\x80\x80");
    QTest::newRow("cut off") << int(Encoding::Utf8) << QByteArray("a\xE2\x82");
    QTest::newRow("half mark") << int(Encoding::Utf8) << QByteArray("\xEF\xBB");
    QTest::newRow("nul") << int(Encoding::Utf8) << QByteArray("a\0b", 3);
    QTest::newRow("1252 nul") << int(Encoding::Windows1252) << QByteArray("a\0b", 3);
    QTest::newRow("odd") << int(Encoding::Utf16Le) << QByteArray("a\0b", 3);
    QTest::newRow("low alone") << int(Encoding::Utf16Be) << QByteArray("\xDC\x00", 2);
    QTest::newRow("high alone") << int(Encoding::Utf16Be)
                                << QByteArray("\xD8\x00\x00"
                                              "a",
                                              4);
    QTest::newRow("high at end") << int(Encoding::Utf16Be) << QByteArray("\xD8\x00", 2);
    QTest::newRow("other way round") << int(Encoding::Utf16Be)
                                     << QByteArray("\xFF\xFE"
                                                   "a\0",
                                                   4);
}

void TestEncoding::malformed()
{
    QFETCH(int, encoding);
    QFETCH(QByteArray, bytes);
    for (const int step : {1, 100}) {
        QVERIFY(decoded(Encoding(encoding), bytes, step).startsWith(u"error: "_s));
    }
}

void TestEncoding::anyTextSurvivesAnyChunking()
{
    QVERIFY(rc::check("UTF-8 and UTF-16 decode to the same text", [] {
        const auto points = *rc::gen::container<std::vector<char32_t>>(
            rc::gen::oneOf(rc::gen::inRange<char32_t>(1, 0xD800), rc::gen::inRange<char32_t>(0xE000, 0xFFFE),
                           rc::gen::inRange<char32_t>(0x10000, 0x110000)));
        const QString text = u'x' + QString::fromUcs4(points.data(), qsizetype(points.size()));
        const int step = *rc::gen::inRange(1, 9);
        RC_ASSERT(decoded(Encoding::Utf8, text.toUtf8(), step) == text);
        RC_ASSERT(decoded(Encoding::Utf16Le, utf16(text, true), step) == text);
        RC_ASSERT(decoded(Encoding::Utf16Be, utf16(text, false), step) == text);
    }));
}

MUSTER_GUILESS_TEST(TestEncoding)

}

#include "tst_encoding.moc"
