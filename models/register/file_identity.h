#pragma once

#include "domain/error.h"

#include <optional>

namespace muster::registry {

/// Which file lies at a path, whatever it is called: two names of one file have the same.
struct FileIdentity
{
    quint64 device = 0;
    quint64 inode = 0;

    bool operator==(const FileIdentity &) const = default;
};

/// The file at a path, or nothing where none is. Where a system can't tell files apart, all are the same.
std::optional<FileIdentity> identityOf(const QString &path);

/// What became of the file a register was opened from.
enum class FileState {
    There,    ///< it lies where it was
    Gone,     ///< nothing lies there any more
    Replaced, ///< another file lies there; what is written to the one that is open would be lost
};

/// Why nothing is written to a file that is gone or replaced (Io).
Error movedError(const QString &path, FileState state);

}
