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
    if (const auto done = decisions.markDone(*id, context.text("note")); !done)
        return tl::unexpected(done.error());
    if (!context.out().wantsJson())
        context.out().line(u"Done."_s);
    return Exit::Fine;
}

Command decisionDone()
{
    return {"decision",
            "done",
            "Mark a decision as done; the inventory changes with it",
            run,
            {Parameter::one("ID", "the decision, by number or identifier"),
             Parameter::option("note", "TEXT", "what was done")}};
}

}
