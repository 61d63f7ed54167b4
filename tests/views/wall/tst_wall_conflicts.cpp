#include "support/test_program.h"
#include "views/parts/style.h"
#include "wall_fixture.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QMenu>
#include <QSemaphore>

namespace tst_wall_conflicts {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;

namespace {

const QString first = u"Release notes"_s, second = u"Test case ideas"_s;

void chooseBoth(Wall &wall)
{
    wall.page.setView(WallPage::View::Table);
    wall.rows().clearSelection();
    for (const auto &title : {first, second}) {
        const auto row = wall.table().indexOf(wall.idOf(title), DelegationColumn::Team);
        wall.rows().selectionModel()->setCurrentIndex(row, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
}

/// The dialog that the menu opens for a field of what is chosen.
QDialog *dialogFor(Wall &wall, const QString &field)
{
    Q_EMIT wall.rows().customContextMenuRequested({5, 5});
    auto *menu = wall.find<QMenu>(u"wallMenu"_s);
    menu->findChild<QAction *>(u"set-"_s + field)->trigger();
    menu->close();
    wall.sample.settle();
    return wall.find<QDialog>(u"setField"_s);
}

QComboBox *editorOf(QDialog *dialog, const QString &field)
{
    return dialog->findChild<QComboBox *>(u"edit-"_s + field);
}

QString saidIn(QDialog *dialog)
{
    return dialog->findChild<InlineMessage *>()->text();
}

QPushButton *offered(Wall &wall)
{
    return wall.find<InlineMessage>(u"wallMessage"_s)->findChild<QPushButton *>();
}

}

/// That nothing typed on the wall is lost, and nobody's change is overwritten unseen.
class TestWallConflicts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Scheme::Light, {}); }
    void aRefusalStaysUntilItsOwnCellIsTaken();
    void whatWasTypedInARowNoLongerShownIsCopied();
    void controlEnterSeesWhatOthersChanged();
    void theDialogShowsOneConflictAfterTheOther();
    void escapeWaitsForTheAnswer();
    void anAmpersandIsNoKey();
    void moreFieldsAreSetAndWhatTheyHoldIsShown();
    void aPromotionIsRefusedInItsDialog();
    void twoWindowsEditOneCell();
};

