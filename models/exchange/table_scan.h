#pragma once

#include "exchange/csv_reader.h"
#include "register/verify.h"

#include <QHash>

namespace muster::exchange {

/// A value that stands in a column, and how often.
struct DistinctValue
{
    QString text; ///< trimmed; empty: cells with nothing in them
    qint64 count = 0;

    bool operator==(const DistinctValue &) const = default;
};

/// What one column of a table holds.
struct ScannedColumn
{
    QString header;              ///< as in the file; empty where it has none
    QStringList samples;         ///< the first few different values
    QList<DistinctValue> values; ///< the most frequent first; those beyond the limits are missing
    qint64 unlisted = 0;         ///< cells whose values are missing above
};

/// What a person needs to see of a file before deciding what its columns mean.
struct TableScan
{
    Encoding encoding = Encoding::Utf8;
    QChar delimiter = u',';
    QList<ScannedColumn> columns;
    QList<QStringList> firstRows; ///< cells cut at `longestShown` characters
    qint64 rows = 0;
    std::optional<Error> trouble; ///< why reading ended before the end of the file

    QStringList headers() const;
};

struct ScanLimits
{
    qsizetype rows = 50;      ///< how many rows to show
    qsizetype samples = 3;    ///< values shown of a column
    qsizetype values = 2'000; ///< different values listed of a column
    qsizetype valueBytes = 500;
    qsizetype allBytes = 32 << 20; ///< of all values listed, in UTF-8
    qsizetype longestShown = 300;
};

/// Reads a whole file once and says what is in it, in memory that the limits bound. Errors: what keeps it from being
/// opened, see CsvReader::open(), and Cancelled; what goes wrong further down stands in `trouble` beside what was read.
Result<TableScan> scanTable(const QString &path, const CsvOptions &options, const registry::Progress &progress = {},
                            const ScanLimits &limits = {});

}
