#include "views/charts/chart_drawing.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QCoreApplication>
#include <QGraphicsLayout>
#include <QLocale>
#include <QPen>
#include <QStackedBarSeries>
#include <QValueAxis>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::ProgressFigures;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ProgressCharts", text);
}

QString monthName(const QDate &month)
{
    return QLocale().toString(month, u"MMM"_s);
}

QString monthAndYear(const QDate &month)
{
    return QLocale().toString(month, u"MMMM yyyy"_s);
}

std::unique_ptr<QChart> emptyChart(const Colours &colours)
{
    auto chart = std::make_unique<QChart>();
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->setBackgroundBrush(colours.surface);
    chart->setBackgroundPen(Qt::NoPen);
    chart->setBackgroundRoundness(0);
    chart->setMargins({});
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->legend()->hide();
    return chart;
}

void dress(QAbstractAxis *axis, const Colours &colours)
{
    QFont font = fontOf(Type::Tag);
    font.setWeight(QFont::Normal);
    axis->setLabelsFont(font);
    axis->setLabelsColor(colours.muted);
    axis->setGridLineColor(colours.line);
    axis->setLinePen(QPen(colours.line));
}

void addAxes(QChart &chart, QAbstractSeries *series, QAbstractAxis *below, int most, const QString &format,
             const Colours &colours)
{
    dress(below, colours);
    below->setGridLineVisible(false);
    auto *left = new QValueAxis;
    left->setRange(0, most);
    left->setTickCount(3);
    left->setLabelFormat(format);
    dress(left, colours);
    left->setLineVisible(false);
    chart.addAxis(below, Qt::AlignBottom);
    chart.addAxis(left, Qt::AlignLeft);
    series->attachAxis(below);
    series->attachAxis(left);
}

QBarSet *barSet(const QString &name, const QColor &colour)
{
    auto *set = new QBarSet(name);
    set->setColor(colour);
    set->setBorderColor(colour);
    return set;
}

/// Few bars stay slim.
qreal barWidth(qsizetype bars)
{
    return bars >= 6 ? 0.7 : 0.12 * qreal(bars + 1);
}

QBarCategoryAxis *categories(const QStringList &names)
{
    auto *axis = new QBarCategoryAxis;
    // Equal names would be taken for one; what is below a bar may repeat.
    QStringList distinct;
    for (const auto &name : names) {
        QString one = name;
        while (distinct.contains(one))
            one += QChar(0x200B);
        distinct << one;
    }
    axis->append(distinct);
    return axis;
}

/// The next even number, so that the middle of the axis is whole.
int topOf(int highest)
{
    return std::max(2, highest + highest % 2);
}

}

ChartText onCadenceText(const ProgressFigures &figures)
{
    if (figures.onCadence.isEmpty())
        return {{}, tr("No audit has fallen due yet."), tr("No audit has fallen due yet.")};
    QStringList all;
    for (const auto &one : figures.onCadence)
        all << tr("%1: %2 of %3 in time").arg(monthAndYear(one.month)).arg(one.inTime).arg(one.due);
    const auto &last = figures.onCadence.last();
    return {
        tr("%1: %2 of %3 in time").arg(monthName(last.month)).arg(last.inTime).arg(last.due), all.join(u"; "_s), {}};
}

std::unique_ptr<QChart> onCadenceChart(const ProgressFigures &figures, const Colours &colours)
{
    if (figures.onCadence.isEmpty())
        return nullptr;
    auto chart = emptyChart(colours);
    auto *inTime = barSet(tr("in time"), colours.accent);
    auto *late = barSet(tr("late"), colours.line);
    QStringList names;
    for (const auto &one : figures.onCadence) {
        const int share = 100 * one.inTime / one.due;
        *inTime << share;
        *late << 100 - share;
        names << monthName(one.month);
    }
    auto *series = new QStackedBarSeries;
    series->append(inTime);
    series->append(late);
    series->setBarWidth(barWidth(names.size()));
    chart->addSeries(series);
    addAxes(*chart, series, categories(names), 100, u"%d %%"_s, colours);
    return chart;
}

ChartText verdictsText(const ProgressFigures &figures)
{
    QStringList all;
    const auto line = [](const ProgressFigures::Verdicts &one) {
        return tr("✓ %1 pass, ▲ %2 drift, ✕ %3 fail").arg(one.pass).arg(one.drift).arg(one.fail);
    };
    for (const auto &one : figures.verdicts)
        all << tr("Audit %1, %2: %3").arg(one.number).arg(shown(one.heldOn), line(one));
    return {tr("Last: %1").arg(line(figures.verdicts.last())), all.join(u"; "_s), {}};
}

std::unique_ptr<QChart> verdictsChart(const ProgressFigures &figures, const Colours &colours)
{
    auto chart = emptyChart(colours);
    auto *pass = barSet(tr("pass"), colours.pass);
    auto *drift = barSet(tr("drift"), colours.drift);
    auto *fail = barSet(tr("fail"), colours.fail);
    QStringList names;
    int highest = 0;
    for (const auto &one : figures.verdicts) {
        *pass << one.pass;
        *drift << one.drift;
        *fail << one.fail;
        names << QLocale().toString(one.heldOn, u"d MMM"_s);
        highest = std::max(highest, one.pass + one.drift + one.fail);
    }
    auto *series = new QStackedBarSeries;
    for (auto *set : {fail, drift, pass})
        series->append(set);
    series->setBarWidth(barWidth(names.size()));
    chart->addSeries(series);
    addAxes(*chart, series, categories(names), topOf(highest), u"%d"_s, colours);
    return chart;
}

ChartText decisionsText(const ProgressFigures &figures)
{
    if (figures.decisions.isEmpty())
        return {{}, tr("No decision was made yet."), tr("No decision was made yet.")};
    QStringList all;
    for (const auto &one : figures.decisions)
        all << tr("%1: %2 open, %3 done").arg(monthAndYear(one.month)).arg(one.open).arg(one.done);
    const auto &last = figures.decisions.last();
    return {tr("%1 open (upper), %2 done (lower)").arg(last.open).arg(last.done), all.join(u"; "_s), {}};
}

std::unique_ptr<QChart> decisionsChart(const ProgressFigures &figures, const Colours &colours)
{
    if (figures.decisions.isEmpty())
        return nullptr;
    auto chart = emptyChart(colours);
    auto *done = barSet(tr("done"), colours.accent);
    auto *open = barSet(tr("open"), colours.drift);
    QStringList names;
    int highest = 0;
    for (const auto &one : figures.decisions) {
        *done << one.done;
        *open << one.open;
        names << monthName(one.month);
        highest = std::max(highest, one.open + one.done);
    }
    auto *series = new QStackedBarSeries;
    series->append(done);
    series->append(open);
    series->setBarWidth(barWidth(names.size()));
    chart->addSeries(series);
    addAxes(*chart, series, categories(names), topOf(highest), u"%d"_s, colours);
    return chart;
}

}
