#include "register/high_water_mark.h"

#include <QDir>
#include <QFile>
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

}
