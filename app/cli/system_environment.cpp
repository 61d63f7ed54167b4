#include "system_environment.h"

#include <QDir>
#include <QTimeZone>

#include <csignal>
#include <cstring>

#include <pwd.h>
#include <sys/random.h>
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

QString stateFolder()
{
    const QString base = variable("XDG_STATE_HOME");
    return (QDir::isAbsolutePath(base) ? base : QDir::homePath() + u"/.local/state"_s) + u"/muster"_s;
}

/// The person's name as the system has it (the first part of GECOS), otherwise the account's.
QString userName()
{
    const auto *account = getpwuid(getuid());
    if (!account)
        return variable("USER");
    const QString full = QString::fromLocal8Bit(account->pw_gecos).section(u',', 0, 0).trimmed();
    return full.isEmpty() ? QString::fromLocal8Bit(account->pw_name) : full;
}

}

void SystemRandomness::fill(std::span<std::uint8_t> bytes)
{
    for (auto &byte : bytes) {
        if (m_next == m_block.size()) {
            // One call for many: asking the processor for four bytes at a time cost an eighth of an import.
            for (size_t got = 0; got < m_block.size();) {
                const ssize_t more = getrandom(m_block.data() + got, m_block.size() - got, 0);
                got += more > 0 ? size_t(more) : 0;
            }
            m_next = 0;
        }
        byte = m_block[m_next++];
    }
}

Result<std::unique_ptr<SystemEnvironment>> SystemEnvironment::read()
{
    QDateTime fixed;
    if (const QString now = variable("MUSTER_NOW"); !now.isEmpty()) {
        fixed = QDateTime::fromString(now, Qt::ISODateWithMs).toUTC();
        if (!fixed.isValid())
            return failure(
                ErrorCode::Usage,
                u"MUSTER_NOW takes an instant such as 2026-06-01T09:00:00Z, not \"%1\"."_s.arg(now.left(40)));
    }
    return std::unique_ptr<SystemEnvironment>(new SystemEnvironment(fixed));
}

SystemEnvironment::SystemEnvironment(const QDateTime &fixed) : m_clock(fixed)
{
    m_environment.clock = &m_clock;
    m_environment.random = &m_random;
    m_environment.stateFolder = stateFolder();
    m_environment.userName = userName();
    m_environment.timeZone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    m_environment.registerFile = variable("MUSTER_REGISTER");
    m_environment.person = variable("MUSTER_PERSON");
    m_environment.showProgress = isatty(STDERR_FILENO) != 0;
    m_environment.interrupted = interrupted;
}

}
