#include "audit_support.h"

namespace muster::cli {

namespace {

using Setter = Result<void> (registry::AuditService::*)(const AuditId &, const QString &);

/// Adds a line to a text of the audit, or takes the text's place with --replace.
Outcome addLine(Context &context, QString registry::OpenAudit::*member, Setter setter)
{
    return withAudit(context, [&](AuditRoom &room) -> Outcome {
        QString text = context.text("TEXT");
        const QString &former = room.audit.*member;
        if (!context.has("replace") && !former.isEmpty())
            text = former + QChar(u'\n') + text;
        const auto done = (room.service.*setter)(room.audit.id, text);
        return done ? Outcome(Exit::Fine) : tl::unexpected(done.error());
    });
}

Outcome runNote(Context &context)
{
    return addLine(context, &registry::OpenAudit::notes, &registry::AuditService::setNotes);
}

Outcome runPark(Context &context)
{
    return addLine(context, &registry::OpenAudit::parkingLot, &registry::AuditService::setParkingLot);
}

std::vector<Parameter> parameters()
{
    return {auditParameter(), Parameter::one("TEXT", "the line to add"),
            Parameter::flag("replace", "put it in place of what is there")};
}

}

Command auditNote()
{
    return {"audit", "note", "Add a line to the audit's notes", runNote, parameters()};
}

Command auditPark()
{
    return {"audit", "park", "Add a line to the parking lot", runPark, parameters()};
}

}
