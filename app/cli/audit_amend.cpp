#include "audit_support.h"
#include "register/inventory_services.h"
#include "register/log.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using registry::Store;

namespace {

Result<void> readFinding(Context &context, Store &store, Amendment &amendment)
{
    const auto check = context.word<Check>("check");
    if (!check)
        return tl::unexpected(check.error());
    const auto verdict = context.word<Verdict>("verdict");
    if (!verdict)
        return tl::unexpected(verdict.error());
    const auto delegation = context.named<DelegationId>("delegation", entityOf<Delegation>());
    if (!delegation)
        return tl::unexpected(delegation.error());
    if ((*check && !*delegation) || (*verdict && !*check))
        return failure(ErrorCode::Usage,
                       u"--check needs --delegation, and --verdict needs --check: say which finding is meant."_s);
    amendment.delegation = *delegation;
    amendment.verdict = *verdict;
    if (!*check)
        return {};
    const auto finding = registry::findingOf(store, amendment.audit, **delegation, **check);
    if (!finding)
        return tl::unexpected(finding.error());
    amendment.finding = *finding;
    return {};
}

Outcome runAuditAmend(Context &context)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    registry::AuditService service(**store);
    const auto audit = service.findClosed(context.text("N"));
    if (!audit)
        return tl::unexpected(audit.error());
    Amendment amendment;
    amendment.audit = *audit;
    amendment.amendedOn = (*store)->today();
    amendment.why = context.text("why");
    if (context.has("note"))
        amendment.note = context.text("note");
    if (const auto read = readFinding(context, **store, amendment); !read)
        return tl::unexpected(read.error());
    if (const auto done = service.amend(amendment); !done)
        return tl::unexpected(done.error());
    if (!context.out().wantsJson())
        context.out().line(u"Amended; what was closed stands beside it."_s);
    return Exit::Fine;
}

}

Command auditAmend()
{
    return {"audit",
            "amend",
            "Add a further word to a closed audit",
            runAuditAmend,
            {Parameter::one("N", "the closed audit, by number or identifier"),
             Parameter::option("why", "TEXT", "the reason").must(),
             Parameter::option("delegation", "D", "the delegation it concerns"),
             Parameter::option("check", "C", "the check whose finding is amended"),
             Parameter::option("verdict", "V", "what the verdict should have been"),
             Parameter::option("note", "TEXT", "what is added")}};
}

}
