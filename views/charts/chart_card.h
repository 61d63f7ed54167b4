#pragma once

#include "views/parts/pieces.h"

#include <memory>

class QChart;
class QChartView;

namespace muster::views {

/// What a chart says in words: the newest figure, what the colours mean, and everything for who can't see it.
struct ChartText
{
    QString figure;
    QString description;
    QString nothing; ///< stands in for a chart without figures
};

/// A title, the newest figure, and a chart without ornament.
class ChartCard final : public Card
{
    Q_OBJECT

public:
    explicit ChartCard(const QString &title, QWidget *parent = nullptr);

    /// Shows another chart; none where there is nothing to draw.
    void showChart(const ChartText &text, std::unique_ptr<QChart> chart);

private:
    PlainLabel *m_figure, *m_nothing;
    QChartView *m_view;
};

}
