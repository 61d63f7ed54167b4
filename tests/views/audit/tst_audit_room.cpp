#include "room_window.h"
#include "support/test_program.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QListWidget>
#include <QMenu>

namespace tst_audit_room {

using namespace muster;
using namespace muster::test;

/// What a facilitator relies on: an audit by keyboard alone, in time, with nothing typed ever lost.
class TestAuditRoom final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWholeAuditByKeyboard();
    void aSpotCheckByKeyboard();
    void theTimerRunsThroughPauseAndRestart();
    void itNeverAdvancesByItself();
    void longNotesAreKeptAsTyped();
    void lettersInANoteAreLetters();
    void everyPhaseIsResumed();
    void arrowsMoveOverChecksThatApply();
    void samplesAreLaidOutAndTracedByKeys();
    void aDecisionIsAskedForWhatItLacks();
    void aRefusedDecisionKeepsWhatWasTyped();
    void whatKeepsTheRecordOpenLeadsToItsPlace();
    void someoneLeaves();
    void anAuditGivenUpElsewhereIsMetCalmly();
};

void TestAuditRoom::aWholeAuditByKeyboard()
{
    SampleSession sample;
    Window window(sample);
    const auto id = openAudit(sample);
    window.page->open(id);
    sample.settle();
    window.key(Qt::Key_S, Qt::AltModifier);
    QCOMPARE(stored(sample, id).agenda.currentPhase(), Phase::DataWalk);
    answerFollowUps(window);
    const auto due = must(sample.ask([id](Store &store) { return AuditService(store).followUpsDue(id); }));
    QVERIFY(due.size() > 2);
    QTRY_COMPARE(stored(sample, id).followUps.size(), due.size());

    window.key(Qt::Key_N, Qt::AltModifier);
    QCOMPARE(window.room().phase(), Phase::Checks);
    const auto cells = window.matrix().matrix().cells();
    for (const auto &cell : cells) {
        QCOMPARE(window.matrix().current(), cell);
        const bool first = cell == cells.first(), last = cell == cells.last();
        window.key(first ? Qt::Key_D : last ? Qt::Key_F : Qt::Key_P);
        if (first || last) {
            window.key(Qt::Key_Return);
            QCOMPARE(window.focused(), u"note"_s);
            window.type(u"Seen in two of three outputs, and nobody had noticed."_s);
        }
        window.key(Qt::Key_Return, Qt::ControlModifier);
    }
    QCOMPARE(window.page->findChild<AuditRoom *>()->phase(), Phase::Checks);

    window.key(Qt::Key_3, Qt::AltModifier);
    QCOMPARE(window.focused(), u"findings"_s);
    decide(window, u"Dana"_s, u"It is the second time."_s);
    QCOMPARE(window.focused(), u"findings"_s);
    window.key(Qt::Key_Down);
    decide(window, u"Priya"_s, u"A person has to look again."_s);
    window.key(Qt::Key_N, Qt::AltModifier);
    QCOMPARE(part<LineList>(*window.page, u"decisions"_s)->lines().size(), 2);
    QVERIFY(std::ranges::all_of(part<LineList>(*window.page, u"decisions"_s)->lines(), &ListLine::stateIsGood));
    const auto decided = stored(sample, id).delegations.first().decisions;
    const QString changed = part<LineList>(*window.page, u"decisions"_s)->current()->key;
    decide(window, u"Mei"_s, u" Mei sees to it."_s);
    QTRY_COMPARE(part<LineList>(*window.page, u"decisions"_s)->lines().size(), 2);
    QCOMPARE(part<LineList>(*window.page, u"decisions"_s)->lines().first().key, changed);
    QVERIFY(part<LineList>(*window.page, u"decisions"_s)->lines().first().state.startsWith(u"Mei Lin"_s));
    const auto kept = stored(sample, id).delegations.first().decisions;
    QCOMPARE(kept.size(), 1);
    QCOMPARE(kept.first().number, decided.first().number);
    QCOMPARE(kept.first().why, u"It is the second time. Mei sees to it."_s);

    window.key(Qt::Key_5, Qt::AltModifier);
    sample.settle();
    QCOMPARE(window.focused(), u"closeRecord"_s);
    QVERIFY(part<QListWidget>(*window.page, u"entries"_s)->count() > int(cells.size()));
    lookAtPreview();
    window.key(Qt::Key_Return);
    sample.settle();
    const auto closed = must(sample.ask([id](Store &store) { return registry::byId<Audit>(store, id); }));
    QCOMPARE(closed.delegations, std::optional<qint64>(5));
    QVERIFY(!must(sample.ask([](Store &store) { return AuditService(store).list(); })).last().open);
}

