#include "views/audit/row_painting.h"

#include <QFontMetrics>
#include <QPainter>

namespace muster::views {

void paintRowGround(QPainter &painter, const QStyleOptionViewItem &option, const Colours &colours, bool showsChosen)
{
    const QRectF ring = QRectF(option.rect).adjusted(1, 1, -1, -1);
    const bool chosen = showsChosen && option.state.testFlag(QStyle::State_Selected);
    painter.setRenderHint(QPainter::Antialiasing);
    if (chosen || option.state.testFlag(QStyle::State_MouseOver)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(chosen ? colours.accentSoft : colours.background);
        painter.drawRoundedRect(ring, radius::control, radius::control);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter.setPen(QPen(colours.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(ring, radius::control, radius::control);
    }
}

void writeLine(QPainter &painter, const QRect &rect, const QString &text, Type type, const QColor &ink,
               Qt::Alignment alignment)
{
    const QFont font = fontOf(type);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(rect, int(alignment) | Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
}

int textWidth(const QString &text, Type type)
{
    return QFontMetrics(fontOf(type)).horizontalAdvance(text);
}

int lineHeight(Type type)
{
    return QFontMetrics(fontOf(type)).height();
}

}
