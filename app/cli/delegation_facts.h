#pragma once

#include "entity_json.h"
#include "register/delegation_list.h"
#include "register/inventory_services.h"

namespace muster::cli {

/// The rows of one entity that hang on a delegation, under the key that JSON gives them.
struct HangingThings
{
    std::string key;
    const Entity *entity;
    QList<Row> rows;
};

/// All that `delegation show` tells.
struct DelegationFacts
{
    Row row;
    std::vector<Flag> flags;
    std::optional<TrustedUntil> trusted;
    std::vector<HangingThings> things;
    QList<registry::DelegationService::HistoryItem> history;
};

/// Reads it; what ended is left out. Errors: NotFound, and what the database says.
Result<DelegationFacts> readFacts(registry::Store &store, const DelegationId &id);

}
