#include "audit_support.h"

namespace muster::cli {

using namespace Qt::StringLiterals;

static Outcome runDecisionMove(Context &context)
{
    const auto due = context.date("due");
    if (!due)
        return tl::unexpected(due.error());
    return changeDecision(context, u"Moved to %1."_s.arg(dateText(*due)), [&](auto &decisions, const DecisionId &id) {
        return decisions.move(id, due->value_or(QDate()), context.text("why"));
    });
}

Command decisionMove()
{
    return {"decision",
            "move",
            "Give a decision another due date",
            runDecisionMove,
            {decisionParameter(), Parameter::option("due", "DATE", "the new date").must(),
             Parameter::option("why", "TEXT", "the reason").must()}};
}

}
