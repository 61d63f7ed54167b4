#pragma once

#include <QDate>
#include <QTimeZone>

namespace muster::registry {

/// Which day an instant falls on in a time zone, for a million instants: asks the zone once a quarter of an hour of them, since
/// clocks change at its beginning (but for St John's until 2011, where a minute after midnight may count as the day before).
class DayFinder
{
public:
    explicit DayFinder(QTimeZone zone) : m_zone(std::move(zone)) {}

    /// The day, as days since 1970-01-01, of an instant in milliseconds since 1970-01-01 UTC.
    qint64 dayOf(qint64 instant);

    /// The instant of a local time in the zone, given in milliseconds since 1970-01-01 00:00 there. A time that a change of clocks
    /// skips is the one after it; of one that comes twice, the first.
    qint64 instantOf(qint64 local) const;

    static QDate date(qint64 day) { return QDate(1970, 1, 1).addDays(day); }
    static qint64 dayNumber(QDate date) { return QDate(1970, 1, 1).daysTo(date); }

private:
    QTimeZone m_zone;
    qint64 m_quarter = -1;
    qint64 m_offset = 0; ///< milliseconds
};

}
