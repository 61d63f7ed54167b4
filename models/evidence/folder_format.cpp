#include "evidence/json_format.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

/// A folder whose entries are being handed out: names in order, folders' ending in a slash, so that paths as a whole are too.
struct Level
{
    QString prefix; // of the relative path, empty or with a slash at its end
    std::vector<QString> names;
    size_t at = 0;
};

/// The files of a folder and of the folders in it, sorted by their paths. Of what is in memory, a folder a level is most.
class FolderRows final : public exchange::RowSource
{
public:
    explicit FolderRows(const QString &path) : m_root(path) {}

    const QStringList &headers() const override { return formatNamed(u"folder"_s)->headers; }
    Result<bool> next(exchange::CsvRow &row) override;
    qint64 bytesRead() const override { return m_bytes; }
    qint64 bytesTotal() const override { return 0; } // not known before all was looked at

    Result<void> enter(const QString &prefix);

private:
    void fill(exchange::CsvRow &row, const QString &relative);

    QDir m_root;
    std::vector<Level> m_levels;
    std::vector<std::string> m_cells;
    qint64 m_number = 0;
    qint64 m_bytes = 0;
    std::optional<Error> m_error;
};

Result<void> FolderRows::enter(const QString &prefix)
{
    const QString path = m_root.absoluteFilePath(prefix);
    if (!QFileInfo(path).isReadable())
        return failure(ErrorCode::Io, u"The folder %1 may not be read; ask for permission."_s.arg(path));
    Level level{.prefix = prefix, .names = {}};
    QDirIterator entries(path, QDir::Files | QDir::Dirs | QDir::NoSymLinks | QDir::NoDotAndDotDot);
    while (entries.hasNext()) {
        entries.next();
        const bool isFolder = entries.fileInfo().isDir();
        level.names.push_back(isFolder ? entries.fileName() + u'/' : entries.fileName());
    }
    std::ranges::sort(level.names);
    m_levels.push_back(std::move(level));
    return {};
}

void FolderRows::fill(exchange::CsvRow &row, const QString &relative)
{
    const QFileInfo info(m_root.absoluteFilePath(relative));
    m_bytes += info.size();
    m_cells = {relative.toStdString(), info.lastModified().toUTC().toString(Qt::ISODateWithMs).toStdString(),
               std::to_string(info.size()), info.absoluteFilePath().toStdString()};
    row.number = row.line = ++m_number;
    row.undecodable = -1;
    row.fields.assign(m_cells.begin(), m_cells.end());
}

Result<bool> FolderRows::next(exchange::CsvRow &row)
{
    while (!m_levels.empty() && !m_error) {
        Level &level = m_levels.back();
        if (level.at == level.names.size()) {
            m_levels.pop_back();
            continue;
        }
        const QString relative = level.prefix + level.names[level.at++];
        if (!relative.endsWith(u'/')) {
            fill(row, relative);
            return true;
        }
        if (const auto entered = enter(relative); !entered)
            m_error = entered.error();
    }
    return m_error ? Result<bool>(tl::unexpected(*m_error)) : Result<bool>(false);
}

}

Result<std::unique_ptr<exchange::RowSource>> openFolderRows(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return failure(ErrorCode::NotFound, u"There is no folder %1; check the name."_s.arg(path));
    if (!info.isDir())
        return failure(ErrorCode::InvalidInput, u"%1 is a file; name the folder it is in."_s.arg(path));
    auto rows = std::make_unique<FolderRows>(info.absoluteFilePath());
    if (const auto entered = rows->enter({}); !entered)
        return tl::unexpected(entered.error());
    return std::unique_ptr<exchange::RowSource>(std::move(rows));
}

}
