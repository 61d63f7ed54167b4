#include "register/database.h"

#include "register/file_identity.h"
#include "register/row_reader.h"

#include <QFileInfo>
#include <QSqlDriver>
#include <QSqlError>
#include <QUuid>

#include <cerrno>

#include <sqlite3.h>

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

/// Whether the system had no room for what SQLite calls an I/O error: a quota used up, or a file at its limit.
bool hasNoRoom([[maybe_unused]] sqlite3 *native)
{
#ifdef EDQUOT
    const int code = sqlite3_system_errno(native);
    return code == EDQUOT || code == EFBIG;
#else
    return false;
#endif
}

Error fullError(const QString &path)
{
    return {ErrorCode::DiskFull,
            u"The disk that holds %1 is full; nothing was changed. Free some space and try again."_s.arg(path)};
}

}

BulkStatement::BulkStatement(Database &database, sqlite3_stmt *statement)
    : m_database(database), m_statement(statement), m_texts(size_t(sqlite3_bind_parameter_count(statement)))
{
}

BulkStatement::~BulkStatement()
{
    sqlite3_finalize(m_statement);
}

void BulkStatement::bind(int position, const Value &value)
{
    if (const auto *text = std::get_if<QString>(&value))
        bind(position, QStringView(*text));
    else if (const auto *number = std::get_if<qint64>(&value))
        bind(position, *number);
    else if (const auto *boolean = std::get_if<bool>(&value))
        bind(position, qint64(*boolean));
    else
        sqlite3_bind_null(m_statement, position + 1);
}

void BulkStatement::bind(int position, QStringView text)
{
    // Qt makes UTF-8 of UTF-16 sixteen characters at a time, SQLite one by one.
    const auto &utf8 = m_texts[size_t(position)] = text.toUtf8();
    sqlite3_bind_text64(m_statement, position + 1, utf8.constData(), quint64(utf8.size()), SQLITE_STATIC, SQLITE_UTF8);
}

void BulkStatement::bind(int position, qint64 number)
{
    sqlite3_bind_int64(m_statement, position + 1, number);
}

void BulkStatement::bind(int position, std::string_view bytes)
{
    sqlite3_bind_blob64(m_statement, position + 1, bytes.data(), bytes.size(), SQLITE_STATIC);
}

void BulkStatement::bindText(int position, std::string_view utf8)
{
    sqlite3_bind_text64(m_statement, position + 1, utf8.data(), utf8.size(), SQLITE_STATIC, SQLITE_UTF8);
}

void BulkStatement::bindNull(int position)
{
    sqlite3_bind_null(m_statement, position + 1);
}

Result<void> BulkStatement::exec()
{
    const int code = sqlite3_step(m_statement);
    const bool done = code == SQLITE_DONE;
    const Error error = done ? Error{} : m_database.explainLast();
    sqlite3_reset(m_statement);
    return done ? Result<void>() : tl::unexpected(error);
}

Result<BulkStatement *> Database::bulk(const QString &sql)
{
    auto &kept = m_bulk[sql];
    if (!kept) {
        const QByteArray utf8 = sql.toUtf8();
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v3(nativeHandle(m_connection), utf8.constData(), int(utf8.size()),
                               SQLITE_PREPARE_PERSISTENT, &statement, nullptr)
            != SQLITE_OK)
            return tl::unexpected(explainLast());
        kept = std::make_shared<BulkStatement>(*this, statement);
    }
    return kept.get();
}

Error Database::explainLast() const
{
    auto *native = nativeHandle(m_connection);
    return explainCode(sqlite3_extended_errcode(native), QString::fromUtf8(sqlite3_errmsg(native)));
}

Database::Database(QString path, OpenMode mode)
    : m_path(std::move(path)), m_mode(mode), m_connectionName(QUuid::createUuid().toString())
{
}

Database::~Database()
{
    m_bulk.clear();
    m_statements.clear();
    m_connection.close();
    m_connection = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connectionName);
}

Result<std::unique_ptr<Database>> Database::open(const QString &path, OpenMode mode, int busyTimeoutMs)
{
    std::unique_ptr<Database> database(new Database(path, mode));
    if (const auto done = database->configure(busyTimeoutMs); !done)
        return tl::unexpected(done.error());
    return database;
}

Result<std::unique_ptr<Database>> Database::inMemory()
{
    return open(u":memory:"_s, OpenMode::ReadWrite, 0);
}

