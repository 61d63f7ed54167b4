#include "entity_commands.h"
#include "register/inventory_services.h"

namespace muster::cli {

using registry::DrillService;

Command drillAdd()
{
    return addCommand<DrillService>("Record a drill: a stop rule exercised",
                                    {Parameter::one("DELEGATION", "what was stopped")},
                                    "worked=yes|no, minutes=N, by=PERSON; heldOn=DATE where it wasn't today.");
}

Command drillList()
{
    return listCommand<DrillService>("List drills");
}
Command drillShow()
{
    return showCommand<DrillService>("Show a drill");
}
Command drillSet()
{
    return setCommand<DrillService>("Put a drill's record right");
}

}
