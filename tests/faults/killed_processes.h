#pragma once

#include "script_progress.h"

#include <array>
#include <csignal>
#include <ctime>
#include <functional>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

/// Processes that a test kills.
namespace muster::test {

/// Sleeps so many nanoseconds.
inline void sleepFor(qint64 nanoseconds)
{
    const timespec time{nanoseconds / 1'000'000'000, nanoseconds % 1'000'000'000};
    nanosleep(&time, nullptr);
}

inline bool diedOfKill(int status)
{
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

/// Runs muster-cli on the register, as a process that may be killed.
class Cli
{
public:
    explicit Cli(const Progress &progress) : m_progress(progress) {}

    /// The status of waitpid. `killAfter` in nanoseconds; nothing lets the process come to its end.
    int run(const QStringList &words, QDate day, std::optional<qint64> killAfter)
    {
        std::vector<QByteArray> arguments{QByteArray(MUSTER_CLI), "--register", m_progress.path().toUtf8()};
        for (const auto &word : words)
            arguments.push_back(word.toUtf8());
        std::vector<char *> pointers;
        for (auto &argument : arguments)
            pointers.push_back(argument.data());
        pointers.push_back(nullptr);
        const QByteArray out = m_progress.file(u"output"_s).toUtf8();
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.constData(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
        qputenv("MUSTER_NOW", (day.toString(Qt::ISODate) + u"T09:30:00Z"_s).toUtf8());
        qputenv("XDG_STATE_HOME", m_progress.file(u"home"_s).toUtf8());
        pid_t child = -1;
        const int failed = posix_spawn(&child, MUSTER_CLI, &actions, nullptr, pointers.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        if (failed != 0)
            qFatal("can't start %s", MUSTER_CLI);
        if (killAfter) {
            sleepFor(*killAfter);
            kill(child, SIGKILL);
        }
        int status = 0;
        waitpid(child, &status, 0);
        return status;
    }

    QByteArray output() const { return contentOf(m_progress.file(u"output"_s)); }

private:
    const Progress &m_progress;
};

/// The other end of a child process that goes through the script in one open register and says so after each commit.
class Child
{
public:
    static constexpr char done = 'd';
    static constexpr char failed = 'f';

    explicit Child(const std::function<void(const std::function<void(char)> &say)> &work)
    {
        std::array<int, 2> ends{};
        if (pipe(ends.data()) != 0)
            qFatal("can't make a pipe");
        m_process = fork();
        if (m_process == 0) {
            work([&](char word) { (void)!write(ends[1], &word, 1); });
            _exit(0);
        }
        close(ends[1]);
        m_reading = ends[0];
    }
    ~Child() { close(m_reading); }
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;

    /// Waits until so many steps are acknowledged in all, or the child has ended.
    void await(qint64 steps)
    {
        char word = 0;
        while (m_acknowledged < steps && ::read(m_reading, &word, 1) == 1)
            hear(word);
    }

    /// Kills it, and takes in what it had said before. Returns whether it died of that.
    bool killNow()
    {
        kill(m_process, SIGKILL);
        int status = 0;
        waitpid(m_process, &status, 0);
        char word = 0;
        while (::read(m_reading, &word, 1) == 1)
            hear(word);
        return diedOfKill(status) && !m_hasFailed;
    }

    /// Waits for its end. Returns whether it was killed, or came to its end without a failure.
    bool ended()
    {
        int status = 0;
        waitpid(m_process, &status, 0);
        return (diedOfKill(status) || status == 0) && !m_hasFailed;
    }

    qint64 acknowledged() const { return m_acknowledged; }

private:
    void hear(char word)
    {
        m_acknowledged += word == done ? 1 : 0;
        m_hasFailed = m_hasFailed || word == failed;
    }

    pid_t m_process = -1;
    int m_reading = -1;
    qint64 m_acknowledged = 0;
    bool m_hasFailed = false;
};

}
