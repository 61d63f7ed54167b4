#include "domain/csv_cell.h"

#include <algorithm>

namespace muster {

namespace {

bool startsFormula(QStringView value)
{
    return !value.isEmpty() && QStringView(u"=+-@\t\r\n'").contains(value.front());
}

qsizetype skipDigits(QStringView value, qsizetype at)
{
    while (at < value.size() && value[at] >= u'0' && value[at] <= u'9')
        ++at;
    return at;
}

/// [+-] digits [. digits], nothing else: "-1+1" would be reckoned.
bool isDecimal(QStringView value)
{
    const qsizetype start = !value.isEmpty() && (value[0] == u'-' || value[0] == u'+') ? 1 : 0;
    qsizetype at = skipDigits(value, start);
    if (at == start)
        return false;
    if (at == value.size())
        return true;
    return value[at] == u'.' && at + 1 < value.size() && skipDigits(value, at + 1) == value.size();
}

bool needsQuotes(QStringView value)
{
    const auto special = [](QChar c) { return QStringView(u",;\"\t\r\n").contains(c); };
    return std::any_of(value.begin(), value.end(), special)
           || (!value.isEmpty() && (value.front().isSpace() || value.back().isSpace()));
}

}

QString csvCell(QStringView value, bool isText)
{
    const bool guarded = startsFormula(value) && (isText || !isDecimal(value));
    if (!needsQuotes(value))
        return guarded ? u'\'' + value.toString() : value.toString();
    QString field = value.toString();
    field.replace(u'"', QStringLiteral("\"\""));
    return (guarded ? QStringLiteral("\"'") : QStringLiteral("\"")) + field + u'"';
}

QString csvText(QStringView field)
{
    const bool guarded = field.size() > 1 && field.front() == u'\'' && startsFormula(field.sliced(1));
    return (guarded ? field.sliced(1) : field).toString();
}

}
