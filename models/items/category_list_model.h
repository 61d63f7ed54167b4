#pragma once

#include "items/delegation_table_model.h"

#include <functional>
#include <vector>

namespace muster::items {

/// The delegations of one category as a list, in the order of the wall's table: one column of cards. Keeps nothing but
/// which rows of the table are its own, and follows the table's changes so that selection and current card stay with
/// their delegations. A refresh costs O(rows).
class CategoryListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    /// @param table  outlives the list
    CategoryListModel(DelegationTableModel *table, Category category, QObject *parent = nullptr);

    Category category() const { return m_category; }
    /// What a card shows.
    const registry::DelegationSummary &summary(int row) const { return m_table->summary(m_rows[size_t(row)]); }
    /// Which signals are raised, the worst first.
    QStringList raised(int row) const { return m_table->raised(m_rows[size_t(row)]); }
    /// The table's cell of a card.
    QModelIndex tableIndex(int row, DelegationColumn column = DelegationColumn::Title) const;
    /// The card of a delegation, or an invalid index where it isn't in the list.
    QModelIndex indexOf(const DelegationId &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    /// What a screen reader says of a card; without it the title alone.
    void setSpoken(std::function<QString(const registry::DelegationSummary &, const QStringList &raised)> spoken)
    {
        m_spoken = std::move(spoken);
    }

    /// The roles of DelegationTableModel, of the delegation's title; Qt::AccessibleTextRole is what is spoken.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    bool isOurs(int tableRow) const { return m_table->summary(tableRow).category == m_category; }
    std::vector<int> oursBetween(int first, int last) const;
    std::pair<size_t, size_t> range(int first, int last) const;
    void shift(size_t from, int by);
    void beginRemoval(int first, int last);
    void endRemoval(int first, int last);
    void insert(int first, int last);
    void beginArranging();
    void endArranging();
    void takeChanged(int first, int last);
    void replace(size_t from, const std::vector<int> &next);
    void reset();

    DelegationTableModel *m_table;
    Category m_category;
    std::vector<int> m_rows; ///< rows of the table, ascending
    std::function<QString(const registry::DelegationSummary &, const QStringList &)> m_spoken;
    bool m_removing = false;
    QModelIndexList m_before;                ///< while the order changes: the views' cards …
    QList<QPersistentModelIndex> m_arranged; ///< … and the table's rows they show
};

}
