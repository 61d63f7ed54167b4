#pragma once

#include "evidence/signal_reader.h"
#include "register/audit_service.h"

/// The figures beside an audit's checks: read, kept with the audit as they were shown, and read again as they were kept.
/// They never say a verdict.
namespace muster::evidence {

/// A check's signals in the JSON that its finding keeps: of each its public figures, and apart the texts. What is absent is
/// left out. Error: InvalidInput for what a line of the record can't hold.
Result<registry::CheckFigures> figuresOf(const QList<Signal> &list, Check check);

/// The signals that were kept, with the figures in the order of their names; what can't be read is left out.
QList<Signal> signalsFrom(Check check, const registry::CheckFigures &kept);
QList<Signal> signalsFrom(const Finding &finding);

/// Keeps a delegation's signals with an open audit as they were shown. Errors: those of figuresOf() and
/// AuditService::keepFigures().
Result<void> keepShown(registry::Store &store, const AuditId &audit, const DelegationId &delegation,
                       const QList<Signal> &list);

/// Reads the signals of one delegation in an open audit as of today, and keeps them with it. Errors: those of readSignals()
/// and keepShown().
Result<QList<Signal>> keepSignals(registry::Store &store, const AuditId &audit, const DelegationId &delegation);

/// The same of each delegation in the audit, in its order. Errors: the same, and Cancelled.
Result<QList<DelegationSignals>> keepSignals(registry::Store &store, const AuditId &audit,
                                             const registry::Progress &progress = {});

/// What was raised when it was shown, a sentence each: "Review time falls: …".
QStringList raisedSentences(const registry::OpenDelegation &item, Check check);
QStringList raisedSentences(const Finding &finding);

}
