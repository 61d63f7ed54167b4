#pragma once

#include "domain/error.h"

namespace muster::registry {

/// Refuses to write over what must not be lost, whatever name or link leads there: a register or any other SQLite
/// database, its journal, and `source`, the file that is being read. Error: Refused.
Result<void> mayBeReplaced(const QString &target, const QString &source = {});

}
