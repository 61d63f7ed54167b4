#include "exchange/json_reader.h"

using namespace Qt::StringLiterals;

namespace muster::exchange {

namespace {

QString completeRecords(qint64 count)
{
    return count == 1 ? u"1 complete record"_s : u"%1 complete records"_s.arg(count);
}

QString megabytes(qint64 bytes)
{
    return bytes % (1 << 20) == 0 ? u"%1 MB"_s.arg(bytes >> 20) : u"%1 bytes"_s.arg(bytes);
}

}

JsonReader::JsonReader(std::unique_ptr<QIODevice> device, const QString &name, const JsonLimits &limits)
    : m_name(name),
      m_limits(limits),
      m_feed(std::make_unique<ByteFeed>(std::move(device))),
      m_lexer(FeedAdapter{m_feed.get()})
{
}

void JsonReader::allow(qint64 bytes, qint64 values, qint64 line)
{
    m_feed->setLimit(m_feed->given() + bytes);
    m_values = values;
    m_recordLine = line;
}

tl::unexpected<Error> JsonReader::tooLarge() const
{
    const QString what = m_recordLine > 0 ? u"the record that begins in line %1"_s.arg(m_recordLine)
                                          : u"what stands around the records"_s;
    return wrong(u"%1 is larger than %2 or %3 values"_s
                     .arg(what, megabytes(m_recordLine > 0 ? m_limits.maxRecordBytes : m_limits.maxSkeletonBytes))
                     .arg(m_limits.maxValues));
}

tl::unexpected<Error> JsonReader::wrong(const QString &what) const
{
    return failure(ErrorCode::InvalidInput,
                   u"%1, line %2, byte %3: %4, after %5; check what wrote the file and fetch it again."_s.arg(m_name)
                       .arg(line())
                       .arg(m_lexer.get_position().chars_read_total)
                       .arg(what, completeRecords(complete)));
}

tl::unexpected<Error> JsonReader::brokenOff() const
{
    if (m_feed->given() == 0)
        return failure(ErrorCode::InvalidInput, u"%1 is empty; fetch the file again."_s.arg(m_name));
    return failure(ErrorCode::InvalidInput,
                   u"%1 breaks off at byte %2, in line %3, after %4; fetch the file again."_s.arg(m_name)
                       .arg(m_feed->given())
                       .arg(line())
                       .arg(completeRecords(complete)));
}

tl::unexpected<Error> JsonReader::unexpectedToken(JsonToken token, const QString &expected) const
{
    if (token == JsonToken::end_of_input)
        return brokenOff();
    return wrong(u"found %1 where %2 belongs"_s.arg(
        QString::fromLatin1(JsonLexer::token_type_name(token)).replace(u'\'', u'"'), expected));
}

Result<JsonToken> JsonReader::checked(JsonToken token, bool mayEnd) const
{
    if (m_feed->failed())
        return failure(m_feed->errorCode(), u"%1 can't be read any further: %2."_s.arg(m_name, m_feed->errorString()));
    if (m_feed->overLimit())
        return tooLarge();
    if (token == JsonToken::parse_error)
        return m_feed->ended() ? brokenOff()
                               : wrong(u"this is no JSON (%1)"_s.arg(QString::fromUtf8(m_lexer.get_error_message())));
    if (token == JsonToken::end_of_input && !m_feed->ended()) // the lexer takes a NUL for the end
        return wrong(u"this is no JSON (a NUL byte)"_s);
    if (token == JsonToken::end_of_input && !mayEnd)
        return brokenOff();
    return token;
}

Result<JsonToken> JsonReader::token(bool mayEnd)
{
    return checked(m_lexer.scan(), mayEnd);
}

Result<void> JsonReader::object(nlohmann::json &out, int depth)
{
    out = nlohmann::json::object();
    auto next = token();
    for (bool first = true; next && *next != JsonToken::end_object; first = false) {
        if (!first)
            next = *next == JsonToken::value_separator ? token() : unexpectedToken(*next, u"a comma or }"_s);
        if (next && *next != JsonToken::value_string)
            return unexpectedToken(*next, u"the name of a member"_s);
        if (!next)
            break;
        auto &member = out[text()];
        if (next = token(); next && *next != JsonToken::name_separator)
            return unexpectedToken(*next, u"a colon"_s);
        if (next)
            next = token();
        if (!next)
            break;
        if (auto read = value(*next, member, depth + 1); !read)
            return read;
        next = token();
    }
    return next ? Result<void>() : tl::unexpected(next.error());
}

Result<void> JsonReader::array(nlohmann::json &out, int depth)
{
    out = nlohmann::json::array();
    auto next = token();
    for (bool first = true; next && *next != JsonToken::end_array; first = false) {
        if (!first)
            next = *next == JsonToken::value_separator ? token() : unexpectedToken(*next, u"a comma or ]"_s);
        if (!next)
            break;
        if (auto read = value(*next, out.emplace_back(nullptr), depth + 1); !read)
            return read;
        next = token();
    }
    return next ? Result<void>() : tl::unexpected(next.error());
}

Result<void> JsonReader::value(JsonToken first, nlohmann::json &out, int depth)
{
    if (depth >= m_limits.maxDepth)
        return wrong(u"values are nested more than %1 deep"_s.arg(m_limits.maxDepth));
    if (--m_values < 0)
        return tooLarge();
    switch (first) {
    case JsonToken::begin_object: return object(out, depth);
    case JsonToken::begin_array: return array(out, depth);
    case JsonToken::value_string: out = text(); return {};
    case JsonToken::value_unsigned: out = m_lexer.get_number_unsigned(); return {};
    case JsonToken::value_integer: out = m_lexer.get_number_integer(); return {};
    case JsonToken::value_float: out = numberText(m_lexer); return {};
    case JsonToken::literal_true: out = true; return {};
    case JsonToken::literal_false: out = false; return {};
    case JsonToken::literal_null: out = nullptr; return {};
    default: return unexpectedToken(first, u"a value"_s);
    }
}

}
