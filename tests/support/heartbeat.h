#pragma once

#include "support/register_fixture.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <utility>
#include <vector>

namespace muster::test {

/// An application that knows for how long its thread was held by events: not how long it slept, nor, where the system
/// tells, how long it waited for a processor that other programs had.
class TimedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (QThread::currentThread() != thread())
            return QApplication::notify(receiver, event); // workers' events come by here, too
        const bool outermost = m_depth++ == 0;
        if (outermost)
            begin();
        const bool taken = QApplication::notify(receiver, event);
        --m_depth;
        if (outermost)
            m_held += sinceBegin();
        return taken;
    }

    /// Nanoseconds so far, the event under way included.
    qint64 held() const { return m_held + (m_depth > 0 ? sinceBegin() : 0); }

private:
    static qint64 waitedForProcessor()
    {
        return contentOf(QStringLiteral("/proc/thread-self/schedstat")).split(' ').value(1).toLongLong();
    }
    void begin()
    {
        m_waited = waitedForProcessor();
        m_since.start();
    }
    qint64 sinceBegin() const
    {
        return std::max(qint64(0), m_since.nsecsElapsed() - (waitedForProcessor() - m_waited));
    }

    int m_depth = 0;
    qint64 m_held = 0, m_waited = 0;
    QElapsedTimer m_since;
};

/// A beat every few milliseconds that notes for how long events held the thread since the one before.
class Heartbeat
{
public:
    explicit Heartbeat(const TimedApplication &application) : m_application(application), m_held(application.held())
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            const qint64 held = m_application.held();
            m_gaps.push_back(held - std::exchange(m_held, held));
        });
        m_timer.start(2);
    }

    size_t beats() const { return m_gaps.size(); }
    /// The milliseconds that this share of all beats stays below.
    double milliseconds(double share) const
    {
        auto gaps = m_gaps;
        std::ranges::sort(gaps);
        return gaps.empty() ? 1e9 : double(gaps[size_t(double(gaps.size() - 1) * share)]) / 1e6;
    }

private:
    const TimedApplication &m_application;
    QTimer m_timer;
    qint64 m_held;
    std::vector<qint64> m_gaps;
};

}
