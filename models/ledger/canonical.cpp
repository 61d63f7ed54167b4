#include "ledger/canonical.h"

#include "ledger/json_writer.h"
#include "ledger/utf8.h"

#include <algorithm>

namespace muster::ledger {
namespace {

using nlohmann::json;
using namespace Qt::StringLiterals;

// Walks a value into a JsonWriter and stops at the first thing a line can't hold, with the reason in `fault`.
class Walk
{
public:
    bool value(const json &value, int depth);

    JsonWriter writer;
    QString fault;

private:
    bool object(const json &value, int depth);
    bool array(const json &value, int depth);
    bool string(const std::string &text);
    bool integer(const json &value);
    bool key(const std::string &name);
    bool refuse(const QString &why);
};

bool Walk::refuse(const QString &why)
{
    fault = why;
    return false;
}

bool Walk::value(const json &value, int depth)
{
    switch (value.type()) {
    case json::value_t::object: return object(value, depth + 1);
    case json::value_t::array: return array(value, depth + 1);
    case json::value_t::string: return string(value.get_ref<const std::string &>());
    case json::value_t::boolean: writer.boolean(value.get<bool>()); return true;
    case json::value_t::null: writer.null(); return true;
    case json::value_t::number_integer:
    case json::value_t::number_unsigned: return integer(value);
    default: return refuse(u"a number that is not whole, or binary data"_s);
    }
}

bool Walk::object(const json &value, int depth)
{
    if (depth > largestDepth) {
        return refuse(u"nesting deeper than %1 levels"_s.arg(largestDepth));
    }
    writer.beginObject();
    for (const auto &[name, member] : value.items()) {
        if (!key(name) || !this->value(member, depth)) {
            return false;
        }
    }
    writer.endObject();
    return true;
}

bool Walk::array(const json &value, int depth)
{
    if (depth > largestDepth) {
        return refuse(u"nesting deeper than %1 levels"_s.arg(largestDepth));
    }
    writer.beginArray();
    for (const json &item : value) {
        if (!this->value(item, depth)) {
            return false;
        }
    }
    writer.endArray();
    return true;
}

bool Walk::key(const std::string &name)
{
    if (!std::ranges::all_of(name, [](char c) { return c > 0 && static_cast<unsigned char>(c) < 0x80; })) {
        return refuse(u"a key that is not ASCII"_s);
    }
    writer.key(name);
    return true;
}

bool Walk::string(const std::string &text)
{
    if (!isUtf8(text)) {
        return refuse(u"a string that is not valid UTF-8"_s);
    }
    if (text.find('\0') != std::string::npos) {
        return refuse(u"a string with the character U+0000"_s);
    }
    writer.string(std::string_view(text));
    return true;
}

bool Walk::integer(const json &value)
{
    // An unsigned number beyond qint64 would wrap, so it is compared before it is converted.
    const bool fits = value.is_number_unsigned()
                          ? value.get<quint64>() <= quint64(largestInteger)
                          : value.get<qint64>() >= -largestInteger && value.get<qint64>() <= largestInteger;
    if (!fits) {
        return refuse(u"an integer beyond ±%1"_s.arg(largestInteger));
    }
    writer.integer(value.get<qint64>());
    return true;
}

// Nothing deeper than the limit is kept, so that a hostile line can't make the parser build a tower.
json parseLimited(std::string_view line, bool &tooDeep)
{
    const auto limit = [&tooDeep](int depth, json::parse_event_t event, json &) {
        const bool opens = event == json::parse_event_t::object_start || event == json::parse_event_t::array_start;
        tooDeep = tooDeep || (opens && depth >= largestDepth);
        return !tooDeep;
    };
    return json::parse(line.begin(), line.end(), limit, false);
}

tl::unexpected<Error> damagedLine(const QString &why)
{
    return failure(ErrorCode::Damaged, u"The line is not canonical JSON: %1; restore it from a copy."_s.arg(why));
}

}

Result<std::string> canonical(const json &value)
{
    Walk walk;
    if (!walk.value(value, 0)) {
        return failure(ErrorCode::InvalidInput,
                       u"The record can't hold %1; correct the value and try again."_s.arg(walk.fault));
    }
    return walk.writer.take();
}

Result<json> parseCanonical(std::string_view line)
{
    bool tooDeep = false;
    json value = parseLimited(line, tooDeep);
    if (tooDeep) {
        return damagedLine(u"it is nested deeper than %1 levels"_s.arg(largestDepth));
    }
    if (value.is_discarded()) {
        return damagedLine(u"it is not JSON at all"_s);
    }
    Walk walk;
    if (!walk.value(value, 0)) {
        return damagedLine(u"it holds %1"_s.arg(walk.fault));
    }
    if (walk.writer.bytes() != line) {
        return damagedLine(u"its spelling, key order or white space differs, or a key is doubled"_s);
    }
    return value;
}

}
