#include "audit_support.h"

namespace muster::cli {

using namespace Qt::StringLiterals;

static Outcome runDecisionDone(Context &context)
{
    return changeDecision(context, u"Done."_s, [&](auto &decisions, const DecisionId &id) {
        return decisions.markDone(id, context.text("note"));
    });
}

Command decisionDone()
{
    return {"decision",
            "done",
            "Mark a decision as done; the inventory changes with it",
            runDecisionDone,
            {decisionParameter(), Parameter::option("note", "TEXT", "what was done")}};
}

}
