// muster-bench [--only NAME]… [--quick] [--cli FILE]: prints what things cost beside a floor measured in the same run.
// A figure over its budget is shown and is no failure; the exit status is 1 only where something could not be measured.

#include "benches.h"
#include "figures.h"
#include "machine.h"

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <cstring>

#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace Qt::StringLiterals;
using namespace muster::bench;

struct Bench
{
    const char *name;
    void (*run)(const Setting &setting);
};

constexpr Bench benches[] = {
    {"import", benchImport}, {"list", benchList}, {"edit", benchEdit}, {"verify", benchVerify}, {"ledger", benchLedger},
};

struct Wanted
{
    std::vector<std::string> only;
    std::string cli;
    bool quick = false;

    bool has(const char *name) const { return only.empty() || std::ranges::find(only, name) != only.end(); }
};

int usage()
{
    std::fprintf(stderr, "usage: muster-bench [--only NAME]... [--quick] [--cli FILE]; names are");
    for (const auto &bench : benches)
        std::fprintf(stderr, " %s", bench.name);
    std::fprintf(stderr, "\n");
    return 2;
}

bool isKnown(const std::string &name)
{
    return std::ranges::any_of(benches, [&](const Bench &bench) { return name == bench.name; });
}

bool read(int argc, char **argv, Wanted &wanted)
{
    for (int i = 1; i < argc; ++i) {
        const bool hasValue = i + 1 < argc;
        if (std::strcmp(argv[i], "--quick") == 0)
            wanted.quick = true;
        else if (std::strcmp(argv[i], "--only") == 0 && hasValue)
            wanted.only.emplace_back(argv[++i]);
        else if (std::strcmp(argv[i], "--cli") == 0 && hasValue)
            wanted.cli = argv[++i];
        else
            return false;
    }
    return std::ranges::all_of(wanted.only, isKnown);
}

void runHere(const Bench &bench, const Wanted &wanted, int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QString here = QCoreApplication::applicationDirPath();
    Setting setting;
    setting.quick = wanted.quick;
    setting.cli = wanted.cli.empty() ? QDir::cleanPath(here + u"/../../app/cli/muster-cli"_s).toStdString() : wanted.cli;
    setting.cache = here + u"/data"_s;
    if (!QDir().mkpath(setting.cache))
        giveUp("can't make the folder " + setting.cache.toStdString());
    const QTemporaryDir folder(setting.cache + u"/run-XXXXXX"_s);
    setting.folder = folder.path();
    qputenv("XDG_STATE_HOME", (setting.folder + u"/state"_s).toLocal8Bit());
    qunsetenv("MUSTER_REGISTER");
    qunsetenv("MUSTER_PERSON");
    bench.run(setting);
}

/// Each bench in a process of its own, so that none counts another's memory.
bool runApart(const Bench &bench, const Wanted &wanted, int argc, char **argv)
{
    std::fflush(stdout);
    const pid_t child = fork();
    if (child == 0) {
        runHere(bench, wanted, argc, argv);
        std::fflush(stdout);
        _exit(EXIT_SUCCESS);
    }
    int status = -1;
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

}

int main(int argc, char **argv)
{
    Wanted wanted;
    if (!read(argc, argv, wanted))
        return usage();
    std::printf("%s, %s, %d cores, load %.1f, commit %s%s\n\n", today().c_str(), processor().c_str(), cores(), load(),
                commit().c_str(), wanted.quick ? ", a tenth of the size" : "");
    printHeads();
    bool complete = true;
    for (const auto &bench : benches) {
        if (wanted.has(bench.name))
            complete = runApart(bench, wanted, argc, argv) && complete;
    }
    return complete ? EXIT_SUCCESS : EXIT_FAILURE;
}
