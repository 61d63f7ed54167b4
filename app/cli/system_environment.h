#pragma once

#include "context.h"

#include <array>

namespace muster::cli {

/// The system's clock; where MUSTER_NOW holds an instant (ISO 8601) that one, standing still.
class SystemClock final : public Clock
{
public:
    /// @param fixed  an instant to stand still at, or an invalid one for the system's time
    explicit SystemClock(QDateTime fixed = {}) : m_fixed(std::move(fixed)) {}
    QDateTime now() const override { return m_fixed.isValid() ? m_fixed : QDateTime::currentDateTimeUtc(); }

private:
    QDateTime m_fixed;
};

/// The system's source of unpredictable bytes.
class SystemRandomness final : public Randomness
{
public:
    void fill(std::span<std::uint8_t> bytes) override;

private:
    std::array<std::uint8_t, 4096> m_block;
    size_t m_next = 4096;
};

/// What the process was started in.
class SystemEnvironment
{
public:
    /// Reads the environment variables. Error: Usage where MUSTER_NOW is no instant.
    static Result<std::unique_ptr<SystemEnvironment>> read();

    const Environment &environment() const { return m_environment; }

private:
    explicit SystemEnvironment(const QDateTime &fixed);

    SystemClock m_clock;
    SystemRandomness m_random;
    Environment m_environment;
};

}
