#include "gui/window_fixture.h"
#include "register/audit_service.h"
#include "sample/sample_audit.h"
#include "support/test_program.h"
#include "views/audit/room.h"
#include "views/shell/action_text.h"
#include "views/shell/key_sheet.h"

#include <QAction>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>

namespace tst_window_commands {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::DelegationService;
using registry::Store;

namespace {

QAction *command(WindowFixture &fixture, const QString &text)
{
    for (auto *one : fixture.window().actions()) {
        if (withoutMnemonic(one->text()).startsWith(text))
            return one;
    }
    qFatal("no command %s", qUtf8Printable(text));
    return nullptr;
}

/// Sets a delegation's team as somebody in this window does.
void setTeam(WindowFixture &fixture, const DelegationId &id, const QString &team)
{
    const auto before = fixture.ask([id](Store &store) { return must(DelegationService(store).get(id)); });
    fixture.workspace().session().history->edit(
        {&entityOf<Delegation>(), {{id.text(), before.n}}, {{u"team"_s, team}}, before.title, {}});
    fixture.settle();
}

QString teamOf(WindowFixture &fixture, const DelegationId &id)
{
    return fixture.ask([id](Store &store) { return must(DelegationService(store).get(id)).team.value_or(Title()); });
}

DelegationId named(WindowFixture &fixture, const QString &title)
{
    return fixture.ask([title](Store &store) { return must(DelegationService(store).find(title)); });
}

/// The sentence that lies over the foot of the window; empty: none.
InlineMessage *saying(WindowFixture &fixture)
{
    for (auto *one : fixture.workspace().findChildren<InlineMessage *>()) {
        if (one->isVisible() && one->parentWidget()->parentWidget() == &fixture.workspace())
            return one;
    }
    return nullptr;
}

QMenu *openMenu()
{
    return qobject_cast<QMenu *>(QApplication::activePopupWidget());
}

}

/// What the window itself can do, by its keys: undo, menu, keys at a glance, room mode, who acts.
class TestWindowCommands final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void undoAndRedoSayWhatTheyDo();
    void whatCantBeUndoneIsSaid();
    void theMenuHasEveryCommand();
    void theMenuIsWalkedByKeys();
    void everyKeyIsAtAGlance();
    void roomModeLeavesThePageAlone();
    void theSearchComesOutInRoomMode();
    void somebodyElseActs();
    void theRailSaysWhatStandsOut();
    void theRailIsWalkedByArrows();
    void commandsWaitForARegister();
    void whatWasDoneIsSaidAndTakenBack();
    void aRecentFileThatIsGoneIsSaid();
};

void TestWindowCommands::undoAndRedoSayWhatTheyDo()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    const auto release = named(fixture, u"Release notes"_s);
    QVERIFY(!command(fixture, u"Undo"_s)->isEnabled() && !command(fixture, u"Redo"_s)->isEnabled());
    setTeam(fixture, release, u"Payments"_s);
    const QString what = u"Change team of “Release notes”"_s;
    QCOMPARE(withoutMnemonic(command(fixture, u"Undo"_s)->text()), u"Undo: "_s + what);
    fixture.key(Qt::Key_Z, Qt::ControlModifier);
    fixture.settle();
    QCOMPARE(teamOf(fixture, release), u"Checkout"_s);
    QVERIFY(saying(fixture));
    QCOMPARE(saying(fixture)->text(), what);
    QVERIFY(!command(fixture, u"Undo"_s)->isEnabled());
    QCOMPARE(withoutMnemonic(command(fixture, u"Redo"_s)->text()), u"Redo: "_s + what);
    fixture.key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    fixture.settle();
    QCOMPARE(teamOf(fixture, release), u"Payments"_s);
    QVERIFY(!command(fixture, u"Redo"_s)->isEnabled());
    QVERIFY(command(fixture, u"Undo"_s)->isEnabled());
}

void TestWindowCommands::whatCantBeUndoneIsSaid()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    const auto release = named(fixture, u"Release notes"_s);
    setTeam(fixture, release, u"Payments"_s);
    fixture.ask([release](Store &store) {
        return must(DelegationService(store).set(release, {{u"team"_s, u"Search"_s}}));
    });
    fixture.key(Qt::Key_Z, Qt::ControlModifier);
    fixture.settle();
    const QString said = fixture.workspace().notice()->text();
    QVERIFY2(said.startsWith(u"Change team of “Release notes”: "_s), qPrintable(said));
    QCOMPARE(teamOf(fixture, release), u"Search"_s);
    QVERIFY(!command(fixture, u"Undo"_s)->isEnabled()); // it bars the way to nothing
    QTest::mouseClick(part<QPushButton>(fixture.window(), u"closeNotice"_s), Qt::LeftButton);
    QVERIFY(!fixture.workspace().notice()->isVisible());
}

