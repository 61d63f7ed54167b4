#include "audit_support.h"
#include "evidence/audit_figures.h"
#include "reports/render_html.h"
#include "reports/render_markdown.h"
#include "reports/worksheet.h"

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

using Renderer = Result<void> (*)(const reports::Document &, QIODevice &);

Result<Renderer> rendererFrom(const Context &context)
{
    const QString format = context.has("format") ? context.text("format").toLower() : u"md"_s;
    if (format == "md"_L1)
        return &reports::renderMarkdown;
    if (format == "html"_L1)
        return &reports::renderHtml;
    return failure(ErrorCode::InvalidInput, u"--format takes md or html, not \"%1\"."_s.arg(format.left(40)));
}

Outcome runAuditWorksheet(Context &context)
{
    const auto render = rendererFrom(context);
    if (!render)
        return tl::unexpected(render.error());
    const auto pair = context.number("pair");
    if (!pair)
        return tl::unexpected(pair.error());
    return withAudit(context, [&](AuditRoom &room) -> Outcome {
        const auto index = *pair ? std::optional<qsizetype>(**pair - 1) : std::nullopt;
        const auto document = reports::worksheetDocument(room.store, room.audit, index, worksheetHints);
        if (!document)
            return tl::unexpected(document.error());
        const QString path = context.has("output") ? context.text("output") : u"-"_s;
        const auto saved = context.save(path, [&](QIODevice &device) { return (*render)(*document, device); });
        return saved ? Outcome(Exit::Fine) : tl::unexpected(saved.error());
    });
}

}

QStringList worksheetHints(const registry::OpenDelegation &item, Check check)
{
    return evidence::raisedSentences(item, check);
}

Command auditWorksheet()
{
    return {"audit",
            "worksheet",
            "Write what pairs take with them",
            runAuditWorksheet,
            {Parameter::maybe("N", "the open audit; may be left out where only one is open"),
             Parameter::option("pair", "K", "only this pair, counted from 1"),
             Parameter::option("format", "md|html", "md unless told"),
             Parameter::option("output", "FILE", "where to; - or nothing is stdout").shortly('o')}};
}

}
