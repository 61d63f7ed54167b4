#pragma once

#include "register/log.h"

namespace muster::views {

/// What closed audits took of people's time.
struct EarlierCost
{
    QList<qint64> numbers; ///< the audits asked for
    qint64 audits = 0;     ///< those of them whose time is known
    qint64 minutes = 0;    ///< person-minutes of them all
    qint64 share = 0;      ///< of them for one delegation, all of an audit's counting the same
};

/// The numbers of the audits that a log is of, newest first.
QList<qint64> auditsIn(const QList<registry::LogRow> &log);

/// Adds up what closed audits cost. Errors: what the database says.
Result<EarlierCost> earlierCost(registry::Store &store, const QList<qint64> &numbers);

}
