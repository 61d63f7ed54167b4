#pragma once

#include "register/database.h"
#include "register/projection.h"

namespace muster::registry {

/// Compares one table of a register with the same table as replay gives it, row by row in the table's order, and adds
/// a sentence for each row that is missing, should not be there, or has another value; none beyond `limit` sentences.
/// A row that can't be read because the file is damaged is such a sentence too. Errors: Io, Locked.
Result<void> compareTable(const ProjectedTable &table, Database &kept, Database &replayed, qsizetype limit,
                          QStringList &problems);

}
