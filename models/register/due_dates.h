#pragma once

#include "register/store.h"

#include <QHash>

#include <vector>

namespace muster::registry {

/// When delegations were due next in the course of time, as the record tells it.
class DueDates
{
public:
    /// Goes through the whole record once, and parses only what moved a date. Errors: what the database says, Newer.
    static Result<DueDates> read(Store &store);

    /// The next due date of a finding's delegation as closing the finding's audit left it; nothing where it had none.
    std::optional<QDate> setAfter(const Finding &finding) const;

private:
    struct Move
    {
        qint64 n = -1;
        bool byAudit = false;
        std::optional<QDate> before, after;
    };

    Result<void> readMoves(Store &store);
    Result<void> readPresent(Store &store);

    QHash<QString, std::vector<Move>> m_moves; ///< by delegation, oldest first
    QHash<QString, QDate> m_present;
    std::vector<qint64> m_audits; ///< the entries that closed one
};

}
