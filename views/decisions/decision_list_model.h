#pragma once

#include "items/decision_table_model.h"

#include <QAbstractListModel>

namespace muster::views {

/// Decisions below the name of their owner: who has something overdue comes first, and of each owner what is due first.
/// What is done or dropped comes last.
class DecisionListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    /// Either the heading of an owner, or one decision.
    struct Line
    {
        bool isHeading = false;
        QString owner;
        int open = 0, overdue = 0;     ///< of a heading
        items::ShownDecision decision; ///< of a decision
    };

    /// Takes what is to be shown. `words`: each has to be a part of what a decision says.
    void setDecisions(const QList<items::ShownDecision> &decisions, const QString &words, QDate today);

    const Line &line(int row) const { return m_lines[size_t(row)]; }
    /// Headings and decisions in their order.
    const std::vector<Line> &lines() const { return m_lines; }
    /// The row of a decision, or -1.
    int rowOf(const DecisionId &id) const;
    /// The row of the first decision from `row` on, or the last one before it, or -1.
    int decisionNear(int row) const;
    /// How many decisions are shown, headings apart.
    int shown() const { return m_shown; }
    QDate today() const { return m_today; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    std::vector<Line> m_lines;
    int m_shown = 0;
    QDate m_today;
};

/// What a decision changes, in a phrase: "Tier: frontier → mid".
QString phraseOf(const items::ShownDecision &shown);
/// Its date and state in words: "due 15 Jun 2026", "overdue since 12 May 2026", "done on 3 Jun 2026".
QString stateOf(const items::ShownDecision &shown);

}
