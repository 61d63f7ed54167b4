#pragma once

#include <QDateTime>
#include <QString>

#include <cstdint>
#include <span>

namespace muster {

/// Tells the time. Handed in, so that tests set it.
class Clock
{
public:
    virtual ~Clock() = default;

    /// The present instant in UTC.
    virtual QDateTime now() const = 0;
};

/// Gives random bytes, for identifiers and salts. Handed in, so that the sample register is the same each time.
class Randomness
{
public:
    virtual ~Randomness() = default;

    /// Fills `bytes` with unpredictable bytes.
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

/// A random UUID, version 4, lower case (RFC 9562 §5.4).
QString newUuid(Randomness &random);

/// `count` random bytes as lower-case hex.
std::string randomHex(Randomness &random, size_t count);

}
