#pragma once

#include "domain/error.h"
#include "domain/terms.h"

#include <QDateTime>

#include <chrono>
#include <optional>
#include <span>
#include <vector>

namespace muster {

/// The three agendas of an audit, named by their minutes.
enum class AgendaForm { Full60, Full45, Spot15 };

template <>
struct Words<AgendaForm>
{
    static constexpr std::array all = std::to_array<std::string_view>({"60", "45", "15"});
};

/// One phase of an agenda and the time it is given.
struct PhaseBox
{
    Phase phase = Phase::Checks;
    int minutes = 0;

    bool operator==(const PhaseBox &) const = default;
};

/// The phases of an agenda in their order, with their timeboxes in minutes.
std::span<const PhaseBox> phasesOf(AgendaForm form);

/// Minutes the form gives a phase; 0 where the form has no such phase.
int timeboxMinutes(AgendaForm form, Phase phase);

/// Whether an agenda is a full audit or a spot check.
AuditKind kindOf(AgendaForm form);

/// A stretch of time spent in a phase. Without `to` it still runs.
struct PhaseInterval
{
    Phase phase = Phase::Checks;
    QDateTime from;              ///< UTC
    std::optional<QDateTime> to; ///< UTC, never before `from`

    bool operator==(const PhaseInterval &) const = default;
};

/// Everything an agenda knows, as plain values to store. Started: there is a current phase. Paused: there is a current
/// phase, and no interval runs. Finished: there is no current phase any more.
struct AgendaState
{
    AgendaForm form = AgendaForm::Full60;
    std::optional<Phase> current;
    bool finished = false;
    std::vector<PhaseInterval> intervals; ///< oldest first; only the last may still run

    bool operator==(const AgendaState &) const = default;
};

/// An audit's agenda as a state machine. Times come from the caller and are wall-clock instants, so that time runs on
/// through restart and sleep. Timeboxes are advisory: nothing here ever moves to another phase by itself.
class Agenda
{
public:
    using Duration = std::chrono::milliseconds;

    /// An agenda not yet started.
    explicit Agenda(AgendaForm form);

    /// An agenda that goes on from a stored state. Returns Damaged where the state contradicts itself.
    static Result<Agenda> restore(AgendaState state);

    const AgendaState &state() const { return m_state; }
    AgendaForm form() const { return m_state.form; }
    std::optional<Phase> currentPhase() const { return m_state.current; }
    bool isStarted() const { return m_state.current.has_value() || m_state.finished; }
    bool isPaused() const;
    bool isFinished() const { return m_state.finished; }

    /// Begins the first phase at `now`. Returns Refused where it was started before.
    Result<void> start(const QDateTime &now);

    /// Goes to any phase of the form; time spent there earlier is added to. A pause goes on in the phase entered, until
    /// resume(). Entering the current phase changes nothing. Returns Refused before the start, after the finish, for a
    /// phase the form lacks.
    Result<void> enter(Phase phase, const QDateTime &now);

    /// Goes to the following phase. Returns Refused, also from the last phase.
    Result<void> next(const QDateTime &now);

    /// Goes to the preceding phase. Returns Refused, also from the first phase.
    Result<void> previous(const QDateTime &now);

    /// Stops the time in the current phase. Returns Refused where none runs.
    Result<void> pause(const QDateTime &now);

    /// Lets the time run on after a pause. Returns Refused where it is not paused.
    Result<void> resume(const QDateTime &now);

    /// Ends the agenda, from whichever phase. Returns Refused before the start and when finished already.
    Result<void> finish(const QDateTime &now);

    /// Time spent in a phase up to `now`, all visits together, without pauses; never negative, whatever clocks do.
    Duration elapsed(Phase phase, const QDateTime &now) const;

    /// Time spent in all phases up to `now`.
    Duration totalElapsed(const QDateTime &now) const;

    /// What is left of a phase's timebox; zero once it is used up.
    Duration remaining(Phase phase, const QDateTime &now) const;

    /// How far a phase is beyond its timebox; zero while it is within.
    Duration overtime(Phase phase, const QDateTime &now) const;

    bool operator==(const Agenda &) const = default;

private:
    Result<void> step(int by, const QDateTime &now);
    void stopInterval(const QDateTime &now);
    void startInterval(Phase phase, const QDateTime &now);

    AgendaState m_state;
};

}
