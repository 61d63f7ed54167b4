#include "register/file_identity.h"

#include <QFile>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

namespace muster::registry {

using namespace Qt::StringLiterals;

std::optional<FileIdentity> identityOf(const QString &path)
{
#ifdef Q_OS_UNIX
    struct stat facts = {};
    if (::stat(QFile::encodeName(path).constData(), &facts) != 0)
        return std::nullopt;
    return FileIdentity{quint64(facts.st_dev), quint64(facts.st_ino)};
#else
    return QFile::exists(path) ? std::optional(FileIdentity()) : std::nullopt;
#endif
}

Error movedError(const QString &path, FileState state)
{
    if (state == FileState::Gone)
        return {ErrorCode::Io,
                u"%1 is no longer where it was; put it back and try again. Nothing was changed."_s.arg(path)};
    return {ErrorCode::Io,
            u"%1 was replaced by another file; open it again before you go on. Nothing was changed."_s.arg(path)};
}

}
