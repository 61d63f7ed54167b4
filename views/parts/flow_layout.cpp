#include "views/parts/flow_layout.h"

#include <QStyle>
#include <QWidget>

namespace muster::views {

FlowLayout::FlowLayout(int spacing, QWidget *parent) : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(spacing);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.append(item);
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const
{
    const QMargins margins = contentsMargins();
    return margins.top() + arrange({0, 0, width - margins.left() - margins.right(), 0}, false) + margins.bottom();
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    const QRect inner = rect.marginsRemoved(contentsMargins());
    // Fewer lines than there is room for lie in the middle, beside what is higher.
    const int spare = std::max(0, inner.height() - arrange(inner, false));
    arrange(inner.adjusted(0, spare / 2, 0, 0), true);
}

/// As wide as one line of all would be.
QSize FlowLayout::sizeHint() const
{
    QSize size(0, 0);
    for (const auto *item : m_items) {
        if (!item->isEmpty())
            size = {size.width() + item->sizeHint().width() + (size.width() > 0 ? spacing() : 0),
                    std::max(size.height(), item->sizeHint().height())};
    }
    return size.grownBy(contentsMargins());
}

QSize FlowLayout::minimumSize() const
{
    QSize size(0, 0);
    for (const auto *item : m_items) {
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    }
    return size.grownBy(contentsMargins());
}

/// Puts the items into `rect` where `apply` says so, from the side where reading begins; things of one line share its
/// middle. Returns the height used.
int FlowLayout::arrange(const QRect &rect, bool apply) const
{
    const auto direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    QList<QPair<QLayoutItem *, QRect>> line;
    int x = 0, y = 0, height = 0;
    const auto endLine = [&] {
        for (const auto &[item, box] : line) {
            const QRect middle = box.translated(rect.left(), rect.top() + y + (height - box.height()) / 2);
            if (apply)
                item->setGeometry(QStyle::visualRect(direction, rect, middle));
        }
        y += height;
        line.clear();
        x = height = 0;
    };
    for (auto *item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize size = item->sizeHint().boundedTo({rect.width(), item->sizeHint().height()});
        if (x > 0 && x + size.width() > rect.width()) {
            endLine();
            y += spacing();
        }
        line.append({item, QRect(QPoint(x, 0), size)});
        x += size.width() + spacing();
        height = std::max(height, size.height());
    }
    endLine();
    return y;
}

}
