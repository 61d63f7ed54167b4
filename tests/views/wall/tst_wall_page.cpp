#include "support/test_program.h"
#include "views/parts/chip.h"
#include "views/parts/style.h"
#include "wall_fixture.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QDropEvent>
#include <QHeaderView>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>

namespace tst_wall_page {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using items::DelegationColumn;
using items::DelegationTableModel;

namespace {

/// Whether visible parts of one parent lie over each other.
QStringList overlaps(const QWidget &parent)
{
    QStringList found;
    QList<QWidget *> shown;
    for (auto *child : parent.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
        if (child->isVisible() && !child->isWindow())
            shown << child;
    }
    for (auto *one : shown) {
        for (auto *other : shown) {
            if (one < other && one->geometry().intersects(other->geometry()) && parent.layout())
                found << one->objectName() + u" over "_s + other->objectName();
        }
        if (!qobject_cast<QAbstractScrollArea *>(one))
            found << overlaps(*one);
    }
    return found;
}

}

/// What somebody at the wall relies on, by keys and clicks.
class TestWallPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Scheme::Light, {}); }
    void showsTheInventoryAndWhatIsDue();
    void theFilterNarrowsAsOneTypes();
    void chipsNarrowAndEscapeClears();
    void theViewIsRemembered();
    void aHeaderClickSorts();
    void arrowsWalkTheColumns();
    void spaceShowsThePanelBesideTheWall();
    void aNarrowWindowShowsThePanelInTheWallsPlace();
    void aCellIsEditedInPlaceAndUndone();
    void aRefusedEditKeepsWhatWasTyped();
    void promotionWithoutItsDutiesIsRefused();
    void anotherWindowsChangeIsShownBesideOnesOwn();
    void aChangeUnderAnOpenEditorIsNotOverwritten();
    void aSelectionIsSetFromTheMenu();
    void controlEnterSetsTheSelection();
    void aRefusalOfASelectionIsSaidInItsDialog();
    void pastedBlocksAreImported();
    void rowsAreCopiedForASpreadsheet();
    void aDroppedFileIsImported();
    void anEmptyWallSaysWhatToDo();
    void rowsAreGroupedByOwner();
    void columnsAreChosenAndRemembered();
    void theChosenAreAudited();
    void aWantedDelegationIsFoundBehindAFilter();
    void nothingOverlapsInASmallWindow();
    void oddTitlesKeepTheirPlace();
};

void TestWallPage::showsTheInventoryAndWhatIsDue()
{
    SampleSession sample;
    WallPage page(sample.session(), {});
    const QSignalSpy badge(&page, &Page::badgeChanged);
    QVERIFY(!page.findChild<DelegationTableModel *>()); // nothing is read before it is wanted
    page.show();
    page.activate();
    sample.settle();
    auto *heading = page.findChild<PageHeading *>()->findChildren<PlainLabel *>().at(1);
    QVERIFY2(heading->text().contains(u" delegations · "_s), qPrintable(heading->text()));
    QVERIFY2(heading->text().contains(u" due"_s), qPrintable(heading->text()));
    QVERIFY(badge.last().first().toString().endsWith(u" due"_s));
    QVERIFY(qobject_cast<QLabel *>(page.barWidgets().first())->text().endsWith(u"due"_s));
    QVERIFY(page.findChild<wall::CardList *>(u"cards-assist"_s)->model()->rowCount() > 0);
}

void TestWallPage::theFilterNarrowsAsOneTypes()
{
    Wall wall;
    const int all = wall.table().rowCount();
    wall.filterBy(u"friday"_s);
    QCOMPARE(wall.table().rowCount(), 1);
    QVERIFY2(wall.count().startsWith(u"1 of "_s), qPrintable(wall.count()));
    QTest::keyClick(&wall.filter(), Qt::Key_Down);
    QVERIFY(wall.cards(Category::Automate).hasFocus());
    QTest::keyClick(&wall.cards(Category::Automate), Qt::Key_Escape);
    wall.sample.settle();
    QCOMPARE(wall.table().rowCount(), all);
    QVERIFY(wall.filter().text().isEmpty());
    QTest::keyClick(&wall.cards(Category::Automate), Qt::Key_Slash);
    QVERIFY(wall.filter().hasFocus());
}