Result<void> Database::configure(int busyTimeoutMs)
{
    m_connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connectionName);
    m_connection.setDatabaseName(m_path);
    QString options = u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(busyTimeoutMs);
    if (m_mode == OpenMode::ReadOnly)
        options += u";QSQLITE_OPEN_READONLY"_s;
    m_connection.setConnectOptions(options);
    if (!m_connection.open())
        return failure(ErrorCode::Io,
                       u"%1 can't be opened: %2."_s.arg(m_path, m_connection.lastError().databaseText()));
    if (auto *native = nativeHandle(m_connection)) {
        sqlite3_db_config(native, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        sqlite3_db_config(native, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
        sqlite3_extended_result_codes(native, 1);
    }
    for (const auto &pragma :
         {u"PRAGMA journal_mode = DELETE"_s, u"PRAGMA synchronous = EXTRA"_s, u"PRAGMA foreign_keys = ON"_s,
          u"PRAGMA cache_size = -32768"_s, u"PRAGMA temp_store = MEMORY"_s}) {
        if (const auto done = run(pragma); !done)
            return tl::unexpected(done.error());
        m_statements.remove(pragma);
    }
    return {};
}

Result<QSqlQuery *> Database::prepared(const QString &sql)
{
    auto found = m_statements.constFind(sql);
    if (found == m_statements.constEnd()) {
        auto query = std::make_shared<QSqlQuery>(m_connection);
        query->setForwardOnly(true);
        if (!query->prepare(sql))
            return tl::unexpected(explain(*query));
        found = m_statements.insert(sql, std::move(query));
    }
    return found->get();
}

Result<QSqlQuery *> Database::run(const QString &sql, const QList<QVariant> &values)
{
    const auto query = prepared(sql);
    if (!query)
        return query;
    for (qsizetype i = 0; i < values.size(); ++i)
        (*query)->bindValue(int(i), values[i]);
    if (!(*query)->exec())
        return tl::unexpected(explain(**query));
    return query;
}

Result<QSqlQuery> Database::select(const QString &sql, const QList<QVariant> &values)
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return tl::unexpected(explain(query));
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(int(i), values[i]);
    if (!query.exec())
        return tl::unexpected(explain(query));
    return query;
}

Result<void> Database::runScript(const QString &script)
{
    for (const auto &statement : script.split(u"\n-- next\n"_s, Qt::SkipEmptyParts)) {
        QSqlQuery query(m_connection);
        if (!query.exec(statement))
            return tl::unexpected(explain(query));
    }
    return {};
}

Error Database::explain(const QSqlQuery &query) const
{
    const auto error = query.lastError();
    return explainCode(error.nativeErrorCode().toInt(), error.databaseText());
}

Error Database::explainCode(int code, const QString &text) const
{
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::Locked, u"%1 is being written by another program; try again in a moment."_s.arg(m_path)};
    case SQLITE_READONLY:
        if (code == SQLITE_READONLY_DBMOVED)
            return movedError(m_path, identityOf(m_path) ? FileState::Replaced : FileState::Gone);
        [[fallthrough]];
    case SQLITE_PERM:
        return {ErrorCode::ReadOnly,
                u"%1 may only be read; ask its owner for write permission or copy it."_s.arg(m_path)};
    case SQLITE_FULL: return fullError(m_path);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return {ErrorCode::Damaged, u"%1 is damaged (%2); restore a backup."_s.arg(m_path, text)};
    case SQLITE_IOERR:
        if (hasNoRoom(nativeHandle(m_connection)))
            return fullError(m_path);
        [[fallthrough]];
    case SQLITE_CANTOPEN:
        return {ErrorCode::Io,
                u"%1 can't be read or written (%2); check the disk and the folder's permissions."_s.arg(m_path, text)};
    case SQLITE_CONSTRAINT:
        if (code == SQLITE_CONSTRAINT_FOREIGNKEY)
            return {
                ErrorCode::Refused,
                u"Others still refer to what should go, or what is referred to is not there; nothing was changed."_s};
        [[fallthrough]];
    default: return {ErrorCode::Io, u"%1: the database refused (%2)."_s.arg(m_path, text)};
    }
}

Result<Transaction> Transaction::begin(Database &database)
{
    if (database.isReadOnly())
        return failure(ErrorCode::ReadOnly,
                       u"%1 is open for reading only; nothing can be changed."_s.arg(database.path()));
    if (const auto begun = database.run(u"BEGIN IMMEDIATE"_s); !begun)
        return tl::unexpected(begun.error());
    return Transaction(database);
}

Transaction::Transaction(Transaction &&other) noexcept : m_database(std::exchange(other.m_database, nullptr)) {}

Transaction::~Transaction()
{
    if (m_database)
        m_database->connection().exec(u"ROLLBACK"_s);
}

Result<void> Transaction::commit()
{
    const auto done = m_database->run(u"COMMIT"_s);
    if (!done)
        return tl::unexpected(done.error());
    m_database = nullptr;
    return {};
}

QVariant toSql(const Value &value)
{
    if (const auto *text = std::get_if<QString>(&value))
        return *text;
    if (const auto *number = std::get_if<qint64>(&value))
        return *number;
    if (const auto *boolean = std::get_if<bool>(&value))
        return qint64(*boolean);
    return {};
}

Value fromSql(const Field &field, const QVariant &variant)
{
    if (variant.isNull())
        return {};
    switch (field.type) {
    case FieldType::Integer: return variant.toLongLong();
    case FieldType::Boolean: return variant.toLongLong() != 0;
    default: return variant.toString();
    }
}

}
