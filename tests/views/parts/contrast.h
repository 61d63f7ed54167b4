#pragma once

#include <QColor>
#include <QString>

#include <algorithm>
#include <cmath>

namespace muster::test {

/// The contrast of two colours (WCAG 2.2, relative luminance).
inline double contrast(const QColor &a, const QColor &b)
{
    const auto luminance = [](const QColor &colour) {
        const auto part = [](double value) {
            return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF());
    };
    const double one = luminance(a), other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

/// Two colours and their contrast, for the one who reads a failure.
inline QString told(const QColor &ink, const QColor &ground)
{
    return QStringLiteral("%1 on %2: %3").arg(ink.name(), ground.name()).arg(contrast(ink, ground));
}

}
