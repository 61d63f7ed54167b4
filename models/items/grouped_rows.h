#pragma once

#include "items/delegation_table_model.h"

namespace muster::items {

/// By what the wall's table is grouped.
enum class Grouping { None, Team, Owner };

/// The wall's table with a row above each group that names it and counts its delegations. Groups are in the order of
/// the language, those without a team or owner last; within a group the table's order holds. Everything but the group
/// rows is the table's own: data, edits, order. A refresh costs O(rows).
class GroupedRows final : public KeyedTableModel
{
    Q_OBJECT

public:
    /// Besides the roles of DelegationTableModel.
    enum Role {
        IsGroupRole = Qt::UserRole + 100, ///< whether the row names a group
        CountRole,                        ///< of such a row: how many delegations follow
    };

    /// @param table  outlives this. `locale` decides the order of groups.
    explicit GroupedRows(DelegationTableModel *table, const QLocale &locale = {}, QObject *parent = nullptr);

    /// Groups anew; with None there are no rows at all and nothing is kept up to date.
    void setGrouping(Grouping grouping);
    Grouping grouping() const { return m_grouping; }

    bool isGroup(int row) const;
    /// The table's cell, or an invalid index for a group's row.
    QModelIndex toTable(const QModelIndex &index) const;
    /// The cell that shows one of the table's.
    QModelIndex fromTable(const QModelIndex &tableIndex) const;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    struct Shown;
    struct Group;

    const Shown &rowAt(int row) const;
    QString groupKey(const registry::DelegationSummary &summary) const;
    QString groupName(const registry::DelegationSummary &summary) const;
    std::vector<Group> groups() const;
    void followColumns();
    void rebuild();
    RowPointer shownAs(int key, int tableRow, const QString &name, int count);
    int keyOf(const Group &group);
    void forward(int first, int last);

    DelegationTableModel *m_table;
    QLocale m_locale;
    Grouping m_grouping = Grouping::None;
    QHash<QPair<int, QString>, int> m_groupNumbers; ///< by grouping and what tells its groups apart
    std::vector<RowPointer> m_byKey;                ///< the row last shown
    std::vector<int> m_places;                      ///< by row of the table
    QList<QPair<int, int>> m_forwarded;             ///< changed rows of the table, to be told once the rows are in line
    bool m_behind = false;                          ///< the table's rows have moved and these have not yet
};

}
