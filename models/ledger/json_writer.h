#pragma once

#include <QStringView>
#include <QtGlobal>

#include <string>
#include <string_view>
#include <vector>

namespace muster::ledger {

/// The largest integer a line may hold, 2^53 - 1 (RFC 8785, I-JSON).
inline constexpr qint64 largestInteger = 9007199254740991;

/// Writes canonical JSON (RFC 8785, restricted as docs/record-format.md says) straight into a string, without a tree.
/// Commas and colons are put by themselves. The caller gives keys in ascending byte order and closes what was opened.
class JsonWriter
{
public:
    /// Opens an object as the next value.
    void beginObject();
    /// Closes the object opened last.
    void endObject();
    /// Opens an array as the next value.
    void beginArray();
    /// Closes the array opened last.
    void endArray();
    /// Writes a member's key: ASCII, greater in byte order than the key before it in the same object.
    void key(std::string_view name);
    /// Writes a string value from UTF-8.
    void string(std::string_view utf8);
    /// Writes a string value from UTF-16.
    void string(QStringView text);
    /// Writes an integer, |value| <= largestInteger.
    void integer(qint64 value);
    /// Writes true or false.
    void boolean(bool value);
    /// Writes null.
    void null();
    /// Writes a value that is canonical JSON already, unchecked.
    void raw(std::string_view alreadyCanonical);

    /// False once anything was given that a canonical line can't hold: invalid UTF-8, a lone surrogate, U+0000,
    /// an integer out of range, a key that is not ASCII or out of order. The bytes are then not to be used.
    bool isValid() const { return m_valid; }
    /// What was written so far.
    const std::string &bytes() const { return m_out; }
    /// Hands out what was written and starts afresh.
    std::string take();
    /// Starts afresh and keeps the memory.
    void clear();

private:
    void beforeValue();
    void quoted(std::string_view utf8);

    std::string m_out;
    std::vector<std::string> m_lastKeys;
    std::size_t m_objects = 0;
    bool m_valid = true;
};

}
