#include "register/outcome_counts.h"

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

QDate dayOf(const QVariant &value)
{
    return QDate::fromString(value.toString(), Qt::ISODate);
}

std::optional<QDate> anyDayOf(const QVariant &value)
{
    const QDate day = dayOf(value);
    return day.isValid() ? std::optional(day) : std::nullopt;
}

/// Every row of a question, each made into a T by `make`.
template <typename T, typename Make>
Result<QList<T>> allOf(Store &store, const QString &sql, Make make)
{
    auto query = store.database().select(sql);
    if (!query)
        return tl::unexpected(query.error());
    QList<T> all;
    while (query->next())
        all.append(make(*query));
    return all;
}

}

Result<QList<VerdictCount>> verdictsByAudit(Store &store)
{
    return allOf<VerdictCount>(
        store,
        u"SELECT a.id, a.\"number\", a.held_on, f.verdict, COUNT(*) FROM audit a JOIN finding f ON f.audit = a.id "
        "GROUP BY a.id, a.\"number\", a.held_on, f.verdict ORDER BY a.held_on, a.\"number\", f.verdict"_s,
        [](const QSqlQuery &row) -> VerdictCount {
            return {AuditId(row.value(0).toString()), row.value(1).toLongLong(), dayOf(row.value(2)),
                    fromWord<Verdict>(row.value(3).toString()).value_or(Verdict::NotChecked),
                    row.value(4).toLongLong()};
        });
}

Result<QList<WholeAudit>> wholeAudits(Store &store)
{
    return allOf<WholeAudit>(
        store,
        u"SELECT f.delegation, a.held_on FROM finding f JOIN audit a ON a.id = f.audit "
        "GROUP BY f.delegation, a.id, a.held_on "
        "HAVING SUM(CASE WHEN f.verdict = 'not-checked' THEN 1 ELSE 0 END) = 0 ORDER BY f.delegation, a.held_on"_s,
        [](const QSqlQuery &row) -> WholeAudit {
            return {DelegationId(row.value(0).toString()), dayOf(row.value(1))};
        });
}

Result<QList<Rhythm>> rhythms(Store &store)
{
    return allOf<Rhythm>(store, u"SELECT id, cadence, next_due FROM delegation WHERE status <> 'retired'"_s,
                         [](const QSqlQuery &row) -> Rhythm {
                             const auto cadence = parseCadence(row.value(1).toString());
                             return {DelegationId(row.value(0).toString()),
                                     cadence ? std::optional(*cadence) : std::nullopt, anyDayOf(row.value(2))};
                         });
}

Result<QList<DecisionSpan>> decisionSpans(Store &store)
{
    return allOf<DecisionSpan>(store, u"SELECT decided_on, ended_on, state FROM decision ORDER BY decided_on, n"_s,
                               [](const QSqlQuery &row) -> DecisionSpan {
                                   return {dayOf(row.value(0)), anyDayOf(row.value(1)),
                                           fromWord<DecisionState>(row.value(2).toString()).value_or(DecisionState())};
                               });
}

}
