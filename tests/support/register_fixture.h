#pragma once

#include "domain/environment.h"
#include "register/rule_context.h"
#include "register/store.h"

#include <QFile>
#include <QTemporaryDir>

#include <atomic>
#include <memory>
#include <mutex>
#include <random>

/// What every test of a register needs: a time and a randomness it sets, a temporary folder, and a register in it.
namespace muster::test {

using registry::OpenMode;
using registry::Store;
using registry::StoreOptions;

/// A clock that stands still until it is moved. Safe to read from a register's worker thread.
class FakeClock final : public Clock
{
public:
    explicit FakeClock(const QDateTime &start) { set(start); }

    QDateTime now() const override { return QDateTime::fromMSecsSinceEpoch(m_milliseconds, Qt::UTC); }
    void set(const QDateTime &instant) { m_milliseconds = instant.toMSecsSinceEpoch(); }
    void set(QDate day, QTime time = QTime(9, 30)) { set(QDateTime(day, time, Qt::UTC)); }
    void advance(qint64 milliseconds) { m_milliseconds += milliseconds; }
    void advanceDays(int days) { advance(qint64(days) * 24 * 3600 * 1000); }

private:
    std::atomic<qint64> m_milliseconds;
};

/// Bytes that are the same in each run with the same seed. Safe to use from several threads.
class SeededRandomness final : public Randomness
{
public:
    explicit SeededRandomness(quint32 seed = 1) : m_engine(seed) {}

    void fill(std::span<std::uint8_t> bytes) override
    {
        const std::lock_guard lock(m_mutex);
        for (auto &byte : bytes)
            byte = std::uint8_t(m_engine());
    }

private:
    std::mutex m_mutex;
    std::mt19937 m_engine;
};

/// The value of a result; where there is none the error's sentence is printed and the test program ends there.
template <typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("unexpected failure: %s", qUtf8Printable(result.error().message));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// A register in a temporary folder, its marks in another: it is Monday 1 June 2026, 09:30 UTC; the register lives in
/// Europe/Berlin, has the default tiers and policy, and its owner "Ada Owner" acts.
class RegisterFixture
{
public:
    explicit RegisterFixture(quint32 seed = 1) : m_random(seed), m_store(must(create(path()))) {}

    FakeClock &clock() { return m_clock; }
    SeededRandomness &random() { return m_random; }
    Store &store() { return *m_store; }
    QString folder() const { return m_folder.path(); }
    QString path(const QString &name = QStringLiteral("register.muster")) const { return m_folder.filePath(name); }
    QString stateFolder() const { return m_folder.filePath(QStringLiteral("state")); }

    /// What a store of this fixture is opened with; a test changes what it needs.
    StoreOptions options()
    {
        StoreOptions options;
        options.clock = &m_clock;
        options.random = &m_random;
        options.stateFolder = stateFolder();
        options.busyTimeoutMs = 50;
        return options;
    }

    /// What a new register is made from.
    static RegisterInfo info(const QString &name = QStringLiteral("Test register"))
    {
        const auto policy = registry::defaultPolicy();
        RegisterInfo info;
        info.name = name;
        info.timeZone = QStringLiteral("Europe/Berlin");
        info.tiers = registry::tiersJson(policy.tiers);
        info.policy = registry::policyJson(policy);
        return info;
    }

    /// Makes a further register in the same folder.
    Result<std::unique_ptr<Store>> create(const QString &file)
    {
        return Store::create(file, options(), info(), QStringLiteral("Ada Owner"));
    }

    /// Opens the fixture's register a second time, as another window would.
    Result<std::unique_ptr<Store>> openAgain(OpenMode mode = OpenMode::ReadWrite)
    {
        auto wanted = options();
        wanted.mode = mode;
        return Store::open(path(), wanted);
    }

    /// Closes the register's file, so that a test may do to it what it likes.
    void close() { m_store.reset(); }
    /// Opens the register anew after close().
    Result<void> reopen()
    {
        m_store.reset();
        return openAgain().map([this](std::unique_ptr<Store> store) { m_store = std::move(store); });
    }

    /// The register's owner, who is its first person.
    PersonId owner() { return must(m_store->info()).owner.value(); }

private:
    QTemporaryDir m_folder;
    FakeClock m_clock{QDateTime(QDate(2026, 6, 1), QTime(9, 30), Qt::UTC)};
    SeededRandomness m_random;
    std::unique_ptr<Store> m_store;
};

/// The whole content of a file.
inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}
