#pragma once

#include "domain/error.h"

#include <QByteArray>
#include <QStringView>

class QIODevice;

namespace muster::reports {

/// Collects UTF-8 in pieces of 64 KiB for a device and remembers the first write that failed, so that renderers can
/// write on and ask once.
class TextSink
{
public:
    /// @param device open for writing; has to outlive the sink
    explicit TextSink(QIODevice &device);

    /// Adds text as it is.
    TextSink &operator<<(QStringView text);
    /// Adds bytes that are UTF-8 already.
    TextSink &operator<<(const char *utf8);

    /// Whether a write has failed; what is added from then on is dropped.
    bool failed() const;

    /// Hands everything to the device, and a file's buffer to the system.
    /// @return DiskFull or Io with what the device said
    Result<void> finish();

private:
    void pushWhenFull();
    void push();

    QIODevice &m_device;
    QByteArray m_buffer;
    bool m_failed = false;
};

/// What to tell of a device that did not take everything: DiskFull where it says so, Io otherwise.
Error writeError(const QIODevice &device);

}
