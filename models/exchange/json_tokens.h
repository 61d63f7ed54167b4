#pragma once

#include "exchange/encoding.h"

#include <QIODevice>

#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace muster::exchange {

/// Hands out a device byte by byte, as UTF-8, up to a limit that its user moves.
class ByteFeed
{
public:
    explicit ByteFeed(std::unique_ptr<QIODevice> device);

    /// The next byte as 0 to 255, or the end: of the device, of what it can read, or at the limit.
    int next()
    {
        if (m_at == m_text.size() && !refill())
            return std::char_traits<char>::eof();
        if (m_given >= m_limit) {
            m_overLimit = true;
            return std::char_traits<char>::eof();
        }
        ++m_given;
        return static_cast<unsigned char>(m_text[m_at++]);
    }

    /// No byte is handed out when so many were.
    void setLimit(qint64 limit) { m_limit = limit; }
    /// Bytes handed out so far.
    qint64 given() const { return m_given; }
    /// Whether next() has met the end of the device, the limit, or a reading error.
    bool ended() const { return m_ended; }
    bool overLimit() const { return m_overLimit; }
    bool failed() const { return m_failed; }
    /// What is wrong with the device, or with its bytes as UTF-16.
    QString errorString() const { return m_error; }
    ErrorCode errorCode() const { return m_decoder ? ErrorCode::InvalidInput : ErrorCode::Io; }

    qint64 bytesRead() const { return m_read; }
    qint64 bytesTotal() const { return m_total; }

private:
    bool refill();
    bool fail(const QString &error);
    void findEncoding();
    bool decode();

    std::unique_ptr<QIODevice> m_device;
    std::unique_ptr<Decoder> m_decoder;
    std::string m_raw, m_text;
    size_t m_at = 0;
    qint64 m_given = 0, m_limit = 0, m_read = 0, m_total = 0;
    bool m_ended = false, m_overLimit = false, m_failed = false;
    QString m_error;
};

/// What nlohmann's lexer takes its characters from.
struct FeedAdapter
{
    using char_type = char;
    ByteFeed *feed;

    std::char_traits<char>::int_type get_character() { return feed->next(); }
};

using JsonLexer = nlohmann::detail::lexer<nlohmann::json, FeedAdapter>;
using JsonToken = JsonLexer::token_type;

/// The number the lexer has just read, as it stands in the file; it uses the C locale's decimal point.
std::string numberText(JsonLexer &lexer);

}
