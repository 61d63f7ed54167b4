#include "benches.h"
#include "figures.h"
#include "processes.h"
#include "workloads.h"

#include <fstream>

namespace muster::bench {

namespace {

constexpr int runsEach = 5;

std::vector<double> numbersOf(const std::string &file)
{
    std::ifstream lines(file);
    std::vector<double> numbers;
    for (double number = 0; lines >> number;)
        numbers.push_back(number);
    if (numbers.empty())
        giveUp("the window measured nothing");
    return numbers;
}

void firstWindow(const Setting &setting, const std::string &file)
{
    double memory = 0;
    const auto taken = byTurns(
        setting.rounds * runsEach,
        [&] {
            return mustRun({setting.window, "bare"}).milliseconds;
        },
        [&] {
            const auto ours = mustRun({setting.window, "first", file});
            memory = std::max(memory, ours.megabytes);
            return ours.milliseconds;
        });
    print({"window: first, 10,000 delegations", "ms", taken.floor, taken.ours, Budget::absolute(300)});
    print({"window: first, peak memory", "MB", {}, memory, Budget::absolute(120)});
}

std::vector<double> probe(const Setting &setting, const std::vector<std::string> &arguments)
{
    std::vector<std::string> command{setting.window};
    command.insert(command.end(), arguments.begin(), arguments.end());
    mustRun(command);
    const std::string output = setting.file("probe.txt");
    if (runProcess(command, output).status != 0)
        giveUp("muster-window-probe failed");
    return numbersOf(output);
}

}

void benchWindow(const Setting &setting)
{
    if (setting.window.empty()) {
        remark("window: not built");
        return;
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const std::string small = setting.file("small.muster"), large = setting.file("large.muster");
    fillInventory(*newRegister(QString::fromStdString(small)), setting.sized(10'000));
    fillInventory(*newRegister(QString::fromStdString(large)), setting.sized(100'000));
    firstWindow(setting, small);
    const auto keys = probe(setting, {"keys", large});
    print({"window: a letter in the filter, 100,000, p95", "ms", {}, quantile(keys, 0.95), Budget::absolute(50)});
    const auto pages = probe(setting, {"pages", small});
    print({"window: page switch, p95", "ms", {}, quantile(pages, 0.95), Budget::absolute(50)});
    const std::string table = setting.file("table.csv");
    writeTable(QString::fromStdString(table), setting.sized(100'000));
    const auto gaps = probe(setting, {"busy", small, table});
    double floor = 0, pause = 0, own = 0;
    for (std::size_t i = 0; i + 2 < gaps.size(); i += 3) {
        floor = std::max(floor, gaps[i]);
        pause = std::max(pause, gaps[i + 1]);
        own = std::max(own, gaps[i + 2]);
    }
    print({"window: longest pause while importing and verifying", "ms", floor, pause, Budget::absolute(50)});
    print({"window: what the window itself does in one", "ms", {}, own, Budget::absolute(50)});
}

}
