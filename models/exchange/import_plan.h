#pragma once

#include "domain/field.h"
#include "exchange/column_mapping.h"

#include <vector>

namespace muster::exchange {

/// One field of a delegation: which column feeds it and how.
struct Feed
{
    int field = -1;
    int column = -1; ///< -1: only a default
    bool mapsValues = false;
};

/// What a mapping comes to with the columns of one file.
struct ImportPlan
{
    std::vector<Feed> feeds;   ///< those of references come last
    std::vector<int> unmapped; ///< columns kept as notes
    int keyColumn = -1;
    int keyField = -1;
    bool keyIsIdentifier = false; ///< the key column holds delegations' own identifiers, as an export does
    QStringList headers;

    bool hasKey() const { return keyField >= 0 || keyIsIdentifier; }

    /// What a column is called in a message: its header, or `#n` where that tells nothing; empty for no column.
    QString columnName(int column) const;
};

/// Errors: Usage where the mapping names no such field or none for the title, and those of resolve().
Result<ImportPlan> makePlan(const ColumnMapping &mapping, const QStringList &headers);

}
