#include "exchange/csv_writer.h"

#include "domain/csv_cell.h"

#include <QFileDevice>
#include <QIODevice>

using namespace Qt::StringLiterals;

namespace muster::exchange {

namespace {

/// Quotes keep what a file begins with from being taken for its byte order mark or for a line `sep=;`.
QString protectedStart(const QString &cell)
{
    const bool mistakable = cell.startsWith(QChar(QChar::ByteOrderMark)) || cell.startsWith(u"sep="_s);
    return mistakable ? u'"' + cell + u'"' : cell;
}

bool isFull(const QIODevice &device)
{
    const auto *file = qobject_cast<const QFileDevice *>(&device);
    return file && file->error() == QFileDevice::ResourceError;
}

}

CsvWriter::CsvWriter(QIODevice &device, const CsvWriterOptions &options)
    : m_device(device), m_delimiter(options.delimiter)
{
    if (options.byteOrderMark) {
        m_line = "\xEF\xBB\xBF";
    }
}

Result<void> CsvWriter::writeRow(std::span<const CsvCell> cells)
{
    ++m_row;
    for (size_t n = 0; n < cells.size(); ++n) {
        if (n > 0) {
            m_line += m_delimiter;
        }
        if (!appendCell(cells[n])) {
            m_line.clear();
            return failure(
                ErrorCode::InvalidInput,
                u"Row %1, column %2 can't be written to CSV: the text holds a NUL character; remove it."_s.arg(m_row)
                    .arg(n + 1));
        }
    }
    return writeLine(cells.size() == 1 && cells.front().text.isEmpty());
}

Result<void> CsvWriter::writeRow(const QStringList &texts)
{
    QList<CsvCell> cells;
    cells.reserve(texts.size());
    for (const QString &text : texts) {
        cells += CsvCell{text};
    }
    return writeRow(std::span<const CsvCell>(cells.constData(), static_cast<size_t>(cells.size())));
}

bool CsvWriter::appendCell(const CsvCell &cell)
{
    if (cell.text.contains(QChar(u'\0'))) {
        return false;
    }
    const QString written = csvCell(cell.text, cell.kind == CsvCell::Kind::Text);
    m_line += (m_row == 1 ? protectedStart(written) : written).toUtf8();
    return true;
}

Result<void> CsvWriter::writeLine(bool oneEmptyCell)
{
    // An empty line would be read as no row at all.
    m_line += oneEmptyCell ? "\"\"\r\n" : "\r\n";
    const bool written = m_device.write(m_line) == m_line.size();
    m_line.resize(0);
    if (written) {
        return {};
    }
    return failure(
        isFull(m_device) ? ErrorCode::DiskFull : ErrorCode::Io,
        u"Row %1 can't be written: %2; the disk may be full: free some space or choose another place."_s.arg(m_row).arg(
            m_device.errorString()));
}

}