void TestWallConflicts::aRefusalStaysUntilItsOwnCellIsTaken()
{
    Wall wall;
    auto *editor = wall.edit(first, DelegationColumn::Owner);
    QTest::keyClicks(editor, u"Nobody Known"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    wall.sample.settle();
    QVERIFY(wall.message().contains(u"Nobody Known"_s));
    editor = wall.edit(second, DelegationColumn::Team);
    QTest::keyClicks(editor, u"Elsewhere"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    wall.sample.settle();
    QCOMPARE(wall.text(second, DelegationColumn::Team), u"Elsewhere"_s);
    QVERIFY2(wall.message().contains(u"Nobody Known"_s), qPrintable(wall.message()));
    editor = wall.edit(first, DelegationColumn::Owner);
    qobject_cast<QComboBox *>(editor)->setEditText(u"Priya Nair"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    wall.sample.settle();
    QCOMPARE(wall.text(first, DelegationColumn::Owner), u"Priya Nair"_s);
    QVERIFY2(wall.message().isEmpty(), qPrintable(wall.message()));
}

void TestWallConflicts::whatWasTypedInARowNoLongerShownIsCopied()
{
    Wall wall;
    const QString typed = u"Somebody whose name is long "_s.repeated(8).trimmed();
    auto *editor = qobject_cast<QComboBox *>(wall.edit(first, DelegationColumn::Owner));
    editor->setEditText(typed);
    QTest::keyClick(editor, Qt::Key_Return);
    wall.sample.settle();
    QVERIFY(!wall.message().isEmpty());
    wall.filterBy(u"friday"_s);
    QVERIFY(!wall.table().indexOf(wall.idOf(first)).isValid());
    QTest::mouseClick(offered(wall), Qt::LeftButton); // try again
    QVERIFY2(wall.message().contains(u"no longer"_s), qPrintable(wall.message()));
    QTest::mouseClick(offered(wall), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), typed);
    QVERIFY(wall.message().isEmpty());
}

void TestWallConflicts::controlEnterSeesWhatOthersChanged()
{
    for (const auto &changed : {first, second}) {
        Wall wall;
        chooseBoth(wall);
        const QString before = wall.text(changed == first ? second : first, DelegationColumn::Team);
        QTest::keyClick(&wall.rows(), Qt::Key_F2);
        QVERIFY(wall.editor());
        QTest::keyClicks(wall.editor(), u"Mine"_s);
        wall.changeElsewhere(changed, u"team"_s, u"Theirs"_s);
        wall.sample.settle();
        QVERIFY(wall.editor());
        QTest::keyClick(wall.editor(), Qt::Key_Return, Qt::ControlModifier);
        wall.sample.settle();
        QCOMPARE(wall.text(changed, DelegationColumn::Team), u"Theirs"_s);
        QCOMPARE(wall.text(changed == first ? second : first, DelegationColumn::Team), before);
        QVERIFY2(wall.message().contains(u"Theirs"_s) && wall.message().contains(u"Mine"_s),
                 qPrintable(wall.message()));
    }
}

void TestWallConflicts::theDialogShowsOneConflictAfterTheOther()
{
    Wall wall;
    chooseBoth(wall);
    auto *dialog = dialogFor(wall, u"team"_s);
    auto *editor = editorOf(dialog, u"team"_s);
    editor->setEditText(u"Ours"_s);
    wall.changeElsewhere(first, u"team"_s, u"One of theirs"_s);
    wall.changeElsewhere(second, u"team"_s, u"Two of theirs"_s);
    QStringList told;
    for (int i = 0; i < 2; ++i) {
        QTest::keyClick(editor, Qt::Key_Return);
        wall.sample.settle();
        QVERIFY(dialog->isVisible());
        told << saidIn(dialog);
    }
    QVERIFY2(told.join(u'\n').contains(u"One of theirs"_s) && told.join(u'\n').contains(u"Two of theirs"_s),
             qPrintable(told.join(u'\n')));
    QCOMPARE(wall.text(first, DelegationColumn::Team), u"One of theirs"_s);
    QCOMPARE(wall.text(second, DelegationColumn::Team), u"Two of theirs"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    wall.sample.settle();
    QCOMPARE(wall.text(first, DelegationColumn::Team), u"Ours"_s);
    QCOMPARE(wall.text(second, DelegationColumn::Team), u"Ours"_s);
}

void TestWallConflicts::escapeWaitsForTheAnswer()
{
    Wall wall;
    chooseBoth(wall);
    auto *dialog = dialogFor(wall, u"cadence"_s);
    auto *editor = editorOf(dialog, u"cadence"_s);
    editor->setEditText(u"now and then"_s);
    QSemaphore held;
    const auto busy = wall.sample.reg()->run([&held](registry::Store &) { held.acquire(); });
    QTest::keyClick(editor, Qt::Key_Return);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(dialog->isVisible());
    held.release();
    wall.sample.settle();
    QVERIFY(dialog->isVisible());
    QVERIFY(!saidIn(dialog).isEmpty());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

void TestWallConflicts::anAmpersandIsNoKey()
{
    Wall wall;
    wall.changeElsewhere(first, u"title"_s, u"R&D notes"_s);
    wall.sample.settle();
    wall.page.setView(WallPage::View::Table);
    wall.page.choose(wall.idOf(u"R&D notes"_s));
    auto *label = dialogFor(wall, u"team"_s)->findChild<QLabel *>(u"setFieldLabel"_s);
    QVERIFY2(label->text().contains(u"R&&D notes"_s), qPrintable(label->text()));
    QVERIFY(label->buddy());
}

void TestWallConflicts::moreFieldsAreSetAndWhatTheyHoldIsShown()
{
    Wall wall;
    wall.page.setView(WallPage::View::Table);
    wall.page.choose(wall.idOf(u"Nightly data checks"_s));
    auto *dialog = dialogFor(wall, u"definition"_s);
    QCOMPARE(editorOf(dialog, u"definition"_s)->currentText(), u"Routine changes"_s);
    dialog->reject();
    wall.sample.settle();
    chooseBoth(wall);
    dialog = dialogFor(wall, u"deputy"_s);
    auto *deputy = editorOf(dialog, u"deputy"_s);
    deputy->setEditText(u"Mei Lin"_s);
    QTest::keyClick(deputy, Qt::Key_Return);
    wall.sample.settle();
    for (const auto &title : {first, second}) {
        const auto id = wall.idOf(title);
        const auto mei = wall.sample.ask(
            [](registry::Store &store) { return must(registry::PersonService(store).find(u"Mei Lin"_s)); });
        QCOMPARE(wall.sample.ask([id](registry::Store &store) {
            return must(registry::DelegationService(store).get(id)).deputy.value();
        }),
                 mei);
    }
    QCOMPARE(wall.sample.history().count(), 1);
}

void TestWallConflicts::aPromotionIsRefusedInItsDialog()
{
    Wall wall;
    wall.page.setView(WallPage::View::Table);
    wall.page.choose(wall.idOf(second));
    auto *dialog = dialogFor(wall, u"category"_s);
    auto *editor = editorOf(dialog, u"category"_s);
    chooseIn(editor, u"automate"_s);
    for (auto *one : dialog->findChildren<QPushButton *>()) {
        if (one->isDefault())
            QTest::mouseClick(one, Qt::LeftButton);
    }
    wall.sample.settle();
    QVERIFY(dialog->isVisible());
    QVERIFY2(saidIn(dialog).contains(u"stop rule"_s), qPrintable(saidIn(dialog)));
    QCOMPARE(wall.text(second, DelegationColumn::Category), u"assist"_s);
}

/// Two programs on one file, each with its own connection.
void TestWallConflicts::twoWindowsEditOneCell()
{
    Wall mine;
    auto *editor = mine.edit(first, DelegationColumn::Team);
    QTest::keyClicks(editor, u"Mine"_s);
    const auto reg = must(registry::OpenRegister::open(mine.sample.path(), mine.sample.options()).takeResult());
    items::EditHistory history(reg);
    // Another window of this program would take the focus, and so end the editing here.
    DelegationTableModel theirs(reg, &history);
    const auto id = mine.idOf(first);
    QTRY_VERIFY(theirs.indexOf(id).isValid());
    QVERIFY(theirs.setData(theirs.indexOf(id, DelegationColumn::Team), u"Theirs"_s));
    QTRY_COMPARE(history.count(), 1);
    QVERIFY(mine.editor());
    QTest::keyClick(mine.editor(), Qt::Key_Return);
    QTRY_VERIFY2(mine.message().contains(u"Theirs"_s), qPrintable(mine.message()));
    QVERIFY(mine.message().contains(u"Mine"_s));
    QTRY_COMPARE(mine.text(first, DelegationColumn::Team), u"Theirs"_s);
    QTest::mouseClick(offered(mine), Qt::LeftButton);
    QVERIFY(mine.editor());
    QTest::keyClick(mine.editor(), Qt::Key_Return);
    mine.sample.settle();
    QCOMPARE(mine.text(first, DelegationColumn::Team), u"Mine"_s);
}

MUSTER_TEST(TestWallConflicts)

}

#include "tst_wall_conflicts.moc"
