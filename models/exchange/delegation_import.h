#pragma once

#include "exchange/column_mapping.h"
#include "exchange/csv_reader.h"
#include "register/verify.h"

#include <optional>

namespace muster::exchange {

/// How a table is read into the inventory.
struct ImportOptions
{
    ColumnMapping mapping;
    bool strict = false;         ///< all rows or none
    bool dryRun = false;         ///< say what would happen and change nothing
    qsizetype previewRows = 0;   ///< how many rows' outcomes to list
    registry::Progress progress; ///< told in bytes of the file
};

/// What became of a row, or would.
enum class RowOutcome { Accepted, Updated, Unchanged, Refused };

/// Why a row was refused, and where.
struct ImportProblem
{
    qint64 row = 0; ///< data row as a person counts below the header
    QString column; ///< its header, or `#n` where it has none; empty where the whole row is meant
    QString reason;
};

struct PreviewedRow
{
    qint64 row = 0;
    RowOutcome outcome = RowOutcome::Accepted;
    QString title;
};

/// An import of the very same file.
struct EarlierImport
{
    ImportId id;
    QDate on;
    QString by; ///< who did it, empty where nobody had identified themselves
};

/// What became of a file's rows: the four counts add up to the rows.
struct RowAccount
{
    qint64 rows = 0, accepted = 0, updated = 0, unchanged = 0, refused = 0;
    QList<ImportProblem> problems;
};

/// The account of a file that was read into the inventory.
struct ImportReport : RowAccount
{
    QList<PreviewedRow> preview;
    qint64 peopleAdded = 0;
    QStringList columnsAdded; ///< titles of those made, or that would be
    Encoding encoding = Encoding::Utf8;
    QChar delimiter = u',';
    bool kept = false;                    ///< false after a dry run, and where `strict` took nothing
    std::optional<ImportId> id;           ///< the import's own entry; nothing where no row changed anything
    std::optional<EarlierImport> earlier; ///< without a key: rows added then are added a second time
};

/// How a file is read with this mapping: its encoding and delimiter, and whether it has a header. Error: InvalidInput
/// for an encoding there isn't.
Result<CsvOptions> csvOptions(const ColumnMapping &mapping);

/// The headers of a file, read as importing it with this mapping would: to propose its columns. Errors: the file's.
Result<QStringList> readHeaders(const QString &path, const ColumnMapping &mapping = {});

/// Reads a CSV file into the inventory, all in one transaction: a cancelled or failing import leaves nothing behind.
/// Each accepted row is an entry of its own, and the import one more with the file's SHA-256 and the counts. The columns
/// a mapping asks for and the register lacks are made before the first row, and not where no row changes anything.
/// Rows whose key is known already update what is there. Errors are those of the file and of the mapping; what is wrong
/// with single rows stands in the report.
Result<ImportReport> importDelegations(registry::Store &store, const QString &path, const ImportOptions &options);

/// Takes an import back whole: additions are withdrawn, the columns it made too, and updates set back. Error: Refused
/// where something it touched was changed since, where such a column was filled in elsewhere, or where audits name what
/// it added, saying which.
Result<void> undoImport(registry::Store &store, const ImportId &id);

}
