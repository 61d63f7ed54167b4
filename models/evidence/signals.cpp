#include "evidence/signals.h"

#include "evidence/creep_signals.h"
#include "evidence/model_signals.h"
#include "evidence/output_signals.h"
#include "evidence/stop_signals.h"

namespace muster::evidence {

QList<Signal> signalsOf(const DelegationFacts &facts, const Evidence &evidence, const Market &market, QDate on)
{
    if (facts.status == Status::Retired)
        return {};
    if (facts.category == Category::Avoid)
        return creepSignals(facts, evidence, on);
    return outputSignals(facts, evidence, on) + modelSignals(facts, evidence, market, on) + stopSignals(facts, on)
           + creepSignals(facts, evidence, on);
}

}