void TestWallPage::chipsNarrowAndEscapeClears()
{
    Wall wall;
    const int all = wall.table().rowCount();
    auto *due = wall.find<Chip>(u"chip-due"_s);
    QTest::mouseClick(due, Qt::LeftButton);
    wall.sample.settle();
    QVERIFY(wall.table().rowCount() > 0 && wall.table().rowCount() < all);
    QVERIFY(due->isChecked());
    QTest::keyClick(due, Qt::Key_Escape);
    wall.sample.settle();
    QCOMPARE(wall.table().rowCount(), all);
    QVERIFY(!due->isChecked());
    auto *retired = wall.find<Chip>(u"chip-retired"_s);
    QTest::keyClick(retired, Qt::Key_Space);
    wall.sample.settle();
    QVERIFY(wall.table().rowCount() >= all);
    QVERIFY(wall.table().query().withRetired);
}

void TestWallPage::theViewIsRemembered()
{
    Wall wall;
    QVERIFY(wall.cards(Category::Assist).isVisible());
    QTest::keyClick(&wall.page, Qt::Key_2, Qt::AltModifier);
    QVERIFY(wall.rows().isVisible());
    WallPage again(wall.sample.session(), {});
    QCOMPARE(again.view(), WallPage::View::Table);
    QTest::keyClick(&wall.page, Qt::Key_1, Qt::AltModifier);
    QVERIFY(!wall.rows().isVisible());
}

