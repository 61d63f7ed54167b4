#pragma once

#include "domain/pair_proposal.h"

#include <QAbstractListModel>
#include <QHash>

namespace muster::items {

/// The pairs of an audit being set up, as a list: a heading for each pair, its people, and what they check.
class PairListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum class RowKind { Pair, Person, Workflow };
    Q_ENUM(RowKind)

    /// Besides Qt::DisplayRole.
    enum Role {
        KindRole = Qt::UserRole, ///< RowKind
        PersonRole,              ///< a person's identifier or empty
        MinutesRole,             ///< of a pair: minutes of all its checks; of a workflow: its own
        SelfCheckedRole,         ///< its owner would check it alone
        FacilitatorRole,
    };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    /// Shows a proposal. `names` tells people's names, `workflows` what is checked.
    void setProposal(const PairProposal &proposal, const QHash<PersonId, QString> &names,
                     const std::vector<PairWorkflow> &workflows, const PersonId &facilitator);
    QModelIndex indexOf(const PersonId &person) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Line
    {
        RowKind kind = RowKind::Pair;
        QString text;
        PersonId person;
        int minutes = 0;
        bool flagged = false; ///< self-checked, or the facilitator

        bool operator==(const Line &) const = default;
    };

    QList<Line> m_lines;
};

}
