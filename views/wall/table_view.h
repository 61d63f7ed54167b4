#pragma once

#include "items/grouped_rows.h"
#include "views/wall/field_editors.h"

#include <QTableView>

class QMenu;
class QSettings;

namespace muster::views::wall {

class CellDelegate;

/// The wall as a table: columns chosen, moved and as wide as someone left them, edited in place, grouped or not.
class TableView final : public QTableView
{
    Q_OBJECT

public:
    /// @param table     outlives the view
    /// @param settings  remembers columns and grouping
    TableView(items::DelegationTableModel *table, QSettings *settings, QWidget *parent = nullptr);

    void setChoices(const Choices &choices);
    void setGrouping(items::Grouping grouping);
    items::Grouping grouping() const { return m_groups->grouping(); }

    /// The table's cells that are chosen: one a row, in the current column, the current one first.
    QModelIndexList chosen() const;
    void choose(const QModelIndex &tableIndex);
    void focusRows();
    /// Opens the editor of one of the table's cells with a text in it.
    void editWith(const QModelIndex &tableIndex, const QString &typed);
    /// A menu of check marks that shows and hides columns.
    QMenu *makeColumnMenu(QWidget *parent);
    /// The columns shown, from the left.
    QList<int> shownColumns() const;

Q_SIGNALS:
    void chosenChanged();
    void opened();
    void panelWanted();
    void menuWanted(const QPoint &at);
    /// A text typed into a cell is wanted in that column of every chosen row.
    void forAllWanted(const QString &text);
    /// The register's own columns are to be added or changed.
    void columnsWanted();
    /// Somebody else changed one of the table's cells while it was edited here.
    void overtaken(const QModelIndex &tableIndex, const QString &typed);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    QModelIndex toTable(const QModelIndex &index) const;
    QModelIndex fromTable(const QModelIndex &index) const;
    void dressHeader();
    void restoreColumns();
    void rememberColumns();

    items::DelegationTableModel *m_table;
    items::GroupedRows *m_groups;
    QSettings *m_settings;
    CellDelegate *m_delegate;
    bool m_restoring = false;
};

}
