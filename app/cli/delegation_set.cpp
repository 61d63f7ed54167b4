#include "entity_commands.h"
#include "register/inventory_services.h"

namespace muster::cli {

Command delegationSet()
{
    auto command = setCommand<registry::DelegationService>("Change fields of a delegation");
    command.parameters[2].required = true;
    return command;
}

}
