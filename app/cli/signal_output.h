#pragma once

#include "entity_json.h"
#include "evidence/signal_reader.h"
#include "output.h"

/// How commands print signals.
namespace muster::cli {

/// A list of {"delegation","check","signal","state","figures","since"}.
nlohmann::ordered_json signalsJson(const QList<evidence::DelegationSignals> &read);

/// A table of those raised, or of everything.
void printSignals(const QList<evidence::DelegationSignals> &read, bool everything, Output &out);

}
