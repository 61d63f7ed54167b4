#pragma once

#include "exchange/delegation_import.h"

/// What a register keeps of an import as a whole.
namespace muster::exchange {

/// SHA-256 of a file's bytes in hex. Error: Io.
Result<QString> fileDigest(const QString &path);

/// When and by whom a file of these bytes was read in before, so that its rows are there twice now; nothing where it was
/// not, or was taken back. Errors: what the database says.
Result<std::optional<EarlierImport>> earlierImport(registry::Store &store, const QString &digest);

/// Appends the import's own entry, about those from `firstEntry` to here, and names it in the report. Errors: what the
/// database says.
Result<void> keepAccount(registry::Store &store, registry::Writer &writer, const QString &path, const QString &digest,
                         qint64 firstEntry, ImportReport &report);

}
