#include "items/room_person.h"

#include "register/entity_table.h"

#include <algorithm>

namespace muster::items {

Result<QList<RoomPerson>> readRoomPeople(registry::Store &store)
{
    const auto all = registry::allWhere<Person>(store);
    if (!all)
        return tl::unexpected(all.error());
    QList<RoomPerson> people;
    for (const auto &person : *all)
        people.append({person.id, person.name, person.isActive(store.today())});
    std::ranges::sort(people, [](const RoomPerson &a, const RoomPerson &b) {
        const int order = a.name.localeAwareCompare(b.name);
        return order < 0 || (order == 0 && a.id < b.id);
    });
    return people;
}

}
