#pragma once

#include "domain/error.h"
#include "ledger/line_scanner.h"

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace muster::ledger {

/// `value` as canonical JSON (RFC 8785, restricted as docs/record-format.md says): keys in ascending byte order,
/// shortest escapes, no white space. Fails with InvalidInput where the value holds what a line can't: a fraction,
/// an integer beyond 2^53 - 1, a key that is not ASCII, invalid UTF-8, U+0000, or nesting beyond largestDepth.
Result<std::string> canonical(const nlohmann::json &value);

/// Reads `line` only if canonical(parse(line)) == line, so nothing can hide in white space, doubled keys or spelling.
/// Fails with Damaged otherwise.
Result<nlohmann::json> parseCanonical(std::string_view line);

}
