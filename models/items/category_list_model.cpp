#include "items/category_list_model.h"

namespace muster::items {

namespace {

/// More cards that come and go by an edit than this are told as a new list.
constexpr size_t mostMoves = 64;

}

CategoryListModel::CategoryListModel(DelegationTableModel *table, Category category, QObject *parent)
    : QAbstractListModel(parent), m_table(table), m_category(category)
{
    using Model = QAbstractItemModel;
    connect(table, &Model::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { beginRemoval(first, last); });
    connect(table, &Model::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { endRemoval(first, last); });
    connect(table, &Model::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { insert(first, last); });
    connect(table, &Model::layoutAboutToBeChanged, this, &CategoryListModel::beginArranging);
    connect(table, &Model::layoutChanged, this, &CategoryListModel::endArranging);
    connect(table, &Model::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) { takeChanged(first.row(), last.row()); });
    connect(table, &Model::modelReset, this, &CategoryListModel::reset);
    reset();
}

QModelIndex CategoryListModel::tableIndex(int row, DelegationColumn column) const
{
    return m_table->index(m_rows[size_t(row)], int(column));
}

QModelIndex CategoryListModel::indexOf(const DelegationId &id) const
{
    const auto found = std::ranges::find_if(m_rows, [&](int row) { return m_table->summary(row).id == id; });
    return found == m_rows.end() ? QModelIndex() : index(int(found - m_rows.begin()));
}

int CategoryListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant CategoryListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::AccessibleTextRole && m_spoken)
        return m_spoken(summary(index.row()), raised(index.row()));
    return tableIndex(index.row()).data(role);
}

std::vector<int> CategoryListModel::oursBetween(int first, int last) const
{
    std::vector<int> ours;
    for (int row = first; row <= last; ++row) {
        if (isOurs(row))
            ours.push_back(row);
    }
    return ours;
}

/// The positions in the list of these rows of the table, as [from, to).
std::pair<size_t, size_t> CategoryListModel::range(int first, int last) const
{
    const auto from = std::ranges::lower_bound(m_rows, first);
    const auto to = std::upper_bound(from, m_rows.end(), last);
    return {size_t(from - m_rows.begin()), size_t(to - m_rows.begin())};
}

void CategoryListModel::shift(size_t from, int by)
{
    for (size_t i = from; i < m_rows.size(); ++i)
        m_rows[i] += by;
}

void CategoryListModel::beginRemoval(int first, int last)
{
    const auto [from, to] = range(first, last);
    m_removing = from < to;
    if (m_removing)
        beginRemoveRows({}, int(from), int(to) - 1);
}

void CategoryListModel::endRemoval(int first, int last)
{
    const auto [from, to] = range(first, last);
    m_rows.erase(m_rows.begin() + qptrdiff(from), m_rows.begin() + qptrdiff(to));
    shift(from, first - last - 1);
    if (std::exchange(m_removing, false))
        endRemoveRows();
}

void CategoryListModel::insert(int first, int last)
{
    const auto at = range(first, first).first;
    shift(at, last - first + 1);
    const auto fresh = oursBetween(first, last);
    if (fresh.empty())
        return;
    beginInsertRows({}, int(at), int(at + fresh.size()) - 1);
    m_rows.insert(m_rows.begin() + qptrdiff(at), fresh.begin(), fresh.end());
    endInsertRows();
}

void CategoryListModel::beginArranging()
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    m_before = persistentIndexList();
    for (const auto &index : m_before)
        m_arranged << tableIndex(index.row());
}

void CategoryListModel::endArranging()
{
    m_rows = oursBetween(0, m_table->rowCount() - 1);
    QModelIndexList after;
    for (const auto &row : m_arranged)
        after << index(int(range(row.row(), row.row()).first));
    changePersistentIndexList(m_before, after);
    m_before.clear();
    m_arranged.clear();
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

/// An edit may have put a delegation into another category.
void CategoryListModel::takeChanged(int first, int last)
{
    const auto [from, to] = range(first, last);
    const auto next = oursBetween(first, last);
    const auto now = std::span(m_rows).subspan(from, to - from);
    if (!std::ranges::equal(now, next)) {
        std::vector<int> moved;
        std::ranges::set_symmetric_difference(now, next, std::back_inserter(moved));
        if (moved.size() > mostMoves)
            return reset();
        replace(from, next);
    }
    if (!next.empty())
        Q_EMIT dataChanged(index(int(from)), index(int(from + next.size()) - 1));
}

/// Brings the list from a position on in line with `next`, one card at a time.
void CategoryListModel::replace(size_t from, const std::vector<int> &next)
{
    const auto rowAt = [this](size_t at) { return at < m_rows.size() ? m_rows[at] : std::numeric_limits<int>::max(); };
    const int last = m_table->rowCount();
    size_t at = from;
    for (size_t i = 0; i <= next.size(); ++at, ++i) {
        const int wanted = i < next.size() ? next[i] : last;
        while (rowAt(at) < wanted && !isOurs(rowAt(at))) {
            beginRemoveRows({}, int(at), int(at));
            m_rows.erase(m_rows.begin() + qptrdiff(at));
            endRemoveRows();
        }
        if (i < next.size() && rowAt(at) != wanted) {
            beginInsertRows({}, int(at), int(at));
            m_rows.insert(m_rows.begin() + qptrdiff(at), wanted);
            endInsertRows();
        }
    }
}

void CategoryListModel::reset()
{
    beginResetModel();
    m_rows = oursBetween(0, m_table->rowCount() - 1);
    endResetModel();
}

}
