#pragma once

#include <QDir>
#include <QFile>

#include <sys/mount.h>

namespace muster::test {

/// A disk of a megabyte, mounted on a folder for as long as this lives, that can be filled to its last byte. Where
/// nothing may be mounted, as without root's rights, isThere() is false.
class SmallDisk
{
public:
    explicit SmallDisk(const QString &folder) : m_folder(folder)
    {
        m_isThere = QDir().mkpath(folder)
                    && ::mount("tmpfs", QFile::encodeName(folder).constData(), "tmpfs", 0, "size=1m") == 0;
    }
    ~SmallDisk()
    {
        if (m_isThere)
            ::umount(QFile::encodeName(m_folder).constData());
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

    bool isThere() const { return m_isThere; }
    QString path(const QString &name) const { return QDir(m_folder).filePath(name); }
    QStringList files() const { return QDir(m_folder).entryList(QDir::Files | QDir::Hidden, QDir::Name); }

    /// Takes all the room there is.
    void fill() const
    {
        QFile filler(path(QStringLiteral("filler")));
        if (!filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            return;
        const QByteArray block(512, 'f');
        while (filler.write(block) == block.size()) {
        }
    }
    /// Gives it back.
    void empty() const { QFile::remove(path(QStringLiteral("filler"))); }

private:
    QString m_folder;
    bool m_isThere = false;
};

}
