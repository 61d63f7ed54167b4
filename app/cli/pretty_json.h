#pragma once

#include "ledger/json_writer.h"

#include <QString>

#include <utility>

namespace muster::cli {

/// JSON text in which the characters that steer a terminal or turn the direction of writing are escaped.
std::string escapedJson(std::string text);

/// Writes JSON indented by two, as Output::json does, without a tree of values in between: for long lists. Commas are
/// put by themselves; the caller closes what was opened.
class PrettyJson
{
public:
    void beginArray() { open('['); }
    void endArray() { close(']'); }
    void beginObject() { open('{'); }
    void endObject() { close('}'); }
    /// A member's name: ASCII without anything to escape.
    void key(std::string_view name);
    /// A word: ASCII without anything to escape.
    void word(std::string_view word);
    void text(const QString &text);
    /// The text, null where it is empty.
    void textOrNull(const QString &text) { text.isEmpty() ? null() : this->text(text); }
    void null();

    /// Hands out what was written.
    std::string take() { return std::exchange(m_out, {}); }

private:
    void open(char bracket);
    void close(char bracket);
    void beforeValue();
    void breakLine();

    std::string m_out;
    ledger::JsonWriter m_quoted;
    size_t m_depth = 0;
    bool m_first = true;     ///< nothing stands in what was opened last
    bool m_afterKey = false; ///< a value follows its name on the same line
};

}
