#include "room_window.h"
#include "support/test_program.h"
#include "views/audit/decision_drafts.h"
#include "views/parts/style.h"

#include <QComboBox>
#include <QFileDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTimer>

namespace tst_audit_typing {

using namespace muster;
using namespace muster::test;

namespace {

void repeat(int key, const QString &text)
{
    for (int i = 0; i < 5; ++i) {
        QKeyEvent held(QEvent::KeyPress, key, Qt::NoModifier, text, i > 0);
        QApplication::sendEvent(QApplication::focusWidget(), &held);
    }
}

}

/// What is typed in the room stays, and a slip of a finger does nothing that can't be undone.
class TestAuditTyping final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Scheme::Light, {}); }
    void aHalfTypedDecisionIsThereAgain();
    void aDecisionTakenBackElsewhereLeavesWhatWasTyped();
    void theFormIsWholeAfterAResumption();
    void whoDecidedStaysThoughTheyLeft();
    void aHeldKeySaysItOnce();
    void theKeypadsEnterLeadsOn();
    void aCallRunsWhileAnotherIsLookedAt();
    void enterTwiceRecordsOneDrill();
    void enterTwiceLaysOutOneSample();
    void aSecondPressOnNextDoesNotClose();
    void aDecisionEndedElsewhereIsNotAskedFor();
    void aMessageStaysWhenANoteIsSaved();
    void typingStopsWhereTheWorkflowIsGone();
    void parkingLotAndNotesAreAKeyAway();
    void roomModeShowsTheWorkAlone();
    void worksheetsPauseAndDoneByKeys();
};

void TestAuditTyping::aHalfTypedDecisionIsThereAgain()
{
    Desk desk;
    const auto cells = desk.cells();
    desk.setVerdict(cells[0], Verdict::Fail, u"seen"_s);
    desk.setVerdict(cells[1], Verdict::Drift, u"seen"_s);
    auto &window = desk.window;
    window.key(Qt::Key_3, Qt::AltModifier);
    window.key(Qt::Key_Return);
    QVERIFY(window.tabTo(u"why"_s));
    window.type(u"Half a reason"_s);
    auto *list = part<LineList>(*window.page, u"findings"_s);
    list->setFocus();
    window.key(Qt::Key_Down);
    QCOMPARE(desk.why().toPlainText(), QString());
    window.key(Qt::Key_Up);
    QCOMPARE(desk.why().toPlainText(), u"Half a reason"_s);
    window.key(Qt::Key_4, Qt::AltModifier);
    QCOMPARE(desk.why().toPlainText(), u"Half a reason"_s);
    window.key(Qt::Key_3, Qt::AltModifier);
    QCOMPARE(desk.why().toPlainText(), u"Half a reason"_s);
    // Within two seconds it is where a crash can't take it.
    desk.why().setFocus();
    window.key(Qt::Key_End, Qt::ControlModifier);
    window.type(u", and more"_s);
    QTest::qWait(1200);
    const auto kept = DecisionDrafts(desk.sample.session(), desk.id).texts();
    QCOMPARE(kept, QStringList{u"Half a reason, and more"_s});
    Window again(desk.sample);
    again.page->open(desk.id);
    desk.sample.settle();
    again.key(Qt::Key_3, Qt::AltModifier);
    QTRY_COMPARE(part<QPlainTextEdit>(*again.page, u"why"_s)->toPlainText(), u"Half a reason, and more"_s);
}

void TestAuditTyping::aDecisionTakenBackElsewhereLeavesWhatWasTyped()
{
    Desk desk;
    const auto cell = desk.cells().first();
    desk.setVerdict(cell, Verdict::Fail, u"seen"_s);
    const auto decision = must(desk.sample.ask([&](Store &store) {
        registry::OpenDecision made;
        made.kind = DecisionKind::Pause;
        made.checks = {cell.check};
        made.owner = store.actor();
        made.due = store.today().addDays(7);
        made.why = u"First"_s;
        return AuditService(store).addDecision(desk.id, cell.delegation, made);
    }));
    desk.window.key(Qt::Key_4, Qt::AltModifier);
    QCOMPARE(desk.why().toPlainText(), u"First"_s);
    desk.why().setFocus();
    desk.window.key(Qt::Key_End, Qt::ControlModifier);
    desk.window.type(u", then more"_s);
    must(desk.sample.ask(
        [&](Store &store) { return AuditService(store).removeDecision(desk.id, cell.delegation, decision.id); }));
    desk.sample.settle();
    QTRY_COMPARE(desk.why().toPlainText(), u"First, then more"_s);
}

