#pragma once

#include "domain/error.h"

#include <QString>

#include <functional>

class QIODevice;

namespace muster::reports {

/// Writes a file wholly or not at all: what stood at the path stays until the last byte of the new one is on the disk.
/// @param path  the file to write or replace; its folder has to exist
/// @param write puts the content into the device it is given; an error of its own is handed on, and nothing is saved
/// @return NotFound for a missing folder, Refused for a register (see registry::mayBeReplaced()), Io where the system
/// refuses, DiskFull, or the error of `write`
Result<void> saveFile(const QString &path, const std::function<Result<void>(QIODevice &)> &write);

}
