#include "views/start/choice_button.h"

#include "views/parts/tag.h"

#include <QKeyEvent>
#include <QPainter>
#include <QShortcut>

namespace muster::views {

namespace {

constexpr int padding = 16;

}

ChoiceButton::ChoiceButton(const QString &title, const QString &sentence, const QString &key, bool primary,
                           QWidget *parent)
    : QAbstractButton(parent), m_sentence(sentence), m_key(key), m_primary(primary)
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    setFocusPolicy(Qt::StrongFocus);
    // Not the button's own shortcut: that one clicks a tenth of a second late.
    connect(new QShortcut(QKeySequence(key), this), &QShortcut::activated, this, &QAbstractButton::click);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QSize ChoiceButton::sizeHint() const
{
    return {scaled(340), heightForWidth(scaled(340))};
}

int ChoiceButton::heightForWidth(int width) const
{
    const QFontMetrics title(fontOf(Type::Lead)), body(fontOf(Type::Body));
    const QRect lines = body.boundingRect(QRect(0, 0, width - 2 * padding, 10000), Qt::TextWordWrap, m_sentence);
    return 2 * padding + title.height() + space::tiny + lines.height();
}

void ChoiceButton::paintEvent(QPaintEvent *)
{
    const auto &colours = coloursOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool ringed = hasFocus();
    painter.setPen(QPen(ringed || m_primary ? colours.accent
                        : underMouse()      ? colours.faint
                                            : colours.line,
                        ringed ? 2 : 1));
    painter.setBrush(m_primary ? colours.accentSoft : colours.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius::card, radius::card);

    QRect box = rect().adjusted(padding, padding, -padding, -padding);
    const TagLook key{m_key, Mark::None, TagLook::Tone::Neutral};
    const int keyWidth = tagSize(key).width();
    const QFontMetrics title(fontOf(Type::Lead));
    paintTag(painter, QRect(box.right() - keyWidth + 1, box.top(), keyWidth, title.height()), key, colours);
    painter.setPen(m_primary ? colours.accent : colours.ink);
    painter.setFont(fontOf(Type::Lead));
    painter.drawText(box.adjusted(0, 0, -keyWidth - space::small, 0), Qt::TextSingleLine, text());
    painter.setPen(m_primary ? colours.ink : colours.muted);
    painter.setFont(fontOf(Type::Body));
    painter.drawText(box.adjusted(0, title.height() + space::tiny, 0, 0), Qt::TextWordWrap, m_sentence);
}

void ChoiceButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

}
