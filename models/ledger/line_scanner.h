#pragma once

#include <QString>
#include <QtGlobal>

#include <optional>
#include <string_view>

namespace muster::ledger {

/// How deeply a line's objects and arrays may be nested; the outermost counts as one.
inline constexpr int largestDepth = 64;

/// What is known of a line after one pass: its top-level members that the record itself reads. The views point into
/// the line. A member that is absent, of another type, or a string with escapes, is left at its default.
struct LineFacts
{
    qint64 n = -1;
    qint64 v = -1;
    std::string_view kind;
    std::string_view at;
    std::string_view privateDigest;
    std::string_view delegation;
    bool hasSalt = false; ///< `salt` is there and is 32 lower-case hexadecimal digits
};

/// Why a line is not canonical.
enum class LineFault {
    NotAnObject,
    UnexpectedByte,
    EndedEarly,
    TrailingBytes,
    KeyNotAscii,
    KeyOrder,
    NeedlessEscape,
    InvalidUtf8,
    NullCharacter,
    NumberForm,
    NumberRange,
    TooDeep,
};

/// Where in a line, in bytes from its beginning, and why scanning stopped.
struct ScanFailure
{
    qsizetype offset = 0;
    LineFault fault = LineFault::NotAnObject;
};

/// One pass over `line` without building a tree. Gives facts for exactly those lines that are JSON objects and that
/// parseCanonical() accepts, and nothing for all others; `why`, where given, then says what is wrong.
std::optional<LineFacts> scanLine(std::string_view line, ScanFailure *why = nullptr);

/// A failure in words, to complete "the line is not canonical: …", with its byte offset and without a full stop.
QString describe(const ScanFailure &failure);

}
