#include "ledger/canonical.h"
#include "ledger/json_writer.h"
#include "support/test_program.h"

#include <QTest>

#include <rapidcheck.h>

namespace tst_json_writer {

using namespace muster::ledger;
using namespace Qt::StringLiterals;

class TestJsonWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nestsAndSeparates();
    void escapesAsRfc8785Says();
    void escapesWhereverTheyStand();
    void utf16EqualsUtf8();
    void everyStringReadsBack();
    void whatALineCanNotHoldIsNoticed_data();
    void whatALineCanNotHoldIsNoticed();
    void canBeUsedAgain();
};

void TestJsonWriter::nestsAndSeparates()
{
    JsonWriter json;
    json.beginObject();
    json.key("a");
    json.beginArray();
    json.endArray();
    json.key("b");
    json.beginArray();
    json.beginObject();
    json.endObject();
    json.integer(-1);
    json.boolean(true);
    json.boolean(false);
    json.null();
    json.string(std::string_view("x"));
    json.endArray();
    json.key("c");
    json.beginObject();
    json.key("a");
    json.raw("{\"deep\":[1,2]}");
    json.key("z");
    json.integer(largestInteger);
    json.endObject();
    json.key("d");
    json.string(u"y"_s);
    json.endObject();
    QVERIFY(json.isValid());
    QCOMPARE(json.bytes(), std::string(R"({"a":[],"b":[{},-1,true,false,null,"x"],)"
                                       R"("c":{"a":{"deep":[1,2]},"z":9007199254740991},"d":"y"})"));
    QVERIFY(parseCanonical(json.bytes()).has_value());
}

// The string of RFC 8785 §3.2.3, and that a solidus, DEL and what is not ASCII stand as they are.
void TestJsonWriter::escapesAsRfc8785Says()
{
    const std::string rfcExample = "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"";
    JsonWriter json;
    json.string(u"€$\u000F\nA'B\"\\\\\"/"_s);
    QCOMPARE(json.take(), rfcExample);
    const std::string controls = "\"\\u0001\\u0007\\b\\t\\n\\u000b\\f\\r\\u001f\x7f é 😀\"";
    json.string(std::string_view("\x01\x07\b\t\n\x0b\f\r\x1f\x7f é 😀"));
    QCOMPARE(json.take(), controls);
}

void TestJsonWriter::escapesWhereverTheyStand()
{
    for (const auto &[byte, escaped] :
         {std::pair('"', "\\\""), std::pair('\\', "\\\\"), std::pair('\x1f', "\\u001f")}) {
        for (size_t at = 0; at < 20; ++at) {
            for (const std::string_view around : {"!", "\xc3\xbf", "~", " "}) {
                std::string before, behind;
                for (size_t i = 0; i < at; ++i)
                    before += around;
                for (size_t i = at; i < 20; ++i)
                    behind += around;
                JsonWriter json;
                json.string(before + byte + behind);
                QVERIFY(json.isValid());
                QCOMPARE(json.take(), '"' + before + escaped + behind + '"');
            }
        }
    }
}

void TestJsonWriter::utf16EqualsUtf8()
{
    const QString text = u"naïve — 監査 😀 \u0001 \"quoted\""_s;
    JsonWriter fromUtf16;
    fromUtf16.string(text);
    JsonWriter fromUtf8;
    fromUtf8.string(std::string_view(text.toStdString()));
    QCOMPARE(fromUtf16.bytes(), fromUtf8.bytes());
    QVERIFY(fromUtf16.isValid() && fromUtf8.isValid());
}

void TestJsonWriter::everyStringReadsBack()
{
    const bool ok = rc::check([](const std::vector<char16_t> &units) {
        const QString text = QString::fromUtf16(units.data(), qsizetype(units.size()));
        JsonWriter json;
        json.string(text);
        RC_ASSERT(json.isValid() == (text.isValidUtf16() && !text.contains(QChar::Null)));
        if (json.isValid()) {
            const auto read = parseCanonical(json.bytes());
            RC_ASSERT(read.has_value());
            RC_ASSERT(QString::fromStdString(read->get<std::string>()) == text);
        }
    });
    QVERIFY(ok);
}

void TestJsonWriter::whatALineCanNotHoldIsNoticed_data()
{
    using Write = std::function<void(JsonWriter &)>;
    QTest::addColumn<Write>("write");
    QTest::newRow("too big") << Write([](JsonWriter &json) { json.integer(largestInteger + 1); });
    QTest::newRow("too small") << Write([](JsonWriter &json) { json.integer(-largestInteger - 1); });
    QTest::newRow("bad UTF-8") << Write([](JsonWriter &json) { json.string(std::string_view("a\xff")); });
    QTest::newRow("overlong") << Write([](JsonWriter &json) { json.string(std::string_view("\xc0\xaf")); });
    QTest::newRow("surrogate in UTF-8") << Write(
        [](JsonWriter &json) { json.string(std::string_view("\xed\xa0\x80")); });
    QTest::newRow("lone surrogate") << Write([](JsonWriter &json) { json.string(QString(QChar(0xD800))); });
    QTest::newRow("U+0000") << Write([](JsonWriter &json) { json.string(std::string_view("a\0b", 3)); });
    QTest::newRow("key not ASCII") << Write([](JsonWriter &json) {
        json.beginObject();
        json.key("é");
        json.null();
        json.endObject();
    });
}

void TestJsonWriter::whatALineCanNotHoldIsNoticed()
{
    QFETCH(std::function<void(JsonWriter &)>, write);
    JsonWriter json;
    json.beginArray();
    write(json);
    json.integer(1);
    json.endArray();
    QVERIFY(!json.isValid());
}

void TestJsonWriter::canBeUsedAgain()
{
    JsonWriter json;
    json.beginObject();
    json.key("z");
    json.integer(largestInteger + 1);
    json.clear();
    QVERIFY(json.isValid());
    json.beginObject();
    json.key("a");
    json.null();
    json.endObject();
    QCOMPARE(json.take(), std::string(R"({"a":null})"));
    QVERIFY(json.bytes().empty());
}

MUSTER_GUILESS_TEST(TestJsonWriter)

}

#include "tst_json_writer.moc"