void TestAuditTyping::theFormIsWholeAfterAResumption()
{
    Desk desk;
    const auto cells = desk.cells();
    MatrixCell model;
    for (const auto &cell : cells) {
        if (cell.check == Check::Model && model.delegation.isNull())
            model = cell;
    }
    desk.setVerdict(model, Verdict::Drift, u"seen"_s);
    must(desk.sample.ask([&](Store &store) {
        return AuditService(store).moveAgenda(desk.id, [](Agenda &agenda, const QDateTime &now) -> Result<void> {
            if (const auto started = agenda.start(now); !started)
                return started;
            return agenda.enter(Phase::Reclassify, now);
        });
    }));
    Window again(desk.sample);
    again.page->open(desk.id);
    desk.sample.settle();
    QTRY_VERIFY(part<QComboBox>(*again.page, u"value"_s)->count() > 1);
    const auto owner =
        must(desk.sample.ask([&](Store &store) { return registry::byId<Delegation>(store, model.delegation); })).owner;
    QVERIFY(owner.has_value());
    QCOMPARE(part<QComboBox>(*again.page, u"owner"_s)->currentData().toString(), owner->text());
}

void TestAuditTyping::whoDecidedStaysThoughTheyLeft()
{
    Desk desk;
    const auto cell = desk.cells().first();
    desk.setVerdict(cell, Verdict::Fail, u"seen"_s);
    const PersonId leaver = desk.audit().participants.last();
    must(desk.sample.ask([&](Store &store) {
        registry::OpenDecision made;
        made.kind = DecisionKind::Pause;
        made.checks = {cell.check};
        made.owner = store.actor();
        made.due = store.today().addDays(7);
        made.why = u"First"_s;
        made.decidedBy = {leaver};
        return AuditService(store).addDecision(desk.id, cell.delegation, made);
    }));
    must(desk.sample.ask([&](Store &store) { return AuditService(store).removeParticipant(desk.id, leaver); }));
    desk.sample.settle();
    desk.window.key(Qt::Key_4, Qt::AltModifier);
    desk.why().setFocus();
    desk.window.key(Qt::Key_End, Qt::ControlModifier);
    desk.window.type(u", more"_s);
    desk.window.key(Qt::Key_Return, Qt::ControlModifier);
    desk.sample.settle();
    const auto kept = desk.audit().find(cell.delegation)->decisions.first();
    QCOMPARE(kept.why, u"First, more"_s);
    QCOMPARE(kept.decidedBy, QList<PersonId>{leaver});
}

void TestAuditTyping::aHeldKeySaysItOnce()
{
    Desk desk;
    const auto cell = desk.cells().first();
    repeat(Qt::Key_P, u"p"_s);
    desk.sample.settle();
    QCOMPARE(desk.finding(cell).verdict, Verdict::Pass);
    desk.window.key(Qt::Key_P);
    QCOMPARE(desk.finding(cell).verdict, Verdict::Pass);
    part<QPushButton>(*desk.window.page, u"pass"_s)->click();
    desk.sample.settle();
    QCOMPARE(desk.finding(cell).verdict, Verdict::Pass);
    QVERIFY(part<QPushButton>(*desk.window.page, u"pass"_s)->isChecked());
    desk.window.matrix().setFocus();
    desk.window.key(Qt::Key_Backspace);
    QCOMPARE(desk.finding(cell).verdict, Verdict::NotChecked);
}

void TestAuditTyping::theKeypadsEnterLeadsOn()
{
    Desk desk;
    const auto cells = desk.cells();
    desk.window.key(Qt::Key_Enter, Qt::KeypadModifier);
    QCOMPARE(desk.window.focused(), u"note"_s);
    desk.window.key(Qt::Key_Escape);
    desk.window.key(Qt::Key_D);
    part<QPushButton>(*desk.window.page, u"drift"_s)->setFocus();
    desk.window.key(Qt::Key_Enter, Qt::KeypadModifier);
    QCOMPARE(desk.finding(cells[0]).verdict, Verdict::Drift);
    QCOMPARE(desk.window.matrix().current(), cells[1]);
}

