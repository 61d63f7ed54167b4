#include "audit_support.h"

namespace muster::cli {

static Outcome runAuditFind(Context &context)
{
    const auto check = wordArgument<Check>(context, "CHECK");
    if (!check)
        return tl::unexpected(check.error());
    const auto verdict = wordArgument<Verdict>(context, "VERDICT");
    if (!verdict)
        return tl::unexpected(verdict.error());
    return withAudit(context, [&](AuditRoom &room) -> Outcome {
        const auto delegation = room.delegation();
        if (!delegation)
            return tl::unexpected(delegation.error());
        auto finding = (*delegation)->findings.value(*check);
        finding.verdict = *verdict;
        if (context.has("note"))
            finding.note = context.text("note");
        const auto done = room.service.setFinding(room.audit.id, (*delegation)->id, *check, finding);
        return done ? Outcome(Exit::Fine) : tl::unexpected(done.error());
    });
}

Command auditFind()
{
    return {"audit",
            "find",
            "Give a verdict; a later one replaces it until the audit is closed",
            runAuditFind,
            {auditParameter(), delegationParameter(), Parameter::one("CHECK", "output, model, stop or creep"),
             Parameter::one("VERDICT", "pass, drift or fail; not-checked takes it back"),
             Parameter::option("note", "TEXT", "what was seen; stays where it is not given again")}};
}

}
