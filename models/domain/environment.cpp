#include "domain/environment.h"

#include <array>

namespace muster {

namespace {

constexpr char hexDigits[] = "0123456789abcdef";

}

QString newUuid(Randomness &random)
{
    std::array<std::uint8_t, 16> bytes;
    random.fill(bytes);
    bytes[6] = std::uint8_t((bytes[6] & 0x0F) | 0x40);
    bytes[8] = std::uint8_t((bytes[8] & 0x3F) | 0x80);
    char text[36];
    char *out = text;
    for (size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *out++ = '-';
        *out++ = hexDigits[bytes[i] >> 4];
        *out++ = hexDigits[bytes[i] & 15];
    }
    return QString::fromLatin1(text, 36);
}

std::string randomHex(Randomness &random, size_t count)
{
    std::array<std::uint8_t, 64> bytes;
    const std::span<std::uint8_t> wanted(bytes.data(), std::min(count, bytes.size()));
    random.fill(wanted);
    std::string text;
    text.reserve(wanted.size() * 2);
    for (const auto byte : wanted) {
        text.push_back(hexDigits[byte >> 4]);
        text.push_back(hexDigits[byte & 15]);
    }
    return text;
}

}
