#include "support/one_of_each.h"
#include "support/test_program.h"
#include "tampering.h"

#include <QtTest>

namespace tst_verify_tables {

using namespace muster;
using namespace muster::test;
using namespace muster::registry;
using namespace Qt::StringLiterals;

/// Verifying compares every column of every table with what the record gives.
class TestVerifyTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyColumnIsCompared();
    void removedRow();
    void addedRow();
    void historyIsCompared();
    void manyDifferencesAreCapped();
};

void TestVerifyTables::everyColumnIsCompared()
{
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    RawSqlite raw(fixture.path());
    raw.exec("PRAGMA foreign_keys = OFF");
    for (const auto &table : projectedTables()) {
        const auto name = table.name.toUtf8();
        const auto rowid = raw.value("SELECT MAX(rowid) FROM \"" + name + '"').toLongLong();
        for (const auto &column : table.columns) {
            const auto quoted = '"' + column.toUtf8() + '"';
            const auto kept = raw.value("SELECT " + quoted + " FROM \"" + name + "\" WHERE rowid = ?", {rowid});
            const bool isKey = table.name == u"definition_version"_s && column == u"n"_s;
            const bool isNumber =
                raw.value("SELECT type FROM pragma_table_info(?) WHERE name = ?", {table.name, column}) == u"INTEGER"_s;
            const QVariant other = isNumber ? QVariant(kept.toLongLong() + 1000) : QVariant(kept.toString() + u'x');
            const auto update = [&](const QVariant &to, qint64 row) {
                raw.rows("UPDATE \"" + name + "\" SET " + quoted + " = ? WHERE rowid = ?", {to, row});
            };
            update(other, rowid);
            const auto found = must(verifyRegister(fixture.store()));
            QVERIFY2(!found.ok, qPrintable(table.name + u'.' + column));
            const bool named = names(found, {u"Table "_s + table.name, column})
                               || names(found, {u"Table "_s + table.name, u"missing"_s});
            QVERIFY2(named, qPrintable(found.problems.join(u'\n')));
            update(kept, isKey ? other.toLongLong() : rowid);
        }
    }
    QVERIFY(must(verifyRegister(fixture.store())).ok);
}

void TestVerifyTables::removedRow()
{
    RegisterFixture fixture;
    const auto ids = writeOneOfEach(fixture.store());
    RawSqlite raw(fixture.path());
    raw.exec("PRAGMA foreign_keys = OFF");
    raw.rows("DELETE FROM credential WHERE id = ?", {ids[u"credential"_s]});
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY(!found.ok);
    QCOMPARE(found.problems.size(), 1);
    QVERIFY(names(found, {u"Table credential"_s, ids[u"credential"_s], u"missing"_s}));
}

void TestVerifyTables::addedRow()
{
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    RawSqlite raw(fixture.path());
    raw.exec("INSERT INTO person (id, n, name) VALUES ('00000000-0000-4000-8000-000000000000', 1, 'Nobody');"
             "INSERT INTO person (id, n, name) VALUES ('ffffffff-ffff-4fff-bfff-ffffffffffff', 1, 'Nobody')");
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY(!found.ok);
    QCOMPARE(found.problems.size(), 2);
    QVERIFY(names(found, {u"Table person"_s, u"00000000-0000"_s, u"should not be there"_s}));
    QVERIFY(names(found, {u"Table person"_s, u"ffffffff-ffff"_s, u"should not be there"_s}));
}

void TestVerifyTables::historyIsCompared()
{
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    RawSqlite raw(fixture.path());
    QVERIFY(raw.value("SELECT COUNT(*) FROM history").toInt() > 0);
    raw.exec("DELETE FROM history");
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY(names(found, {u"Table history"_s, u"tier"_s, u"missing"_s}));
}

void TestVerifyTables::manyDifferencesAreCapped()
{
    RegisterFixture fixture;
    RawSqlite raw(fixture.path());
    for (int i = 0; i < 250; ++i)
        raw.rows("INSERT INTO person (id, n) VALUES (?, 1)", {u"extra %1"_s.arg(i)});
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY(!found.ok);
    QCOMPARE(found.problems.size(), 100);
}

MUSTER_GUILESS_TEST(TestVerifyTables)

}

#include "tst_verify_tables.moc"