void TestWindowCommands::theMenuHasEveryCommand()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    QTest::mouseClick(part<QPushButton>(fixture.window(), u"menu"_s), Qt::LeftButton);
    QTRY_VERIFY(openMenu());
    const auto offered = openMenu()->actions();
    QSet<QString> keys;
    for (auto *one : fixture.window().actions()) {
        QVERIFY2(offered.contains(one), qPrintable(one->text()));
        const QString key = one->shortcut().toString();
        QVERIFY2(key.isEmpty() || !keys.contains(key), qPrintable(key)); // no two answer to the same key
        keys << key;
    }
    QTest::keyClick(openMenu(), Qt::Key_Escape);
    QTRY_VERIFY(!openMenu());
}

void TestWindowCommands::theMenuIsWalkedByKeys()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    fixture.key(Qt::Key_F10);
    QTRY_VERIFY(openMenu());
    auto *menu = openMenu();
    for (int i = 0; i < 30 && (!menu->activeAction() || menu->activeAction()->text() != u"Go to the record"_s); ++i)
        QTest::keyClick(menu, Qt::Key_Down);
    QVERIFY(menu->activeAction());
    QTest::keyClick(menu, Qt::Key_Return);
    QCOMPARE(fixture.workspace().current(), PageName::Record);
    QTRY_VERIFY(!openMenu());
}

void TestWindowCommands::everyKeyIsAtAGlance()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    fixture.window().resize(1024, 700);
    setTeam(fixture, named(fixture, u"Release notes"_s), u"Payments"_s);
    fixture.key(Qt::Key_F1);
    auto *sheet = fixture.window().findChild<KeySheet *>();
    QVERIFY(sheet && sheet->isVisible());
    QStringList keys, texts;
    for (const auto *hint : sheet->findChildren<KeyHint *>())
        keys << hint->accessibleName();
    for (const auto *label : sheet->findChildren<PlainLabel *>())
        texts << label->text();
    for (const auto *one : fixture.window().actions()) {
        const QString key = one->shortcut().toString(QKeySequence::NativeText);
        QVERIFY2(key.isEmpty() || keys.contains(key), qPrintable(key));
    }
    QVERIFY(texts.contains(u"Undo"_s)); // what it would undo just now is not a key's meaning
    for (const auto &key : {u"P, D, F"_s, u"Ctrl+N"_s, u"Backspace"_s})
        QVERIFY2(keys.contains(key), qPrintable(key));
    QVERIFY2(sheet->height() <= 700, qPrintable(QString::number(sheet->height())));
    QTest::keyClick(sheet, Qt::Key_Escape);
    QTRY_VERIFY(!fixture.window().findChild<KeySheet *>());
}

void TestWindowCommands::roomModeLeavesThePageAlone()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    auto &workspace = fixture.workspace();
    QVERIFY(workspace.rail()->isVisible() && workspace.searchField()->isVisible());
    fixture.key(Qt::Key_F11);
    QVERIFY(workspace.isRoomMode());
    QVERIFY(!workspace.rail()->isVisible());
    QVERIFY(!workspace.searchField()->isVisible());
    QVERIFY(workspace.currentPage()->isVisible());
    fixture.key(Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(workspace.current(), PageName::Decisions);
    QVERIFY(!workspace.rail()->isVisible());
    fixture.key(Qt::Key_F11);
    QVERIFY(!workspace.isRoomMode());
    QVERIFY(workspace.rail()->isVisible() && workspace.searchField()->isVisible());
}

void TestWindowCommands::theSearchComesOutInRoomMode()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    fixture.key(Qt::Key_F11);
    fixture.key(Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(fixture.focused(), u"search"_s);
    QVERIFY(fixture.workspace().searchField()->isVisible());
    fixture.type(u"go to the rec"_s);
    fixture.settle();
    fixture.key(Qt::Key_Return);
    QCOMPARE(fixture.workspace().current(), PageName::Record);
    QVERIFY(!fixture.workspace().searchField()->isVisible());
    fixture.key(Qt::Key_F11);
    QVERIFY(fixture.workspace().searchField()->isVisible());
}

void TestWindowCommands::somebodyElseActs()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    auto *person = part<RailButton>(fixture.window(), u"person"_s);
    QTest::mouseClick(person, Qt::LeftButton);
    QTRY_VERIFY(openMenu());
    QStringList names;
    for (const auto *one : openMenu()->actions())
        names << one->text();
    QCOMPARE(names, (QStringList{u"Dana Keller"_s, u"Jonas Weber"_s, u"Lea Brandt"_s, u"Mei Lin"_s, u"Priya Nair"_s,
                                 u"Sam Ortiz"_s})); // Tom Reyes has left
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(openMenu(), Qt::Key_Down);
    QTest::keyClick(openMenu(), Qt::Key_Return);
    fixture.settle();
    QCOMPARE(person->text(), u"Mei Lin"_s);
    QCOMPARE(person->accessibleName(), u"Who acts: Mei Lin"_s);
    const auto acts = [&] {
        return fixture.ask(
            [](Store &store) { return must(registry::PersonService(store).get(store.actor())).name == u"Mei Lin"_s; });
    };
    QVERIFY(acts());
    fixture.restart();
    QVERIFY(fixture.openSample());
    QVERIFY(acts());
    QCOMPARE(part<RailButton>(fixture.window(), u"person"_s)->text(), u"Mei Lin"_s);
}

