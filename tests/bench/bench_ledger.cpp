#include "benches.h"
#include "figures.h"
#include "ledger/line_scanner.h"
#include "ledger/record_sample.h"
#include "ledger/tree.h"
#include "ledger/verifier.h"

#include <algorithm>

namespace muster::bench {

using namespace muster::ledger;

namespace {

using Record = std::vector<sample::Entry>;

double bytesIn(const Record &record)
{
    double bytes = 0;
    for (const auto &entry : record)
        bytes += double(entry.publicLine.size() + entry.privateLine.size());
    return bytes;
}

bool scanAll(const Record &record)
{
    return std::ranges::all_of(record, [](const sample::Entry &entry) {
        return scanLine(entry.publicLine).has_value() && scanLine(entry.privateLine).has_value();
    });
}

bool hashWhole(const Record &record)
{
    Sha256 whole;
    for (const auto &entry : record) {
        whole.add(entry.publicLine);
        whole.add(entry.privateLine);
    }
    return whole.finish() != Hash{};
}

bool treeOnly(const Record &record)
{
    Tree tree;
    for (const auto &entry : record)
        tree.append(leafHash(entry.publicLine));
    return tree.size() == qint64(record.size());
}

bool verifyAll(const Record &record, int threads)
{
    Verifier verifier({qint64(record.size()) / 2}, threads);
    for (const auto &entry : record)
        verifier.add({entry.publicLine, entry.privateLine, true});
    const auto report = verifier.finish();
    return report.linesHold() && report.entries == qint64(record.size());
}

/// Measures `work` by turns with hashing the same bytes, and prints both in seconds. Returns the seconds it took.
double measure(const Setting &setting, const Record &record, const std::string &name, const std::function<bool()> &work)
{
    const auto seconds = [](const std::function<bool()> &run) {
        bool fine = false;
        const double taken = millisecondsOf([&] { fine = run(); }) / 1e3;
        if (!fine)
            giveUp("the sample record does not hold");
        return taken;
    };
    const auto taken = byTurns(
        setting.rounds, [&] { return seconds([&] { return hashWhole(record); }); }, [&] { return seconds(work); });
    print({name, "s", taken.floor, taken.ours, {}});
    return taken.ours;
}

}

void benchLedger(const Setting &setting)
{
    const auto record = sample::record(int(setting.sized(1'000'000)));
    const double megabytes = bytesIn(record) / 1e6;
    const double scan = measure(setting, record, "ledger: canonical scan, one thread", [&] { return scanAll(record); });
    print({"ledger: canonical scan", "MB/s", {}, megabytes / scan, {}});
    measure(setting, record, "ledger: tree, one thread", [&] { return treeOnly(record); });
    for (const int threads : {0, 1, 2}) {
        const std::string name = "ledger: verifier, " + std::to_string(threads) + " threads beside the caller";
        measure(setting, record, name, [&] { return verifyAll(record, threads); });
    }
    remark("floor: SHA-256 of the same bytes as one digest, in this process");
}

}
