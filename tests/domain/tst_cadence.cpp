#include "domain/cadence.h"
#include "support/test_program.h"

#include <QTest>

#include <rapidcheck.h>

namespace tst_cadence {

using namespace Qt::StringLiterals;
using namespace muster;

class TestCadence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsAllowed_data();
    void readsWhatIsAllowed();
    void refusesEverythingElse_data();
    void refusesEverythingElse();
    void givesTheNextDueDate_data();
    void givesTheNextDueDate();
    void comparesByDays();
    void textReadsBack();
    void nextDueIsAlwaysLater();
    void whoIsAuditedLaterIsDueLater();
    void aYearOfMonthsIsAYear();
};

void TestCadence::readsWhatIsAllowed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("unit");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("canonical");
    const auto row = [](const char *name, const QString &text, Cadence::Unit unit, int count,
                        const QString &canonical) { QTest::newRow(name) << text << int(unit) << count << canonical; };
    row("monthly", u"monthly"_s, Cadence::Unit::Monthly, 1, u"monthly"_s);
    row("capitals", u"Monthly"_s, Cadence::Unit::Monthly, 1, u"monthly"_s);
    row("space around", u"  sprint:2\t"_s, Cadence::Unit::Sprint, 2, u"sprint:2"_s);
    row("one week", u"sprint:1"_s, Cadence::Unit::Sprint, 1, u"sprint:1"_s);
    row("longest Sprint", u"SPRINT:52"_s, Cadence::Unit::Sprint, 52, u"sprint:52"_s);
    row("one day", u"days:1"_s, Cadence::Unit::Days, 1, u"days:1"_s);
    row("leading zeros", u"days:030"_s, Cadence::Unit::Days, 30, u"days:30"_s);
    row("ten years", u"days:3660"_s, Cadence::Unit::Days, 3660, u"days:3660"_s);
}

void TestCadence::readsWhatIsAllowed()
{
    QFETCH(QString, text);
    QFETCH(int, unit);
    QFETCH(int, count);
    const auto cadence = parseCadence(text);
    QVERIFY(cadence);
    QCOMPARE(int(cadence->unit), unit);
    QCOMPARE(cadence->count, count);
    QTEST(toText(*cadence), "canonical");
}

void TestCadence::refusesEverythingElse_data()
{
    QTest::addColumn<QString>("text");
    for (const auto &text : {u""_s,          u" "_s,         u"weekly"_s,      u"monthly:2"_s,
                             u"sprint"_s,    u"sprint:"_s,   u"sprint:0"_s,    u"sprint:53"_s,
                             u"sprint:-2"_s, u"sprint:+2"_s, u"sprint: 2"_s,   u"sprint:2.5"_s,
                             u"days:"_s,     u"days:0"_s,    u"days:3661"_s,   u"days:99999999999999999999"_s,
                             u"days:0x10"_s, u"days:٣"_s,    u"days:7 days"_s, u"days:%2"_s,
                             u"7"_s})
        QTest::newRow(qPrintable(u"“%1”"_s.arg(text))) << text;
}

void TestCadence::refusesEverythingElse()
{
    QFETCH(QString, text);
    const auto cadence = parseCadence(text);
    QVERIFY(!cadence);
    QCOMPARE(cadence.error().code, ErrorCode::InvalidInput);
    QVERIFY(cadence.error().message.contains(text.trimmed()));
    QVERIFY(cadence.error().message.contains(u"sprint:WEEKS"_s));
}

