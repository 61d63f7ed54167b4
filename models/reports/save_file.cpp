#include "reports/save_file.h"

#include "register/save_target.h"
#include "reports/text_sink.h"

#include <QFileInfo>
#include <QSaveFile>

namespace muster::reports {

using namespace Qt::StringLiterals;

namespace {

Result<void> checkTarget(const QString &path)
{
    if (path.isEmpty())
        return failure(ErrorCode::InvalidInput, u"No file is named to save to: name one."_s);
    const QFileInfo target(path);
    const QFileInfo folder(target.absolutePath());
    if (!folder.exists()) {
        return failure(ErrorCode::NotFound,
                       u"The folder “%1” does not exist: make it first or choose another."_s.arg(folder.filePath()));
    }
    if (!folder.isDir())
        return failure(ErrorCode::Io, u"“%1” is not a folder: choose another place."_s.arg(folder.filePath()));
    if (target.isDir())
        return failure(ErrorCode::Io, u"“%1” is a folder: name a file in it."_s.arg(path));
    if (target.exists() && !target.isFile())
        return failure(ErrorCode::Io, u"“%1” is not an ordinary file: choose another name."_s.arg(path));
    return registry::mayBeReplaced(path);
}

Error openError(const QSaveFile &file, const QString &path)
{
    if (file.error() == QFileDevice::ResourceError)
        return writeError(file);
    return {ErrorCode::Io,
            u"“%1” can't be written (%2): choose a place you may write to."_s.arg(path, file.errorString())};
}

}

Result<void> saveFile(const QString &path, const std::function<Result<void>(QIODevice &)> &write)
{
    if (const auto fine = checkTarget(path); !fine)
        return fine;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return tl::unexpected(openError(file, path));
    if (const auto written = write(file); !written)
        return written;
    if (!file.flush() || file.error() != QFileDevice::NoError || !file.commit())
        return tl::unexpected(writeError(file));
    return {};
}

}
