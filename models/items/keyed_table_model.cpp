#include "items/keyed_table_model.h"

#include <algorithm>
#include <optional>

namespace muster::items {

namespace {

/// More stretches of differing rows than this are told as a change of the whole order.
constexpr size_t mostStretches = 32;

/// Rows from `first` to `last`, both included.
struct Stretch
{
    int first;
    int last;
};

template <typename Fits>
std::vector<Stretch> stretches(int count, Fits fits)
{
    std::vector<Stretch> found;
    for (int row = 0; row < count; ++row) {
        if (!fits(row))
            continue;
        if (!found.empty() && found.back().last == row - 1)
            found.back().last = row;
        else
            found.push_back({row, row});
    }
    return found;
}

/// For each key its row, or -1.
std::vector<int> rowsByKey(const RowPointers &rows, int keys)
{
    std::vector<int> found(size_t(keys), -1);
    for (size_t row = 0; row < rows.size(); ++row)
        found[size_t(rows[row].key())] = int(row);
    return found;
}

int keysOf(const RowPointers &rows)
{
    const auto last = std::ranges::max_element(rows, {}, [](const RowPointer &row) { return row.key(); });
    return last == rows.end() ? 0 : last->key() + 1;
}

/// New rows are taken over, not shared: counting who holds each would go through all of the memory.
auto moving(RowPointers &rows, int at)
{
    return std::move_iterator(rows.begin() + at);
}

bool isSameThing(const RowPointer &a, const RowPointer &b)
{
    return a == b || a.key() == b.key();
}

/// A row that goes from one place to another, or stays.
struct Move
{
    qsizetype from = 0;
    qsizetype to = 0;
};

/// The one move that makes the order of `next`, if one does: the usual outcome of an edit. Looks into few rows, since
/// those that nobody changed are the same pointers.
std::optional<Move> onlyMove(const RowPointers &now, const RowPointers &next)
{
    if (now.size() != next.size())
        return std::nullopt;
    const auto ahead = std::mismatch(now.begin(), now.end(), next.begin(), isSameThing);
    if (ahead.first == now.end())
        return Move{};
    const auto behind = std::mismatch(now.rbegin(), now.rend(), next.rbegin(), isSameThing);
    const auto first = ahead.first, last = behind.first.base() - 1;
    const Move down{first - now.begin(), last - now.begin()};
    if (isSameThing(*first, *(behind.second.base() - 1)) && std::equal(first + 1, last + 1, ahead.second, isSameThing))
        return down;
    if (isSameThing(*last, *ahead.second) && std::equal(first, last, ahead.second + 1, isSameThing))
        return Move{down.to, down.from};
    return std::nullopt;
}

}

/// What has to happen to the rows to become the next ones.
struct KeyedTableModel::Plan
{
    Plan(const RowPointers &now, const RowPointers &next)
        : keys(std::max(keysOf(now), keysOf(next))), nowRow(rowsByKey(now, keys)), nextRow(rowsByKey(next, keys))
    {
        gone = stretches(int(now.size()), [&](int row) { return nextRow[size_t(now[size_t(row)].key())] < 0; });
        fresh = stretches(int(next.size()), [&](int row) { return nowRow[size_t(next[size_t(row)].key())] < 0; });
        int last = -1;
        for (const auto &row : now) {
            const int place = nextRow[size_t(row.key())];
            sameOrder = sameOrder && (place < 0 || place > last);
            last = std::max(place, last);
        }
    }

    bool isGone(const RowPointer &row) const { return nextRow[size_t(row.key())] < 0; }

