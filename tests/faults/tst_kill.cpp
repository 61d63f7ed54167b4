// Whatever dies in the middle of an audit: what was acknowledged is there, and of what was not, all or nothing.
// The random moments come from a fixed seed; MUSTER_SEED sets another.

#include "dying_calls.h"
#include "killed_processes.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>

using namespace muster;
using namespace muster::test;

namespace {

constexpr int kills = 100;
constexpr unsigned defaultSeed = 20260601;

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

    /// A child that does one step and dies at a call of it. Returns whether it died, and not for having finished.
    static bool diesAtCall(Progress &progress, int call)
    {
        Child child([&](const auto &say) {
            const auto store = must(progress.open(quint32(call) + 1000));
            dieAtCall(call);
            const auto ran = AuditScript::run(*store, progress.position());
            dieAtCall(0);
            say(ran ? Child::done : Child::failed);
        });
        child.await(1);
        return child.ended() && child.acknowledged() == 0;
    }

private Q_SLOTS:
    /// A step of each kind, dying at its first call that changes a file, then at its second, until it comes through.
    void everyCallOfAStep()
    {
        QElapsedTimer watch;
        watch.start();
        Progress progress;
        progress.goThroughTwice([&] { return runHere(progress); });
        Tally tally;
        const auto stepOnce = [&] {
            QVERIFY(runHere(progress));
            progress.acknowledge();
        };
        for (const auto kind : Step::kinds) {
            for (int call = 1;; ++call) {
                while (progress.next().kind != kind)
                    stepOnce();
                const bool died = diesAtCall(progress, call);
                tally.hotJournals += progress.journalIsHot() ? 1 : 0;
                const auto isThere = progress.judge();
                QVERIFY2(isThere, "something acknowledged is lost, or something is half there");
                QVERIFY(died || *isThere);
                if (!died) {
                    progress.acknowledge();
                    break;
                }
                settle(progress, *isThere, tally);
            }
        }
        tally.print("every call", 0, watch.elapsed());
        QVERIFY2(tally.killed > 20 * int(Step::kinds.size()) && tally.hotJournals > 0,
                 "the calls were not the register's");
        stepOnce();
        QVERIFY(!progress.journalIsThere());
    }

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
