#pragma once

#include "register/store.h"

namespace muster::registry {

/// A change of one of a delegation's fields.
struct FieldChangeAt
{
    QDate on; ///< in the register's zone
    QString field, before, after;

    bool operator==(const FieldChangeAt &) const = default;
};

/// The changes of these fields by delegation, oldest first; `delegation` empty: of all. Errors: what the database says.
Result<QHash<QString, QList<FieldChangeAt>>> fieldHistory(Store &store, const QStringList &fields,
                                                          const QString &delegation = {});

}
