#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace muster::ledger {

/// What a string or key is, once its quotes are found: the bytes between them, and whether any is an escape.
struct Token
{
    std::string_view text;
    bool escaped = false;
    bool ascii = true;
};

/// Whether a byte can stand in a string and needs no closer look.
inline bool isPlain(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

/// The first byte from `at` on that is a quote, a backslash, a control character or not ASCII; `end` if there is none.
inline const char *afterPlain(const char *at, const char *end)
{
#ifdef __SSE2__
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    const __m128i space = _mm_set1_epi8(0x20);
    for (; end - at >= 16; at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
        // Compared as signed numbers, what is not ASCII lies below the space as well.
        const __m128i stop = _mm_or_si128(_mm_cmplt_epi8(bytes, space),
                                          _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)));
        if (const auto mask = static_cast<unsigned>(_mm_movemask_epi8(stop))) {
            return at + std::countr_zero(mask);
        }
    }
#endif
    while (at != end && isPlain(*at)) {
        ++at;
    }
    return at;
}

/// The digit of each value below sixteen.
inline constexpr std::string_view lowerHexDigits = "0123456789abcdef";

/// For each byte the value of the lower-case hexadecimal digit it is, -1 for anything else. A table, because digits of
/// a digest come in no order a processor could foresee, and each wrong guess costs more than the look-up.
inline constexpr auto lowerHexValues = [] {
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (std::int8_t i = 0; i < 16; ++i) {
        values[static_cast<unsigned char>(lowerHexDigits[std::size_t(i)])] = i;
    }
    return values;
}();

/// The value of a lower-case hexadecimal digit, -1 for anything else.
inline int lowerHexValue(char c)
{
    return lowerHexValues[static_cast<unsigned char>(c)];
}

/// Whether `left` stands before `right`. Keys are ordered by what they mean, which differs from their bytes only where
/// one has an escape; every escape in them has to be a canonical one.
bool isAscending(const Token &left, const Token &right);

}
