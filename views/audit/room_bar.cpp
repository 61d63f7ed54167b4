#include "views/audit/room_bar.h"

#include <QHBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;

RoomBar::RoomBar(Type type, QWidget *parent)
    : QWidget(parent),
      m_clock(new Clockface(type)),
      m_meaning(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_pause(button(tr("Pa&use"))),
      m_step(button(tr("&Start the clock"), Look::Primary))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::medium);
    row->addWidget(m_clock);
    row->addWidget(m_meaning);
    row->addWidget(m_pause);
    row->addWidget(m_step);
    m_clock->setObjectName(u"timer"_s);
    m_meaning->setObjectName(u"timerMeaning"_s);
    m_meaning->setWordWrap(false);
    m_pause->setObjectName(u"pause"_s);
    m_step->setObjectName(u"step"_s);
    // Pressed by mouse or mnemonic they leave the focus where the work is.
    m_pause->setFocusPolicy(Qt::TabFocus);
    m_step->setFocusPolicy(Qt::TabFocus);
    connect(m_pause, &QPushButton::clicked, this, [this] { m_paused ? Q_EMIT resumeWanted() : Q_EMIT pauseWanted(); });
    connect(m_step, &QPushButton::clicked, this, &RoomBar::press);
}

void RoomBar::press()
{
    if (m_next != Step::Close || m_changed.hasExpired(meansClose))
        Q_EMIT stepWanted(m_next);
}

void RoomBar::show(const Agenda &agenda, const QDateTime &now)
{
    const bool last = agenda.currentPhase() == phasesOf(agenda.form()).back().phase;
    const Step next = !agenda.isStarted() ? Step::Start : last ? Step::Close : Step::Next;
    if (next != m_next) {
        m_next = next;
        m_changed.start();
        m_step->setText(next == Step::Start  ? tr("&Start the clock")
                        : next == Step::Next ? tr("&Next phase")
                                             : tr("&Close the record"));
    }
    m_pause->setVisible(agenda.isStarted());
    if (m_paused != agenda.isPaused()) {
        m_paused = agenda.isPaused();
        m_pause->setText(m_paused ? tr("Res&ume") : tr("Pa&use"));
    }
    showTime(agenda, now);
}

void RoomBar::showTime(const Agenda &agenda, const QDateTime &now)
{
    const auto phases = phasesOf(agenda.form());
    const Phase phase = agenda.currentPhase().value_or(phases.front().phase);
    const auto over = agenda.overtime(phase, now);
    const auto left = agenda.remaining(phase, now);
    const bool isOver = over >= std::chrono::seconds(1);
    m_clock->setTime(isOver ? u"+"_s + shownTime(over) : shownTime(left), isOver);
    const QString meaning = !agenda.isStarted() ? tr("not started")
                            : isOver            ? tr("over this timebox")
                                                : tr("left in this timebox");
    m_meaning->setText(m_paused ? tr("%1, paused").arg(meaning) : meaning);
    m_clock->setAccessibleName(u"%1 %2"_s.arg(m_clock->time(), m_meaning->text()));
    const auto minutes = [](std::chrono::milliseconds time) {
        return qlonglong((time + std::chrono::seconds(59)) / std::chrono::minutes(1));
    };
    m_brief = !agenda.isStarted() ? tr("open")
              : m_paused          ? tr("paused")
              : isOver            ? tr("+%1 min").arg(minutes(over))
                                  : tr("%1 min").arg(minutes(left));
}

}
