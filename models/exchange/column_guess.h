#pragma once

#include "domain/entities.h"
#include "exchange/column_mapping.h"

namespace muster::exchange {

/// Maps each field to the column whose header is exactly its name, as `delegation export` writes them; where there are
/// `id` and `externalId` too, as an export has them, `id` is the key. Nothing is guessed: for scripts. `own` are the
/// register's own columns, which go by their titles.
ColumnMapping exactMapping(const QStringList &headers, const QList<OwnColumn> &own = {});

/// Proposes a mapping to a person, who looks at it: fields' names and what spreadsheets commonly call them, upper and
/// lower case and punctuation aside; no field and no column twice. Never guesses the category, which people decide,
/// nor spend, whose unit a header doesn't tell. An export of Muster's own comes back as it is, see exactMapping().
ColumnMapping guessMapping(const QStringList &headers, const QList<OwnColumn> &own = {});

}
