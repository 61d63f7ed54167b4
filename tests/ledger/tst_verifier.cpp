#include "ledger/tree.h"
#include "ledger/verifier.h"
#include "record_sample.h"
#include "support/test_program.h"

#include <QTest>

#include <functional>

#include <rapidcheck.h>

namespace tst_verifier {

using namespace muster::ledger;
using sample::Entry;

class TestVerifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyRecord();
    void soundRecord_data();
    void soundRecord();
    void prefixRootsAreThoseTheTreeHad();
    void everyFlippedBitIsFound();
    void droppedDoubledSwappedTruncated();
    void brokenEntryIsNamed_data();
    void brokenEntryIsNamed();
    void missingPrivateLinesAreListed();
    void withheldLeavesKeepTheRoot();
    void problemsAreCappedButCounted();
    void canBeAbandoned();
};

namespace {

RawEntry raw(const Entry &entry)
{
    return {entry.publicLine, entry.privateLine, true};
}

Report verify(const std::vector<Entry> &entries, const QList<qint64> &prefixes = {}, int threads = 0)
{
    Verifier verifier(prefixes, threads);
    for (const Entry &entry : entries) {
        verifier.add(raw(entry));
    }
    return verifier.finish();
}

Hash rootOf(const std::vector<Entry> &entries, std::size_t size)
{
    Tree tree;
    for (std::size_t i = 0; i < size; ++i) {
        tree.append(leafHash(entries[i].publicLine));
    }
    return tree.root();
}

// What a caller who knows size and root concludes.
bool holds(const Report &report, qint64 size, const Hash &root)
{
    return report.linesHold() && report.missingPrivate.isEmpty() && report.entries == size && report.root == root;
}

}

void TestVerifier::emptyRecord()
{
    const Report report = Verifier({0, 1}).finish();
    QVERIFY(holds(report, 0, sha256("")));
    QCOMPARE(report.prefixRoots.keys(), QList<qint64>{0});
    QCOMPARE(report.prefixRoots.value(0), sha256(""));
}

void TestVerifier::soundRecord_data()
{
    QTest::addColumn<int>("entries");
    QTest::addColumn<int>("threads");
    for (const int entries : {1, 7, 8, 1000, 12345}) {
        for (const int threads : {0, 1, 2, 5}) {
            QTest::addRow("%d entries, %d threads", entries, threads) << entries << threads;
        }
    }
}

void TestVerifier::soundRecord()
{
    QFETCH(int, entries);
    QFETCH(int, threads);
    const auto record = sample::record(entries);
    const Report report = verify(record, {}, threads);
    QCOMPARE(report.problems, QList<Problem>());
    QVERIFY(holds(report, entries, rootOf(record, record.size())));
}

void TestVerifier::prefixRootsAreThoseTheTreeHad()
{
    const auto record = sample::record(9000);
    const QList<qint64> sizes = {9000, 1, 0, 4096, 4095, 2048, 2222, 2222, 8999, 9001, 3000};
    const Report report = verify(record, sizes, 2);
    QCOMPARE(report.prefixRoots.size(), 9);
    for (auto it = report.prefixRoots.begin(); it != report.prefixRoots.end(); ++it) {
        QCOMPARE(it.value(), rootOf(record, std::size_t(it.key())));
    }
    QVERIFY(!report.prefixRoots.contains(9001));
    QVERIFY(report.prefixRoots.contains(2222));
}

void TestVerifier::everyFlippedBitIsFound()
{
    const auto record = sample::record(3);
    const Hash root = rootOf(record, record.size());
    for (std::size_t n = 0; n < record.size(); ++n) {
        for (const auto line : {&Entry::publicLine, &Entry::privateLine}) {
            for (std::size_t bit = 0; bit < 8 * (record[n].*line).size(); ++bit) {
                auto altered = record;
                (altered[n].*line)[bit / 8] ^= static_cast<char>(1 << bit % 8);
                QVERIFY2(!holds(verify(altered), 3, root), qPrintable(QString::number(bit)));
            }
        }
    }
}

void TestVerifier::droppedDoubledSwappedTruncated()
{
    const bool ok = rc::check([] {
        const int count = *rc::gen::inRange(2, 60);
        const auto record = sample::record(count);
        const Hash root = rootOf(record, record.size());
        const auto at = std::ptrdiff_t(*rc::gen::inRange(0, count - 1));
        auto dropped = record;
        dropped.erase(dropped.begin() + at);
        auto doubled = record;
        doubled.insert(doubled.begin() + at, record[std::size_t(at)]);
        auto swapped = record;
        std::swap(swapped[std::size_t(at)], swapped[std::size_t(at) + 1]);
        auto privateSwapped = record;
        std::swap(privateSwapped[std::size_t(at)].privateLine, privateSwapped[std::size_t(at) + 1].privateLine);
        auto truncated = record;
        truncated.resize(std::size_t(at));
        auto longer = record;
        longer.push_back(sample::entry(count));
        RC_ASSERT(holds(verify(record), count, root));
        for (const auto &altered : {dropped, doubled, swapped, privateSwapped, truncated, longer}) {
            RC_ASSERT(!holds(verify(altered), count, root));
        }
        // What was cut off or added at the end is well formed in itself; a record put out of order is not.
        RC_ASSERT(verify(truncated).linesHold());
        RC_ASSERT(!verify(swapped).linesHold());
        RC_ASSERT(!verify(doubled).linesHold());
    });
    QVERIFY(ok);
}

