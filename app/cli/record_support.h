#pragma once

#include "audit_support.h"
#include "register/log.h"

namespace muster::cli {

/// The options that narrow the log: --from, --to, --delegation, --verdict, --person.
std::vector<Parameter> logFilterParameters();

/// Reads them. Errors: InvalidInput for dates and words, and those of resolve().
Result<registry::LogFilter> logFilterFrom(Context &context);

/// A row of the log as JSON, under the keys of the log's columns; absent values are null.
nlohmann::ordered_json logRowJson(const registry::LogRow &row);

/// Rows of the log as a table for a terminal.
void printLogRows(Output &out, const QList<registry::LogRow> &rows);

}
