#include "benches.h"
#include "figures.h"
#include "processes.h"
#include "register/verify.h"
#include "workloads.h"

#include <QDir>
#include <QFile>

namespace muster::bench {

using namespace Qt::StringLiterals;

namespace {

/// A long record and the bytes of its lines, made once and kept.
struct Record
{
    QString file, lines;

    bool isThere() const { return QFile::exists(file) && QFile::exists(lines); }

    void make(qint64 entries) const
    {
        QFile::remove(file);
        QFile::remove(lines);
        const auto store = newRegister(file);
        growRecord(*store, entries);
        writeLines(*store, lines + u".part"_s);
        QFile::rename(lines + u".part"_s, lines);
    }
};

Taken verifyAsProcess(const Setting &setting, const Record &record)
{
    return runProcess({setting.cli, "--register", record.file.toStdString(), "register", "verify"});
}

}

void benchVerify(const Setting &setting)
{
    const qint64 entries = setting.sized(1'000'000);
    const Record record{u"%1/record-%2.muster"_s.arg(setting.cache).arg(entries),
                        u"%1/record-%2.lines"_s.arg(setting.cache).arg(entries)};
    const bool kept = record.isThere();
    if (!kept)
        record.make(entries);
    auto whole = verifyAsProcess(setting, record);
    if (whole.status != 0 && kept) {
        record.make(entries);
        whole = verifyAsProcess(setting, record);
    }
    if (whole.status != 0)
        giveUp("the record made for the bench does not verify: " + record.file.toStdString());

    const auto store = openRegister(record.file);
    std::vector<double> replay;
    const auto taken = byTurns(
        setting.rounds,
        [&] {
            return mustRun({"sha256sum", record.lines.toStdString()}).milliseconds / 1e3;
        },
        [&] {
            const auto found = must(registry::verifyRegister(*store));
            if (!found.ok)
                giveUp("the record does not verify: " + found.problems.value(0).toStdString());
            replay.push_back(double(found.replayMs) / 1e3);
            return double(found.linesMs) / 1e3;
        });
    const std::string size =
        std::to_string(entries) + " entries, " + std::to_string(QFile(record.lines).size() / 1'000'000) + " MB";
    print({"verify: lines of " + size, "s", taken.floor, taken.ours, Budget::ratio(3)});
    print({"verify: replay and comparison", "s", taken.floor, median(replay), {}});
    print({"verify: the command, lines and replay", "s", taken.floor, whole.milliseconds / 1e3, {}});
    print({"verify: peak memory", "MB", {}, whole.megabytes, {}});
}

}
