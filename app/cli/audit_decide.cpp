#include "audit_support.h"

namespace muster::cli {

using registry::OpenDecision;

namespace {

Result<OpenDecision> readDecision(const AuditRoom &room)
{
    const auto &context = room.context;
    OpenDecision decision;
    const auto kind = wordArgument<DecisionKind>(context, "KIND");
    if (!kind)
        return tl::unexpected(kind.error());
    decision.kind = *kind;
    const auto checks = checksFrom(context.text("CHECK"));
    if (!checks)
        return tl::unexpected(checks.error());
    decision.checks = *checks;
    const auto owner = room.person(context.text("owner"));
    if (!owner)
        return tl::unexpected(owner.error());
    decision.owner = *owner;
    const auto due = context.date("due");
    if (!due)
        return tl::unexpected(due.error());
    decision.due = due->value_or(QDate());
    const auto deciders = peopleFrom(room.store, context.texts("by"));
    if (!deciders)
        return tl::unexpected(deciders.error());
    decision.decidedBy = *deciders;
    decision.to = context.text("to");
    decision.why = context.text("why");
    decision.done = context.has("done");
    return decision;
}

Outcome runAuditDecide(Context &context)
{
    return withAudit(context, [&](AuditRoom &room) -> Outcome {
        const auto delegation = room.delegation();
        if (!delegation)
            return tl::unexpected(delegation.error());
        const auto decision = readDecision(room);
        if (!decision)
            return tl::unexpected(decision.error());
        const auto kept = room.service.addDecision(room.audit.id, (*delegation)->id, *decision);
        if (!kept)
            return tl::unexpected(kept.error());
        printMade(context.out(), kept->id.text(), kept->number);
        return Exit::Fine;
    });
}

}

Command auditDecide()
{
    return {
        "audit",
        "decide",
        "Add a decision that answers one or more findings",
        runAuditDecide,
        {auditParameter(), delegationParameter(), Parameter::one("CHECK", "the checks it answers, separated by commas"),
         Parameter::one(
             "KIND", "category, tier, definition, stop-rule, review, promote, retire, source, owner, pause or accept"),
         Parameter::option("to", "VALUE", "the new category, tier or owner, or what exactly is to be done"),
         Parameter::option("owner", "P", "who sees to it").must(),
         Parameter::option("due", "DATE", "by when; for accept, its end").must(),
         Parameter::option("why", "TEXT", "the reason").must(),
         Parameter::repeated("by", "P", "who decided; the participants unless told"),
         Parameter::flag("done", "it is done here and now")}};
}

}
