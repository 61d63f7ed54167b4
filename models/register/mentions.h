#pragma once

#include "register/store.h"

#include <QHash>

namespace muster::registry {

/// Refuses where open audits, or the lists in what closed ones left, name one of many things that are to be withdrawn;
/// says which and where. `names`: how people call each, by identifier. Reads each table once, however many there are.
/// References of rows are the database's own to refuse. Errors: Refused, what the database says.
Result<void> mustBeUnmentioned(Store &store, const QHash<QString, QString> &names);

}
