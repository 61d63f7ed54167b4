#pragma once

#include "exchange/delegation_import.h"

namespace muster::exchange {

/// Writes what could not be taken as CSV with the columns Row, Column and Reason, for whoever mends the file. Replaces
/// the file only when all of it is written. `source`: the table they are of, which is not overwritten. Errors: Refused, see
/// registry::mayBeReplaced(), Io or DiskFull.
Result<void> saveProblems(const QString &path, const QList<ImportProblem> &problems, const QString &source = {});

}
