#include "domain/cadence.h"

using namespace Qt::StringLiterals;

namespace muster {

namespace {

tl::unexpected<Error> notACadence(QStringView text)
{
    return failure(ErrorCode::InvalidInput,
                   u"“%1” is not a cadence; give monthly, sprint:WEEKS (1 to %2) or days:N (1 to %3)."_s.arg(
                       text, QString::number(Cadence::maxSprintWeeks), QString::number(Cadence::maxDays)));
}

/// The number digits spell, or nothing where there are others, none or more than six.
std::optional<int> digits(QStringView text)
{
    if (text.isEmpty() || text.size() > 6)
        return std::nullopt;
    int value = 0;
    for (const QChar c : text) {
        if (c < u'0' || c > u'9')
            return std::nullopt;
        value = value * 10 + (c.unicode() - u'0');
    }
    return value;
}

std::optional<Cadence> counted(Cadence::Unit unit, QStringView count, int most)
{
    const auto value = digits(count);
    if (!value || *value < 1 || *value > most)
        return std::nullopt;
    return Cadence{unit, *value};
}

}

Result<Cadence> parseCadence(QStringView text)
{
    const QStringView given = text.trimmed();
    if (given.compare("monthly"_L1, Qt::CaseInsensitive) == 0)
        return Cadence{};
    std::optional<Cadence> cadence;
    if (given.startsWith("sprint:"_L1, Qt::CaseInsensitive))
        cadence = counted(Cadence::Unit::Sprint, given.mid(7), Cadence::maxSprintWeeks);
    else if (given.startsWith("days:"_L1, Qt::CaseInsensitive))
        cadence = counted(Cadence::Unit::Days, given.mid(5), Cadence::maxDays);
    if (!cadence)
        return notACadence(given);
    return *cadence;
}

QString toText(Cadence cadence)
{
    switch (cadence.unit) {
    case Cadence::Unit::Monthly: break;
    case Cadence::Unit::Sprint: return u"sprint:%1"_s.arg(cadence.count);
    case Cadence::Unit::Days: return u"days:%1"_s.arg(cadence.count);
    }
    return u"monthly"_s;
}

QDate nextDue(QDate from, Cadence cadence)
{
    if (cadence.unit == Cadence::Unit::Monthly)
        return from.addMonths(1);
    return from.addDays(approximateDays(cadence));
}

int approximateDays(Cadence cadence)
{
    switch (cadence.unit) {
    case Cadence::Unit::Monthly: break;
    case Cadence::Unit::Sprint: return 2 * 7 * cadence.count;
    case Cadence::Unit::Days: return cadence.count;
    }
    return 30;
}

}
