#pragma once

#include "domain/cadence.h"
#include "domain/error.h"
#include "domain/ids.h"
#include "domain/terms.h"

#include <QDate>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace muster {

/// What Automate owes, and whether a delegation has it.
struct AutomateDuties
{
    bool hasOwner = false; ///< an active person
    bool hasDefinition = false;
    bool hasStopRule = false;
    bool hasCadence = false;

    bool operator==(const AutomateDuties &) const = default;
};

/// What is missing for Automate, as phrases ("a stop rule"); empty where nothing is. The flag *incomplete* is the same.
QStringList missingDuties(const AutomateDuties &duties);

/// Refused, with a sentence naming everything that is missing; nothing where a promotion to Automate may be done.
std::optional<Error> promotionGap(const AutomateDuties &duties);

/// Whether a kind of decision names a new value.
enum class ToNeed { Required, Optional, None };

/// `category`, `tier` and `owner` need a value, `definition`, `stop-rule` and `source` may have one, the others none.
ToNeed toNeed(DecisionKind kind);

/// A cell of the audit as it stands before closing. A check without one is not checked.
struct DraftFinding
{
    Check check = Check::Output;
    Verdict verdict = Verdict::NotChecked;
    QString note;
    int samples = 0;

    bool operator==(const DraftFinding &) const = default;
};

/// A decision as it stands before closing.
struct DraftDecision
{
    DecisionKind kind = DecisionKind::Review;
    std::vector<Check> checks;     ///< the findings it answers
    QString to;                    ///< the value after: a category's word, a tier's or a person's name
    bool toActive = true;          ///< for `owner`: the person named in `to` is known and active
    bool toNamed = true;           ///< for `definition`: `to` is one the register has, and no failure mode to be added
    std::optional<PersonId> owner; ///< who sees to it
    QString ownerName;             ///< for the sentences
    bool ownerActive = true;       ///< on the audit's date
    std::optional<QDate> due;      ///< for `accept`, its end
    QString why;
    std::vector<PersonId> decidedBy; ///< defaults already filled in
    bool done = false;               ///< marked done in the room

    bool operator==(const DraftDecision &) const = default;
};

/// One delegation of the audit, as the inventory and the draft have it.
struct DraftDelegation
{
    DelegationId id;
    QString title;
    Category category = Category::Unclassified;
    bool hasOwner = false;
    bool hasDefinition = false;
    bool hasStopRule = false;
    std::optional<Cadence> cadence;
    std::optional<QDate> nextDue; ///< before the audit
    std::vector<DraftFinding> findings;
    std::vector<DraftDecision> decisions;

    bool operator==(const DraftDelegation &) const = default;
};

struct DraftAudit
{
    QDate date;
    std::optional<QDate> seriesNext; ///< the series' next slot after this audit
    QStringList tiers;               ///< the register's, spelled as there
    std::vector<DraftDelegation> delegations;

    bool operator==(const DraftAudit &) const = default;
};

enum class ClosingCode {
    // These keep an audit from being closed:
    NoteMissing,
    DecisionMissing,
    NoFindingAnswered, ///< a decision none of whose checks is drift or fail
    OwnerMissing,
    OwnerLeft,
    DueMissing,
    DueInPast,
    AcceptTooLate,
    WhyMissing,
    DecidedByMissing,
    ToMissing,
    ToUnknown, ///< outside the categories or tiers, or no active person
    ToNotTaken,
    AvoidTakesNoTier,
    PromotionGap,
    DefinitionMissing, ///< a failure mode marked done where there is no definition to add it to
    Contradiction,     ///< two decisions marked done that can't both hold
    // These don't, and are worth saying:
    PassWithoutSample,
    LeftOpen,
    CheckDoesNotApply,
    FollowUpEnded, ///< an answer about a decision of last time that has ended since
};

template <>
struct Words<ClosingCode>
{
    static constexpr std::array all = std::to_array<std::string_view>(
        {"note-missing",       "decision-missing", "no-finding-answered", "owner-missing",       "owner-left",
         "due-missing",        "due-in-past",      "accept-too-late",     "why-missing",         "decided-by-missing",
         "to-missing",         "to-unknown",       "to-not-taken",        "avoid-takes-no-tier", "promotion-gap",
         "definition-missing", "contradiction",    "pass-without-sample", "left-open",           "check-does-not-apply",
         "follow-up-ended"});
};

/// Something a person should see to, where it is, and the sentence that says so.
struct ClosingProblem
{
    DelegationId delegation;
    std::optional<Check> check;     ///< where it concerns one finding
    std::optional<size_t> decision; ///< where it concerns a decision: its place in DraftDelegation::decisions
    ClosingCode code = ClosingCode::NoteMissing;
    QString sentence;

    bool operator==(const ClosingProblem &) const = default;
};

/// Everything that keeps the audit from being closed, delegation by delegation; empty where it may be. Of findings only
/// those of checks that apply count; others stay as they were found, and are warned of.
std::vector<ClosingProblem> closingProblems(const DraftAudit &audit);

/// What is worth saying before closing and doesn't keep from it: an output passed without a sample, checks left open
/// (they lead the next scope), a verdict on a check that doesn't apply.
std::vector<ClosingProblem> closingWarnings(const DraftAudit &audit);

/// What is wrong with one decision of the delegation, `index` being its place; for refusing it when it is entered.
/// A decision `index` out of range has no problems.
std::vector<ClosingProblem> decisionProblems(const DraftAudit &audit, const DraftDelegation &delegation, size_t index);

/// The finding of a check: the last one given, or nullptr where there is none. Lives as long as `findings`.
const DraftFinding *findingOf(const std::vector<DraftFinding> &findings, Check check);

/// The verdict of a check among findings; NotChecked where there is none.
Verdict verdictOf(const std::vector<DraftFinding> &findings, Check check);

/// Whether `lastAudit` and the next due date move: only where every check that applies has a verdict.
/// `applicable` holds one verdict a check that applies; an empty one moves nothing.
bool movesNextDue(const std::vector<Verdict> &applicable);

/// The same for a category's checks and the findings there are.
bool movesNextDue(Category category, const std::vector<DraftFinding> &findings);

/// The last day an acceptance made on `auditDate` may end: the delegation's next audit. That is one interval of its own
/// cadence; without one the series' next slot; without either a month. Where the audit leaves the due date where it was
/// (`unmoved`) and it lies ahead, it is that date.
QDate latestAcceptEnd(QDate auditDate, const std::optional<Cadence> &own, const std::optional<QDate> &seriesNext,
                      const std::optional<QDate> &unmoved = std::nullopt);

/// The places of the decisions marked done in the order to apply them: `category` and `promote` come last, since what
/// Automate owes may be given by other decisions of the same audit; otherwise as made.
std::vector<size_t> applyOrder(const std::vector<DraftDecision> &decisions);

}
