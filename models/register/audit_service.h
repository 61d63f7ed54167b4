#pragma once

#include "domain/agenda.h"
#include "domain/closing_rules.h"
#include "domain/pair_proposal.h"
#include "domain/scope_proposal.h"
#include "register/decision_service.h"

#include <chrono>

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

/// Outputs drawn at random to be samples: anyone can draw them again.
struct Drawing
{
    qint64 count = 0; ///< how many, in all
    qint64 of = 0;    ///< from how many
    qint64 seed = 0;

    bool operator==(const Drawing &) const = default;
};

/// "3 of 120 outputs, drawn with the seed 4711".
QString drawingText(const Drawing &drawing);

/// The signals beside a check as they were shown, in canonical JSON as its finding will keep them; empty where there were
/// none.
struct CheckFigures
{
    QString figures;        ///< see Finding::figures
    QString privateFigures; ///< see Finding::privateFigures

    bool operator==(const CheckFigures &) const = default;
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

/// Who checked something, and whether that was its owner alone.
struct Checkers
{
    QList<PersonId> people;
    bool selfChecked = false;

    bool operator==(const Checkers &) const = default;
};

/// Somebody who left an audit before its end.
struct Leaver
{
    PersonId person;
    std::chrono::milliseconds present{0}; ///< the audit's time that they were there for

    bool operator==(const Leaver &) const = default;
};

/// A text as it is typed: to stand in place of `upon`; where another text does by now, `added` goes below that one.
struct TypedText
{
    QString text;
    QString upon;
    QString added; ///< the part of the text that is new
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
    QMap<Check, Checkers> checked; ///< what was checked before somebody left, and by whom
    QMap<Check, CheckFigures> figures;
    std::optional<Drawing> drawing;

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
    QList<Leaver> leavers;
    std::optional<QDate> nextSlot; ///< of the series, where somebody chose it

    const OpenDelegation *find(const DelegationId &id) const;
    /// Who checks `check` of one of its delegations, or did before somebody left.
    Checkers checkersOf(const OpenDelegation &item, Check check) const;
    /// Those who take part and those who left early.
    QList<PersonId> everyone() const;
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
    std::optional<QDate> nextSlot; ///< of the series, as proposed or chosen; none after a spot check
};

/// The agenda that a series' full audits have; 60 minutes where it names none.
AgendaForm formOf(const Series &series);

/// Opens, fills and closes audits. An open audit is draft rows, saved as they are typed and outside the record; closing
/// turns them into entries in one transaction (design.md §3.2, §3.3).
class AuditService
{
public:
    explicit AuditService(Store &store) : m_store(store) {}

