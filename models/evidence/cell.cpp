#include "evidence/cell.h"

#include "domain/field.h"
#include "ledger/json_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace muster::evidence {

using namespace Qt::StringLiterals;

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Takes exactly `digits` digits off the front.
std::optional<int> takeDigits(std::string_view &text, size_t digits)
{
    if (text.size() < digits || !std::all_of(text.begin(), text.begin() + std::ptrdiff_t(digits), isDigit))
        return std::nullopt;
    int number = 0;
    for (size_t i = 0; i < digits; ++i)
        number = number * 10 + (text[i] - '0');
    text.remove_prefix(digits);
    return number;
}

bool takeChar(std::string_view &text, char c)
{
    const bool isThere = !text.empty() && text.front() == c;
    if (isThere)
        text.remove_prefix(1);
    return isThere;
}

/// Milliseconds of a fraction of a second, as many digits as there are.
int takeFraction(std::string_view &text)
{
    int value = 0, digits = 0;
    for (; !text.empty() && isDigit(text.front()); text.remove_prefix(1)) {
        if (digits++ < 3)
            value = value * 10 + (text.front() - '0');
    }
    for (; digits < 3; ++digits)
        value *= 10;
    return value;
}

/// `HH:MM[:SS[.fraction]]` as milliseconds of the day.
std::optional<qint64> takeTime(std::string_view &text)
{
    const auto hours = takeDigits(text, 2);
    if (!hours || !takeChar(text, ':'))
        return std::nullopt;
    const auto minutes = takeDigits(text, 2);
    if (!minutes)
        return std::nullopt;
    int seconds = 0, fraction = 0;
    if (takeChar(text, ':')) {
        const auto found = takeDigits(text, 2);
        if (!found)
            return std::nullopt;
        seconds = *found;
        if (takeChar(text, '.') || takeChar(text, ','))
            fraction = takeFraction(text);
    }
    if (*hours > 23 || *minutes > 59 || seconds > 60)
        return std::nullopt;
    return ((*hours * 60 + *minutes) * 60 + std::min(seconds, 59)) * qint64(1000) + fraction;
}

enum class Zone { None, Known, Wrong };

/// A zone at the end: its distance from UTC in milliseconds.
Zone takeZone(std::string_view &text, qint64 &offset)
{
    text = trimmedCell(text);
    if (text.empty())
        return Zone::None;
    if (text == "Z" || text == "z" || text == "UTC" || text == "GMT")
        return Zone::Known;
    const int sign = text.front() == '-' ? -1 : 1;
    if (!takeChar(text, '+') && !takeChar(text, '-'))
        return Zone::Wrong;
    const auto hours = takeDigits(text, 2);
    takeChar(text, ':');
    const auto minutes = text.empty() ? std::optional(0) : takeDigits(text, 2);
    if (!hours || !minutes || !text.empty() || *hours > 14 || *minutes > 59)
        return Zone::Wrong;
    offset = sign * (*hours * 60 + *minutes) * qint64(60'000);
    return Zone::Known;
}

/// Digits alone, as the count of what passed since 1970. Years of four digits, 1973 to 5138.
std::optional<Moment> sinceEpoch(std::string_view cell)
{
    const auto point = cell.find('.');
    const auto whole = cell.substr(0, point);
    if (whole.size() < 9 || !std::ranges::all_of(whole, isDigit))
        return std::nullopt;
    qint64 number = 0;
    if (std::from_chars(whole.data(), whole.data() + whole.size(), number).ec != std::errc())
        return std::nullopt;
    if (point != std::string_view::npos) {
        auto rest = cell.substr(point + 1);
        if (whole.size() > 11)
            return std::nullopt;
        const int fraction = takeFraction(rest);
        return rest.empty() ? std::optional(Moment{number * 1000 + fraction, false}) : std::nullopt;
    }
    if (whole.size() <= 11)
        return Moment{number * 1000, false};
    if (whole.size() <= 14)
        return Moment{number, false};
    return Moment{whole.size() <= 17 ? number / 1000 : number / 1'000'000, false};
}

}

