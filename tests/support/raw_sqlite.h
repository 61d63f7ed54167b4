#pragma once

#include <QByteArray>
#include <QFile>
#include <QList>
#include <QString>
#include <QVariant>

#include <sqlite3.h>

namespace muster::test {

/// A bare connection to an SQLite file, as any other program would have it: for looking and for doing damage.
class RawSqlite
{
public:
    explicit RawSqlite(const QString &path)
    {
        if (sqlite3_open(QFile::encodeName(path).constData(), &m_handle) != SQLITE_OK)
            qFatal("%s can't be opened", qUtf8Printable(path));
        exec("PRAGMA synchronous = OFF"); // what a test does to a file outlives no power cut
    }
    ~RawSqlite() { sqlite3_close(m_handle); }
    RawSqlite(const RawSqlite &) = delete;
    RawSqlite &operator=(const RawSqlite &) = delete;

    /// Runs statements and returns SQLite's code; what it says is in message().
    int exec(const QByteArray &sql)
    {
        const int code = sqlite3_exec(m_handle, sql.constData(), nullptr, nullptr, nullptr);
        m_message = QString::fromUtf8(sqlite3_errmsg(m_handle));
        return code;
    }
    const QString &message() const { return m_message; }

    /// The rows of a query, or what it did with `values` bound; ends the test program where it fails.
    QList<QVariantList> rows(const QByteArray &sql, const QVariantList &values = {})
    {
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v2(m_handle, sql.constData(), -1, &statement, nullptr) != SQLITE_OK)
            qFatal("%s: %s", sql.constData(), sqlite3_errmsg(m_handle));
        for (int i = 0; i < values.size(); ++i)
            bind(statement, i + 1, values[i]);
        QList<QVariantList> found;
        int code = sqlite3_step(statement);
        for (; code == SQLITE_ROW; code = sqlite3_step(statement))
            found << row(statement);
        if (code != SQLITE_DONE)
            qFatal("%s: %s", sql.constData(), sqlite3_errmsg(m_handle));
        sqlite3_finalize(statement);
        return found;
    }

    /// The first value of a query.
    QVariant value(const QByteArray &sql, const QVariantList &values = {})
    {
        return rows(sql, values).value(0).value(0);
    }

    /// Takes the guards off the record, so that a test may tamper with it.
    void dropGuards()
    {
        exec("DROP TRIGGER entry_is_appended; DROP TRIGGER entry_is_not_changed; DROP TRIGGER entry_is_not_deleted");
    }

private:
    static void bind(sqlite3_stmt *statement, int at, const QVariant &value)
    {
        if (value.typeId() == QMetaType::QByteArray) {
            const auto bytes = value.toByteArray();
            sqlite3_bind_blob(statement, at, bytes.constData(), int(bytes.size()), SQLITE_TRANSIENT);
        } else if (value.typeId() == QMetaType::QString) {
            const auto text = value.toString().toUtf8();
            sqlite3_bind_text(statement, at, text.constData(), int(text.size()), SQLITE_TRANSIENT);
        } else if (value.isValid()) {
            sqlite3_bind_int64(statement, at, value.toLongLong());
        }
    }

    static QVariantList row(sqlite3_stmt *statement)
    {
        QVariantList values;
        for (int i = 0; i < sqlite3_column_count(statement); ++i) {
            const auto *bytes = static_cast<const char *>(sqlite3_column_blob(statement, i));
            const QByteArray copy(bytes, sqlite3_column_bytes(statement, i));
            switch (sqlite3_column_type(statement, i)) {
            case SQLITE_INTEGER: values << qint64(sqlite3_column_int64(statement, i)); break;
            case SQLITE_TEXT: values << QString::fromUtf8(copy); break;
            case SQLITE_BLOB: values << copy; break;
            default: values << QVariant(); break;
            }
        }
        return values;
    }

    sqlite3 *m_handle = nullptr;
    QString m_message;
};

}
