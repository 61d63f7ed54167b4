#include "audit_by_keys.h"
#include "support/test_program.h"
#include "views/audit/line_list.h"
#include "views/decisions/decision_list_model.h"
#include "views/panel/delegation_editor.h"
#include "views/wall/wall_page.h"
#include "wall_by_keys.h"

#include <QElapsedTimer>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>

#include <semaphore>

namespace tst_window_conflict {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::Store;

namespace {

constexpr int seenWithin = 2000; ///< milliseconds

const QString title = u"Release notes"_s;
const QString mine = u"Zest"_s, theirs = u"Quill"_s; // no team of the sample is offered for their letters

/// Two windows on one register's file, as on two desks: each has its own settings, marks and connection.
struct TwoWindows
{
    TwoWindows() : there({}, 2)
    {
        here.toFront();
        await([&] { return here.openSample(); }, "the sample is open");
        there.toFront();
        if (!there.opens([&] { there.window().open(here.sampleFile()); }))
            qFatal("the register was not opened a second time");
        here.toFront();
    }

    /// Lets this window hear of what the other one wrote.
    bool hears(WindowFixture &fixture)
    {
        QSignalSpy noticed(fixture.workspace().session().reg.get(), &registry::OpenRegister::changedElsewhere);
        const bool heard = noticed.wait(seenWithin);
        fixture.settle();
        return heard;
    }

    /// Keeps this window from hearing anything until open(): its register's worker waits.
    void deafen(WindowFixture &fixture)
    {
        const auto &reg = fixture.workspace().session().reg;
        m_waiting = reg->run([this](Store &) {
            m_gate.acquire();
            return 0;
        });
    }
    void open() { m_gate.release(); }

    WindowFixture here, there;

private:
    std::binary_semaphore m_gate{0};
    QFuture<int> m_waiting;
};

/// Types into the current cell of a window that somebody else sits at: here, the keyboard stays where it is. The
/// register has it when this returns; nobody else has heard of it.
void typeElsewhere(WindowFixture &fixture, const QString &text)
{
    QTest::keyClick(&wallTable(fixture), Qt::Key_F2);
    auto *editor = cellEditor(fixture);
    if (!editor)
        qFatal("no editor opens in the other window");
    QTest::keyClicks(editor, text);
    QTest::keyClick(editor, Qt::Key_Return);
    fixture.ask([](Store &) { return 0; });
}

QString shownInCell(WindowFixture &fixture, const QString &of, DelegationColumn column)
{
    const auto *model = wallTable(fixture).model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, int(DelegationColumn::Title)).data().toString() == of)
            return model->index(row, int(column)).data().toString();
    }
    return {};
}

/// The editor over a window, on a delegation that the wall was gone through to by keys.
DelegationEditor &openEditor(WindowFixture &fixture)
{
    goToCell(fixture, title, DelegationColumn::Title);
    fixture.key(Qt::Key_Return);
    const auto find = [&] { return fixture.workspace().findChild<DelegationEditor *>(); };
    await([&] { return find() && find()->isVisible(); }, "the editor is open");
    fixture.toFront(find());
    return *find();
}

void typeInField(WindowFixture &fixture, const QString &field, const QString &text)
{
    if (!fixture.tabTo(field + u"Input"_s))
        qFatal("no field %s", qPrintable(field));
    fixture.key(Qt::Key_A, Qt::ControlModifier);
    fixture.type(text);
}

/// Saves what is typed in a window's editor, and sees it close.
void saveEditor(WindowFixture &fixture)
{
    fixture.key(Qt::Key_Return, Qt::ControlModifier);
    await([&] { return !fixture.workspace().findChild<DelegationEditor *>(); }, "the editor has closed");
    fixture.settle();
    fixture.toFront();
}

QString saidOf(DelegationEditor &editor, const QString &field)
{
    const auto *message = editor.findChild<InlineMessage *>(field + u"Message"_s);
    return message && message->isVisible() ? message->text() : QString();
}

