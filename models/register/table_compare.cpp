#include "register/table_compare.h"

#include <QSqlError>

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestShown = 80;

QString shown(const QVariant &value)
{
    if (value.isNull())
        return u"absent"_s;
    const QString text = value.toString();
    return u"\"%1\""_s.arg(text.size() > longestShown ? text.left(longestShown) + u'…' : text);
}

/// -1, 0 or 1 as SQLite's binary order has it.
int compareKeys(const QVariant &a, const QVariant &b)
{
    if (a.typeId() == QMetaType::LongLong && b.typeId() == QMetaType::LongLong) {
        const qint64 left = a.toLongLong();
        const qint64 right = b.toLongLong();
        return int(left > right) - int(left < right);
    }
    const int order = a.toString().toUtf8().compare(b.toString().toUtf8());
    return int(order > 0) - int(order < 0);
}

bool isSame(const QVariant &a, const QVariant &b)
{
    if (a.isNull() || b.isNull())
        return a.isNull() == b.isNull();
    return a.typeId() == b.typeId() && a == b;
}

/// One side of the comparison: a table read in order.
class Rows
{
public:
    static Result<Rows> of(const ProjectedTable &table, Database &database)
    {
        QStringList quoted;
        for (const auto &column : table.columns)
            quoted << u'"' + column + u'"';
        auto query =
            database.select(u"SELECT %1 FROM \"%2\" ORDER BY %3"_s.arg(quoted.join(u", "_s), table.name, table.order));
        return query ? Result<Rows>(Rows(std::move(*query), database)) : tl::unexpected(query.error());
    }

    /// Goes to the next row. Error: what the database says where it can't be read.
    Result<void> next()
    {
        m_valid = m_query.next();
        if (!m_valid && m_query.lastError().isValid())
            return tl::unexpected(m_database->explain(m_query));
        return {};
    }

    bool isValid() const { return m_valid; }
    QVariant value(qsizetype column) const { return m_query.value(int(column)); }

private:
    Rows(QSqlQuery query, Database &database) : m_query(std::move(query)), m_database(&database) {}

    QSqlQuery m_query;
    Database *m_database;
    bool m_valid = false;
};

class TableComparison
{
public:
    TableComparison(const ProjectedTable &table, Rows kept, Rows replayed, qsizetype limit, QStringList &problems)
        : m_table(table), m_kept(std::move(kept)), m_replayed(std::move(replayed)), m_limit(limit), m_problems(problems)
    {
        for (const auto &column : table.order.split(u", "_s))
            m_keys << table.columns.indexOf(column);
    }

    Result<void> run()
    {
        auto read = m_kept.next().and_then([this] { return m_replayed.next(); });
        while (read && (m_kept.isValid() || m_replayed.isValid()) && m_problems.size() < m_limit) {
            const int order = compareRows();
            if (order < 0)
                m_problems << u"Table %1: the row %2 should not be there; the record doesn't give it."_s.arg(
                    m_table.name, keyOf(m_kept));
            else if (order > 0)
                m_problems << u"Table %1: the row %2 is missing; the record gives it."_s.arg(m_table.name,
                                                                                             keyOf(m_replayed));
            else
                compareValues();
            if (order <= 0)
                read = m_kept.next();
            if (read && order >= 0)
                read = m_replayed.next();
        }
        return read;
    }

private:
    int compareRows() const
    {
        if (!m_kept.isValid() || !m_replayed.isValid())
            return m_kept.isValid() ? -1 : 1;
        for (const auto key : m_keys) {
            if (const int order = compareKeys(m_kept.value(key), m_replayed.value(key)))
                return order;
        }
        return 0;
    }

    void compareValues()
    {
        for (qsizetype column = 0; column < m_table.columns.size() && m_problems.size() < m_limit; ++column) {
            const QVariant kept = m_kept.value(column);
            const QVariant replayed = m_replayed.value(column);
            if (!isSame(kept, replayed))
                m_problems << u"Table %1, row %2: the column %3 is %4, but the record gives %5."_s.arg(
                    m_table.name, keyOf(m_kept), m_table.columns[column], shown(kept), shown(replayed));
        }
    }

    QString keyOf(const Rows &rows) const
    {
        QStringList parts;
        for (const auto key : m_keys)
            parts << rows.value(key).toString().left(longestShown);
        return parts.join(u' ');
    }

    const ProjectedTable &m_table;
    Rows m_kept;
    Rows m_replayed;
    qsizetype m_limit;
    QStringList &m_problems;
    QList<qsizetype> m_keys;
};

}

Result<void> compareTable(const ProjectedTable &table, Database &kept, Database &replayed, qsizetype limit,
                          QStringList &problems)
{
    if (problems.size() >= limit)
        return {};
    auto right = Rows::of(table, replayed);
    if (!right)
        return tl::unexpected(right.error());
    auto left = Rows::of(table, kept);
    const auto compared = left ? TableComparison(table, std::move(*left), std::move(*right), limit, problems).run()
                               : Result<void>(tl::unexpected(left.error()));
    if (compared || compared.error().code != ErrorCode::Damaged)
        return compared;
    problems << u"Table %1 can't be read to its end: %2"_s.arg(table.name, compared.error().message);
    return {};
}

}
