#include "exchange/encoding.h"

#include <QIODevice>
#include <QStringBuilder>

#include <algorithm>
#include <cstring>
#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace muster::exchange {

namespace {

constexpr qint64 kChunk = 1 << 16;

struct Signature
{
    std::string_view bytes;
    const char16_t *what;
};

using namespace std::string_view_literals;

const Signature kSignatures[] = {
    {"PK\x03\x04"sv, u"a workbook or ZIP archive"},
    {"\xD0\xCF\x11\xE0"sv, u"an old Office document"},
    {"%PDF-"sv, u"a PDF document"},
    {"SQLite format 3\0"sv, u"an SQLite database"},
    {"\x89PNG"sv, u"a picture"},
    {"\xFF\xD8\xFF"sv, u"a picture"},
    {"\x1F\x8B"sv, u"a compressed file"},
    {"\x7F"
     "ELF"sv,
     u"a program"},
};

/// What the bytes of a file look like, gathered in one pass.
struct ByteCounts
{
    qint64 bytes = 0;
    qint64 nulEven = 0;
    qint64 nulOdd = 0;
    qint64 controls = 0;
    qint64 undefined = 0; ///< of windows-1252
    bool validUtf8 = true;
    Utf8State utf8;

    void add(std::string_view chunk);
    void addByte(unsigned char byte, qint64 offset);
    bool utf16(qint64 nulHere, qint64 nulThere) const;
    bool binary() const { return controls > 8 && controls * 50 > bytes; }
};

bool allPrintableAscii(const char *data)
{
    constexpr std::uint64_t ones = ~std::uint64_t{0} / 255;
    std::uint64_t word = 0;
    std::memcpy(&word, data, sizeof word);
    const std::uint64_t belowSpace = (word - ones * 0x20) & ~word & (ones * 0x80);
    return !belowSpace && !(word & (ones * 0x80));
}

void ByteCounts::addByte(unsigned char byte, qint64 offset)
{
    if (byte == 0) {
        ++(offset % 2 ? nulOdd : nulEven);
    } else if (byte < 0x20 && (byte < '\t' || byte > '\r') && byte != 0x1A) {
        ++controls;
    } else if (byte == 0x81 || byte == 0x8D || byte == 0x8F || byte == 0x90 || byte == 0x9D) {
        ++undefined;
    }
}

void ByteCounts::add(std::string_view chunk)
{
    if (validUtf8) {
        validUtf8 = utf8.scan(chunk) == chunk.size();
    }
    size_t n = 0;
    while (n < chunk.size()) {
        if (n + 8 <= chunk.size() && allPrintableAscii(chunk.data() + n)) {
            n += 8;
            continue;
        }
        for (const size_t end = std::min(n + 8, chunk.size()); n < end; ++n) {
            addByte(static_cast<unsigned char>(chunk[n]), bytes + static_cast<qint64>(n));
        }
    }
    bytes += static_cast<qint64>(chunk.size());
}

/// Nearly all NULs stand in one half of the pairs, and at least every tenth pair has one there.
bool ByteCounts::utf16(qint64 nulHere, qint64 nulThere) const
{
    return bytes % 2 == 0 && nulHere * 20 >= bytes && nulThere * 20 <= nulHere;
}

tl::unexpected<Error> unusable(const QString &fileName, QStringView why)
{
    return failure(ErrorCode::InvalidInput, fileName % why);
}

Result<std::optional<Encoding>> fromBeginning(std::string_view start, const QString &fileName)
{
    for (const Signature &signature : kSignatures) {
        if (start.starts_with(signature.bytes)) {
            return unusable(fileName, u" is %1, not text; save the table as CSV first."_s.arg(signature.what));
        }
    }
    if (start.starts_with("\xFF\xFE\0\0"sv) || start.starts_with("\0\0\xFE\xFF"sv)) {
        return unusable(fileName, u" is UTF-32, which is not read; save it as UTF-8.");
    }
    if (start == "\xEF\xBB\xBF"sv || start == "\xFF\xFE"sv || start == "\xFE\xFF"sv) {
        return unusable(fileName, u" is empty; choose a file with a header and rows.");
    }
    if (start.starts_with("\xEF\xBB\xBF"sv)) {
        return Encoding::Utf8Bom;
    }
    if (start.starts_with("\xFF\xFE"sv)) {
        return Encoding::Utf16Le;
    }
    if (start.starts_with("\xFE\xFF"sv)) {
        return Encoding::Utf16Be;
    }
    return std::nullopt;
}

Result<Encoding> fromCounts(const ByteCounts &counts, const QString &fileName)
{
    if (counts.utf16(counts.nulOdd, counts.nulEven)) {
        return Encoding::Utf16Le;
    }
    if (counts.utf16(counts.nulEven, counts.nulOdd)) {
        return Encoding::Utf16Be;
    }
    if (counts.nulEven + counts.nulOdd > 0 || counts.binary()) {
        return unusable(fileName, u" is a binary file, not text; choose a CSV file.");
    }
    if (counts.validUtf8 && counts.utf8.remaining == 0) {
        return Encoding::Utf8;
    }
    if (counts.undefined > 8 && counts.undefined * 100 > counts.bytes) {
        return unusable(fileName, u" is neither UTF-8, UTF-16 nor windows-1252; save it as UTF-8.");
    }
    return Encoding::Windows1252;
}

}

Result<Encoding> detectEncoding(QIODevice &device, const QString &fileName)
{
    std::vector<char> buffer(kChunk);
    ByteCounts counts;
    device.seek(0);
    while (true) {
        const qint64 n = device.read(buffer.data(), kChunk);
        if (n < 0) {
            return failure(ErrorCode::Io, u"%1 can't be read: %2."_s.arg(fileName, device.errorString()));
        }
        if (n == 0) {
            break;
        }
        const std::string_view chunk(buffer.data(), static_cast<size_t>(n));
        if (counts.bytes == 0) {
            const Result<std::optional<Encoding>> known = fromBeginning(chunk, fileName);
            if (!known) {
                return tl::unexpected(known.error());
            }
            if (*known) {
                return **known;
            }
        }
        counts.add(chunk);
    }
    if (counts.bytes == 0) {
        return unusable(fileName, u" is empty; choose a file with a header and rows.");
    }
    return fromCounts(counts, fileName);
}

}
