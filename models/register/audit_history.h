#pragma once

#include "register/audit_service.h"

namespace muster::registry {

/// A line of the list of audits with what a person looks for in it.
struct AuditLine
{
    AuditSummary summary;
    QString form;                  ///< minutes, "60"
    std::optional<OpenAudit> open; ///< of an open audit: as it stands
    QMap<Verdict, int> verdicts;   ///< how many findings have each
};

/// Open audits, then closed ones, the latest first of each. Errors: what the database says, Damaged.
Result<QList<AuditLine>> listAuditLines(Store &store);

/// Who took part in the latest full audit that was closed. Errors: what the database says.
Result<QList<PersonId>> lastParticipants(Store &store);

/// The series that go on, by title. Errors: what the database says.
Result<QList<Series>> standingSeries(Store &store);

/// One delegation in a closed audit.
struct ClosedDelegation
{
    DelegationId id;
    QString title;
    QStringList checkers;     ///< of any of its checks
    bool selfChecked = false; ///< one of its checks at least
    QMap<Check, Finding> findings;
};

/// How long a phase took, and was given.
struct ClosedPhase
{
    Phase phase = Phase::Checks;
    qint64 milliseconds = 0;
    int timebox = 0; ///< minutes
};

/// A decision a closed audit made, as people read it.
struct ClosedDecision
{
    Decision decision;
    QString delegation, owner, before, after;
    QStringList decidedBy;
};

/// A further word on a closed audit.
struct ClosedAmendment
{
    Amendment amendment;
    QString delegation;         ///< empty: the whole audit
    std::optional<Check> check; ///< of the finding it is about
};

/// Everything a closed audit left in the register.
struct ClosedAudit
{
    Audit audit;
    QString facilitator, series;
    QStringList participants;
    QList<QStringList> pairs;
    QList<ClosedPhase> phases;
    QList<ClosedDelegation> delegations; ///< by title
    QList<ClosedDecision> decisions;     ///< by number
    QList<ClosedAmendment> amendments;   ///< oldest first
};

/// Reads a closed audit. Errors: NotFound, Damaged, what the database says.
Result<ClosedAudit> readClosedAudit(Store &store, const AuditId &id);

}
