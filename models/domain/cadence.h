#pragma once

#include "domain/error.h"

#include <QDate>
#include <QString>
#include <QStringView>

namespace muster {

/// How often a delegation or an audit series is inspected. Its text is `monthly`, `sprint:WEEKS` or `days:N`.
struct Cadence
{
    enum class Unit {
        Monthly, ///< the same day of the next month; count is 1
        Sprint,  ///< every other Sprint; count is one Sprint's length in weeks
        Days,    ///< every count days
    };

    static constexpr int maxSprintWeeks = 52;
    static constexpr int maxDays = 3660;

    Unit unit = Unit::Monthly;
    int count = 1;

    bool operator==(const Cadence &) const = default;
};

/// Reads `monthly`, `sprint:WEEKS` (1 to 52) or `days:N` (1 to 3660). Upper and lower case are the same, space around
/// the text is ignored. Returns InvalidInput, with what is taken, for anything else.
Result<Cadence> parseCadence(QStringView text);

/// The text parseCadence() reads back to the same cadence.
QString toText(Cadence cadence);

/// The date one interval after `from`: monthly is the same day of the next month, or that month's last day where it
/// is shorter; `sprint:W` is 2 × W weeks. Returns an invalid date for an invalid `from`.
QDate nextDue(QDate from, Cadence cadence);

/// The interval in days, a month taken as 30; for comparing cadences, not for dates.
int approximateDays(Cadence cadence);

}
