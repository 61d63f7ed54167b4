#include "views/charts/evidence_charts.h"

#include "views/charts/evidence_chart_card.h"

#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::EvidenceChart;

EvidenceCharts::EvidenceCharts(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Charts of the evidence"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::medium);
    const std::pair<EvidenceChart, QString> charts[] = {{EvidenceChart::ReviewTime, u"reviewTime"_s},
                                                        {EvidenceChart::Outcomes, u"outcomes"_s},
                                                        {EvidenceChart::Cost, u"cost"_s}};
    for (const auto &[chart, name] : charts) {
        auto *card = new EvidenceChartCard(chart);
        card->setObjectName(name);
        column->addWidget(card);
        m_cards << card;
    }
    column->addStretch();
}

void EvidenceCharts::setFigures(const items::SharedFigures &figures)
{
    for (auto *card : m_cards)
        card->setFigures(figures);
}

}
