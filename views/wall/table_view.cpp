#include "views/wall/table_view.h"

#include "views/wall/cell_delegate.h"
#include "views/wall/column_layout.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QSettings>

namespace muster::views::wall {

using namespace Qt::StringLiterals;
using items::DelegationColumn;
using items::Grouping;

TableView::TableView(items::DelegationTableModel *table, QSettings *settings, QWidget *parent)
    : QTableView(parent),
      m_table(table),
      m_groups(new items::GroupedRows(table, {}, this)),
      m_settings(settings),
      m_delegate(new CellDelegate(this))
{
    setObjectName(u"wallTable"_s);
    setAccessibleName(tr("Delegations"));
    setItemDelegate(m_delegate);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                    | QAbstractItemView::AnyKeyPressed);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setShowGrid(false);
    setWordWrap(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setTabKeyNavigation(false);
    setCornerWidget(new QWidget);
    connect(this, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { Q_EMIT menuWanted(viewport()->mapToGlobal(at)); });
    connect(this, &QAbstractItemView::activated, this, &TableView::opened);
    connect(m_delegate, &CellDelegate::forAllWanted, this, &TableView::forAllWanted);
    connect(m_delegate, &CellDelegate::overtaken, this,
            [this](const QModelIndex &index, const QString &typed) { Q_EMIT overtaken(toTable(index), typed); });
    setModel(table);
    dressHeader();
    restoreColumns();
    // A new column takes its place once the header has taken it in; until then nothing is remembered.
    connect(table, &QAbstractItemModel::columnsAboutToBeInserted, this, [this] { m_restoring = true; });
    connect(table, &QAbstractItemModel::columnsInserted, this, &TableView::restoreColumns, Qt::QueuedConnection);
}

void TableView::dressHeader()
{
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(m_delegate->sizeHint({}, {}).height());
    auto *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setMinimumSectionSize(scaled(48));
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setSortIndicator(int(DelegationColumn::TrustedUntil), Qt::AscendingOrder);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint &at) {
        auto *menu = makeColumnMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(header->mapToGlobal(at));
    });
    const auto remember = [this] { rememberColumns(); };
    connect(header, &QHeaderView::sectionMoved, this, remember);
    connect(header, &QHeaderView::sectionResized, this, remember);
    connect(header, &QHeaderView::sortIndicatorChanged, this, remember);
}

void TableView::restoreColumns()
{
    m_restoring = true;
    ColumnLayout(*m_table, *m_settings).restore(*horizontalHeader());
    setSortingEnabled(true);
    m_restoring = false;
}

void TableView::rememberColumns()
{
    if (!m_restoring)
        ColumnLayout(*m_table, *m_settings).remember(*horizontalHeader());
}

void TableView::setChoices(const Choices &choices)
{
    m_delegate->setChoices(choices);
}

void TableView::setGrouping(Grouping grouping)
{
    if (grouping == m_groups->grouping())
        return;
    const auto current = toTable(currentIndex());
    const QPersistentModelIndex kept(current);
    m_restoring = true;
    const QByteArray columns = horizontalHeader()->saveState();
    m_groups->setGrouping(grouping);
    setModel(grouping == Grouping::None ? static_cast<QAbstractItemModel *>(m_table) : m_groups);
    horizontalHeader()->restoreState(columns);
    m_restoring = false;
    choose(kept);
}

QModelIndex TableView::toTable(const QModelIndex &index) const
{
    return model() == m_groups ? m_groups->toTable(index) : index;
}

QModelIndex TableView::fromTable(const QModelIndex &index) const
{
    return model() == m_groups ? m_groups->fromTable(index) : index;
}

QModelIndexList TableView::chosen() const
{
    if (!selectionModel())
        return {};
    auto rows = selectionModel()->selectedRows(int(DelegationColumn::Title));
    std::sort(rows.begin(), rows.end());
    const int column = std::max(0, currentIndex().column());
    QModelIndexList cells;
    for (const auto &row : rows) {
        const auto cell = toTable(row.siblingAtColumn(column));
        if (!cell.isValid())
            continue;
        if (row.row() == currentIndex().row())
            cells.prepend(cell);
        else
            cells.append(cell);
    }
    return cells;
}

void TableView::choose(const QModelIndex &tableIndex)
{
    const auto row = fromTable(tableIndex);
    if (!row.isValid())
        return;
    setCurrentIndex(row);
    scrollTo(row);
}

void TableView::focusRows()
{
    setFocus();
    if (selectionModel()->hasSelection())
        return;
    if (currentIndex().isValid())
        return setCurrentIndex(currentIndex());
    for (int row = 0; row < std::min(2, model()->rowCount()); ++row) {
        const auto first = model()->index(row, 0);
        if (first.flags().testFlag(Qt::ItemIsSelectable)) {
            setCurrentIndex(first);
            return;
        }
    }
}

void TableView::editWith(const QModelIndex &tableIndex, const QString &typed)
{
    const auto cell = fromTable(tableIndex);
    if (!cell.isValid())
        return;
    setFocus();
    setCurrentIndex(cell);
    m_delegate->startWith(typed);
    edit(cell);
}

QMenu *TableView::makeColumnMenu(QWidget *parent)
{
    auto *menu = new QMenu(parent);
    for (int column = 1; column < m_table->columnCount(); ++column) {
        auto *action = menu->addAction(model()->headerData(column, Qt::Horizontal).toString().replace(u'&', u"&&"_s));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool on) {
            setColumnHidden(column, !on);
            rememberColumns();
        });
    }
    menu->addSeparator();
    auto *own = menu->addAction(tr("Columns of this register…"), this, &TableView::columnsWanted);
    own->setObjectName(u"columnsOfRegister"_s);
    return menu;
}

QList<int> TableView::shownColumns() const
{
    QList<int> columns;
    for (int place = 0; place < m_table->columnCount(); ++place) {
        const int column = horizontalHeader()->logicalIndex(place);
        if (!isColumnHidden(column))
            columns << column;
    }
    return columns;
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    const bool plain = event->modifiers() == Qt::NoModifier;
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (plain && enter && !selectionModel()->hasSelection())
        setCurrentIndex(currentIndex());
    if (plain && event->key() == Qt::Key_Space) {
        Q_EMIT panelWanted();
        return;
    }
    if (plain && event->key() == Qt::Key_Escape) {
        event->ignore();
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT chosenChanged();
}

}
