#include "entity_commands.h"
#include "register/inventory_services.h"

namespace muster::cli {

using registry::ModelService;

Command modelAdd()
{
    return addCommand<ModelService>(
        "Add a model to the catalogue", {Parameter::one("TITLE", "its name, as usage and prices have it")},
        "tier=TIER says which tier it is of; standsForTier=yes makes it the one by which the "
        "tier's price is reckoned.");
}

Command modelList()
{
    return listCommand<ModelService>("List the catalogue of models");
}
Command modelShow()
{
    return showCommand<ModelService>("Show a model of the catalogue");
}
Command modelSet()
{
    return setCommand<ModelService>("Change a model of the catalogue");
}

}
