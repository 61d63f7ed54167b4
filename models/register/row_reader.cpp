#include "register/row_reader.h"

#include <QSqlDriver>

#include <sqlite3.h>

namespace muster::registry {

sqlite3 *nativeHandle(const QSqlDatabase &connection)
{
    const auto handle = connection.driver()->handle();
    return *static_cast<sqlite3 *const *>(handle.constData());
}

namespace {

void bind(sqlite3_stmt *statement, int position, const QVariant &value)
{
    if (value.typeId() == QMetaType::QString) {
        const QByteArray utf8 = value.toString().toUtf8();
        sqlite3_bind_text64(statement, position, utf8.constData(), quint64(utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
    } else {
        sqlite3_bind_int64(statement, position, value.toLongLong());
    }
}

}

Result<RowReader> RowReader::open(Database &database, const QString &sql, const QList<QVariant> &values)
{
    const QByteArray utf8 = sql.toUtf8();
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(nativeHandle(database.connection()), utf8.constData(), int(utf8.size()), &statement, nullptr)
        != SQLITE_OK)
        return tl::unexpected(database.explainLast());
    for (qsizetype i = 0; i < values.size(); ++i)
        bind(statement, int(i) + 1, values[i]);
    return RowReader(database, statement);
}

RowReader::RowReader(RowReader &&other) noexcept
    : m_database(other.m_database), m_statement(std::exchange(other.m_statement, nullptr))
{
}

RowReader::~RowReader()
{
    sqlite3_finalize(m_statement);
}

Result<bool> RowReader::next()
{
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW || code == SQLITE_DONE)
        return code == SQLITE_ROW;
    return tl::unexpected(m_database.explainLast());
}

bool RowReader::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

qint64 RowReader::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

std::string_view RowReader::utf8(int column) const
{
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return {bytes, bytes ? size_t(sqlite3_column_bytes(m_statement, column)) : 0};
}

std::string_view RowReader::bytes(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return {bytes, bytes ? size_t(sqlite3_column_bytes(m_statement, column)) : 0};
}

QString RowReader::text(int column) const
{
    const auto bytes = utf8(column);
    return QString::fromUtf8(bytes.data(), qsizetype(bytes.size()));
}

}