void TestAuditRoom::aSpotCheckByKeyboard()
{
    SampleSession sample;
    Window window(sample);
    const auto release = named(sample, u"Release notes"_s);
    window.page->spotCheck(release);
    sample.settle();
    const auto id = window.room().id();
    QCOMPARE(phasesOf(window.room().agenda().form()).size(), size_t(3));
    window.key(Qt::Key_S, Qt::AltModifier);
    for (const int verdict : {Qt::Key_P, Qt::Key_P, Qt::Key_D, Qt::Key_P}) {
        window.key(verdict);
        if (verdict == Qt::Key_D) {
            window.key(Qt::Key_Return);
            window.type(u"The deputy did not know how."_s);
        }
        window.key(Qt::Key_Return, Qt::ControlModifier);
    }
    window.key(Qt::Key_N, Qt::AltModifier);
    QCOMPARE(window.focused(), u"decisions"_s);
    decide(window, u"Mei"_s, u"The rule has to say it."_s);
    window.key(Qt::Key_N, Qt::AltModifier);
    sample.settle();
    QCOMPARE(window.focused(), u"closeRecord"_s);
    lookAtPreview();
    window.key(Qt::Key_Return);
    sample.settle();
    QCOMPARE(must(sample.ask([id](Store &store) { return registry::byId<Audit>(store, id); })).kind, AuditKind::Spot);
}

void TestAuditRoom::theTimerRunsThroughPauseAndRestart()
{
    SampleSession sample;
    const auto id = openAudit(sample);
    {
        Window window(sample);
        QSignalSpy badges(window.page, &Page::badgeChanged);
        window.page->open(id);
        sample.settle();
        QCOMPARE(window.bar().time(), u"10:00"_s);
        QCOMPARE(window.bar().meaning(), u"not started"_s);
        window.key(Qt::Key_S, Qt::AltModifier);
        sample.clock().advance(4);
        QTRY_COMPARE(window.bar().time(), u"6:00"_s);
        QCOMPARE(badges.last().first().toString(), u"6 min"_s);
        sample.clock().advance(8);
        QTRY_COMPARE(window.bar().time(), u"+2:00"_s);
        QCOMPARE(window.bar().meaning(), u"over this timebox"_s);
        window.key(Qt::Key_U, Qt::AltModifier);
        sample.clock().advance(30);
        QTest::qWait(600);
        QCOMPARE(window.bar().time(), u"+2:00"_s);
        QVERIFY(window.bar().meaning().endsWith(u"paused"_s));
    }
    Window again(sample);
    again.page->activate();
    sample.settle();
    QCOMPARE(again.room().id(), id);
    QCOMPARE(again.bar().time(), u"+2:00"_s);
    again.key(Qt::Key_U, Qt::AltModifier);
    sample.clock().advance(1);
    QTRY_COMPARE(again.bar().time(), u"+3:00"_s);
}

void TestAuditRoom::itNeverAdvancesByItself()
{
    SampleSession sample;
    Window window(sample);
    window.page->open(openAudit(sample));
    sample.settle();
    window.key(Qt::Key_S, Qt::AltModifier);
    sample.clock().advance(120);
    QTRY_COMPARE(window.bar().time(), u"+1:50:00"_s);
    QCOMPARE(window.room().phase(), Phase::DataWalk);
}

