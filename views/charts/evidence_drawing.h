#pragma once

#include "items/evidence_tables.h"
#include "views/parts/tokens.h"

#include <QChart>

/// The charts of evidence over time. All of them have the same time axis, a place a span, so that a mark stands at the
/// same place in each. What differs in colour differs in pattern, shape or lightness too.
namespace muster::views {

/// Null where there is nothing to draw. `width` in device-independent pixels decides how many dates stand below.
std::unique_ptr<QChart> drawn(items::EvidenceChart chart, const items::EvidenceFigures &figures, const Colours &colours,
                              int width);

}
