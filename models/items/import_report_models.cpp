#include "items/import_report_models.h"

#include <QLocale>
#include <QStringMatcher>

namespace muster::items {

using namespace Qt::StringLiterals;
using exchange::ImportProblem;
using exchange::RowOutcome;

QString outcomeWord(RowOutcome outcome)
{
    switch (outcome) {
    case RowOutcome::Accepted: return QObject::tr("new");
    case RowOutcome::Updated: return QObject::tr("updated");
    case RowOutcome::Unchanged: return QObject::tr("unchanged");
    case RowOutcome::Refused: return QObject::tr("refused");
    }
    return {};
}

void ImportProblemsModel::setReport(const SharedReport &report)
{
    m_report = report;
    sift();
}

void ImportProblemsModel::setFilter(const QString &text)
{
    if (std::exchange(m_filter, text.trimmed()) != m_filter)
        sift();
}

void ImportProblemsModel::sift()
{
    beginResetModel();
    m_shown.clear();
    const QStringMatcher matcher(m_filter, Qt::CaseInsensitive);
    const qsizetype count = m_report ? m_report->problems.size() : 0;
    for (qsizetype i = 0; i < count; ++i) {
        const auto &problem = m_report->problems[i];
        if (m_filter.isEmpty() || matcher.indexIn(problem.column) >= 0 || matcher.indexIn(problem.reason) >= 0
            || QString::number(problem.row) == m_filter)
            m_shown.push_back(int(i));
    }
    endResetModel();
}

QList<ImportProblem> ImportProblemsModel::shownProblems() const
{
    QList<ImportProblem> problems;
    for (const int position : m_shown)
        problems.append(m_report->problems[position]);
    return problems;
}

int ImportProblemsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int ImportProblemsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant ImportProblemsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole && index.column() == RowNumber)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const auto &problem = m_report->problems[m_shown[size_t(index.row())]];
    switch (index.column()) {
    case RowNumber: return QLocale().toString(problem.row);
    case Where: return problem.column;
    default: return problem.reason;
    }
}

QVariant ImportProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && orientation == Qt::Horizontal && section == RowNumber)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    switch (section) {
    case RowNumber: return tr("Row");
    case Where: return tr("Column");
    case Reason: return tr("Why it can't be taken");
    default: return {};
    }
}

void ImportRowsModel::setReport(const SharedReport &report)
{
    m_report = report;
    sift();
}

void ImportRowsModel::setFilter(std::optional<RowOutcome> outcome)
{
    if (std::exchange(m_filter, outcome) != m_filter)
        sift();
}

void ImportRowsModel::sift()
{
    beginResetModel();
    m_shown.clear();
    const qsizetype count = m_report ? m_report->preview.size() : 0;
    for (qsizetype i = 0; i < count; ++i) {
        if (!m_filter || m_report->preview[i].outcome == *m_filter)
            m_shown.push_back(int(i));
    }
    endResetModel();
}

int ImportRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int ImportRowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant ImportRowsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole && index.column() == RowNumber)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    const auto &row = m_report->preview[m_shown[size_t(index.row())]];
    if (role == OutcomeRole)
        return int(row.outcome);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case RowNumber: return QLocale().toString(row.row);
    case Outcome: return outcomeWord(row.outcome);
    default: return row.title;
    }
}

QVariant ImportRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && orientation == Qt::Horizontal && section == RowNumber)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    switch (section) {
    case RowNumber: return tr("Row");
    case Outcome: return tr("Would be");
    case Title: return tr("Title");
    default: return {};
    }
}

}
