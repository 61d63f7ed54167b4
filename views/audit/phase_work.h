#pragma once

#include "views/audit/room_parts.h"

namespace muster::views {

/// The work of one phase: what the middle of the room shows while it is on.
class PhaseWork : public QWidget
{
    Q_OBJECT

public:
    explicit PhaseWork(const RoomContext &room, QWidget *parent = nullptr) : QWidget(parent), m_room(room) {}

    /// The phase comes to the front: bring it up to date and put the focus where work begins.
    virtual void activate() = 0;
    /// Something of the audit or of what is known about its workflows differs.
    virtual void refresh() = 0;
    /// Goes to a place within the phase.
    virtual void goTo(const Place &) {}

    const RoomContext &room() const { return m_room; }
    const registry::OpenAudit &audit() const { return m_room.open(); }

Q_SIGNALS:
    /// Something to see to lies in another phase.
    void placeWanted(const muster::views::Place &place);

private:
    RoomContext m_room;
};

}
