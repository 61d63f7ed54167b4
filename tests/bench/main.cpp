// muster-bench [--only NAME]… [--quick] [--cli FILE]: prints what things cost beside a floor measured in the same run.
// A figure over its budget is shown and is no failure; the exit status is 1 only where something could not be measured.

#include "benches.h"
#include "figures.h"
#include "machine.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace muster::bench;

struct Bench
{
    const char *name;
    void (*run)(const Setting &setting);
};

constexpr Bench benches[] = {
    {"import", benchImport}, {"list", benchList},         {"edit", benchEdit},     {"verify", benchVerify},
    {"ledger", benchLedger}, {"evidence", benchEvidence}, {"window", benchWindow},
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

/// What every bench finds beside the program: muster-cli, and folders on the disk that holds the build.
Setting settingFor(const Wanted &wanted)
{
    const auto here = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    const auto cli = (here / "../../app/cli/muster-cli").lexically_normal();
    const auto window = here / "window" / "muster-window-probe";
    const auto cache = here / "data";
    Setting setting;
    setting.quick = wanted.quick;
    setting.cli = wanted.cli.empty() ? cli.string() : wanted.cli;
    setting.window = std::filesystem::exists(window) ? window.string() : std::string();
    setting.cache = QString::fromStdString(cache.string());
    setting.folder = QString::fromStdString((cache / ("run-" + std::to_string(getpid()))).string());
    return setting;
}

/// Each bench in a process of its own, so that none counts another's memory.
bool runApart(const Bench &bench, const Setting &setting, int argc, char **argv)
{
    const auto folder = std::filesystem::path(setting.folder.toStdString());
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    std::fflush(stdout);
    const pid_t child = fork();
    if (child == 0) {
        const QCoreApplication app(argc, argv);
        qputenv("XDG_STATE_HOME", QByteArray::fromStdString(setting.file("state")));
        qunsetenv("MUSTER_REGISTER");
        qunsetenv("MUSTER_PERSON");
        bench.run(setting);
        std::fflush(stdout);
        _exit(EXIT_SUCCESS);
    }
    int status = -1;
    const bool fine = child > 0 && waitpid(child, &status, 0) == child && status == 0;
    std::filesystem::remove_all(folder);
    return fine;
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
    const Setting setting = settingFor(wanted);
    bool complete = true;
    for (const auto &bench : benches) {
        if (wanted.has(bench.name))
            complete = runApart(bench, setting, argc, argv) && complete;
    }
    return complete ? EXIT_SUCCESS : EXIT_FAILURE;
}
