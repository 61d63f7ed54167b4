#pragma once

#include <QStyledItemDelegate>

namespace muster::views {

/// Paints a verdict as its tag, with a dot beside it where it has a note; any other cell as text.
class VerdictDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum Role { VerdictRole = Qt::UserRole, NotedRole };

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

}
