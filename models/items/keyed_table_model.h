#pragma once

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace muster::items {

/// What a row of any table has: a small number that stays the same for the same thing as long as the model lives.
struct KeyedRow
{
    int key = -1;
};

/// A row is shared between the register's worker and the model and never changes; what differs is a new one. The
/// pointer knows the row's key, so that what changed between two choices of a hundred thousand is found without looking
/// into the rows, which lie all over the memory.
class RowPointer
{
public:
    RowPointer() = default;
    template <typename Row>
    RowPointer(std::shared_ptr<const Row> row) : m_row(std::move(row)), m_key(m_row->key)
    {
    }

    /// Also known of one whose row was moved elsewhere.
    int key() const { return m_key; }
    const KeyedRow &operator*() const { return *m_row; }
    explicit operator bool() const { return bool(m_row); }
    bool operator==(const RowPointer &) const = default;

private:
    std::shared_ptr<const KeyedRow> m_row;
    int m_key = -1;
};
using RowPointers = std::vector<RowPointer>;

/// A table over rows that somebody else chose and put in order. Takes a new choice by telling the views only what
/// differs, so that selection, current cell and scroll position stay with their things.
class KeyedTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;

protected:
    const RowPointers &rows() const { return m_rows; }

    /// Replaces the rows. One row in another place is told as a move; few differences are told as removals and
    /// insertions where they are; many as one removal, one insertion and a change of order. Costs O(rows), and never
    /// resets the model.
    void swapRows(RowPointers next);

    /// The row of a thing, or -1 where it isn't shown. Costs O(rows).
    int rowOfKey(int key) const;

private:
    struct Plan;
    void moveRow(int from, int to);
    void removeWhereTheyAre(const Plan &plan);
    void insertWhereTheyBelong(RowPointers &next, const Plan &plan);
    void replaceAtTheEnd(RowPointers &next, const Plan &plan);
    void arrange(const std::vector<int> &oldRows);
    void takeOver(RowPointers next);

    RowPointers m_rows;
};

}
