#include "exchange/encoding.h"

#include <QIODevice>

#include <array>
#include <cstring>

using namespace Qt::StringLiterals;

namespace muster::exchange {

namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;
constexpr char32_t kReplacement = 0xFFFD;

// 80–9F of windows-1252; what it leaves undefined is U+FFFD.
constexpr std::array<char16_t, 32> kWindows1252 = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                   0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

struct NamedEncoding
{
    Encoding encoding;
    QStringView folded;
};

constexpr NamedEncoding kAliases[] = {
    {Encoding::Utf8, u"utf8"},
    {Encoding::Utf8, u"ascii"},
    {Encoding::Utf8, u"usascii"},
    {Encoding::Utf8Bom, u"utf8withbom"},
    {Encoding::Utf8Bom, u"utf8bom"},
    {Encoding::Utf8Bom, u"utf8sig"},
    {Encoding::Utf16Le, u"utf16le"},
    {Encoding::Utf16Le, u"utf16"},
    {Encoding::Utf16Le, u"unicode"},
    {Encoding::Utf16Be, u"utf16be"},
    {Encoding::Windows1252, u"windows1252"},
    {Encoding::Windows1252, u"cp1252"},
    {Encoding::Windows1252, u"1252"},
    {Encoding::Windows1252, u"latin1"},
    {Encoding::Windows1252, u"iso88591"},
    {Encoding::Windows1252, u"ansi"},
};

std::uint64_t wordAt(const char *data)
{
    std::uint64_t word = 0;
    std::memcpy(&word, data, sizeof word);
    return word;
}

size_t asciiRun(std::string_view bytes)
{
    size_t n = 0;
    while (n + 8 <= bytes.size() && !(wordAt(bytes.data() + n) & kHighBits)) {
        n += 8;
    }
    while (n < bytes.size() && static_cast<unsigned char>(bytes[n]) < 0x80) {
        ++n;
    }
    return n;
}

void appendUtf8(char32_t c, std::string &out)
{
    if (c < 0x80) {
        out += static_cast<char>(c);
        return;
    }
    if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
    } else {
        if (c < 0x10000) {
            out += static_cast<char>(0xE0 | (c >> 12));
        } else {
            out += static_cast<char>(0xF0 | (c >> 18));
            out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        }
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    }
    out += static_cast<char>(0x80 | (c & 0x3F));
}

std::string_view markOf(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Utf8:
    case Encoding::Utf8Bom: return "\xEF\xBB\xBF";
    case Encoding::Utf16Le: return "\xFF\xFE";
    case Encoding::Utf16Be: return "\xFE\xFF";
    case Encoding::Windows1252: break;
    }
    return {};
}

tl::unexpected<Error> malformed(const QString &clause)
{
    return failure(ErrorCode::InvalidInput, clause);
}

tl::unexpected<Error> nulFound()
{
    return malformed(u"there is a NUL character, which no text has"_s);
}

}

QString encodingName(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Utf8: return u"UTF-8"_s;
    case Encoding::Utf8Bom: return u"UTF-8 with BOM"_s;
    case Encoding::Utf16Le: return u"UTF-16LE"_s;
    case Encoding::Utf16Be: return u"UTF-16BE"_s;
    case Encoding::Windows1252: break;
    }
    return u"windows-1252"_s;
}

Result<Encoding> encodingFromName(QStringView name)
{
    QString folded;
    for (const QChar c : name) {
        if (c.isLetterOrNumber()) {
            folded += c.toLower();
        }
    }
    for (const NamedEncoding &alias : kAliases) {
        if (alias.folded == folded) {
            return alias.encoding;
        }
    }
    return failure(ErrorCode::InvalidInput,
                   u"The encoding \"%1\" is not known; use UTF-8, UTF-16LE, UTF-16BE or windows-1252."_s.arg(name));
}

bool Utf8State::step(unsigned char byte)
{
    if (remaining > 0) {
        if (byte < lowest || byte > highest) {
            return false;
        }
        *this = {remaining - 1};
        return true;
    }
    if (byte < 0x80) {
        return true;
    }
    if (byte < 0xC2 || byte > 0xF4) {
        return false;
    }
    remaining = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
    lowest = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
    highest = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
    return true;
}

size_t Utf8State::scan(std::string_view bytes)
{
    size_t n = 0;
    while (n < bytes.size()) {
        if (remaining == 0) {
            n += asciiRun(bytes.substr(n));
            if (n == bytes.size()) {
                break;
            }
        }
        if (!step(static_cast<unsigned char>(bytes[n]))) {
            break;
        }
        ++n;
    }
    return n;
}

