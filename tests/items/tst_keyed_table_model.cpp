#include "items/keyed_table_model.h"
#include "support/test_program.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <random>

namespace tst_keyed_table_model {

using namespace muster::items;

namespace {

struct NumberRow : KeyedRow
{
    NumberRow(int number, int shown) : KeyedRow{number}, value(shown) {}
    int value;
};

/// A table of one column that shows each row's value.
class NumberModel final : public KeyedTableModel
{
public:
    using KeyedTableModel::rowOfKey;
    using KeyedTableModel::swapRows;

    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 1; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(static_cast<const NumberRow &>(*rows()[size_t(index.row())]).value)
                                       : QVariant();
    }
    QList<int> keys() const
    {
        QList<int> found;
        for (const auto &row : rows())
            found << row.key();
        return found;
    }
};

RowPointers rowsOf(const QList<int> &keys)
{
    RowPointers rows;
    for (const int key : keys)
        rows.push_back(std::make_shared<const NumberRow>(key, key));
    return rows;
}

}

class TestKeyedTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyChoiceFollowsAnyOther();
    void fewDifferencesAreToldWhereTheyAre();
    void sameRowsInTheSameOrderTellNothing();
    void aChangedRowIsToldAlone();
    void oneRowElsewhereIsToldAsAMove_data();
    void oneRowElsewhereIsToldAsAMove();
    void itIsNeverReset();
};

/// Whatever is shown next, the rows become it, and what somebody points at stays the same thing or is gone with it.
void TestKeyedTableModel::anyChoiceFollowsAnyOther()
{
    NumberModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    std::mt19937 random(7);
    for (int round = 0; round < 300; ++round) {
        QList<int> keys;
        const int share = int(random() % 11);
        for (int key = 0; key < 200; ++key) {
            if (int(random() % 10) < share)
                keys << key;
        }
        if (round % 3 != 0)
            std::shuffle(keys.begin(), keys.end(), random);
        QList<QPair<int, QPersistentModelIndex>> held;
        for (const int key : model.keys())
            held.append({key, QPersistentModelIndex(model.index(model.rowOfKey(key), 0))});
        model.swapRows(rowsOf(keys));
        QCOMPARE(model.keys(), keys);
        for (const auto &[key, index] : held) {
            QCOMPARE(index.isValid(), keys.contains(key));
            if (index.isValid())
                QCOMPARE(index.data().toInt(), key);
        }
    }
}

void TestKeyedTableModel::fewDifferencesAreToldWhereTheyAre()
{
    NumberModel model;
    const auto all = rowsOf({0, 1, 2, 3, 4, 5, 6, 7});
    model.swapRows(all);
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy moved(&model, &QAbstractItemModel::layoutChanged);
    model.swapRows({all[0], all[3], all[4], all[7]});
    QCOMPARE(removed.size(), 2);
    QCOMPARE(removed[0][1].toInt(), 5);
    QCOMPARE(removed[0][2].toInt(), 6);
    QCOMPARE(removed[1][1].toInt(), 1);
    model.swapRows(all);
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(inserted[0][1].toInt(), 1);
    QCOMPARE(inserted[0][2].toInt(), 2);
    QCOMPARE(moved.size(), 0);
}

void TestKeyedTableModel::sameRowsInTheSameOrderTellNothing()
{
    NumberModel model;
    const auto all = rowsOf({4, 2, 9});
    model.swapRows(all);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    const QSignalSpy moved(&model, &QAbstractItemModel::layoutChanged);
    model.swapRows(all);
    QCOMPARE(changed.size() + moved.size(), 0);
}

void TestKeyedTableModel::aChangedRowIsToldAlone()
{
    NumberModel model;
    auto all = rowsOf({4, 2, 9});
    model.swapRows(all);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    all[1] = std::make_shared<const NumberRow>(2, 77);
    model.swapRows(all);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 1);
    QCOMPARE(changed[0][1].toModelIndex().row(), 1);
    QCOMPARE(model.index(1, 0).data().toInt(), 77);
}

void TestKeyedTableModel::oneRowElsewhereIsToldAsAMove_data()
{
    QTest::addColumn<QList<int>>("next");
    QTest::newRow("down") << QList<int>{0, 2, 3, 1, 4};
    QTest::newRow("up") << QList<int>{0, 4, 1, 2, 3};
    QTest::newRow("to the end") << QList<int>{1, 2, 3, 4, 0};
    QTest::newRow("with its neighbour") << QList<int>{0, 2, 1, 3, 4};
}

void TestKeyedTableModel::oneRowElsewhereIsToldAsAMove()
{
    QFETCH(QList<int>, next);
    NumberModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.swapRows(rowsOf({0, 1, 2, 3, 4}));
    const QPersistentModelIndex held(model.index(1, 0));
    const QSignalSpy moved(&model, &QAbstractItemModel::rowsMoved);
    const QSignalSpy arranged(&model, &QAbstractItemModel::layoutChanged);
    model.swapRows(rowsOf(next));
    QCOMPARE(model.keys(), next);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(arranged.size(), 0);
    QCOMPARE(held.row(), int(next.indexOf(1)));
}

void TestKeyedTableModel::itIsNeverReset()
{
    NumberModel model;
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QList<int> even, odd;
    for (int key = 0; key < 1000; ++key)
        (key % 2 ? odd : even) << key;
    for (const auto &keys : {even, odd, even + odd, odd, QList<int>(), even})
        model.swapRows(rowsOf(keys));
    QCOMPARE(reset.size(), 0);
    QCOMPARE(model.keys(), even);
}

MUSTER_GUILESS_TEST(TestKeyedTableModel)

}

#include "tst_keyed_table_model.moc"
