#pragma once

#include "register/store.h"

namespace muster::registry {

/// Refuses where others still refer to a thing that is to be withdrawn, and names them: rows, lists of closed audits,
/// and open audits. Reads a table once a call; for single things, not for thousands. Errors: Refused, what the database says.
Result<void> mustBeUnreferred(Store &store, const Entity &entity, const Row &row);

}
