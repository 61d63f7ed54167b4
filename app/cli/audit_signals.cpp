#include "audit_support.h"
#include "evidence/audit_figures.h"
#include "signal_output.h"

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

Result<QList<evidence::DelegationSignals>> keepWanted(AuditRoom &room)
{
    auto &context = room.context;
    if (!context.has("DELEGATION"))
        return evidence::keepSignals(room.store, room.audit.id, context.progress(u"Reading"_s));
    const auto item = room.delegation();
    if (!item)
        return tl::unexpected(item.error());
    return evidence::keepSignals(room.store, room.audit.id, (*item)->id).map([&](const QList<evidence::Signal> &list) {
        return QList<evidence::DelegationSignals>{{(*item)->id, (*item)->title, list}};
    });
}

Outcome runAuditSignals(Context &context)
{
    return withAudit(context, [](AuditRoom &room) -> Outcome {
        const auto kept = keepWanted(room);
        if (!kept)
            return tl::unexpected(kept.error());
        auto &out = room.context.out();
        out.progress({});
        if (out.wantsJson())
            out.json(signalsJson(*kept));
        else
            printSignals(*kept, room.context.has("all"), out);
        return Exit::Fine;
    });
}

}

Command auditSignals()
{
    return {"audit",
            "signals",
            "Look at the figures beside the checks anew, and keep them with the audit",
            runAuditSignals,
            {auditParameter(), Parameter::maybe("DELEGATION", "one of the audit's; otherwise all of them"),
             Parameter::flag("all", "also those that are quiet, and those without enough data")},
            "A signal is no verdict. Closing the audit records the figures as they were kept last; 'audit open' keeps\n"
            "those of its day."};
}

}
