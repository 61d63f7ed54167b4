#pragma once

#include "domain/error.h"
#include "register/database.h"

#include <QStringList>

#include <functional>

namespace muster::registry {

/// Holds the stored rows of evidence against the entries that told of them: the rows of each import hash to what its entry
/// says, those of one that was undone are gone, none belong to no import, and the days are what adding up the rows gives.
/// Adds a sentence for each that doesn't hold, none beyond `limit`. `goesOn` is asked between imports. Errors: Cancelled, and
/// what the database says.
Result<void> checkEvidence(Database &database, qsizetype limit, QStringList &problems,
                           const std::function<bool()> &goesOn);

}
