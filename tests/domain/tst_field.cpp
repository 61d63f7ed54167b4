#include "domain/entities.h"
#include "support/test_program.h"

#include <QTest>

#include <rapidcheck.h>

namespace tst_field {

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

/// A field of a delegation by its name.
const Field &field(const QString &name)
{
    const auto &entity = entityOf<Delegation>();
    const int index = entity.indexOf(name);
    if (index < 0)
        qFatal("no field %s", qUtf8Printable(name));
    return entity.fields[size_t(index)];
}

/// The controls of direction that embed, override or isolate.
const QList<char16_t> turning{0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069};

}

/// What a person types, or a file holds, becomes the value of a field or is refused with a sentence.
class TestField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatFits_data();
    void keepsWhatFits();
    void emptyIsAbsent();
    void namesWhatDoesNotFit_data();
    void namesWhatDoesNotFit();
    void namesMayNotTurnTheDirection_data();
    void namesMayNotTurnTheDirection();
    void freeTextMayTurnTheDirection();
    void marksOfDirectionStay();
    void datesHaveOneSpelling();
    void whatWasKeptIsKeptAgain();
    void columnsAreNamedAfterFields();
    void valuesReadAsTheyWereTyped();
};

void TestField::keepsWhatFits_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("kept");
    QTest::newRow("blanks around a title") << u"title"_s << u"  Weekly update\t"_s << u"Weekly update"_s;
    QTest::newRow("one spelling of an accent") << u"title"_s << u"Cafe\u0301"_s << u"Caf\u00e9"_s;
    QTest::newRow("longest title") << u"title"_s << QString(500, u'é') << QString(500, u'é');
    QTest::newRow("emoji and other planes") << u"title"_s << u"\U0001F9ED 週報"_s << u"\U0001F9ED 週報"_s;
    QTest::newRow("line ends of any kind")
        << u"purpose"_s << u"one\r\ntwo\rthree\nfour"_s << u"one\ntwo\nthree\nfour"_s;
    QTest::newRow("tabs in a text") << u"purpose"_s << u"a\tb"_s << u"a\tb"_s;
    QTest::newRow("longest text") << u"notes"_s << QString(200'000, u'n') << QString(200'000, u'n');
    QTest::newRow("markup and formulas") << u"notes"_s << u"=1+1 <b> %1 '); --"_s << u"=1+1 <b> %1 '); --"_s;
    QTest::newRow("zeros before a number") << u"seats"_s << u"007"_s << u"7"_s;
    QTest::newRow("nought") << u"seats"_s << u"0"_s << u"0"_s;
    QTest::newRow("largest number") << u"seats"_s << u"9007199254740991"_s << u"9007199254740991"_s;
    QTest::newRow("a day") << u"modelEndsOn"_s << u" 2028-02-29 "_s << u"2028-02-29"_s;
    QTest::newRow("a word in capitals") << u"risk"_s << u"HIGH"_s << u"high"_s;
    QTest::newRow("a word with a hyphen") << u"pattern"_s << u"Core-Process"_s << u"core-process"_s;
    QTest::newRow("a cadence") << u"cadence"_s << u"Sprint:02"_s << u"sprint:2"_s;
    QTest::newRow("a tier as it comes") << u"tier"_s << u"mid"_s << u"mid"_s;
    QTest::newRow("somebody's name") << u"owner"_s << u" Mei Lin "_s << u"Mei Lin"_s;
    for (const auto &yes : {u"yes"_s, u"TRUE"_s, u"1"_s, u"Y"_s})
        QTest::addRow("yes as %s", qPrintable(yes)) << u"untrustedInput"_s << yes << u"yes"_s;
    for (const auto &no : {u"no"_s, u"False"_s, u"0"_s, u"n"_s})
        QTest::addRow("no as %s", qPrintable(no)) << u"untrustedInput"_s << no << u"no"_s;
}

void TestField::keepsWhatFits()
{
    QFETCH(QString, name);
    QFETCH(QString, typed);
    const auto value = parseField(field(name), typed);
    QVERIFY2(value, value ? "" : qPrintable(value.error().message));
    QTEST(displayText(*value), "kept");
}

void TestField::emptyIsAbsent()
{
    for (const auto &one : entityOf<Delegation>().fields) {
        for (const auto &blank : {QString(), u"  "_s, u" \t\n"_s}) {
            const auto value = parseField(one, blank);
            QVERIFY2(value && isAbsent(*value), qPrintable(one.title()));
        }
    }
    QCOMPARE(displayText(Value()), QString());
}

