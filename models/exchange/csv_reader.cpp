#include "exchange/csv_reader.h"

#include "exchange/csv_records.h"
#include "exchange/csv_sniff.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::exchange {

namespace {

constexpr size_t kChunk = 1 << 16;

tl::unexpected<Error> refused(const QString &message)
{
    return failure(ErrorCode::InvalidInput, message);
}

Result<void> checkFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists()) {
        return failure(ErrorCode::NotFound, u"There is no file %1; check the name."_s.arg(path));
    }
    if (info.isDir()) {
        return refused(u"%1 is a folder; name a CSV file."_s.arg(path));
    }
    if (!info.isFile()) {
        return refused(u"%1 is no ordinary file; save what it gives to a file first."_s.arg(path));
    }
    if (info.size() == 0) {
        return refused(u"%1 is empty; choose a file with a header and rows."_s.arg(info.fileName()));
    }
    return {};
}

bool isNumber(const QString &text)
{
    bool number = false;
    text.toDouble(&number);
    return number;
}

/// Counts physical lines in text that comes in chunks; CRLF is one line end.
struct LineCounter
{
    qint64 line = 1;
    char last = 0;

    void add(std::string_view text)
    {
        for (const char c : text) {
            line += c == '\r' || (c == '\n' && last != '\r') ? 1 : 0;
            last = c;
        }
    }
};

}

struct CsvReader::Private
{
    QFile file;
    QString name;
    CsvOptions options;
    Encoding encoding = Encoding::Utf8;
    char delimiter = ',';
    QStringList headers;
    std::unique_ptr<Decoder> decoder;
    std::unique_ptr<CsvRecords> records;
    std::vector<char> raw = std::vector<char>(kChunk);
    std::string text;
    qint64 total = 0;
    qint64 read = 0;
    bool atEnd = false;
    std::optional<Error> error;
    CsvRow first;
    bool firstWaiting = false;

    Result<void> findEncoding();
    Result<void> start();
    Result<void> readChunk();
    Result<void> decodeError(const Error &cause);
    Result<void> feedNext();
    Result<bool> next(CsvRow &row);
    Result<void> readHeader();
    Result<void> takeHeader(const CsvRow &row);
};

Result<void> CsvReader::Private::findEncoding()
{
    if (options.encoding) {
        encoding = *options.encoding;
    } else {
        const Result<Encoding> found = detectEncoding(file, name);
        if (!found) {
            return tl::unexpected(found.error());
        }
        encoding = *found;
        file.seek(0);
    }
    decoder = std::make_unique<Decoder>(encoding);
    return {};
}

/// Reads and decodes the first chunk, finds the delimiter in it and has it parsed.
Result<void> CsvReader::Private::start()
{
    if (const Result<void> chunk = readChunk(); !chunk) {
        return chunk;
    }
    const CsvSniff sniff = sniffCsv(text, read == total);
    delimiter = options.delimiter.value_or(sniff.delimiter);
    records = std::make_unique<CsvRecords>(name, options, delimiter, sniff.skip > 0 ? 2 : 1);
    if (decoder->replaced() > 0) {
        records->markUndecodable();
    }
    return records->feed(std::string_view(text).substr(sniff.skip));
}

Result<void> CsvReader::Private::readChunk()
{
    text.clear();
    const qint64 n = file.read(raw.data(), static_cast<qint64>(raw.size()));
    if (n < 0) {
        return failure(ErrorCode::Io, u"%1 can't be read any further: %2."_s.arg(name, file.errorString()));
    }
    read += n;
    atEnd = n == 0;
    const Result<void> decoded =
        atEnd ? decoder->finish() : decoder->decode({raw.data(), static_cast<size_t>(n)}, text);
    return decoded ? decoded : decodeError(decoded.error());
}

/// Names the line by decoding the file once more up to the error, which costs nothing where there is none.
Result<void> CsvReader::Private::decodeError(const Error &cause)
{
    Decoder again(encoding);
    LineCounter counter;
    bool good = file.seek(0);
    while (good) {
        const qint64 n = file.read(raw.data(), static_cast<qint64>(raw.size()));
        text.clear();
        good = n > 0 && again.decode({raw.data(), static_cast<size_t>(n)}, text).has_value();
        counter.add(text);
    }
    return refused(u"%1, line %2: %3; save the file as UTF-8, or name the encoding it has instead of %4."_s.arg(name)
                       .arg(counter.line)
                       .arg(cause.message, encodingName(encoding)));
}

