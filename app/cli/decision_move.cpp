#include "audit_support.h"

namespace muster::cli {

using namespace Qt::StringLiterals;

static Outcome run(Context &context)
{
    const auto due = context.date("due");
    if (!due)
        return tl::unexpected(due.error());
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    registry::DecisionService decisions(**store);
    const auto id = decisions.find(context.text("ID"));
    if (!id)
        return tl::unexpected(id.error());
    if (const auto moved = decisions.move(*id, due->value_or(QDate()), context.text("why")); !moved)
        return tl::unexpected(moved.error());
    if (!context.out().wantsJson())
        context.out().line(u"Moved to %1."_s.arg(dateText(*due)));
    return Exit::Fine;
}

Command decisionMove()
{
    return {"decision",
            "move",
            "Give a decision another due date",
            run,
            {Parameter::one("ID", "the decision, by number or identifier"),
             Parameter::option("due", "DATE", "the new date").must(),
             Parameter::option("why", "TEXT", "the reason").must()}};
}

}
