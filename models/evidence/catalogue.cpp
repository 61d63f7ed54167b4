#include "evidence/catalogue.h"

#include <algorithm>

namespace muster::evidence {

namespace {

template <typename Holds>
const CatalogueModel *firstOf(const std::vector<CatalogueModel> &catalogue, Holds holds)
{
    const auto found = std::ranges::find_if(catalogue, holds);
    return found == catalogue.end() ? nullptr : &*found;
}

}

const CatalogueModel *catalogueModel(const Market &market, const QString &name)
{
    if (name.isEmpty())
        return nullptr;
    return firstOf(market.catalogue,
                   [&name](const auto &model) { return model.name.compare(name, Qt::CaseInsensitive) == 0; });
}

const CatalogueModel *modelForTier(const Market &market, const QString &tier)
{
    return firstOf(market.catalogue, [&tier](const auto &model) { return model.standsForTier && model.tier == tier; });
}

}
