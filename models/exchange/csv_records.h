#pragma once

#include "exchange/csv_reader.h"

#include <string>

#include <csv.h>

namespace muster::exchange {

/// libcsv made a source of rows: takes UTF-8 in chunks and keeps the rows that are complete until they are taken.
/// Numbers and lines in its errors count as in CsvRow.
class CsvRecords
{
public:
    /// `firstLine` is the physical line the text begins on.
    CsvRecords(const QString &fileName, const CsvOptions &options, char delimiter, qint64 firstLine);
    ~CsvRecords();
    CsvRecords(const CsvRecords &) = delete;
    CsvRecords &operator=(const CsvRecords &) = delete;

    /// Parses a chunk. All complete rows must have been taken before. Error: as CsvReader::next().
    Result<void> feed(std::string_view chunk);

    /// Completes the last row. Error: InvalidInput when a quote is open.
    Result<void> finish();

    /// Hands out the next complete row, the header as number 0; false when there is none.
    bool take(CsvRow &row);

    /// From here on, rows tell their field with U+FFFD.
    void markUndecodable() { m_markUndecodable = true; }

private:
    struct Field
    {
        size_t start;
        size_t length;
    };
    struct Record
    {
        size_t endField;
        qint64 line;
    };

    static void fieldEnded(void *bytes, size_t length, void *self);
    static void rowEnded(int terminator, void *self);
    void addField(std::string_view bytes);
    void addRow(int terminator);
    void countLineEnd(int terminator);
    void recycle();
    bool parse(std::string_view chunk);
    void passStrayQuote(const char *byte);
    void checkLimits(size_t length, size_t column, qint64 line);
    void fail(const QString &message);
    QString rowPlace(qint64 line) const;
    QString fieldPlace(size_t column, qint64 line) const;
    Result<void> outcome() const;
    size_t rowFields() const { return m_fields.size() - m_rowStart; }
    std::string_view view(const Field &field) const;
    qint64 nextRowNumber() const { return m_rowsParsed + (m_options.hasHeader ? 0 : 1); }

    csv_parser m_parser;
    QString m_fileName;
    CsvOptions m_options;
    std::string m_bytes;
    std::vector<Field> m_fields;
    std::vector<Record> m_records;
    size_t m_rowStart = 0;  ///< first field of the row being parsed
    size_t m_byteStart = 0; ///< its first byte
    size_t m_nextRecord = 0;
    size_t m_nextField = 0;
    qint64 m_rowsParsed = 0;
    qint64 m_rowsTaken = 0;
    qint64 m_line;
    qint64 m_rowLine;
    bool m_afterCr = false;
    bool m_quotesAbout = false;
    bool m_strayQuote = false;
    bool m_markUndecodable = false;
    std::optional<Error> m_error;
};

}
