#include "audit_support.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using registry::OpenDelegation;

namespace {

/// Takes back what `name` means among the things of one delegation, and says what it was; nothing where it has no such
/// thing.
std::optional<Result<QString>> withdrawFrom(AuditRoom &room, const OpenDelegation &item, const QString &name)
{
    const auto told = [](const Result<void> &done, const QString &what) {
        return done ? Result<QString>(what) : tl::unexpected(done.error());
    };
    for (const auto &sample : item.samples) {
        if (sample.id == name)
            return told(room.service.removeSample(room.audit.id, item.id, sample.id),
                        u"The sample of %1"_s.arg(sample.date.toString(Qt::ISODate)));
    }
    for (const auto &decision : item.decisions) {
        if (decision.id.text() == name || QString::number(decision.number) == name)
            return told(room.service.removeDecision(room.audit.id, item.id, decision.id),
                        u"Decision %1 (%2)"_s.arg(QString::number(decision.number), word(decision.kind)));
    }
    for (const auto &drill : item.drills) {
        if (drill.id.text() == name)
            return told(room.service.removeDrill(room.audit.id, item.id, drill.id), u"The drill"_s);
    }
    return std::nullopt;
}

Outcome withdraw(AuditRoom &room)
{
    const QString name = room.context.text("ID").trimmed().toLower();
    for (const auto &item : room.audit.delegations) {
        const auto withdrawn = withdrawFrom(room, item, name);
        if (!withdrawn)
            continue;
        if (!*withdrawn)
            return tl::unexpected(withdrawn->error());
        if (!room.context.out().wantsJson())
            room.context.out().line(u"%1 on \"%2\" is taken back."_s.arg(**withdrawn, item.title));
        return Exit::Fine;
    }
    return failure(ErrorCode::NotFound,
                   u"Audit %1 holds no sample, decision or drill \"%2\"; 'audit show %1' lists them."_s.arg(
                       QString::number(room.audit.number), room.context.text("ID").left(80)));
}

Outcome runAuditWithdraw(Context &context)
{
    return withAudit(context, withdraw);
}

}

Command auditWithdraw()
{
    return {"audit",
            "withdraw",
            "Take back a sample, a decision or a drill of an open audit",
            runAuditWithdraw,
            {auditParameter(),
             Parameter::one("ID", "its identifier, as 'audit show' gives it; a decision also by number")}};
}

}
