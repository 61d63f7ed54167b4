#include "register/log.h"
#include "reports/entries_jsonl.h"
#include "support/audited_register.h"
#include "support/test_program.h"

#include <QBuffer>
#include <QTest>

#include <nlohmann/json.hpp>

namespace tst_entries_jsonl {

using namespace muster;
using namespace muster::test;
using reports::EntryFilter;
using reports::writeEntriesJsonl;

/// entries.jsonl after docs/record-format.md: whatever is left out, the root over the lines is the register's.
class TestEntriesJsonl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rootStays_data();
    void rootStays();
    void everythingIsTheRawRecord();
    void aDelegationShowsWhatConcernsIt();
    void daysAreTheRegisters();
    void aFullDeviceIsAnError();
};

namespace {

QList<QByteArray> linesOf(Store &store, const EntryFilter &filter)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    must(writeEntriesJsonl(store, filter, buffer));
    auto lines = buffer.data().split('\n');
    if (!lines.takeLast().isEmpty())
        qFatal("no final LF");
    return lines;
}

/// What a verifier computes from the lines alone.
ledger::Hash rootOf(const QList<QByteArray> &lines)
{
    ledger::Tree tree;
    for (const auto &line : lines) {
        if (!line.startsWith('#')) {
            tree.append(ledger::leafHash(line.toStdString()));
            continue;
        }
        const QByteArray leaf = QByteArray::fromHex(line.mid(1));
        ledger::Hash hash{};
        std::copy(leaf.begin(), leaf.end(), reinterpret_cast<char *>(hash.data()));
        tree.append(hash);
    }
    return tree.root();
}

/// A device that takes a number of bytes and no more.
class SmallDevice final : public QIODevice
{
public:
    explicit SmallDevice(qint64 room) : m_room(room) { open(QIODevice::WriteOnly); }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64 size) override
    {
        if (size > m_room)
            return -1;
        m_room -= size;
        return size;
    }

private:
    qint64 m_room;
};

}

void TestEntriesJsonl::rootStays_data()
{
    QTest::addColumn<bool>("byDelegation");
    QTest::addColumn<QDate>("from");
    QTest::addColumn<QDate>("to");
    QTest::newRow("everything") << false << QDate() << QDate();
    QTest::newRow("a delegation") << true << QDate() << QDate();
    QTest::newRow("days") << false << QDate(2026, 6, 2) << QDate(2026, 6, 10);
    QTest::newRow("both") << true << QDate(2026, 6, 2) << QDate();
    QTest::newRow("nothing") << false << QDate(2031, 1, 1) << QDate();
}

void TestEntriesJsonl::rootStays()
{
    QFETCH(bool, byDelegation);
    QFETCH(QDate, from);
    QFETCH(QDate, to);
    AuditedRegister made;
    EntryFilter filter;
    if (byDelegation)
        filter.delegation = made.refunds;
    if (from.isValid())
        filter.from = from;
    if (to.isValid())
        filter.to = to;
    const auto lines = linesOf(made.store(), filter);
    const auto head = must(made.store().head());
    QCOMPARE(lines.size(), head.size());
    QCOMPARE(rootOf(lines), head.root());
}

void TestEntriesJsonl::everythingIsTheRawRecord()
{
    AuditedRegister made;
    QByteArray raw;
    must(registry::readPublicLines(made.store(), [&raw](std::string_view line) -> Result<void> {
        raw += QByteArray(line.data(), qsizetype(line.size())) + '\n';
        return {};
    }));
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto written = must(writeEntriesJsonl(made.store(), {}, buffer));
    QCOMPARE(buffer.data(), raw);
    QVERIFY(raw.startsWith("{\"at\":"));
    QVERIFY(!raw.contains('\r'));
    QCOMPARE(written.shown, must(made.store().head()).size());
    QCOMPARE(written.withheld, 0);
}

void TestEntriesJsonl::aDelegationShowsWhatConcernsIt()
{
    AuditedRegister made;
    QStringList kinds;
    for (const auto &line : linesOf(made.store(), {{}, {}, made.refunds})) {
        if (line.startsWith('#')) {
            QCOMPARE(line.size(), 65);
            continue;
        }
        const auto entry = nlohmann::json::parse(line.toStdString());
        const auto kind = QString::fromStdString(entry["kind"]);
        const auto key = kind.startsWith(u"delegation."_s) ? "id" : "delegation";
        QCOMPARE(QString::fromStdString(entry[key]), made.refunds.text());
        kinds << kind;
    }
    QCOMPARE(kinds, (QStringList{u"delegation.added"_s, u"finding.recorded"_s, u"delegation.audited"_s}));
}

void TestEntriesJsonl::daysAreTheRegisters()
{
    RegisterFixture fixture; // Europe/Berlin, two hours ahead in June
    fixture.clock().set(QDate(2026, 6, 4), QTime(22, 30));
    Person late;
    late.name = u"Late"_s;
    must(registry::PersonService(fixture.store()).add(late));
    EntryFilter filter;
    filter.from = filter.to = QDate(2026, 6, 5);
    const auto lines = linesOf(fixture.store(), filter);
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].startsWith('#') && lines[1].startsWith('#'));
    QVERIFY(lines[2].contains("person.added"));
    filter.from = filter.to = QDate(2026, 6, 4);
    QVERIFY(linesOf(fixture.store(), filter)[2].startsWith('#'));
}

void TestEntriesJsonl::aFullDeviceIsAnError()
{
    AuditedRegister made;
    SmallDevice device(100);
    const auto written = writeEntriesJsonl(made.store(), {}, device);
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::Io);
}

MUSTER_GUILESS_TEST(TestEntriesJsonl)

}

#include "tst_entries_jsonl.moc"
