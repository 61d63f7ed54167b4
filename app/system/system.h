#pragma once

#include "domain/environment.h"
#include "domain/error.h"

#include <array>

/// The system a program of Muster runs on, as the rooms below want it handed in.
namespace muster::app {

/// The system's clock; one that was given an instant stands still there.
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

/// Asks the system for large pages for what this program allocates, before it allocates much: on a virtual machine half of
/// a list's time went into getting memory four kilobytes at a time. Where there are none, nothing differs.
void useLargePages();

/// The instant MUSTER_NOW holds (for tests and pictures), or an invalid one where it isn't set. Error: Usage.
Result<QDateTime> fixedInstant();

/// Where high-water marks lie: $XDG_STATE_HOME/muster, by default ~/.local/state/muster.
QString stateFolder();

/// The person's name as the system has it (the first part of GECOS), otherwise the account's.
QString userName();

}
