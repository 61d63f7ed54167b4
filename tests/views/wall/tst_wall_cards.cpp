#include "register/own_columns.h"
#include "support/test_program.h"
#include "views/parts/style.h"
#include "wall_fixture.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QSignalSpy>

namespace tst_wall_cards {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;

namespace {

QStringList titles(const Wall &wall, Category category)
{
    QStringList all;
    for (int row = 0; row < wall.cards(category).model()->rowCount(); ++row)
        all << wall.cards(category).model()->index(row, 0).data().toString();
    all.sort();
    return all;
}

/// What a screen reader says of a delegation's card, which is what stands on it.
QString spokenOf(Wall &wall, Category category, const QString &title)
{
    const auto *model = wall.cards(category).model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data().toString() == title)
            return model->index(row, 0).data(Qt::AccessibleTextRole).toString();
    }
    return {};
}

QString above(const Wall &wall, Category category)
{
    return wall.find<PlainLabel>(u"count-"_s + word(category))->text();
}

/// The menu for what is chosen among the cards of a category.
QMenu *menuOf(Wall &wall, Category category)
{
    Q_EMIT wall.cards(category).customContextMenuRequested({5, 5});
    return wall.find<QMenu>(u"wallMenu"_s);
}

void trigger(Wall &wall, Category category, const QString &text)
{
    auto *menu = menuOf(wall, category);
    for (auto *action : menu->actions()) {
        if (QString(action->text()).remove(u'&') == text)
            action->trigger();
    }
    menu->close();
    wall.sample.settle();
}

QModelIndex card(const Wall &wall, Category category, int row)
{
    return wall.cards(category).model()->index(row, 0);
}

}

/// The wall as cards: each under its category, saying what stands out, worked with by keys, mouse and menu.
class TestWallCards final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Scheme::Light, {}); }

    void eachStandsUnderItsCategory();
    void theUndecidedHaveAColumnWhileThereAreAny();
    void aCardSaysWhoAndWhatStandsOut();
    void aCalmCardSaysWhenItIsDue();
    void theColumnsAreWalkedByArrows();
    void whatIsChosenLiesInOneColumn();
    void severalAreChosenByKeys();
    void theMenuLeadsOn();
    void theMenuOfSeveral();
    void aDoubleClickOpens();
    void aChoiceIsCopiedInTheOrderOfTheTable();
    void theFirstIsChosenWhereNoneIs();
    void thePanelStaysAwayOnceSentAway();
    void figuresComeAndGo();
};

void TestWallCards::eachStandsUnderItsCategory()
{
    Wall wall;
    QCOMPARE(titles(wall, Category::Unclassified), QStringList{u"Meeting transcripts"_s});
    QCOMPARE(titles(wall, Category::Assist),
             (QStringList{u"Interview summaries"_s, u"Invoice questions"_s, u"Release notes"_s,
                          u"Support reply drafts"_s, u"Test case ideas"_s}));
    QCOMPARE(titles(wall, Category::Automate), (QStringList{u"Dependency bumps"_s, u"Friday stakeholder update"_s,
                                                            u"Nightly data checks"_s, u"Ticket triage"_s}));
    QCOMPARE(titles(wall, Category::Avoid),
             (QStringList{u"Performance feedback"_s, u"Refusing a refund"_s, u"Security statements to prospects"_s}));
    QCOMPARE(above(wall, Category::Assist), u"5 · a person reviews"_s);
    QCOMPARE(above(wall, Category::Automate), u"4 · rules and audits"_s);
    QCOMPARE(wall.cards(Category::Avoid).accessibleName(), u"Avoid: stays with people"_s);
    wall.filterBy(u"ticket"_s);
    QVERIFY(above(wall, Category::Avoid).startsWith(u"0 · "_s));
    QVERIFY(wall.cards(Category::Avoid).isVisible()); // an empty column keeps its place
    int shown = 0;
    for (const auto category : {Category::Assist, Category::Automate, Category::Avoid})
        shown += wall.cards(category).model()->rowCount();
    QCOMPARE(shown, wall.table().rowCount());
}

