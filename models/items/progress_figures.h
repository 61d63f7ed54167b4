#pragma once

#include "register/store.h"

namespace muster::items {

/// The figures behind the wall's small charts.
struct ProgressFigures
{
    /// Of the audits of single delegations that fell due in a month, how many were held by then.
    struct OnCadence
    {
        QDate month; ///< its first day
        int due = 0;
        int inTime = 0;

        bool operator==(const OnCadence &) const = default;
    };
    /// The verdicts of one audit, as it was closed.
    struct Verdicts
    {
        qint64 number = 0;
        QDate heldOn;
        int pass = 0, drift = 0, fail = 0;

        bool operator==(const Verdicts &) const = default;
    };
    /// How many decisions were open at the end of a month, and how many had been done by then.
    struct Decisions
    {
        QDate month; ///< its first day
        int open = 0;
        int done = 0;

        bool operator==(const Decisions &) const = default;
    };

    QList<OnCadence> onCadence; ///< months in which any was due
    QList<Verdicts> verdicts;   ///< the oldest first
    QList<Decisions> decisions; ///< every month since the first decision, the present one as of today

    /// Whether no audit was closed yet.
    bool isEmpty() const { return verdicts.isEmpty(); }
    bool operator==(const ProgressFigures &) const = default;
};

/// Reads the figures of the last `months` months, and of as many audits. Errors: what the database says.
Result<ProgressFigures> readProgress(registry::Store &store, int months = 12);

}
