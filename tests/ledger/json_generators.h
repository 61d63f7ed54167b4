#pragma once

#include "ledger/json_writer.h"

#include <string>

#include <nlohmann/json.hpp>
#include <rapidcheck.h>

/// Random values of the kind a line may hold.
namespace muster::ledger::generate {

/// Valid UTF-8 without U+0000, rich in what needs escapes and in sequences of every length.
inline rc::Gen<std::string> text()
{
    const auto piece = rc::gen::element<std::string>(
        "a", "Z", "0", " ", "/", "\"", "\\", "\b", "\t", "\n", "\f", "\r", "\x01", "\x1f", "\x7f", "é", "€", "監", "😀",
        "\xed\x9f\xbf", "\xee\x80\x80", "\xf4\x8f\xbf\xbf", "a long run of plain bytes, past sixteen");
    using Pieces = std::vector<std::string>;
    return rc::gen::map(rc::gen::container<Pieces>(piece), [](const Pieces &pieces) {
        std::string joined;
        for (const std::string &each : pieces) {
            joined += each;
        }
        return joined;
    });
}

inline rc::Gen<std::string> key()
{
    return rc::gen::oneOf(
        rc::gen::element<std::string>("n", "v", "at", "kind", "private", "delegation", "salt", "", "a\nb", "a\x01"),
        rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127)));
}

inline rc::Gen<qint64> integer()
{
    return rc::gen::oneOf(rc::gen::inRange<qint64>(-20, 20), rc::gen::inRange(-largestInteger, largestInteger),
                          rc::gen::element(largestInteger, -largestInteger, qint64(0)));
}

inline nlohmann::json value(int depth)
{
    using nlohmann::json;
    switch (*rc::gen::inRange(0, depth > 0 ? 6 : 4)) {
    case 0: return *text();
    case 1: return *integer();
    case 2: return *rc::gen::arbitrary<bool>();
    case 3: return nullptr;
    case 4: {
        json array = json::array();
        for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
            array.push_back(value(depth - 1));
        }
        return array;
    }
    default: {
        json object = json::object();
        for (int i = *rc::gen::inRange(0, 5); i > 0; --i) {
            object[*key()] = value(depth - 1);
        }
        return object;
    }
    }
}

inline nlohmann::json object()
{
    nlohmann::json object = nlohmann::json::object();
    for (int i = *rc::gen::inRange(0, 7); i > 0; --i) {
        object[*key()] = value(3);
    }
    return object;
}

}