void TestWallCards::theUndecidedHaveAColumnWhileThereAreAny()
{
    Wall wall;
    QVERIFY(wall.cards(Category::Unclassified).isVisible());
    wall.changeElsewhere(u"Meeting transcripts"_s, u"category"_s, u"assist"_s);
    wall.sample.settle();
    QVERIFY(!wall.cards(Category::Unclassified).isVisible());
    QVERIFY(titles(wall, Category::Assist).contains(u"Meeting transcripts"_s));
    QCOMPARE(above(wall, Category::Assist), u"6 · a person reviews"_s);
    wall.changeElsewhere(u"Meeting transcripts"_s, u"category"_s, u"unclassified"_s);
    wall.sample.settle();
    QVERIFY(wall.cards(Category::Unclassified).isVisible());
}

void TestWallCards::aCardSaysWhoAndWhatStandsOut()
{
    Wall wall;
    const QString bumps = spokenOf(wall, Category::Automate, u"Dependency bumps"_s);
    for (const auto &part :
         {u"Tom Reyes"_s, u"(left)"_s, u"mid"_s, u"medium risk"_s, u"owner left"_s, u"no stop rule"_s, u"incomplete"_s})
        QVERIFY2(bumps.contains(part), qPrintable(part + u" is not in "_s + bumps));
    const QString transcripts = spokenOf(wall, Category::Unclassified, u"Meeting transcripts"_s);
    QVERIFY2(transcripts.contains(u"no owner"_s) && transcripts.contains(u"never audited"_s), qPrintable(transcripts));
    wall.changeElsewhere(u"Ticket triage"_s, u"status"_s, u"paused"_s);
    wall.changeElsewhere(u"Ticket triage"_s, u"title"_s, u"<b>Tickets</b> & more"_s);
    wall.changeElsewhere(u"Nightly data checks"_s, u"nextDue"_s, u"2026-06-13"_s);
    wall.sample.clock().set(QDate(2026, 6, 14), QTime(8, 0));
    wall.page.activate();
    wall.sample.settle();
    const QString triage = spokenOf(wall, Category::Automate, u"<b>Tickets</b> & more"_s);
    QVERIFY2(triage.contains(u"paused"_s), qPrintable(triage));
    const QString nightly = spokenOf(wall, Category::Automate, u"Nightly data checks"_s);
    QVERIFY2(nightly.contains(u"overdue 1 day,"_s), qPrintable(nightly));
}

void TestWallCards::aCalmCardSaysWhenItIsDue()
{
    Wall wall;
    wall.changeElsewhere(u"Nightly data checks"_s, u"nextDue"_s, u"2026-06-20"_s);
    wall.sample.settle();
    const QString nightly = spokenOf(wall, Category::Automate, u"Nightly data checks"_s);
    QVERIFY2(nightly.contains(u"audited 3 Jun · due 20 Jun"_s), qPrintable(nightly));
    const QString triage = spokenOf(wall, Category::Automate, u"Ticket triage"_s);
    QVERIFY2(!triage.contains(u"incomplete"_s), qPrintable(triage));
}