Decoder::Decoder(Encoding encoding) : m_encoding(encoding), m_mark(markOf(encoding)) {}

/// What is left of `chunk` after the byte order mark; where only the mark's first bytes were there, they are text after
/// all and stand before the chunk again, in `joined`.
std::string_view Decoder::skipMark(std::string_view chunk, std::string &joined)
{
    while (!chunk.empty() && m_markMatched < m_mark.size() && chunk.front() == m_mark[m_markMatched]) {
        ++m_markMatched;
        chunk.remove_prefix(1);
    }
    m_atStart = chunk.empty() && m_markMatched < m_mark.size();
    if (m_atStart || m_markMatched == m_mark.size() || m_markMatched == 0) {
        return chunk;
    }
    joined.assign(m_mark.substr(0, m_markMatched)).append(chunk);
    return joined;
}

Result<void> Decoder::decode(std::string_view chunk, std::string &out)
{
    std::string joined;
    if (m_atStart) {
        chunk = skipMark(chunk, joined);
    }
    if (m_encoding == Encoding::Utf16Le || m_encoding == Encoding::Utf16Be) {
        return decodeUtf16(chunk, out);
    }
    const size_t nul = chunk.find('\0');
    const std::string_view text = chunk.substr(0, nul);
    if (m_encoding == Encoding::Windows1252) {
        decodeWindows1252(text, out);
    } else if (const Result<void> decoded = decodeUtf8(text, out); !decoded) {
        return decoded;
    }
    return nul == std::string_view::npos ? Result<void>() : nulFound();
}

Result<void> Decoder::decodeUtf8(std::string_view chunk, std::string &out)
{
    const size_t valid = m_utf8.scan(chunk);
    out.append(chunk.substr(0, valid));
    if (valid == chunk.size()) {
        return {};
    }
    const auto byte = static_cast<unsigned char>(chunk[valid]);
    return malformed(u"byte 0x%1 is not valid UTF-8"_s.arg(QString::number(byte, 16).toUpper()));
}

Result<void> Decoder::decodeUtf16(std::string_view chunk, std::string &out)
{
    for (const char c : chunk) {
        const int byte = static_cast<unsigned char>(c);
        if (m_oddByte < 0) {
            m_oddByte = byte;
            continue;
        }
        const int unit = m_encoding == Encoding::Utf16Le ? m_oddByte | (byte << 8) : (m_oddByte << 8) | byte;
        m_oddByte = -1;
        if (const Result<void> appended = appendUnit(static_cast<char16_t>(unit), out); !appended) {
            return appended;
        }
    }
    return {};
}

Result<void> Decoder::appendUnit(char16_t unit, std::string &out)
{
    if (unit == 0) {
        return nulFound();
    }
    if (unit == 0xFFFE) {
        return malformed(u"the byte order mark says that the bytes of UTF-16 are the other way round"_s);
    }
    if (QChar::isLowSurrogate(unit) != (m_highSurrogate != 0)) {
        return malformed(u"half a surrogate pair is not valid UTF-16"_s);
    }
    if (QChar::isHighSurrogate(unit)) {
        m_highSurrogate = unit;
        return {};
    }
    appendUtf8(m_highSurrogate ? QChar::surrogateToUcs4(m_highSurrogate, unit) : unit, out);
    m_highSurrogate = 0;
    return {};
}

void Decoder::decodeWindows1252(std::string_view chunk, std::string &out)
{
    while (!chunk.empty()) {
        const size_t ascii = asciiRun(chunk);
        out.append(chunk.substr(0, ascii));
        chunk.remove_prefix(ascii);
        if (chunk.empty()) {
            break;
        }
        const auto byte = static_cast<unsigned char>(chunk.front());
        const char32_t c = byte < 0xA0 ? kWindows1252[byte - 0x80] : byte;
        m_replaced += c == kReplacement ? 1 : 0;
        appendUtf8(c, out);
        chunk.remove_prefix(1);
    }
}

Result<void> Decoder::finish()
{
    const bool halfMark = m_atStart && m_markMatched > 0;
    if (halfMark || m_utf8.remaining > 0 || m_oddByte >= 0 || m_highSurrogate != 0) {
        return malformed(u"the last character is cut off"_s);
    }
    return {};
}

}
