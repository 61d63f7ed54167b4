#include "benches.h"
#include "figures.h"
#include "processes.h"
#include "workloads.h"

#include <QFile>

namespace muster::bench {

namespace {

double importIntoTable(const Setting &setting, const std::string &table)
{
    const std::string database = setting.file("floor.db");
    QFile::remove(QString::fromStdString(database));
    return mustRun({"sqlite3", database, ".import --csv \"" + table + "\" t"}).milliseconds / 1e3;
}

Taken importIntoRegister(const Setting &setting, const std::string &table, const std::string &mapping)
{
    const std::string file = setting.file("import.muster");
    QFile::remove(QString::fromStdString(file));
    mustRun({setting.cli, "--register", file, "register", "new", file, "--owner", "Ada Owner"});
    return mustRun({setting.cli, "--register", file, "delegation", "import", table, "--mapping", mapping, "--strict"});
}

Taken search(const Setting &setting)
{
    return mustRun(
        {setting.cli, "--register", setting.file("import.muster"), "delegation", "list", "--search", "UC-99 invoices"},
        {0, 3});
}

}

void benchImport(const Setting &setting)
{
    const qint64 rows = setting.sized(100'000);
    const std::string table = setting.file("table.csv");
    const std::string mapping = setting.file("mapping.json");
    writeTable(QString::fromStdString(table), rows);
    writeMapping(QString::fromStdString(mapping));
    double memory = 0;
    const auto taken = byTurns(
        setting.rounds, [&] { return importIntoTable(setting, table); },
        [&] {
            const auto ours = importIntoRegister(setting, table, mapping);
            memory = std::max(memory, ours.megabytes);
            return ours.milliseconds / 1e3;
        });
    const std::string size = std::to_string(rows) + " rows";
    print({"import: " + size, "s", taken.floor, taken.ours, Budget::ratio(8)});
    print({"import: peak memory", "MB", {}, memory, Budget::absolute(300)});
    print({"import: index built by the first search", "s", {}, search(setting).milliseconds / 1e3, {}});
    print({"import: the next search", "s", {}, search(setting).milliseconds / 1e3, {}});
}

}
