#include "register/migrations.h"

#include "register/projection.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QtEndian>

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

QStringList migrationFiles()
{
    static const QStringList files = QDir(u":/migrations"_s).entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
    return files;
}

}

int currentSchema()
{
    return int(migrationFiles().size());
}

QString migrationText(int number)
{
    QFile file(u":/migrations/"_s + migrationFiles().value(number - 1));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

Result<void> migrate(Database &database, int from, int to)
{
    for (int number = from + 1; number <= to; ++number) {
        if (const auto done = database.runScript(migrationText(number)); !done)
            return done;
    }
    if (from > 0 && from < to) {
        if (const auto rebuilt = rebuildProjection(database); !rebuilt)
            return rebuilt;
    }
    return database.runScript(u"PRAGMA user_version = %1"_s.arg(to));
}

Result<void> rebuildProjection(Database &database)
{
    if (const auto deferred = database.run(u"PRAGMA defer_foreign_keys = ON"_s); !deferred)
        return tl::unexpected(deferred.error());
    const auto tables = projectedTables();
    for (auto table = tables.crbegin(); table != tables.crend(); ++table) {
        if (const auto cleared = database.run(u"DELETE FROM \"%1\""_s.arg(table->name)); !cleared)
            return tl::unexpected(cleared.error());
    }
    auto entries = database.select(u"SELECT public_line, private_line FROM entry ORDER BY n"_s);
    if (!entries)
        return tl::unexpected(entries.error());
    Projection projection(database);
    while (entries->next()) {
        const auto entry =
            readLines(entries->value(0).toByteArray().toStdString(), entries->value(1).toByteArray().toStdString());
        if (!entry)
            return tl::unexpected(entry.error());
        if (const auto applied = projection.apply(entry->head, entry->change); !applied)
            return applied;
    }
    return {};
}

namespace {

Error newerSchema(const QString &path, int schema)
{
    return {ErrorCode::Newer,
            u"%1 was written by a newer Muster (schema %2, this one knows %3); open it with that one."_s.arg(path)
                .arg(schema)
                .arg(currentSchema())};
}

/// The tables that the migrations after `schema` make.
QStringList tablesAfter(int schema)
{
    static const QRegularExpression made(u"^CREATE (?:VIRTUAL )?TABLE (\\w+)"_s, QRegularExpression::MultilineOption);
    QStringList tables;
    for (int number = schema + 1; number <= currentSchema(); ++number) {
        const QString text = migrationText(number);
        for (auto match = made.globalMatch(text); match.hasNext();)
            tables << match.next().captured(1);
    }
    return tables;
}

/// Refuses a register that says it is older than its tables are: bringing it up to date would make them a second time.
Result<void> mustBeAsOldAsItSays(Database &database, int schema)
{
    for (const auto &table : tablesAfter(schema)) {
        const auto query = database.run(u"SELECT 1 FROM sqlite_master WHERE name = ?"_s, {table});
        if (!query)
            return tl::unexpected(query.error());
        const bool isThere = (*query)->next();
        (*query)->finish();
        if (isThere)
            return failure(
                ErrorCode::Damaged,
                u"%1 is damaged: it says it has schema %2, but holds the table %3 of a later one; restore a backup."_s
                    .arg(database.path())
                    .arg(schema)
                    .arg(table));
    }
    return {};
}

}

Result<int> schemaOf(Database &database)
{
    const auto query = database.run(u"PRAGMA user_version"_s);
    if (!query)
        return tl::unexpected(query.error());
    const int schema = (*query)->next() ? (*query)->value(0).toInt() : 0;
    (*query)->finish();
    if (schema > currentSchema())
        return tl::unexpected(newerSchema(database.path(), schema));
    if (const auto honest = mustBeAsOldAsItSays(database, schema); !honest)
        return tl::unexpected(honest.error());
    return schema;
}

Result<FileFacts> inspectFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return failure(ErrorCode::Io,
                       u"There is no file %1; check the name, or make one with 'register new'."_s.arg(path));
    if (info.isDir())
        return failure(ErrorCode::Io, u"%1 is a folder; name a register's file."_s.arg(path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Io, u"%1 can't be read; ask its owner for permission."_s.arg(path));
    const QByteArray header = file.read(100);
    const auto number = [&header](int at) { return qFromBigEndian<qint32>(header.constData() + at); };
    if (header.size() < 100 || !header.startsWith(QByteArrayView("SQLite format 3\0", 16))
        || number(68) != applicationId)
        return failure(ErrorCode::NotARegister,
                       u"%1 is not a register of Muster; nothing in it was touched."_s.arg(path));
    if (number(60) > currentSchema())
        return tl::unexpected(newerSchema(path, number(60)));
    // A program that died while the file grew left the old pages in the journal; SQLite takes them back.
    const bool isMidWrite = QFileInfo::exists(path + u"-journal"_s);
    const auto pageField = qFromBigEndian<quint16>(header.constData() + 16);
    const qint64 pageSize = pageField == 1 ? 65536 : pageField;
    if (number(60) < 1)
        return failure(ErrorCode::Damaged,
                       u"%1 is damaged: it doesn't say which schema it has; restore a backup."_s.arg(path));
    if (pageSize < 512 || (pageSize * number(28) > info.size() && !isMidWrite))
        return failure(ErrorCode::Damaged,
                       u"%1 is damaged: it is cut short (%2 bytes); restore a backup."_s.arg(path).arg(info.size()));
    return FileFacts{info.isWritable()};
}

}
