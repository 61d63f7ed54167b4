#pragma once

#include "domain/error.h"
#include "domain/ids.h"
#include "register/verify.h"

#include <QDate>

#include <optional>

class QIODevice;

namespace muster::reports {

/// Which entries are shown; each part narrows it.
struct EntryFilter
{
    std::optional<QDate> from, to;          ///< days of `at` in the register's zone, both included
    std::optional<DelegationId> delegation; ///< entries that concern it
};

/// How many lines were written.
struct EntriesWritten
{
    qint64 shown = 0;
    qint64 withheld = 0;
};

/// Writes `entries.jsonl` of docs/record-format.md: line n is entry n's public line, or `#` and its leaf in hex where
/// the filter leaves it out; UTF-8, LF, final LF, no BOM. The root over the lines is the register's.
/// @param device open for writing
/// @param progress told of the lines written; answers false to stop, and those written so far are in the device
/// @return Cancelled, DiskFull or Io where the device fails, Damaged for a line that is no entry's
Result<EntriesWritten> writeEntriesJsonl(registry::Store &store, const EntryFilter &filter, QIODevice &device,
                                         const registry::Progress &progress = {});

}
