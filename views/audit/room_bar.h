#pragma once

#include "domain/agenda.h"
#include "views/audit/room_parts.h"

#include <QElapsedTimer>

namespace muster::views {

/// The timer with what it means, Pause and Resume, and the way on: for the window's bar, and for the head of the room in
/// room mode.
class RoomBar final : public QWidget
{
    Q_OBJECT

public:
    /// What the way on is, from where the agenda stands.
    enum class Step { Start, Next, Close };

    /// @param type  of the clock's figures
    explicit RoomBar(Type type, QWidget *parent = nullptr);

    /// A press within this time of the button's coming to mean Close meant Next.
    static constexpr int meansClose = 500; ///< milliseconds

    void show(const Agenda &agenda, const QDateTime &now);
    using QWidget::show;
    /// What the timer says: "12:40" and "left in this timebox".
    QString time() const { return m_clock->time(); }
    QString meaning() const { return m_meaning->text(); }
    /// The time without its words and seconds, for the rail: "12 min".
    QString brief() const { return m_brief; }

Q_SIGNALS:
    void pauseWanted();
    void resumeWanted();
    void stepWanted(muster::views::RoomBar::Step step);

private:
    void press();
    void showTime(const Agenda &agenda, const QDateTime &now);

    Clockface *m_clock;
    PlainLabel *m_meaning;
    QPushButton *m_pause;
    QPushButton *m_step;
    Step m_next = Step::Start;
    QElapsedTimer m_changed; ///< since what the way on is differs
    bool m_paused = false;
    QString m_brief;
};

}
