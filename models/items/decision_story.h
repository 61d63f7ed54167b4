#pragma once

#include "register/store.h"

namespace muster::items {

/// What stands behind one decision, and what doing it would change now.
struct DecisionStory
{
    struct Found
    {
        Check check = Check::Output;
        Verdict verdict = Verdict::NotChecked;
        QString note;
        bool selfChecked = false;
    };
    struct Move
    {
        QDate on, from, to;
        QString why, by;
    };
    /// What marking it done changes.
    enum class Effect {
        None,
        SetField,       ///< `what` of the delegation, from `before` to `after`
        AddFailureMode, ///< `after` to the Definition of Done `what`
        VerifySource,   ///< `what` counts as verified today
    };

    DecisionId id;
    qint64 n = -1; ///< the entry that last wrote the decision
    QList<Found> findings;
    QStringList decidedBy;
    std::optional<AuditId> audit;
    qint64 auditNumber = 0;
    QDate auditOn;
    QList<Move> moves; ///< the newest first
    Effect effect = Effect::None;
    QString what, before, after;
    QStringList missing; ///< why a promotion would be refused now: "a stop rule"
};

/// Reads it. Errors: NotFound, and what the database says.
Result<DecisionStory> readStory(registry::Store &store, const DecisionId &id);

}
