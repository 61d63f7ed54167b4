#include "benches.h"
#include "figures.h"
#include "flushes.h"
#include "register/inventory_services.h"
#include "workloads.h"

#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

namespace muster::bench {

using namespace Qt::StringLiterals;
using namespace muster::registry;

namespace {

constexpr int edits = 200;

/// What one flush costs here: 4 KiB written over the same place of a file, and fsync.
class Disk
{
public:
    explicit Disk(const std::string &path)
        : m_file(open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC, 0600)), m_block(4096, 'm')
    {
        if (m_file < 0)
            giveUp("can't write " + path);
    }
    ~Disk() { close(m_file); }
    Disk(const Disk &) = delete;
    Disk &operator=(const Disk &) = delete;

    double flush()
    {
        return millisecondsOf([this] {
            if (pwrite(m_file, m_block.data(), m_block.size(), 0) != ssize_t(m_block.size()) || fsync(m_file) != 0)
                giveUp("can't write to the disk");
        });
    }

private:
    int m_file;
    std::string m_block;
};

}

void benchEdit(const Setting &setting)
{
    const auto store = newRegister(setting.folder + u"/edit.muster"_s, setting.folder + u"/state"_s);
    fillInventory(*store, 1000);
    DelegationService service(*store);
    const auto all = must(service.all());
    Disk disk(setting.file("flush"));
    std::vector<double> edit, flush, counts, inFlush;
    for (int i = 0; i < edits; ++i) {
        const auto before = flushesSoFar();
        const QList<FieldText> change{{u"notes"_s, u"looked at %1 times"_s.arg(i)}};
        edit.push_back(millisecondsOf([&] { must(service.set(all[i * 7 % all.size()].id, change, {u"bench"_s})); }));
        const auto after = flushesSoFar();
        counts.push_back(double(after.count - before.count));
        inFlush.push_back(after.milliseconds - before.milliseconds);
        flush.push_back(disk.flush());
    }
    const double flushes = median(counts);
    print(
        {"edit: median of 200, written safely", "ms", flushes * median(flush), median(edit), Budget::beyondFloor(10)});
    print({"edit: 95th percentile", "ms", flushes * quantile(flush, 0.95), quantile(edit, 0.95),
           Budget::beyondFloor(10)});
    std::vector<double> rest;
    for (size_t i = 0; i < edit.size(); ++i)
        rest.push_back(edit[i] - inFlush[i]);
    print({"edit: without its own flushes", "ms", {}, median(rest), Budget::absolute(10)});
    char text[160];
    std::snprintf(
        text, sizeof text,
        "floor: %g flushes an edit x 4 KiB written and flushed (%.3f ms); in its flushes an edit spent %.3f ms",
        flushes, median(flush), median(inFlush));
    remark(text);
}

}
