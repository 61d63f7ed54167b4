#pragma once

#include "items/evidence_figures.h"

#include <QWidget>

namespace muster::views {

class EvidenceChartCard;

/// The charts of one delegation's evidence below each other: seconds a review, what came of reviews, cost by model.
class EvidenceCharts final : public QWidget
{
    Q_OBJECT

public:
    explicit EvidenceCharts(QWidget *parent = nullptr);

    /// Shows other figures; null: none.
    void setFigures(const items::SharedFigures &figures);

    const QList<EvidenceChartCard *> &cards() const { return m_cards; }

private:
    QList<EvidenceChartCard *> m_cards;
};

}