    int keys;
    std::vector<int> nowRow, nextRow; ///< by key
    std::vector<Stretch> gone, fresh;
    bool sameOrder = true;
};

int KeyedTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int KeyedTableModel::rowOfKey(int key) const
{
    const auto found = std::ranges::find(m_rows, key, [](const RowPointer &row) { return row.key(); });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

void KeyedTableModel::swapRows(RowPointers next)
{
    if (const auto move = onlyMove(m_rows, next)) {
        moveRow(int(move->from), int(move->to));
        takeOver(std::move(next));
        return;
    }
    const Plan plan(m_rows, next);
    if (plan.sameOrder && plan.gone.size() + plan.fresh.size() <= mostStretches) {
        removeWhereTheyAre(plan);
        insertWhereTheyBelong(next, plan);
    } else {
        replaceAtTheEnd(next, plan);
    }
    takeOver(std::move(next));
}

void KeyedTableModel::moveRow(int from, int to)
{
    if (from == to)
        return;
    beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
    const auto at = [this](int row) { return m_rows.begin() + row; };
    to > from ? std::rotate(at(from), at(from + 1), at(to + 1)) : std::rotate(at(to), at(from), at(from + 1));
    endMoveRows();
}

void KeyedTableModel::removeWhereTheyAre(const Plan &plan)
{
    for (auto stretch = plan.gone.rbegin(); stretch != plan.gone.rend(); ++stretch) {
        beginRemoveRows({}, stretch->first, stretch->last);
        m_rows.erase(m_rows.begin() + stretch->first, m_rows.begin() + stretch->last + 1);
        endRemoveRows();
    }
}

void KeyedTableModel::insertWhereTheyBelong(RowPointers &next, const Plan &plan)
{
    for (const auto &stretch : plan.fresh) {
        beginInsertRows({}, stretch.first, stretch.last);
        m_rows.insert(m_rows.begin() + stretch.first, moving(next, stretch.first), moving(next, stretch.last + 1));
        endInsertRows();
    }
}

void KeyedTableModel::replaceAtTheEnd(RowPointers &next, const Plan &plan)
{
    std::vector<int> order;
    order.reserve(m_rows.size());
    for (const auto &row : next) {
        if (const int now = plan.nowRow[size_t(row.key())]; now >= 0)
            order.push_back(now);
    }
    for (const auto &stretch : plan.gone) {
        for (int row = stretch.first; row <= stretch.last; ++row)
            order.push_back(row);
    }
    arrange(order);

    const auto firstGone = std::ranges::find_if(m_rows, [&](const RowPointer &row) { return plan.isGone(row); });
    if (firstGone != m_rows.end()) {
        beginRemoveRows({}, int(firstGone - m_rows.begin()), int(m_rows.size()) - 1);
        m_rows.erase(firstGone, m_rows.end());
        endRemoveRows();
    }
    if (plan.fresh.empty())
        return;
    const size_t kept = m_rows.size();
    beginInsertRows({}, int(kept), int(next.size()) - 1);
    for (const auto &stretch : plan.fresh)
        m_rows.insert(m_rows.end(), moving(next, stretch.first), moving(next, stretch.last + 1));
    endInsertRows();
    if (kept == 0)
        return;
    const auto rowNow = rowsByKey(m_rows, plan.keys);
    std::vector<int> final(next.size());
    std::ranges::transform(next, final.begin(), [&](const RowPointer &row) { return rowNow[size_t(row.key())]; });
    arrange(final);
}

/// Puts the rows in another order; `oldRows` tells for each new row where it was.
void KeyedTableModel::arrange(const std::vector<int> &oldRows)
{
    if (std::ranges::is_sorted(oldRows))
        return;
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    RowPointers arranged(m_rows.size());
    std::vector<int> newRows(m_rows.size());
    for (size_t row = 0; row < oldRows.size(); ++row) {
        arranged[row] = std::move(m_rows[size_t(oldRows[row])]);
        newRows[size_t(oldRows[row])] = int(row);
    }
    m_rows = std::move(arranged);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    after.reserve(before.size());
    for (const auto &index : before)
        after << createIndex(newRows[size_t(index.row())], index.column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

/// Takes the new contents of rows that are in their places already; those moved out of `next` have theirs.
void KeyedTableModel::takeOver(RowPointers next)
{
    const auto changed = stretches(
        int(next.size()), [&](int row) { return next[size_t(row)] && m_rows[size_t(row)] != next[size_t(row)]; });
    for (const auto &stretch : changed)
        std::move(next.begin() + stretch.first, next.begin() + stretch.last + 1, m_rows.begin() + stretch.first);
    if (changed.size() > mostStretches) {
        Q_EMIT dataChanged(index(changed.front().first, 0), index(changed.back().last, columnCount() - 1));
        return;
    }
    for (const auto &stretch : changed)
        Q_EMIT dataChanged(index(stretch.first, 0), index(stretch.last, columnCount() - 1));
}

}
