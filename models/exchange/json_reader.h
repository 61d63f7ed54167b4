#pragma once

#include "domain/error.h"
#include "exchange/json_records.h"
#include "exchange/json_tokens.h"

namespace muster::exchange {

/// Tokens and whole values of a JSON file, with the errors of JsonRecords::next().
class JsonReader
{
public:
    JsonReader(std::unique_ptr<QIODevice> device, const QString &name, const JsonLimits &limits);

    /// The next token, where the file may end only if `mayEnd`. Errors: what is no token, or too large for allow().
    Result<JsonToken> token(bool mayEnd = false);

    /// Reads the value that begins with this token, `depth` levels deep in others. Errors: as above; nested too deep.
    Result<void> value(JsonToken first, nlohmann::json &out, int depth);

    /// Refuses more than so many bytes from the token read last on, and so many values, as too large for a record that
    /// begins in `line`, or, where that is 0, for what stands around records.
    void allow(qint64 bytes, qint64 values, qint64 line);
    /// How many values allow() leaves.
    qint64 valuesLeft() const { return m_values; }

    /// The text of a string token.
    const std::string &text() { return m_lexer.get_string(); }
    /// Bytes that were read as tokens.
    qint64 bytes() const { return m_feed->given(); }
    /// The line of the token read last, 1-based.
    qint64 line() const { return static_cast<qint64>(m_lexer.get_position().lines_read) + 1; }

    /// An error that names file, line and byte: "…: WHAT, after 2 complete records; …".
    tl::unexpected<Error> wrong(const QString &what) const;
    /// An error where `expected` would have come but the file ends or has another token.
    tl::unexpected<Error> unexpectedToken(JsonToken token, const QString &expected) const;

    const ByteFeed &feed() const { return *m_feed; }
    const QString &name() const { return m_name; }

    qint64 complete = 0; ///< records handed out, for error sentences

private:
    Result<JsonToken> checked(JsonToken token, bool mayEnd) const;
    Result<void> object(nlohmann::json &out, int depth);
    Result<void> array(nlohmann::json &out, int depth);
    tl::unexpected<Error> brokenOff() const;
    tl::unexpected<Error> tooLarge() const;

    QString m_name;
    JsonLimits m_limits;
    std::unique_ptr<ByteFeed> m_feed;
    JsonLexer m_lexer;
    qint64 m_values = 0;
    qint64 m_recordLine = 0;
};

}
