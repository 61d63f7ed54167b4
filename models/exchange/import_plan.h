#pragma once

#include "domain/entities.h"
#include "exchange/column_mapping.h"

#include <memory>
#include <vector>

namespace muster::exchange {

/// One field of a delegation: which column feeds it and how.
struct Feed
{
    int field = -1;
    int column = -1; ///< -1: only a default
    bool mapsValues = false;
    QString name;                         ///< as the mapping spells it
    std::shared_ptr<const OwnColumn> own; ///< where it is a column of the register's own; `field` is then columnValues
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

/// `columns` are the register's own. Errors: Usage where the mapping names no such field or none for the title, and
/// those of resolve().
Result<ImportPlan> makePlan(const ColumnMapping &mapping, const QStringList &headers, const QList<OwnColumn> &columns);

}
