#include "views/audit/key_button.h"

#include "views/parts/tokens.h"

#include <QStyleOptionButton>
#include <QStylePainter>

namespace muster::views {

using namespace Qt::StringLiterals;

KeyButton::KeyButton(const QString &text, const QString &key, QWidget *parent) : QPushButton(text, parent), m_key(key)
{
    setProperty("look", u"ordinary"_s);
    setAutoDefault(false);
    setToolTip(key);
}

int KeyButton::hintWidth() const
{
    return QFontMetrics(fontOf(Type::Tag)).horizontalAdvance(m_key) + 8;
}

QSize KeyButton::sizeHint() const
{
    const QFontMetrics body(fontOf(Type::Body));
    return {body.horizontalAdvance(text()) + space::tiny + hintWidth() + 2 * space::small + 2,
            QPushButton::sizeHint().height()};
}

void KeyButton::paintEvent(QPaintEvent *)
{
    const auto &c = coloursOf(this);
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    painter.drawControl(QStyle::CE_PushButton, option);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = !isEnabled() ? c.faint : isChecked() ? c.accent : c.ink;
    painter.setFont(fontOf(Type::Body));
    painter.setPen(ink);
    const int wide = painter.fontMetrics().horizontalAdvance(text());
    int left = (width() - wide - space::tiny - hintWidth()) / 2;
    painter.drawText(QRect(left, 0, width(), height()), Qt::AlignVCenter | Qt::AlignLeft, text());
    left += wide + space::tiny;
    QFont small = fontOf(Type::Tag);
    small.setWeight(QFont::Normal);
    painter.setFont(small);
    const int tall = painter.fontMetrics().height() + 2;
    painter.setPen(isChecked() ? c.accent : c.line);
    painter.drawRoundedRect(QRectF(left + 0.5, (height() - tall) / 2.0, hintWidth(), tall), radius::tag, radius::tag);
    painter.setPen(isChecked() ? c.accent : c.muted);
    painter.drawText(QRect(left, 0, hintWidth(), height()), Qt::AlignCenter, m_key);
}

}
