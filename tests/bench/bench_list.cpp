#include "benches.h"
#include "figures.h"
#include "processes.h"
#include "workloads.h"

namespace muster::bench {

namespace {

constexpr int runsEach = 7;

void measure(const Setting &setting, const std::string &file, const std::string &what,
             const std::vector<std::string> &extra)
{
    std::vector<std::string> command{setting.cli, "--register", file, "delegation", "list"};
    command.insert(command.end(), extra.begin(), extra.end());
    double memory = 0;
    const auto taken = byTurns(
        setting.rounds * runsEach,
        [&] {
            return mustRun({"sqlite3", "-csv", file, "SELECT * FROM delegation"}).milliseconds;
        },
        [&] {
            const auto ours = mustRun(command, {0, 3});
            memory = std::max(memory, ours.megabytes);
            return ours.milliseconds;
        });
    print({what, "ms", taken.floor, taken.ours, Budget::absolute(100)});
    print({what + ", peak memory", "MB", {}, memory, {}});
}

}

void benchList(const Setting &setting)
{
    const std::string file = setting.file("list.muster");
    fillInventory(*newRegister(QString::fromStdString(file)), setting.sized(10'000));
    const std::string name = "list: " + std::to_string(setting.sized(10'000)) + " delegations";
    measure(setting, file, name, {});
    measure(setting, file, name + ", --json", {"--json"});
    print({"list: the program alone (--help)", "ms", {}, mustRun({setting.cli, "--help"}).milliseconds, {}});
}

}
