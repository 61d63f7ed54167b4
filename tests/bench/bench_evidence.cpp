#include "benches.h"
#include "evidence/evidence_import.h"
#include "evidence/signal_reader.h"
#include "figures.h"
#include "processes.h"
#include "register/entity_table.h"
#include "register/evidence_days.h"
#include "workloads.h"

#include <QFile>

#include <random>

namespace muster::bench {

namespace {

using namespace Qt::StringLiterals;

constexpr int delegations = 1000;

/// Reviews over a year, one after the other, spread over a thousand delegations.
void writeReviews(const QString &path, qint64 rows)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        giveUp("the reviews can't be written");
    file.write("delegation,output,producedAt,reviewedAt,seconds,reviewer,outcome,words,model\n");
    std::mt19937 random(1);
    const QDateTime start(QDate(2025, 6, 1), QTime(0, 0), Qt::UTC);
    static constexpr const char *outcomes[] = {"accepted", "accepted", "edited", "rejected"};
    for (qint64 i = 0; i < rows; ++i) {
        const auto at = start.addSecs(i * 31'000'000 / rows);
        file.write("Delegation " + QByteArray::number(i % delegations) + ",out-" + QByteArray::number(i) + ','
                   + at.toString(Qt::ISODate).toLatin1() + ',' + at.addSecs(600).toString(Qt::ISODate).toLatin1() + ','
                   + QByteArray::number(4 + random() % 600) + ",person " + QByteArray::number(i % 50) + ','
                   + outcomes[random() % 4] + ',' + QByteArray::number(50 + random() % 850) + ",model-"
                   + QByteArray::number(i % 3) + '\n');
    }
}

void writeDelegations(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        giveUp("the delegations can't be written");
    file.write("title,category,risk,cadence\n");
    for (int i = 0; i < delegations; ++i)
        file.write("Delegation " + QByteArray::number(i) + ",assist,medium,monthly\n");
}

double reviewsIntoTable(const Setting &setting, const std::string &reviews)
{
    const std::string database = setting.file("floor.db");
    QFile::remove(QString::fromStdString(database));
    return mustRun({"sqlite3", database, ".import --csv \"" + reviews + "\" t"}).milliseconds / 1e3;
}

void makeRegister(const Setting &setting, const std::string &file)
{
    const std::string inventory = setting.file("delegations.csv");
    QFile::remove(QString::fromStdString(file));
    writeDelegations(QString::fromStdString(inventory));
    mustRun({setting.cli, "--register", file, "register", "new", file, "--owner", "Ada Owner"});
    mustRun({setting.cli, "--register", file, "delegation", "import", inventory, "--strict"});
}

Taken reviewsIntoRegister(const Setting &setting, const std::string &reviews)
{
    const std::string file = setting.file("evidence.muster");
    makeRegister(setting, file);
    return mustRun({setting.cli, "--register", file, "evidence", "import", reviews});
}

void benchReviews(const Setting &setting)
{
    const qint64 rows = setting.sized(1'000'000);
    const std::string reviews = setting.file("reviews.csv");
    writeReviews(QString::fromStdString(reviews), rows);
    double memory = 0;
    const auto taken = byTurns(
        setting.rounds, [&] { return reviewsIntoTable(setting, reviews); },
        [&] {
            const auto ours = reviewsIntoRegister(setting, reviews);
            memory = std::max(memory, ours.megabytes);
            return ours.milliseconds / 1e3;
        });
    print({"evidence: import " + std::to_string(rows) + " reviews", "s", taken.floor, taken.ours, Budget::ratio(3)});
    print({"evidence: peak memory", "MB", {}, memory, Budget::absolute(200)});
}

/// Signals read the days and never the rows, so only these are made: ten thousand reviews a delegation over a year.
void fillDays(registry::Store &store, qint64 reviews)
{
    std::mt19937 random(2);
    const auto ids = must(registry::allWhere<Delegation>(store, u"ORDER BY n"_s));
    must(store.write([&](registry::Writer &writer) -> Result<void> {
        constexpr int rowsOfDays = 365;
        auto &database = writer.database();
        const auto subject = database.bulk(u"INSERT INTO evidence_subject (id, name, delegation) VALUES (?, ?, ?)"_s);
        const auto day = database.bulk(
            u"INSERT INTO review_day (subject, day, model, import, accepted, edited, rejected, unstated, elapsed, "
            "durations, paces) VALUES (?, ?, 0, 0, ?, ?, 0, 0, 0, ?, ?)"_s);
        if (!subject || !day)
            return tl::unexpected(!subject ? subject.error() : day.error());
        const qint64 first = registry::DayFinder::dayNumber(store.today()) - rowsOfDays;
        const qint64 perDay = reviews / delegations / rowsOfDays + 1;
        for (qint64 i = 0; i < ids.size(); ++i) {
            (*subject)->bind(0, i + 1);
            (*subject)->bind(1, QStringView(ids[i].title));
            (*subject)->bind(2, QStringView(ids[i].id.text()));
            if (const auto done = (*subject)->exec(); !done)
                return done;
            for (int at = 0; at < rowsOfDays; ++at) {
                std::vector<registry::CountedValue> times, paces;
                for (qint64 review = 0; review < perDay; ++review) {
                    times.push_back({review * 20'000 + 4'000 + qint64(random() % 20'000), 1});
                    paces.push_back({review * 20 + qint64(random() % 20), 1});
                }
                const auto packedTimes = registry::packCounted(times);
                const auto packedPaces = registry::packCounted(paces);
                (*day)->bind(0, i + 1);
                (*day)->bind(1, first + at);
                (*day)->bind(2, perDay - perDay / 4);
                (*day)->bind(3, perDay / 4);
                (*day)->bind(4, std::string_view(packedTimes));
                (*day)->bind(5, std::string_view(packedPaces));
                if (const auto done = (*day)->exec(); !done)
                    return done;
            }
        }
        return {};
    }));
}

void benchSignals(const Setting &setting)
{
    const std::string file = setting.file("signals.muster");
    makeRegister(setting, file);
    const qint64 reviews = setting.sized(10'000'000);
    const auto store = openRegister(QString::fromStdString(file));
    fillDays(*store, reviews);
    std::vector<double> taken;
    for (int round = 0; round < setting.rounds; ++round)
        taken.push_back(millisecondsOf([&] { must(evidence::readSignals(*store, {})); }) / 1e3);
    print({"evidence: all signals of 1000, " + std::to_string(reviews) + " reviews",
           "s",
           {},
           median(taken),
           Budget::absolute(1)});
}

}

void benchEvidence(const Setting &setting)
{
    benchReviews(setting);
    benchSignals(setting);
}

}
