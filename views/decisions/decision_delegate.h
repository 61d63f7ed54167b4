#pragma once

#include <QStyledItemDelegate>

namespace muster::views {

/// Paints the lines of a DecisionListModel: an owner's name, or a decision in two lines with its date and state.
class DecisionDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

}
