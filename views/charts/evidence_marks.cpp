#include "views/charts/evidence_marks.h"

#include <QCoreApplication>
#include <QLegendMarker>
#include <QLineSeries>
#include <QScatterSeries>

namespace muster::views {

using items::EvidenceFigures;
using items::EvidenceMark;
using Kind = EvidenceMark::Kind;

namespace {

constexpr qsizetype mostMarks = 40;
/// As a share of the height: what stands on its edge is cut.
constexpr double shapesAt = 0.94;

/// How a kind of mark looks.
struct MarkLook
{
    Kind kind;
    const char *name;
    QScatterSeries::MarkerShape shape;
    Qt::PenStyle line;
};

constexpr MarkLook markLooks[] = {
    {Kind::ModelChanged, QT_TRANSLATE_NOOP("EvidenceCharts", "model change"), QScatterSeries::MarkerShapeTriangle,
     Qt::DashLine},
    {Kind::PromptChanged, QT_TRANSLATE_NOOP("EvidenceCharts", "prompt change"),
     QScatterSeries::MarkerShapeRotatedRectangle, Qt::DashDotLine},
    {Kind::Drill, QT_TRANSLATE_NOOP("EvidenceCharts", "drill"), QScatterSeries::MarkerShapeCircle, Qt::DotLine},
    {Kind::Audit, QT_TRANSLATE_NOOP("EvidenceCharts", "audit"), QScatterSeries::MarkerShapeRectangle, Qt::SolidLine},
};

void attach(QAbstractSeries *series, const SpanAxes &axes)
{
    series->attachAxis(axes.below);
    series->attachAxis(axes.left);
}

void addLine(QChart &chart, double at, const MarkLook &look, const SpanAxes &axes, const Colours &colours)
{
    auto *line = new QLineSeries;
    line->append(at, 0);
    line->append(at, axes.top);
    line->setPen(QPen(colours.muted, 1, look.line));
    chart.addSeries(line);
    attach(line, axes);
    hideFromLegend(chart, line);
}

}

void hideFromLegend(const QChart &chart, QAbstractSeries *series)
{
    for (auto *marker : chart.legend()->markers(series))
        marker->setVisible(false);
}

void addMarks(QChart &chart, const EvidenceFigures &figures, const SpanAxes &axes, const Colours &colours)
{
    const auto shown = figures.marks.mid(std::max<qsizetype>(0, figures.marks.size() - mostMarks));
    for (const auto &look : markLooks) {
        QList<QPointF> tops;
        for (const auto &mark : shown) {
            if (mark.kind != look.kind)
                continue;
            const double at = figures.placeOf(mark.on) - 0.5;
            addLine(chart, at, look, axes, colours);
            tops.append({at, axes.top * shapesAt});
        }
        if (tops.isEmpty())
            continue;
        auto *shapes = new QScatterSeries;
        shapes->setName(QCoreApplication::translate("EvidenceCharts", look.name));
        shapes->setMarkerShape(look.shape);
        shapes->setMarkerSize(scaled(10));
        shapes->setBrush(colours.ink);
        shapes->setPen(QPen(colours.surface, 1));
        shapes->append(tops);
        chart.addSeries(shapes);
        attach(shapes, axes);
    }
}

}
