#include "ledger/line_scanner.h"

#include "ledger/json_writer.h"
#include "ledger/line_token.h"
#include "ledger/sha256.h"
#include "ledger/utf8.h"

namespace muster::ledger {
namespace {

class Scanner
{
public:
    explicit Scanner(std::string_view line) : m_begin(line.data()), m_at(line.data()), m_end(line.data() + line.size())
    {
    }

    bool line();
    const LineFacts &facts() const { return m_facts; }
    ScanFailure failure() const { return {m_at - m_begin, m_fault}; }

private:
    bool fail(LineFault fault)
    {
        m_fault = fault;
        return false;
    }
    bool unexpected() { return fail(m_at == m_end ? LineFault::EndedEarly : LineFault::UnexpectedByte); }
    bool take(char c)
    {
        if (m_at == m_end || *m_at != c) {
            return unexpected();
        }
        ++m_at;
        return true;
    }

    bool word(std::string_view expected);
    bool string(Token &token);
    bool escape();
    bool unicodeEscape();
    bool integer(qint64 &number);
    bool key(Token &token, const Token *previous);
    bool array(int depth);
    bool object(int depth);
    bool value(int depth);
    bool member(const Token &key);
    bool numberMember(const Token &key);
    bool stringMember(const Token &key);

    const char *m_begin;
    const char *m_at;
    const char *m_end;
    LineFacts m_facts;
    LineFault m_fault = LineFault::NotAnObject;
};

bool Scanner::line()
{
    if (m_at == m_end || *m_at != '{') {
        return fail(LineFault::NotAnObject);
    }
    if (!object(1)) {
        return false;
    }
    return m_at == m_end || fail(LineFault::TrailingBytes);
}

bool Scanner::word(std::string_view expected)
{
    for (const char c : expected) {
        if (!take(c)) {
            return false;
        }
    }
    return true;
}

bool Scanner::string(Token &token)
{
    if (!take('"')) {
        return false;
    }
    const char *const begin = m_at;
    for (;;) {
        m_at = afterPlain(m_at, m_end);
        if (m_at == m_end) {
            return fail(LineFault::EndedEarly);
        }
        if (*m_at == '"') {
            token.text = {begin, static_cast<std::size_t>(m_at++ - begin)};
            return true;
        }
        if (*m_at == '\\') {
            token.escaped = true;
            if (!escape()) {
                return false;
            }
        } else if (static_cast<unsigned char>(*m_at) < 0x20) {
            return unexpected();
        } else {
            token.ascii = false;
            const char *const next = afterUtf8Sequence(m_at, m_end);
            if (!next) {
                return fail(LineFault::InvalidUtf8);
            }
            m_at = next;
        }
    }
}

bool Scanner::escape()
{
    ++m_at;
    if (m_at == m_end) {
        return fail(LineFault::EndedEarly);
    }
    if (*m_at == 'u') {
        ++m_at;
        return unicodeEscape();
    }
    if (std::string_view("\"\\btnfr").find(*m_at) == std::string_view::npos) {
        return fail(LineFault::NeedlessEscape);
    }
    ++m_at;
    return true;
}

// Only control characters without a letter of their own are written with four digits (RFC 8785 §3.2.2.2).
bool Scanner::unicodeEscape()
{
    if (m_end - m_at < 4) {
        return fail(LineFault::EndedEarly);
    }
    const int high = lowerHexValue(m_at[2]);
    const int low = lowerHexValue(m_at[3]);
    if (m_at[0] != '0' || m_at[1] != '0' || high < 0 || high > 1 || low < 0) {
        return fail(LineFault::NeedlessEscape);
    }
    const int code = high << 4 | low;
    if (code == 0) {
        return fail(LineFault::NullCharacter);
    }
    if (code == '\b' || code == '\t' || code == '\n' || code == '\f' || code == '\r') {
        return fail(LineFault::NeedlessEscape);
    }
    m_at += 4;
    return true;
}

bool Scanner::integer(qint64 &number)
{
    constexpr int mostDigits = 16;
    const bool negative = *m_at == '-';
    m_at += negative ? 1 : 0;
    const char *const begin = m_at;
    qint64 magnitude = 0;
    while (m_at != m_end && *m_at >= '0' && *m_at <= '9') {
        if (m_at - begin == mostDigits) {
            return fail(LineFault::NumberRange);
        }
        magnitude = magnitude * 10 + (*m_at++ - '0');
    }
    if (m_at == begin) {
        return unexpected();
    }
    if (*begin == '0' && (negative || m_at - begin > 1)) {
        return fail(LineFault::NumberForm);
    }
    if (m_at != m_end && (*m_at == '.' || *m_at == 'e' || *m_at == 'E')) {
        return fail(LineFault::NumberForm);
    }
    if (magnitude > largestInteger) {
        return fail(LineFault::NumberRange);
    }
    number = negative ? -magnitude : magnitude;
    return true;
}

bool Scanner::key(Token &token, const Token *previous)
{
    const char *const begin = m_at;
    if (!string(token)) {
        return false;
    }
    if (!token.ascii || (previous && !isAscending(*previous, token))) {
        m_at = begin;
        return fail(token.ascii ? LineFault::KeyOrder : LineFault::KeyNotAscii);
    }
    return take(':');
}

bool Scanner::array(int depth)
{
    if (depth > largestDepth) {
        return fail(LineFault::TooDeep);
    }
    ++m_at;
    if (m_at != m_end && *m_at == ']') {
        ++m_at;
        return true;
    }
    while (value(depth)) {
        if (m_at == m_end || *m_at != ',') {
            return take(']');
        }
        ++m_at;
    }
    return false;
}

bool Scanner::object(int depth)
{
    if (depth > largestDepth) {
        return fail(LineFault::TooDeep);
    }
    ++m_at;
    if (m_at != m_end && *m_at == '}') {
        ++m_at;
        return true;
    }
    Token current;
    Token previous;
    bool first = true;
    while (key(current, first ? nullptr : &previous) && (depth == 1 ? member(current) : value(depth))) {
        if (m_at == m_end || *m_at != ',') {
            return take('}');
        }
        ++m_at;
        previous = current;
        current = {};
        first = false;
    }
    return false;
}

bool Scanner::value(int depth)
{
    if (m_at == m_end) {
        return unexpected();
    }
    switch (*m_at) {
    case '"': {
        Token token;
        return string(token);
    }
    case '{': return object(depth + 1);
    case '[': return array(depth + 1);
    case 't': return word("true");
    case 'f': return word("false");
    case 'n': return word("null");
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9': {
        qint64 number = 0;
        return integer(number);
    }
    default: return unexpected();
    }
}

// A top-level member: the same as any value, but the record's own are kept.
bool Scanner::member(const Token &key)
{
    if (m_at != m_end && *m_at == '"') {
        return stringMember(key);
    }
    if (m_at != m_end && key.text.size() == 1 && (*m_at == '-' || (*m_at >= '0' && *m_at <= '9'))) {
        return numberMember(key);
    }
    return value(1);
}

bool Scanner::numberMember(const Token &key)
{
    qint64 number = -1;
    if (!integer(number)) {
        return false;
    }
    if (key.text.front() == 'n') {
        m_facts.n = number;
    } else if (key.text.front() == 'v') {
        m_facts.v = number;
    }
    return true;
}

bool Scanner::stringMember(const Token &key)
{
    Token token;
    if (!string(token)) {
        return false;
    }
    if (token.escaped) {
        return true;
    }
    if (key.text == "at") {
        m_facts.at = token.text;
    } else if (key.text == "kind") {
        m_facts.kind = token.text;
    } else if (key.text == "private") {
        m_facts.privateDigest = token.text;
    } else if (key.text == "delegation") {
        m_facts.delegation = token.text;
    } else if (key.text == "salt") {
        m_facts.hasSalt = isLowerHex(token.text, 32);
    }
    return true;
}

}

std::optional<LineFacts> scanLine(std::string_view line, ScanFailure *why)
{
    Scanner scanner(line);
    if (scanner.line()) {
        return scanner.facts();
    }
    if (why) {
        *why = scanner.failure();
    }
    return std::nullopt;
}

}
