#include "audit_support.h"

namespace muster::cli {

static Outcome runAuditReach(Context &context)
{
    const auto seconds = context.number("seconds");
    if (!seconds)
        return tl::unexpected(seconds.error());
    return withAudit(context, [&](AuditRoom &room) -> Outcome {
        const auto delegation = room.delegation();
        if (!delegation)
            return tl::unexpected(delegation.error());
        const auto person = room.person(context.text("person"));
        if (!person)
            return tl::unexpected(person.error());
        const auto done = room.service.setReach(room.audit.id, (*delegation)->id, {*person, seconds->value_or(0)});
        return done ? Outcome(Exit::Fine) : tl::unexpected(done.error());
    });
}

Command auditReach()
{
    return {"audit",
            "reach",
            "Record how long who pulls the plug took to answer; this is no drill",
            runAuditReach,
            {auditParameter(), delegationParameter(), Parameter::option("person", "P", "who was called").must(),
             Parameter::option("seconds", "S", "until the answer").must()}};
}

}
