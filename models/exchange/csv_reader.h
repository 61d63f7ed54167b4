#pragma once

#include "domain/error.h"
#include "exchange/encoding.h"

#include <QStringList>

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace muster::exchange {

/// How a CSV file is to be read; what is left open is found out.
struct CsvOptions
{
    std::optional<Encoding> encoding;
    std::optional<char> delimiter;
    bool hasHeader = true;
    bool unescapeFormulas = true;   ///< take back the ' that CsvWriter sets before formulas
    qint64 maxFieldBytes = 1 << 20; ///< of UTF-8, a field
    qint64 maxRowBytes = 16 << 20;  ///< of UTF-8, all fields of a row together
    int maxColumns = 16384;         ///< as many as a spreadsheet can have

    bool operator==(const CsvOptions &) const = default;
};

/// One record. The views stay valid until next() is called again or the reader goes.
struct CsvRow
{
    qint64 number = 0;    ///< data row, 1-based, as a person counts below the header; blank lines don't count
    qint64 line = 0;      ///< physical line the row starts on, 1-based
    int undecodable = -1; ///< 0-based column of the first field with bytes windows-1252 does not define (now U+FFFD)
    std::vector<std::string_view> fields; ///< UTF-8; line breaks inside are as they were in the file
};

/// A field of a row as text. Unlike QString::fromUtf8() it keeps a U+FEFF at the beginning.
QString fieldText(std::string_view field);

/// Reads a CSV file row by row in constant memory, on libcsv. Takes RFC 4180 and what spreadsheets make of it: line
/// ends CRLF, LF or CR, blank lines (skipped), blanks and tabs around a field (dropped, unless quoted), quotes inside
/// an unquoted field (kept), a first line `sep=;`. Rows with more or fewer fields than the header are handed out as
/// they are.
class CsvReader
{
public:
    /// Opens `path`, finds encoding and delimiter where `options` leaves them open, and reads the header.
    /// Errors: NotFound, Io, or InvalidInput: a directory, an empty or binary file, no header (blank, or numbers only),
    /// and all that next() may find in the first rows.
    static Result<std::unique_ptr<CsvReader>> open(const QString &path, const CsvOptions &options = {});

    ~CsvReader();
    CsvReader(const CsvReader &) = delete;
    CsvReader &operator=(const CsvReader &) = delete;

    Encoding encoding() const;
    char delimiter() const;

    /// The names of the header row as they are, repeated ones too. Without a header: one empty name a column of the
    /// first row.
    const QStringList &headers() const;

    /// Fills `row` with the next record; false at the end of the file.
    /// Errors: InvalidInput, with row and line: a field, row or number of columns beyond the limits, a quote that is
    /// not closed, bytes that don't fit the encoding; Io when reading fails. After an error there are no more rows.
    Result<bool> next(CsvRow &row);

    /// Bytes of the file read so far, for progress; bytesTotal() is its size when it was opened.
    qint64 bytesRead() const;
    qint64 bytesTotal() const;

private:
    struct Private;
    explicit CsvReader(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

}