void TestField::namesWhatDoesNotFit_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("said");
    QTest::newRow("a title too long") << u"title"_s << QString(10'000, u't')
                                      << u"title is 10000 characters long; the most is 500."_s;
    QTest::newRow("a text too long") << u"notes"_s << QString(200'001, u'n')
                                     << u"notes is 200001 characters long; the most is 200000."_s;
    QTest::newRow("two lines in a title")
        << u"title"_s << u"one\ntwo"_s << u"title holds the control character U+000a at position 4; remove it."_s;
    QTest::newRow("a tab in a title") << u"title"_s << u"a\tb"_s << u"U+0009 at position 2"_s;
    QTest::newRow("a bell") << u"purpose"_s << u"a\ab"_s << u"purpose holds the control character U+0007"_s;
    QTest::newRow("DEL") << u"purpose"_s << u"a\u007Fb"_s << u"U+007f"_s;
    QTest::newRow("a C1 control") << u"purpose"_s << u"a\u009Bb"_s << u"U+009b at position 2"_s;
    QTest::newRow("NUL") << u"purpose"_s << u"a"_s + QChar(u'\0') + u"b"_s << u"U+0000"_s;
    QTest::newRow("the first half of a character") << u"title"_s << u"ab"_s + QChar(0xD83D) + u"c"_s
                                                   << u"title holds half a character at position 3; remove it."_s;
    QTest::newRow("the second half") << u"notes"_s << u"é"_s + QChar(0xDE42) << u"half a character at position 2"_s;
    QTest::newRow("below nought") << u"seats"_s << u"-1"_s << u"seats takes a whole number from 0, not \"-1\"."_s;
    QTest::newRow("half a seat") << u"seats"_s << u"1.5"_s << u"not \"1.5\""_s;
    QTest::newRow("beyond what JSON holds") << u"seats"_s << u"9007199254740992"_s << u"not \"9007199254740992\""_s;
    QTest::newRow("beyond 64 bits") << u"seats"_s << u"99999999999999999999"_s << u"whole number"_s;
    QTest::newRow("no number") << u"seats"_s << u"a dozen"_s << u"not \"a dozen\""_s;
    QTest::newRow("neither yes nor no") << u"confidential"_s << u"perhaps"_s
                                        << u"confidential takes yes or no, not \"perhaps\"."_s;
    QTest::newRow("no such word") << u"risk"_s << u"huge"_s << u"risk takes one of low, medium, high, not \"huge\"."_s;
    QTest::newRow("a part of a word") << u"status"_s << u"act"_s << u"proposed, active, paused, retired"_s;
    QTest::newRow("no cadence") << u"cadence"_s << u"weekly"_s << u"sprint:WEEKS"_s;
    for (const auto &day : {u"2026-02-30"_s, u"2027-02-29"_s, u"2026-13-01"_s, u"2026-00-10"_s, u"30.06.2026"_s,
                            u"2026-6-1"_s, u"20260601"_s, u"2026-06-01T10:00"_s, u"tomorrow"_s})
        QTest::addRow("%s is no day", qPrintable(day))
            << u"modelEndsOn"_s << day
            << u"modelEndsOn takes a date that exists, written YYYY-MM-DD, not \"%1\"."_s.arg(day);
}

void TestField::namesWhatDoesNotFit()
{
    QFETCH(QString, name);
    QFETCH(QString, typed);
    QFETCH(QString, said);
    const auto value = parseField(field(name), typed);
    QVERIFY(!value);
    QCOMPARE(value.error().code, ErrorCode::InvalidInput);
    QVERIFY2(value.error().message.contains(said), qPrintable(value.error().message));
    QVERIFY2(value.error().message.size() < 200, "a sentence repeats no more of the text than a person can read");
}

void TestField::namesMayNotTurnTheDirection_data()
{
    QTest::addColumn<QChar>("control");
    for (const char16_t control : turning)
        QTest::addRow("U+%04X", uint(control)) << QChar(control);
}

void TestField::namesMayNotTurnTheDirection()
{
    QFETCH(QChar, control);
    const auto &person = entityOf<Person>();
    const auto &source = entityOf<Source>();
    const Field *titles[] = {&field(u"title"_s), &field(u"team"_s), &field(u"model"_s),
                             &person.fields[size_t(person.indexOf(u"name"_s))],
                             &source.fields[size_t(source.indexOf(u"title"_s))]};
    const QString code = u"U+"_s + QString::number(control.unicode(), 16);
    for (const auto *one : titles) {
        const auto value = parseField(*one, u"Pay "_s + control + u"lliB"_s);
        QVERIFY2(!value, qPrintable(one->title()));
        QCOMPARE(value.error().code, ErrorCode::InvalidInput);
        QCOMPARE(value.error().message,
                 u"%1 holds the control character %2 at position 5; remove it."_s.arg(one->title(), code));
    }
}

void TestField::freeTextMayTurnTheDirection()
{
    for (const char16_t control : turning) {
        const QString text = u"seen: "_s + QChar(control) + u"fdp.exe"_s;
        for (const auto &name : {u"purpose"_s, u"notes"_s, u"categoryReason"_s}) {
            const auto value = parseField(field(name), text);
            QVERIFY(value);
            QCOMPARE(displayText(*value), text);
        }
    }
}

/// Hebrew and Arabic titles need marks, and emoji a joiner.
void TestField::marksOfDirectionStay()
{
    for (const auto &title :
         {u"דוח\u200F 12"_s, u"\u200EAB דוח"_s, u"\u061Cتقرير"_s, u"\U0001F469\u200D\U0001F4BB team"_s}) {
        const auto value = parseField(field(u"title"_s), title);
        QVERIFY(value);
        QCOMPARE(displayText(*value), title);
    }
}

/// Dates are compared as texts, in tables and by whoever reads the record: 2026/06/01 would come after 2026-12-31.
void TestField::datesHaveOneSpelling()
{
    QCOMPARE(parseDate(u" 2026-06-01\n", u"due"_s).value(), QDate(2026, 6, 1));
    QCOMPARE(parseDate(u"0099-12-31", u"due"_s).value(), QDate(99, 12, 31));
    for (const auto &other : {u"2026/06/01"_s, u"2026.06.01"_s, u"2026-06/01"_s, u"2026:06:01"_s, u"2026–06–01"_s}) {
        const auto date = parseDate(other, u"due"_s);
        QVERIFY2(!date, qPrintable(other));
        QVERIFY(date.error().message.startsWith(u"due takes a date that exists"_s));
    }
}

namespace {

/// A text thick with what has to be cleaned or refused.
rc::Gen<QString> anyText()
{
    const auto awkward = rc::gen::elementOf(
        std::vector<char32_t>{' ', '\t', '\n', '\r', 7, 0x7F, 0x85, 0x301, 0x202E, 0x2068, 0x200F, 0xFEFF, 0x1F600});
    const auto point = rc::gen::weightedOneOf<char32_t>(
        {{3, rc::gen::inRange<char32_t>(0x20, 0x7F)}, {1, awkward}, {1, rc::gen::inRange<char32_t>(0xA0, 0x2000)}});
    return rc::gen::map(rc::gen::container<std::vector<char32_t>>(point), [](const std::vector<char32_t> &points) {
        return QString::fromUcs4(points.data(), qsizetype(points.size()));
    });
}

bool isFit(const QString &text, bool oneLine)
{
    return std::ranges::none_of(text, [oneLine](QChar c) {
        const bool control = c.category() == QChar::Other_Control && (oneLine || (c != u'\n' && c != u'\t'));
        return control || (oneLine && turning.contains(c.unicode()));
    });
}

}

void TestField::whatWasKeptIsKeptAgain()
{
    for (const auto &name : {u"title"_s, u"purpose"_s}) {
        const bool oneLine = name == u"title";
        QVERIFY(rc::check("what is kept is fit for the record, and stays as it is when it is given again", [&] {
            const QString typed = *anyText();
            const auto kept = parseField(field(name), typed);
            RC_ASSERT(kept.has_value() == isFit(QString(typed).trimmed().replace(u'\r', u'\n'), oneLine));
            if (!kept)
                return;
            const QString text = displayText(*kept);
            RC_ASSERT(isFit(text, oneLine));
            RC_ASSERT(text == text.normalized(QString::NormalizationForm_C));
            RC_ASSERT(parseField(field(name), text).value() == *kept);
        }));
    }
}

void TestField::columnsAreNamedAfterFields()
{
    QCOMPARE(columnName("lastAudit"), u"last_audit"_s);
    QCOMPARE(columnName("stop-rule"), u"stop_rule"_s);
    QCOMPARE(columnName("title"), u"title"_s);
    QCOMPARE(field(u"spendPerMonth"_s).column, u"spend_per_month"_s);
    QCOMPARE(entityOf<Delegation>().indexOf(u"lastaudit"), -1);
}

void TestField::valuesReadAsTheyWereTyped()
{
    QCOMPARE(displayText(Value(true)), u"yes"_s);
    QCOMPARE(displayText(Value(false)), u"no"_s);
    QCOMPARE(displayText(Value(qint64(9007199254740991))), u"9007199254740991"_s);
    Patch patch;
    patch.set(3, Value(u"first"_s));
    patch.set(3, Value(u"second"_s));
    QCOMPARE(patch.items.size(), size_t(1));
    QCOMPARE(textOf(*patch.find(3)), u"second"_s);
    QVERIFY(!patch.find(4));
}

MUSTER_GUILESS_TEST(TestField)

}

#include "tst_field.moc"
