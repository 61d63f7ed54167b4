#pragma once

#include "evidence/facts.h"
#include "evidence/signal.h"

namespace muster::evidence {

/// Everything the evidence says about a delegation on a day, check by check: pure functions of what is handed in. What
/// is later than `on` is not looked at. Each signal's definition, formula, source, minimum and limits stand in the header
/// of its check: output_signals.h, model_signals.h, stop_signals.h, creep_signals.h.
QList<Signal> signalsOf(const DelegationFacts &facts, const Evidence &evidence, const Market &market, QDate on);

/// How grave it is that a signal is raised, for a list that has the worst first: 3 where the delegation could not be stopped or its
/// work would not be accepted today, 2 where what was decided holds no longer, 1 where it could be better.
int gravityOf(QStringView signal);

/// Whether the wall tells the same by a flag of its own (domain/standing.h), from the inventory alone.
bool isToldByFlag(QStringView signal);

/// The names of all signals, check by check, as signalsOf() gives them.
QStringList signalNames();

}
