#include "json_generators.h"
#include "ledger/canonical.h"
#include "ledger/json_writer.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_canonical {

using namespace muster::ledger;
using muster::ErrorCode;
using nlohmann::json;

class TestCanonical : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesSortedAndTight();
    void refusesToWrite_data();
    void refusesToWrite();
    void readsOnlyItsOwnSpelling_data();
    void readsOnlyItsOwnSpelling();
    void nestingHasALimit();
    void whatIsWrittenReadsBack();
    void scannerFindsTheFacts();
    void scannerLeavesOtherTypesAlone();
    void scannerSaysWhereAndWhy_data();
    void scannerSaysWhereAndWhy();
    void scannerAgreesOnMutations();
    void scannerAgreesOnEveryPrefix();
};

namespace {

// Whether both readers, the one with a tree and the one without, take the line; they may never differ.
std::optional<bool> agreedVerdict(std::string_view line)
{
    const auto tree = parseCanonical(line);
    const bool byTree = tree && tree->is_object();
    const bool byScan = scanLine(line).has_value();
    return byTree == byScan ? std::optional(byTree) : std::nullopt;
}

std::string towers(int levels)
{
    return "{\"a\":" + std::string(std::size_t(levels - 1), '[') + std::string(std::size_t(levels - 1), ']') + "}";
}

QByteArray bytesOf(std::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

}

void TestCanonical::writesSortedAndTight()
{
    const json value = {{"b", {1, -2, 0, nullptr, true, false}}, {"a", {{"Z", "€"}, {"10", ""}, {"1", "\x0f"}}}};
    QCOMPARE(canonical(value).value(),
             std::string(R"({"a":{"1":"\u000f","10":"","Z":"€"},"b":[1,-2,0,null,true,false]})"));
    QCOMPARE(canonical(json::object()).value(), std::string("{}"));
    QCOMPARE(canonical(json(largestInteger)).value(), std::string("9007199254740991"));
}

void TestCanonical::refusesToWrite_data()
{
    QTest::addColumn<json>("value");
    QTest::newRow("fraction") << json{{"a", 0.5}};
    QTest::newRow("whole number as a fraction") << json{{"a", 1.0}};
    QTest::newRow("beyond 2^53 - 1") << json{{"a", largestInteger + 1}};
    QTest::newRow("below -2^53 + 1") << json{{"a", -largestInteger - 1}};
    QTest::newRow("unsigned beyond 2^63") << json{{"a", std::numeric_limits<std::uint64_t>::max()}};
    QTest::newRow("key not ASCII") << json{{"é", 1}};
    QTest::newRow("key with U+0000") << json{{std::string("a\0", 2), 1}};
    QTest::newRow("bad UTF-8") << json{{"a", "\xff"}};
    QTest::newRow("surrogate") << json{{"a", "\xed\xa0\x80"}};
    QTest::newRow("beyond U+10FFFF") << json{{"a", "\xf4\x90\x80\x80"}};
    QTest::newRow("cut sequence") << json{{"a", "\xe2\x82"}};
    QTest::newRow("U+0000") << json{{"a", std::string("x\0y", 3)}};
    QTest::newRow("binary") << json{{"a", json::binary({1, 2})}};
}

void TestCanonical::refusesToWrite()
{
    QFETCH(json, value);
    const auto written = canonical(value);
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::InvalidInput);
    QVERIFY(!written.error().message.isEmpty());
}

