#pragma once

#include "register/day_finder.h"

#include <QString>

#include <optional>
#include <string>
#include <string_view>

/// What the cells of evidence say: read from UTF-8 as it stands in the file, since there are millions of them.
namespace muster::evidence {

/// A cell without the blanks around it.
std::string_view trimmedCell(std::string_view cell);

/// A whole number from 0, also as spreadsheets write it ("12.0"). Nothing for anything else or beyond 2^53 − 1.
std::optional<qint64> wholeNumber(std::string_view cell);

/// A decimal number times a million, rounded to the nearest; also with an exponent ("1.5e-07"), digits grouped by nothing.
/// Nothing for anything else, or beyond 2^53 − 1.
std::optional<qint64> millionths(std::string_view cell);

/// A point in time.
struct Moment
{
    qint64 at = 0;           ///< milliseconds since 1970-01-01 UTC
    bool isWholeDay = false; ///< only the date was given: `at` is its beginning
};

/// An instant as ISO 8601 with seconds or without, with a zone (`Z`, `+02:00`, `+0200`, ` UTC`) or without, which is then a time in
/// the register's zone, which `days` knows; a date alone; or digits: seconds, milliseconds, microseconds or nanoseconds since 1970 by
/// their number. Nothing for anything else and for a date that does not exist.
std::optional<Moment> moment(std::string_view cell, const registry::DayFinder &days);

/// Makes text of a cell that may stand in the register: NFC, one line, at most `longest` characters. Plain ASCII is returned as it is,
/// anything else is built in `kept`. Nothing where it holds control characters or is too long.
std::optional<std::string_view> cleanCell(std::string_view cell, size_t longest, std::string &kept);

}
