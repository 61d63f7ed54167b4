#include "system_environment.h"

#include <QTimeZone>

#include <csignal>

#include <unistd.h>

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

volatile std::sig_atomic_t stopAsked = 0;

void askToStop(int)
{
    stopAsked = 1;
    std::signal(SIGINT, SIG_DFL);
}

/// From the first question on, the first Ctrl+C only asks long work to stop; the second ends the program.
bool interrupted()
{
    static const bool listening = [] {
        std::signal(SIGINT, askToStop);
        return true;
    }();
    return listening && stopAsked != 0;
}

QString variable(const char *name)
{
    return qEnvironmentVariable(name);
}

}

Result<std::unique_ptr<SystemEnvironment>> SystemEnvironment::read()
{
    return app::fixedInstant().map(
        [](const QDateTime &fixed) { return std::unique_ptr<SystemEnvironment>(new SystemEnvironment(fixed)); });
}

SystemEnvironment::SystemEnvironment(const QDateTime &fixed) : m_clock(fixed)
{
    m_environment.clock = &m_clock;
    m_environment.random = &m_random;
    m_environment.stateFolder = app::stateFolder();
    m_environment.userName = app::userName();
    m_environment.timeZone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    m_environment.registerFile = variable("MUSTER_REGISTER");
    m_environment.person = variable("MUSTER_PERSON");
    m_environment.showProgress = isatty(STDERR_FILENO) != 0;
    m_environment.interrupted = interrupted;
}

}
