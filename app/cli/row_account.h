#pragma once

#include "exchange/delegation_import.h"
#include "output.h"

#include <nlohmann/json.hpp>

namespace muster::cli {

/// `{"rows","accepted","updated","unchanged","refused","problems":[{"row","column","reason"}]}`.
nlohmann::ordered_json jsonOf(const exchange::RowAccount &account);

/// The counts in a line, and the first problems in a line each.
void printAccount(const exchange::RowAccount &account, Output &out);

}
