#include "views/wall/cards_view.h"

#include "views/parts/tag.h"
#include "views/wall/card_delegate.h"

#include <QBoxLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

namespace muster::views::wall {

using namespace Qt::StringLiterals;

namespace {

/// Up to this many cards in a column, each is as high as what it says.
constexpr int mostMeasured = 300;

QString meaningOf(Category category)
{
    switch (category) {
    case Category::Unclassified: return QObject::tr("to be decided");
    case Category::Assist: return QObject::tr("a person reviews");
    case Category::Automate: return QObject::tr("rules and audits");
    case Category::Avoid: return QObject::tr("stays with people");
    }
    return {};
}

}

CardList::CardList(items::CategoryListModel *model, CardDelegate *delegate, QWidget *parent)
    : QListView(parent), m_cards(model)
{
    setObjectName(u"cards-"_s + word(model->category()));
    setAccessibleName(tr("%1: %2").arg(spoken(model->category()), meaningOf(model->category())));
    setStyleSheet(u"QListView { background: transparent; }"_s);
    setModel(model);
    setItemDelegate(delegate);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
    verticalScrollBar()->setSingleStep(scaled(24));
}

QModelIndex CardList::cardAt(int y) const
{
    const auto at = indexAt({viewport()->width() / 2, std::clamp(y, 0, viewport()->height() - 1)});
    return at.isValid() ? at : m_cards->index(m_cards->rowCount() - 1);
}

void CardList::keyPressEvent(QKeyEvent *event)
{
    const int key = event->modifiers() == Qt::NoModifier ? event->key() : 0;
    if ((key == Qt::Key_Return || key == Qt::Key_Enter) && !selectionModel()->hasSelection())
        setCurrentIndex(currentIndex());
    switch (key) {
    case Qt::Key_Left: Q_EMIT sideways(isRightToLeft() ? 1 : -1); return;
    case Qt::Key_Right: Q_EMIT sideways(isRightToLeft() ? -1 : 1); return;
    case Qt::Key_Space: Q_EMIT panelWanted(); return;
    case Qt::Key_Escape: event->ignore(); return;
    default: QListView::keyPressEvent(event);
    }
}

void CardList::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (m_cards->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setFont(fontOf(Type::Small));
    painter.setPen(coloursOf(QGuiApplication::palette()).muted);
    painter.drawText(viewport()->rect().adjusted(space::tiny, space::small, 0, 0), Qt::AlignTop | Qt::AlignLeft,
                     tr("none"));
}

/// Heights follow the width: titles take one line or two.
void CardList::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    measureAgain();
}

void CardList::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QListView::selectionChanged(selected, deselected);
    Q_EMIT chosenChanged();
}

CardsView::CardsView(items::DelegationTableModel *table, QWidget *parent)
    : QWidget(parent), m_table(table), m_delegate(new CardDelegate(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::medium);
    for (const auto category : {Category::Unclassified, Category::Assist, Category::Automate, Category::Avoid}) {
        m_columns << makeColumn(category);
        layout->addWidget(m_columns.last().whole, 1);
    }
    follow();
}

CardsView::Column CardsView::makeColumn(Category category)
{
    Column column{new QWidget, new PlainLabel({}, Type::Body, Ink::Muted),
                  new CardList(new items::CategoryListModel(m_table, category, this), m_delegate)};
    auto *layout = new QVBoxLayout(column.whole);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::small);
    auto *head = rowOf();
    head->addWidget(new Tag(tagOf(category)));
    column.count->setElided(true);
    column.count->setObjectName(u"count-"_s + word(category));
    head->addWidget(column.count, 1);
    layout->addLayout(head);
    layout->addWidget(column.list, 1);
    column.list->setMinimumWidth(scaled(120));

    auto *list = column.list;
    list->cards()->setSpoken(
        [delegate = m_delegate](const registry::DelegationSummary &summary, const QStringList &raised) {
            return contentOf(summary, delegate->today(), raised).spokenAll();
        });
    connect(list, &CardList::chosenChanged, this, [this, list] { choseIn(list); });
    connect(list, &CardList::sideways, this, [this, list](int step) { moveFrom(list, step); });
    connect(list, &CardList::panelWanted, this, &CardsView::panelWanted);
    connect(list, &CardList::activated, this, &CardsView::opened);
    connect(list, &CardList::customContextMenuRequested, this,
            [this, list](const QPoint &at) { Q_EMIT menuWanted(list->viewport()->mapToGlobal(at)); });
    return column;
}

