#include "views/record/record_table.h"

#include "views/parts/pieces.h"
#include "views/parts/tag.h"

#include <QHeaderView>
#include <QPainter>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

constexpr int cellPadding = 10; ///< as the style sheet gives to headings

}

RecordDelegate::RecordDelegate(int verdictColumn, int verdictRole, QObject *parent)
    : QStyledItemDelegate(parent), m_verdictColumn(verdictColumn), m_verdictRole(verdictRole)
{
}

QString RecordDelegate::displayText(const QVariant &value, const QLocale &locale) const
{
    switch (value.userType()) {
    case QMetaType::QDate: return shown(value.toDate());
    case QMetaType::QDateTime: return shown(value.toDateTime().date()) + value.toDateTime().toString(u" HH:mm"_s);
    case QMetaType::QString: return value.toString().left(400).simplified();
    case QMetaType::LongLong: return QString::number(value.toLongLong());
    default: return QStyledItemDelegate::displayText(value, locale);
    }
}

void RecordDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem plain = option;
    initStyleOption(&plain, index);
    const QString text = std::exchange(plain.text, {});
    plain.state.setFlag(QStyle::State_HasFocus, false);
    option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &plain, painter, option.widget);
    const auto &colours = coloursOf(option.palette);
    const QRect inner = option.rect.adjusted(cellPadding, 0, -space::tiny, 0);
    if (index.column() != m_verdictColumn) {
        painter->setFont(option.font);
        painter->setPen(colours.ink);
        painter->drawText(inner, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
                          option.fontMetrics.elidedText(text, Qt::ElideRight, inner.width()));
        return;
    }
    const auto verdict = fromWord<Verdict>(index.data(m_verdictRole).toString());
    if (!verdict)
        return;
    TagLook look = tagOf(*verdict);
    if (*verdict == Verdict::NotChecked)
        look.text = tr("not checked");
    paintTag(*painter, inner, look, colours);
}

RecordTable::RecordTable(QAbstractItemModel *model, RecordDelegate *delegate, const QList<int> &widths)
{
    setModel(model);
    delegate->setParent(this);
    setItemDelegate(delegate);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setWordWrap(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(scaled(34));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setMinimumSectionSize(scaled(40));
    setWidths(widths);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) { Q_EMIT chosen(now.row()); });
}

void RecordTable::setOptional(int column, int fromWidth)
{
    m_optional = column;
    m_fromWidth = fromWidth;
}

void RecordTable::resizeEvent(QResizeEvent *event)
{
    if (m_optional >= 0)
        setColumnHidden(m_optional, width() < m_fromWidth);
    QTableView::resizeEvent(event);
}

void RecordTable::setWidths(const QList<int> &widths)
{
    for (int column = 0; column < widths.size(); ++column) {
        if (widths.at(column) > 0)
            setColumnWidth(column, scaled(widths.at(column)));
        else
            horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    }
}

}
