#include "audit_support.h"

namespace muster::cli {

using namespace Qt::StringLiterals;

static Outcome runDecisionDrop(Context &context)
{
    return changeDecision(context, u"Dropped."_s, [&](auto &decisions, const DecisionId &id) {
        return decisions.drop(id, context.text("why"));
    });
}

Command decisionDrop()
{
    return {"decision",
            "drop",
            "Give a decision up",
            runDecisionDrop,
            {decisionParameter(), Parameter::option("why", "TEXT", "the reason").must()}};
}

}