    Store &store() const { return m_store; }

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
    /// One half of a finding, so that two people may set a half each.
    Result<void> setVerdict(const AuditId &id, const DelegationId &delegation, Check check, Verdict verdict);
    /// The other half. Where somebody else changed the note meanwhile, both stay, theirs above. Returns the note as it then
    /// stands. typeNotes() and typeParkingLot() do the same to the audit's own texts.
    Result<QString> typeNote(const AuditId &id, const DelegationId &delegation, Check check, const TypedText &typed);
    Result<QString> typeNotes(const AuditId &id, const TypedText &typed);
    Result<QString> typeParkingLot(const AuditId &id, const TypedText &typed);
    Result<QString> addSample(const AuditId &id, const DelegationId &delegation, Sample sample);
    Result<void> removeSample(const AuditId &id, const DelegationId &delegation, const QString &sample);
    /// Lays out samples that were drawn, all or none, with how they were drawn. `upon` is the drawing it goes on from.
    /// Errors: those of addSample(); Refused where somebody else has drawn meanwhile.
    Result<void> addDrawn(const AuditId &id, const DelegationId &delegation, const QList<Sample> &samples,
                          const Drawing &drawing, const std::optional<Drawing> &upon);
    /// Keeps the signals of a delegation as they were shown beside its checks, in place of those kept before; a check
    /// without any has none. Says nothing of a verdict. Error: InvalidInput for what is no canonical JSON list.
    Result<void> keepFigures(const AuditId &id, const DelegationId &delegation,
                             const QMap<Check, CheckFigures> &figures);
    /// Adds a decision, or changes the one of its identifier. Returns it as kept, with its number. Errors: what closing
    /// would refuse about it.
    Result<OpenDecision> addDecision(const AuditId &id, const DelegationId &delegation, OpenDecision decision);
    Result<void> removeDecision(const AuditId &id, const DelegationId &delegation, const DecisionId &decision);
    /// Adds a drill, or changes the one of its identifier. Error: Refused where the audit holds the same drill already.
    Result<QString> addDrill(const AuditId &id, Drill drill);
    Result<void> removeDrill(const AuditId &id, const DelegationId &delegation, const DrillId &drill);
    Result<void> setReach(const AuditId &id, const DelegationId &delegation, const Reach &reach);
    /// Answers about a decision of last time, or answers anew. Errors: Refused where the decision has ended and was not
    /// answered before; InvalidInput for a move without a day to come, or a move or drop without a reason. An answer
    /// whose decision ends later is left out by closing, which warns of it.
    Result<void> setFollowUp(const AuditId &id, const FollowUp &answer);
    /// Takes an answer back; fine where there is none.
    Result<void> withdrawFollowUp(const AuditId &id, const DecisionId &decision);
    /// Chooses when the series goes on, or goes back to what is proposed. Errors: Refused where this audit moves no
    /// series; InvalidInput for a day in the past.
    Result<void> setNextSlot(const AuditId &id, const std::optional<QDate> &day);
    Result<void> setNotes(const AuditId &id, const QString &notes);
    Result<void> setParkingLot(const AuditId &id, const QString &text);
    /// Takes delegations in or out, and people; pairs are proposed anew for what changed only. What somebody who leaves
    /// has checked and decided stays theirs, and they stay a participant in the record.
    Result<void> addDelegation(const AuditId &id, const DelegationId &delegation);
    Result<void> removeDelegation(const AuditId &id, const DelegationId &delegation);
    Result<void> removeParticipant(const AuditId &id, const PersonId &person);

    /// Last time's open decisions on the audit's delegations, to start the data walk with.
    Result<QList<DecisionService::Item>> followUpsDue(const AuditId &id);

    Result<ClosingPreview> previewClosing(const AuditId &id);
    /// Writes everything in one transaction and removes the draft. Error: Refused with every problem named.
    Result<ClosingPreview> close(const AuditId &id);

    /// Gives an open audit up; nothing of it is recorded. Errors: Refused where it was closed, NotFound where it is gone.
    Result<void> discard(const AuditId &id);

    /// A further word on a closed audit.
    Result<void> amend(const Amendment &amendment);

    /// A closed audit by identifier or number.
    Result<AuditId> findClosed(const QString &text);

private:
    class Opening;
    class Leaving;
    Result<void> put(const AuditId &id, const QString &delegation, const QString &check, const QString &item,
                     const QString &json);
    Result<void> erase(const AuditId &id, const QString &delegation, const QString &check, const QString &item);
    Result<void> clear(const AuditId &id, const QString &delegation, const QString &check, const QString &item);
    Result<void> changeFinding(const AuditId &id, const DelegationId &delegation, Check check,
                               const std::function<Result<void>(OpenFinding &)> &change);
    Result<QString> typeText(const AuditId &id, const QString &item, QString OpenAudit::*member,
                             const TypedText &typed);
    Result<Sample> judgedSample(Sample sample);
    Result<void> keepFigure(const AuditId &id, const DelegationId &delegation, Check check, const QString &item,
                            const QString &before, const QString &after);
    Result<OpenAudit> mustHold(const AuditId &id, const DelegationId &delegation);
    Result<DraftAudit> draftFor(const OpenAudit &audit, RuleContext &context);
    Result<void> writeClosing(Writer &writer, const OpenAudit &audit, QStringList &lines,
                              std::optional<QDate> &nextSlot);

    Store &m_store;
};

}
