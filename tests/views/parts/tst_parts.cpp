#include "views/parts/pieces.h"
#include "views/parts/style.h"
#include "views/parts/tag.h"

#include <QPromise>
#include <QTest>

using namespace muster;
using namespace muster::views;
using namespace Qt::StringLiterals;

namespace {

/// The contrast of two colours (WCAG 2.2, relative luminance).
double contrast(const QColor &a, const QColor &b)
{
    const auto luminance = [](const QColor &colour) {
        const auto part = [](double value) {
            return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF());
    };
    const double one = luminance(a), other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

}

/// What every page relies on of its parts: legible colours, plain text, messages that come and go.
class TestParts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsLegibleInBothSchemes();
    void everyTagHasAWord();
    void markupIsShownAsTyped();
    void aMessageTakesRoomOnlyWhileItSpeaks();
    void progressCanBeCancelled();
    void timesReadAsClocks();
    void datesNearbyReadInWords();
};

void TestParts::textIsLegibleInBothSchemes()
{
    for (const Colours &c : {lightColours(), darkColours()}) {
        const std::pair<QColor, QColor> pairs[] = {
            {c.ink, c.background},        {c.ink, c.surface},       {c.muted, c.background},
            {c.muted, c.surface},         {c.accent, c.surface},    {c.onAccent, c.accent},
            {c.ink, c.accentSoft},        {c.accent, c.accentSoft}, {c.assist, c.assistSoft},
            {c.automate, c.automateSoft}, {c.avoid, c.avoidSoft},   {c.pass, c.passSoft},
            {c.drift, c.driftSoft},       {c.muted, c.line},        {c.fail, c.failSoft},
            {c.fail, c.surface},          {c.fail, c.background},
        };
        for (const auto &[ink, ground] : pairs)
            QVERIFY2(contrast(ink, ground) >= 4.5,
                     qPrintable(u"%1 on %2: %3"_s.arg(ink.name(), ground.name()).arg(contrast(ink, ground))));
    }
}

void TestParts::everyTagHasAWord()
{
    for (size_t i = 0; i < Words<Flag>::all.size(); ++i)
        QVERIFY(!tagOf(Flag(i)).text.isEmpty() && tagOf(Flag(i)).mark != Mark::None);
    for (size_t i = 0; i < Words<Verdict>::all.size(); ++i)
        QVERIFY(!tagOf(Verdict(i)).text.isEmpty());
    QCOMPARE(tagOf(Category::Automate).text, u"Automate"_s);
    QCOMPARE(spoken(u"stop-rule"_s), u"Stop rule"_s);
}

void TestParts::markupIsShownAsTyped()
{
    const QString typed = u"a <b>bold</b> &amp; <img src=x>"_s;
    const PlainLabel label(typed);
    QCOMPARE(label.textFormat(), Qt::PlainText);
    QCOMPARE(label.text(), typed);
}

void TestParts::aMessageTakesRoomOnlyWhileItSpeaks()
{
    QWidget window;
    auto *message = new InlineMessage(&window);
    window.show();
    QVERIFY(!message->isVisible());
    message->showError({ErrorCode::InvalidInput, u"The date does not exist."_s});
    QVERIFY(message->isVisible());
    QCOMPARE(message->text(), u"The date does not exist."_s);
    bool undone = false;
    message->offer(u"Undo"_s, [&] { undone = true; });
    message->findChildren<QPushButton *>().constFirst()->click();
    QVERIFY(undone);
    message->clear();
    QVERIFY(!message->isVisible());
}

void TestParts::progressCanBeCancelled()
{
    QPromise<int> promise;
    promise.start();
    ProgressStrip strip;
    strip.follow(u"Verifying"_s, promise.future());
    QVERIFY(strip.isVisibleTo(nullptr));
    strip.findChildren<QPushButton *>().constFirst()->click();
    QVERIFY(promise.isCanceled());
    promise.finish();
    QTRY_VERIFY(!strip.isVisibleTo(nullptr));
}

void TestParts::timesReadAsClocks()
{
    using namespace std::chrono_literals;
    QCOMPARE(shownTime(12min + 40s), u"12:40"_s);
    QCOMPARE(shownTime(0s), u"0:00"_s);
    QCOMPARE(shownTime(62min + 5s), u"1:02:05"_s);
}

void TestParts::datesNearbyReadInWords()
{
    const QDate today(2026, 6, 12);
    QCOMPARE(shownFrom(today, today), u"today"_s);
    QCOMPARE(shownFrom(today.addDays(-9), today), u"9 days ago"_s);
    QCOMPARE(shownFrom(today.addDays(1), today), u"tomorrow"_s);
    QCOMPARE(shownFrom({}, today), QString());
}

QTEST_MAIN(TestParts)
#include "tst_parts.moc"
