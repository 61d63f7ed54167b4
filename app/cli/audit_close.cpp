#include "audit_support.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using registry::ClosingPreview;

namespace {

nlohmann::ordered_json problemsJson(const std::vector<ClosingProblem> &problems)
{
    auto list = nlohmann::ordered_json::array();
    for (const auto &problem : problems)
        list.push_back({{"code", word(problem.code).toStdString()},
                        {"delegation", problem.delegation.text().toStdString()},
                        {"check", jsonOrNull(problem.check ? word(*problem.check) : QString())},
                        {"sentence", problem.sentence.toStdString()}});
    return list;
}

void printJson(Output &out, const registry::OpenAudit &audit, const ClosingPreview &preview, bool closed)
{
    auto entries = nlohmann::ordered_json::array();
    for (const auto &entry : preview.entries)
        entries.push_back(entry.toStdString());
    out.json({{"id", audit.id.text().toStdString()},
              {"number", audit.number},
              {"closed", closed},
              {"problems", problemsJson(preview.problems)},
              {"warnings", problemsJson(preview.warnings)},
              {"entries", std::move(entries)},
              {"nextSlot", jsonOf(preview.nextSlot)}});
}

void printText(Output &out, const ClosingPreview &preview, const QString &summary)
{
    for (const auto &problem : preview.problems)
        out.line(u"keeps it open: "_s + problem.sentence);
    for (const auto &warning : preview.warnings)
        out.line(u"worth saying: "_s + warning.sentence);
    for (const auto &entry : preview.entries)
        out.line(u"  "_s + entry);
    if (preview.nextSlot)
        out.line(u"Next slot of the series: %1"_s.arg(preview.nextSlot->toString(Qt::ISODate)));
    out.line(summary);
}

Outcome runPreview(Context &context)
{
    return withAudit(context, [&](AuditRoom &room) -> Outcome {
        const auto preview = room.service.previewClosing(room.audit.id);
        if (!preview)
            return tl::unexpected(preview.error());
        if (context.out().wantsJson())
            printJson(context.out(), room.audit, *preview, false);
        else
            printText(context.out(), *preview,
                      preview->problems.empty() ? u"Closing would write %1 entries."_s.arg(preview->entries.size())
                                                : u"Audit %1 can't be closed yet."_s.arg(room.audit.number));
        return Exit::Fine;
    });
}

Outcome runClose(Context &context)
{
    const auto slot = context.date("next-slot");
    if (!slot)
        return tl::unexpected(slot.error());
    return withAudit(context, [&](AuditRoom &room) -> Outcome {
        if (*slot) {
            if (const auto chosen = room.service.setNextSlot(room.audit.id, *slot); !chosen)
                return tl::unexpected(chosen.error());
        }
        const auto closed = room.service.close(room.audit.id);
        if (!closed)
            return tl::unexpected(closed.error());
        if (context.out().wantsJson())
            printJson(context.out(), room.audit, *closed, true);
        else
            printText(context.out(), *closed,
                      u"Audit %1 is closed: %2 entries."_s.arg(room.audit.number).arg(closed->entries.size()));
        return Exit::Fine;
    });
}

}

Command auditPreview()
{
    return {
        "audit", "preview", "Show what closing would write, and what keeps from it", runPreview, {auditParameter()}};
}

Command auditClose()
{
    return {
        "audit",
        "close",
        "Close the audit: everything becomes entries of the record at once",
        runClose,
        {auditParameter(), Parameter::option("next-slot", "DATE", "when the series goes on; proposed unless told")}};
}

}
