#pragma once

#include "ledger/verifier.h"
#include "register/store.h"

#include <functional>

namespace muster::registry {

/// Told how far long work has come, as `done` of `total` (0 where unknown); answers false to stop it.
using Progress = std::function<bool(qint64 done, qint64 total)>;

/// What verifying a register found.
struct Verification
{
    bool ok = false;
    qint64 entries = 0;
    ledger::Hash root{};
    QStringList problems;           ///< a sentence each, the first hundred
    std::optional<qint64> markSize; ///< the high-water mark it was held against; nothing where not seen here
    qint64 linesMs = 0;             ///< reading and hashing all lines
    qint64 replayMs = 0;            ///< replaying and comparing every table
};

/// Has SQLite check the file, compares what it is made of with a fresh register, re-reads the raw lines, recomputes the
/// root, replays them and compares every table, and holds size and root against the mark kept outside the file. Never
/// writes. Errors: Cancelled, Io; what is wrong with the record is no error but a problem.
Result<Verification> verifyRegister(Store &store, const Progress &progress = {});

/// The same for a file that Store::open() refuses as damaged: what can still be read of it is looked at. Errors: as above,
/// and what inspectFile() says.
Result<Verification> verifyFile(const QString &path, const StoreOptions &options, const Progress &progress = {});

}