void TestAuditRoom::longNotesAreKeptAsTyped()
{
    SampleSession sample;
    Window window(sample);
    const auto id = openAudit(sample);
    window.page->open(id);
    sample.settle();
    window.key(Qt::Key_2, Qt::AltModifier);
    const auto cell = *window.matrix().current();
    QString note = u"<b>bold</b> 🙂 \u202Eright to left\u202C & שלום "_s;
    while (note.size() < 100'000)
        note += u"what was seen, line after line\n"_s;
    note += u"end"_s;
    QApplication::clipboard()->setText(note);
    window.key(Qt::Key_Return);
    window.key(Qt::Key_V, Qt::ControlModifier);
    const auto kept = [&] { return stored(sample, id).find(cell.delegation)->findings.value(cell.check).note; };
    QTRY_COMPARE_WITH_TIMEOUT(kept().size(), note.size(), 4000);
    QCOMPARE(kept(), note);
    QCOMPARE(part<QPlainTextEdit>(*window.page, u"note"_s)->toPlainText(), note);
}

void TestAuditRoom::lettersInANoteAreLetters()
{
    SampleSession sample;
    Window window(sample);
    const auto id = openAudit(sample);
    window.page->open(id);
    sample.settle();
    window.key(Qt::Key_2, Qt::AltModifier);
    const auto cell = *window.matrix().current();
    window.key(Qt::Key_Return);
    for (const int letter : {Qt::Key_P, Qt::Key_D, Qt::Key_F})
        window.key(letter);
    QCOMPARE(part<QPlainTextEdit>(*window.page, u"note"_s)->toPlainText(), u"pdf"_s);
    window.key(Qt::Key_D, Qt::AltModifier);
    QTest::qWait(600);
    sample.settle();
    const auto finding = stored(sample, id).find(cell.delegation)->findings.value(cell.check);
    QCOMPARE(finding.note, u"pdf"_s);
    QCOMPARE(finding.verdict, Verdict::Drift);
    window.key(Qt::Key_Escape);
    window.key(Qt::Key_D);
    QCOMPARE(stored(sample, id).find(cell.delegation)->findings.value(cell.check).verdict, Verdict::Drift);
    window.key(Qt::Key_Backspace);
    QCOMPARE(stored(sample, id).find(cell.delegation)->findings.value(cell.check).verdict, Verdict::NotChecked);
}

void TestAuditRoom::everyPhaseIsResumed()
{
    SampleSession sample;
    const auto id = openAudit(sample);
    QString typed;
    for (int phase = 0; phase < 5; ++phase) {
        {
            Window window(sample);
            window.page->open(id);
            sample.settle();
            if (phase == 0)
                window.key(Qt::Key_S, Qt::AltModifier);
            window.key(Qt::Key_1 + phase, Qt::AltModifier);
            part<QPlainTextEdit>(*window.page, u"notes"_s)->setFocus();
            window.key(Qt::Key_End, Qt::ControlModifier);
            window.type(u"x%1"_s.arg(phase));
            typed += u"x%1"_s.arg(phase);
        }
        Window again(sample);
        again.page->activate();
        sample.settle();
        QTRY_COMPARE(again.room().phase(), std::optional(Phase(phase)));
        QCOMPARE(part<QPlainTextEdit>(*again.page, u"notes"_s)->toPlainText(), typed);
    }
}

void TestAuditRoom::arrowsMoveOverChecksThatApply()
{
    SampleSession sample;
    const auto id = openAudit(sample);
    const auto audit = stored(sample, id);
    auto changed = audit;
    changed.delegations[1].category = Category::Avoid;
    CheckMatrixModel model;
    QAbstractItemModelTester tester(&model);
    model.take(changed, [](int pair) { return QString::number(pair); });
    QCOMPARE(model.cells().size(), 4 * 4 + 1);
    changed.delegations[0].findings[Check::Model].verdict = Verdict::Pass;
    model.take(changed, [](int pair) { return QString::number(pair); });
    const auto index = model.indexOf({changed.delegations[0].id, Check::Model});
    QCOMPARE(index.data().toString(), u"pass"_s);
    QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(u"Model fit"_s));
    QVERIFY(!model.indexOf({changed.delegations[1].id, Check::Model}).isValid());

    CheckMatrix view;
    view.take(changed, [](int pair) { return QString::number(pair); });
    view.resize(500, 400);
    view.show();
    for (int i = 0; i < 12; ++i)
        QTest::keyClick(&view, Qt::Key_Down);
    QVERIFY(view.current().has_value());
    QTest::keyClick(&view, Qt::Key_Home);
    QCOMPARE(view.current(), model.cells().first());
}

void TestAuditRoom::samplesAreLaidOutAndTracedByKeys()
{
    SampleSession sample;
    Window window(sample);
    const auto id = openAudit(sample);
    window.page->open(id);
    sample.settle();
    window.key(Qt::Key_2, Qt::AltModifier);
    const auto friday = named(sample, u"Friday stakeholder update"_s);
    window.matrix().setCurrent({friday, Check::Output});
    sample.settle();
    QVERIFY(window.tabTo(u"sampleReference"_s));
    window.type(u"mail of 5 June"_s);
    window.key(Qt::Key_Return);
    sample.settle();
    QCOMPARE(stored(sample, id).find(friday)->samples.size(), 1);
    QCOMPARE(window.focused(), u"trace"_s);
    window.key(Qt::Key_Space);
    window.key(Qt::Key_Down);
    window.key(Qt::Key_Space);
    window.key(Qt::Key_Space);
    sample.settle();
    const auto traced = stored(sample, id).find(friday)->samples.first();
    QCOMPARE(traced.criteria.size(), 2);
    QCOMPARE(std::ranges::count(traced.criteria, false), 1);
    window.key(Qt::Key_F);
    QCOMPARE(stored(sample, id).find(friday)->findings.value(Check::Output).verdict, Verdict::Fail);
}

