#include "views/parts/row_table.h"

#include "views/parts/pieces.h"

#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

namespace muster::views {

using namespace Qt::StringLiterals;

RowTable::RowTable(QAbstractItemModel *model, const QString &objectName, const QString &name)
{
    setObjectName(objectName);
    setAccessibleName(name);
    setModel(model);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setItemDelegate(new TaggedDelegate([](const QModelIndex &) { return std::nullopt; }, this));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    measure();
}

void RowTable::editsIn(int column)
{
    m_edited = column;
    connect(this, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() != m_edited)
            return;
        edit(index);
        if (auto *list = qobject_cast<QComboBox *>(indexWidget(index)))
            list->showPopup();
    });
    connect(this, &QTableView::activated, this,
            [this](const QModelIndex &index) { edit(index.siblingAtColumn(m_edited)); });
}

void RowTable::setWidths(const QList<int> &widths)
{
    m_widths = widths;
    measure();
}

void RowTable::measure()
{
    verticalHeader()->setDefaultSectionSize(scaled(32));
    for (int i = 0; i < m_widths.size() && i < horizontalHeader()->count(); ++i) {
        if (m_widths[i] == 0)
            horizontalHeader()->setSectionResizeMode(i, QHeaderView::Stretch);
        else
            setColumnWidth(i, scaled(m_widths[i]));
    }
}

void RowTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        measure();
}

void RowTable::keyPressEvent(QKeyEvent *event)
{
    const bool types = !event->text().isEmpty() && event->text().at(0).isPrint()
                       && !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    if (m_edited < 0 || state() == EditingState || !currentIndex().isValid()
        || !(types || event->key() == Qt::Key_F2)) {
        QTableView::keyPressEvent(event);
        return;
    }
    const auto cell = currentIndex().siblingAtColumn(m_edited);
    setCurrentIndex(cell);
    if (edit(cell, AllEditTriggers, event) && types) {
        if (auto *editor = indexWidget(cell))
            QCoreApplication::sendEvent(editor, event);
    }
}

TaggedDelegate::TaggedDelegate(Look look, QObject *parent) : QStyledItemDelegate(parent), m_look(std::move(look)) {}

void TaggedDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell(option);
    initStyleOption(&cell, index);
    const auto &colours = coloursOf(option.palette);
    painter->save();
    if (cell.state & QStyle::State_Selected)
        painter->fillRect(cell.rect, colours.accentSoft);
    painter->setPen(colours.line);
    painter->drawLine(cell.rect.bottomLeft(), cell.rect.bottomRight());
    QRect inner = cell.rect.adjusted(scaled(10), 0, -scaled(10), -1);
    if (const auto look = m_look(index)) {
        const int width = std::min(tagSize(*look).width(), inner.width());
        const QRect place =
            cell.text.isEmpty() ? inner : QRect(inner.right() - width + 1, inner.top(), width, inner.height());
        paintTag(*painter, place, *look, colours);
        inner.setRight(place.left() - space::small);
    }
    painter->setFont(cell.font);
    painter->setPen(cell.state & QStyle::State_Enabled ? colours.ink : colours.muted);
    const auto aligned = Qt::Alignment(cell.displayAlignment) | Qt::AlignVCenter;
    if (!cell.text.isEmpty() && inner.width() > 0)
        painter->drawText(inner, int(aligned) | Qt::TextSingleLine,
                          cell.fontMetrics.elidedText(cell.text, Qt::ElideRight, inner.width()));
    if (cell.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(colours.accent, 2));
        painter->drawRect(cell.rect.adjusted(1, 1, -1, -2));
    }
    painter->restore();
}

QSize TaggedDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return QStyledItemDelegate::sizeHint(option, index).grownBy({scaled(10), 0, scaled(10), 0});
}

bool TaggedDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &,
                               const QModelIndex &index)
{
    QToolTip::showText(event->globalPos(), plainToolTip(index.data().toString()), view);
    return true;
}

}
