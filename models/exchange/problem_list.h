#pragma once

#include "exchange/delegation_import.h"

namespace muster::exchange {

/// Writes what could not be taken as CSV with the columns Row, Column and Reason, for whoever mends the file. Replaces
/// the file only when all of it is written. Errors: Io or DiskFull.
Result<void> saveProblems(const QString &path, const QList<ImportProblem> &problems);

}
