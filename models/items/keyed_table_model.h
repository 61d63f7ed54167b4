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

/// A row is shared between the register's worker and the model and never changes; what differs is a new one.
using RowPointer = std::shared_ptr<const KeyedRow>;
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
    void insertWhereTheyBelong(const RowPointers &next, const Plan &plan);
    void replaceAtTheEnd(const RowPointers &next, const Plan &plan);
    void arrange(const std::vector<int> &oldRows);
    void takeOver(RowPointers next);

    RowPointers m_rows;
};

}
