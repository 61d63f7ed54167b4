#pragma once

#include "register/store.h"

namespace muster::items {

/// A person as an audit's room shows them.
struct RoomPerson
{
    PersonId id;
    QString name;
    bool active = true;

    bool operator==(const RoomPerson &) const = default;
};

/// Everyone of the register, by name. Errors: what the database says.
Result<QList<RoomPerson>> readRoomPeople(registry::Store &store);

}
