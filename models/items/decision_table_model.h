#pragma once

#include "items/row_pool.h"
#include "register/decision_service.h"
#include "register/open_register.h"

namespace muster::items {

/// The columns of the table of decisions.
enum class DecisionColumn { Number, Delegation, Kind, Before, After, Why, Owner, Due, State };
inline constexpr int decisionColumns = int(DecisionColumn::State) + 1;

/// A decision as its table shows it: `before` and `after` as people read them, where they are identifiers by name.
struct ShownDecision : registry::DecisionService::Item
{
    QString before, after;
};

/// The decisions that fit a question, by due date. For reading: a decision is done, moved or dropped by its service's
/// commands, each with its reason. Follows every change of the register as DelegationTableModel does.
class DecisionTableModel final : public KeyedTableModel
{
    Q_OBJECT

public:
    using Query = registry::DecisionService::Query;

    /// Besides Qt::DisplayRole (text; numbers, and dates as QDate).
    enum Role {
        IdRole = Qt::UserRole, ///< the decision's identifier
        VersionRole,           ///< the entry that last wrote it
        DelegationIdRole,
        OwnerIdRole, ///< a person's identifier or empty
        KindRole,    ///< word
        StateRole,   ///< word
        OverdueRole, ///< whether it is open and its date has passed
        MovedRole,   ///< how often it was moved
    };
    Q_ENUM(Role)

    explicit DecisionTableModel(registry::OpenRegister::Pointer openRegister, QObject *parent = nullptr);

    /// Asks for other decisions. A question not yet answered is dropped.
    void setQuery(const Query &query);
    const Query &query() const { return m_query; }

    /// Asks again.
    void refresh();

    /// What a row shows.
    const ShownDecision &item(int row) const;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// A question was answered and the rows swapped in.
    void refreshed();
    /// A question could not be answered; the rows are as they were.
    void failed(const muster::Error &error);

private:
    QVariant display(const ShownDecision &shown, DecisionColumn column) const;

    registry::OpenRegister::Pointer m_register;
    std::shared_ptr<RowPool<ShownDecision>> m_pool; ///< used in the worker's jobs alone
    Query m_query;
    QFuture<Result<RowPointers>> m_question;
};

}
