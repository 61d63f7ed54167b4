#include "register/high_water_mark.h"

#include <QDir>
#include <QFile>

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
    const QString fresh = name + u".new"_s;
    const QByteArray line =
        QByteArray::number(mark.size) + ' ' + QByteArray::fromStdString(ledger::toHex(mark.root)) + '\n';
    QFile file(fresh);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate)) {
        QDir().mkpath(m_folder);
        file.setFileName(fresh);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            return failure(ErrorCode::Io,
                           u"The mark %1 can't be written; check the folder's permissions."_s.arg(fresh));
    }
    const bool written = file.write(line) == line.size() && file.flush();
    file.close();
    // No flush to the disk: an older mark after a power cut is still a true one, and saves a flush on each edit.
    if (!written || std::rename(QFile::encodeName(fresh).constData(), QFile::encodeName(name).constData()) != 0)
        return failure(ErrorCode::Io, u"The mark %1 can't be written; check the disk."_s.arg(name));
    return {};
}

}
