#include "views/intake/intake_parts.h"

#include <QPainter>

namespace muster::views {

StepButton::StepButton(int number, const QString &title, QWidget *parent) : QAbstractButton(parent), m_number(number)
{
    setText(title);
    setCheckable(true);
    setAccessibleName(title);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void StepButton::tell(State state, const QString &detail)
{
    m_state = state;
    m_detail = detail;
    setAccessibleDescription(detail);
    setToolTip(plainToolTip(detail));
    update();
}

QSize StepButton::sizeHint() const
{
    return {scaled(196), QFontMetrics(fontOf(Type::Strong)).height() + QFontMetrics(fontOf(Type::Small)).height()
                             + 2 * space::medium - space::tiny};
}

void StepButton::paintEvent(QPaintEvent *)
{
    const auto &colours = coloursOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool ringed = isChecked() || hasFocus();
    painter.setPen(QPen(ringed ? colours.accent : colours.line, ringed ? 2 : 1));
    painter.setBrush(hasFocus() && isChecked() ? colours.accentSoft : colours.surface);
    const qreal inset = ringed ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), radius::card, radius::card);
    const QRect inner = rect().adjusted(space::medium, space::small, -space::medium, -space::small);
    const int line = QFontMetrics(fontOf(Type::Strong)).height();
    const int indent = scaled(16), mark = scaled(12);
    painter.setPen(colours.muted);
    painter.setFont(fontOf(Type::Body));
    painter.drawText(QRect(inner.left(), inner.top(), indent, line), Qt::AlignVCenter, QString::number(m_number));
    painter.setPen(isEnabled() ? colours.ink : colours.muted);
    painter.setFont(fontOf(isChecked() ? Type::Strong : Type::Body));
    painter.drawText(QRect(inner.left() + indent, inner.top(), inner.width() - indent - mark, line), Qt::AlignVCenter,
                     text());
    painter.setFont(fontOf(Type::Small));
    painter.setPen(m_state == State::Attention ? colours.drift : colours.muted);
    const QRect below(inner.left() + indent, inner.top() + line, inner.width() - indent, inner.height() - line);
    painter.drawText(below, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_detail, Qt::ElideRight, below.width()));
    if (m_state == State::Ahead)
        return;
    painter.setPen(m_state == State::Settled ? colours.pass : colours.drift);
    paintMark(painter, QRectF(inner.right() - mark, inner.top() + (line - mark) / 2.0, mark, mark),
              m_state == State::Settled ? Mark::Check : Mark::Triangle);
}

}