void TestCanonical::readsOnlyItsOwnSpelling_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("taken");
    const auto row = [](const char *name, std::string_view line, bool taken) {
        QTest::newRow(name) << bytesOf(line) << taken;
    };
    row("empty object", "{}", true);
    row("members", R"({"a":1,"b":[],"c":{},"d":"","e":null,"f":true,"g":false})", true);
    row("capital before small", R"({"B":1,"a":2})", true);
    row("prefix first", R"({"a":1,"aa":2})", true);
    row("empty key", R"({"":1,"a":2})", true);
    row("RFC 8785 string", R"({"string":"€$\u000f\nA'B\"\\\\\"/"})", true);
    row("solidus, DEL, line separators plain", "{\"a\":\"/\x7f\u2028\u2029\"}", true);
    row("escaped key by meaning", "{\"\\n\":1,\" \":2}", true);
    row("escaped key by bytes", "{\" \":2,\"\\n\":1}", false);
    row("largest", R"({"a":9007199254740991,"b":-9007199254740991})", true);
    row("one larger", R"({"a":9007199254740992})", false);
    row("one smaller", R"({"a":-9007199254740992})", false);
    row("far larger", R"({"a":18446744073709551616})", false);
    row("not an object", "[1]", false);
    row("nothing", "", false);
    row("space", R"({"a": 1})", false);
    row("trailing LF", "{\"a\":1}\n", false);
    row("trailing NUL", std::string_view("{}\0", 3), false);
    row("byte order mark", "\xef\xbb\xbf{}", false);
    row("two values", "{}{}", false);
    row("unsorted", R"({"b":1,"a":2})", false);
    row("doubled", R"({"a":1,"a":1})", false);
    row("doubled within", R"({"a":{"b":1,"b":2}})", false);
    row("doubled by escape", R"({"a":1,"\u0061":1})", false);
    row("unsorted within an array", R"({"a":[{"b":1,"a":1}]})", false);
    row("trailing comma", R"({"a":1,})", false);
    row("trailing comma in array", R"({"a":[1,]})", false);
    row("leading comma", R"({,"a":1})", false);
    row("fraction", R"({"a":1.0})", false);
    row("exponent", R"({"a":1e2})", false);
    row("leading zero", R"({"a":01})", false);
    row("minus zero", R"({"a":-0})", false);
    row("minus alone", R"({"a":-})", false);
    row("plus", R"({"a":+1})", false);
    row("needless escape", R"({"a":"\u0061"})", false);
    row("escaped solidus", R"({"a":"\/"})", false);
    row("capital hex", R"({"a":"\u000F"})", false);
    row("long form of a short escape", R"({"a":"\u000a"})", false);
    row("escape past control characters", R"({"a":"\u0020"})", false);
    row("escaped surrogate pair", R"({"a":"\ud83d\ude00"})", false);
    row("escaped lone surrogate", R"({"a":"\ud800"})", false);
    row("escaped U+0000", R"({"a":"\u0000"})", false);
    row("raw control character", "{\"a\":\"\x01\"}", false);
    row("raw U+0000", std::string_view("{\"a\":\"\0\"}", 9), false);
    row("bad UTF-8", "{\"a\":\"\x80\"}", false);
    row("overlong", "{\"a\":\"\xc0\x80\"}", false);
    row("overlong, three bytes", "{\"a\":\"\xe0\x80\xaf\"}", false);
    row("overlong, four bytes", "{\"a\":\"\xf0\x80\x80\xaf\"}", false);
    row("raw surrogate", "{\"a\":\"\xed\xa0\x80\"}", false);
    row("beyond U+10FFFF", "{\"a\":\"\xf4\x90\x80\x80\"}", false);
    row("key not ASCII", R"({"é":1})", false);
    row("literal in capitals", R"({"a":True})", false);
    row("NaN", R"({"a":NaN})", false);
    row("comment", R"({"a":1/**/})", false);
    row("single quotes", R"({'a':1})", false);
}

void TestCanonical::readsOnlyItsOwnSpelling()
{
    QFETCH(QByteArray, line);
    QFETCH(bool, taken);
    const std::string_view bytes(line.constData(), std::size_t(line.size()));
    QCOMPARE(agreedVerdict(bytes), std::optional(taken));
}

void TestCanonical::nestingHasALimit()
{
    QCOMPARE(agreedVerdict(towers(largestDepth)), std::optional(true));
    QCOMPARE(agreedVerdict(towers(largestDepth + 1)), std::optional(false));
    QCOMPARE(agreedVerdict("{\"a\":" + std::string(2000000, '[')), std::optional(false));
    QVERIFY(canonical(json::parse(towers(largestDepth))).has_value());
    QVERIFY(!canonical(json::parse(towers(largestDepth + 1))).has_value());
}

void TestCanonical::whatIsWrittenReadsBack()
{
    const bool ok = rc::check([] {
        const json value = generate::object();
        const auto line = canonical(value);
        RC_ASSERT(line.has_value());
        const auto read = parseCanonical(*line);
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == value);
        RC_ASSERT(scanLine(*line).has_value());
    });
    QVERIFY(ok);
}

void TestCanonical::scannerFindsTheFacts()
{
    const std::string line = R"({"at":"2026-06-01T09:30:00.000Z","by":null,"delegation":"d1","kind":"audit.closed",)"
                             R"("n":17,"private":"00ff","salt":"00112233445566778899aabbccddeeff",)"
                             R"("set":{"kind":"inner","n":99},"v":2})";
    const auto facts = scanLine(line);
    QVERIFY(facts);
    QCOMPARE(facts->n, 17);
    QCOMPARE(facts->v, 2);
    QVERIFY(facts->at == "2026-06-01T09:30:00.000Z");
    QVERIFY(facts->kind == "audit.closed");
    QVERIFY(facts->delegation == "d1");
    QVERIFY(facts->privateDigest == "00ff");
    QVERIFY(facts->hasSalt);
}

