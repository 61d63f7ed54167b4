#include "evidence/audit_draw.h"

#include <algorithm>

namespace muster::evidence {

using namespace Qt::StringLiterals;
using namespace muster::registry;

namespace {

/// An output as a sample that nobody has looked at yet. A day to come, as another clock may have written it, is none.
Sample sampleOf(const KnownOutput &output, QDate today)
{
    const bool dated = output.producedOn && *output.producedOn <= today;
    return {{},
            output.reference.isEmpty() ? output.output : output.reference,
            dated ? *output.producedOn : QDate(),
            {},
            {}};
}

/// Those of a draw that are to be laid out. Where the outputs are the ones drawn from before, what was drawn then is passed
/// over, though somebody may have taken it away.
QList<Sample> newSamples(const Draw &draw, const OpenDelegation &item, QDate today)
{
    const qint64 passed = item.drawing && item.drawing->of == draw.of ? item.drawing->count : 0;
    QList<Sample> samples;
    for (qsizetype i = passed; i < draw.outputs.size(); ++i) {
        const auto sample = sampleOf(draw.outputs[i], today);
        if (std::ranges::count(item.samples, sample.reference, &Sample::reference) == 0)
            samples << sample;
    }
    return samples;
}

Result<void> mustGoOn(const OpenDelegation &item, std::optional<qint64> seed)
{
    if (!item.drawing || !seed || *seed == item.drawing->seed)
        return {};
    return failure(ErrorCode::Refused,
                   u"Outputs of “%1” were drawn with the seed %2 in this audit; a further draw goes on "
                   "with that one."_s.arg(item.title.left(80))
                       .arg(item.drawing->seed));
}

}

Result<LaidOut> layOutDrawn(Store &store, const AuditId &audit, const DelegationId &delegation, qsizetype count,
                            std::optional<qint64> seed)
{
    AuditService service(store);
    const auto open = service.get(audit);
    if (!open)
        return tl::unexpected(open.error());
    const auto *item = open->find(delegation);
    if (!item)
        return failure(ErrorCode::NotFound, u"This workflow is not in the scope of audit %1."_s.arg(open->number));
    if (const auto same = mustGoOn(*item, seed); !same)
        return tl::unexpected(same.error());
    const auto &before = item->drawing;
    const auto draw = drawOutputs(store, delegation, count + (before ? before->count : 0),
                                  before ? std::optional(before->seed) : seed);
    if (!draw)
        return tl::unexpected(draw.error());
    auto samples = newSamples(*draw, *item, store.today());
    for (auto &sample : samples)
        sample.id = newUuid(store.random());
    if (samples.isEmpty())
        return failure(ErrorCode::Refused,
                       u"Each of the %1 outputs of “%2” that are known was drawn or is laid out."_s.arg(draw->of).arg(
                           item->title.left(80)));
    const Drawing drawing{draw->outputs.size(), draw->of, draw->seed};
    return service.addDrawn(audit, delegation, samples, drawing, before).map([&] {
        return LaidOut{drawing, draw->from, samples};
    });
}

}
