#include "contrast.h"
#include "support/test_program.h"
#include "views/parts/choice_popup.h"
#include "views/parts/long_text.h"
#include "views/parts/pieces.h"
#include "views/parts/style.h"
#include "views/parts/tag.h"

#include <QHelpEvent>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPromise>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

namespace tst_parts {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;

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
    void aTooltipSaysWhatWasTyped();
    void aCutLabelTellsItsWholeText();
    void aListIsNarrowedWithoutAccents();
    void aSearchedListWaitsForItsAnswer();
    void aVeryLongTextIsShownWholeWhenAsked();
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
            QVERIFY2(contrast(ink, ground) >= 4.5, qPrintable(told(ink, ground)));
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

void TestParts::aTooltipSaysWhatWasTyped()
{
    QCOMPARE(plainToolTip({}), QString());
    const QString tip = plainToolTip(u"R&D <b>notes</b>"_s);
    QVERIFY(Qt::mightBeRichText(tip)); // otherwise Qt would show the escapes
    QVERIFY(tip.contains(u"R&amp;D &lt;b&gt;notes"_s));
}

void TestParts::aCutLabelTellsItsWholeText()
{
    PlainLabel label(u"A & B, and a great many words after them"_s);
    label.setElided(true);
    label.resize(60, 20);
    label.show();
    const auto ask = [&label] {
        QHelpEvent event(QEvent::ToolTip, QPoint(5, 5), label.mapToGlobal(QPoint(5, 5)));
        QCoreApplication::sendEvent(&label, &event);
        return QToolTip::text();
    };
    QCOMPARE(ask(), plainToolTip(label.text()));
    QToolTip::hideText();
    label.resize(900, 20);
    QTRY_VERIFY(QToolTip::text().isEmpty());
    QVERIFY(ask().isEmpty());
}

void TestParts::aListIsNarrowedWithoutAccents()
{
    QWidget window;
    window.show();
    auto *popup = new ChoicePopup({u"Jonas"_s, u"Jos\u00E9 Mu\u00F1oz"_s}, u"Find"_s, &window);
    const QSignalSpy chosen(popup, &ChoicePopup::chosen);
    popup->openUnder(&window);
    auto *edit = popup->findChild<QLineEdit *>();
    QTest::keyClicks(edit, u"jose mun"_s);
    QCOMPARE(popup->findChild<QListView *>()->model()->rowCount(), 1);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(chosen.value(0).value(0).toInt(), 1);
}

void TestParts::aSearchedListWaitsForItsAnswer()
{
    QWidget window;
    window.show();
    auto *popup = new ChoicePopup({}, u"Find"_s, &window);
    const QSignalSpy chosen(popup, &ChoicePopup::chosen);
    QStringList asked;
    popup->searchBy([&asked](const QString &text) { asked << text; });
    popup->setNames({u"everything"_s});
    popup->openUnder(&window);
    auto *edit = popup->findChild<QLineEdit *>();
    QTest::keyClicks(edit, u"x"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(chosen.size(), 0); // what is offered is still what was asked before
    QCOMPARE(asked, QStringList({{}, u"x"_s}));
    popup->setNames({u"x one"_s, u"x two"_s});
    QCOMPARE(chosen.value(0).value(0).toInt(), 0);
}

void TestParts::aVeryLongTextIsShownWholeWhenAsked()
{
    const QString text = u"All of this. "_s.repeated(8000);
    const std::unique_ptr<QWidget> made(textValue(text));
    auto *shown = qobject_cast<LongText *>(made.get());
    QVERIFY(shown);
    shown->show();
    for (const auto *label : shown->findChildren<QLabel *>())
        QVERIFY(label->text().size() < 1000);
    QTest::mouseClick(shown->findChild<QPushButton *>(u"showWhole"_s), Qt::LeftButton);
    QVERIFY(shown->isOpen());
    QCOMPARE(shown->findChild<QPlainTextEdit *>()->toPlainText(), text);
    const std::unique_ptr<QWidget> brief(textValue(u"A line"_s));
    QVERIFY(qobject_cast<PlainLabel *>(brief.get()));
}

MUSTER_TEST(TestParts)

}

#include "tst_parts.moc"
