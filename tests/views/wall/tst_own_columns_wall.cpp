#include "register/own_columns.h"
#include "support/test_program.h"
#include "views/parts/style.h"
#include "views/wall/columns_dialog.h"
#include "wall_fixture.h"

#include <QApplication>
#include <QHeaderView>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>

namespace tst_own_columns_wall {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;

namespace {

const QString first = u"Release notes"_s;

/// Opens the dialog by way of the table's menu of columns.
wall::ColumnsDialog *openDialog(Wall &wall)
{
    wall.page.setView(WallPage::View::Table);
    auto *menu = wall.rows().makeColumnMenu(&wall.page);
    menu->findChild<QAction *>(u"columnsOfRegister"_s)->trigger();
    delete menu;
    return wall.find<wall::ColumnsDialog>(u"ownColumns"_s);
}

void addColumn(Wall &wall, const QString &title, int typeSteps, const QString &choices = {})
{
    auto *dialog = openDialog(wall);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"ownColumnTitle"_s), title);
    auto *type = dialog->findChild<QComboBox *>(u"ownColumnType"_s);
    for (int i = 0; i < typeSteps; ++i)
        QTest::keyClick(type, Qt::Key_Down);
    if (!choices.isEmpty())
        dialog->findChild<QPlainTextEdit *>(u"ownColumnChoices"_s)->setPlainText(choices);
    QTest::keyClick(dialog->findChild<QPushButton *>(u"ownColumnSave"_s), Qt::Key_Space);
    wall.sample.settle();
    QVERIFY(dialog->findChild<InlineMessage *>(u"ownColumnsMessage"_s)->text().contains(title));
    dialog->accept();
    QTRY_VERIFY(!wall.page.findChild<wall::ColumnsDialog *>(u"ownColumns"_s));
}

QModelIndex cellOf(Wall &wall, const QString &title, int own)
{
    return wall.table().indexOf(wall.idOf(title)).siblingAtColumn(items::delegationColumns + own);
}

/// Types into a cell by keys.
void type(Wall &wall, const QModelIndex &cell, const QString &text)
{
    wall.page.setView(WallPage::View::Table);
    wall.rows().setCurrentIndex(cell);
    QTest::keyClick(&wall.rows(), Qt::Key_F2);
    auto *editor = wall.editor();
    QVERIFY(editor);
    if (auto *line = qobject_cast<QLineEdit *>(editor))
        line->insert(text); // QTest has no keys for accents
    else
        QTest::keyClicks(editor, text);
    QTest::keyClick(editor, Qt::Key_Return);
    wall.sample.settle();
}

}

/// A team brings columns of its own to the wall.
class TestOwnColumnsWall final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Scheme::Light, {}); }
    void aColumnIsAddedFilledAndUndone();
    void aChoiceIsChosenAndAnOtherRefused();
    void numbersAreInTheOrderOfNumbers();
    void whatItHoldsIsFound();
    void aColumnKeepsItsPlaceAndWidth();
    void anEndedColumnGoes();
};

void TestOwnColumnsWall::aColumnIsAddedFilledAndUndone()
{
    Wall wall;
    addColumn(wall, u"Vendor"_s, 0);
    QCOMPARE(wall.table().columnCount(), items::delegationColumns + 1);
    QCOMPARE(wall.table().headerData(items::delegationColumns, Qt::Horizontal).toString(), u"Vendor"_s);
    type(wall, cellOf(wall, first, 0), u"Mistral & Co"_s);
    QCOMPARE(cellOf(wall, first, 0).data().toString(), u"Mistral & Co"_s);
    QCOMPARE(wall.sample.history().undoText(), u"Change Vendor of “Release notes”"_s);
    QVERIFY(wall.sample.history().undo());
    wall.sample.settle();
    QCOMPARE(cellOf(wall, first, 0).data().toString(), QString());
    QVERIFY(wall.sample.history().undo()); // and the column itself
    wall.sample.settle();
    QCOMPARE(wall.table().columnCount(), items::delegationColumns);
}

void TestOwnColumnsWall::aChoiceIsChosenAndAnOtherRefused()
{
    Wall wall;
    addColumn(wall, u"Vendor"_s, 3, u"OpenAI\nMistral"_s);
    type(wall, cellOf(wall, first, 0), u"mi"_s);
    QCOMPARE(cellOf(wall, first, 0).data().toString(), u"Mistral"_s);
    QVERIFY(wall.table().setData(cellOf(wall, first, 0), u"Nobody"_s));
    wall.sample.settle();
    QCOMPARE(cellOf(wall, first, 0).data().toString(), u"Mistral"_s);
    QVERIFY2(wall.message().contains(u"Vendor"), qPrintable(wall.message()));
}

void TestOwnColumnsWall::numbersAreInTheOrderOfNumbers()
{
    Wall wall;
    addColumn(wall, u"Hours"_s, 1);
    type(wall, cellOf(wall, first, 0), u"10"_s);
    type(wall, cellOf(wall, u"Test case ideas"_s, 0), u"9,5"_s);
    wall.table().sort(items::delegationColumns, Qt::AscendingOrder);
    wall.sample.settle();
    QCOMPARE(wall.table().summary(0).title, u"Test case ideas"_s);
    QCOMPARE(wall.table().summary(1).title, first);
    wall.table().sort(items::delegationColumns, Qt::DescendingOrder);
    wall.sample.settle();
    QCOMPARE(wall.table().summary(0).title, first);
}

void TestOwnColumnsWall::whatItHoldsIsFound()
{
    Wall wall;
    addColumn(wall, u"Vendor"_s, 0);
    type(wall, cellOf(wall, first, 0), u"Société Générale"_s);
    wall.filterBy(u"societe"_s);
    QCOMPARE(wall.table().rowCount(), 1);
    QCOMPARE(wall.table().summary(0).title, first);
}

void TestOwnColumnsWall::aColumnKeepsItsPlaceAndWidth()
{
    Wall wall;
    addColumn(wall, u"Vendor"_s, 0);
    auto *header = wall.rows().horizontalHeader();
    QTRY_COMPARE(header->count(), items::delegationColumns + 1);
    QCoreApplication::processEvents();
    header->moveSection(header->visualIndex(items::delegationColumns), 1);
    header->resizeSection(items::delegationColumns, 222);
    WallPage again(wall.sample.session(), &Wall::makePanel);
    again.resize(1096, 748);
    again.show();
    again.activate();
    again.setView(WallPage::View::Table);
    wall.sample.settle();
    auto *other = again.findChild<wall::TableView *>()->horizontalHeader();
    QTRY_COMPARE(other->count(), items::delegationColumns + 1);
    QTRY_COMPARE(other->visualIndex(items::delegationColumns), 1);
    QCOMPARE(other->sectionSize(items::delegationColumns), 222);
}

void TestOwnColumnsWall::anEndedColumnGoes()
{
    Wall wall;
    addColumn(wall, u"Vendor"_s, 0);
    type(wall, cellOf(wall, first, 0), u"Mistral"_s);
    auto *dialog = openDialog(wall);
    auto *list = dialog->findChild<QListWidget *>(u"ownColumnList"_s);
    QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(list->currentRow(), 1);
    QTest::keyClick(dialog->findChild<QPushButton *>(u"ownColumnEnd"_s), Qt::Key_Space);
    wall.sample.settle();
    QCOMPARE(wall.table().columnCount(), items::delegationColumns);
    QCOMPARE(list->count(), 1);
}

MUSTER_TEST(TestOwnColumnsWall)

}

#include "tst_own_columns_wall.moc"
