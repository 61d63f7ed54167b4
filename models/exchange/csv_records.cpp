#include "exchange/csv_records.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace muster::exchange {

namespace {

constexpr unsigned char kLenient = CSV_REPALL_NL;
// Strict mode stops at a quote out of place, so that it can be looked at before parsing goes on.
constexpr unsigned char kWatchful = CSV_REPALL_NL | CSV_STRICT | CSV_STRICT_FINI;

constexpr std::string_view kFormulaStarts = "=+-@\t\r\n'";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

qint64 lineEndsIn(std::string_view bytes)
{
    qint64 lines = std::ranges::count(bytes, '\n');
    for (size_t at = bytes.find('\r'); at != std::string_view::npos; at = bytes.find('\r', at + 1)) {
        lines += at + 1 < bytes.size() && bytes[at + 1] == '\n' ? 0 : 1;
    }
    return lines;
}

/// csvText() of domain/csv_cell.h, without leaving UTF-8.
std::string_view withoutFormulaEscape(std::string_view bytes)
{
    const bool escaped =
        bytes.size() > 1 && bytes[0] == '\'' && kFormulaStarts.find(bytes[1]) != std::string_view::npos;
    return escaped ? bytes.substr(1) : bytes;
}

}

CsvRecords::CsvRecords(const QString &fileName, const CsvOptions &options, char delimiter, qint64 firstLine)
    : m_fileName(fileName), m_options(options), m_line(firstLine), m_rowLine(firstLine)
{
    csv_init(&m_parser, kWatchful);
    csv_set_delim(&m_parser, static_cast<unsigned char>(delimiter));
    csv_set_blk_size(&m_parser, 4096);
}

CsvRecords::~CsvRecords()
{
    csv_free(&m_parser);
}

void CsvRecords::fieldEnded(void *bytes, size_t length, void *self)
{
    static_cast<CsvRecords *>(self)->addField({static_cast<const char *>(bytes), length});
}

void CsvRecords::rowEnded(int terminator, void *self)
{
    static_cast<CsvRecords *>(self)->addRow(terminator);
}

void CsvRecords::addField(std::string_view bytes)
{
    if (m_error) {
        return;
    }
    if (rowFields() == 0) {
        m_rowLine = m_line;
    }
    m_fields.push_back({m_bytes.size(), bytes.size()});
    m_bytes.append(bytes);
    m_afterCr = false;
    const qint64 fieldLine = m_line;
    if (m_quotesAbout) {
        m_line += lineEndsIn(bytes);
        if (std::exchange(m_strayQuote, false) && m_line > fieldLine) {
            fail(
                u"%1: the quote that opens this field is not closed properly; close it, and double the quotes inside."_s
                    .arg(fieldPlace(rowFields(), fieldLine)));
        }
    }
    checkLimits(bytes.size(), rowFields(), fieldLine);
}

void CsvRecords::addRow(int terminator)
{
    if (rowFields() > 0 && !m_error) {
        m_records.push_back({m_fields.size(), m_rowLine});
        m_rowStart = m_fields.size();
        m_byteStart = m_bytes.size();
        ++m_rowsParsed;
    }
    countLineEnd(terminator);
}

void CsvRecords::countLineEnd(int terminator)
{
    const bool secondHalf = terminator == '\n' && m_afterCr;
    m_line += secondHalf || terminator < 0 ? 0 : 1;
    m_afterCr = terminator == '\r';
}

/// Drops what was handed out; fields of a row that is not complete move to the front.
void CsvRecords::recycle()
{
    m_bytes.erase(0, m_byteStart);
    m_fields.erase(m_fields.begin(), m_fields.begin() + static_cast<std::ptrdiff_t>(m_rowStart));
    for (Field &field : m_fields) {
        field.start -= m_byteStart;
    }
    m_records.clear();
    m_rowStart = m_byteStart = m_nextRecord = m_nextField = 0;
}

Result<void> CsvRecords::feed(std::string_view chunk)
{
    recycle();
    m_quotesAbout = m_parser.quoted || chunk.find('"') != std::string_view::npos;
    if (!parse(chunk)) {
        return failure(ErrorCode::Io, u"There is not enough memory to read %1."_s.arg(m_fileName));
    }
    if (m_parser.entry_pos > 0) {
        checkLimits(m_parser.entry_pos, rowFields() + 1, m_line);
    }
    return outcome();
}

