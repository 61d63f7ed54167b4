#include "evidence/audit_draw.h"

#include "audit_support.h"

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 usualDraw = 3, largestDraw = 100;

nlohmann::ordered_json laidOutJson(const evidence::LaidOut &laidOut)
{
    auto samples = nlohmann::ordered_json::array();
    for (const auto &sample : laidOut.samples)
        samples.push_back({{"id", utf8(sample.id)},
                           {"reference", utf8(sample.reference)},
                           {"date", cli::jsonOf(std::optional(sample.date))}});
    return {{"count", laidOut.drawing.count},
            {"of", laidOut.drawing.of},
            {"seed", laidOut.drawing.seed},
            {"from", cli::jsonOf(laidOut.from)},
            {"samples", std::move(samples)}};
}

void printLaidOut(Output &out, const evidence::LaidOut &laidOut)
{
    out.line(registry::drawingText(laidOut.drawing)
             + (laidOut.from ? u", from those since %1:"_s.arg(laidOut.from->toString(Qt::ISODate)) : u":"_s));
    QList<QStringList> rows;
    for (const auto &sample : laidOut.samples)
        rows << QStringList{sample.date.toString(Qt::ISODate), sample.reference, sample.id};
    out.table({u"date"_s, u"reference"_s, u"sample"_s}, rows);
}

Outcome runAuditDraw(Context &context)
{
    const auto count = context.number("count"), seed = context.number("seed");
    if (!count || !seed)
        return tl::unexpected(!count ? count.error() : seed.error());
    const qint64 wanted = count->value_or(usualDraw);
    if (wanted < 1 || wanted > largestDraw)
        return failure(ErrorCode::InvalidInput, u"--count takes a number from 1 to %1."_s.arg(largestDraw));
    return withAudit(context, [&](AuditRoom &room) -> Outcome {
        const auto item = room.delegation();
        if (!item)
            return tl::unexpected(item.error());
        const auto laidOut = evidence::layOutDrawn(room.store, room.audit.id, (*item)->id, wanted, *seed);
        if (!laidOut)
            return tl::unexpected(laidOut.error());
        if (context.out().wantsJson())
            context.out().json(laidOutJson(*laidOut));
        else
            printLaidOut(context.out(), *laidOut);
        return Exit::Fine;
    });
}

}

Command auditDraw()
{
    return {"audit",
            "draw",
            "Draw outputs of a delegation at random and lay them out as samples",
            runAuditDraw,
            {auditParameter(), delegationParameter(), Parameter::option("count", "N", "how many; otherwise 3"),
             Parameter::option("seed", "N", "draw as that seed does; otherwise a new one")},
            "A second draw goes on where the first ended, with its seed."};
}

}
