#include "register/migrations.h"
#include "register/verify.h"
#include "somebody.h"
#include "support/raw_sqlite.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_random_commands {

using namespace muster;
using namespace muster::test;
using namespace muster::registry;

/// Whatever is done to a register, in whatever order: its tables are what its record gives, and a refusal leaves nothing.
class TestRandomCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replayGivesTheTables_data();
    void replayGivesTheTables();
    void aRefusalLeavesNothing_data() { replayGivesTheTables_data(); }
    void aRefusalLeavesNothing();
    void everyKindOfChangeWasAmongThem();

private:
    QSet<QString> m_kinds; ///< of the entries that were written
};

namespace {

using Tables = QList<QList<QVariantList>>;

Tables projected(RawSqlite &raw)
{
    Tables tables;
    for (const auto &table : projectedTables()) {
        const QString columns = u'"' + table.columns.join(u"\", \""_s) + u'"';
        tables << raw.rows(u"SELECT %1 FROM \"%2\" ORDER BY %3"_s.arg(columns, table.name, table.order).toUtf8());
    }
    return tables;
}

/// The record's size and root, and all that a command may change.
Tables everything(RawSqlite &raw)
{
    return projected(raw)
           + Tables{raw.rows("SELECT size, root FROM head"), raw.rows("SELECT * FROM draft_audit ORDER BY id"),
                    raw.rows("SELECT * FROM draft_item ORDER BY 1, 2, 3, 4")};
}

}

void TestRandomCommands::replayGivesTheTables_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestRandomCommands::replayGivesTheTables()
{
    QFETCH(quint32, seed);
    RegisterFixture fixture(seed);
    Somebody somebody(fixture, seed);
    for (int i = 0; i < 250; ++i)
        (void)somebody.act();
    QVERIFY(must(fixture.store().head()).size() > 40);
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY2(found.ok, qPrintable(found.problems.join(u'\n')));

    RawSqlite raw(fixture.path());
    const auto before = projected(raw);
    fixture.close();
    {
        auto database = must(Database::open(fixture.path(), OpenMode::ReadWrite, 50));
        auto transaction = must(Transaction::begin(*database));
        must(rebuildProjection(*database));
        must(transaction.commit());
    }
    QCOMPARE(projected(raw), before);
    must(fixture.reopen());
    QVERIFY(must(verifyRegister(fixture.store())).ok);
    for (const auto &row : raw.rows("SELECT public_line FROM entry")) {
        const auto line = row[0].toByteArray();
        const auto at = line.indexOf("\"kind\":\"") + 8;
        m_kinds << QString::fromUtf8(line.mid(at, line.indexOf('"', at) - at));
    }
}

void TestRandomCommands::aRefusalLeavesNothing()
{
    QFETCH(quint32, seed);
    RegisterFixture fixture(seed);
    Somebody somebody(fixture, seed + 100);
    RawSqlite raw(fixture.path());
    int refused = 0;
    auto before = everything(raw);
    for (int i = 0; i < 120; ++i) {
        const auto done = somebody.act();
        auto after = everything(raw);
        if (!done) {
            ++refused;
            QVERIFY2(after == before, qPrintable(done.error().message));
            QVERIFY2(done.error().message.endsWith(u'.') || done.error().message.endsWith(u'?'),
                     qPrintable(done.error().message));
        }
        before = std::move(after);
    }
    QVERIFY(refused > 10);
}

void TestRandomCommands::everyKindOfChangeWasAmongThem()
{
    if (m_kinds.isEmpty())
        QSKIP("the other tests make them");
    for (const auto &kind :
         {u"person.added"_s,       u"person.left"_s,        u"person.changed"_s,       u"delegation.added"_s,
          u"delegation.changed"_s, u"delegation.audited"_s, u"delegation.withdrawn"_s, u"source.added"_s,
          u"stop-rule.added"_s,    u"stop-rule.changed"_s,  u"drill.recorded"_s,       u"definition.added"_s,
          u"definition.changed"_s, u"column.added"_s,       u"audit.closed"_s,         u"audit.amended"_s,
          u"finding.recorded"_s,   u"decision.made"_s,      u"decision.done"_s,        u"decision.moved"_s,
          u"decision.dropped"_s,   u"register.changed"_s})
        QVERIFY2(m_kinds.contains(kind), qPrintable(kind));
}

MUSTER_GUILESS_TEST(TestRandomCommands)

}

#include "tst_random_commands.moc"
