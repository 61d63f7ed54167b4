#pragma once

#include "evidence/facts.h"
#include "evidence/signal.h"

namespace muster::evidence {

/// The signals of "model fit" that weigh tiers and costs: `tier-outside-policy`, `cost-per-accepted`, `cheaper-tier`
/// and `dearer-tier`, as model_signals.h defines them.
QList<Signal> tierSignals(const DelegationFacts &facts, const Evidence &evidence, const Market &market, QDate on);

}
