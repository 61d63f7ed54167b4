#include "items/evidence_tables.h"

#include <QLocale>

namespace muster::items {

using namespace Qt::StringLiterals;

EvidenceTableModel::EvidenceTableModel(EvidenceChart chart, QObject *parent)
    : QAbstractTableModel(parent), m_chart(chart)
{
}

void EvidenceTableModel::setFigures(const SharedFigures &figures)
{
    beginResetModel();
    m_figures = figures;
    endResetModel();
}

int EvidenceTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_figures ? 0 : int(m_figures->spans.size());
}

int EvidenceTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_figures ? 0 : int(names().size()) + 2;
}

/// What the figures' columns are called.
QStringList EvidenceTableModel::names() const
{
    switch (m_chart) {
    case EvidenceChart::ReviewTime: return {tr("Median, s"), m_figures->elapsed ? tr("Times") : tr("Measured")};
    case EvidenceChart::Outcomes: return {tr("Accepted"), tr("Edited"), tr("Rejected"), tr("Not stated")};
    case EvidenceChart::Cost: break;
    }
    QStringList models;
    for (const auto &cost : m_figures->costs)
        models << (cost.model.isEmpty() ? tr("no model named") : cost.model);
    return models;
}

QString EvidenceTableModel::figure(qsizetype span, int column) const
{
    const QLocale locale;
    if (m_chart == EvidenceChart::Cost) {
        const auto cost = m_figures->costs[column].micros[span];
        return cost ? amountText(*cost) : QString();
    }
    const auto &reviews = m_figures->reviews[span];
    if (m_chart == EvidenceChart::ReviewTime) {
        if (column == 0)
            return reviews.medianMs ? secondsText(*reviews.medianMs) : QString();
        return locale.toString(reviews.timed);
    }
    const qint64 counts[] = {reviews.accepted, reviews.edited, reviews.rejected, reviews.unstated};
    return locale.toString(counts[column]);
}

QString EvidenceTableModel::marksIn(qsizetype span) const
{
    QStringList texts;
    for (const auto &mark : m_figures->marks) {
        if (m_figures->spanOf(mark.on) == span)
            texts << mark.text;
    }
    return texts.join(u"; "_s);
}

QVariant EvidenceTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto span = m_figures->spans.size() - 1 - index.row();
    const bool isFigure = index.column() > 0 && index.column() < columnCount() - 1;
    if (role == Qt::TextAlignmentRole && isFigure)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == 0)
        return spanName(m_figures->spans[span], m_figures->grain);
    return isFigure ? figure(span, index.column() - 1) : marksIn(span);
}

QVariant EvidenceTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const bool isFigure = section > 0 && section < columnCount() - 1;
    if (role == Qt::TextAlignmentRole && isFigure)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (section == 0) {
        const std::array spans{tr("Week of"), tr("Month"), tr("Year")};
        return spans[size_t(m_figures->grain)];
    }
    return isFigure ? names().value(section - 1) : tr("What happened");
}

}
