#pragma once

#include "register/database.h"

struct sqlite3;

namespace muster::registry {

/// A query's rows on SQLite's own interface. For long lists: QtSql makes a variant of every cell, and has SQLite turn
/// every text into UTF-16 one character at a time, which costs more than reading the table.
class RowReader
{
public:
    /// Errors: what the database says.
    static Result<RowReader> open(Database &database, const QString &sql, const QList<QVariant> &values = {});

    RowReader(RowReader &&other) noexcept;
    RowReader &operator=(RowReader &&) = delete;
    ~RowReader();

    /// Goes to the next row; false behind the last. Errors: what the database says.
    Result<bool> next();

    bool isNull(int column) const;
    qint64 integer(int column) const;
    QString text(int column) const;
    /// A text's bytes, until the next row.
    std::string_view utf8(int column) const;
    /// A blob's bytes, until the next row.
    std::string_view bytes(int column) const;

private:
    RowReader(Database &database, sqlite3_stmt *statement) : m_database(database), m_statement(statement) {}

    Database &m_database;
    sqlite3_stmt *m_statement;
};

/// Gives each row of a query to `take`. Errors: what the database says, and the first that `take` gives where it gives
/// a result.
template <typename Take>
Result<void> eachRow(Database &database, const QString &sql, const QList<QVariant> &values, Take &&take)
{
    auto rows = RowReader::open(database, sql, values);
    if (!rows)
        return tl::unexpected(rows.error());
    for (;;) {
        const auto more = rows->next();
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            return {};
        if constexpr (std::is_void_v<std::invoke_result_t<Take, const RowReader &>>)
            take(*rows);
        else if (const auto taken = take(*rows); !taken)
            return tl::unexpected(taken.error());
    }
}

/// The SQLite connection behind a QtSql one.
sqlite3 *nativeHandle(const QSqlDatabase &connection);

}
