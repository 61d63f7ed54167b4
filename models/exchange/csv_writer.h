#pragma once

#include "domain/error.h"

#include <QByteArray>
#include <QStringList>

#include <span>

class QIODevice;

namespace muster::exchange {

/// A cell: text, which never becomes a formula, or a number or date, which is written as it is (see domain/csv_cell.h).
struct CsvCell
{
    enum class Kind { Text, Literal };

    QString text;
    Kind kind = Kind::Text;

    /// For numbers and ISO dates of the program's own making, never for what somebody typed.
    static CsvCell literal(const QString &text) { return {text, Kind::Literal}; }

    bool operator==(const CsvCell &) const = default;
};

struct CsvWriterOptions
{
    char delimiter = ',';       ///< , ; or TAB
    bool byteOrderMark = false; ///< Excel takes a file for UTF-8 only with one
};

/// Writes CSV to a device row by row: UTF-8, RFC 4180 quoting, CRLF line ends. Text that begins with = + - @ TAB CR LF
/// or ' gets a ' before it, which CsvReader takes back: what is written and read again is equal, character for
/// character.
class CsvWriter
{
public:
    /// `device` is open for writing and outlives the writer; whoever made it flushes and closes it.
    explicit CsvWriter(QIODevice &device, const CsvWriterOptions &options = {});

    /// Writes one row. Errors: InvalidInput when a cell holds a NUL character; DiskFull or Io when the device refuses.
    Result<void> writeRow(std::span<const CsvCell> cells);

    /// The same with every cell a text, as for a header.
    Result<void> writeRow(const QStringList &texts);

private:
    bool appendCell(const CsvCell &cell);
    Result<void> writeLine(bool oneEmptyCell);

    QIODevice &m_device;
    char m_delimiter;
    QByteArray m_line;
    qint64 m_row = 0;
};

}