void TestWallPage::aHeaderClickSorts()
{
    Wall wall;
    wall.page.setView(WallPage::View::Table);
    auto *header = wall.rows().horizontalHeader();
    const QPoint at(header->sectionViewportPosition(0) + 30, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
    wall.sample.settle();
    const QString up = wall.rows().model()->index(0, 0).data().toString();
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
    wall.sample.settle();
    const QString down = wall.rows().model()->index(0, 0).data().toString();
    QVERIFY(up != down);
    QCOMPARE(wall.rows().model()->index(wall.table().rowCount() - 1, 0).data().toString() < down,
             header->sortIndicatorOrder() == Qt::DescendingOrder);
}

void TestWallPage::arrowsWalkTheColumns()
{
    Wall wall;
    const QSignalSpy chosen(&wall.page, &WallPage::delegationChosen);
    const QSignalSpy edit(&wall.page, &WallPage::editWanted);
    auto &assist = wall.cards(Category::Assist);
    assist.setFocus();
    QTest::keyClick(&assist, Qt::Key_Down);
    QCOMPARE(chosen.size(), 1);
    QTest::keyClick(&assist, Qt::Key_Right);
    QVERIFY(wall.cards(Category::Automate).hasFocus());
    QVERIFY(!assist.selectionModel()->hasSelection());
    QTest::keyClick(&wall.cards(Category::Automate), Qt::Key_Right);
    QVERIFY(wall.cards(Category::Avoid).hasFocus());
    QTest::keyClick(&wall.cards(Category::Avoid), Qt::Key_Return);
    QCOMPARE(edit.size(), 1);
    QCOMPARE(edit.first().first().value<DelegationId>(), chosen.last().first().value<DelegationId>());
}

void TestWallPage::spaceShowsThePanelBesideTheWall()
{
    Wall wall;
    QVERIFY(!wall.page.panel());
    wall.page.choose(wall.idOf(u"Friday stakeholder update"_s));
    QVERIFY(wall.page.panel() && wall.page.panel()->isVisible());
    QTest::keyClick(&wall.cards(Category::Automate), Qt::Key_Space);
    QVERIFY(!wall.page.panel()->isVisible());
    QTest::keyClick(&wall.page, Qt::Key_F9);
    QVERIFY(wall.page.panel()->isVisible());
    wall.page.resize(scaled(840), 648);
    QVERIFY(!wall.page.panel()->isVisible());
    const QSignalSpy nothing(&wall.page, &WallPage::chosenNothing);
    QTest::keyClick(&wall.cards(Category::Automate), Qt::Key_Escape);
    QCOMPARE(nothing.size(), 1);
}

/// A window of 1024 by 700, without its rail and bar.
void TestWallPage::aNarrowWindowShowsThePanelInTheWallsPlace()
{
    Wall wall({scaled(840), 648});
    const QSignalSpy chosen(&wall.page, &WallPage::delegationChosen);
    auto &cards = wall.cards(Category::Assist);
    cards.setFocus();
    QTest::keyClick(&cards, Qt::Key_Down);
    QCOMPARE(chosen.size(), 1);
    QVERIFY(!wall.page.panel());
    QTest::keyClick(&cards, Qt::Key_F9);
    QVERIFY(wall.page.panel() && wall.page.panel()->isVisible());
    QVERIFY(!cards.isVisible());
    QCOMPARE(chosen.size(), 2); // the panel was not there yet when it was chosen
    QCOMPARE(wall.page.size(), QSize(scaled(840), 648));
    auto *back = wall.find<QPushButton>(u"backToWall"_s);
    QVERIFY(back->hasFocus());
    QTest::keyClick(back, Qt::Key_Escape);
    QVERIFY(cards.isVisible() && cards.hasFocus());
    QVERIFY(!wall.page.panel()->isVisible());
    QVERIFY(cards.selectionModel()->hasSelection());
    QTest::keyClick(&cards, Qt::Key_Space);
    QVERIFY(wall.page.panel()->isVisible());
    QTest::keyClick(back, Qt::Key_Space);
    QVERIFY(cards.isVisible());
    QTest::keyClick(&cards, Qt::Key_F9);
    wall.page.resize(1096, 748);
    QVERIFY(cards.isVisible() && wall.page.panel()->isVisible() && !back->isVisible());
}

void TestWallPage::aCellIsEditedInPlaceAndUndone()
{
    Wall wall;
    const QString title = u"Release notes"_s;
    const QString before = wall.text(title, DelegationColumn::Tier);
    auto *editor = wall.edit(title, DelegationColumn::Tier);
    QVERIFY(editor);
    chooseIn(editor, u"mid"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    wall.sample.settle();
    QCOMPARE(wall.text(title, DelegationColumn::Tier), u"mid"_s);
    QVERIFY(before != u"mid"_s);
    QVERIFY(wall.sample.history().undo());
    wall.sample.settle();
    QCOMPARE(wall.text(title, DelegationColumn::Tier), before);
}

void TestWallPage::aRefusedEditKeepsWhatWasTyped()
{
    Wall wall;
    const QString title = u"Release notes"_s;
    auto *editor = wall.edit(title, DelegationColumn::Owner);
    QVERIFY(editor);
    QTest::keyClicks(editor, u"Nobody Known"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    wall.sample.settle();
    QCOMPARE(wall.text(title, DelegationColumn::Owner), u"Jonas Weber"_s);
    QVERIFY2(wall.message().contains(u"Nobody Known"_s), qPrintable(wall.message()));
    QTest::mouseClick(wall.find<InlineMessage>(u"wallMessage"_s)->findChild<QPushButton *>(), Qt::LeftButton);
    QVERIFY(wall.editor());
    QCOMPARE(wall::editorText(wall.editor()), u"Nobody Known"_s);
}

void TestWallPage::promotionWithoutItsDutiesIsRefused()
{
    Wall wall;
    const QString title = u"Test case ideas"_s;
    auto *editor = wall.edit(title, DelegationColumn::Category);
    QVERIFY(editor);
    chooseIn(editor, u"automate"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    wall.sample.settle();
    QCOMPARE(wall.text(title, DelegationColumn::Category), u"assist"_s);
    QVERIFY2(wall.message().contains(u"stop rule"_s), qPrintable(wall.message()));
}

void TestWallPage::anotherWindowsChangeIsShownBesideOnesOwn()
{
    Wall wall;
    const QString title = u"Release notes"_s;
    auto *editor = wall.edit(title, DelegationColumn::Team);
    QTest::keyClicks(editor, u"Mine"_s);
    wall.changeElsewhere(title, u"team"_s, u"Theirs"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    wall.sample.settle();
    QVERIFY2(wall.message().contains(u"Theirs"_s) && wall.message().contains(u"Mine"_s), qPrintable(wall.message()));
    QCOMPARE(wall.text(title, DelegationColumn::Team), u"Theirs"_s);
}

void TestWallPage::aChangeUnderAnOpenEditorIsNotOverwritten()
{
    Wall wall;
    const QString title = u"Release notes"_s;
    auto *editor = wall.edit(title, DelegationColumn::Team);
    QTest::keyClicks(editor, u"Mine"_s);
    wall.changeElsewhere(title, u"team"_s, u"Theirs"_s);
    wall.sample.settle();
    QCOMPARE(wall::editorText(wall.editor()), u"Mine"_s);
    QTest::keyClick(wall.editor(), Qt::Key_Return);
    wall.sample.settle();
    QCOMPARE(wall.text(title, DelegationColumn::Team), u"Theirs"_s);
    QVERIFY2(wall.message().contains(u"Theirs"_s) && wall.message().contains(u"Mine"_s), qPrintable(wall.message()));
}

void TestWallPage::aSelectionIsSetFromTheMenu()
{
    Wall wall;
    auto &assist = wall.cards(Category::Assist);
    assist.setFocus();
    assist.selectAll();
    const int many = assist.model()->rowCount();
    QVERIFY(many > 2);
    Q_EMIT assist.customContextMenuRequested({5, 5});
    auto *menu = wall.find<QMenu>(u"wallMenu"_s);
    menu->findChild<QAction *>(u"set-team"_s)->trigger();
    menu->close();
    auto *dialog = wall.find<QDialog>(u"setField"_s);
    auto *editor = dialog->findChild<QWidget *>(u"edit-team"_s);
    qobject_cast<QComboBox *>(editor)->setEditText(u"Everyone"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    wall.sample.settle();
    for (int row = 0; row < many; ++row)
        QCOMPARE(assist.cards()->summary(row).team, u"Everyone"_s);
    QCOMPARE(wall.sample.history().count(), 1);
}

void TestWallPage::controlEnterSetsTheSelection()
{
    Wall wall;
    wall.page.setView(WallPage::View::Table);
    for (const auto &title : {u"Release notes"_s, u"Test case ideas"_s}) {
        const auto row = wall.table().indexOf(wall.idOf(title), DelegationColumn::Team);
        wall.rows().selectionModel()->setCurrentIndex(row, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    QTest::keyClick(&wall.rows(), Qt::Key_F2);
    auto *editor = wall.editor();
    QVERIFY(editor);
    QTest::keyClicks(editor, u"Both"_s);
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    wall.sample.settle();
    QCOMPARE(wall.text(u"Release notes"_s, DelegationColumn::Team), u"Both"_s);
    QCOMPARE(wall.text(u"Test case ideas"_s, DelegationColumn::Team), u"Both"_s);
}

void TestWallPage::aRefusalOfASelectionIsSaidInItsDialog()
{
    Wall wall;
    wall.page.choose(wall.idOf(u"Release notes"_s));
    auto &assist = wall.cards(Category::Assist);
    Q_EMIT assist.customContextMenuRequested({5, 5});
    wall.find<QMenu>(u"wallMenu"_s)->findChild<QAction *>(u"set-cadence"_s)->trigger();
    auto *dialog = wall.find<QDialog>(u"setField"_s);
    auto *editor = dialog->findChild<QComboBox *>(u"edit-cadence"_s);
    editor->setEditText(u"now and then"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    wall.sample.settle();
    QVERIFY(dialog->isVisible());
    QCOMPARE(editor->currentText(), u"now and then"_s);
    QVERIFY(!dialog->findChild<InlineMessage *>()->text().isEmpty());
}

void TestWallPage::pastedBlocksAreImported()
{
    Wall wall;
    const QSignalSpy paste(&wall.sample.navigator(), &Navigator::pasteWanted);
    QGuiApplication::clipboard()->setText(u"one word"_s);
    QTest::keyClick(&wall.page, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(paste.size(), 0);
    QGuiApplication::clipboard()->setText(u"Title\tOwner\nA\tB"_s);
    QTest::keyClick(&wall.page, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(paste.size(), 1);
    QCOMPARE(paste.first().first().toString(), u"Title\tOwner\nA\tB"_s);
}

void TestWallPage::rowsAreCopiedForASpreadsheet()
{
    Wall wall;
    wall.changeElsewhere(u"Release notes"_s, u"team"_s, u"=1+1"_s);
    wall.sample.settle();
    wall.page.choose(wall.idOf(u"Release notes"_s));
    QTest::keyClick(&wall.cards(Category::Assist), Qt::Key_C, Qt::ControlModifier);
    const QStringList cells = QGuiApplication::clipboard()->text().split(u'\t');
    QCOMPARE(cells.first(), u"Release notes"_s);
    QCOMPARE(cells.at(1), u"'=1+1"_s);
}

void TestWallPage::aDroppedFileIsImported()
{
    Wall wall;
    const QSignalSpy import(&wall.sample.navigator(), &Navigator::importWanted);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(wall.sample.folder() + u"/inventory.csv"_s)});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&wall.page, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&wall.page, &drop);
    QCOMPARE(import.size(), 1);
    QVERIFY(import.first().first().toString().endsWith(u"inventory.csv"_s));
}

void TestWallPage::anEmptyWallSaysWhatToDo()
{
    Wall wall;
    wall.filterBy(u"no such words"_s);
    auto *none = wall.find<EmptyState>(u"wallNoneFit"_s);
    QVERIFY(none->isVisible());
    QTest::mouseClick(none->findChild<QPushButton *>(), Qt::LeftButton);
    wall.sample.settle();
    QVERIFY(!none->isVisible());

    RegisterFixture fixture;
    fixture.close();
    const auto reg = must(registry::OpenRegister::open(fixture.path(), fixture.options()).takeResult());
    items::EditHistory history(reg);
    Session session = wall.sample.session();
    session.reg = reg;
    session.history = &history;
    WallPage page(session, {});
    const QSignalSpy add(&page, &WallPage::addWanted);
    page.show();
    page.activate();
    auto *nothing = page.findChild<EmptyState *>(u"wallNothing"_s);
    QTRY_VERIFY(nothing->isVisible());
    QTest::mouseClick(nothing->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(add.size(), 1);
}

void TestWallPage::rowsAreGroupedByOwner()
{
    Wall wall;
    wall.page.setView(WallPage::View::Table);
    auto *group = wall.find<QComboBox>(u"groupBy"_s);
    group->setFocus();
    QTest::keyClick(group, Qt::Key_Down);
    QTest::keyClick(group, Qt::Key_Down);
    wall.sample.settle();
    QCOMPARE(wall.rows().grouping(), items::Grouping::Owner);
    QVERIFY(wall.rows().model()->rowCount() > wall.table().rowCount());
    QVERIFY(wall.rows().model()->index(0, 0).data(items::GroupedRows::IsGroupRole).toBool());
    wall.rows().focusRows();
    QVERIFY(!wall.rows().currentIndex().data(items::GroupedRows::IsGroupRole).toBool());
    QCOMPARE(wall.sample.settings().value(u"wall/group"_s).toString(), u"owner"_s);
    QVERIFY(!wall.rows().grab().isNull());
}

void TestWallPage::columnsAreChosenAndRemembered()
{
    Wall wall;
    wall.page.setView(WallPage::View::Table);
    const int column = int(DelegationColumn::ExternalId);
    QVERIFY(wall.rows().isColumnHidden(column));
    auto *menu = wall.rows().makeColumnMenu(&wall.page);
    menu->actions().at(column - 1)->trigger();
    QVERIFY(!wall.rows().isColumnHidden(column));
    WallPage again(wall.sample.session(), {});
    again.activate();
    QVERIFY(!again.findChild<wall::TableView *>()->isColumnHidden(column));
    wall.sample.settle();
}

void TestWallPage::theChosenAreAudited()
{
    Wall wall;
    const QSignalSpy audit(&wall.sample.navigator(), &Navigator::newAuditWanted);
    auto *start = qobject_cast<QPushButton *>(wall.page.barWidgets().last());
    start->click();
    QCOMPARE(audit.last().first().value<QList<DelegationId>>(), QList<DelegationId>());
    const auto friday = wall.idOf(u"Friday stakeholder update"_s);
    wall.page.choose(friday);
    start->click();
    QCOMPARE(audit.last().first().value<QList<DelegationId>>(), QList<DelegationId>{friday});
}

void TestWallPage::aWantedDelegationIsFoundBehindAFilter()
{
    Wall wall;
    wall.filterBy(u"release"_s);
    const QSignalSpy chosen(&wall.page, &WallPage::delegationChosen);
    const auto friday = wall.idOf(u"Friday stakeholder update"_s);
    wall.page.choose(friday);
    wall.sample.settle();
    QVERIFY(!chosen.isEmpty());
    QCOMPARE(chosen.last().first().value<DelegationId>(), friday);
}

void TestWallPage::nothingOverlapsInASmallWindow()
{
    Wall wall({scaled(840), 648});
    for (const auto view : {WallPage::View::Cards, WallPage::View::Table}) {
        wall.page.setView(view);
        wall.sample.settle();
        QCOMPARE(wall.page.size(), QSize(scaled(840), 648));
        QCOMPARE(overlaps(wall.page), QStringList());
        for (const auto *one : wall.page.findChildren<QPushButton *>())
            QVERIFY2(!one->isVisible() || one->width() >= one->sizeHint().width(), qPrintable(one->text()));
    }
}

void TestWallPage::oddTitlesKeepTheirPlace()
{
    Wall wall;
    const QStringList titles{QString(500, u'W'),
                             u"\u200Fright to left \u05D0\u05D1\u05D2 and \U0001F9FE\U0001F469\u200D\U0001F4BB"_s,
                             u"<b>bold</b> & <img src=x>"_s, QString(u"word "_s).repeated(99)};
    wall.sample.ask([titles](registry::Store &store) {
        for (const auto &title : titles)
            must(registry::DelegationService(store).add({{u"title"_s, title}, {u"team"_s, title.left(60)}}));
        return 0;
    });
    wall.sample.settle();
    auto &list = wall.cards(Category::Unclassified);
    QVERIFY(list.isVisible());
    int highest = 0, lowest = 1000;
    for (int row = 0; row < list.model()->rowCount(); ++row) {
        const QRect rect = list.visualRect(list.model()->index(row, 0));
        highest = std::max(highest, rect.height());
        lowest = std::min(lowest, rect.height());
        QVERIFY(rect.width() <= list.viewport()->width());
    }
    QVERIFY2(highest < lowest + 40, qPrintable(QString::number(highest)));
    QVERIFY(!wall.page.grab().isNull());
    wall.page.setView(WallPage::View::Table);
    QVERIFY(!wall.page.grab().isNull());
    QVERIFY(wall.page.width() <= 1096);
}

MUSTER_TEST(TestWallPage)

}

#include "tst_wall_page.moc"
