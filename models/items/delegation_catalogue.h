#pragma once

#include "items/row_pool.h"
#include "register/delegation_list.h"
#include "register/own_columns.h"

#include <QCollator>

#include <string>

namespace muster::items {

/// The columns of the table of delegations.
enum class DelegationColumn {
    Title,
    Team,
    Owner,
    Category,
    Tier,
    Risk,
    Status,
    LastAudit,
    NextDue,
    TrustedUntil,
    Flags,
    ExternalId
};
inline constexpr int delegationColumns = int(DelegationColumn::ExternalId) + 1;

using DelegationRow = RowOf<registry::DelegationSummary>;

/// By which column the rows are in order, and which way. What is absent comes last both ways.
struct DelegationOrder
{
    DelegationColumn column = DelegationColumn::TrustedUntil;
    Qt::SortOrder order = Qt::AscendingOrder;
    QString own; ///< the identifier of a column of the register's own, which then counts instead

    bool operator==(const DelegationOrder &) const = default;
};

/// The delegations that fit a question, in order.
struct DelegationAnswer
{
    RowPointers rows;
    int total = 0;            ///< how many there are in the register, retired ones included
    QList<OwnColumn> columns; ///< the register's own, in their order
};

/// Every delegation as a list shows it, and once something is searched for its folded text, kept between questions so
/// that a keystroke in a filter costs no reading of tables. Where the record has moved on it reads what was touched, or
/// all anew where that is much or another day has begun. Lives in jobs of one register's worker; what it gives out may
/// be read anywhere.
class DelegationCatalogue
{
public:
    /// `locale` decides the order of texts.
    explicit DelegationCatalogue(const QLocale &locale);

    /// Errors: what the database says.
    Result<std::shared_ptr<DelegationAnswer>> answer(registry::Store &store, const registry::DelegationQuery &query,
                                                     const DelegationOrder &order);

private:
    using Summary = registry::DelegationSummary;

    Result<void> catchUp(registry::Store &store);
    Result<void> readAll(registry::Store &store);
    Result<bool> readAgain(registry::Store &store, const QStringList &ids);
    Result<void> readTexts(registry::Store &store, const QStringList &ids);
    const std::vector<int> &inOrder(const DelegationOrder &order);
    void putInOrder(const std::vector<int> &places);
    bool comesBefore(int a, int b) const;
    int compare(const Summary &a, const Summary &b, const DelegationOrder &order) const;
    int rankIn(const Summary &summary, DelegationColumn column) const;
    int tierRank(const QString &tier) const;
    const QString *textIn(const Summary &summary, const DelegationOrder &order) const;
    bool isNumeric(const DelegationOrder &order) const;
    std::vector<int> ranks(const DelegationOrder &order) const;
    std::vector<int> ranksOfText(const DelegationOrder &order) const;

    QCollator m_collator;
    RowPool<Summary> m_pool;
    std::vector<std::string> m_texts; ///< folded, by place; empty where nothing was searched for yet
    QList<OwnColumn> m_columns;
    QStringList m_tiers;           ///< weakest first
    qint64 m_size = -1;            ///< entries the rows know
    QDate m_today;                 ///< the day their flags are of
    std::vector<int> m_titleRanks; ///< by place among the rows; empty where not known yet
    std::vector<int> m_sorted;     ///< places in m_sortedBy; empty where not known yet
    DelegationOrder m_sortedBy;
};

}
