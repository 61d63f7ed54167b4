#pragma once

#include "items/evidence_figures.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace muster::items {

/// The charts of evidence.
enum class EvidenceChart { ReviewTime, Outcomes, Cost };

/// The figures of one chart as a table: a span a row, the newest first, with what happened in it.
class EvidenceTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit EvidenceTableModel(EvidenceChart chart, QObject *parent = nullptr);

    /// Null: nothing.
    void setFigures(const SharedFigures &figures);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QStringList names() const;
    QString figure(qsizetype span, int column) const;
    QString marksIn(qsizetype span) const;

    EvidenceChart m_chart;
    SharedFigures m_figures;
};

}
