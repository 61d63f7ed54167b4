#include "evidence/json_format.h"

#include <QDateTime>

#include <algorithm>
#include <charconv>

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

constexpr int kMostDigits = 400;
constexpr int kMostEmbedded = 20;

bool isDigits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<qint64> wholeJsonNumber(std::string_view text)
{
    qint64 value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// A number as JSON writes it, taken apart: ± digits · 10^-scale.
struct Decimal
{
    bool negative = false;
    std::string digits;
    qint64 scale = 0;
};

std::optional<Decimal> parsedDecimal(std::string_view text)
{
    Decimal number{.negative = text.starts_with('-'), .digits = {}};
    text.remove_prefix(number.negative ? 1 : 0);
    const size_t mark = text.find_first_of("eE");
    std::string_view exponent = mark == text.npos ? "0" : text.substr(mark + 1);
    exponent.remove_prefix(exponent.starts_with('+') ? 1 : 0);
    const auto power = wholeJsonNumber(exponent);
    const std::string_view mantissa = text.substr(0, mark);
    const size_t point = mantissa.find('.');
    const std::string_view fraction = point == mantissa.npos ? "" : mantissa.substr(point + 1);
    number.digits = std::string(mantissa.substr(0, point)) + std::string(fraction);
    if (!isDigits(number.digits) || !power || *power < -kMostDigits || *power > kMostDigits
        || text.size() > kMostDigits)
        return std::nullopt;
    number.scale = static_cast<qint64>(fraction.size()) - *power;
    return number;
}

std::string named(const Json &value)
{
    for (const char *name : {"name", "login", "username", "title"}) {
        if (const auto found = value.find(name); found != value.end() && found->is_string())
            return found->get<std::string>();
    }
    return value.dump();
}

}

std::string cellText(const Json &value)
{
    std::string text;
    if (value.is_array()) {
        for (const Json &element : value)
            text += (text.empty() ? "" : ", ") + cellText(element);
    } else if (value.is_object()) {
        text = named(value);
    } else if (!value.is_null()) {
        text = value.is_string() ? value.get<std::string>() : value.dump();
    }
    for (size_t nul = text.find('\0'); nul != text.npos; nul = text.find('\0', nul))
        text.replace(nul, 1, "\xEF\xBF\xBD");
    return text;
}

const Json &at(const Json &value, std::initializer_list<const char *> names)
{
    static const Json nothing;
    const Json *found = &value;
    for (const char *name : names) {
        const auto member = found->find(name);
        if (member == found->end())
            return nothing;
        found = &*member;
    }
    return *found;
}

std::string decimal(const std::string &number, int places)
{
    auto parsed = parsedDecimal(number);
    const bool isPlain = number.find_first_of("eE") == number.npos;
    if (!parsed || (isPlain && places == 0))
        return number;
    std::string &digits = parsed->digits;
    const qint64 scale = parsed->scale - places;
    if (scale < 0)
        digits.append(static_cast<size_t>(-scale), '0');
    const auto decimals = static_cast<size_t>(std::max<qint64>(scale, 0));
    if (digits.size() <= decimals)
        digits.insert(0, decimals + 1 - digits.size(), '0');
    std::string fraction = digits.substr(digits.size() - decimals);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    digits.erase(digits.size() - decimals);
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    const std::string plain = fraction.empty() ? digits : digits + "." + fraction;
    return parsed->negative && plain != "0" ? "-" + plain : plain;
}

std::string sum(const std::vector<std::string> &numbers)
{
    std::optional<qint64> total;
    for (const std::string &number : numbers) {
        if (number.empty())
            continue;
        const auto value = wholeJsonNumber(number);
        qint64 added = 0;
        if (!value || qAddOverflow(total.value_or(0), *value, &added))
            return number;
        total = added;
    }
    return total ? std::to_string(*total) : std::string();
}

std::string utcTime(const std::string &text)
{
    constexpr std::string_view shape = "0000-00-00T00:00";
    if (text.size() < shape.size())
        return text;
    for (size_t i = 0; i < text.size(); ++i) {
        const char expected = i < shape.size() ? shape[i] : '0';
        const bool digit = text[i] >= '0' && text[i] <= '9';
        const bool fits = i == 10             ? text[i] == 'T' || text[i] == ' '
                          : i >= shape.size() ? digit || text[i] == ':' || text[i] == '.'
                                              : (expected == '0' ? digit : text[i] == expected);
        if (!fits)
            return text;
    }
    std::string utc = text + "Z";
    utc[10] = 'T';
    return utc;
}

std::string nanosTime(const std::string &text)
{
    const auto nanos = wholeJsonNumber(text);
    if (!nanos || *nanos <= 0)
        return text;
    return QDateTime::fromMSecsSinceEpoch(*nanos / 1'000'000, Qt::UTC).toString(Qt::ISODateWithMs).toStdString();
}

Json embedded(const Json &value)
{
    if (!value.is_string())
        return value;
    // As deep as such lists ever are, since they are written out by recursion.
    const auto shallow = [](int depth, Json::parse_event_t, Json &) { return depth < kMostEmbedded; };
    Json parsed = Json::parse(value.get_ref<const std::string &>(), shallow, false);
    return parsed.is_structured() ? parsed : Json();
}

bool recordsHave(const JsonKeys &keys, std::initializer_list<const char *> names)
{
    return std::ranges::any_of(names, [&](const char *member) {
        const std::string name = member;
        return keys.contains(name) || keys.contains("[]." + name) || keys.contains("data[]." + name);
    });
}

}
