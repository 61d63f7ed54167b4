#include "domain/entities.h"

#include "domain/evidence_entities.h"

namespace muster {

const std::vector<const Entity *> &allEntities()
{
    static const std::vector<const Entity *> all{
        &entityOf<RegisterInfo>(),   &entityOf<Person>(),    &entityOf<Delegation>(), &entityOf<Definition>(),
        &entityOf<Source>(),         &entityOf<StopRule>(),  &entityOf<Drill>(),      &entityOf<Credential>(),
        &entityOf<Series>(),         &entityOf<Audit>(),     &entityOf<Finding>(),    &entityOf<Amendment>(),
        &entityOf<Decision>(),       &entityOf<OwnColumn>(), &entityOf<Import>(),     &entityOf<Restoration>(),
        &entityOf<EvidenceImport>(), &entityOf<Alias>(),     &entityOf<Model>()};
    return all;
}

const Entity *entityNamed(std::string_view noun)
{
    for (const auto *entity : allEntities()) {
        if (entity->noun == noun)
            return entity;
    }
    return nullptr;
}

}
