#pragma once

#include <string_view>

namespace muster::ledger {

/// The end of the well-formed UTF-8 sequence that begins at `at`, or nullptr where there is none before `end`:
/// no overlong forms, no surrogates, nothing beyond U+10FFFF (Unicode 15, table 3-7). Needs at < end.
inline const char *afterUtf8Sequence(const char *at, const char *end)
{
    const auto byte = [at](int i) { return static_cast<unsigned char>(at[i]); };
    const auto within = [&byte](int i, unsigned char low, unsigned char high) {
        return byte(i) >= low && byte(i) <= high;
    };
    const unsigned char lead = byte(0);
    const auto left = end - at;
    if (lead < 0x80) {
        return at + 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
        return left >= 2 && within(1, 0x80, 0xBF) ? at + 2 : nullptr;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        const bool second = left >= 3 && within(1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
        return second && within(2, 0x80, 0xBF) ? at + 3 : nullptr;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const bool second = left >= 4 && within(1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
        return second && within(2, 0x80, 0xBF) && within(3, 0x80, 0xBF) ? at + 4 : nullptr;
    }
    return nullptr;
}

/// Whether all of `text` is well-formed UTF-8.
inline bool isUtf8(std::string_view text)
{
    const char *at = text.data();
    const char *const end = at + text.size();
    while (at && at != end) {
        at = afterUtf8Sequence(at, end);
    }
    return at == end;
}

}
