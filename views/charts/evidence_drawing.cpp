#include "views/charts/evidence_drawing.h"

#include "views/charts/evidence_marks.h"

#include <QBarSet>
#include <QCategoryAxis>
#include <QCoreApplication>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLegendMarker>
#include <QLineSeries>
#include <QLocale>
#include <QScatterSeries>
#include <QStackedBarSeries>
#include <QValueAxis>

#include <cmath>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::EvidenceChart;
using items::EvidenceFigures;
using items::EvidenceGrain;
using items::ModelCost;

namespace {

constexpr int widthOfDate = 76;
constexpr int ticksLeft = 4;

QString evidenceTr(const char *text)
{
    return QCoreApplication::translate("EvidenceCharts", text);
}

QColor mixed(const QColor &a, const QColor &b, double share)
{
    return QColor::fromRgbF(float(a.redF() * share + b.redF() * (1 - share)),
                            float(a.greenF() * share + b.greenF() * (1 - share)),
                            float(a.blueF() * share + b.blueF() * (1 - share)));
}

std::unique_ptr<QChart> groundOf(const Colours &colours)
{
    auto chart = std::make_unique<QChart>();
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->setBackgroundBrush(colours.surface);
    chart->setBackgroundPen(Qt::NoPen);
    chart->setBackgroundRoundness(0);
    chart->setMargins({});
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    auto *legend = chart->legend();
    legend->setAlignment(Qt::AlignBottom);
    legend->setFont(fontOf(Type::Small));
    legend->setLabelColor(colours.ink);
    legend->setMarkerShape(QLegend::MarkerShapeFromSeries);
    return chart;
}

void dressAxis(QAbstractAxis *axis, const Colours &colours)
{
    QFont font = fontOf(Type::Tag);
    font.setWeight(QFont::Normal);
    axis->setLabelsFont(font);
    axis->setLabelsColor(colours.muted);
    axis->setGridLineColor(colours.line);
    axis->setLinePen(QPen(colours.line));
}

QString placeName(QDate first, EvidenceGrain grain, bool withYear)
{
    if (grain == EvidenceGrain::Year)
        return QLocale().toString(first, u"yyyy"_s);
    if (grain == EvidenceGrain::Month)
        return QLocale().toString(first, withYear ? u"MMM yyyy"_s : u"MMM"_s);
    return QLocale().toString(first, withYear ? u"d MMM yy"_s : u"d MMM"_s);
}

/// Dates below every so many spans, as many as there is room for.
QCategoryAxis *spanAxis(const EvidenceFigures &figures, const Colours &colours, int width)
{
    auto *axis = new QCategoryAxis;
    axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    axis->setStartValue(-0.5);
    const qsizetype most = std::clamp<qsizetype>(width / scaled(widthOfDate), 2, 12);
    const qsizetype step = (figures.spans.size() + most - 1) / most;
    const bool years = figures.spans.first().year() != figures.spans.last().year();
    for (qsizetype i = 0; i < figures.spans.size(); i += step)
        axis->append(placeName(figures.spans[i], figures.grain, years), double(i));
    axis->setRange(-0.5, double(figures.spans.size()) - 0.5);
    dressAxis(axis, colours);
    axis->setGridLineVisible(false);
    return axis;
}

/// A round number that is not less, so that quarters of it are round as well.
double roundTop(double highest)
{
    if (highest <= 0)
        return 1;
    const double unit = std::pow(10, std::floor(std::log10(highest)));
    for (const double step : {1.0, 2.0, 4.0, 6.0, 8.0, 10.0}) {
        if (highest <= step * unit)
            return step * unit;
    }
    return 10 * unit;
}

/// Counts get whole ticks.
double roundCount(double highest)
{
    return highest <= ticksLeft ? ticksLeft : std::ceil(roundTop(highest) / ticksLeft) * ticksLeft;
}

SpanAxes addSpanAxes(QChart &chart, const EvidenceFigures &figures, double top, const Colours &colours, int width)
{
    auto *left = new QValueAxis;
    left->setRange(0, top);
    left->setTickCount(ticksLeft + 1);
    const double tick = top / ticksLeft;
    left->setLabelFormat(tick >= 1 && tick == std::floor(tick) ? u"%d"_s : tick >= 0.1 ? u"%.1f"_s : u"%.3f"_s);
    dressAxis(left, colours);
    left->setLineVisible(false);
    auto *below = spanAxis(figures, colours, width);
    chart.addAxis(below, Qt::AlignBottom);
    chart.addAxis(left, Qt::AlignLeft);
    return {below, left, top};
}

void addTo(QChart &chart, QAbstractSeries *series, const SpanAxes &axes)
{
    chart.addSeries(series);
    series->attachAxis(axes.below);
    series->attachAxis(axes.left);
}

QBarSet *filledSet(const QString &name, const QColor &colour, Qt::BrushStyle pattern = Qt::SolidPattern)
{
    auto *set = new QBarSet(name);
    set->setBrush(QBrush(colour, pattern));
    set->setPen(QPen(colour, 1));
    return set;
}

void addBars(QChart &chart, const QList<QBarSet *> &sets, const SpanAxes &axes)
{
    auto *series = new QStackedBarSeries;
    for (auto *set : sets)
        series->append(set);
    series->setBarWidth(0.7);
    addTo(chart, series, axes);
    // Qt Charts leaves the legend's squares empty where a series brings its own brushes.
    const auto markers = chart.legend()->markers(series);
    for (qsizetype i = 0; i < std::min(markers.size(), sets.size()); ++i) {
        markers[i]->setShape(QLegend::MarkerShapeRectangle);
        markers[i]->setBrush(sets[i]->brush());
        markers[i]->setPen(sets[i]->pen());
    }
}

/// The medians: a point each, joined where spans follow each other.
void addMedians(QChart &chart, const EvidenceFigures &figures, const SpanAxes &axes, const Colours &colours)
{
    auto *points = new QScatterSeries;
    points->setName(figures.elapsed ? evidenceTr("median until reviewed") : evidenceTr("median"));
    points->setMarkerSize(scaled(figures.spans.size() > 60 ? 5 : 7));
    points->setBrush(colours.accent);
    points->setPen(QPen(colours.accent));
    QLineSeries *line = nullptr;
    for (qsizetype i = 0; i < figures.spans.size(); ++i) {
        const auto &median = figures.reviews[i].medianMs;
        if (!median) {
            line = nullptr;
            continue;
        }
        if (!line) {
            line = new QLineSeries;
            line->setPen(QPen(colours.accent, 2));
            addTo(chart, line, axes);
            hideFromLegend(chart, line);
        }
        line->append(double(i), *median / 1000);
        points->append(double(i), *median / 1000);
    }
    addTo(chart, points, axes);
}

void addTrend(QChart &chart, const EvidenceFigures &figures, const SpanAxes &axes, const Colours &colours)
{
    if (!figures.trend)
        return;
    auto *line = new QLineSeries;
    line->setName(evidenceTr("Theil–Sen trend"));
    const bool weeks = figures.grain == EvidenceGrain::Week;
    const auto place = [&](QDate monday) {
        return weeks ? double(figures.spanOf(monday)) : figures.placeOf(monday) - 0.5;
    };
    line->append(place(figures.trend->from), std::max(0.0, figures.trend->fromMs / 1000));
    line->append(place(figures.trend->to), std::max(0.0, figures.trend->toMs / 1000));
    line->setPen(QPen(colours.fail, 2, Qt::DashLine));
    addTo(chart, line, axes);
}

std::unique_ptr<QChart> timeChart(const EvidenceFigures &figures, const Colours &colours, int width)
{
    if (!figures.hasTimes())
        return nullptr;
    double highest = figures.trend ? figures.trend->fromMs : 0;
    for (const auto &span : figures.reviews)
        highest = std::max(highest, span.medianMs.value_or(0));
    auto chart = groundOf(colours);
    const auto axes = addSpanAxes(*chart, figures, roundTop(highest / 1000), colours, width);
    addMedians(*chart, figures, axes, colours);
    addTrend(*chart, figures, axes, colours);
    addMarks(*chart, figures, axes, colours);
    return chart;
}

std::unique_ptr<QChart> outcomeChart(const EvidenceFigures &figures, const Colours &colours, int width)
{
    if (!figures.hasReviews())
        return nullptr;
    // From light over hatched to dark, so that grey tells them apart.
    auto *accepted = filledSet(evidenceTr("accepted"), mixed(colours.pass, colours.surface, 0.45));
    auto *edited = filledSet(evidenceTr("edited"), colours.drift, Qt::BDiagPattern);
    auto *rejected = filledSet(evidenceTr("rejected"), colours.fail);
    double highest = 0;
    for (const auto &span : figures.reviews) {
        *accepted << double(span.accepted);
        *edited << double(span.edited);
        *rejected << double(span.rejected);
        highest = std::max(highest, double(span.accepted + span.edited + span.rejected));
    }
    auto chart = groundOf(colours);
    const auto axes = addSpanAxes(*chart, figures, roundCount(highest), colours, width);
    addBars(*chart, {accepted, edited, rejected}, axes);
    addMarks(*chart, figures, axes, colours);
    return chart;
}

QString modelName(const ModelCost &cost)
{
    return cost.model.isEmpty() ? evidenceTr("no model named") : cost.model;
}

std::unique_ptr<QChart> costChart(const EvidenceFigures &figures, const Colours &colours, int width)
{
    if (figures.costs.isEmpty())
        return nullptr;
    const std::pair<QColor, Qt::BrushStyle> fills[] = {
        {colours.accent, Qt::SolidPattern},
        {colours.assist, Qt::BDiagPattern},
        {mixed(colours.automate, colours.surface, 0.45), Qt::SolidPattern},
        {colours.drift, Qt::DiagCrossPattern},
        {colours.avoid, Qt::FDiagPattern},
        {colours.muted, Qt::Dense5Pattern},
    };
    QList<QBarSet *> sets;
    QList<double> sums(figures.spans.size(), 0.0);
    for (qsizetype i = 0; i < figures.costs.size(); ++i) {
        const auto &[colour, pattern] = fills[i % std::ssize(fills)];
        sets << filledSet(modelName(figures.costs[i]).toHtmlEscaped(), colour, pattern);
        for (qsizetype span = 0; span < figures.spans.size(); ++span) {
            const double amount = double(figures.costs[i].micros[span].value_or(0)) / 1e6;
            *sets.last() << amount;
            sums[span] += amount;
        }
    }
    auto chart = groundOf(colours);
    const auto axes = addSpanAxes(*chart, figures, roundTop(*std::ranges::max_element(sums)), colours, width);
    addBars(*chart, sets, axes);
    addMarks(*chart, figures, axes, colours);
    return chart;
}

}

std::unique_ptr<QChart> drawn(EvidenceChart chart, const EvidenceFigures &figures, const Colours &colours, int width)
{
    if (figures.isEmpty())
        return nullptr;
    switch (chart) {
    case EvidenceChart::ReviewTime: return timeChart(figures, colours, width);
    case EvidenceChart::Outcomes: return outcomeChart(figures, colours, width);
    case EvidenceChart::Cost: return costChart(figures, colours, width);
    }
    return nullptr;
}

}
