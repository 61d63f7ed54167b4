#include "views/shell/rail.h"

#include "views/parts/pieces.h"
#include "views/parts/tag.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;

RailButton::RailButton(const QString &name, QWidget *parent) : QAbstractButton(parent)
{
    setText(name);
    setAccessibleName(name);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void RailButton::setBadge(const QString &badge, bool grave)
{
    m_badge = badge;
    m_grave = grave;
    setAccessibleDescription(badge);
    update();
}

QSize RailButton::sizeHint() const
{
    return {scaled(168), scaled(33)};
}

void RailButton::paintEvent(QPaintEvent *)
{
    const auto &colours = coloursOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? colours.accentSoft : colours.background);
        painter.drawRoundedRect(box, radius::control, radius::control);
    }
    if (hasFocus()) {
        painter.setPen(QPen(colours.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box, radius::control, radius::control);
    }
    QRect words = rect().adjusted(10, 0, -10, 0);
    if (!m_badge.isEmpty()) {
        const TagLook look{m_badge, Mark::None, m_grave ? TagLook::Tone::Fail : TagLook::Tone::Neutral};
        const int width = tagSize(look).width();
        paintTag(painter, QRect(words.right() - width, 0, width, height()), look, colours);
        words.setRight(words.right() - width - space::small);
    }
    painter.setPen(isChecked() ? colours.accent : isEnabled() ? colours.ink : colours.faint);
    painter.setFont(fontOf(isChecked() ? Type::Strong : Type::Body));
    painter.drawText(words, int(Qt::AlignVCenter) | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
}

Rail::Rail(QWidget *parent)
    : QWidget(parent),
      m_register(new PlainLabel({}, Type::Small, Ink::Muted)),
      m_person(new RailButton({})),
      m_pages(new QWidget)
{
    setFixedWidth(scaled(184));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::small, space::large, space::small, space::medium);
    layout->setSpacing(2);

    auto *name = rowOf();
    name->setContentsMargins(10, 0, 0, 0);
    name->addWidget(new PlainLabel(u"Muster"_s, Type::Title), 1);
    auto *menu = button(u"⋯"_s, Look::Quiet);
    menu->setObjectName(u"menu"_s);
    menu->setAccessibleName(tr("Menu"));
    menu->setToolTip(tr("Menu (F10)"));
    name->addWidget(menu);
    layout->addLayout(name);
    m_register->setElided(true);
    m_register->setContentsMargins(10, 0, 10, 0);
    layout->addWidget(m_register);
    layout->addSpacing(space::medium);

    auto *pages = new QVBoxLayout(m_pages);
    pages->setContentsMargins(0, 0, 0, 0);
    pages->setSpacing(2);
    layout->addWidget(m_pages);
    layout->addStretch();

    m_person->setObjectName(u"person"_s);
    m_person->setToolTip(tr("Who acts: every entry names them"));
    layout->addWidget(m_person);
    auto *help = new RailButton(tr("Keys"));
    help->setBadge(u"F1"_s, false);
    layout->addWidget(help);

    m_group.setExclusive(true);
    connect(&m_group, &QButtonGroup::idClicked, this, &Rail::pageWanted);
    connect(m_person, &QAbstractButton::clicked, this, &Rail::personWanted);
    connect(help, &QAbstractButton::clicked, this, &Rail::helpWanted);
    connect(menu, &QAbstractButton::clicked, this,
            [this, menu] { Q_EMIT menuWanted(menu->mapToGlobal(QPoint(0, menu->height()))); });
}

void Rail::setRegisterName(const QString &name)
{
    m_register->setText(name);
    m_register->setToolTip(u"<p>%1</p>"_s.arg(name.toHtmlEscaped()));
}

void Rail::setPerson(const QString &name)
{
    m_person->setText(name.isEmpty() ? tr("Who are you?") : name);
    m_person->setShortcut({}); // a `&` in a name is no mnemonic
    m_person->setAccessibleName(tr("Who acts: %1").arg(m_person->text()));
}

RailButton *Rail::add(const QString &name, const QString &keys)
{
    auto *entry = new RailButton(name);
    entry->setObjectName(u"page-"_s + name.toLower());
    entry->setCheckable(true);
    entry->setToolTip(keys);
    m_pages->layout()->addWidget(entry);
    m_group.addButton(entry, int(m_group.buttons().size()));
    return entry;
}

int Rail::current() const
{
    return m_group.checkedId();
}

void Rail::setCurrent(int page)
{
    if (auto *entry = m_group.button(page))
        entry->setChecked(true);
}

void Rail::paintEvent(QPaintEvent *)
{
    const auto &colours = coloursOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), colours.surface);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), colours.line);
}

void Rail::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    const int count = int(m_group.buttons().size());
    auto *focused = qobject_cast<QAbstractButton *>(focusWidget());
    const int from = focused ? m_group.id(focused) : -1;
    if (step == 0 || from < 0 || count == 0) {
        QWidget::keyPressEvent(event);
        return;
    }
    auto *next = m_group.button((from + step + count) % count);
    next->setFocus(Qt::TabFocusReason);
    next->click();
}

}
