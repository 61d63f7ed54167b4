#pragma once

#include "domain/error.h"
#include "domain/field.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

#include <functional>
#include <memory>
#include <string_view>

struct sqlite3_stmt;

namespace muster::registry {

class Database;

/// A prepared statement for bulk work, on SQLite's own interface: binding through QtSql costs more than the insert
/// (it makes a text of each position). Made by Database::bulk and kept there.
class BulkStatement
{
public:
    BulkStatement(Database &database, sqlite3_stmt *statement);
    ~BulkStatement();
    BulkStatement(const BulkStatement &) = delete;
    BulkStatement &operator=(const BulkStatement &) = delete;

    /// Binds what `exec` writes; positions from 0. Bytes must live until then.
    void bind(int position, const Value &value);
    void bind(int position, QStringView text);
    void bind(int position, qint64 number);
    void bind(int position, std::string_view bytes);
    void bindText(int position, std::string_view utf8);
    void bindNull(int position);

    /// Runs it once and makes it ready for the next row.
    Result<void> exec();

private:
    Database &m_database;
    sqlite3_stmt *m_statement;
    std::vector<QByteArray> m_texts; ///< as they are bound
};

/// How a register's file is opened.
enum class OpenMode { ReadWrite, ReadOnly };

/// One connection to a register, with its prepared statements. Lives on the thread that made it.
///
/// The settings are those of design.md: journal DELETE (WAL of 3.40.1 can corrupt and fails on network folders),
/// synchronous EXTRA, foreign keys, trusted_schema off, defensive mode.
class Database
{
public:
    /// Opens a file that is known to be a register or a new one. Errors: Locked, ReadOnly, Damaged, Io.
    static Result<std::unique_ptr<Database>> open(const QString &path, OpenMode mode, int busyTimeoutMs);

    /// A database in memory, for replaying a record.
    static Result<std::unique_ptr<Database>> inMemory();

    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Runs one statement with its values. The query stays prepared and is reused by the next call with the same text;
    /// read its rows before that. Errors as `lastError` tells.
    Result<QSqlQuery *> run(const QString &sql, const QList<QVariant> &values = {});

    /// A statement of its own, for a result that stays open while others run.
    Result<QSqlQuery> select(const QString &sql, const QList<QVariant> &values = {});

    /// Prepares once and returns the kept statement; the caller binds and executes. For bulk work.
    Result<QSqlQuery *> prepared(const QString &sql);

    /// A kept statement for bulk work.
    Result<BulkStatement *> bulk(const QString &sql);

    /// Runs statements separated by lines that read `-- next`.
    Result<void> runScript(const QString &script);

    /// What a failed query means to a person: locked, full, read-only, damaged …
    Error explain(const QSqlQuery &query) const;
    Error explainLast() const;

    bool isReadOnly() const { return m_mode == OpenMode::ReadOnly; }
    const QString &path() const { return m_path; }
    QSqlDatabase &connection() { return m_connection; }

private:
    Database(QString path, OpenMode mode);
    Result<void> configure(int busyTimeoutMs);
    Error explainCode(int code, const QString &text) const;

    QString m_path;
    OpenMode m_mode;
    QString m_connectionName;
    QSqlDatabase m_connection;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_statements;
    QHash<QString, std::shared_ptr<BulkStatement>> m_bulk;
};

/// A write transaction (BEGIN IMMEDIATE). Rolls back unless committed.
class Transaction
{
public:
    /// Error: Locked where another process writes longer than the busy timeout, ReadOnly.
    static Result<Transaction> begin(Database &database);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();

    /// Error: DiskFull, Io; nothing is written then.
    Result<void> commit();

private:
    explicit Transaction(Database &database) : m_database(&database) {}
    Database *m_database;
};

/// A value as SQL binds it, and back by the type of its field.
QVariant toSql(const Value &value);
Value fromSql(const Field &field, const QVariant &variant);

}
