#include "items/audit_session.h"

#include "domain/typed_text.h"
#include "evidence/audit_draw.h"
#include "items/when_done.h"

#include <algorithm>

namespace muster::items {

using namespace Qt::StringLiterals;
using registry::AuditService;
using registry::OpenAudit;
using registry::OpenDelegation;
using registry::Store;
using registry::TypedText;

namespace {

OpenDelegation *find(OpenAudit &audit, const DelegationId &delegation)
{
    const auto found = std::ranges::find(audit.delegations, delegation, &OpenDelegation::id);
    return found == audit.delegations.end() ? nullptr : &*found;
}

bool same(const QList<Drill> &a, const QList<Drill> &b)
{
    return std::ranges::equal(a, b, [](const Drill &x, const Drill &y) { return toRow(x) == toRow(y); });
}

bool same(const OpenDelegation &a, const OpenDelegation &b)
{
    return a.id == b.id && a.title == b.title && a.category == b.category && a.pair == b.pair
           && a.selfChecked == b.selfChecked && a.findings == b.findings && a.samples == b.samples
           && a.decisions == b.decisions && a.reach == b.reach && a.checked == b.checked && a.figures == b.figures
           && a.drawing == b.drawing && same(a.drills, b.drills);
}

bool same(const OpenAudit &a, const OpenAudit &b)
{
    return a.number == b.number && a.form == b.form && a.series == b.series && a.facilitator == b.facilitator
           && a.openedAt == b.openedAt && a.agenda == b.agenda && a.participants == b.participants && a.pairs == b.pairs
           && a.followUps == b.followUps && a.notes == b.notes && a.parkingLot == b.parkingLot && a.leavers == b.leavers
           && a.nextSlot == b.nextSlot
           && std::ranges::equal(a.delegations, b.delegations, [](const auto &x, const auto &y) { return same(x, y); });
}

QString placeOf(QStringView what, const DelegationId &delegation, Check check)
{
    return u"%1:%2:%3"_s.arg(what, delegation.text(), word(check));
}

QString followUpPlace(const DecisionId &decision)
{
    return u"follow-up:"_s + decision.text();
}

void put(QList<registry::FollowUp> &all, const registry::FollowUp &answer)
{
    const auto known = std::ranges::find(all, answer.decision, &registry::FollowUp::decision);
    if (known == all.end())
        all << answer;
    else
        *known = answer;
}

}

Result<AuditSession::Reading> AuditSession::readAudit(Store &store, const AuditId &id, bool withPeople)
{
    auto audit = AuditService(store).get(id);
    if (!audit && audit.error().code == ErrorCode::NotFound) {
        const auto closed = registry::byId<Audit>(store, id);
        return closed ? failure(ErrorCode::Refused,
                                tr("Audit %1 was closed in another window; its result is in the list of audits.")
                                    .arg(closed->number))
                      : failure(ErrorCode::NotFound, tr("This audit is not open any more: it was given up."));
    }
    if (!audit)
        return tl::unexpected(audit.error());
    Reading reading{std::move(*audit), {}};
    if (!withPeople)
        return reading;
    return readRoomPeople(store).map([&](const QList<RoomPerson> &people) {
        reading.people = people;
        return reading;
    });
}

AuditSession::AuditSession(registry::OpenRegister::Pointer openRegister, const Clock *clock, const AuditId &id,
                           QObject *parent)
    : QObject(parent), m_register(std::move(openRegister)), m_clock(clock), m_id(id)
{
    const std::pair<QTimer *, int> timers[] = {
        {&m_pause, typingPause}, {&m_longest, longestUnsaved}, {&m_retry, retryPause}};
    for (const auto &[timer, interval] : timers) {
        timer->setSingleShot(true);
        timer->setInterval(interval);
        connect(timer, &QTimer::timeout, this, &AuditSession::flush);
    }
    connect(m_register.get(), &registry::OpenRegister::changed, this, [this](const registry::Changed &changed) {
        m_peopleStale = m_peopleStale || changed.to > changed.from;
        read();
    });
    connect(m_register.get(), &registry::OpenRegister::changedElsewhere, this, [this] {
        m_peopleStale = true;
        read();
    });
    read();
}

AuditSession::~AuditSession()
{
    flush();
}

void AuditSession::read()
{
    if (m_over)
        return;
    m_question.cancel();
    m_question =
        m_register->run([id = m_id, people = m_peopleStale](Store &store) { return readAudit(store, id, people); });
    whenDone(this, m_question, [this](const Result<Reading> &reading) { take(reading); });
}

/// What was read lacks only what was sent after the question, which is all still among the changes: answers come in the
/// order of the questions.
void AuditSession::take(const Result<Reading> &reading)
{
    if (m_over)
        return;
    if (!reading) {
        const auto code = reading.error().code;
        if (code == ErrorCode::NotFound || code == ErrorCode::Refused) {
            end();
            Q_EMIT gone(reading.error());
        } else {
            m_troubled = true;
            Q_EMIT failed(reading.error());
        }
        return;
    }
    OpenAudit next = reading->audit;
    merge(next);
    const bool otherPeople = takePeople(reading->people);
    const bool differs = otherPeople || !m_loaded || !same(next, m_audit);
    m_audit = std::move(next);
    if (!std::exchange(m_loaded, true))
        Q_EMIT loaded();
    if (differs)
        Q_EMIT changed();
    tellSaving();
}

bool AuditSession::takePeople(const std::optional<QList<RoomPerson>> &people)
{
    if (!people)
        return false;
    m_peopleStale = false;
    const bool equal = m_people == *people;
    m_people = *people;
    m_names.clear();
    for (const auto &person : m_people)
        m_names.insert(person.id, person.name);
    return !equal;
}

/// Puts what was changed here into an audit that was read. A text that was taken stays as it was typed, with the space
/// at its end that the register leaves out, until somebody else has changed it.
void AuditSession::merge(OpenAudit &audit)
{
    QStringList lost;
    for (auto it = m_changes.begin(); it != m_changes.end();) {
        auto &change = *it;
        const bool taken = change.state == Change::State::Taken;
        const bool orphan = !change.delegation.isNull() && !audit.find(change.delegation);
        QString *stands = taken && !orphan ? change.text(audit) : nullptr;
        if (stands && *stands == change.kept) {
            *stands = change.typed;
        } else if (taken || orphan) {
            if (!taken && !change.typed.isEmpty()) {
                lost << m_audit.find(change.delegation)->title;
                m_lost << change.typed;
            }
            it = m_changes.erase(it);
            continue;
        } else {
            change.merge(audit);
        }
        ++it;
    }
    if (lost.isEmpty())
        return;
    m_troubled = false;
    lost.removeDuplicates();
    Q_EMIT failed({ErrorCode::Conflict,
                   tr("“%1” was taken out of this audit in another window; what you typed about it is not saved.")
                       .arg(lost.join(u"”, “"_s))});
}

QString AuditSession::nameOf(const PersonId &person) const
{
    return m_names.value(person);
}

QString AuditSession::pairName(int pair) const
{
    const auto firstName = [](const QString &name) { return name.section(u' ', 0, 0, QString::SectionSkipEmpty); };
    QHash<QString, int> shared;
    for (const auto &person : m_audit.participants)
        ++shared[firstName(nameOf(person))];
    QStringList names;
    for (const auto &person : m_audit.pairs.value(pair)) {
        const QString name = nameOf(person), first = firstName(name);
        names << (shared.value(first) > 1 ? name : first);
    }
    return names.join(u" + "_s);
}

void AuditSession::move(Move move)
{
    const auto at = now();
    switch (move) {
    case Move::Start: queueStep([at](Agenda &agenda) { return agenda.start(at); }); return;
    case Move::Pause: queueStep([at](Agenda &agenda) { return agenda.pause(at); }); return;
    case Move::Resume: queueStep([at](Agenda &agenda) { return agenda.resume(at); }); return;
    case Move::Next:
    case Move::Previous: break;
    }
    // Sent as the phase it leads to: two windows that both go on must not skip one.
    Agenda moved = m_audit.agenda;
    const auto done = move == Move::Next ? moved.next(at) : moved.previous(at);
    if (done)
        enter(*moved.currentPhase());
    else
        Q_EMIT failed(done.error());
}

void AuditSession::enter(Phase phase)
{
    queueStep([phase, at = now()](Agenda &agenda) { return agenda.enter(phase, at); });
}

/// Moves the agenda here and sends the move. One that waits for a full disk goes ahead of it.
void AuditSession::queueStep(Step step)
{
    if (!m_loaded || m_over)
        return;
    Agenda moved = m_audit.agenda;
    if (const auto done = step(moved); !done) {
        Q_EMIT failed(done.error());
        return;
    }
    const Job job = [id = m_id, step](AuditService &service) {
        return service.moveAgenda(id, [&](Agenda &agenda, const QDateTime &) { return step(agenda); });
    };
    Change change{job, [step](OpenAudit &audit) { (void)step(audit.agenda); }, {}, {}};
    if (const auto before = m_changes.constFind(agendaPlace); before != m_changes.cend()) {
        change.merge = [first = before->merge, then = change.merge](OpenAudit &audit) {
            first(audit);
            then(audit);
        };
        if (before->state != Change::State::UnderWay)
            change.job = [first = before->job, job](AuditService &service) -> Result<void> {
                const auto done = first(service);
                return !done && mayPass(done.error()) ? done : job(service);
            };
    }
    queue(agendaPlace, std::move(change));
    flush();
}

void AuditSession::setVerdict(const DelegationId &delegation, Check check, Verdict verdict)
{
    const Job job = [=, id = m_id](AuditService &service) {
        return service.setVerdict(id, delegation, check, verdict);
    };
    const auto merge = [=](OpenAudit &audit) {
        if (auto *item = find(audit, delegation))
            item->findings[check].verdict = verdict;
    };
    queue(placeOf(u"verdict", delegation, check), {job, merge, {}, {}, delegation});
    flush();
}

void AuditSession::setNote(const DelegationId &delegation, Check check, const QString &note)
{
    const auto text = [=](OpenAudit &audit) -> QString * {
        auto *item = find(audit, delegation);
        return item ? &item->findings[check].note : nullptr;
    };
    queueText(placeOf(u"note", delegation, check), {{}, {}, text, note, delegation},
              [=, id = m_id](AuditService &service, const TypedText &typed) {
                  return service.typeNote(id, delegation, check, typed);
              });
}

void AuditSession::setReach(const DelegationId &delegation, const registry::Reach &reach)
{
    const Job job = [=, id = m_id](AuditService &service) { return service.setReach(id, delegation, reach); };
    const auto merge = [=](OpenAudit &audit) {
        if (auto *item = find(audit, delegation))
            item->reach = reach;
    };
    queue(placeOf(u"reach", delegation, Check::Stop), {job, merge, {}, {}, delegation});
    flush();
}

void AuditSession::setFollowUp(const registry::FollowUp &answer)
{
    auto kept = answer;
    kept.why = typedText(kept.why);
    const Job job = [=, id = m_id](AuditService &service) { return service.setFollowUp(id, kept); };
    queue(followUpPlace(answer.decision),
          {job, [answer](OpenAudit &audit) { put(audit.followUps, answer); }, {}, answer.why});
}

void AuditSession::withdrawFollowUp(const DecisionId &decision)
{
    const Job job = [=, id = m_id](AuditService &service) { return service.withdrawFollowUp(id, decision); };
    const auto merge = [decision](OpenAudit &audit) {
        audit.followUps.removeIf([&](const registry::FollowUp &answer) { return answer.decision == decision; });
    };
    queue(followUpPlace(decision), {job, merge, {}, {}});
}

void AuditSession::setNotes(const QString &notes)
{
    queueText(u"notes"_s, {{}, {}, [](OpenAudit &audit) { return &audit.notes; }, notes},
              [id = m_id](AuditService &service, const TypedText &typed) { return service.typeNotes(id, typed); });
}

void AuditSession::setParkingLot(const QString &text)
{
    queueText(u"parking-lot"_s, {{}, {}, [](OpenAudit &audit) { return &audit.parkingLot; }, text},
              [id = m_id](AuditService &service, const TypedText &typed) { return service.typeParkingLot(id, typed); });
}

void AuditSession::setNextSlot(const std::optional<QDate> &day)
{
    const Job job = [=, id = m_id](AuditService &service) { return service.setNextSlot(id, day); };
    queue(u"next-slot"_s, {job, [day](OpenAudit &audit) { audit.nextSlot = day; }, {}, {}});
    flush();
}

QFuture<Result<void>> AuditSession::addSample(const DelegationId &delegation, const registry::Sample &sample)
{
    auto typed = sample;
    typed.reference = typedText(typed.reference);
    return send([=, id = m_id](AuditService &service) -> Result<void> {
        const auto kept = service.addSample(id, delegation, typed);
        return kept ? Result<void>() : tl::unexpected(kept.error());
    });
}

QFuture<Result<void>> AuditSession::drawSamples(const DelegationId &delegation, qsizetype count)
{
    return send([=, id = m_id](AuditService &service) -> Result<void> {
        return evidence::layOutDrawn(service.store(), id, delegation, count).map([](const evidence::LaidOut &) {});
    });
}

QFuture<Result<void>> AuditSession::removeSample(const DelegationId &delegation, const QString &sample)
{
    return send([=, id = m_id](AuditService &service) { return service.removeSample(id, delegation, sample); });
}

QFuture<Result<void>> AuditSession::addDecision(const DelegationId &delegation, const registry::OpenDecision &decision)
{
    auto typed = decision;
    typed.to = typedText(typed.to);
    typed.why = typedText(typed.why);
    return send([=, id = m_id](AuditService &service) -> Result<void> {
        const auto kept = service.addDecision(id, delegation, typed);
        return kept ? Result<void>() : tl::unexpected(kept.error());
    });
}

QFuture<Result<void>> AuditSession::removeDecision(const DelegationId &delegation, const DecisionId &decision)
{
    return send([=, id = m_id](AuditService &service) { return service.removeDecision(id, delegation, decision); });
}

QFuture<Result<void>> AuditSession::addDrill(const Drill &drill)
{
    auto typed = drill;
    if (typed.note)
        typed.note = typedText(*typed.note);
    return send([=, id = m_id](AuditService &service) -> Result<void> {
        const auto kept = service.addDrill(id, typed);
        return kept ? Result<void>() : tl::unexpected(kept.error());
    });
}

QFuture<Result<void>> AuditSession::removeDrill(const DelegationId &delegation, const DrillId &drill)
{
    return send([=, id = m_id](AuditService &service) { return service.removeDrill(id, delegation, drill); });
}

QFuture<Result<void>> AuditSession::addDelegation(const DelegationId &delegation)
{
    return send([=, id = m_id](AuditService &service) { return service.addDelegation(id, delegation); });
}

QFuture<Result<void>> AuditSession::removeDelegation(const DelegationId &delegation)
{
    return send([=, id = m_id](AuditService &service) { return service.removeDelegation(id, delegation); });
}

QFuture<Result<void>> AuditSession::removeParticipant(const PersonId &person)
{
    return send([=, id = m_id](AuditService &service) { return service.removeParticipant(id, person); });
}

std::pair<int, int> AuditSession::checksDone() const
{
    int done = 0, all = 0;
    for (const auto &item : m_audit.delegations) {
        for (const auto check : item.checks()) {
            ++all;
            done += item.findings.value(check).verdict != Verdict::NotChecked ? 1 : 0;
        }
    }
    return {done, all};
}

}
