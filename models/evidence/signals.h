#pragma once

#include "evidence/facts.h"
#include "evidence/signal.h"

namespace muster::evidence {

/// Everything the evidence says about a delegation on a day, check by check: pure functions of what is handed in. What
/// is later than `on` is not looked at. Each signal's definition, formula, source, minimum and limits stand in the header
/// of its check: output_signals.h, model_signals.h, stop_signals.h, creep_signals.h.
QList<Signal> signalsOf(const DelegationFacts &facts, const Evidence &evidence, const Market &market, QDate on);

/// The names of all signals, check by check, as signalsOf() gives them.
QStringList signalNames();

}
