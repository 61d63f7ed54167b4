#include "command.h"
#include "entity_json.h"
#include "evidence/draw.h"
#include "signal_output.h"

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

Outcome runEvidenceSignals(Context &context)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    const auto delegation = context.named<DelegationId>("delegation", entityOf<Delegation>());
    const auto check = context.word<Check>("check");
    const auto on = context.date("on");
    if (!delegation)
        return tl::unexpected(delegation.error());
    if (!check || !on)
        return tl::unexpected(!check ? check.error() : on.error());
    const auto read = evidence::readSignals(**store, {*delegation, *check, *on}, context.progress(u"Reading"_s));
    if (!read)
        return tl::unexpected(read.error());
    context.out().progress({});
    if (!context.out().wantsJson()) {
        printSignals(*read, context.has("all"), context.out());
        return Exit::Fine;
    }
    context.out().json(signalsJson(*read));
    return Exit::Fine;
}

Outcome runEvidenceDraw(Context &context)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    const auto delegation = context.named<DelegationId>("DELEGATION", entityOf<Delegation>());
    const auto count = context.number("count");
    const auto seed = context.number("seed");
    if (!delegation)
        return tl::unexpected(delegation.error());
    if (!count || !seed)
        return tl::unexpected(!count ? count.error() : seed.error());
    const auto draw = evidence::drawOutputs(**store, **delegation, count->value_or(3), *seed);
    if (!draw)
        return tl::unexpected(draw.error());
    if (context.out().wantsJson()) {
        auto outputs = nlohmann::ordered_json::array();
        for (const auto &output : draw->outputs)
            outputs.push_back({{"output", utf8(output.output)},
                               {"reference", jsonOrNull(output.reference)},
                               {"producedOn", cli::jsonOf(output.producedOn)}});
        context.out().json(
            {{"seed", draw->seed}, {"of", draw->of}, {"from", cli::jsonOf(draw->from)}, {"outputs", outputs}});
        return Exit::Fine;
    }
    context.out().line(u"%1 of %2 outputs%3, drawn with the seed %4:"_s.arg(
        QString::number(draw->outputs.size()), QString::number(draw->of),
        draw->from ? u" since %1"_s.arg(draw->from->toString(Qt::ISODate)) : QString(), QString::number(draw->seed)));
    QList<QStringList> lines;
    for (const auto &output : draw->outputs)
        lines << QStringList{output.producedOn ? output.producedOn->toString(Qt::ISODate) : QString(), output.output,
                             output.reference};
    context.out().table({u"produced"_s, u"output"_s, u"reference"_s}, lines);
    return Exit::Fine;
}

}

Command evidenceSignals()
{
    return {"evidence",
            "signals",
            "What the evidence hints at, with its figures",
            runEvidenceSignals,
            {Parameter::option("delegation", "ID", "only of this delegation"),
             Parameter::option("check", "CHECK", "only of this check: output, model, stop or creep"),
             Parameter::option("on", "DATE", "as of this day; otherwise today"),
             Parameter::flag("all", "also those that are quiet, and those without enough data")}};
}

Command evidenceDraw()
{
    return {"evidence",
            "draw",
            "Draw outputs of a delegation at random, to be sampled",
            runEvidenceDraw,
            {Parameter::one("DELEGATION", "an identifier or a title"),
             Parameter::option("count", "N", "how many; otherwise 3"),
             Parameter::option("seed", "N", "draw again as that seed did; otherwise a new one")}};
}

}
