#pragma once

#include "domain/agenda.h"
#include "domain/closing_rules.h"
#include "domain/pair_proposal.h"
#include "domain/scope_proposal.h"
#include "register/decision_service.h"

namespace muster::registry {

/// One recent output looked at in the first check.
struct Sample
{
    QString id;
    QString reference; ///< where the output lies; private
    QDate date;
    QMap<QString, bool> criteria;       ///< a criterion's key → met
    QMap<QString, SourceState> sources; ///< a source's identifier → how it was found

    bool operator==(const Sample &) const = default;
};

/// How long the plug-puller took to answer.
struct Reach
{
    PersonId person;
    qint64 seconds = 0;

    bool operator==(const Reach &) const = default;
};

/// A decision as it stands in an open audit.
struct OpenDecision
{
    DecisionId id;
    qint64 number = 0;
    DecisionKind kind = DecisionKind::Accept;
    std::vector<Check> checks;
    QString to; ///< a word, a name or an identifier; or what exactly is to be done
    PersonId owner;
    QDate due;
    QString why;
    QList<PersonId> decidedBy; ///< empty: the participants
    bool done = false;

    bool operator==(const OpenDecision &) const = default;
};

/// What the room said of a decision of last time.
struct FollowUp
{
    enum class Answer { Done, NotDone, Moved, Dropped };
    DecisionId decision;
    Answer answer = Answer::NotDone;
    QDate due;   ///< for moved
    QString why; ///< for moved and dropped; a note for done

    bool operator==(const FollowUp &) const = default;
};

/// One check on one delegation in an open audit.
struct OpenFinding
{
    Verdict verdict = Verdict::NotChecked;
    QString note;

    bool operator==(const OpenFinding &) const = default;
};

/// One delegation in an open audit with everything typed about it.
struct OpenDelegation
{
    DelegationId id;
    QString title;
    Category category = Category::Unclassified;
    int pair = -1; ///< index into OpenAudit::pairs
    bool selfChecked = false;
    QMap<Check, OpenFinding> findings; ///< those with a verdict or a note
    QList<Sample> samples;
    QList<OpenDecision> decisions;
    QList<Drill> drills;
    std::optional<Reach> reach;

    std::vector<Check> checks() const { return checksFor(category); }
};

/// An audit in progress, put together from its draft rows.
struct OpenAudit
{
    AuditId id;
    qint64 number = 0;
    qint64 revision = 0;
    AgendaForm form = AgendaForm::Full60;
    std::optional<SeriesId> series;
    PersonId facilitator;
    QDateTime openedAt;
    Agenda agenda{AgendaForm::Full60};
    QList<PersonId> participants;
    QList<QList<PersonId>> pairs;
    QList<OpenDelegation> delegations;
    QList<FollowUp> followUps;
    QString notes, parkingLot;

    const OpenDelegation *find(const DelegationId &id) const;
};

/// What `open` is asked for. Either delegations are named or `due` proposes them.
struct AuditRequest
{
    AgendaForm form = AgendaForm::Full60;
    std::optional<SeriesId> series;
    PersonId facilitator;
    QList<PersonId> participants; ///< without any, the facilitator alone
    QList<QList<PersonId>> pairs; ///< proposed where empty
    QList<DelegationId> delegations;
    bool due = false;
};

/// One line of the list of audits, open and closed.
struct AuditSummary
{
    AuditId id;
    qint64 number = 0;
    AuditKind kind = AuditKind::Full;
    QDate heldOn; ///< in the register's time zone; of an open audit the day it was opened
    bool open = false;
    QString facilitatorName;
    qint64 delegations = 0;
};

/// What closing would write, or did.
struct ClosingPreview
{
    std::vector<ClosingProblem> problems; ///< not empty: it can't be closed
    std::vector<ClosingProblem> warnings;
    QStringList entries;           ///< a line for each entry, as a person reads it
    std::optional<QDate> nextSlot; ///< proposed for the series
};

/// Opens, fills and closes audits. An open audit is draft rows, saved as they are typed and outside the record; closing
/// turns them into entries in one transaction (design.md §3.2, §3.3).
class AuditService
{
public:
    explicit AuditService(Store &store) : m_store(store) {}

    /// What is due, riskiest first; see proposeScope().
    Result<ScopeProposal> proposeScope(AgendaForm form, int pairs);

    /// Opens an audit. Errors: InvalidInput (no delegation, spot check of several), Refused (a participant who left, a
    /// retired delegation, one that is in another open audit).
    Result<AuditId> open(const AuditRequest &request);

    /// By identifier or number, open audits; Error NotFound says so where it was closed already.
    Result<AuditId> findOpen(const QString &text);
    Result<OpenAudit> get(const AuditId &id);
    Result<QList<AuditSummary>> list();

    /// Moves the agenda: start, next, previous, pause, resume, enter. The clock is the store's.
    Result<void> moveAgenda(const AuditId &id, const std::function<Result<void>(Agenda &, const QDateTime &now)> &move);

    Result<void> setFinding(const AuditId &id, const DelegationId &delegation, Check check, const OpenFinding &finding);
    Result<QString> addSample(const AuditId &id, const DelegationId &delegation, Sample sample);
    Result<void> removeSample(const AuditId &id, const DelegationId &delegation, const QString &sample);
    /// Adds a decision, or changes the one of its identifier. Returns it as kept, with its number. Errors: what closing
    /// would refuse about it.
    Result<OpenDecision> addDecision(const AuditId &id, const DelegationId &delegation, OpenDecision decision);
    Result<void> removeDecision(const AuditId &id, const DelegationId &delegation, const DecisionId &decision);
    Result<QString> addDrill(const AuditId &id, Drill drill);
    Result<void> setReach(const AuditId &id, const DelegationId &delegation, const Reach &reach);
    Result<void> setFollowUp(const AuditId &id, const FollowUp &answer);
    Result<void> setNotes(const AuditId &id, const QString &notes);
    Result<void> setParkingLot(const AuditId &id, const QString &text);
    /// Takes delegations in or out, and people; pairs are proposed anew for what changed only.
    Result<void> addDelegation(const AuditId &id, const DelegationId &delegation);
    Result<void> removeDelegation(const AuditId &id, const DelegationId &delegation);
    Result<void> removeParticipant(const AuditId &id, const PersonId &person);

    /// Last time's open decisions on the audit's delegations, to start the data walk with.
    Result<QList<DecisionService::Item>> followUpsDue(const AuditId &id);

    Result<ClosingPreview> previewClosing(const AuditId &id);
    /// Writes everything in one transaction and removes the draft. Error: Refused with every problem named.
    Result<ClosingPreview> close(const AuditId &id);

    /// Gives an open audit up; nothing of it is recorded.
    Result<void> discard(const AuditId &id);

    /// A further word on a closed audit.
    Result<void> amend(const Amendment &amendment);

    /// A closed audit by identifier or number.
    Result<AuditId> findClosed(const QString &text);

private:
    class Opening;
    Result<void> put(const AuditId &id, const QString &delegation, const QString &check, const QString &item,
                     const QString &json);
    Result<void> erase(const AuditId &id, const QString &delegation, const QString &check, const QString &item);
    Result<OpenAudit> mustHold(const AuditId &id, const DelegationId &delegation);
    Result<DraftAudit> draftFor(const OpenAudit &audit, RuleContext &context);
    Result<void> writeClosing(Writer &writer, const OpenAudit &audit, QStringList &lines,
                              std::optional<QDate> &nextSlot);

    Store &m_store;
};

}
