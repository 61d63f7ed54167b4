#include "delegation_facts.h"

#include "domain/entities.h"

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

Result<void> readStanding(registry::Store &store, const DelegationId &id, DelegationFacts &facts)
{
    const auto standing = registry::standingOf(store, id);
    if (!standing)
        return tl::unexpected(standing.error());
    const auto policy = registry::RuleContext(store).policy();
    if (!policy)
        return tl::unexpected(policy.error());
    facts.flags = flagsOf(*standing, *policy, store.today());
    facts.trusted = trustedUntil(*standing);
    return {};
}

Result<void> readThings(registry::Store &store, const DelegationId &id, DelegationFacts &facts)
{
    facts.things = {{"sources", &entityOf<Source>(), {}},     {"stopRules", &entityOf<StopRule>(), {}},
                    {"drills", &entityOf<Drill>(), {}},       {"credentials", &entityOf<Credential>(), {}},
                    {"decisions", &entityOf<Decision>(), {}}, {"findings", &entityOf<Finding>(), {}}};
    for (auto &[key, entity, rows] : facts.things) {
        const bool mayEnd = key == "sources" || key == "stopRules" || key == "credentials";
        const auto read = registry::rowsWhere(store, *entity,
                                              mayEnd ? u"WHERE delegation = ? AND ended_on IS NULL ORDER BY n"_s
                                                     : u"WHERE delegation = ? ORDER BY n"_s,
                                              {id.text()});
        if (!read)
            return tl::unexpected(read.error());
        rows = *read;
    }
    return {};
}

}

Result<DelegationFacts> readFacts(registry::Store &store, const DelegationId &id)
{
    DelegationFacts facts;
    const auto row = registry::rowById(store, entityOf<Delegation>(), id.text());
    if (!row)
        return tl::unexpected(row.error());
    facts.row = *row;
    if (const auto read = readStanding(store, id, facts); !read)
        return tl::unexpected(read.error());
    if (const auto read = readThings(store, id, facts); !read)
        return tl::unexpected(read.error());
    auto history = registry::DelegationService(store).history(id);
    if (!history)
        return tl::unexpected(history.error());
    facts.history = std::move(*history);
    return facts;
}

}
