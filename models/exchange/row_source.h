#pragma once

#include "exchange/csv_reader.h"

namespace muster::exchange {

/// Rows of a foreign file, whatever its format: named columns, and rows one after the other in constant memory.
class RowSource
{
public:
    virtual ~RowSource() = default;

    /// The columns' names; as many cells as each row has, but where a CSV file's row is short or long.
    virtual const QStringList &headers() const = 0;

    /// Fills `row` with the next one; false at the end. Errors: what ends the reading, with the place in the file.
    virtual Result<bool> next(CsvRow &row) = 0;

    /// Bytes of the file read so far, for progress, and its size when it was opened.
    virtual qint64 bytesRead() const = 0;
    virtual qint64 bytesTotal() const = 0;
};

/// A CSV file as rows. Errors: those of CsvReader::open().
Result<std::unique_ptr<RowSource>> openCsvRows(const QString &path, const CsvOptions &options);

}