void TestCadence::givesTheNextDueDate_data()
{
    QTest::addColumn<QDate>("from");
    QTest::addColumn<QString>("cadence");
    QTest::addColumn<QDate>("next");
    QTest::newRow("same day") << QDate(2026, 6, 1) << u"monthly"_s << QDate(2026, 7, 1);
    QTest::newRow("short month") << QDate(2026, 1, 31) << u"monthly"_s << QDate(2026, 2, 28);
    QTest::newRow("leap year") << QDate(2028, 1, 31) << u"monthly"_s << QDate(2028, 2, 29);
    QTest::newRow("30 days") << QDate(2026, 3, 31) << u"monthly"_s << QDate(2026, 4, 30);
    QTest::newRow("new year") << QDate(2026, 12, 15) << u"monthly"_s << QDate(2027, 1, 15);
    QTest::newRow("every other Sprint") << QDate(2026, 6, 1) << u"sprint:2"_s << QDate(2026, 6, 29);
    QTest::newRow("three weeks' Sprint") << QDate(2026, 6, 1) << u"sprint:3"_s << QDate(2026, 7, 13);
    QTest::newRow("days") << QDate(2026, 2, 27) << u"days:2"_s << QDate(2026, 3, 1);
}

void TestCadence::givesTheNextDueDate()
{
    QFETCH(QDate, from);
    QFETCH(QString, cadence);
    QTEST(nextDue(from, parseCadence(cadence).value()), "next");
    QVERIFY(!nextDue(QDate(), parseCadence(cadence).value()).isValid());
}

void TestCadence::comparesByDays()
{
    QCOMPARE(approximateDays({}), 30);
    QCOMPARE(approximateDays({Cadence::Unit::Sprint, 2}), 28);
    QCOMPARE(approximateDays({Cadence::Unit::Days, 90}), 90);
}

namespace {

Cadence anyCadence()
{
    switch (*rc::gen::inRange(0, 3)) {
    case 0: return {};
    case 1: return {Cadence::Unit::Sprint, *rc::gen::inRange(1, Cadence::maxSprintWeeks + 1)};
    default: return {Cadence::Unit::Days, *rc::gen::inRange(1, Cadence::maxDays + 1)};
    }
}

}

void TestCadence::textReadsBack()
{
    QVERIFY(rc::check("parseCadence(toText(c)) == c", [] {
        const Cadence cadence = anyCadence();
        RC_ASSERT(parseCadence(toText(cadence)).value() == cadence);
    }));
}

void TestCadence::nextDueIsAlwaysLater()
{
    QVERIFY(rc::check("the next due date lies ahead, at about the interval", [] {
        const QDate from = QDate(2000, 1, 1).addDays(*rc::gen::inRange(0, 40000));
        const Cadence cadence = anyCadence();
        const qint64 days = from.daysTo(nextDue(from, cadence));
        RC_ASSERT(days > 0);
        RC_ASSERT(qAbs(days - approximateDays(cadence)) <= 2);
    }));
}

void TestCadence::whoIsAuditedLaterIsDueLater()
{
    QVERIFY(rc::check("a later audit never makes a delegation due earlier, nor does a longer cadence", [] {
        const QDate from = QDate(2000, 1, 1).addDays(*rc::gen::inRange(0, 40000));
        const QDate later = from.addDays(*rc::gen::inRange(0, 60));
        const Cadence cadence = anyCadence();
        RC_ASSERT(nextDue(from, cadence) <= nextDue(later, cadence));
        if (cadence.unit == Cadence::Unit::Monthly)
            return;
        Cadence longer = cadence;
        ++longer.count;
        RC_ASSERT(nextDue(from, cadence) < nextDue(from, longer));
        RC_ASSERT(from.daysTo(nextDue(from, cadence)) == approximateDays(cadence));
    }));
}

void TestCadence::aYearOfMonthsIsAYear()
{
    QVERIFY(rc::check("audited on the day each month, a delegation comes round to the same day", [] {
        const QDate start(*rc::gen::inRange(2000, 2100), *rc::gen::inRange(1, 13), *rc::gen::inRange(1, 32));
        RC_PRE(start.isValid());
        QDate day = start;
        for (int month = 0; month < 12; ++month)
            day = nextDue(day, {});
        RC_ASSERT(day.year() == start.year() + 1);
        RC_ASSERT(day.month() == start.month());
        // From the 29th on a shorter month on the way takes a day away, and never gives one.
        const int least = std::min(start.day(), 28);
        RC_ASSERT(day.day() >= least);
        RC_ASSERT(day.day() <= start.day());
    }));
}

MUSTER_GUILESS_TEST(TestCadence)

}

#include "tst_cadence.moc"
