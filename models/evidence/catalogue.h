#pragma once

#include "evidence/facts.h"

namespace muster::evidence {

/// The model of that name in the catalogue, upper and lower case aside; nullptr where there is none, and for no name.
const CatalogueModel *catalogueModel(const Market &market, const QString &name);

/// The model by which a tier's price is reckoned; nullptr where the catalogue marks none.
const CatalogueModel *modelForTier(const Market &market, const QString &tier);

}
