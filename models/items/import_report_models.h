#pragma once

#include "exchange/delegation_import.h"

#include <QAbstractTableModel>

#include <memory>

namespace muster::items {

/// What an import, or trying one, came to; shared between those who show it.
using SharedReport = std::shared_ptr<const exchange::ImportReport>;

/// Why rows can't be taken: row, column and reason, narrowed by a text.
class ImportProblemsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { RowNumber, Where, Reason, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setReport(const SharedReport &report);
    /// Shows the problems whose column or reason holds the text, or whose row it is.
    void setFilter(const QString &text);
    /// Those shown, for saving.
    QList<exchange::ImportProblem> shownProblems() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void sift();

    SharedReport m_report;
    QString m_filter;
    std::vector<int> m_shown; ///< positions among the report's problems
};

/// What becomes of each row, narrowed to one outcome.
class ImportRowsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { RowNumber, Outcome, Title, ColumnCount };
    static constexpr int OutcomeRole = Qt::UserRole; ///< RowOutcome, as int
    using QAbstractTableModel::QAbstractTableModel;

    void setReport(const SharedReport &report);
    void setFilter(std::optional<exchange::RowOutcome> outcome);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void sift();

    SharedReport m_report;
    std::optional<exchange::RowOutcome> m_filter;
    std::vector<int> m_shown;
};

/// What becomes of a row, in a word.
QString outcomeWord(exchange::RowOutcome outcome);

}