void TestAuditTyping::aCallRunsWhileAnotherIsLookedAt()
{
    Desk desk;
    const auto cells = desk.cells();
    const auto first = Desk::stopCell(cells, 0), second = Desk::stopCell(cells, 1);
    auto &matrix = desk.window.matrix();
    matrix.setCurrent(first);
    desk.sample.settle();
    desk.window.key(Qt::Key_L, Qt::AltModifier);
    matrix.setCurrent(second);
    desk.sample.settle();
    QVERIFY(part<QPushButton>(*desk.window.page, u"call"_s)->text().contains(u"ll now"_s));
    desk.sample.clock().advance(2);
    matrix.setCurrent(first);
    desk.sample.settle();
    part<QPushButton>(*desk.window.page, u"nobodyAnswered"_s)->click();
    desk.sample.settle();
    QTRY_VERIFY(desk.finding(first).note.contains(u"no answer after 120 seconds"_s));
    matrix.setCurrent(second);
    matrix.setCurrent(first);
    desk.sample.settle();
    QVERIFY(part<PlainLabel>(*desk.window.page, u"reachOutcome"_s)->text().contains(u"120 seconds"_s));
    desk.window.key(Qt::Key_L, Qt::AltModifier);
    desk.sample.clock().advance(1);
    desk.window.key(Qt::Key_E, Qt::AltModifier);
    QTRY_COMPARE(desk.audit().find(first.delegation)->reach.value_or(registry::Reach()).seconds, 60);
}

void TestAuditTyping::enterTwiceRecordsOneDrill()
{
    Desk desk;
    const auto cell = Desk::stopCell(desk.cells(), 0);
    desk.window.matrix().setCurrent(cell);
    desk.sample.settle();
    desk.window.key(Qt::Key_R, Qt::AltModifier);
    QVERIFY(desk.window.tabTo(u"recordDrill"_s));
    auto *record = part<QPushButton>(*desk.window.page, u"recordDrill"_s);
    record->click();
    record->click();
    desk.sample.settle();
    QCOMPARE(desk.audit().find(cell.delegation)->drills.size(), 1);
}

void TestAuditTyping::enterTwiceLaysOutOneSample()
{
    Desk desk;
    const auto cell = desk.cells().first();
    QVERIFY(desk.window.tabTo(u"sampleReference"_s));
    desk.window.type(u"mail of 5 June"_s);
    auto *reference = QApplication::focusWidget();
    QTest::keyClick(reference, Qt::Key_Return);
    QTest::keyClick(reference, Qt::Key_Return);
    desk.sample.settle();
    QCOMPARE(desk.audit().find(cell.delegation)->samples.size(), 1);
}

void TestAuditTyping::aSecondPressOnNextDoesNotClose()
{
    Desk desk;
    for (const auto &cell : desk.cells())
        desk.setVerdict(cell, Verdict::Pass);
    desk.window.key(Qt::Key_S, Qt::AltModifier);
    desk.window.key(Qt::Key_4, Qt::AltModifier);
    auto *step = part<QPushButton>(desk.window.bar(), u"step"_s);
    step->click();
    desk.sample.settle();
    step->click();
    desk.window.key(Qt::Key_Space); // what has the focus by now is Close the record
    desk.sample.settle();
    QVERIFY(!desk.audit().id.isNull());
    QCOMPARE(desk.window.room().phase(), std::optional(Phase::Close));
    lookAtPreview();
    step->click();
    desk.sample.settle();
    must(desk.sample.ask([&](Store &store) { return registry::byId<Audit>(store, desk.id); }));
}

void TestAuditTyping::aDecisionEndedElsewhereIsNotAskedFor()
{
    Desk desk;
    desk.window.key(Qt::Key_1, Qt::AltModifier);
    desk.sample.settle();
    const auto cards = desk.window.page->findChildren<FollowUpCard *>();
    QVERIFY(cards.size() > 2);
    const auto ended = cards[1]->id();
    must(desk.sample.ask(
        [&](Store &store) { return registry::DecisionService(store).drop(ended, u"Nobody needs it"_s); }));
    desk.sample.settle();
    QTRY_COMPARE(desk.window.page->findChildren<FollowUpCard *>().size(), cards.size() - 1);
    for (const auto *card : desk.window.page->findChildren<FollowUpCard *>())
        QVERIFY(card->id() != ended);
}

void TestAuditTyping::aMessageStaysWhenANoteIsSaved()
{
    Desk desk;
    auto *message = desk.window.page->findChild<InlineMessage *>(u"roomMessage"_s);
    message->show(InlineMessage::Kind::Done, u"Somebody has left."_s);
    desk.cells();
    desk.window.key(Qt::Key_Return);
    desk.window.type(u"seen"_s);
    QTest::qWait(600);
    desk.sample.settle();
    QVERIFY(!desk.finding(*desk.window.matrix().current()).note.isEmpty());
    QCOMPARE(message->text(), u"Somebody has left."_s);
}

