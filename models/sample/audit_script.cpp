#include "sample/audit_script.h"

#include "register/inventory_services.h"

#include <algorithm>

namespace muster::sample {

using namespace Qt::StringLiterals;
using namespace registry;

void AuditScript::open(const Opening &opening)
{
    AuditRequest request;
    request.form = opening.form;
    request.facilitator = m_script.find<Person>(opening.facilitator);
    request.participants = m_script.people(opening.participants);
    for (const auto *title : opening.delegations)
        request.delegations << m_script.find<Delegation>(title);
    if (opening.series)
        request.series = m_script.find<Series>(opening.series);
    m_script.step([&] { return m_service.open(request).map([this](const AuditId &id) { m_id = id; }); }, 1);
    m_script.step(
        [&] {
            return m_service.moveAgenda(m_id, [](Agenda &agenda, const QDateTime &now) { return agenda.start(now); });
        },
        0);
}

void AuditScript::nextPhase(int afterMinutes)
{
    m_script.pass(afterMinutes);
    m_script.step(
        [&] {
            return m_service.moveAgenda(m_id, [](Agenda &agenda, const QDateTime &now) { return agenda.next(now); });
        },
        0);
}

Result<Sample> AuditScript::sampleFrom(const DelegationId &delegation, const Sampled &sampled)
{
    Sample sample;
    sample.date = dayOf(sampled.date);
    sample.reference = utf16(sampled.reference);
    for (const auto &key : utf16(sampled.criteria).split(u' ', Qt::SkipEmptyParts))
        sample.criteria.insert(key.startsWith(u'!') ? key.mid(1) : key, !key.startsWith(u'!'));
    const auto sources = SourceService(m_script.store()).all();
    if (!sources)
        return tl::unexpected(sources.error());
    for (const auto *seen : sampled.sources) {
        const QString title = utf16(seen).section(u'=', 0, 0), state = utf16(seen).section(u'=', 1);
        const auto known = std::ranges::find_if(
            *sources, [&](const Source &one) { return one.delegation == delegation && one.title == title; });
        const auto word = fromWord<SourceState>(state);
        if (known == sources->end() || !word)
            return failure(ErrorCode::NotFound,
                           u"The sample names a source as \"%1\", which is none."_s.arg(utf16(seen)));
        sample.sources.insert(known->id.text(), *word);
    }
    return sample;
}

void AuditScript::sampled(const char *delegation, std::initializer_list<Sampled> samples)
{
    const auto on = m_script.find<Delegation>(delegation);
    for (const auto &one : samples) {
        m_script.step(
            [&] {
                return sampleFrom(on, one).and_then(
                    [&](const Sample &sample) { return m_service.addSample(m_id, on, sample); });
            },
            0);
    }
}

void AuditScript::found(const char *delegation, std::initializer_list<Found> findings)
{
    const auto on = m_script.find<Delegation>(delegation);
    for (const auto &one : findings)
        m_script.step([&] { return m_service.setFinding(m_id, on, one.check, {one.verdict, utf16(one.note)}); }, 0);
}

void AuditScript::decided(const char *delegation, const Decided &decided)
{
    const auto on = m_script.find<Delegation>(delegation);
    OpenDecision decision;
    decision.kind = decided.kind;
    decision.checks = decided.checks;
    decision.to = utf16(decided.to);
    decision.owner = m_script.find<Person>(decided.owner);
    decision.due = dayOf(decided.due);
    decision.why = utf16(decided.why);
    decision.done = decided.done;
    m_script.step([&] { return m_service.addDecision(m_id, on, decision); }, 0);
}

void AuditScript::drilled(const char *delegation, const char *by, int minutes, bool worked, const char *note)
{
    Drill drill;
    drill.delegation = m_script.find<Delegation>(delegation);
    drill.by = m_script.find<Person>(by);
    drill.minutes = minutes;
    drill.worked = worked;
    drill.note = utf16(note);
    m_script.step([&] { return m_service.addDrill(m_id, drill); }, 0);
}

void AuditScript::reached(const char *delegation, const char *person, int seconds)
{
    const auto on = m_script.find<Delegation>(delegation);
    const Reach reach{m_script.find<Person>(person), seconds};
    m_script.step([&] { return m_service.setReach(m_id, on, reach); }, 0);
}

void AuditScript::followedUp(int decision, FollowUp::Answer answer, const char *why, const char *due)
{
    const auto id = m_script.find<Decision>(QByteArray::number(decision).constData());
    m_script.step([&] { return m_service.setFollowUp(m_id, {id, answer, dayOf(due), utf16(why)}); }, 0);
}

void AuditScript::noted(const char *notes)
{
    m_script.step([&] { return m_service.setNotes(m_id, utf16(notes)); }, 0);
}

void AuditScript::parked(const char *text)
{
    m_script.step([&] { return m_service.setParkingLot(m_id, utf16(text)); }, 0);
}

void AuditScript::close(int afterMinutes)
{
    m_script.pass(afterMinutes);
    m_script.step(
        [&] {
            return m_service.moveAgenda(m_id, [](Agenda &agenda, const QDateTime &now) { return agenda.finish(now); });
        },
        0);
    m_script.step([&] { return m_service.close(m_id); });
}

}
