#include "support/one_of_each.h"
#include "support/raw_sqlite.h"
#include "support/test_program.h"

#include <QtTest>

namespace tst_append_only {

using namespace muster::test;

/// The record is guarded inside the file itself: whatever program opens it, entries can only be appended.
class TestAppendOnly : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refuses_data();
    void refuses();
    void takesTheNext();
};

void TestAppendOnly::refuses_data()
{
    QTest::addColumn<QByteArray>("sql");
    const auto row = [](const char *name, const char *sql) { QTest::newRow(name) << QByteArray(sql); };
    row("update of a line", "UPDATE entry SET public_line = x'7b7d' WHERE n = 1");
    row("update of a private line", "UPDATE entry SET private_line = NULL WHERE n = 1");
    row("update of a number", "UPDATE entry SET n = n + 100");
    row("update or replace", "UPDATE OR REPLACE entry SET n = 0 WHERE n = 1");
    row("update or ignore", "UPDATE OR IGNORE entry SET public_line = x'7b7d'");
    row("delete of one", "DELETE FROM entry WHERE n = (SELECT MAX(n) FROM entry)");
    row("delete of all", "DELETE FROM entry");
    row("insert with a gap", "INSERT INTO entry VALUES ((SELECT MAX(n) + 2 FROM entry), x'7b7d', x'7b7d')");
    row("insert before the first", "INSERT INTO entry VALUES (-1, x'7b7d', x'7b7d')");
    row("insert of one there is", "INSERT INTO entry VALUES (1, x'7b7d', x'7b7d')");
    row("insert or replace", "INSERT OR REPLACE INTO entry VALUES (1, x'7b7d', x'7b7d')");
    row("insert or ignore", "INSERT OR IGNORE INTO entry VALUES (1, x'7b7d', x'7b7d')");
    row("replace", "REPLACE INTO entry VALUES (0, x'7b7d', x'7b7d')");
    row("upsert", "INSERT INTO entry VALUES (1, x'7b7d', NULL) ON CONFLICT (n) DO UPDATE SET public_line = x'7b7d'");
    row("insert without a number", "INSERT INTO entry (n, public_line) VALUES (NULL, x'7b7d')");
    row("insert that leaves the number out", "INSERT INTO entry (public_line) VALUES (x'7b7d')");
    row("second head", "INSERT INTO head SELECT 2, size, root, edge FROM head");
}

void TestAppendOnly::refuses()
{
    QFETCH(QByteArray, sql);
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    fixture.close();
    RawSqlite raw(fixture.path());
    const auto before = raw.rows("SELECT * FROM entry ORDER BY n");
    QVERIFY(before.size() > 10);
    const int code = raw.exec(sql);
    QVERIFY2(code == SQLITE_CONSTRAINT || code == SQLITE_MISMATCH, qPrintable(raw.message()));
    QCOMPARE(raw.rows("SELECT * FROM entry ORDER BY n"), before);
    QCOMPARE(raw.value("SELECT COUNT(*) FROM head").toInt(), 1);
}

void TestAppendOnly::takesTheNext()
{
    RegisterFixture fixture;
    fixture.close();
    RawSqlite raw(fixture.path());
    const auto size = raw.value("SELECT COUNT(*) FROM entry").toLongLong();
    QCOMPARE(raw.exec("INSERT INTO entry VALUES ((SELECT MAX(n) + 1 FROM entry), x'7b7d', x'7b7d')"), SQLITE_OK);
    QCOMPARE(raw.value("SELECT MAX(n) FROM entry").toLongLong(), size);
}

MUSTER_GUILESS_TEST(TestAppendOnly)

}

#include "tst_append_only.moc"
