#pragma once

#include "sample/script.h"

namespace muster::sample {

/// The sample's weekly update, drafted from a board: what most of its audits are about.
inline constexpr auto friday = "Friday stakeholder update";

/// What one check came to.
struct Found
{
    Check check;
    Verdict verdict;
    const char *note = "";
};

/// A sample: which criteria it met ("c1 c2 !c3") and how its sources were found ("Checkout board=stale").
struct Sampled
{
    const char *date;
    const char *reference;
    const char *criteria = "";
    Names sources = {};
};

/// A decision as the room made it.
struct Decided
{
    std::vector<Check> checks;
    DecisionKind kind;
    const char *to;
    const char *owner;
    const char *due;
    const char *why;
    bool done = false;
};

struct Opening
{
    AgendaForm form = AgendaForm::Full60;
    const char *facilitator;
    Names participants;
    Names delegations;
    const char *series = nullptr;
};

/// An audit as part of a script: what was typed, in the order in which it was.
class AuditScript
{
public:
    explicit AuditScript(Script &script) : m_script(script), m_service(script.store()) {}
    /// Goes on with one that is open.
    AuditScript(Script &script, AuditId id) : m_script(script), m_service(script.store()), m_id(std::move(id)) {}

    const AuditId &id() const { return m_id; }

    /// Opens it and starts its clock.
    void open(const Opening &opening);
    /// The time of this phase has passed and the next one begins.
    void nextPhase(int afterMinutes);
    void sampled(const char *delegation, std::initializer_list<Sampled> samples);
    void found(const char *delegation, std::initializer_list<Found> findings);
    void decided(const char *delegation, const Decided &decision);
    void drilled(const char *delegation, const char *by, int minutes, bool worked, const char *note);
    void reached(const char *delegation, const char *person, int seconds);
    void followedUp(int decision, registry::FollowUp::Answer answer, const char *why, const char *due = "");
    void noted(const char *notes);
    void parked(const char *text);
    /// Ends the agenda and closes the audit.
    void close(int afterMinutes);

private:
    Result<registry::Sample> sampleFrom(const DelegationId &delegation, const Sampled &sampled);

    Script &m_script;
    registry::AuditService m_service;
    AuditId m_id;
};

}
