#include "audit_support.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using registry::FollowUp;

namespace {

/// Nothing where the answer is to be taken back.
Result<std::optional<FollowUp::Answer>> answerFrom(const QString &text)
{
    using Answer = FollowUp::Answer;
    const QList<std::pair<QString, Answer>> answers = {{u"done"_s, Answer::Done},
                                                       {u"not-done"_s, Answer::NotDone},
                                                       {u"moved"_s, Answer::Moved},
                                                       {u"dropped"_s, Answer::Dropped}};
    if (text.compare("none"_L1, Qt::CaseInsensitive) == 0)
        return std::nullopt;
    for (const auto &[name, answer] : answers) {
        if (text.compare(name, Qt::CaseInsensitive) == 0)
            return answer;
    }
    return failure(ErrorCode::InvalidInput,
                   u"ANSWER takes done, not-done, moved, dropped or none, not \"%1\"."_s.arg(text.left(40)));
}

Outcome runAuditFollowUp(Context &context)
{
    const auto answer = answerFrom(context.text("ANSWER"));
    if (!answer)
        return tl::unexpected(answer.error());
    const auto due = context.date("due");
    if (!due)
        return tl::unexpected(due.error());
    return withAudit(context, [&](AuditRoom &room) -> Outcome {
        const auto decision = registry::DecisionService(room.store).find(context.text("DECISION"));
        if (!decision)
            return tl::unexpected(decision.error());
        const auto done = *answer ? room.service.setFollowUp(
                              room.audit.id, {*decision, **answer, due->value_or(QDate()), context.text("why")})
                                  : room.service.withdrawFollowUp(room.audit.id, *decision);
        return done ? Outcome(Exit::Fine) : tl::unexpected(done.error());
    });
}

}

Command auditFollowUp()
{
    return {"audit",
            "follow-up",
            "Say what became of a decision of last time",
            runAuditFollowUp,
            {auditParameter(), Parameter::one("DECISION", "the decision, by number or identifier"),
             Parameter::one("ANSWER", "done, not-done, moved or dropped; none takes it back"),
             Parameter::option("due", "DATE", "the new date, where it is moved"),
             Parameter::option("why", "TEXT", "the reason for moving or dropping it, or a note")}};
}

}
