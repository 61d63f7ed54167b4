#include "audit_support.h"

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

Result<bool> yesOrNo(const Context &context, const char *name)
{
    const QString text = context.text(name);
    const bool yes = text.compare("yes"_L1, Qt::CaseInsensitive) == 0;
    if (!yes && text.compare("no"_L1, Qt::CaseInsensitive) != 0)
        return failure(ErrorCode::InvalidInput,
                       u"--%1 takes yes or no, not \"%2\"."_s.arg(QLatin1StringView(name), text.left(40)));
    return yes;
}

Result<Drill> readDrill(const AuditRoom &room, const DelegationId &delegation)
{
    const auto &context = room.context;
    const auto worked = yesOrNo(context, "worked");
    if (!worked)
        return tl::unexpected(worked.error());
    const auto minutes = context.number("minutes");
    if (!minutes)
        return tl::unexpected(minutes.error());
    Drill drill;
    drill.delegation = delegation;
    drill.heldOn = room.store.today();
    drill.audit = room.audit.id;
    drill.worked = *worked;
    drill.minutes = *minutes;
    if (context.has("note"))
        drill.note = context.text("note");
    if (context.has("by")) {
        const auto person = room.person(context.text("by"));
        if (!person)
            return tl::unexpected(person.error());
        drill.by = *person;
    }
    return drill;
}

Outcome runAuditDrill(Context &context)
{
    return withAudit(context, [&](AuditRoom &room) -> Outcome {
        const auto delegation = room.delegation();
        if (!delegation)
            return tl::unexpected(delegation.error());
        const auto drill = readDrill(room, (*delegation)->id);
        if (!drill)
            return tl::unexpected(drill.error());
        const auto id = room.service.addDrill(room.audit.id, *drill);
        if (!id)
            return tl::unexpected(id.error());
        printMade(context.out(), *id);
        return Exit::Fine;
    });
}

}

Command auditDrill()
{
    return {"audit",
            "drill",
            "Record that the stop rule was exercised in the audit",
            runAuditDrill,
            {auditParameter(), delegationParameter(),
             Parameter::option("worked", "yes|no", "whether it could be stopped").must(),
             Parameter::option("by", "P", "who exercised it"), Parameter::option("minutes", "M", "how long it took"),
             Parameter::option("note", "TEXT", "what was seen")}};
}

}
