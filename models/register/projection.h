#pragma once

#include "register/database.h"
#include "register/entry.h"

namespace muster::registry {

/// The tables as a projection of the record: applies what an entry says, without judging it. Appending and replaying
/// go through here alike, so the tables equal what replay gives.
class Projection
{
public:
    explicit Projection(Database &database) : m_database(database) {}

    /// Applies one change. Errors: Damaged where the row is missing or there already, and what the database says.
    Result<void> apply(const EntryHead &head, const Change &change);

private:
    Result<void> insert(const EntryHead &head, const Change &change);
    Result<void> update(const EntryHead &head, const Change &change);
    Result<void> withdraw(const Change &change);
    Result<void> keepHistory(const EntryHead &head, const Change &change);
    Result<void> keepVersion(const EntryHead &head, const Change &change);
    Result<BulkStatement *> insertStatement(const Change &change);

    Database &m_database;
    struct Shape
    {
        const Entity *entity;
        quint64 fields;
        bool operator==(const Shape &) const = default;
        friend size_t qHash(const Shape &s, size_t seed = 0) { return qHashMulti(seed, quintptr(s.entity), s.fields); }
    };
    QHash<Shape, BulkStatement *> m_inserts;
};

/// `SELECT id, n, field, … FROM table`: what `readRow` takes apart.
QString selectClause(const Entity &entity);

/// The row a query of `selectClause` stands on.
Row readRow(const Entity &entity, const QSqlQuery &query);

/// Every table that replay fills, with its columns in order and what it is sorted by: for comparing.
struct ProjectedTable
{
    QString name;
    QStringList columns;
    QString order;
};
QList<ProjectedTable> projectedTables();

}
