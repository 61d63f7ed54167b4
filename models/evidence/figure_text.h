#pragma once

#include "evidence/signal.h"

/// How a signal's figures read in a sentence.
namespace muster::evidence {

/// A number; 0 where it is absent.
qint64 numberOf(const Signal &signal, QStringView figure);

bool hasFigure(const Signal &signal, QStringView figure);
bool saysYes(const Signal &signal, QStringView figure);

/// A text or a day; empty where it is absent.
QString wordsOf(const Signal &signal, QStringView figure);

/// A share in parts per million as "12.4 %".
QString shareOf(const Signal &signal, QStringView figure);

/// The ends of an interval, whose figures' names end in `PpmLow` and `PpmHigh`: "1.2 to 15.0 %".
QString intervalOf(const Signal &signal, const QString &figure);

/// A time in milliseconds: "900 ms", "4.2 s", "75 s", "12 min".
QString timeOf(const Signal &signal, QStringView figure);

/// An amount of money: "12.34 USD", and under 1, with four places.
QString moneyOf(const Signal &signal, QStringView figure, const QString &currency);

/// "1 review", "12 reviews": the number of a figure with its noun.
QString countOf(const Signal &signal, QStringView figure, const QString &one, const QString &many);

/// "; since 2026-05-04" of a signal that says since when, otherwise nothing.
QString sinceOf(const Signal &signal);

}
