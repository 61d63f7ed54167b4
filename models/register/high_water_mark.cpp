#include "register/high_water_mark.h"

#include "register/database.h"

#include <QDir>
#include <QFile>
#include <QSqlError>
#include <QTemporaryFile>

#include <cstdio>

namespace muster::registry {

using namespace Qt::StringLiterals;

QString HighWaterMarks::fileName(const QString &registerId) const
{
    return m_folder + u'/' + registerId + u".mark"_s;
}

std::optional<HighWaterMark> HighWaterMarks::read(const QString &registerId) const
{
    QFile file(fileName(registerId));
    if (m_folder.isEmpty() || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto words = file.read(200).trimmed().split(' ');
    bool ok = false;
    const qint64 size = words.value(0).toLongLong(&ok);
    const auto root = ledger::hashFromHex(words.value(1).toStdString());
    if (!ok || size < 0 || !root)
        return std::nullopt;
    return HighWaterMark{size, *root};
}

Result<void> HighWaterMarks::write(const QString &registerId, const HighWaterMark &mark) const
{
    if (m_folder.isEmpty())
        return {};
    const QString name = fileName(registerId);
    const QByteArray line =
        QByteArray::number(mark.size) + ' ' + QByteArray::fromStdString(ledger::toHex(mark.root)) + '\n';
    // A name of its own: another program, or another window, may be writing its mark at the same moment.
    QTemporaryFile fresh(name + u".XXXXXX"_s);
    if (!fresh.open()) {
        QDir().mkpath(m_folder);
        if (!fresh.open())
            return failure(ErrorCode::Io, u"The mark %1 can't be written; check the folder's permissions."_s.arg(name));
    }
    const bool written = fresh.write(line) == line.size() && fresh.flush();
    // No flush to the disk: an older mark after a power cut is still a true one, and saves a flush on each edit.
    if (!written
        || std::rename(QFile::encodeName(fresh.fileName()).constData(), QFile::encodeName(name).constData()) != 0)
        return failure(ErrorCode::Io, u"The mark %1 can't be written; check the disk."_s.arg(name));
    fresh.setAutoRemove(false);
    return {};
}

Result<ledger::Tree> treeUpTo(Database &database, qint64 size, ledger::Tree known)
{
    auto query =
        database.select(u"SELECT public_line FROM entry WHERE n >= ? AND n < ? ORDER BY n"_s, {known.size(), size});
    if (!query)
        return tl::unexpected(query.error());
    while (query->next()) {
        const QByteArray line = query->value(0).toByteArray();
        known.append(ledger::leafHash({line.constData(), size_t(line.size())}));
    }
    if (query->lastError().isValid())
        return tl::unexpected(database.explain(*query));
    return known;
}

Result<QString> contradiction(Database &database, const ledger::Tree &tree, const HighWaterMark &mark)
{
    if (mark.size > tree.size())
        return u"has %1 entries, but %2 were seen here: it is an older copy, or its end was cut off"_s.arg(tree.size())
            .arg(mark.size);
    if (mark.size == tree.size())
        return mark.root == tree.root() ? QString()
                                        : u"has another root than was seen here: its record was rewritten"_s;
    const auto then = treeUpTo(database, mark.size);
    if (!then && then.error().code != ErrorCode::Damaged)
        return tl::unexpected(then.error());
    if (!then)
        return u"can't be read as far as the %1 entries that were seen here; run 'register verify'"_s.arg(mark.size);
    return then->root() == mark.root
               ? QString()
               : u"gives another root for its first %1 entries than was seen here: its record was rewritten, or has gone another way since"_s
                     .arg(mark.size);
}

}
