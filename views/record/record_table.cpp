#include "views/record/record_table.h"

#include "views/parts/pieces.h"
#include "views/parts/tag.h"

#include <QHeaderView>
#include <QPainter>

namespace muster::views {

using namespace Qt::StringLiterals;

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
    plain.state.setFlag(QStyle::State_HasFocus, false);
    if (index.column() != m_verdictColumn) {
        QStyledItemDelegate::paint(painter, plain, index);
        return;
    }
    initStyleOption(&plain, index);
    plain.text.clear();
    option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &plain, painter, option.widget);
    const auto verdict = fromWord<Verdict>(index.data(m_verdictRole).toString());
    if (!verdict)
        return;
    TagLook look = tagOf(*verdict);
    if (*verdict == Verdict::NotChecked)
        look.text = tr("not checked");
    paintTag(*painter, option.rect.adjusted(space::small, 0, -space::tiny, 0), look, coloursOf(option.palette));
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
