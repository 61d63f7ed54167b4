#include "evidence/figure_text.h"

#include "domain/iso_date.h"

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

/// Parts of a thousand-fold unit with one place, rounded half away from zero: 12449 → "12.4".
QString withOnePlace(qint64 thousandths)
{
    const qint64 size = thousandths < 0 ? -thousandths : thousandths;
    const qint64 tenths = (size + 50) / 100;
    const auto sign = thousandths < 0 && tenths > 0 ? u"−"_s : QString();
    return sign + u"%1.%2"_s.arg(tenths / 10).arg(tenths % 10);
}

QString percent(qint64 ppm)
{
    return withOnePlace(ppm / 10);
}

}

qint64 numberOf(const Signal &signal, QStringView figure)
{
    const auto *found = signal.figure(figure);
    const auto *number = found ? std::get_if<qint64>(&found->value) : nullptr;
    return number ? *number : 0;
}

bool hasFigure(const Signal &signal, QStringView figure)
{
    const auto *found = signal.figure(figure);
    return found && !isAbsent(found->value);
}

bool saysYes(const Signal &signal, QStringView figure)
{
    const auto *found = signal.figure(figure);
    const auto *yes = found ? std::get_if<bool>(&found->value) : nullptr;
    return yes && *yes;
}

QString wordsOf(const Signal &signal, QStringView figure)
{
    const auto *found = signal.figure(figure);
    return found ? textOf(found->value) : QString();
}

QString shareOf(const Signal &signal, QStringView figure)
{
    return percent(numberOf(signal, figure)) + u" %"_s;
}

QString intervalOf(const Signal &signal, const QString &figure)
{
    return u"%1 to %2 %"_s.arg(percent(numberOf(signal, figure + u"Low"_s)),
                               percent(numberOf(signal, figure + u"High"_s)));
}

QString timeOf(const Signal &signal, QStringView figure)
{
    const qint64 ms = numberOf(signal, figure);
    if (qAbs(ms) < 1000)
        return u"%1 ms"_s.arg(ms);
    if (qAbs(ms) < 10'000)
        return withOnePlace(ms) + u" s"_s;
    return qAbs(ms) < 600'000 ? u"%1 s"_s.arg((ms + 500) / 1000) : u"%1 min"_s.arg((ms + 30'000) / 60'000);
}

QString moneyOf(const Signal &signal, QStringView figure, const QString &currency)
{
    const qint64 micros = numberOf(signal, figure);
    const qint64 unit = micros < 1'000'000 ? 100 : 10'000;
    const qint64 rounded = micros / unit + (micros % unit * 2 >= unit);
    const qint64 whole = 1'000'000 / unit;
    return u"%1.%2 %3"_s.arg(rounded / whole).arg(rounded % whole, whole == 100 ? 2 : 4, 10, QChar(u'0')).arg(currency);
}

QString countOf(const Signal &signal, QStringView figure, const QString &one, const QString &many)
{
    const qint64 number = numberOf(signal, figure);
    return u"%1 %2"_s.arg(number).arg(number == 1 ? one : many);
}

QString sinceOf(const Signal &signal)
{
    return signal.since ? u"; since "_s + isoText(*signal.since) : QString();
}

}
