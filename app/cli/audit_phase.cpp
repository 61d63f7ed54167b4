#include "audit_support.h"

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

using Move = std::function<Result<void>(Agenda &, const QDateTime &)>;

Result<Move> moveFrom(const QString &text)
{
    const QList<std::pair<QString, Result<void> (Agenda::*)(const QDateTime &)>> moves = {
        {u"start"_s, &Agenda::start}, {u"next"_s, &Agenda::next},     {u"previous"_s, &Agenda::previous},
        {u"pause"_s, &Agenda::pause}, {u"resume"_s, &Agenda::resume},
    };
    for (const auto &[name, member] : moves) {
        if (text.compare(name, Qt::CaseInsensitive) == 0)
            return Move([member = member](Agenda &agenda, const QDateTime &now) { return (agenda.*member)(now); });
    }
    if (const auto phase = fromWord<Phase>(text))
        return Move([phase](Agenda &agenda, const QDateTime &now) { return agenda.enter(*phase, now); });
    return failure(ErrorCode::InvalidInput,
                   u"PHASE takes start, next, previous, pause, resume, or one of data-walk, checks, "
                   "re-classify, decisions, close; not \"%1\"."_s.arg(text.left(40)));
}

Outcome runAuditPhase(Context &context)
{
    const auto move = moveFrom(context.text("PHASE"));
    if (!move)
        return tl::unexpected(move.error());
    return withAudit(context, [&](AuditRoom &room) -> Outcome {
        if (const auto moved = room.service.moveAgenda(room.audit.id, *move); !moved)
            return tl::unexpected(moved.error());
        const auto audit = room.service.get(room.audit.id);
        if (!audit)
            return tl::unexpected(audit.error());
        const auto phase = audit->agenda.currentPhase();
        const QString name = phase ? word(*phase) : QString();
        if (context.out().wantsJson())
            context.out().json({{"phase", jsonOrNull(name)}, {"paused", audit->agenda.isPaused()}});
        else
            context.out().line(audit->agenda.isPaused() ? u"%1, paused"_s.arg(name) : name);
        return Exit::Fine;
    });
}

}

Command auditPhase()
{
    return {"audit",
            "phase",
            "Move through the agenda; its time runs on until 'pause', and a pause lasts until 'resume'",
            runAuditPhase,
            {auditParameter(), Parameter::one("PHASE", "start, next, previous, pause, resume, or a phase's name")}};
}

}
