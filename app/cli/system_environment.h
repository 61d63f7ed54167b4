#pragma once

#include "app/system/system.h"
#include "context.h"

namespace muster::cli {

/// What the process was started in.
class SystemEnvironment
{
public:
    /// Reads the environment variables. Error: Usage where MUSTER_NOW is no instant.
    static Result<std::unique_ptr<SystemEnvironment>> read();

    const Environment &environment() const { return m_environment; }

private:
    explicit SystemEnvironment(const QDateTime &fixed);

    app::SystemClock m_clock;
    app::SystemRandomness m_random;
    Environment m_environment;
};

}
