#include "ledger/canonical.h"
#include "register/audit_draft.h"
#include "register/audit_service.h"

#include <algorithm>

/// What the checks of an open audit rest on: samples, typed or drawn, and the figures that were shown.
namespace muster::registry {

using namespace Qt::StringLiterals;

Result<Sample> AuditService::judgedSample(Sample sample)
{
    const auto reference = draft::cleanNote(sample.reference, u"reference"_s);
    if (!reference)
        return tl::unexpected(reference.error());
    if (sample.date > m_store.today())
        return failure(ErrorCode::InvalidInput,
                       u"The sample's date %1 is in the future."_s.arg(sample.date.toString(Qt::ISODate)));
    sample.reference = *reference;
    if (sample.id.isEmpty())
        sample.id = newUuid(m_store.random());
    return sample;
}

Result<QString> AuditService::addSample(const AuditId &id, const DelegationId &delegation, Sample sample)
{
    if (const auto audit = mustHold(id, delegation); !audit)
        return tl::unexpected(audit.error());
    const auto judged = judgedSample(std::move(sample));
    if (!judged)
        return tl::unexpected(judged.error());
    const auto done = draft::inDrafts(m_store, [&] {
        return put(id, delegation.text(), word(Check::Output), draft::samplePrefix + judged->id,
                   draft::toJson(*judged));
    });
    return done ? Result<QString>(judged->id) : tl::unexpected(done.error());
}

Result<void> AuditService::removeSample(const AuditId &id, const DelegationId &delegation, const QString &sample)
{
    return erase(id, delegation.text(), word(Check::Output), draft::samplePrefix + sample);
}

Result<void> AuditService::addDrawn(const AuditId &id, const DelegationId &delegation, const QList<Sample> &samples,
                                    const Drawing &drawing, const std::optional<Drawing> &upon)
{
    return draft::inDrafts(m_store, [&]() -> Result<void> {
        const auto audit = mustHold(id, delegation);
        if (!audit)
            return tl::unexpected(audit.error());
        if (audit->find(delegation)->drawing != upon)
            return failure(ErrorCode::Refused,
                           u"Somebody else has drawn outputs here meanwhile; look at the samples and draw again."_s);
        for (const auto &sample : samples) {
            const auto judged = judgedSample(sample);
            if (!judged)
                return tl::unexpected(judged.error());
            if (const auto done = put(id, delegation.text(), word(Check::Output), draft::samplePrefix + judged->id,
                                      draft::toJson(*judged));
                !done)
                return done;
        }
        return put(id, delegation.text(), word(Check::Output), draft::drawing, draft::toJson(drawing));
    });
}

QString drawingText(const Drawing &drawing)
{
    return u"%1 of %2, drawn with the seed %3"_s.arg(drawing.count)
        .arg(drawing.of == 1 ? u"1 output"_s : u"%1 outputs"_s.arg(drawing.of))
        .arg(drawing.seed);
}

namespace {

constexpr std::array everyCheck{Check::Output, Check::Model, Check::Stop, Check::Creep};

Result<void> mustBeList(const QString &text)
{
    if (text.isEmpty())
        return {};
    const auto list = ledger::parseCanonical(text.toStdString());
    return list && list->is_array() ? Result<void>()
                                    : failure(ErrorCode::InvalidInput, u"Figures are kept as a canonical JSON list."_s);
}

}

Result<void> AuditService::keepFigure(const AuditId &id, const DelegationId &delegation, Check check,
                                      const QString &item, const QString &before, const QString &after)
{
    if (before == after)
        return {};
    if (after.isEmpty())
        return clear(id, delegation.text(), word(check), item);
    return mustBeList(after).and_then([&] { return put(id, delegation.text(), word(check), item, after); });
}

Result<void> AuditService::keepFigures(const AuditId &id, const DelegationId &delegation,
                                       const QMap<Check, CheckFigures> &figures)
{
    const auto differs = [&](const OpenDelegation &item) {
        return std::ranges::any_of(everyCheck,
                                   [&](Check check) { return item.figures.value(check) != figures.value(check); });
    };
    const auto known = mustHold(id, delegation);
    if (!known || !differs(*known->find(delegation)))
        return known ? Result<void>() : tl::unexpected(known.error());
    return draft::inDrafts(m_store, [&]() -> Result<void> {
        const auto audit = mustHold(id, delegation);
        if (!audit)
            return tl::unexpected(audit.error());
        const auto &item = *audit->find(delegation);
        for (const Check check : everyCheck) {
            const auto before = item.figures.value(check), after = figures.value(check);
            const auto done =
                keepFigure(id, delegation, check, draft::figures, before.figures, after.figures).and_then([&] {
                    return keepFigure(id, delegation, check, draft::privateFigures, before.privateFigures,
                                      after.privateFigures);
                });
            if (!done)
                return done;
        }
        return {};
    });
}

}
