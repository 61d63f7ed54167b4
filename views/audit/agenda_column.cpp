#include "views/audit/agenda_column.h"

#include "views/audit/room_parts.h"

#include <QPainter>

namespace muster::views {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString timeOf(const Agenda &agenda, const PhaseBox &box, const PhaseState &state, const QDateTime &now)
{
    const auto elapsed = agenda.elapsed(box.phase, now);
    if (state.current)
        return state.over ? QObject::tr("%1 over").arg(shownTime(agenda.overtime(box.phase, now)))
                          : QObject::tr("%1 left").arg(shownTime(agenda.remaining(box.phase, now)));
    if (state.spent && state.over)
        return QObject::tr("%1, %2 over").arg(shownTime(elapsed), shownTime(agenda.overtime(box.phase, now)));
    return shownTime(state.spent ? elapsed : std::chrono::minutes(box.minutes));
}

}

QList<PhaseState> phaseStates(const Agenda &agenda, std::optional<Phase> shown, const QDateTime &now)
{
    QList<PhaseState> states;
    for (const auto &box : phasesOf(agenda.form())) {
        const auto elapsed = agenda.elapsed(box.phase, now);
        PhaseState state;
        state.number = int(states.size()) + 1;
        state.phase = box.phase;
        state.title = phaseTitle(box.phase, agenda.form());
        state.current = agenda.currentPhase() == box.phase;
        state.shown = shown == box.phase;
        state.spent = !state.current && elapsed > 0ms;
        state.over = agenda.overtime(box.phase, now) >= 1s;
        state.share = std::min(1.0, double(elapsed.count()) / (box.minutes * 60000.0));
        state.time = timeOf(agenda, box, state, now);
        states << state;
    }
    return states;
}

PhaseCard::PhaseCard(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy asHighAsItsTitle(QSizePolicy::Preferred, QSizePolicy::Minimum);
    asHighAsItsTitle.setHeightForWidth(true);
    setSizePolicy(asHighAsItsTitle);
    setCursor(Qt::PointingHandCursor);
}

void PhaseCard::setState(const PhaseState &state)
{
    if (state == m_state)
        return;
    const bool other = state.phase != m_state.phase || state.current != m_state.current;
    m_state = state;
    setAccessibleName(u"%1 %2, %3"_s.arg(state.number).arg(state.title, state.time));
    setToolTip(u"Alt+%1"_s.arg(state.number));
    if (other)
        updateGeometry();
    update();
}

void PhaseCard::setPlain(bool plain)
{
    m_plain = plain;
    updateGeometry();
    update();
}

QFont PhaseCard::titleFont() const
{
    return fontOf(m_state.current ? Type::Strong : Type::Body);
}

QRect PhaseCard::titleRect(int width) const
{
    const int left = space::medium + scaled(16);
    const int right = space::medium + scaled(18);
    const QRect room(left, space::medium - 2, width - left - right, 10000);
    return QFontMetrics(titleFont()).boundingRect(room, Qt::TextWordWrap, m_state.title);
}

QSize PhaseCard::sizeHint() const
{
    return {scaled(196), heightForWidth(scaled(196))};
}

int PhaseCard::heightForWidth(int width) const
{
    if (m_plain)
        return titleRect(width).bottom() + space::medium - 2;
    const int bar = m_state.current ? space::medium : 0;
    return titleRect(width).bottom() + space::tiny + QFontMetrics(fontOf(Type::Small)).height() + bar + space::medium
           - 2;
}

void PhaseCard::paintEvent(QPaintEvent *)
{
    const auto &c = coloursOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool ring = m_state.shown || hasFocus();
    painter.setPen(QPen(ring ? c.accent : c.line, ring ? 2 : 1));
    painter.setBrush(underMouse() && !m_state.shown ? c.background : c.surface);
    const qreal inset = ring ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), radius::card, radius::card);

    const QRect title = titleRect(width());
    painter.setFont(titleFont());
    painter.setPen(c.muted);
    painter.drawText(QRect(space::medium, title.top(), scaled(14), title.height()), Qt::AlignLeft | Qt::AlignTop,
                     QString::number(m_state.number));
    painter.setPen(m_state.current || m_state.shown ? c.ink : c.muted);
    painter.drawText(title, Qt::TextWordWrap, m_state.title);
    if (m_state.spent) {
        painter.setPen(c.ink);
        const int size = painter.fontMetrics().capHeight();
        paintMark(painter, QRectF(width() - space::medium - size, title.top() + space::tiny, size, size), Mark::Check);
    }
    if (m_plain)
        return;
    painter.setFont(fontOf(Type::Small));
    painter.setPen(m_state.over ? c.drift : c.muted);
    const QRect line(space::medium, title.bottom() + space::tiny, width() - 2 * space::medium,
                     painter.fontMetrics().height());
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, m_state.time);
    if (!m_state.current)
        return;
    QRectF bar(space::medium, line.bottom() + space::tiny + 2, width() - 2 * space::medium, 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.line);
    painter.drawRoundedRect(bar, 3, 3);
    bar.setWidth(std::max(6.0, bar.width() * m_state.share));
    painter.setBrush(m_state.over ? c.drift : c.accent);
    painter.drawRoundedRect(bar, 3, 3);
}

AgendaColumn::AgendaColumn(QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::small);
}

void AgendaColumn::show(const Agenda &agenda, std::optional<Phase> shown, const QDateTime &now)
{
    const auto states = phaseStates(agenda, shown, now);
    while (m_cards.size() < states.size()) {
        auto *card = new PhaseCard;
        card->setPlain(m_plain);
        card->setObjectName(u"phase%1"_s.arg(m_cards.size() + 1));
        connect(card, &QAbstractButton::clicked, this, [this, card] { Q_EMIT phaseWanted(card->state().phase); });
        m_column->addWidget(card);
        m_cards << card;
    }
    for (qsizetype i = 0; i < states.size(); ++i)
        m_cards[i]->setState(states[i]);
}

void AgendaColumn::setPlain(bool plain)
{
    m_plain = plain;
    for (auto *card : m_cards)
        card->setPlain(plain);
}

}