std::string_view trimmedCell(std::string_view cell)
{
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = cell.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : cell.substr(first, cell.find_last_not_of(blanks) - first + 1);
}

std::optional<qint64> wholeNumber(std::string_view cell)
{
    const auto micros =
        cell.find_first_of(".eE") == std::string_view::npos ? std::optional<qint64>() : millionths(cell);
    if (micros)
        return *micros % 1'000'000 == 0 ? std::optional(*micros / 1'000'000) : std::nullopt;
    qint64 number = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (cell.empty() || error != std::errc() || end != cell.data() + cell.size() || !isDigit(cell.front())
        || number > ledger::largestInteger)
        return std::nullopt;
    return number;
}

std::optional<qint64> millionths(std::string_view cell)
{
    // Digits and where the point stands, exactly: a price of 0.00000015 is no double.
    const bool isNegative = takeChar(cell, '-');
    std::string digits;
    int point = -1;
    for (; !cell.empty() && (isDigit(cell.front()) || (cell.front() == '.' && point < 0)); cell.remove_prefix(1)) {
        if (cell.front() == '.')
            point = int(digits.size());
        else
            digits += cell.front();
    }
    int exponent = 0;
    if (!digits.empty() && (takeChar(cell, 'e') || takeChar(cell, 'E'))) {
        takeChar(cell, '+');
        const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), exponent);
        if (error != std::errc())
            return std::nullopt;
        cell.remove_prefix(size_t(end - cell.data()));
    }
    if (!cell.empty() || digits.empty() || std::abs(exponent) > 40 || digits.size() > 60)
        return std::nullopt;
    const int wanted =
        (point < 0 ? int(digits.size()) : point) + exponent + 6; // how many digits of `digits` make the result
    qint64 result = 0;
    for (int i = 0; i < wanted; ++i) {
        result = result * 10 + (i < int(digits.size()) ? digits[size_t(i)] - '0' : 0);
        if (result > ledger::largestInteger)
            return std::nullopt;
    }
    if (wanted >= 0 && wanted < int(digits.size()) && digits[size_t(wanted)] >= '5')
        ++result;
    return isNegative ? -result : result;
}

std::optional<Moment> moment(std::string_view cell, const registry::DayFinder &days)
{
    if (cell.size() < 5 || cell[4] != '-')
        return sinceEpoch(cell);
    const auto year = takeDigits(cell, 4);
    takeChar(cell, '-');
    const auto month = takeDigits(cell, 2);
    if (!year || !month || !takeChar(cell, '-'))
        return std::nullopt;
    const auto day = takeDigits(cell, 2);
    const QDate date(*year, *month, day.value_or(0));
    if (!day || !date.isValid())
        return std::nullopt;
    const qint64 midnight = registry::DayFinder::dayNumber(date) * qint64(86'400'000);
    if (cell.empty())
        return Moment{days.instantOf(midnight), true};
    if (!takeChar(cell, 'T') && !takeChar(cell, ' ') && !takeChar(cell, 't'))
        return std::nullopt;
    const auto time = takeTime(cell);
    qint64 offset = 0;
    const auto zone = time ? takeZone(cell, offset) : Zone::Wrong;
    if (zone == Zone::Wrong)
        return std::nullopt;
    return Moment{zone == Zone::Known ? midnight + *time - offset : days.instantOf(midnight + *time), false};
}

std::optional<std::string_view> cleanCell(std::string_view cell, size_t longest, std::string &kept)
{
    if (std::ranges::all_of(cell, [](char c) { return c >= ' ' && c < 0x7F; }))
        return cell.size() <= longest ? std::optional(cell) : std::nullopt;
    const auto clean =
        cleanText(QString::fromUtf8(cell.data(), qsizetype(cell.size())), u"The cell"_s, true, qsizetype(longest));
    if (!clean)
        return std::nullopt;
    kept = clean->toStdString();
    return kept;
}

}
