// How long it takes to check a record, beside what hashing its bytes alone takes. Usage: bench_verifier [entries]

#include "ledger/line_scanner.h"
#include "ledger/tree.h"
#include "ledger/verifier.h"

#include "record_sample.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>

using namespace muster::ledger;

namespace {

constexpr int rounds = 3;

std::size_t bytesIn(const std::vector<sample::Entry> &record)
{
    std::size_t bytes = 0;
    for (const sample::Entry &entry : record) {
        bytes += entry.publicLine.size() + entry.privateLine.size();
    }
    return bytes;
}

void measure(const char *what, std::size_t bytes, const std::function<bool()> &run)
{
    qint64 best = -1;
    const std::clock_t before = std::clock();
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        if (!run()) {
            std::fprintf(stderr, "%s: the record does not hold\n", what);
            std::exit(EXIT_FAILURE);
        }
        const qint64 elapsed = timer.nsecsElapsed();
        best = best < 0 ? elapsed : std::min(best, elapsed);
    }
    const double cpu = double(std::clock() - before) / CLOCKS_PER_SEC / rounds;
    std::printf("%-34s %8.3f s  %7.0f MB/s  %8.3f s of processor time\n", what, double(best) / 1e9,
                double(bytes) * 1e3 / double(best), cpu);
}

bool scanAll(const std::vector<sample::Entry> &record)
{
    return std::ranges::all_of(record, [](const sample::Entry &entry) {
        return scanLine(entry.publicLine).has_value() && scanLine(entry.privateLine).has_value();
    });
}

bool hashWhole(const std::vector<sample::Entry> &record)
{
    Sha256 whole;
    for (const sample::Entry &entry : record) {
        whole.add(entry.publicLine);
        whole.add(entry.privateLine);
    }
    return whole.finish() != Hash{};
}

bool treeOnly(const std::vector<sample::Entry> &record)
{
    Tree tree;
    for (const sample::Entry &entry : record) {
        tree.append(leafHash(entry.publicLine));
    }
    return tree.size() == qint64(record.size());
}

bool verifyAll(const std::vector<sample::Entry> &record, int threads)
{
    Verifier verifier({qint64(record.size()) / 2}, threads);
    for (const sample::Entry &entry : record) {
        verifier.add({entry.publicLine, entry.privateLine, true});
    }
    const Report report = verifier.finish();
    return report.linesHold() && report.entries == qint64(record.size());
}

}

int main(int argc, char **argv)
{
    const int entries = argc > 1 ? std::atoi(argv[1]) : 1000000;
    const auto record = sample::record(entries);
    const std::size_t bytes = bytesIn(record);
    std::printf("%d entries, %.0f MB\n", entries, double(bytes) / 1e6);
    measure("SHA-256 of the bytes, one digest", bytes, [&] { return hashWhole(record); });
    measure("scan, one thread", bytes, [&] { return scanAll(record); });
    measure("tree, one thread", bytes, [&] { return treeOnly(record); });
    for (const int threads : {0, 1, 2, 3}) {
        const QByteArray name = "verify, threads: " + QByteArray::number(threads);
        measure(name.constData(), bytes, [&] { return verifyAll(record, threads); });
    }
    return EXIT_SUCCESS;
}
