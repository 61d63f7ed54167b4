#include "ledger/json_writer.h"

#include "ledger/line_token.h"
#include "ledger/utf8.h"

#include <QString>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace muster::ledger {
namespace {

bool needsEscape(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

/// How many bytes at the front stand in a string as they are: eight at a time, since every byte of the record comes by.
std::size_t plainLength(std::string_view text)
{
    constexpr quint64 ones = 0x0101010101010101, highs = 0x80 * ones;
    const auto anyBelow = [](quint64 bytes, quint64 limit) { return (bytes - limit * ones) & ~bytes & highs; };
    std::size_t length = 0;
    for (quint64 bytes = 0; length + sizeof bytes <= text.size(); length += sizeof bytes) {
        std::memcpy(&bytes, text.data() + length, sizeof bytes);
        if (anyBelow(bytes, 0x20) | anyBelow(bytes ^ ('"' * ones), 1) | anyBelow(bytes ^ ('\\' * ones), 1))
            break;
    }
    while (length < text.size() && !needsEscape(text[length]))
        ++length;
    return length;
}

char shortEscape(char c)
{
    switch (c) {
    case '"':
    case '\\': return c;
    case '\b': return 'b';
    case '\t': return 't';
    case '\n': return 'n';
    case '\f': return 'f';
    case '\r': return 'r';
    default: return 0;
    }
}

void appendEscaped(std::string &out, char c)
{
    out += '\\';
    if (const char letter = shortEscape(c)) {
        out += letter;
        return;
    }
    out += "u00";
    out += lowerHexDigits[static_cast<unsigned char>(c) >> 4];
    out += lowerHexDigits[static_cast<unsigned char>(c) & 15];
}

bool isAscii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c > 0 && static_cast<unsigned char>(c) < 0x80; });
}

}

// Whatever ends a value never is one of these three, so the last byte tells whether a comma is due.
void JsonWriter::beforeValue()
{
    if (!m_out.empty() && m_out.back() != ':' && m_out.back() != '[') {
        m_out += ',';
    }
}

void JsonWriter::beginObject()
{
    beforeValue();
    m_out += '{';
    if (m_lastKeys.size() == m_objects) {
        m_lastKeys.emplace_back();
    }
    ++m_objects;
}

void JsonWriter::endObject()
{
    Q_ASSERT(m_objects > 0);
    m_out += '}';
    --m_objects;
}

void JsonWriter::beginArray()
{
    beforeValue();
    m_out += '[';
}

void JsonWriter::endArray()
{
    m_out += ']';
}

void JsonWriter::key(std::string_view name)
{
    Q_ASSERT(m_objects > 0);
    std::string &last = m_lastKeys[m_objects - 1];
    if (m_out.back() != '{') {
        Q_ASSERT(last < name);
        m_valid = m_valid && last < name;
        m_out += ',';
    }
    last = name;
    m_valid = m_valid && isAscii(name);
    quoted(name);
    m_out += ':';
}

void JsonWriter::quoted(std::string_view utf8)
{
    m_out += '"';
    for (;;) {
        const auto plain = plainLength(utf8);
        m_out.append(utf8, 0, plain);
        if (plain == utf8.size())
            break;
        appendEscaped(m_out, utf8[plain]);
        utf8.remove_prefix(plain + 1);
    }
    m_out += '"';
}

void JsonWriter::string(std::string_view utf8)
{
    m_valid = m_valid && isUtf8(utf8) && utf8.find('\0') == std::string_view::npos;
    beforeValue();
    quoted(utf8);
}

void JsonWriter::string(QStringView text)
{
    m_valid = m_valid && text.isValidUtf16();
    const QByteArray utf8 = text.toUtf8();
    const std::string_view bytes(utf8.constData(), std::size_t(utf8.size()));
    m_valid = m_valid && bytes.find('\0') == std::string_view::npos;
    beforeValue();
    quoted(bytes);
}

void JsonWriter::integer(qint64 value)
{
    m_valid = m_valid && value >= -largestInteger && value <= largestInteger;
    beforeValue();
    char digits[24];
    const auto written = std::to_chars(digits, digits + sizeof digits, value);
    m_out.append(digits, written.ptr);
}

void JsonWriter::boolean(bool value)
{
    beforeValue();
    m_out += value ? "true" : "false";
}

void JsonWriter::null()
{
    beforeValue();
    m_out += "null";
}

void JsonWriter::raw(std::string_view alreadyCanonical)
{
    beforeValue();
    m_out += alreadyCanonical;
}

std::string JsonWriter::take()
{
    std::string bytes = std::move(m_out);
    clear();
    return bytes;
}

void JsonWriter::clear()
{
    m_out.clear();
    m_objects = 0;
    m_valid = true;
}

}
