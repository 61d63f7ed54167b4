#pragma once

#include "domain/field.h"
#include "domain/terms.h"

#include <QDate>
#include <QList>
#include <QString>

#include <optional>

/// What evidence hints at, with the figures behind it. A signal is never a verdict; people give verdicts (design.md §2).
namespace muster::evidence {

enum class SignalState { Quiet, Raised, NotEnoughData };

/// One figure behind a signal. Its name tells its unit: `…Ppm` parts per million, `…Ms` milliseconds, `…Micros` millionths
/// of a currency, `…On` a date, `…Days`, `…Minutes`, and nothing for a count; `PpmLow` and `PpmHigh` end an interval.
/// A text (a model, a currency, a person, a title) is private, the rest public.
struct Figure
{
    QString name;
    Value value; ///< absent where it is not known
    bool isPrivate = false;

    bool operator==(const Figure &) const = default;
};

/// One thing that evidence says about a check on a delegation, on a day.
struct Signal
{
    Check check = Check::Output;
    QString name; ///< as the handbook lists it, e.g. `review-time-falling`
    SignalState state = SignalState::NotEnoughData;
    QList<Figure> figures;
    std::optional<QDate> since; ///< of a raised one: the day from which it holds

    const Figure *figure(QStringView figureName) const;
    bool operator==(const Signal &) const = default;
};

/// What a signal says in a sentence with its figures, for a screen or a worksheet; plain text without a full stop.
QString sentenceOf(const Signal &signal);

/// What a signal is called on a screen, e.g. "Review time falls".
QString titleOf(const Signal &signal);

}

namespace muster {
template <>
struct Words<evidence::SignalState>
{
    static constexpr std::array all = std::to_array<std::string_view>({"quiet", "raised", "not-enough-data"});
};
}