void TestVerifier::brokenEntryIsNamed_data()
{
    using Break = std::function<void(Entry &)>;
    QTest::addColumn<Break>("breakIt");
    const auto replace = [](std::string &line, std::string_view what, std::string_view by) {
        line.replace(line.find(what), what.size(), by);
    };
    const auto rehash = [](Entry &entry) {
        const auto at = entry.publicLine.find("\"private\":\"") + 11;
        entry.publicLine.replace(at, 64, toHex(sha256(entry.privateLine)));
    };
    const auto publicCase = [&](const char *name, const char *what, const char *by) {
        QTest::newRow(name) << Break([=](Entry &entry) { replace(entry.publicLine, what, by); });
    };
    const auto privateCase = [&](const char *name, const char *what, const char *by) {
        QTest::newRow(name) << Break([=](Entry &entry) {
            replace(entry.privateLine, what, by);
            rehash(entry);
        });
    };
    publicCase("public not canonical", "\"v\":1", "\"v\": 1");
    publicCase("public number", "\"n\":5", "\"n\":6");
    publicCase("no version", ",\"v\":1", "");
    publicCase("version 0", "\"v\":1", "\"v\":0");
    publicCase("no kind", "\"kind\":\"delegation.changed\",", "");
    publicCase("kind without a verb", "delegation.changed", "delegation.");
    publicCase("no time", "{\"at\":\"2026-06-01T09:30:00.000Z\",", "{");
    publicCase("time without milliseconds", "09:30:00.000Z", "09:30:00Z");
    publicCase("digest in capitals", "\"private\":\"", "\"private\":\"A");
    publicCase("empty line", "{", "");
    privateCase("private not canonical", "{\"n\"", "{ \"n\"");
    privateCase("private number", "\"n\":5", "\"n\":4");
    privateCase("salt too short", "\"salt\":\"", "\"salt\":\"0");
    privateCase("salt under another name", "\"salt\"", "\"salz\"");
    QTest::newRow("private altered") << Break([=](Entry &entry) { replace(entry.privateLine, "2026", "2027"); });
    QTest::newRow("private empty") << Break([](Entry &entry) { entry.privateLine.clear(); });
    QTest::newRow("public empty") << Break([](Entry &entry) { entry.publicLine.clear(); });
}

void TestVerifier::brokenEntryIsNamed()
{
    QFETCH(std::function<void(Entry &)>, breakIt);
    auto record = sample::record(10);
    breakIt(record[5]);
    const Report report = verify(record, {}, 2);
    QCOMPARE(report.problemCount, 1);
    QCOMPARE(report.problems.size(), 1);
    QCOMPARE(report.problems.first().n, 5);
    QVERIFY(report.problems.first().message.contains(QStringLiteral("Entry 5 ")));
    QCOMPARE(report.root, rootOf(record, record.size()));
}

void TestVerifier::missingPrivateLinesAreListed()
{
    const auto record = sample::record(5000);
    Verifier verifier;
    for (std::size_t n = 0; n < record.size(); ++n) {
        verifier.add({record[n].publicLine, record[n].privateLine, n % 1000 != 7});
    }
    const Report report = verifier.finish();
    QCOMPARE(report.missingPrivate, (QList<qint64>{7, 1007, 2007, 3007, 4007}));
    QVERIFY(report.linesHold());
    QCOMPARE(report.root, rootOf(record, record.size()));
}

void TestVerifier::withheldLeavesKeepTheRoot()
{
    const auto record = sample::record(3000);
    Verifier verifier({1500});
    for (std::size_t n = 0; n < record.size(); ++n) {
        if (n % 1000 == 3) {
            verifier.addWithheld(leafHash(record[n].publicLine));
        } else {
            verifier.add(raw(record[n]));
        }
    }
    const Report report = verifier.finish();
    QVERIFY(holds(report, 3000, rootOf(record, record.size())));
    QCOMPARE(report.withheld, (QList<qint64>{3, 1003, 2003}));
    QCOMPARE(report.prefixRoots.value(1500), rootOf(record, 1500));
}

void TestVerifier::problemsAreCappedButCounted()
{
    auto record = sample::record(6000);
    for (Entry &entry : record) {
        entry.publicLine += ' ';
    }
    const Report report = verify(record, {}, 2);
    QCOMPARE(report.problemCount, 6000);
    QCOMPARE(report.problems.size(), Verifier::listedProblems);
    for (qint64 n = 0; n < report.problems.size(); ++n) {
        QCOMPARE(report.problems[n].n, n);
    }
}

void TestVerifier::canBeAbandoned()
{
    const auto record = sample::record(20000);
    std::vector<RawEntry> entries;
    for (const Entry &entry : record) {
        entries.push_back(raw(entry));
    }
    Verifier abandoned;
    abandoned.add(entries);
    Verifier finished;
    finished.add(entries);
    QVERIFY(holds(finished.finish(), 20000, rootOf(record, record.size())));
}

MUSTER_GUILESS_TEST(TestVerifier)

}

#include "tst_verifier.moc"
