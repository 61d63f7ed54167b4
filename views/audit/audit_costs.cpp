#include "views/audit/audit_costs.h"

#include "register/entity_table.h"

namespace muster::views {

QList<qint64> auditsIn(const QList<registry::LogRow> &log)
{
    QList<qint64> numbers;
    for (const auto &row : log) {
        if (row.audit > 0 && !numbers.contains(row.audit))
            numbers << row.audit;
    }
    return numbers;
}

Result<EarlierCost> earlierCost(registry::Store &store, const QList<qint64> &numbers)
{
    const auto audits = registry::allWhere<Audit>(store);
    if (!audits)
        return tl::unexpected(audits.error());
    EarlierCost cost{numbers, 0, 0, 0};
    for (const auto &audit : *audits) {
        if (!audit.personMinutes || !numbers.contains(audit.number))
            continue;
        ++cost.audits;
        cost.minutes += *audit.personMinutes;
        cost.share += *audit.personMinutes / std::max<qint64>(1, audit.delegations.value_or(1));
    }
    return cost;
}

}
