#include "entity_commands.h"
#include "register/inventory_services.h"

namespace muster::cli {

using registry::DelegationService;

Command delegationAdd()
{
    return addCommand<DelegationService>("Add a delegation: a workflow, and what was decided about AI in it",
                                         {Parameter::one("TITLE", "what it is called")},
                                         "What already runs is recorded as it is; what is missing is flagged.");
}

}
