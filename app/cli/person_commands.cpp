#include "entity_commands.h"
#include "register/inventory_services.h"

namespace muster::cli {

using registry::PersonService;

Command personAdd()
{
    return addCommand<PersonService>("Add a person",
                                     {Parameter::one("NAME", "the person's name"),
                                      Parameter::option("email", "E", "an address; tells two of the same name apart")});
}

Command personList()
{
    return listCommand<PersonService>("List people, those who left too");
}
Command personShow()
{
    return showCommand<PersonService>("Show a person");
}
Command personSet()
{
    return setCommand<PersonService>("Change a person's name or address");
}

}
