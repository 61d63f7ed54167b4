#include "audit_view.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using registry::ClosingPreview;

namespace {

nlohmann::ordered_json sentences(const std::vector<ClosingProblem> &problems)
{
    auto list = nlohmann::ordered_json::array();
    for (const auto &problem : problems)
        list.push_back(utf8(problem.sentence));
    return list;
}

Result<void> printFollowUps(AuditRoom &room)
{
    const auto due = room.service.followUpsDue(room.audit.id);
    if (!due)
        return tl::unexpected(due.error());
    auto &out = room.context.out();
    for (const auto &item : *due) {
        const bool answered = std::ranges::any_of(
            room.audit.followUps, [&](const auto &answer) { return answer.decision == item.decision.id; });
        out.line(u"%1 decision %2 of last time: %3, %4, due %5%6"_s.arg(
            answered ? u"answered:"_s : u"to answer:"_s, QString::number(item.decision.number), item.delegationTitle,
            word(item.decision.kind), dateText(item.decision.due), item.overdue ? u", overdue"_s : QString()));
    }
    return {};
}

Outcome printText(AuditRoom &room, const ClosingPreview &preview)
{
    const auto names = peopleNames(room.store);
    if (!names)
        return tl::unexpected(names.error());
    auto &out = room.context.out();
    const auto &audit = room.audit;
    out.line(u"Audit %1, %2, %3 minutes, led by %4"_s.arg(QString::number(audit.number), word(kindOf(audit.form)),
                                                          word(audit.form), names->value(audit.facilitator.text())));
    if (!audit.agenda.isStarted())
        out.line(u"The agenda is not started; 'audit phase %1 start' starts it."_s.arg(audit.number));
    printAgenda(out, audit.agenda, room.store.clock().now());
    out.line();
    printMatrix(out, audit);
    out.line();
    if (const auto printed = printFollowUps(room); !printed)
        return tl::unexpected(printed.error());
    for (const auto &problem : preview.problems)
        out.line(u"keeps it open: "_s + problem.sentence);
    for (const auto &warning : preview.warnings)
        out.line(u"worth saying: "_s + warning.sentence);
    if (preview.problems.empty())
        out.line(u"It may be closed."_s);
    return Exit::Fine;
}

Outcome runAuditStatus(Context &context)
{
    return withAudit(context, [](AuditRoom &room) -> Outcome {
        const auto preview = room.service.previewClosing(room.audit.id);
        if (!preview)
            return tl::unexpected(preview.error());
        if (!room.context.out().wantsJson())
            return printText(room, *preview);
        auto object = openAuditJson(room);
        if (!object)
            return tl::unexpected(object.error());
        (*object)["problems"] = sentences(preview->problems);
        (*object)["warnings"] = sentences(preview->warnings);
        room.context.out().json(*object);
        return Exit::Fine;
    });
}

}

Command auditStatus()
{
    return {"audit",
            "status",
            "Show the agenda, the verdicts so far, and what closing still lacks",
            runAuditStatus,
            {Parameter::maybe("N", "the open audit; may be left out where only one is open")}};
}

}