void TestWindowCommands::theRailSaysWhatStandsOut()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    auto *decisions = fixture.workspace().railButton(PageName::Decisions);
    auto *audit = fixture.workspace().railButton(PageName::Audit);
    QTRY_COMPARE(decisions->badge(), u"2 overdue"_s);
    QCOMPARE(decisions->accessibleDescription(), u"2 overdue"_s);
    QVERIFY(fixture.workspace().railButton(PageName::Wall)->badge().endsWith(u" due"_s));
    QCOMPARE(audit->badge(), QString());
    must(fixture.ask([](Store &store) -> Result<void> {
        registry::DecisionService service(store);
        registry::DecisionService::Query query;
        query.overdueOnly = true;
        return service.drop(must(service.list(query)).first().decision.id, u"overtaken"_s);
    }));
    must(fixture.ask([&](Store &store) { return sample::openSampleAudit(store, fixture.clock()); }));
    fixture.settle();
    QTRY_COMPARE(decisions->badge(), u"1 overdue"_s);
    QTRY_COMPARE(audit->badge(), u"open"_s);
}

void TestWindowCommands::theRailIsWalkedByArrows()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    fixture.workspace().railButton(PageName::Wall)->setFocus();
    fixture.key(Qt::Key_Up);
    QCOMPARE(fixture.workspace().current(), PageName::People);
    QCOMPARE(fixture.focused(), u"people"_s); // where work goes on, not in the rail
    fixture.workspace().railButton(PageName::People)->setFocus();
    fixture.key(Qt::Key_Down);
    QCOMPARE(fixture.workspace().current(), PageName::Wall);
    fixture.workspace().railButton(PageName::Record)->setFocus();
    fixture.key(Qt::Key_Space);
    QCOMPARE(fixture.workspace().current(), PageName::Record);
    QCOMPARE(fixture.workspace().rail()->current(), int(PageName::Record));
}

void TestWindowCommands::commandsWaitForARegister()
{
    WindowFixture fixture;
    for (const auto &text : {u"Search and commands"_s, u"Undo"_s, u"Redo"_s, u"Go to the wall"_s, u"Start an audit"_s,
                             u"Import a spreadsheet"_s, u"Room mode"_s, u"Close the register"_s})
        QVERIFY2(!command(fixture, text)->isEnabled(), qPrintable(text));
    for (const auto &text : {u"Open a register"_s, u"Open the sample register"_s, u"Keys"_s, u"Quit"_s})
        QVERIFY2(command(fixture, text)->isEnabled(), qPrintable(text));
    fixture.key(Qt::Key_K, Qt::ControlModifier);
    fixture.key(Qt::Key_F11);
    QVERIFY(!fixture.window().workspace());
    QVERIFY(fixture.openSample());
    QVERIFY(command(fixture, u"Go to the wall"_s)->isEnabled());
    fixture.key(Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(!fixture.window().workspace());
    QVERIFY(!command(fixture, u"Go to the wall"_s)->isEnabled());
    QCOMPARE(fixture.window().windowTitle(), u"Muster"_s);
}

void TestWindowCommands::whatWasDoneIsSaidAndTakenBack()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    bool taken = false;
    fixture.workspace().say(u"Set for <b>12</b> delegations."_s, u"Undo"_s, [&taken] { taken = true; });
    auto *message = saying(fixture);
    QVERIFY(message);
    QCOMPARE(message->text(), u"Set for <b>12</b> delegations."_s);
    const QRect place = message->parentWidget()->geometry();
    QVERIFY(fixture.workspace().rect().contains(place));
    fixture.window().resize(1024, 700);
    QVERIFY(fixture.workspace().rect().contains(message->parentWidget()->geometry()));
    QTest::mouseClick(message->findChild<QPushButton *>(), Qt::LeftButton);
    QVERIFY(taken);
    QVERIFY(!saying(fixture));
}

void TestWindowCommands::aRecentFileThatIsGoneIsSaid()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    const QString file = fixture.path(u"sample/checkout-team.muster"_s);
    fixture.restart();
    QVERIFY(QFile::rename(file, fixture.path(u"away"_s)));
    auto *recent = part<QListWidget>(fixture.window(), u"recent"_s);
    recent->setFocus();
    QVERIFY(!fixture.opens([&] { fixture.key(Qt::Key_Return); }));
    QString said;
    for (const auto *one : fixture.window().startPage()->findChildren<InlineMessage *>()) {
        if (one->isVisible())
            said = one->text();
    }
    QVERIFY2(said.contains(u"checkout-team.muster"_s), qPrintable(said));
    QVERIFY(!QFile::exists(file)); // nothing empty was put in its place
    QVERIFY(QFile::rename(fixture.path(u"away"_s), file));
    QVERIFY(fixture.opens([&] { fixture.key(Qt::Key_Return); }));
    QCOMPARE(fixture.workspace().session().registerName, u"Checkout team"_s);
}

MUSTER_TEST(TestWindowCommands)

}

#include "tst_window_commands.moc"