QString teamOf(WindowFixture &fixture)
{
    return kept(fixture, title).team.value_or(Title());
}

}

/// Two windows on one file: each shows soon what the other wrote, and neither overwrites the other unseen.
class TestWindowConflict final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCellIsSeenInTheOtherWindow();
    void thePanelAndTheRecordFollow();
    void anOpenAuditIsSeen();
    void whatIsTypedInOneAuditIsSeen();
    void anEndedDecisionIsSeen();
    void aCellIsRefusedWithBothVersions_data();
    void aCellIsRefusedWithBothVersions();
    void anotherCellOfTheSame_data();
    void anotherCellOfTheSame();
    void goingToTheOtherWindowKeepsWhatWasTyped();
    void theEditorShowsBothVersions_data();
    void theEditorShowsBothVersions();
    void aDraftIsComparedWhenItComesBack();
    void anotherFieldOfTheSame();
};

void TestWindowConflict::aCellIsSeenInTheOtherWindow()
{
    TwoWindows windows;
    WindowFixture &here = windows.here, &there = windows.there;
    there.toFront();
    goToCell(there, title, DelegationColumn::Team);
    here.toFront();
    typeInCell(here, title, DelegationColumn::Team, mine);
    QElapsedTimer since;
    since.start();
    here.key(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(shownInCell(there, title, DelegationColumn::Team), mine, seenWithin);
    QVERIFY2(since.elapsed() < seenWithin, qPrintable(QString::number(since.elapsed())));

    there.toFront();
    typeInCell(there, title, DelegationColumn::Team, theirs);
    since.start();
    there.key(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(shownInCell(here, title, DelegationColumn::Team), theirs, seenWithin);
    QVERIFY2(since.elapsed() < seenWithin, qPrintable(QString::number(since.elapsed())));
    QVERIFY(verifies(here) && verifies(there));
}

void TestWindowConflict::thePanelAndTheRecordFollow()
{
    TwoWindows windows;
    WindowFixture &here = windows.here, &there = windows.there;
    there.toFront();
    goToCell(there, title, DelegationColumn::Title);
    QCOMPARE(part<QLabel>(there.window(), u"title"_s)->text(), title);
    here.toFront();
    typeInCell(here, title, DelegationColumn::Title, u"Release letters"_s);
    here.key(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(part<QLabel>(there.window(), u"title"_s)->text(), u"Release letters"_s, seenWithin);

    there.toFront();
    there.key(Qt::Key_4, Qt::ControlModifier);
    there.settle();
    const auto root = [&] { return part<QLabel>(there.window(), u"root"_s)->text(); };
    const QString before = root();
    here.toFront();
    typeInCell(here, u"Release letters"_s, DelegationColumn::Team, mine);
    here.key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(root() != before, seenWithin);
}

void TestWindowConflict::anOpenAuditIsSeen()
{
    TwoWindows windows;
    WindowFixture &here = windows.here, &there = windows.there;
    const auto *button = there.workspace().railButton(PageName::Audit);
    QCOMPARE(button->badge(), QString());
    there.toFront();
    there.key(Qt::Key_2, Qt::ControlModifier);
    there.settle();
    const auto rows = [&] { return part<QListView>(there.window(), u"audits"_s)->model()->rowCount(); };
    const int before = rows();
    here.toFront();
    openAudit(here);
    QTRY_COMPARE_WITH_TIMEOUT(button->badge(), u"open"_s, seenWithin);
    QTRY_VERIFY_WITH_TIMEOUT(rows() > before, seenWithin);
}

/// Two facilitators in one audit: what one types the other sees, and what both type in one text is kept.
void TestWindowConflict::whatIsTypedInOneAuditIsSeen()
{
    TwoWindows windows;
    WindowFixture &here = windows.here, &there = windows.there;
    openAudit(here);
    startClock(here);
    QVERIFY(windows.hears(there));
    there.toFront();
    there.key(Qt::Key_2, Qt::ControlModifier);
    there.settle();
    await([&] { return part<QListView>(there.window(), u"audits"_s)->currentIndex().isValid(); }, "audits are listed");
    there.key(Qt::Key_Return);
    await([&] { return roomOf(there) && roomOf(there)->isOpen(); }, "the room is open there, too");
    const auto note = [](WindowFixture &of) { return part<QPlainTextEdit>(of.window(), u"notes"_s)->toPlainText(); };

    here.toFront();
    here.key(Qt::Key_O, Qt::AltModifier);
    here.type(u"Said here."_s);
    QTRY_COMPARE_WITH_TIMEOUT(note(there), u"Said here."_s, seenWithin + items::AuditSession::typingPause);
    there.toFront();
    there.key(Qt::Key_O, Qt::AltModifier);
    there.type(u" Said there."_s);
    here.toFront();
    here.key(Qt::Key_O, Qt::AltModifier);
    here.type(u" And here."_s);
    QTRY_VERIFY_WITH_TIMEOUT(note(here).contains(u"Said there."_s) && note(there).contains(u"And here."_s), 6000);
    QTRY_COMPARE_WITH_TIMEOUT(note(here), note(there), 6000);
    QCOMPARE(stored(here).notes, note(here));
    QCOMPARE(note(here).count(u"Said here."_s), 1);

    here.toFront();
    goToPhase(here, 2);
    say(here, Qt::Key_F);
    QTRY_COMPARE_WITH_TIMEOUT(roomOf(there)->phase(), std::optional(Phase::Checks), seenWithin);
    QTRY_VERIFY_WITH_TIMEOUT(part<QPushButton>(there.window(), u"fail"_s)->isChecked(), seenWithin);
}

void TestWindowConflict::anEndedDecisionIsSeen()
{
    TwoWindows windows;
    WindowFixture &here = windows.here, &there = windows.there;
    for (auto *fixture : {&there, &here}) {
        fixture->toFront();
        fixture->key(Qt::Key_3, Qt::ControlModifier);
        fixture->settle();
    }
    const auto list = [](WindowFixture &of) { return part<QListView>(of.window(), u"decisions"_s); };
    const auto open = [&](WindowFixture &of) {
        return static_cast<const DecisionListModel *>(list(of)->model())->rowCount();
    };
    const int before = open(there);
    QVERIFY(before > 1);
    QVERIFY(list(here)->hasFocus());
    here.key(Qt::Key_X);
    QCOMPARE(here.focused(), u"text"_s);
    here.type(u"Nobody needs it any more."_s);
    here.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(open(there) < before, seenWithin);
    QCOMPARE(open(there), open(here));
}

void TestWindowConflict::aCellIsRefusedWithBothVersions_data()
{
    QTest::addColumn<bool>("noticed");
    QTest::addColumn<QString>("way");
    for (const bool noticed : {true, false}) {
        for (const auto way : {"try again", "leave theirs", "copy"})
            QTest::addRow("%s, %s", noticed ? "noticed while typing" : "not noticed yet", way)
                << noticed << QString::fromLatin1(way);
    }
}

void TestWindowConflict::aCellIsRefusedWithBothVersions()
{
    QFETCH(bool, noticed);
    QFETCH(QString, way);
    TwoWindows windows;
    WindowFixture &here = windows.here, &there = windows.there;
    there.toFront();
    goToCell(there, title, DelegationColumn::Team);
    here.toFront();
    typeInCell(here, title, DelegationColumn::Team, mine);
    if (!noticed)
        windows.deafen(here);
    typeElsewhere(there, theirs);
    if (noticed)
        QVERIFY(windows.hears(here));
    QVERIFY(cellEditor(here));
    QTest::keyClick(cellEditor(here), Qt::Key_Return);
    if (!noticed)
        windows.open();
    QTRY_VERIFY(!saidOnWall(here).isEmpty());
    QVERIFY2(saidOnWall(here).contains(mine) && saidOnWall(here).contains(theirs), qPrintable(saidOnWall(here)));
    QCOMPARE(teamOf(here), theirs);
    here.settle();
    auto *message = part<InlineMessage>(here.window(), u"wallMessage"_s);

    if (way == u"copy") {
        here.key(Qt::Key_F, Qt::ControlModifier);
        here.type(u"Refunds"_s);
        here.settle();
        QVERIFY(here.press(offered(message, u"Try again"_s)));
        QVERIFY2(message->text().contains(mine), qPrintable(message->text()));
        QGuiApplication::clipboard()->clear();
        QVERIFY(here.press(offered(message, u"Copy what I typed"_s)));
        QCOMPARE(QGuiApplication::clipboard()->text(), mine);
        QCOMPARE(teamOf(here), theirs);
        return;
    }
    QVERIFY(here.press(offered(message, u"Try again"_s)));
    QVERIFY(cellEditor(here));
    QVERIFY2(saidOnWall(here).isEmpty(), qPrintable(saidOnWall(here)));
    here.key(way == u"try again" ? Qt::Key_Return : Qt::Key_Escape);
    here.settle();
    QVERIFY(!cellEditor(here));
    QCOMPARE(teamOf(here), way == u"try again" ? mine : theirs);
    QTRY_COMPARE_WITH_TIMEOUT(shownInCell(there, title, DelegationColumn::Team), way == u"try again" ? mine : theirs,
                              seenWithin);
    QVERIFY(verifies(here));
}

void TestWindowConflict::anotherCellOfTheSame_data()
{
    QTest::addColumn<bool>("noticed");
    QTest::newRow("noticed while typing") << true;
    QTest::newRow("not noticed yet") << false;
}

/// Both are kept; where the other one was not heard of yet, it is asked once.
void TestWindowConflict::anotherCellOfTheSame()
{
    QFETCH(bool, noticed);
    TwoWindows windows;
    WindowFixture &here = windows.here, &there = windows.there;
    there.toFront();
    goToCell(there, title, DelegationColumn::Title);
    here.toFront();
    typeInCell(here, title, DelegationColumn::Team, mine);
    if (!noticed)
        windows.deafen(here);
    typeElsewhere(there, u"Release letters"_s);
    if (noticed)
        QVERIFY(windows.hears(here));
    QTest::keyClick(cellEditor(here), Qt::Key_Return);
    if (!noticed)
        windows.open();
    here.settle();
    QCOMPARE(saidOnWall(here).isEmpty(), noticed);
    if (!noticed) {
        QVERIFY2(saidOnWall(here).contains(mine), qPrintable(saidOnWall(here)));
        QVERIFY(here.press(offered(part<InlineMessage>(here.window(), u"wallMessage"_s), u"Try again"_s)));
        here.key(Qt::Key_Return);
        here.settle();
    }
    const auto now = kept(here, u"Release letters"_s);
    QCOMPARE(QString(now.team.value_or(Title())), mine);
    QVERIFY2(saidOnWall(here).isEmpty(), qPrintable(saidOnWall(here)));
}

/// On one desk: the window that is left takes over what was typed in it.
void TestWindowConflict::goingToTheOtherWindowKeepsWhatWasTyped()
{
    TwoWindows windows;
    WindowFixture &here = windows.here, &there = windows.there;
    typeInCell(here, title, DelegationColumn::Team, mine);
    there.toFront();
    here.settle();
    QCOMPARE(teamOf(here), mine);
    goToCell(there, title, DelegationColumn::Team);
    QTRY_COMPARE_WITH_TIMEOUT(shownInCell(there, title, DelegationColumn::Team), mine, seenWithin);
}

void TestWindowConflict::theEditorShowsBothVersions_data()
{
    QTest::addColumn<QString>("way");
    for (const auto way : {"save again", "take theirs", "close and come back", "discard"})
        QTest::newRow(way) << QString::fromLatin1(way);
}

void TestWindowConflict::theEditorShowsBothVersions()
{
    QFETCH(QString, way);
    TwoWindows windows;
    WindowFixture &here = windows.here, &there = windows.there;
    auto *editor = &openEditor(here);
    typeInField(here, u"team"_s, mine);
    there.toFront();
    openEditor(there);
    typeInField(there, u"team"_s, theirs);
    saveEditor(there);
    QCOMPARE(teamOf(there), theirs);

    here.toFront(editor);
    here.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!saidOf(*editor, u"team"_s).isEmpty());
    const QString said = saidOf(*editor, u"team"_s);
    QVERIFY2(said.contains(mine) && said.contains(theirs), qPrintable(said));
    const auto typed = [&] { return editor->findChild<QLineEdit *>(u"teamInput"_s)->text(); };
    QCOMPARE(typed(), mine);
    QCOMPARE(teamOf(here), theirs);
    QCOMPARE(here.focused(), u"teamInput"_s);

    if (way == u"take theirs") {
        QVERIFY(here.press(offered(editor->findChild<InlineMessage *>(u"teamMessage"_s), u"Take theirs"_s)));
        QCOMPARE(typed(), theirs);
    } else if (way == u"close and come back") {
        here.key(Qt::Key_Escape);
        here.toFront();
        here.settle();
        editor = &openEditor(here);
        QCOMPARE(typed(), mine);
    } else if (way == u"discard") {
        QVERIFY(here.press(part<QPushButton>(*editor, u"discard"_s)));
        here.settle();
        QTRY_COMPARE(typed(), theirs);
    }
    saveEditor(here);
    const bool keepsMine = way == u"save again" || way == u"close and come back";
    QCOMPARE(teamOf(here), keepsMine ? mine : theirs);
    QVERIFY(verifies(here));
}

void TestWindowConflict::aDraftIsComparedWhenItComesBack()
{
    TwoWindows windows;
    WindowFixture &here = windows.here, &there = windows.there;
    openEditor(here);
    typeInField(here, u"team"_s, mine);
    here.key(Qt::Key_Escape);
    here.toFront();
    there.toFront();
    openEditor(there);
    typeInField(there, u"team"_s, theirs);
    saveEditor(there);
    here.toFront();
    here.settle();
    auto &editor = openEditor(here);
    const QString said = saidOf(editor, u"team"_s);
    QVERIFY2(said.contains(mine) && said.contains(theirs), qPrintable(said));
    QCOMPARE(editor.findChild<QLineEdit *>(u"teamInput"_s)->text(), mine);
    saveEditor(here);
    QCOMPARE(teamOf(here), mine);
}

void TestWindowConflict::anotherFieldOfTheSame()
{
    TwoWindows windows;
    WindowFixture &here = windows.here, &there = windows.there;
    auto &editor = openEditor(here);
    typeInField(here, u"team"_s, mine);
    there.toFront();
    openEditor(there);
    typeInField(there, u"seats"_s, u"7"_s);
    saveEditor(there);

    here.toFront(&editor);
    here.key(Qt::Key_Return, Qt::ControlModifier);
    auto *message = editor.findChild<InlineMessage *>(u"message"_s);
    QTRY_VERIFY2(message->text().contains(u"other fields"_s), qPrintable(message->text()));
    QCOMPARE(editor.findChild<QLineEdit *>(u"teamInput"_s)->text(), mine);
    QCOMPARE(editor.findChild<QLineEdit *>(u"seatsInput"_s)->text(), u"7"_s);
    saveEditor(here);
    const auto now = kept(here, title);
    QCOMPARE(QString(now.team.value_or(Title())), mine);
    QCOMPARE(now.seats.value_or(0), 7);
}

MUSTER_TEST(TestWindowConflict)

}

#include "tst_window_conflict.moc"
