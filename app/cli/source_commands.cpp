#include "entity_commands.h"
#include "register/inventory_services.h"

namespace muster::cli {

using registry::SourceService;

Command sourceAdd()
{
    return addCommand<SourceService>(
        "Add a source a delegation draws on",
        {Parameter::one("DELEGATION", "what draws on it"), Parameter::one("TITLE", "what it is")});
}

Command sourceList()
{
    return listCommand<SourceService>("List sources");
}
Command sourceShow()
{
    return showCommand<SourceService>("Show a source");
}
Command sourceSet()
{
    return setCommand<SourceService>("Change a source, for example when it was last verified");
}

}