void TestAuditRoom::aDecisionIsAskedForWhatItLacks()
{
    SampleSession sample;
    Window window(sample);
    const auto id = openAudit(sample);
    window.page->open(id);
    sample.settle();
    window.key(Qt::Key_2, Qt::AltModifier);
    window.key(Qt::Key_F);
    window.key(Qt::Key_3, Qt::AltModifier);
    window.key(Qt::Key_Return);
    QVERIFY(window.tabTo(u"owner"_s));
    window.type(u"Dana"_s);
    window.key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(window.focused(), u"why"_s);
    window.type(u"Because"_s);
    window.key(Qt::Key_Return, Qt::ControlModifier);
    sample.settle();
    const auto audit = stored(sample, id);
    QCOMPARE(std::ranges::count_if(audit.delegations, [](const auto &item) { return item.decisions.size() == 1; }), 1);
}

void TestAuditRoom::aRefusedDecisionKeepsWhatWasTyped()
{
    SampleSession sample;
    Window window(sample);
    const auto id = openAudit(sample);
    window.page->open(id);
    sample.settle();
    window.key(Qt::Key_2, Qt::AltModifier);
    window.key(Qt::Key_F);
    window.key(Qt::Key_3, Qt::AltModifier);
    window.key(Qt::Key_Return);
    window.type(u"Accept"_s);
    QVERIFY(window.tabTo(u"owner"_s));
    window.type(u"Dana"_s);
    QVERIFY(window.tabTo(u"due"_s));
    for (int years = 0; years < 5; ++years)
        window.key(Qt::Key_Up);
    QVERIFY(window.tabTo(u"why"_s));
    window.type(u"Because"_s);
    window.key(Qt::Key_Return, Qt::ControlModifier);
    sample.settle();
    const auto audit = stored(sample, id);
    QVERIFY(std::ranges::all_of(audit.delegations, [](const auto &item) { return item.decisions.isEmpty(); }));
    QCOMPARE(window.focused(), u"due"_s);
    QCOMPARE(part<QPlainTextEdit>(*window.page, u"why"_s)->toPlainText(), u"Because"_s);
}

void TestAuditRoom::whatKeepsTheRecordOpenLeadsToItsPlace()
{
    SampleSession sample;
    Window window(sample);
    const auto id = openAudit(sample);
    window.page->open(id);
    sample.settle();
    window.key(Qt::Key_S, Qt::AltModifier);
    window.key(Qt::Key_2, Qt::AltModifier);
    window.key(Qt::Key_End);
    const auto cell = window.matrix().current();
    window.key(Qt::Key_F);
    window.key(Qt::Key_Home);
    window.key(Qt::Key_5, Qt::AltModifier);
    sample.settle();
    QCOMPARE(window.focused(), u"problems"_s);
    QVERIFY(!part<QPushButton>(*window.page, u"closeRecord"_s)->isEnabled());
    window.key(Qt::Key_Return);
    QCOMPARE(window.room().phase(), Phase::Checks);
    QCOMPARE(window.matrix().current(), cell);
    QCOMPARE(window.focused(), u"note"_s);
}

void TestAuditRoom::someoneLeaves()
{
    SampleSession sample;
    Window window(sample);
    const auto id = openAudit(sample);
    window.page->open(id);
    sample.settle();
    const auto before = stored(sample, id).participants.size();
    auto *menu = window.page->findChild<QMenu *>(u"roomMenu"_s);
    Q_EMIT menu->aboutToShow();
    auto *leaving = menu->actions().constFirst()->menu();
    QCOMPARE(leaving->actions().size(), before);
    leaving->actions().constFirst()->trigger();
    sample.settle();
    QCOMPARE(stored(sample, id).participants.size(), before - 1);
    QVERIFY(part<InlineMessage>(*window.page, u"roomMessage"_s)->text().contains(u"has left"_s));
}

void TestAuditRoom::anAuditGivenUpElsewhereIsMetCalmly()
{
    SampleSession sample;
    Window window(sample);
    const auto id = openAudit(sample);
    window.page->open(id);
    sample.settle();
    must(sample.ask([id](Store &store) { return AuditService(store).discard(id); }));
    sample.settle();
    QTRY_VERIFY(!window.room().isOpen());
    QVERIFY(!window.bar().isVisible());
    window.key(Qt::Key_Return);
    QVERIFY(window.page->findChild<QWidget *>(u"audits"_s)->isVisible());
}

MUSTER_TEST(TestAuditRoom)

}

#include "tst_audit_room.moc"
