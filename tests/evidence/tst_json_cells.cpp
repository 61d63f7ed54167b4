#include "evidence/json_format.h"
#include "support/test_program.h"

#include <QTest>

#include <rapidcheck.h>

namespace tst_json_cells {

using namespace Qt::StringLiterals;
using namespace muster::evidence;

class TestJsonCells : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decimals_data();
    void decimals();
    void decimalsAreExact();
    void sums();
    void times();
    void texts();
    void embeddedLists();
};

void TestJsonCells::decimals_data()
{
    QTest::addColumn<QString>("number");
    QTest::addColumn<int>("places");
    QTest::addColumn<QString>("text");
    QTest::newRow("as it is") << u"0.10"_s << 0 << u"0.10"_s;
    QTest::newRow("exponent") << u"1.2e-05"_s << 0 << u"0.000012"_s;
    QTest::newRow("exponent up") << u"2.5E+3"_s << 0 << u"2500"_s;
    QTest::newRow("to a million") << u"2.1875e-06"_s << 6 << u"2.1875"_s;
    QTest::newRow("plain to a million") << u"0.000003"_s << 6 << u"3"_s;
    QTest::newRow("tiny") << u"5.46875e-07"_s << 6 << u"0.546875"_s;
    QTest::newRow("cents") << u"123.78912"_s << -2 << u"1.2378912"_s;
    QTest::newRow("few cents") << u"7"_s << -2 << u"0.07"_s;
    QTest::newRow("hundreds") << u"700"_s << -2 << u"7"_s;
    QTest::newRow("negative") << u"-45.5"_s << -2 << u"-0.455"_s;
    QTest::newRow("zero") << u"0.0"_s << 6 << u"0"_s;
    QTest::newRow("minus zero") << u"-0.0"_s << 6 << u"0"_s;
    QTest::newRow("up") << u"1.5"_s << 6 << u"1500000"_s;
    QTest::newRow("no number") << u"free"_s << 6 << u"free"_s;
    QTest::newRow("empty") << u""_s << 6 << u""_s;
    QTest::newRow("too far") << u"1e999999999"_s << 6 << u"1e999999999"_s;
    QTest::newRow("farthest") << u"1e-9223372036854775808"_s << 0 << u"1e-9223372036854775808"_s;
    QTest::newRow("broken exponent") << u"1e"_s << 0 << u"1e"_s;
    QTest::newRow("two points") << u"1.2.3"_s << 6 << u"1.2.3"_s;
}

void TestJsonCells::decimals()
{
    QFETCH(QString, number);
    QFETCH(int, places);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(decimal(number.toStdString(), places)), text);
}

void TestJsonCells::decimalsAreExact()
{
    QVERIFY(rc::check("moving the point there and back changes nothing", [] {
        const auto whole = *rc::gen::inRange<qint64>(-1'000'000'000, 1'000'000'000);
        const int places = *rc::gen::inRange(1, 30);
        const std::string moved = decimal(std::to_string(whole), -places);
        RC_ASSERT(decimal(moved, places) == std::to_string(whole));
        RC_ASSERT(decimal(std::to_string(whole) + "e-" + std::to_string(places)) == moved);
    }));
}

void TestJsonCells::sums()
{
    QCOMPARE(sum({"1", "", "20"}), std::string("21"));
    QCOMPARE(sum({"", ""}), std::string());
    QCOMPARE(sum({"1", "1.5"}), std::string("1.5"));
    QCOMPARE(sum({"9223372036854775807", "1"}), std::string("1"));
}

void TestJsonCells::times()
{
    QCOMPARE(utcTime("2024-05-29 13:46:19.963000"), std::string("2024-05-29T13:46:19.963000Z"));
    QCOMPARE(utcTime("2024-05-29T13:46"), std::string("2024-05-29T13:46Z"));
    QCOMPARE(utcTime("2024-05-29T13:46:19+02:00"), std::string("2024-05-29T13:46:19+02:00"));
    QCOMPARE(utcTime("2024-05-29T13:46:19Z"), std::string("2024-05-29T13:46:19Z"));
    QCOMPARE(utcTime("2024-05-29"), std::string("2024-05-29"));
    QCOMPARE(utcTime("yesterday afternoon"), std::string("yesterday afternoon"));
    QCOMPARE(nanosTime("1544712660123456789"), std::string("2018-12-13T14:51:00.123Z"));
    QCOMPARE(nanosTime("0"), std::string("0"));
    QCOMPARE(nanosTime("soon"), std::string("soon"));
}

void TestJsonCells::texts()
{
    QCOMPARE(cellText(Json::parse("null")), std::string());
    QCOMPARE(cellText(Json::parse("true")), std::string("true"));
    QCOMPARE(cellText(Json::parse("[\"a\",{\"name\":\"b\"},3]")), std::string("a, b, 3"));
    QCOMPARE(cellText(Json::parse("{\"x\":1}")), std::string("{\"x\":1}"));
    QCOMPARE(cellText(Json::parse("\"a\\u0000b\"")), std::string("a\xEF\xBF\xBD"
                                                                 "b"));
}

void TestJsonCells::embeddedLists()
{
    QCOMPARE(cellText(embedded(Json("[\"a\",\"b\"]"))), std::string("a, b"));
    QVERIFY(embedded(Json("plain")).is_null());
    QVERIFY(embedded(Json("7")).is_null());
    QCOMPARE(cellText(embedded(Json::parse("[\"a\"]"))), std::string("a"));
    const Json deep(std::string(100'000, '[') + std::string(100'000, ']'));
    QVERIFY(cellText(embedded(deep)).size() < 100);
}

MUSTER_GUILESS_TEST(TestJsonCells)

}

#include "tst_json_cells.moc"
