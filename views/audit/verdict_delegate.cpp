#include "views/audit/verdict_delegate.h"

#include "views/audit/row_painting.h"
#include "views/parts/tag.h"

#include <QPainter>

namespace muster::views {

using namespace Qt::StringLiterals;

void VerdictDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &colours = coloursOf(option.palette);
    const QRect inner = option.rect.adjusted(space::small, 0, -space::small, 0);
    const QVariant verdict = index.data(VerdictRole);
    painter->save();
    paintRowGround(*painter, option, colours);
    if (verdict.isValid()) {
        const auto look = tagOf(Verdict(verdict.toInt()));
        const int width = paintTag(*painter, inner, look, colours);
        painter->setPen(colours.muted);
        const QRectF dot(inner.left() + width + space::tiny, inner.center().y() - 4, 8, 8);
        if (index.data(NotedRole).toBool())
            paintMark(*painter, dot, Mark::Dot);
    } else {
        const QString text = index.data().toString();
        writeLine(*painter, inner, text.isEmpty() ? u"–"_s : text, Type::Body,
                  index.column() == 0 ? colours.ink : colours.muted);
    }
    painter->restore();
}

QSize VerdictDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const QVariant verdict = index.data(VerdictRole);
    const int width = verdict.isValid() ? tagSize(tagOf(Verdict(verdict.toInt()))).width() + space::large
                                        : std::min(textWidth(index.data().toString(), Type::Body), scaled(260));
    return {width + 2 * space::small + 2, scaled(32)};
}

}