bool CsvRecords::parse(std::string_view chunk)
{
    while (!chunk.empty()) {
        chunk.remove_prefix(csv_parse(&m_parser, chunk.data(), chunk.size(), fieldEnded, rowEnded, this));
        if (chunk.empty()) {
            break;
        }
        if (csv_error(&m_parser) != CSV_EPARSE) {
            return false;
        }
        passStrayQuote(chunk.data());
        chunk.remove_prefix(1);
    }
    return true;
}

void CsvRecords::passStrayQuote(const char *byte)
{
    m_strayQuote = m_strayQuote || m_parser.quoted;
    csv_set_opts(&m_parser, kLenient);
    csv_parse(&m_parser, byte, 1, fieldEnded, rowEnded, this);
    csv_set_opts(&m_parser, kWatchful);
}

Result<void> CsvRecords::finish()
{
    recycle();
    m_quotesAbout = true;
    if (csv_fini(&m_parser, fieldEnded, rowEnded, this) != 0) {
        fail(u"%1: the quote that opens this field is never closed; close it, or delete it."_s.arg(
            fieldPlace(rowFields() + 1, m_line)));
    }
    return outcome();
}

void CsvRecords::checkLimits(size_t length, size_t column, qint64 line)
{
    if (static_cast<qint64>(length) > m_options.maxFieldBytes) {
        const QStringView hint = m_parser.quoted ? u"shorten it, or close its quote" : u"shorten it";
        fail(u"%1: the field is larger than %2 bytes; %3."_s.arg(fieldPlace(column, line))
                 .arg(m_options.maxFieldBytes)
                 .arg(hint));
    } else if (static_cast<qint64>(m_bytes.size() - m_byteStart) > m_options.maxRowBytes) {
        fail(u"%1: the row is larger than %2 bytes; shorten it."_s.arg(rowPlace(m_rowLine)).arg(m_options.maxRowBytes));
    } else if (column > static_cast<size_t>(m_options.maxColumns)) {
        fail(u"%1: the row has more than %2 columns; check the delimiter."_s.arg(rowPlace(m_rowLine))
                 .arg(m_options.maxColumns));
    }
}

void CsvRecords::fail(const QString &message)
{
    if (!m_error) {
        m_error = Error{ErrorCode::InvalidInput, message};
    }
}

QString CsvRecords::rowPlace(qint64 line) const
{
    const QString row = nextRowNumber() == 0 ? u"header"_s : u"row %1"_s.arg(nextRowNumber());
    return u"%1, %2, line %3"_s.arg(m_fileName, row).arg(line);
}

QString CsvRecords::fieldPlace(size_t column, qint64 line) const
{
    return u"%1, column %2"_s.arg(rowPlace(line)).arg(column);
}

Result<void> CsvRecords::outcome() const
{
    return m_error ? Result<void>(tl::unexpected(*m_error)) : Result<void>();
}

std::string_view CsvRecords::view(const Field &field) const
{
    return std::string_view(m_bytes).substr(field.start, field.length);
}

bool CsvRecords::take(CsvRow &row)
{
    if (m_nextRecord == m_records.size()) {
        return false;
    }
    const Record &record = m_records[m_nextRecord++];
    row.number = m_rowsTaken++ + (m_options.hasHeader ? 0 : 1);
    row.line = record.line;
    row.undecodable = -1;
    row.fields.clear();
    for (; m_nextField < record.endField; ++m_nextField) {
        const std::string_view bytes = view(m_fields[m_nextField]);
        row.fields.push_back(m_options.unescapeFormulas ? withoutFormulaEscape(bytes) : bytes);
    }
    if (m_markUndecodable) {
        const auto bad = std::ranges::find_if(
            row.fields, [](std::string_view f) { return f.find(kReplacement) != std::string_view::npos; });
        row.undecodable = bad == row.fields.end() ? -1 : static_cast<int>(bad - row.fields.begin());
    }
    return true;
}

}