void TestAuditTyping::typingStopsWhereTheWorkflowIsGone()
{
    Desk desk;
    const auto cell = desk.cells().first();
    desk.window.key(Qt::Key_Return);
    QCOMPARE(desk.window.focused(), u"note"_s);
    must(desk.sample.ask([&](Store &store) { return AuditService(store).removeDelegation(desk.id, cell.delegation); }));
    desk.sample.settle();
    QTRY_COMPARE(desk.window.focused(), u"matrix"_s);
}

void TestAuditTyping::parkingLotAndNotesAreAKeyAway()
{
    Desk desk;
    desk.cells();
    desk.window.key(Qt::Key_K, Qt::AltModifier);
    QCOMPARE(desk.window.focused(), u"parkingLot"_s);
    desk.window.key(Qt::Key_Escape);
    QCOMPARE(desk.window.focused(), u"matrix"_s);
    desk.window.key(Qt::Key_O, Qt::AltModifier);
    QCOMPARE(desk.window.focused(), u"notes"_s);
}

void TestAuditTyping::roomModeShowsTheWorkAlone()
{
    Desk desk;
    desk.cells();
    const qreal before = QFontInfo(QApplication::font()).pointSizeF();
    auto *parking = part<QPlainTextEdit>(*desk.window.page, u"parkingLot"_s);
    const auto *label = desk.window.room().findChild<PageHeading *>()->findChild<PlainLabel *>();
    const auto *press = desk.window.room().findChild<QPushButton *>(u"nextCheck"_s);
    QVERIFY(label && press);
    const int labelBefore = label->fontMetrics().height(), pressBefore = press->fontMetrics().height();
    desk.window.page->setRoomMode(true);
    desk.sample.settle();
    QVERIFY(label->fontMetrics().height() > labelBefore * 1.2);
    QVERIFY(press->fontMetrics().height() > pressBefore * 1.2);
    QVERIFY(QFontInfo(QApplication::font()).pointSizeF() > before * 1.2);
    QVERIFY(!parking->isVisible());
    QVERIFY(part<Clockface>(desk.window.room(), u"timer"_s)->isVisible());
    desk.window.key(Qt::Key_K, Qt::AltModifier);
    QVERIFY(parking->hasFocus());
    desk.window.key(Qt::Key_Escape);
    QVERIFY(!parking->isVisible());
    desk.window.page->setRoomMode(false);
    QVERIFY(parking->isVisible());
    QCOMPARE(QFontInfo(QApplication::font()).pointSizeF(), before);
}

void TestAuditTyping::worksheetsPauseAndDoneByKeys()
{
    Desk desk;
    auto &window = desk.window;
    window.key(Qt::Key_S, Qt::AltModifier);
    window.key(Qt::Key_U, Qt::AltModifier);
    QVERIFY(desk.audit().agenda.isPaused());
    window.key(Qt::Key_U, Qt::AltModifier);
    QVERIFY(!desk.audit().agenda.isPaused());
    const auto cell = desk.cells().first();
    const QString path = desk.sample.folder() + u"/sheets.html"_s;
    QTimer::singleShot(400, &window.room(), [path] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
        QVERIFY(name);
        name->setText(path);
        QTest::keyClick(name, Qt::Key_Return);
    });
    window.key(Qt::Key_W, Qt::AltModifier);
    desk.sample.settle();
    QTRY_VERIFY(QFileInfo::exists(path));
    QApplication::setActiveWindow(window.room().window()); // as a window manager does when a dialog has gone

    window.matrix().setFocus();
    window.key(Qt::Key_F);
    window.key(Qt::Key_Return);
    window.type(u"seen"_s);
    window.key(Qt::Key_3, Qt::AltModifier);
    window.key(Qt::Key_Return);
    window.type(u"Pause"_s);
    QVERIFY(window.tabTo(u"owner"_s));
    window.type(u"Dana"_s);
    QVERIFY(window.tabTo(u"doneNow"_s));
    window.key(Qt::Key_Space);
    QVERIFY(window.tabTo(u"why"_s));
    window.type(u"It is stopped already"_s);
    window.key(Qt::Key_Return, Qt::ControlModifier);
    desk.sample.settle();
    const auto decisions = desk.audit().find(cell.delegation)->decisions;
    QCOMPARE(decisions.size(), 1);
    QVERIFY(decisions.first().done);
}

MUSTER_TEST(TestAuditTyping)

}

#include "tst_audit_typing.moc"
