#include "audit_support.h"

namespace muster::cli {

using namespace Qt::StringLiterals;

static Outcome run(Context &context)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    registry::DecisionService decisions(**store);
    const auto id = decisions.find(context.text("ID"));
    if (!id)
        return tl::unexpected(id.error());
    if (const auto dropped = decisions.drop(*id, context.text("why")); !dropped)
        return tl::unexpected(dropped.error());
    if (!context.out().wantsJson())
        context.out().line(u"Dropped."_s);
    return Exit::Fine;
}

Command decisionDrop()
{
    return {"decision",
            "drop",
            "Give a decision up",
            run,
            {Parameter::one("ID", "the decision, by number or identifier"),
             Parameter::option("why", "TEXT", "the reason").must()}};
}

}