void TestWallCards::theColumnsAreWalkedByArrows()
{
    Wall wall;
    wall.filterBy(u"review"_s);
    QTest::keyClick(&wall.filter(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(&wall.filter(), u"refund"_s); // drafts that forbid it, and the refusal itself
    wall.sample.settle();
    QCOMPARE(wall.cards(Category::Automate).model()->rowCount(), 0);
    auto &assist = wall.cards(Category::Assist), &avoid = wall.cards(Category::Avoid);
    QVERIFY(assist.model()->rowCount() > 0 && avoid.model()->rowCount() > 0);
    QTest::keyClick(&wall.filter(), Qt::Key_Return);
    QVERIFY(assist.hasFocus());
    QTest::keyClick(&assist, Qt::Key_Right);
    QVERIFY(avoid.hasFocus()); // a column without cards is stepped over
    QTest::keyClick(&avoid, Qt::Key_Right);
    QVERIFY(avoid.hasFocus());
    QTest::keyClick(&avoid, Qt::Key_Left);
    QVERIFY(assist.hasFocus());
    QTest::keyClick(&assist, Qt::Key_Escape);
    wall.sample.settle();
    assist.setFocus();
    QTest::keyClick(&assist, Qt::Key_End);
    QCOMPARE(assist.currentIndex().row(), 4);
    QTest::keyClick(&assist, Qt::Key_Home);
    QCOMPARE(assist.currentIndex().row(), 0);
}

void TestWallCards::whatIsChosenLiesInOneColumn()
{
    Wall wall;
    const QSignalSpy chosen(&wall.page, &WallPage::delegationChosen);
    const QSignalSpy nothing(&wall.page, &WallPage::chosenNothing);
    auto &assist = wall.cards(Category::Assist), &avoid = wall.cards(Category::Avoid);
    for (auto *list : {&assist, &avoid}) {
        const auto first = list->model()->index(0, 0);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(first).center());
        QCOMPARE(chosen.last().first().value<DelegationId>(), list->cards()->summary(0).id);
    }
    QVERIFY(!assist.selectionModel()->hasSelection());
    QTest::keyClick(&avoid, Qt::Key_Escape);
    QCOMPARE(nothing.size(), 1);
    QVERIFY(!avoid.selectionModel()->hasSelection());
}

void TestWallCards::severalAreChosenByKeys()
{
    Wall wall;
    const QSignalSpy audit(&wall.sample.navigator(), &Navigator::newAuditWanted);
    auto &assist = wall.cards(Category::Assist);
    assist.setFocus();
    QTest::keyClick(&assist, Qt::Key_Home);
    QTest::keyClick(&assist, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&assist, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(assist.selectionModel()->selectedRows().size(), 3);
    qobject_cast<QPushButton *>(wall.page.barWidgets().last())->click();
    QCOMPARE(audit.last().first().value<QList<DelegationId>>().size(), 3);
    QTest::mouseClick(assist.viewport(), Qt::LeftButton, Qt::ControlModifier,
                      assist.visualRect(card(wall, Category::Assist, 1)).center());
    QCOMPARE(assist.selectionModel()->selectedRows().size(), 2);
    QTest::keyClick(&assist, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(assist.selectionModel()->selectedRows().size(), 5);
}

void TestWallCards::theMenuLeadsOn()
{
    Wall wall;
    const auto triage = wall.idOf(u"Ticket triage"_s);
    wall.page.choose(triage);
    const QSignalSpy edit(&wall.page, &WallPage::editWanted);
    const QSignalSpy audit(&wall.sample.navigator(), &Navigator::newAuditWanted);
    const QSignalSpy spot(&wall.sample.navigator(), &Navigator::spotCheckWanted);
    const QSignalSpy log(&wall.sample.navigator(), &Navigator::logWanted);
    for (const auto &text : {u"Open"_s, u"Audit this"_s, u"Spot check"_s, u"Log of this delegation"_s})
        trigger(wall, Category::Automate, text);
    QCOMPARE(edit.value(0).value(0).value<DelegationId>(), triage);
    QCOMPARE(audit.value(0).value(0).value<QList<DelegationId>>(), QList<DelegationId>{triage});
    QCOMPARE(spot.value(0).value(0).value<DelegationId>(), triage);
    QCOMPARE(log.value(0).value(0).value<DelegationId>(), triage);
    wall.cards(Category::Automate).clearSelection();
    Q_EMIT wall.cards(Category::Automate).customContextMenuRequested({5, 5});
    QVERIFY(!wall.page.findChild<QMenu *>(u"wallMenu"_s)); // of nothing there is no menu
}

void TestWallCards::theMenuOfSeveral()
{
    Wall wall;
    must(wall.sample.ask([](registry::Store &store) {
        return registry::ColumnService(store).add({{u"title"_s, u"R&D unit"_s}, {u"type"_s, u"text"_s}});
    }));
    wall.sample.settle();
    auto &avoid = wall.cards(Category::Avoid);
    avoid.setFocus();
    QTest::keyClick(&avoid, Qt::Key_A, Qt::ControlModifier);
    auto *menu = menuOf(wall, Category::Avoid);
    QHash<QString, bool> offered;
    for (const auto *action : menu->actions())
        offered.insert(QString(action->text()).remove(u'&'), action->isEnabled());
    QVERIFY(offered.value(u"Audit these"_s));
    QVERIFY(offered.contains(u"Spot check"_s) && !offered.value(u"Spot check"_s));
    QVERIFY(!offered.value(u"Log of this delegation"_s));
    QVERIFY2(offered.contains(u"Set next due for 3 delegations…"_s),
             qPrintable(QStringList(offered.keys()).join(u'|')));
    const auto *own = menu->findChild<QAction *>(u"set-R&D unit"_s); // the register's own columns, too
    QVERIFY(own);
    QVERIFY2(own->text().contains(u"R&&D unit"_s), qPrintable(own->text()));
    menu->close();
    wall.sample.settle();
}

void TestWallCards::aDoubleClickOpens()
{
    Wall wall;
    const QSignalSpy edit(&wall.page, &WallPage::editWanted);
    auto &automate = wall.cards(Category::Automate);
    const QPoint at = automate.visualRect(card(wall, Category::Automate, 1)).center();
    QTest::mouseClick(automate.viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(edit.size(), 0);
    QTest::mouseDClick(automate.viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(edit.size(), 1);
    QCOMPARE(edit.first().first().value<DelegationId>(), automate.cards()->summary(1).id);
}

void TestWallCards::aChoiceIsCopiedInTheOrderOfTheTable()
{
    Wall wall;
    auto &assist = wall.cards(Category::Assist);
    assist.setFocus();
    QTest::keyClick(&assist, Qt::Key_End);
    QTest::keyClick(&assist, Qt::Key_Home, Qt::ShiftModifier);
    QTest::keyClick(&assist, Qt::Key_C, Qt::ControlModifier);
    QStringList copied;
    for (const auto &line : QGuiApplication::clipboard()->text().split(u'\n'))
        copied << line.section(u'\t', 0, 0);
    QStringList shown;
    for (int row = 0; row < 5; ++row)
        shown << card(wall, Category::Assist, row).data().toString();
    QCOMPARE(copied, shown);
}

void TestWallCards::theFirstIsChosenWhereNoneIs()
{
    Wall wall;
    const QSignalSpy chosen(&wall.page, &WallPage::delegationChosen);
    auto *details = wall.find<QPushButton>(u"panelButton"_s);
    QVERIFY(!details->isChecked());
    QTest::mouseClick(details, Qt::LeftButton);
    QVERIFY(wall.page.panel() && wall.page.panel()->isVisible());
    QVERIFY(details->isChecked());
    QVERIFY(!chosen.isEmpty());
    QTest::mouseClick(details, Qt::LeftButton);
    QVERIFY(!wall.page.panel()->isVisible() && !details->isChecked());
}

void TestWallCards::thePanelStaysAwayOnceSentAway()
{
    Wall wall;
    wall.page.choose(wall.idOf(u"Ticket triage"_s));
    QVERIFY(wall.page.panel()->isVisible());
    QTest::keyClick(&wall.page, Qt::Key_F9);
    WallPage again(wall.sample.session(), &Wall::makePanel);
    again.resize(1096, 748);
    again.show();
    again.activate();
    wall.sample.settle();
    again.choose(wall.idOf(u"Ticket triage"_s));
    wall.sample.settle();
    QVERIFY(!again.panel() || !again.panel()->isVisible());
    QTest::keyClick(&again, Qt::Key_F9);
    QVERIFY(again.panel() && again.panel()->isVisible());
}

void TestWallCards::figuresComeAndGo()
{
    SampleSession sample;
    int made = 0;
    const auto makeFigures = [&made](const Session &, QWidget *parent) -> QWidget * {
        ++made;
        auto *figures = new QWidget(parent);
        figures->setObjectName(u"figures"_s);
        figures->setMinimumHeight(120);
        return figures;
    };
    {
        WallPage page(sample.session(), {}, makeFigures);
        page.resize(1096, 748);
        page.show();
        page.activate();
        sample.settle();
        QCOMPARE(made, 0); // no figure is worked out before one is asked for
        QTest::keyClick(&page, Qt::Key_F8);
        QCOMPARE(made, 1);
        QVERIFY(page.findChild<QWidget *>(u"figures"_s)->isVisible());
        QVERIFY(page.findChild<QPushButton *>(u"figuresButton"_s)->isChecked());
    }
    WallPage again(sample.session(), {}, makeFigures);
    again.show();
    again.activate();
    sample.settle();
    QCOMPARE(made, 2);
    QVERIFY(again.findChild<QWidget *>(u"figures"_s)->isVisible());
    QTest::keyClick(&again, Qt::Key_F8);
    QVERIFY(!again.findChild<QWidget *>(u"figures"_s)->isVisible());
    QTest::keyClick(&again, Qt::Key_F8);
    QCOMPARE(made, 2);
}

MUSTER_TEST(TestWallCards)

}

#include "tst_wall_cards.moc"
