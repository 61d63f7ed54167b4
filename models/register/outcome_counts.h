#pragma once

#include "domain/cadence.h"
#include "register/store.h"

/// What the audits of a register came to, counted: the figures behind "are we getting better?".
namespace muster::registry {

/// How often an audit gave a verdict.
struct VerdictCount
{
    AuditId audit;
    qint64 number = 0;
    QDate heldOn;
    Verdict verdict = Verdict::NotChecked;
    qint64 count = 0;
};

/// The verdicts of every closed audit as it was closed, the oldest audit first. Errors: what the database says.
Result<QList<VerdictCount>> verdictsByAudit(Store &store);

/// A delegation was audited on a day, and every check that applied had a verdict.
struct WholeAudit
{
    DelegationId delegation;
    QDate on;
};

/// By delegation, and within one by day. Errors: what the database says.
Result<QList<WholeAudit>> wholeAudits(Store &store);

/// How often a delegation is to be audited, and when next.
struct Rhythm
{
    DelegationId delegation;
    std::optional<Cadence> cadence;
    std::optional<QDate> nextDue;
};

/// Of every delegation that is proposed, active or paused. Errors: what the database says.
Result<QList<Rhythm>> rhythms(Store &store);

/// When a decision was made and when it ended.
struct DecisionSpan
{
    QDate decidedOn;
    std::optional<QDate> endedOn;
    DecisionState state = DecisionState::Open;
};

/// Of every decision, by the day on which it was made. Errors: what the database says.
Result<QList<DecisionSpan>> decisionSpans(Store &store);

}
