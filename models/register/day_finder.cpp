#include "register/day_finder.h"

#include <QDateTime>

namespace muster::registry {

namespace {

constexpr qint64 quarterMs = 15 * 60 * 1000;
constexpr qint64 dayMs = 24 * 60 * 60 * 1000;

qint64 floorDivided(qint64 value, qint64 by)
{
    return value / by - (value % by < 0 ? 1 : 0);
}

}

qint64 DayFinder::dayOf(qint64 instant)
{
    const qint64 quarter = floorDivided(instant, quarterMs);
    if (quarter != m_quarter) {
        m_quarter = quarter;
        m_offset = qint64(m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(instant, Qt::UTC))) * 1000;
    }
    return floorDivided(instant + m_offset, dayMs);
}

qint64 DayFinder::instantOf(qint64 local) const
{
    const qint64 day = floorDivided(local, dayMs);
    const QDateTime there(date(day), QTime::fromMSecsSinceStartOfDay(int(local - day * dayMs)), m_zone);
    return there.toMSecsSinceEpoch();
}

}
