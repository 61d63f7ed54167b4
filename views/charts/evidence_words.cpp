#include "views/charts/evidence_words.h"

#include "views/parts/counted.h"
#include "views/parts/pieces.h"

#include <QCoreApplication>
#include <QLocale>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::EvidenceChart;
using items::EvidenceFigures;
using items::EvidenceGrain;
using items::ReviewSpan;

namespace {

QString said(const char *text)
{
    return QCoreApplication::translate("EvidenceCharts", text);
}

/// "in the week of 3 Mar 2026"
QString inSpan(const EvidenceFigures &figures, qsizetype span)
{
    const QString name = items::spanName(figures.spans[span], figures.grain);
    return figures.grain == EvidenceGrain::Week ? said("week of %1").arg(name) : name;
}

template <typename Has>
qsizetype lastSpan(const EvidenceFigures &figures, Has has)
{
    for (qsizetype i = figures.spans.size() - 1; i >= 0; --i) {
        if (has(i))
            return i;
    }
    return -1;
}

QString marksSentence(const EvidenceFigures &figures)
{
    QStringList marks;
    for (const auto &mark : figures.marks)
        marks << said("%1: %2").arg(shown(mark.on), mark.text);
    return marks.isEmpty() ? QString() : u". "_s + marks.join(u"; "_s);
}

ChartText timeText(const EvidenceFigures &figures)
{
    const auto last = lastSpan(figures, [&](qsizetype i) { return figures.reviews[i].medianMs.has_value(); });
    if (last < 0)
        return {{}, {}, said("No review with a time was read in.")};
    const auto first =
        std::ranges::find_if(figures.reviews, [](const ReviewSpan &span) { return span.medianMs.has_value(); });
    const QString figure = said("Median %1 s, %2; %3 s at first")
                               .arg(items::secondsText(*figures.reviews[last].medianMs), inSpan(figures, last),
                                    items::secondsText(*first->medianMs));
    const QString trend =
        figures.trend ? said(". The trend goes from %1 s to %2 s")
                            .arg(items::secondsText(figures.trend->fromMs), items::secondsText(figures.trend->toMs))
                      : QString();
    return {figure, figure + trend + marksSentence(figures), {}};
}

ChartText outcomeText(const EvidenceFigures &figures)
{
    ReviewSpan sum;
    for (const auto &span : figures.reviews) {
        sum.accepted += span.accepted;
        sum.edited += span.edited;
        sum.rejected += span.rejected;
        sum.unstated += span.unstated;
    }
    if (sum.reviews() == 0)
        return {{}, {}, said("No review was read in.")};
    const QLocale locale;
    const QString figure =
        said("%1 accepted, %2 edited, %3 rejected")
            .arg(locale.toString(sum.accepted), locale.toString(sum.edited), locale.toString(sum.rejected));
    return {sum.unstated > 0 ? said("%1; of %2 nothing is said").arg(figure, locale.toString(sum.unstated)) : figure,
            figure + marksSentence(figures),
            {}};
}

ChartText costText(const EvidenceFigures &figures)
{
    QStringList notes;
    if (!figures.otherCurrencies.isEmpty())
        notes << said("costs in %1 are not added up").arg(figures.otherCurrencies.join(u", "_s));
    if (figures.unpriced > 0)
        notes << said("%1 with neither cost nor price").arg(counted(figures.unpriced, said("row"), said("rows")));
    if (figures.costs.isEmpty())
        return {{}, {}, said("No cost is known.") + (notes.isEmpty() ? QString() : u" "_s + notes.join(u"; "_s))};
    qint64 sum = 0;
    for (const auto &cost : figures.costs) {
        for (const auto &micros : cost.micros)
            sum += micros.value_or(0);
    }
    notes.prepend(said("%1 %2 in all").arg(items::amountText(sum), figures.currency));
    const QString figure = notes.join(u"; "_s);
    return {figure, figure + marksSentence(figures), {}};
}

}

QString titleOf(EvidenceChart chart)
{
    switch (chart) {
    case EvidenceChart::ReviewTime: return said("Seconds a review");
    case EvidenceChart::Outcomes: return said("What came of reviews");
    case EvidenceChart::Cost: return said("Cost by model");
    }
    return {};
}

ChartText textOf(EvidenceChart chart, const EvidenceFigures &figures)
{
    switch (chart) {
    case EvidenceChart::ReviewTime: return timeText(figures);
    case EvidenceChart::Outcomes: return outcomeText(figures);
    case EvidenceChart::Cost: return costText(figures);
    }
    return {};
}

}
