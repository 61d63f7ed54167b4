#include "register/save_target.h"

#include <QFile>
#include <QFileInfo>

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

/// Where a path leads with links followed, be there a file or not yet.
QString destinationOf(const QString &path)
{
    const QFileInfo info(path);
    const QString there = info.canonicalFilePath();
    if (!there.isEmpty())
        return there;
    const QFileInfo named(info.isSymLink() ? info.symLinkTarget() : info.absoluteFilePath());
    const QString folder = QFileInfo(named.absolutePath()).canonicalFilePath();
    return (folder.isEmpty() ? named.absolutePath() : folder) + u'/' + named.fileName();
}

bool isDatabase(const QString &path)
{
    if (!QFileInfo(path).isFile())
        return false;
    // Opening and closing a file drops this process's locks on it, so a register known by its name stays closed.
    if (path.endsWith(u".muster"_s))
        return true;
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(16) == QByteArrayView("SQLite format 3\0", 16);
}

}

Result<void> mayBeReplaced(const QString &target, const QString &source)
{
    const QString path = destinationOf(target);
    if (isDatabase(path))
        return failure(
            ErrorCode::Refused,
            u"“%1” is a register or another database, and is not overwritten: choose another name."_s.arg(target));
    for (const auto &ending : {u"-journal"_s, u"-wal"_s, u"-shm"_s}) {
        if (path.endsWith(ending) && isDatabase(path.chopped(ending.size())))
            return failure(ErrorCode::Refused,
                           u"“%1” is kept for a database's own journal: choose another name."_s.arg(target));
    }
    if (!source.isEmpty() && path == destinationOf(source))
        return failure(
            ErrorCode::Refused,
            u"“%1” is the file that is being imported, and is not overwritten: choose another name."_s.arg(target));
    return {};
}

}
