#include "domain/agenda.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {

namespace {

constexpr std::array full60 = {PhaseBox{Phase::DataWalk, 10}, PhaseBox{Phase::Checks, 20},
                               PhaseBox{Phase::Reclassify, 15}, PhaseBox{Phase::Decisions, 10},
                               PhaseBox{Phase::Close, 5}};
constexpr std::array full45 = {PhaseBox{Phase::DataWalk, 7}, PhaseBox{Phase::Checks, 15},
                               PhaseBox{Phase::Reclassify, 12}, PhaseBox{Phase::Decisions, 7},
                               PhaseBox{Phase::Close, 4}};
constexpr std::array spot15 = {PhaseBox{Phase::Checks, 10}, PhaseBox{Phase::Decisions, 4}, PhaseBox{Phase::Close, 1}};

tl::unexpected<Error> refused(const QString &sentence)
{
    return failure(ErrorCode::Refused, sentence);
}

Result<void> checkInstant(const QDateTime &now)
{
    if (!now.isValid())
        return failure(ErrorCode::InvalidInput, u"The time given to the agenda is not a time; set the clock."_s);
    return {};
}

/// That the agenda is under way: started, and not finished.
Result<void> checkUnderWay(const AgendaState &state)
{
    if (state.finished)
        return refused(u"The audit's agenda is finished; open a new audit to go on."_s);
    if (!state.current)
        return refused(u"The audit's agenda has not begun; start it first."_s);
    return {};
}

bool hasPhase(AgendaForm form, Phase phase)
{
    return timeboxMinutes(form, phase) > 0;
}

bool isWellFormed(const PhaseInterval &interval, AgendaForm form)
{
    return hasPhase(form, interval.phase) && interval.from.isValid()
           && (!interval.to || (interval.to->isValid() && *interval.to >= interval.from));
}

bool isConsistent(const AgendaState &state)
{
    const auto &intervals = state.intervals;
    if (state.current ? state.finished || !hasPhase(state.form, *state.current) : !state.finished && !intervals.empty())
        return false;
    if (!std::ranges::all_of(intervals, [&](const auto &one) { return isWellFormed(one, state.form); }))
        return false;
    const auto running = std::ranges::find_if(intervals, [](const auto &one) { return !one.to; });
    return running == intervals.end() || (running + 1 == intervals.end() && state.current == running->phase);
}

}

std::span<const PhaseBox> phasesOf(AgendaForm form)
{
    switch (form) {
    case AgendaForm::Full60: return full60;
    case AgendaForm::Full45: return full45;
    case AgendaForm::Spot15: break;
    }
    return spot15;
}

int timeboxMinutes(AgendaForm form, Phase phase)
{
    const auto boxes = phasesOf(form);
    const auto box = std::ranges::find(boxes, phase, &PhaseBox::phase);
    return box == boxes.end() ? 0 : box->minutes;
}

AuditKind kindOf(AgendaForm form)
{
    return form == AgendaForm::Spot15 ? AuditKind::Spot : AuditKind::Full;
}

Agenda::Agenda(AgendaForm form)
{
    m_state.form = form;
}

Result<Agenda> Agenda::restore(AgendaState state)
{
    if (!isConsistent(state))
        return failure(ErrorCode::Damaged,
                       u"The stored agenda of the audit contradicts itself; start the agenda again."_s);
    Agenda agenda(state.form);
    agenda.m_state = std::move(state);
    return agenda;
}

bool Agenda::isPaused() const
{
    return m_state.current && (m_state.intervals.empty() || m_state.intervals.back().to);
}

Result<void> Agenda::start(const QDateTime &now)
{
    if (isStarted())
        return refused(u"The audit's agenda was started before; go on from where it is."_s);
    return checkInstant(now).map([&] { startInterval(phasesOf(m_state.form).front().phase, now); });
}

