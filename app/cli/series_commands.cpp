#include "entity_commands.h"
#include "register/inventory_services.h"

namespace muster::cli {

using registry::SeriesService;

Command seriesAdd()
{
    return addCommand<SeriesService>("Add a team's standing audit", {Parameter::one("TITLE", "what it is called")},
                                     "owner=PERSON and cadence=monthly|sprint:WEEKS|days:N are needed.");
}

Command seriesList()
{
    return listCommand<SeriesService>("List audit series");
}
Command seriesShow()
{
    return showCommand<SeriesService>("Show an audit series");
}
Command seriesSet()
{
    return setCommand<SeriesService>("Change an audit series");
}

}
