#pragma once

#include "items/row_pool.h"
#include "register/delegation_list.h"

#include <QLocale>

#include <functional>

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

    bool operator==(const DelegationOrder &) const = default;
};

/// The delegations that fit a question, in order.
struct DelegationAnswer
{
    RowPointers rows;
    int total = 0; ///< how many there are in the register, retired ones included
};

/// Every delegation as a list shows it, kept between questions so that a keystroke in a filter costs no reading of
/// tables. Reads them anew where the record has moved on or another day has begun. Lives in jobs of one register's
/// worker; what it gives out may be read anywhere.
class DelegationCatalogue
{
public:
    /// `locale` decides the order of texts.
    explicit DelegationCatalogue(const QLocale &locale) : m_locale(locale) {}

    /// Errors: what the database says.
    Result<DelegationAnswer> answer(registry::Store &store, const registry::DelegationQuery &query,
                                    const DelegationOrder &order);

private:
    Result<void> catchUp(registry::Store &store);
    const std::vector<int> &inOrder(const DelegationOrder &order);
    std::vector<int> ranks(DelegationColumn column) const;
    int tierRank(const QString &tier) const;
    std::vector<int> ranksOfText(const std::function<const QString &(const registry::DelegationSummary &)> &text) const;

    QLocale m_locale;
    RowPool<registry::DelegationSummary> m_pool;
    QStringList m_tiers;           ///< weakest first
    qint64 m_size = -1;            ///< entries the rows know
    QDate m_today;                 ///< the day their flags are of
    std::vector<int> m_titleRanks; ///< by position among the rows; empty where not known yet
    std::vector<int> m_sorted;     ///< positions in m_sortedBy; empty where not known yet
    DelegationOrder m_sortedBy;
};

}
