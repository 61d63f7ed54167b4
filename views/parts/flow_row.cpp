#include "views/parts/flow_row.h"

#include <QStyle>
#include <QWidget>

namespace muster::views {

FlowRow::FlowRow(int spacing)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(spacing);
}

FlowRow::~FlowRow() = default;

void FlowRow::addItem(QLayoutItem *item)
{
    m_items.emplace_back(item);
}

QLayoutItem *FlowRow::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[size_t(index)].get() : nullptr;
}

QLayoutItem *FlowRow::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    auto *taken = m_items[size_t(index)].release();
    m_items.erase(m_items.begin() + index);
    return taken;
}

int FlowRow::heightForWidth(int width) const
{
    const auto margins = contentsMargins();
    const QRect inside(0, 0, width - margins.left() - margins.right(), 0);
    return arrange(inside, false) + margins.top() + margins.bottom();
}

void FlowRow::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect.marginsRemoved(contentsMargins()), true);
}

QSize FlowRow::sizeHint() const
{
    QSize size;
    for (const auto &item : m_items) {
        const QSize wanted = item->sizeHint();
        size = {size.width() + wanted.width() + (size.width() > 0 ? spacing() : 0),
                std::max(size.height(), wanted.height())};
    }
    return size.grownBy(contentsMargins());
}

QSize FlowRow::minimumSize() const
{
    QSize size;
    for (const auto &item : m_items)
        size = size.expandedTo(item->minimumSize());
    return size.grownBy(contentsMargins());
}

/// Returns the height it takes. Things of one line share its middle.
int FlowRow::arrange(const QRect &rect, bool place) const
{
    int top = rect.top(), x = rect.left(), height = 0;
    size_t first = 0;
    const auto endLine = [&](size_t last) {
        int left = rect.left();
        for (size_t i = first; place && i < last; ++i) {
            const QSize size = m_items[i]->sizeHint().boundedTo({rect.width(), height});
            const QRect box(QPoint(left, top + (height - size.height()) / 2), size);
            m_items[i]->setGeometry(QStyle::visualRect(parentWidget()->layoutDirection(), rect, box));
            left += size.width() + spacing();
        }
        first = last;
    };
    for (size_t i = 0; i < m_items.size(); ++i) {
        const QSize size = m_items[i]->sizeHint();
        if (i > first && x + size.width() > rect.right() + 1) {
            endLine(i);
            top += height + spacing();
            x = rect.left();
            height = 0;
        }
        x += size.width() + spacing();
        height = std::max(height, size.height());
    }
    endLine(m_items.size());
    return top + height - rect.top();
}

}
