#include "items/edit_history.h"
#include "items/raised_signals.h"
#include "register/inventory_services.h"
#include "register/own_columns.h"
#include "shooter.h"
#include "views/charts/progress_charts.h"
#include "views/panel/delegation_panel.h"
#include "views/parts/pieces.h"
#include "views/wall/columns_dialog.h"
#include "views/wall/table_view.h"
#include "views/wall/wall_page.h"

#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

namespace muster::shots {

using namespace Qt::StringLiterals;
using namespace views;

namespace {

/// Stands in the side panel's place.
QWidget *placeholder(const Session &, QWidget *parent)
{
    return new Card(parent);
}

DelegationId idOf(test::SampleSession &sample, const QString &title)
{
    return sample.ask(
        [title](registry::Store &store) { return test::must(registry::DelegationService(store).find(title)); });
}

/// A picture of something that keeps its size, at the corner of an empty page.
void inSheet(Shooter &shooter, QWidget &widget, const QSize &size, const QString &name)
{
    QWidget sheet;
    auto *column = new QVBoxLayout(&sheet);
    widget.setParent(&sheet, Qt::Widget);
    widget.setFixedSize(size);
    column->addWidget(&widget, 0, Qt::AlignTop | Qt::AlignLeft);
    widget.show();
    shooter.page(sheet, name);
    widget.setParent(nullptr);
    widget.hide();
}

/// Opens the editor of a cell and gives it.
QComboBox *editCell(WallPage &page, const DelegationId &id, items::DelegationColumn column)
{
    auto *rows = page.findChild<wall::TableView *>();
    rows->setCurrentIndex(page.findChild<items::DelegationTableModel *>()->indexOf(id, column));
    QTest::keyClick(rows, Qt::Key_F2);
    for (auto *list : rows->viewport()->findChildren<QComboBox *>())
        return list;
    qFatal("no editor");
    return nullptr;
}

/// A cell that the register refuses, and one that somebody else has changed meanwhile.
void refusals(Shooter &shooter)
{
    auto &sample = shooter.fresh();
    WallPage page(sample.session(), placeholder);
    page.show();
    page.activate();
    page.setView(WallPage::View::Table);
    sample.settle();
    const auto id = idOf(sample, u"Release notes"_s);
    auto *owner = editCell(page, id, items::DelegationColumn::Owner);
    owner->setEditText(u"Nobody Known"_s);
    QTest::keyClick(owner, Qt::Key_Return);
    sample.settle();
    shooter.page(page, u"wall-refused"_s);
    auto *team = editCell(page, id, items::DelegationColumn::Team);
    team->setEditText(u"Mine"_s);
    sample.ask([id](registry::Store &store) {
        return test::must(registry::DelegationService(store).set(id, {{u"team"_s, u"Payments"_s}}));
    });
    QTest::keyClick(team, Qt::Key_Return);
    sample.settle();
    shooter.page(page, u"wall-conflict"_s);
}

void setFieldDialog(Shooter &shooter)
{
    auto &sample = shooter.fresh();
    WallPage page(sample.session(), placeholder);
    page.show();
    page.activate();
    page.setView(WallPage::View::Table);
    sample.settle();
    page.choose(idOf(sample, u"Test case ideas"_s));
    Q_EMIT page.findChild<wall::TableView *>()->customContextMenuRequested({5, 5});
    auto *menu = page.findChild<QMenu *>(u"wallMenu"_s);
    menu->findChild<QAction *>(u"set-category"_s)->trigger();
    menu->close();
    sample.settle();
    auto *dialog = page.findChild<QDialog *>(u"setField"_s);
    auto *category = dialog->findChild<QComboBox *>(u"edit-category"_s);
    category->setCurrentIndex(category->findData(u"automate"_s));
    for (auto *one : dialog->findChildren<QPushButton *>()) {
        if (one->isDefault())
            one->click();
    }
    sample.settle();
    inSheet(shooter, *dialog, dialog->sizeHint(), u"wall-set-field"_s);
    delete dialog;
}

/// The register's own columns: in the dialog that makes them, and on the wall.
void withOwnColumns(Shooter &shooter)
{
    auto &sample = shooter.fresh();
    sample.ask([](registry::Store &store) {
        registry::ColumnService columns(store);
        test::must(columns.add({{u"title"_s, u"Hours saved"_s}, {u"type"_s, u"number"_s}}));
        test::must(columns.add(
            {{u"title"_s, u"Vendor"_s}, {u"type"_s, u"choice"_s}, {u"choices"_s, u"OpenAI; Mistral; in-house"_s}}));
        registry::DelegationService delegations(store);
        return test::must(delegations.set(test::must(delegations.find(u"Release notes"_s)),
                                          {{u"Vendor"_s, u"Mistral"_s}, {u"Hours saved"_s, u"3.5"_s}}));
    });
    WallPage page(sample.session(), placeholder);
    page.activate();
    page.setView(WallPage::View::Table);
    sample.settle();
    shooter.page(page, u"wall-own-columns"_s);
    wall::ColumnsDialog dialog(sample.session(), QDate(2026, 6, 12));
    dialog.setColumns(page.findChild<items::DelegationTableModel *>()->ownColumns());
    dialog.findChild<QListWidget *>(u"ownColumnList"_s)->setCurrentRow(2);
    inSheet(shooter, dialog, dialog.size(), u"wall-columns-dialog"_s);
}

void withFigures(Shooter &shooter)
{
    auto &sample = shooter.fresh();
    WallPage page(sample.session(), placeholder,
                  [](const Session &of, QWidget *parent) -> QWidget * { return new ProgressCharts(of, parent); });
    page.show();
    page.activate();
    sample.settle();
    QTest::keyClick(&page, Qt::Key_F8);
    shooter.page(page, u"wall-figures"_s);
}

/// A register with nothing in it yet.
void nothingYet(Shooter &shooter)
{
    auto &sample = shooter.fresh();
    test::RegisterFixture fixture;
    fixture.close();
    const auto reg = test::must(registry::OpenRegister::open(fixture.path(), fixture.options()).takeResult());
    items::EditHistory history(reg);
    Session session = sample.session();
    session.reg = reg;
    session.history = &history;
    WallPage page(session, placeholder);
    page.activate();
    if (!QTest::qWaitFor([&page] { return page.findChild<EmptyState *>(u"wallNothing"_s)->isVisibleTo(&page); }))
        qFatal("the wall is not empty");
    shooter.page(page, u"wall-nothing"_s);
}

/// What a window of 1024 by 700 shows of it: the panel in the wall's place.
void narrow(Shooter &shooter)
{
    auto &sample = shooter.fresh();
    WallPage page(sample.session(),
                  [](const Session &of, QWidget *parent) -> QWidget * { return new DelegationPanel(of, parent); });
    QObject::connect(&page, &WallPage::delegationChosen, &page, [&page](const DelegationId &id) {
        if (auto *panel = qobject_cast<DelegationPanel *>(page.panel()))
            panel->show(id);
    });
    page.resize(840, 648);
    page.show();
    page.activate();
    sample.settle();
    page.choose(idOf(sample, u"Friday stakeholder update"_s));
    sample.settle();
    QTest::keyClick(&page, Qt::Key_F9);
    sample.settle();
    inSheet(shooter, page, {840, 648}, u"wall-narrow-panel"_s);
}

void empty(Shooter &shooter)
{
    auto &sample = shooter.fresh();
    WallPage page(sample.session(), placeholder);
    page.activate();
    sample.settle();
    page.findChild<QLineEdit *>(u"wallFilter"_s)->setText(u"no such words"_s);
    shooter.page(page, u"wall-none-fit"_s);
}

void asTable(Shooter &shooter)
{
    auto &sample = shooter.fresh();
    WallPage page(sample.session(), placeholder);
    page.activate();
    page.setView(WallPage::View::Table);
    sample.settle();
    shooter.page(page, u"wall-table"_s);
    auto *group = page.findChild<QComboBox *>(u"groupBy"_s);
    group->setCurrentIndex(2);
    Q_EMIT group->activated(2);
    shooter.page(page, u"wall-grouped"_s);
}

}

void wallShots(Shooter &shooter)
{
    auto &sample = shooter.fresh();
    {
        WallPage page(sample.session(), placeholder);
        page.activate();
        const QSignalSpy raised(page.findChild<items::RaisedSignals *>(), &items::RaisedSignals::refreshed);
        QTest::qWaitFor([&raised] { return !raised.isEmpty(); });
        sample.settle();
        shooter.page(page, u"wall"_s);
        const auto friday = sample.ask([](registry::Store &store) {
            return test::must(registry::DelegationService(store).find(u"Friday stakeholder update"_s));
        });
        page.choose(friday);
        shooter.page(page, u"wall-chosen"_s);
    }
    asTable(shooter);
    empty(shooter);
    refusals(shooter);
    setFieldDialog(shooter);
    withOwnColumns(shooter);
    withFigures(shooter);
    nothingYet(shooter);
    narrow(shooter);
}

}
