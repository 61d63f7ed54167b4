// Whatever dies in the middle of an audit: what was acknowledged is there, and of what was not, all or nothing.
// The random moments come from a fixed seed; MUSTER_SEED sets another.

#include "audit_script.h"
#include "register/verify.h"

#include <QElapsedTimer>
#include <QTest>

#include <array>
#include <cstring>
#include <random>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace muster;
using namespace muster::test;

namespace {

constexpr int kills = 100;
constexpr unsigned defaultSeed = 20260601;

/// A random moment from now on, given in nanoseconds.
void sleepFor(qint64 nanoseconds)
{
    const timespec time{nanoseconds / 1'000'000'000, nanoseconds % 1'000'000'000};
    nanosleep(&time, nullptr);
}

bool diedOfKill(int status)
{
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

/// How far the script has come in a register, and what the register has to hold there.
class Progress
{
public:
    Progress()
    {
        m_clock.set(AuditScript::firstDay);
        AuditScript::prepare(*must(Store::create(path(), options(1), RegisterFixture::info(), u"Ada Owner"_s)));
        m_held = readHeld();
    }

    QString path() const { return m_folder.filePath(u"register.muster"_s); }
    QString stateFolder() const { return m_folder.filePath(u"home/muster"_s); }
    QString file(const QString &name) const { return m_folder.filePath(name); }
    qint64 position() const { return m_position; }
    const Held &held() const { return m_held; }
    const Step &next() const { return AuditScript::stepAt(m_position); }
    Held heldAfterNext() const { return AuditScript::after(m_held, m_position, m_closeEntries); }

    /// Opens the register, on the day of the step at hand.
    Result<std::unique_ptr<Store>> open(quint32 seed)
    {
        m_clock.set(AuditScript::dayOf(m_position));
        return Store::open(path(), options(seed));
    }

    /// Sets the clock as the script wants it, for a step done within one open register.
    void setDay(qint64 position) { m_clock.set(AuditScript::dayOf(position)); }

    /// Goes through two audits undisturbed with `step`, to know how many entries a closing writes.
    template <typename RunStep>
    void goThroughTwice(RunStep &&step)
    {
        while (AuditScript::cycleOf(m_position) < 2) {
            const Held before = m_held;
            QVERIFY(step());
            ++m_position;
            m_held = readHeld();
            if (before.closed != m_held.closed)
                m_closeEntries = m_held.entries - before.entries;
        }
        QVERIFY(m_closeEntries > 2);
    }

    /// A step was acknowledged.
    void acknowledge()
    {
        m_held = heldAfterNext();
        ++m_position;
    }

    /// Opens the register after a kill: it has to verify, and to hold what was acknowledged or that and the whole next
    /// step. Returns whether the next step is there, or nothing where neither fits.
    std::optional<bool> judge()
    {
        auto store = open(1);
        if (!store) {
            qWarning("the register doesn't open: %s", qUtf8Printable(store.error().message));
            return {};
        }
        const auto verified = must(registry::verifyRegister(**store));
        const Held found = AuditScript::read(**store);
        if (!verified.ok || verified.entries != found.entries) {
            qWarning("the record doesn't verify: %s", qUtf8Printable(verified.problems.join(u' ')));
            return {};
        }
        const bool nothing = found == m_held, all = found == heldAfterNext();
        if (nothing || all)
            return all;
        qWarning("at step %lld\nfound:    %s\nexpected: %s\nor:       %s", m_position, qUtf8Printable(found.toString()),
                 qUtf8Printable(m_held.toString()), qUtf8Printable(heldAfterNext().toString()));
        return {};
    }

    /// Whether a journal lies beside the register that has to be rolled back.
    bool journalIsHot() const
    {
        QFile journal(path() + u"-journal"_s);
        return journal.open(QIODevice::ReadOnly) && journal.read(1) == QByteArray("\xd9", 1);
    }
    bool journalIsThere() const { return QFile::exists(path() + u"-journal"_s); }

private:
    StoreOptions options(quint32 seed)
    {
        m_random = std::make_unique<SeededRandomness>(seed);
        StoreOptions options;
        options.clock = &m_clock;
        options.random = m_random.get();
        options.stateFolder = stateFolder();
        return options;
    }

    Held readHeld() { return AuditScript::read(*must(open(1))); }

    QTemporaryDir m_folder;
    FakeClock m_clock{QDateTime(AuditScript::firstDay, QTime(9, 30), Qt::UTC)};
    std::unique_ptr<SeededRandomness> m_random;
    qint64 m_position = 0;
    qint64 m_closeEntries = 0;
    Held m_held;
};

/// What came of the kills, for the log.
struct Tally
{
    int killed = 0, kept = 0, nothing = 0, hotJournals = 0;
    qint64 acknowledged = 0;

    void print(const char *what, unsigned seed, qint64 milliseconds) const
    {
        qInfo("%s: seed %u; %d killed (%d steps kept, %d not there), %lld acknowledged, %d hot journals; %lld ms", what,
              seed, killed, kept, nothing, acknowledged, hotJournals, milliseconds);
    }
};

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

class TestKill : public QObject
{
    Q_OBJECT

private:
    static unsigned seed()
    {
        return qEnvironmentVariableIsSet("MUSTER_SEED") ? qEnvironmentVariable("MUSTER_SEED").toUInt() : defaultSeed;
    }

    /// Goes through the script from where it stands; for the child process.
    static void goOn(Progress &progress, quint32 seedOfRound, const std::function<void(char)> &say)
    {
        const auto store = progress.open(seedOfRound);
        for (qint64 position = progress.position(); store; ++position) {
            progress.setDay(position);
            if (const auto ran = AuditScript::run(**store, position); !ran) {
                qWarning("step %lld: %s", position, qUtf8Printable(ran.error().message));
                break;
            }
            say(Child::done);
        }
        say(Child::failed);
    }

    static bool runHere(Progress &progress)
    {
        const auto store = must(progress.open(quint32(progress.position()) + 2));
        const auto ran = AuditScript::run(*store, progress.position());
        if (!ran)
            qWarning("%s", qUtf8Printable(ran.error().message));
        return bool(ran);
    }

    static void settle(Progress &progress, bool isThere, Tally &tally)
    {
        ++tally.killed;
        ++(isThere ? tally.kept : tally.nothing);
        if (isThere)
            progress.acknowledge();
    }

private Q_SLOTS:
    /// A process that commits as fast as it can, killed a hundred times, every other time while it closes an audit.
    void commitsOfOneProcess()
    {
        QElapsedTimer watch;
        watch.start();
        std::mt19937 dice(seed());
        Progress progress;
        QElapsedTimer undisturbed;
        undisturbed.start();
        progress.goThroughTwice([&] { return runHere(progress); });
        const qint64 longest = 4 * undisturbed.nsecsElapsed() / progress.position();
        Tally tally;
        while (tally.killed < kills) {
            const quint32 seedOfRound = dice();
            Child child([&](const auto &say) { goOn(progress, seedOfRound, say); });
            const auto length = qint64(AuditScript::steps().size());
            const bool aimsAtClosing = tally.killed % 2 == 0;
            child.await(aimsAtClosing ? length - 1 - progress.position() % length : 1 + qint64(dice() % 3));
            sleepFor(qint64(dice()) % longest);
            QVERIFY2(child.killNow(), "the child ended before it was killed");
            tally.acknowledged += child.acknowledged();
            for (qint64 i = 0; i < child.acknowledged(); ++i)
                progress.acknowledge();
            tally.hotJournals += progress.journalIsHot() ? 1 : 0;
            const auto isThere = progress.judge();
            QVERIFY2(isThere, "something acknowledged is lost, or something is half there");
            settle(progress, *isThere, tally);
        }
        tally.print("one process", seed(), watch.elapsed());
        QVERIFY2(tally.hotJournals > 0, "no kill hit a commit; the moments have to be chosen anew");
        QVERIFY(runHere(progress));
        QVERIFY(!progress.journalIsThere());
    }

    /// Commands one after the other, as a script would give them, a hundred of them killed.
    void commandsOfAScript()
    {
        QElapsedTimer watch;
        watch.start();
        std::mt19937 dice(seed());
        Progress progress;
        Cli cli(progress);
        const auto run = [&](std::optional<qint64> killAfter) {
            return cli.run(AuditScript::command(progress.held(), progress.position()),
                           AuditScript::dayOf(progress.position()), killAfter);
        };
        QElapsedTimer undisturbed;
        undisturbed.start();
        progress.goThroughTwice([&] {
            const bool fine = run({}) == 0;
            if (!fine)
                qWarning("%s", cli.output().constData());
            return fine;
        });
        const qint64 longest = std::max<qint64>(30'000'000, 3 * undisturbed.nsecsElapsed() / progress.position() / 2);
        Tally tally;
        int inARow = 0;
        while (tally.killed < kills) {
            constexpr int mostInARow = 5;
            const int status = run(inARow < mostInARow ? std::optional(qint64(dice()) % longest) : std::nullopt);
            tally.hotJournals += progress.journalIsHot() ? 1 : 0;
            if (diedOfKill(status)) {
                ++inARow;
                const auto isThere = progress.judge();
                QVERIFY2(isThere, "something acknowledged is lost, or something is half there");
                settle(progress, *isThere, tally);
                continue;
            }
            QVERIFY2(status == 0, cli.output().constData());
            inARow = 0;
            ++tally.acknowledged;
            progress.acknowledge();
            if (progress.next().kind == Step::Kind::Edit)
                killAnExport(progress, cli, qint64(dice()) % longest);
        }
        tally.print("commands", seed(), watch.elapsed());
        QVERIFY(tally.acknowledged > 0);
        QCOMPARE(run({}), 0);
        QVERIFY(!progress.journalIsThere());
    }

private:
    /// An export is there as a whole or not at all, and what it writes over stays until then.
    static void killAnExport(const Progress &progress, Cli &cli, qint64 killAfter)
    {
        const QString file = progress.file(u"entries.jsonl"_s);
        const QByteArray before = contentOf(file);
        const int status = cli.run({u"record"_s, u"export"_s, u"--format"_s, u"jsonl"_s, u"-o"_s, file},
                                   AuditScript::dayOf(progress.position()), killAfter);
        const QByteArray now = contentOf(file);
        const bool isWhole = now.count('\n') == progress.held().entries;
        QVERIFY2(diedOfKill(status) || status == 0, cli.output().constData());
        QVERIFY2(isWhole || (now == before && status != 0), "an export is half there");
    }
};

QTEST_GUILESS_MAIN(TestKill)
#include "tst_kill.moc"
