#include "domain/field.h"
#include "domain/typed_text.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_typed_text {

using namespace muster;
using namespace Qt::StringLiterals;

class TestTypedText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isFitForTheRecord_data();
    void isFitForTheRecord();
    void everyCharacterCanBeTyped();
    void putsOneBelowTheOther();
};

void TestTypedText::isFitForTheRecord_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("kept");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("as it is") << u" a\tb\nc – é 🙂 "_s << u" a\tb\nc – é 🙂 "_s;
    QTest::newRow("line breaks") << u"a\r\nb\rc\vd\fe\u0085f\u2028g\u2029h"_s << u"a\nb\nc\nd\ne\nf\ng\nh"_s;
    QTest::newRow("controls") << u"a\ab\u009Bc\u007Fd\x1B"_s << u"abcd"_s;
    QTest::newRow("nul") << u"a"_s + QChar(u'\0') + u"b"_s << u"ab"_s;
    QTest::newRow("half a character") << u"a"_s + QChar(0xD83D) + u"b"_s + QChar(0xDE42) << u"ab"_s;
}

void TestTypedText::isFitForTheRecord()
{
    QFETCH(QString, typed);
    QTEST(typedText(typed), "kept");
}

void TestTypedText::everyCharacterCanBeTyped()
{
    for (uint code = 0; code <= 0xFFFF; ++code) {
        const QString typed = u"a"_s + QChar(ushort(code)) + u"b"_s;
        QVERIFY2(cleanText(typedText(typed), u"note"_s, false, 100), qPrintable(QString::number(code, 16)));
    }
}

void TestTypedText::putsOneBelowTheOther()
{
    QCOMPARE(oneBelowOther(u"a"_s, u"b"_s), u"a\n\nb"_s);
    QCOMPARE(oneBelowOther(u"a"_s, {}), u"a"_s);
    QCOMPARE(oneBelowOther({}, u"b"_s), u"b"_s);
}

MUSTER_GUILESS_TEST(TestTypedText)

}

#include "tst_typed_text.moc"
