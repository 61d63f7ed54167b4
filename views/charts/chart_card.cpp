#include "views/charts/chart_card.h"

#include <QBoxLayout>
#include <QChart>
#include <QChartView>

namespace muster::views {

ChartCard::ChartCard(const QString &title, QWidget *parent)
    : Card(parent),
      m_figure(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_nothing(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_view(new QChartView)
{
    setAccessibleName(title);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFixedHeight(scaled(120));
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setContextMenuPolicy(Qt::NoContextMenu);
    m_view->setInteractive(false);
    m_view->hide();
    column()->setSpacing(space::tiny);
    column()->addWidget(new PlainLabel(title, Type::Lead));
    column()->addWidget(m_figure);
    column()->addWidget(m_view);
    column()->addWidget(m_nothing);
    column()->addStretch();
}

void ChartCard::showChart(const ChartText &text, std::unique_ptr<QChart> chart)
{
    m_figure->setText(text.figure);
    m_figure->setVisible(!text.figure.isEmpty());
    m_nothing->setText(text.nothing);
    m_nothing->setVisible(!chart);
    m_view->setVisible(chart != nullptr);
    setAccessibleDescription(text.description);
    m_view->setAccessibleName(accessibleName());
    m_view->setAccessibleDescription(text.description);
    if (!chart)
        return;
    const std::unique_ptr<QChart> old(m_view->chart());
    m_view->setBackgroundBrush(chart->backgroundBrush());
    m_view->setChart(chart.release());
}

}
