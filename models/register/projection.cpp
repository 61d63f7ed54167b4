#include "register/projection.h"

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

QString quoted(const QString &name)
{
    return u'"' + name + u'"';
}

Error strangeRow(const EntryHead &head, const Change &change, const QString &what)
{
    return {ErrorCode::Damaged,
            u"Entry %1 (%2) concerns %3, %4."_s.arg(
                QString::number(head.n),
                QLatin1StringView(change.kind->name.data(), qsizetype(change.kind->name.size())), change.id, what)};
}

bool isTracked(const Field &field)
{
    return field.name == "category" || field.name == "tier" || field.name == "model" || field.name == "owner"
           || field.name == "status" || field.name == "promptVersion";
}

}

Result<void> Projection::apply(const EntryHead &head, const Change &change)
{
    switch (change.kind->operation) {
    case Operation::Add: return insert(head, change);
    case Operation::Set: return update(head, change);
    case Operation::Withdraw: return withdraw(change);
    }
    return {};
}

Result<BulkStatement *> Projection::insertStatement(const Change &change)
{
    const auto &entity = *change.kind->entity;
    quint64 present = 0;
    for (const auto &item : change.fields)
        present |= 1ULL << item.field;
    auto &known = m_inserts[{&entity, present}];
    if (known)
        return known;
    QString sql = u"INSERT INTO %1 (id, n"_s.arg(quoted(entity.table));
    QString marks = u"?, ?"_s;
    for (const auto &item : change.fields) {
        sql += u", "_s + quoted(entity.fields[size_t(item.field)].column);
        marks += u", ?"_s;
    }
    const auto query = m_database.bulk(sql + u") VALUES ("_s + marks + u')');
    if (query)
        known = *query;
    return query;
}

Result<void> Projection::insert(const EntryHead &head, const Change &change)
{
    const auto statement = insertStatement(change);
    if (!statement)
        return tl::unexpected(statement.error());
    int position = 0;
    (*statement)->bind(position++, QStringView(change.id));
    (*statement)->bind(position++, head.n);
    for (const auto &item : change.fields)
        (*statement)->bind(position++, item.after);
    if (const auto done = (*statement)->exec(); !done)
        return done;
    return change.kind->entity->noun == "definition" ? keepVersion(head, change) : Result<void>();
}

Result<void> Projection::update(const EntryHead &head, const Change &change)
{
    const auto &entity = *change.kind->entity;
    QString sql = u"UPDATE %1 SET n = ?"_s.arg(quoted(entity.table));
    QList<QVariant> values{head.n};
    for (const auto &item : change.fields) {
        sql += u", %1 = ?"_s.arg(quoted(entity.fields[size_t(item.field)].column));
        values << toSql(item.after);
    }
    values << change.id;
    const auto query = m_database.run(sql + u" WHERE id = ?"_s, values);
    if (!query)
        return tl::unexpected(query.error());
    if ((*query)->numRowsAffected() != 1)
        return tl::unexpected(strangeRow(head, change, u"which is not in the tables"_s));
    if (entity.isDelegation())
        return keepHistory(head, change);
    return entity.noun == "definition" ? keepVersion(head, change) : Result<void>();
}

Result<void> Projection::withdraw(const Change &change)
{
    const auto &entity = *change.kind->entity;
    for (const auto &dependent : {u"history"_s, u"definition_version"_s}) {
        const bool concerned = dependent == u"history"_s ? entity.isDelegation() : entity.noun == "definition";
        if (!concerned)
            continue;
        const auto key = dependent == u"history"_s ? u"delegation"_s : u"definition"_s;
        if (const auto done = m_database.run(u"DELETE FROM %1 WHERE %2 = ?"_s.arg(dependent, key), {change.id}); !done)
            return tl::unexpected(done.error());
    }
    const auto query = m_database.run(u"DELETE FROM %1 WHERE id = ?"_s.arg(quoted(entity.table)), {change.id});
    if (!query)
        return tl::unexpected(query.error());
    if ((*query)->numRowsAffected() != 1)
        return failure(ErrorCode::Damaged,
                       u"%1 %2 was withdrawn and is not in the tables."_s.arg(entity.table, change.id));
    return {};
}

Result<void> Projection::keepHistory(const EntryHead &head, const Change &change)
{
    for (const auto &item : change.fields) {
        const auto &field = change.kind->entity->fields[size_t(item.field)];
        if (!isTracked(field))
            continue;
        const auto kept = m_database.run(
            u"INSERT INTO history (n, delegation, field, \"before\", \"after\", \"at\", \"by\", why) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
            {head.n, change.id, field.title(), toSql(item.before), toSql(item.after), head.at,
             head.by.isEmpty() ? QVariant() : QVariant(head.by),
             change.why.isEmpty() ? QVariant() : QVariant(change.why)});
        if (!kept)
            return tl::unexpected(kept.error());
    }
    return {};
}

/// Each version of a Definition of Done stays readable: findings name the one they were held against.
Result<void> Projection::keepVersion(const EntryHead &head, const Change &change)
{
    const auto done =
        m_database.run(u"INSERT INTO definition_version (n, definition, version, criteria, failure_modes) "
                       "SELECT ?, id, version, criteria, failure_modes FROM definition WHERE id = ?"_s,
                       {head.n, change.id});
    return done ? Result<void>() : tl::unexpected(done.error());
}

QString selectClause(const Entity &entity)
{
    QStringList columns{u"id"_s, u"n"_s};
    for (const auto &field : entity.fields)
        columns << quoted(field.column);
    return u"SELECT %1 FROM %2"_s.arg(columns.join(u", "_s), quoted(entity.table));
}

Row readRow(const Entity &entity, const QSqlQuery &query)
{
    Row row{query.value(0).toString(), query.value(1).toLongLong(), {}};
    row.values.reserve(entity.fields.size());
    for (size_t i = 0; i < entity.fields.size(); ++i)
        row.values.push_back(fromSql(entity.fields[i], query.value(int(i) + 2)));
    return row;
}

QList<ProjectedTable> projectedTables()
{
    QList<ProjectedTable> tables;
    for (const auto *entity : allEntities()) {
        QStringList columns{u"id"_s, u"n"_s};
        for (const auto &field : entity->fields)
            columns << field.column;
        tables.append({entity->table, columns, u"id"_s});
    }
    tables.append({u"history"_s,
                   {u"n"_s, u"delegation"_s, u"field"_s, u"before"_s, u"after"_s, u"at"_s, u"by"_s, u"why"_s},
                   u"n, field"_s});
    tables.append(
        {u"definition_version"_s, {u"n"_s, u"definition"_s, u"version"_s, u"criteria"_s, u"failure_modes"_s}, u"n"_s});
    return tables;
}

}