void TestCanonical::scannerLeavesOtherTypesAlone()
{
    const auto facts = scanLine(R"({"at":1,"delegation":null,"kind":"a\nb",)"
                                R"("n":"17","private":{},"salt":"00","v":true})");
    QVERIFY(facts);
    QCOMPARE(facts->n, -1);
    QCOMPARE(facts->v, -1);
    QVERIFY(facts->at.empty() && facts->kind.empty() && facts->privateDigest.empty() && facts->delegation.empty());
    QVERIFY(!facts->hasSalt);
    QVERIFY(!scanLine(R"({"salt":"00112233445566778899AABBCCDDEEFF"})")->hasSalt);
}

void TestCanonical::scannerSaysWhereAndWhy_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("fault");
    QTest::addColumn<int>("offset");
    const auto row = [](const char *line, LineFault fault, int offset) {
        QTest::newRow(line) << QByteArray(line) << int(fault) << offset;
    };
    row("[]", LineFault::NotAnObject, 0);
    row("{\"a\": 1}", LineFault::UnexpectedByte, 5);
    row("{\"a\":", LineFault::EndedEarly, 5);
    row("{\"a\":\"x", LineFault::EndedEarly, 7);
    row("{} ", LineFault::TrailingBytes, 2);
    row("{\"é\":1}", LineFault::KeyNotAscii, 1);
    row("{\"b\":1,\"a\":1}", LineFault::KeyOrder, 7);
    row("{\"a\":\"\\/\"}", LineFault::NeedlessEscape, 7);
    row("{\"a\":\"x\xff\"}", LineFault::InvalidUtf8, 7);
    row("{\"a\":\"\\u0000\"}", LineFault::NullCharacter, 8);
    row("{\"a\":1.5}", LineFault::NumberForm, 6);
    row("{\"a\":9007199254740992}", LineFault::NumberRange, 21);
}

void TestCanonical::scannerSaysWhereAndWhy()
{
    QFETCH(QByteArray, line);
    QFETCH(int, fault);
    QFETCH(int, offset);
    ScanFailure why;
    QVERIFY(!scanLine(std::string_view(line.constData(), std::size_t(line.size())), &why));
    QCOMPARE(int(why.fault), fault);
    QCOMPARE(why.offset, offset);
    QVERIFY(describe(why).contains(QString::number(offset)));
}

void TestCanonical::scannerAgreesOnMutations()
{
    int refused = 0;
    const bool ok = rc::check([&refused] {
        const std::string line = canonical(generate::object()).value();
        const auto any = rc::gen::map(rc::gen::inRange(0, 256), [](int byte) { return static_cast<char>(byte); });
        const auto telling =
            rc::gen::elementOf(std::string("{}[]:,\"\\-+.eE0123456789nulltruefalse /ubtrfn\t\x80\xed"));
        for (int i = 0; i < 40; ++i) {
            std::string mutated = line;
            const auto at = *rc::gen::inRange<std::size_t>(0, line.size());
            const char byte = *rc::gen::oneOf(any, telling);
            switch (*rc::gen::inRange(0, 3)) {
            case 0: mutated[at] = byte; break;
            case 1: mutated.insert(at, 1, byte); break;
            default: mutated.erase(at, 1);
            }
            const auto verdict = agreedVerdict(mutated);
            if (!verdict) {
                RC_FAIL("the readers differ on: " + mutated);
            }
            refused += !*verdict;
        }
    });
    QVERIFY(ok);
    QVERIFY(refused > 1000);
}

void TestCanonical::scannerAgreesOnEveryPrefix()
{
    const bool ok = rc::check([] {
        const std::string line = canonical(generate::object()).value();
        for (std::size_t length = 0; length < line.size(); ++length) {
            // A copy of its own, so that reading past the end would be seen by a sanitizer.
            const std::vector<char> prefix(line.begin(), line.begin() + std::ptrdiff_t(length));
            RC_ASSERT(agreedVerdict(std::string_view(prefix.data(), prefix.size())) == std::optional(false));
        }
    });
    QVERIFY(ok);
}

MUSTER_GUILESS_TEST(TestCanonical)

}

#include "tst_canonical.moc"
