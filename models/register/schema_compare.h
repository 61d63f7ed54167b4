#pragma once

#include "register/database.h"

#include <QSet>

namespace muster::registry {

/// Compares what a register is made of (tables, indexes, triggers, views) with what a fresh one is made of, and adds a
/// sentence for each difference, none beyond `limit` sentences. What SQLite and its search index keep for themselves is
/// left out. Returns the names of tables that are missing or made otherwise. Errors: what the database says.
Result<QSet<QString>> compareSchema(Database &kept, Database &fresh, qsizetype limit, QStringList &problems);

}
