#pragma once

#include "items/category_list_model.h"
#include "views/parts/pieces.h"

#include <QListView>

namespace muster::views::wall {

class CardDelegate;

/// One column of cards.
class CardList final : public QListView
{
    Q_OBJECT

public:
    CardList(items::CategoryListModel *model, CardDelegate *delegate, QWidget *parent = nullptr);

    items::CategoryListModel *cards() const { return m_cards; }
    /// The card at this height of the viewport, or the last one.
    QModelIndex cardAt(int y) const;
    /// Asks the cards for their heights again, soon.
    void measureAgain() { scheduleDelayedItemsLayout(); }

Q_SIGNALS:
    /// The arrow to the column on the left (-1) or right (1) was pressed.
    void sideways(int step);
    void chosenChanged();
    void panelWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    items::CategoryListModel *m_cards;
};

/// The wall as cards under Unclassified (only where there are any), Assist, Automate and Avoid. What is chosen lies in
/// one column.
class CardsView final : public QWidget
{
    Q_OBJECT

public:
    /// @param table  outlives the view
    explicit CardsView(items::DelegationTableModel *table, QWidget *parent = nullptr);

    void setToday(const QDate &today);
    /// Counts, columns and heights, for rows that were swapped in.
    void follow();

    /// The table's cells of the cards chosen, the current one first.
    QModelIndexList chosen() const;
    /// Chooses the card of one of the table's rows, and brings it into view.
    void choose(const QModelIndex &tableIndex);
    void clearChoice();
    /// Puts the focus where cards are.
    void focusCards();
    /// Chooses the current card or the first of all, where none is chosen, and puts the focus there.
    void chooseFirst();

Q_SIGNALS:
    void chosenChanged();
    /// Enter or a double click.
    void opened();
    /// The space bar.
    void panelWanted();
    void menuWanted(const QPoint &at);

private:
    struct Column
    {
        QWidget *whole;
        PlainLabel *count;
        CardList *list;
    };

    Column makeColumn(Category category);
    void choseIn(CardList *list);
    void moveFrom(CardList *list, int step);
    CardList *active() const;
    CardList *firstFilled() const;

    items::DelegationTableModel *m_table;
    CardDelegate *m_delegate;
    QList<Column> m_columns;
    CardList *m_active = nullptr;
    bool m_clearing = false;
};

}