Result<void> Agenda::enter(Phase phase, const QDateTime &now)
{
    if (const auto ready = checkUnderWay(m_state).and_then([&] { return checkInstant(now); }); !ready)
        return ready;
    if (!hasPhase(m_state.form, phase)) {
        return refused(
            u"The %1-minute agenda has no phase “%2”; choose one of its own."_s.arg(word(m_state.form), word(phase)));
    }
    if (m_state.current == phase)
        return {};
    if (isPaused()) {
        m_state.current = phase;
        return {};
    }
    stopInterval(now);
    startInterval(phase, now);
    return {};
}

Result<void> Agenda::next(const QDateTime &now)
{
    return step(1, now);
}

Result<void> Agenda::previous(const QDateTime &now)
{
    return step(-1, now);
}

Result<void> Agenda::pause(const QDateTime &now)
{
    if (const auto ready = checkUnderWay(m_state).and_then([&] { return checkInstant(now); }); !ready)
        return ready;
    if (isPaused())
        return refused(u"The audit's agenda is paused already; resume it to go on."_s);
    stopInterval(now);
    return {};
}

Result<void> Agenda::resume(const QDateTime &now)
{
    if (const auto ready = checkUnderWay(m_state).and_then([&] { return checkInstant(now); }); !ready)
        return ready;
    if (!isPaused())
        return refused(u"The audit's agenda is not paused; there is nothing to resume."_s);
    startInterval(*m_state.current, now);
    return {};
}

Result<void> Agenda::finish(const QDateTime &now)
{
    if (const auto ready = checkUnderWay(m_state).and_then([&] { return checkInstant(now); }); !ready)
        return ready;
    stopInterval(now);
    m_state.current.reset();
    m_state.finished = true;
    return {};
}

Agenda::Duration Agenda::elapsed(Phase phase, const QDateTime &now) const
{
    qint64 spent = 0;
    for (const auto &interval : m_state.intervals) {
        if (interval.phase == phase)
            spent += std::max<qint64>(0, interval.from.msecsTo(interval.to.value_or(now)));
    }
    return Duration(spent);
}

Agenda::Duration Agenda::totalElapsed(const QDateTime &now) const
{
    Duration total{};
    for (const auto &box : phasesOf(m_state.form))
        total += elapsed(box.phase, now);
    return total;
}

Agenda::Duration Agenda::remaining(Phase phase, const QDateTime &now) const
{
    const Duration box = std::chrono::minutes(timeboxMinutes(m_state.form, phase));
    return std::max(Duration{}, box - elapsed(phase, now));
}

Agenda::Duration Agenda::overtime(Phase phase, const QDateTime &now) const
{
    const Duration box = std::chrono::minutes(timeboxMinutes(m_state.form, phase));
    return std::max(Duration{}, elapsed(phase, now) - box);
}

Result<void> Agenda::step(int by, const QDateTime &now)
{
    if (const auto ready = checkUnderWay(m_state); !ready)
        return ready;
    const auto boxes = phasesOf(m_state.form);
    const auto here = std::ranges::find(boxes, *m_state.current, &PhaseBox::phase) - boxes.begin();
    const auto there = here + by;
    if (there < 0)
        return refused(u"“%1” is this audit's first phase; there is none before it."_s.arg(word(*m_state.current)));
    if (there >= std::ssize(boxes))
        return refused(u"“%1” is this audit's last phase; close the audit to end it."_s.arg(word(*m_state.current)));
    return enter(boxes[size_t(there)].phase, now);
}

void Agenda::stopInterval(const QDateTime &now)
{
    if (m_state.intervals.empty() || m_state.intervals.back().to)
        return;
    auto &running = m_state.intervals.back();
    running.to = std::max(running.from, now.toUTC());
}

void Agenda::startInterval(Phase phase, const QDateTime &now)
{
    m_state.current = phase;
    m_state.intervals.push_back({phase, now.toUTC(), std::nullopt});
}

}
