#include "audit_support.h"

namespace muster::cli {

using namespace Qt::StringLiterals;

static Outcome runAuditDiscard(Context &context)
{
    return withAudit(context, [&](AuditRoom &room) -> Outcome {
        if (const auto done = room.service.discard(room.audit.id); !done)
            return tl::unexpected(done.error());
        if (!context.out().wantsJson())
            context.out().line(u"Audit %1 was given up; nothing of it is recorded."_s.arg(room.audit.number));
        return Exit::Fine;
    });
}

Command auditDiscard()
{
    return {
        "audit", "discard", "Give an open audit up; nothing of it is recorded", runAuditDiscard, {auditParameter()}};
}

}
