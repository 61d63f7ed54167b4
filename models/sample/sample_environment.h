#pragma once

#include "domain/environment.h"

#include <QDate>

#include <random>

namespace muster::sample {

/// The day on which the sample register stands when it is made: Friday, 12 June 2026.
inline QDate sampleToday()
{
    return {2026, 6, 12};
}

/// A clock that stands where it was set, for things that happen at set instants.
class SampleClock final : public Clock
{
public:
    /// Stands at 08:00 UTC on sampleToday().
    SampleClock() { set(sampleToday(), QTime(8, 0)); }

    QDateTime now() const override { return m_now; }
    /// @param utc the time of day in UTC
    void set(QDate day, QTime utc) { m_now = QDateTime(day, utc, Qt::UTC); }
    void advance(int minutes) { m_now = m_now.addSecs(qint64(minutes) * 60); }

private:
    QDateTime m_now;
};

/// Bytes that are the same in each run with the same seed, on every system.
class SampleRandomness final : public Randomness
{
public:
    explicit SampleRandomness(quint32 seed = 20260612) : m_engine(seed) {}

    void fill(std::span<std::uint8_t> bytes) override
    {
        for (auto &byte : bytes)
            byte = std::uint8_t(m_engine() & 0xFF);
    }

private:
    std::mt19937 m_engine;
};

}
