#include "entity_commands.h"
#include "register/decision_service.h"

namespace muster::cli {

Command decisionShow()
{
    return {"decision",
            "show",
            "Show a decision",
            runShow<registry::DecisionService>,
            {Parameter::one("ID", "the decision, by number or identifier")}};
}

}
