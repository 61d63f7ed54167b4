#include "entity_commands.h"
#include "register/own_columns.h"

namespace muster::cli {

using registry::ColumnService;

Command columnAdd()
{
    return addCommand<ColumnService>(
        "Add a column of the register's own to the inventory", {Parameter::one("TITLE", "what it is called")},
        "type=text|number|date|choice, and for a choice choices=\"A; B; C\". Then 'delegation set ID TITLE=VALUE'.");
}

Command columnList()
{
    return listCommand<ColumnService>("List the register's own columns");
}
Command columnShow()
{
    return showCommand<ColumnService>("Show a column of the register's own");
}
Command columnSet()
{
    return setCommand<ColumnService>("Change a column: its title, choices or position, or endedOn=DATE to end it");
}

}
