#pragma once

#include "evidence/signal_reader.h"
#include "items/evidence_figures.h"

namespace muster::items {

/// A delegation in the list of the evidence page.
struct SignalledDelegation
{
    DelegationId id;
    QString title;
    int raised = 0; ///< signals
    int known = 0;  ///< signals that had enough to look at

    bool operator==(const SignalledDelegation &) const = default;
};

/// Every delegation that is not retired, with its raised signals: the one with most first, then by title. Errors: those of
/// readSignals().
Result<QList<SignalledDelegation>> readSignalled(registry::Store &store, const QLocale &locale,
                                                 const registry::Progress &progress = {});

/// A delegation to be named.
struct NamedDelegation
{
    DelegationId id;
    QString title;
};

/// Every delegation that is not retired, by title. Errors: what the database says.
Result<QList<NamedDelegation>> readDelegationNames(registry::Store &store, const QLocale &locale);

/// What the evidence page shows of one delegation.
struct DelegationEvidence
{
    DelegationId id;
    QList<evidence::Signal> list; ///< check by check
    SharedFigures figures;
};

/// Reads one delegation's signals and folds its figures, as of today. Errors: NotFound, what the database says.
Result<DelegationEvidence> readEvidence(registry::Store &store, const DelegationId &id);

/// The signals of a check in the order in which they are looked at: raised, quiet, not enough data; the gravest first.
QList<evidence::Signal> signalsOfCheck(const QList<evidence::Signal> &list, Check check);

}
