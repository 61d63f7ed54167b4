#pragma once

#include "items/audit_plan.h"

#include <QAbstractListModel>

namespace muster::items {

/// The delegations an audit may look at, to be ticked: those picked by hand, those there is time for, a line, and the
/// rest of what is due. While somebody searches: whatever fits the words.
class ScopeModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    /// Besides Qt::DisplayRole (title, or the line's text) and Qt::CheckStateRole.
    enum Role {
        IdRole = Qt::UserRole, ///< the delegation's identifier; empty for the line
        ReasonRole,            ///< why it is proposed, or why it can't be taken
        MinutesRole,
        LineRole,  ///< true for the line between what there is time for and the rest
        TakenRole, ///< true where another open audit has it
    };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    /// Takes what the register proposes and found. Rows stay where they are the same.
    void setFacts(const PlanFacts &facts);
    /// Shows what fits the words of `text`, or everything.
    void setSearch(const QString &text);
    /// Whether one delegation at most is chosen, as a spot check has it.
    void setSingle(bool single);

    /// Those ticked, in the order they are shown without a search.
    QList<DelegationId> chosen() const { return m_chosen; }
    void setChosen(const QList<DelegationId> &chosen);
    /// Those chosen that are known, in their order.
    std::vector<PairWorkflow> workflows() const;
    /// Those for which the proposal has time.
    QList<DelegationId> fitting() const;
    const PlannedDelegation *find(const DelegationId &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// Somebody ticked or unticked one.
    void ticked(const muster::DelegationId &id, bool on);

private:
    void arrange();
    bool fitsSearch(const PlannedDelegation &one) const;

    PlanFacts m_facts;
    QList<DelegationId> m_chosen;
    QStringList m_words;
    QList<PlannedDelegation> m_rows; ///< a null identifier is the line
    bool m_single = false;
};

}