void CardsView::setToday(const QDate &today)
{
    m_delegate->setToday(today);
}

void CardsView::follow()
{
    int longest = 0;
    for (const auto &column : m_columns)
        longest = std::max(longest, column.list->cards()->rowCount());
    m_delegate->setUniform(longest > mostMeasured);
    for (const auto &column : m_columns) {
        const auto *cards = column.list->cards();
        const int count = cards->rowCount();
        column.list->setUniformItemSizes(longest > mostMeasured);
        column.count->setText(u"%1 · %2"_s.arg(QLocale().toString(count), meaningOf(cards->category())));
        column.whole->setVisible(cards->category() != Category::Unclassified || count > 0);
        if (longest <= mostMeasured)
            column.list->measureAgain();
    }
}

/// What is chosen in one column is no longer chosen in another.
void CardsView::choseIn(CardList *list)
{
    if (m_clearing)
        return;
    m_clearing = true;
    if (list->selectionModel()->hasSelection()) {
        m_active = list;
        for (const auto &column : m_columns) {
            if (column.list != list)
                column.list->clearSelection();
        }
    }
    m_clearing = false;
    Q_EMIT chosenChanged();
}

/// To the card at the same height in the next column that has any.
void CardsView::moveFrom(CardList *list, int step)
{
    const auto at = std::ranges::find(m_columns, list, &Column::list) - m_columns.begin();
    const QRect from = list->visualRect(list->currentIndex());
    for (auto next = at + step; next >= 0 && next < m_columns.size(); next += step) {
        auto *other = m_columns[next].list;
        if (!m_columns[next].whole->isVisible() || other->cards()->rowCount() == 0)
            continue;
        other->setFocus();
        other->setCurrentIndex(other->cardAt(from.isValid() ? from.top() + scaled(20) : 0));
        return;
    }
}

CardList *CardsView::active() const
{
    if (m_active && m_active->selectionModel()->hasSelection())
        return m_active;
    for (const auto &column : m_columns) {
        if (column.list->selectionModel()->hasSelection())
            return column.list;
    }
    return nullptr;
}

QModelIndexList CardsView::chosen() const
{
    const auto *list = active();
    if (!list)
        return {};
    auto rows = list->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    const auto current = rows.indexOf(list->currentIndex());
    if (current > 0)
        rows.move(current, 0);
    QModelIndexList cells;
    for (const auto &row : rows)
        cells << list->cards()->tableIndex(row.row());
    return cells;
}

void CardsView::choose(const QModelIndex &tableIndex)
{
    if (!tableIndex.isValid())
        return;
    const auto &summary = m_table->summary(tableIndex.row());
    for (const auto &column : m_columns) {
        if (column.list->cards()->category() != summary.category)
            continue;
        const auto card = column.list->cards()->indexOf(summary.id);
        column.list->setCurrentIndex(card);
        column.list->scrollTo(card);
        m_active = column.list;
    }
}

void CardsView::clearChoice()
{
    for (const auto &column : m_columns)
        column.list->clearSelection();
}

/// Where a choice begins: in the column that has the focus, or in the first that has cards.
CardList *CardsView::firstFilled() const
{
    CardList *found = nullptr;
    for (const auto &column : m_columns) {
        const bool filled = column.list->cards()->rowCount() > 0;
        if (filled && (column.list->hasFocus() || !found))
            found = column.list;
    }
    return found;
}

void CardsView::focusCards()
{
    auto *target = active();
    if (!target)
        target = firstFilled();
    (target ? target : m_columns[1].list)->setFocus();
}

void CardsView::chooseFirst()
{
    focusCards();
    auto *target = firstFilled();
    if (target && !active())
        target->setCurrentIndex(target->currentIndex().isValid() ? target->currentIndex() : target->cards()->index(0));
}

}
