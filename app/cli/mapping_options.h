#pragma once

#include "context.h"
#include "exchange/column_mapping.h"

namespace muster::cli {

/// The mapping of --mapping, with what --map, --value, --default, --encoding and --delimiter say put over it. Errors: those of ColumnMapping.
Result<exchange::ColumnMapping> mappingFromOptions(const Context &context);

}
