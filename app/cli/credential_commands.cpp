#include "entity_commands.h"
#include "register/inventory_services.h"

namespace muster::cli {

using registry::CredentialService;

Command credentialAdd()
{
    return addCommand<CredentialService>(
        "Add a credential a delegation holds: what and where, never the secret itself",
        {Parameter::one("DELEGATION", "what holds it"), Parameter::one("TITLE", "what it is")});
}

Command credentialList()
{
    return listCommand<CredentialService>("List credentials");
}
Command credentialShow()
{
    return showCommand<CredentialService>("Show a credential");
}
Command credentialSet()
{
    return setCommand<CredentialService>("Change a credential, for example when it was rotated");
}

}
