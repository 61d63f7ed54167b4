#pragma once

#include "support/register_fixture.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <utility>
#include <vector>

namespace muster::test {

/// Notes how long the event loop is away from one beat to the next. What the thread waited for a processor is not
/// counted, where the system tells: other programs took it.
class Heartbeat
{
public:
    Heartbeat() : m_waited(waitedForProcessor())
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            const qint64 waited = waitedForProcessor();
            m_gaps.push_back(m_since.nsecsElapsed() - (waited - std::exchange(m_waited, waited)));
            m_since.start();
        });
        m_since.start();
        m_timer.start(2);
    }

    size_t beats() const { return m_gaps.size(); }
    /// The gap in milliseconds that this share of all gaps stays below.
    double milliseconds(double share) const
    {
        auto gaps = m_gaps;
        std::ranges::sort(gaps);
        return gaps.empty() ? 1e9 : double(gaps[size_t(double(gaps.size() - 1) * share)]) / 1e6;
    }

private:
    static qint64 waitedForProcessor()
    {
        return contentOf(QStringLiteral("/proc/thread-self/schedstat")).split(' ').value(1).toLongLong();
    }

    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_waited;
    std::vector<qint64> m_gaps;
};

}
