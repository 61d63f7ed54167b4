#pragma once

#include "items/evidence_figures.h"
#include "views/parts/tokens.h"

#include <QAbstractAxis>
#include <QChart>

namespace muster::views {

/// Axes of a chart over spans: places with a few dates below, and values from 0 to `top`.
struct SpanAxes
{
    QAbstractAxis *below = nullptr;
    QAbstractAxis *left = nullptr;
    double top = 1;
};

/// Adds the marks as vertical lines with a shape at the top: triangles for a model, squares for a prompt, circles for
/// drills, a plain line for the audit. Of very many the newest.
void addMarks(QChart &chart, const items::EvidenceFigures &figures, const SpanAxes &axes, const Colours &colours);

/// Takes a series out of the legend.
void hideFromLegend(const QChart &chart, QAbstractSeries *series);

}
