#include "register/schema_compare.h"

#include <QMap>
#include <QSqlError>

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

/// A thing by its kind and name.
using Key = std::pair<QString, QString>;

struct Made
{
    QString table;
    QString sql;

    bool operator==(const Made &) const = default;
};

/// Indexes that follow from a table's own keys, statistics, and where the search index lies: by SQLite's version.
bool isSqlitesOwn(const Key &key, const QVariant &sql)
{
    const auto &[type, name] = key;
    if (type == u"index")
        return sql.isNull();
    return type == u"table" && (name.startsWith(u"sqlite_stat"_s) || name.startsWith(u"search_index_"_s));
}

Result<QMap<Key, Made>> schemaIn(Database &database)
{
    auto query = database.select(u"SELECT type, name, tbl_name, sql FROM sqlite_master"_s);
    if (!query)
        return tl::unexpected(query.error());
    QMap<Key, Made> schema;
    while (query->next()) {
        const Key key(query->value(0).toString(), query->value(1).toString());
        if (!isSqlitesOwn(key, query->value(3)))
            schema.insert(key, {query->value(2).toString(), query->value(3).toString()});
    }
    if (query->lastError().isValid())
        return tl::unexpected(database.explain(*query));
    return schema;
}

QString rowName(const Key &key)
{
    return u"The %1 \"%2\""_s.arg(key.first, key.second.left(80));
}

}

Result<QSet<QString>> compareSchema(Database &kept, Database &fresh, qsizetype limit, QStringList &problems)
{
    const auto found = schemaIn(kept);
    if (!found)
        return tl::unexpected(found.error());
    const auto wanted = schemaIn(fresh);
    if (!wanted)
        return tl::unexpected(wanted.error());
    QSet<QString> altered;
    const auto differs = [&](const Key &key, const QString &how) {
        if (problems.size() < limit)
            problems << rowName(key) + how;
        if (key.first == u"table")
            altered.insert(key.second);
    };
    for (auto it = wanted->begin(); it != wanted->end(); ++it) {
        if (!found->contains(it.key()))
            differs(it.key(), u" is missing; restore a backup."_s);
        else if (found->value(it.key()) != it.value())
            differs(it.key(), u" is not as Muster makes it; restore a backup."_s);
    }
    for (auto it = found->begin(); it != found->end(); ++it) {
        if (!wanted->contains(it.key()))
            differs(it.key(), u" should not be there: Muster makes none; restore a backup."_s);
    }
    return altered;
}

}
