#include "views/parts/chip.h"

#include <QEvent>
#include <QFontMetrics>
#include <QLocale>
#include <QPainter>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

constexpr int side = 10, end = 5, gap = 5;
/// The longest a chip's words get.
constexpr int widest = 180;

QFont chipFont()
{
    return fontOf(Type::Small);
}

}

Chip::Chip(const TagLook &look, QWidget *parent) : QAbstractButton(parent)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setLook(look);
}

void Chip::setLook(const TagLook &look)
{
    m_look = look;
    setAccessibleName(words());
    updateGeometry();
    update();
}

void Chip::setCount(int count)
{
    if (std::exchange(m_count, count) != count)
        setLook(m_look);
}

void Chip::setArrow(bool arrow)
{
    m_arrow = arrow;
    updateGeometry();
    update();
}

QString Chip::words() const
{
    return m_count < 0 ? m_look.text : u"%1 %2"_s.arg(m_look.text, QLocale().toString(m_count));
}

QSize Chip::sizeHint() const
{
    const QFontMetrics metrics(chipFont());
    const int mark = m_look.mark == Mark::None ? 0 : metrics.capHeight() + gap;
    const int arrow = m_arrow ? metrics.capHeight() + gap : 0;
    return {std::min(metrics.horizontalAdvance(words()), scaled(widest)) + mark + arrow + 2 * side,
            metrics.height() + 2 * end};
}

bool Chip::event(QEvent *event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave)
        update();
    return QAbstractButton::event(event);
}

QColor Chip::markColour() const
{
    const auto &colours = coloursOf(this);
    switch (m_look.tone) {
    case TagLook::Tone::Fail: return colours.fail;
    case TagLook::Tone::Drift: return colours.drift;
    case TagLook::Tone::Pass: return colours.pass;
    default: return colours.muted;
    }
}

void Chip::paintFrame(QPainter &painter) const
{
    const auto &colours = coloursOf(this);
    const qreal line = hasFocus() ? 2 : 1;
    const QColor frame = hasFocus() || isChecked() ? colours.accent : underMouse() ? colours.faint : colours.line;
    painter.setPen(QPen(frame, line));
    painter.setBrush(isChecked() || isDown() ? colours.accentSoft : colours.surface);
    const QRectF box = QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2);
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
}

void Chip::paintEvent(QPaintEvent *)
{
    const auto &colours = coloursOf(this);
    const QFontMetrics metrics(chipFont());
    const int capital = metrics.capHeight();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintFrame(painter);
    QRect inner = rect().adjusted(side, 0, -side, 0);
    if (m_look.mark != Mark::None) {
        painter.setPen(markColour());
        paintMark(painter, QRectF(inner.left(), (height() - capital) / 2.0, capital, capital), m_look.mark);
        inner.setLeft(inner.left() + capital + gap);
    }
    if (m_arrow) {
        const QPointF middle(inner.right() - capital / 2.0, height() / 2.0 + 1);
        painter.setPen(QPen(colours.muted, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(
            QPolygonF{middle + QPointF(-3.5, -2), middle + QPointF(0, 1.5), middle + QPointF(3.5, -2)});
        inner.setRight(inner.right() - capital - gap);
    }
    painter.setPen(isChecked() ? colours.ink : colours.muted);
    painter.setFont(chipFont());
    painter.drawText(inner, int(Qt::AlignVCenter) | Qt::AlignLeft | Qt::TextSingleLine,
                     metrics.elidedText(words(), Qt::ElideRight, inner.width() + 1));
}

}
