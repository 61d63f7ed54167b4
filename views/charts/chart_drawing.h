#pragma once

#include "items/progress_figures.h"
#include "views/charts/chart_card.h"
#include "views/parts/tokens.h"

#include <QChart>

/// The three charts and what they say in words. Opaque colours, no animation.
namespace muster::views {

ChartText onCadenceText(const items::ProgressFigures &figures);
ChartText verdictsText(const items::ProgressFigures &figures);
ChartText decisionsText(const items::ProgressFigures &figures);

/// Null where there is nothing to draw.
std::unique_ptr<QChart> onCadenceChart(const items::ProgressFigures &figures, const Colours &colours);
std::unique_ptr<QChart> verdictsChart(const items::ProgressFigures &figures, const Colours &colours);
std::unique_ptr<QChart> decisionsChart(const items::ProgressFigures &figures, const Colours &colours);

}
