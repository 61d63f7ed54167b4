#pragma once

#include "items/evidence_tables.h"
#include "views/charts/chart_card.h"

namespace muster::views {

/// What a chart is called.
QString titleOf(items::EvidenceChart chart);

/// What it says in words.
ChartText textOf(items::EvidenceChart chart, const items::EvidenceFigures &figures);

}
