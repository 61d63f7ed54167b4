#include "entity_commands.h"
#include "register/inventory_services.h"

namespace muster::cli {

using registry::StopRuleService;

Command stopRuleAdd()
{
    return addCommand<StopRuleService>("Add a delegation's stop rule", {Parameter::one("DELEGATION", "what it stops")},
                                       "trigger=TEXT is needed: what has to happen for somebody to pull the plug.");
}

Command stopRuleList()
{
    return listCommand<StopRuleService>("List stop rules");
}
Command stopRuleShow()
{
    return showCommand<StopRuleService>("Show a stop rule");
}
Command stopRuleSet()
{
    return setCommand<StopRuleService>("Change a stop rule; endedOn=DATE ends it");
}

}