Result<void> CsvReader::Private::feedNext()
{
    if (const Result<void> chunk = readChunk(); !chunk) {
        return chunk;
    }
    if (atEnd) {
        return records->finish();
    }
    if (decoder->replaced() > 0) {
        records->markUndecodable();
    }
    return records->feed(text);
}

Result<bool> CsvReader::Private::next(CsvRow &row)
{
    while (!records->take(row)) {
        if (error) {
            return tl::unexpected(*error);
        }
        if (atEnd) {
            return false;
        }
        if (const Result<void> fed = feedNext(); !fed) {
            error = fed.error();
        }
    }
    return true;
}

Result<void> CsvReader::Private::readHeader()
{
    const Result<bool> found = next(first);
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (!*found) {
        return refused(u"%1 has only blank lines; choose a file with a header and rows."_s.arg(name));
    }
    if (options.hasHeader) {
        return takeHeader(first);
    }
    headers = QStringList(static_cast<qsizetype>(first.fields.size()), QString());
    firstWaiting = true;
    return {};
}

Result<void> CsvReader::Private::takeHeader(const CsvRow &row)
{
    for (const std::string_view field : row.fields) {
        headers += fieldText(field);
    }
    const auto blank = [](const QString &header) { return header.trimmed().isEmpty(); };
    if (std::ranges::all_of(headers, blank)) {
        return refused(
            u"%1, line %2: the header is empty; put the names of the columns into the first row."_s.arg(name).arg(
                row.line));
    }
    if (std::ranges::all_of(headers, [&](const QString &header) { return blank(header) || isNumber(header); })) {
        return refused(
            u"%1, line %2: the first row has only numbers and is no header; put the names of the columns above it."_s
                .arg(name)
                .arg(row.line));
    }
    return {};
}

QString fieldText(std::string_view field)
{
    QString marks;
    while (field.starts_with("\xEF\xBB\xBF")) {
        marks += QChar(QChar::ByteOrderMark);
        field.remove_prefix(3);
    }
    return marks + QString::fromUtf8(field.data(), static_cast<qsizetype>(field.size()));
}

CsvReader::CsvReader(std::unique_ptr<Private> priv) : d(std::move(priv)) {}

CsvReader::~CsvReader() = default;

Result<std::unique_ptr<CsvReader>> CsvReader::open(const QString &path, const CsvOptions &options)
{
    if (const char c = options.delimiter.value_or(','); c <= 0 || c == '"' || c == '\n' || c == '\r') {
        return refused(
            u"The delimiter has to be one ASCII character other than a quote or a line end, such as , or ;."_s);
    }
    auto d = std::make_unique<Private>();
    d->options = options;
    d->name = QFileInfo(path).fileName();
    d->file.setFileName(path);
    if (const Result<void> usable = checkFile(path); !usable) {
        return tl::unexpected(usable.error());
    }
    if (!d->file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        return failure(ErrorCode::Io, u"%1 can't be opened: %2."_s.arg(path, d->file.errorString()));
    }
    d->total = d->file.size();
    const Result<void> ready =
        d->findEncoding().and_then([&] { return d->start(); }).and_then([&] { return d->readHeader(); });
    if (!ready) {
        return tl::unexpected(ready.error());
    }
    return std::unique_ptr<CsvReader>(new CsvReader(std::move(d)));
}

Encoding CsvReader::encoding() const
{
    return d->encoding;
}

char CsvReader::delimiter() const
{
    return d->delimiter;
}

const QStringList &CsvReader::headers() const
{
    return d->headers;
}

Result<bool> CsvReader::next(CsvRow &row)
{
    if (d->firstWaiting) {
        d->firstWaiting = false;
        row = d->first;
        return true;
    }
    return d->next(row);
}

qint64 CsvReader::bytesRead() const
{
    return d->read;
}

qint64 CsvReader::bytesTotal() const
{
    return d->total;
}

}
