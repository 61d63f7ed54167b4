#include "ledger/canonical.h"
#include "register/migrations.h"
#include "support/one_of_each.h"
#include "support/raw_sqlite.h"
#include "support/test_program.h"

#include <QFileInfo>
#include <QtTest>

namespace tst_store {

using namespace muster;
using namespace muster::test;
using namespace muster::registry;
using namespace Qt::StringLiterals;

namespace {

Person person(const QString &name)
{
    return {PersonId(), -1, name, {}, {}};
}

/// Adds a person without asking any rule, and returns the entry's number.
Result<qint64> addPerson(Store &store, const QString &name)
{
    return store.write([&](Writer &writer) {
        Person one = person(name);
        one.id = PersonId(newUuid(store.random()));
        return writer.append(additionOf(entityOf<Person>(), toRow(one)));
    });
}

QVariant pragma(Store &store, const QString &name)
{
    auto query = must(store.database().select(u"PRAGMA "_s + name));
    query.next();
    return query.value(0);
}

ledger::Tree treeOver(const QList<QVariantList> &publicLines)
{
    ledger::Tree tree;
    for (const auto &row : publicLines)
        tree.append(ledger::leafHash(row[0].toByteArray().toStdString()));
    return tree;
}

}

/// A register on disk: how it is made, written and read by more than one.
class TestStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newFileIsPrivateAndMarked();
    void entryZeroCreatesTheRegister();
    void connectionIsCareful();
    void tablesAreStrict();
    void columnsAreTheFields();
    void creatingNeverOverwrites();
    void creatingWhereNothingCanBe();
    void failedWorkLeavesNothing();
    void failedRowLeavesNothing();
    void changeOfNothingIsNoEntry();
    void actorStandsInTheLine();
    void timeIsUtcWithMilliseconds();
    void todayIsTheRegistersZone_data();
    void todayIsTheRegistersZone();
    void headKeepsTheEdge();
    void secondStoreContinuesTheTree();
    void eachNoticesTheOthersCommits();
    void observerIsTold();
    void markIsKeptAfterEachCommit();
};

void TestStore::newFileIsPrivateAndMarked()
{
    RegisterFixture fixture;
    const auto permissions = QFileInfo(fixture.path()).permissions();
    QVERIFY(permissions.testFlag(QFileDevice::ReadOwner));
    QCOMPARE(
        permissions
            & (QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther),
        QFileDevice::Permissions());
    RawSqlite raw(fixture.path());
    QCOMPARE(raw.value("PRAGMA application_id").toInt(), 0x4D757374);
    QCOMPARE(raw.value("PRAGMA user_version").toInt(), currentSchema());
    QCOMPARE(raw.value("PRAGMA integrity_check").toString(), u"ok"_s);
}

void TestStore::entryZeroCreatesTheRegister()
{
    RegisterFixture fixture;
    RawSqlite raw(fixture.path());
    const auto lines = raw.rows("SELECT public_line, private_line FROM entry ORDER BY n");
    QCOMPARE(lines.size(), 2);
    const auto first = ledger::parseCanonical(lines[0][0].toByteArray().toStdString()).value();
    QCOMPARE(first.at("kind"), "register.created");
    QCOMPARE(first.at("id"), fixture.store().id().toStdString());
    QCOMPARE(first.at("values").at("timeZone"), "Europe/Berlin");
    QVERIFY(first.at("values").contains("tiers"));
    QVERIFY(first.at("values").contains("policy"));
    QCOMPARE(ledger::parseCanonical(lines[1][0].toByteArray().toStdString()).value().at("kind"), "person.added");
    const auto info = must(fixture.store().info());
    QCOMPARE(info.name, u"Test register"_s);
    QCOMPARE(info.n, 0);
    QCOMPARE(*info.owner, fixture.store().actor());
}

void TestStore::connectionIsCareful()
{
    RegisterFixture fixture;
    QVERIFY(fixture.reopen());
    QCOMPARE(pragma(fixture.store(), u"journal_mode"_s).toString(), u"delete"_s);
    QCOMPARE(pragma(fixture.store(), u"synchronous"_s).toInt(), 3);
    QCOMPARE(pragma(fixture.store(), u"foreign_keys"_s).toInt(), 1);
    QCOMPARE(pragma(fixture.store(), u"trusted_schema"_s).toInt(), 0);
    QVERIFY(!fixture.store().database().run(u"UPDATE sqlite_schema SET sql = ''"_s));
    (void)fixture.store().database().run(u"PRAGMA writable_schema = ON"_s);
    QVERIFY(!fixture.store().database().run(u"DELETE FROM sqlite_schema"_s));
}

void TestStore::tablesAreStrict()
{
    RegisterFixture fixture;
    RawSqlite raw(fixture.path());
    const auto tables =
        raw.rows("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 "
                 "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
    QCOMPARE(tables, QList<QVariantList>());
    QVERIFY(raw.value("SELECT COUNT(*) FROM pragma_table_list WHERE strict = 1").toInt() >= 20);
}

void TestStore::columnsAreTheFields()
{
    RegisterFixture fixture;
    RawSqlite raw(fixture.path());
    for (const auto &table : projectedTables()) {
        QSet<QString> columns; // in no order: what a migration adds comes last
        for (const auto &row : raw.rows("SELECT name FROM pragma_table_info(?)", {table.name}))
            columns << row[0].toString();
        QCOMPARE(columns, QSet<QString>(table.columns.begin(), table.columns.end()));
    }
    for (const auto *entity : allEntities()) {
        for (const auto &field : entity->fields) {
            const auto type =
                raw.value("SELECT type FROM pragma_table_info(?) WHERE name = ?", {entity->table, field.column})
                    .toString();
            const bool isNumber = field.type == FieldType::Integer || field.type == FieldType::Boolean;
            QCOMPARE(type, isNumber ? u"INTEGER"_s : u"TEXT"_s);
        }
    }
}

void TestStore::creatingNeverOverwrites()
{
    RegisterFixture fixture;
    const auto before = contentOf(fixture.path());
    const auto second = fixture.create(fixture.path());
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::Io);
    QVERIFY(second.error().message.contains(fixture.path()));
    QCOMPARE(contentOf(fixture.path()), before);
}

void TestStore::creatingWhereNothingCanBe()
{
    RegisterFixture fixture;
    const auto made = fixture.create(fixture.path(u"no/such/folder/x.muster"_s));
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::Io);
    QVERIFY(made.error().message.contains(u"no/such/folder"_s));
}

void TestStore::failedWorkLeavesNothing()
{
    RegisterFixture fixture;
    const auto before = contentOf(fixture.path());
    const auto tree = must(fixture.store().head());
    const auto done = fixture.store().write([&](Writer &writer) -> Result<qint64> {
        Person one = person(u"Somebody"_s);
        one.id = PersonId(newUuid(fixture.random()));
        if (const auto n = writer.append(additionOf(entityOf<Person>(), toRow(one))); !n)
            return n;
        return failure(ErrorCode::Refused, u"on second thoughts"_s);
    });
    QVERIFY(!done);
    QCOMPARE(done.error().message, u"on second thoughts"_s);
    QVERIFY(must(fixture.store().head()) == tree);
    QCOMPARE(contentOf(fixture.path()), before);
    QCOMPARE(must(addPerson(fixture.store(), u"Next"_s)), tree.size());
}

void TestStore::failedRowLeavesNothing()
{
    RegisterFixture fixture;
    const auto before = must(fixture.store().head());
    const auto done = fixture.store().write([&](Writer &writer) {
        Source orphan;
        orphan.id = SourceId(newUuid(fixture.random()));
        orphan.delegation = DelegationId(newUuid(fixture.random()));
        return writer.append(additionOf(entityOf<Source>(), toRow(orphan)));
    });
    QVERIFY(!done);
    QVERIFY(must(fixture.store().head()) == before);
    RawSqlite raw(fixture.path());
    QCOMPARE(raw.value("SELECT COUNT(*) FROM entry").toLongLong(), before.size());
    QCOMPARE(raw.value("SELECT COUNT(*) FROM source").toInt(), 0);
}

void TestStore::changeOfNothingIsNoEntry()
{
    RegisterFixture fixture;
    const auto before = must(fixture.store().head());
    const auto done = fixture.store().write([](Writer &writer) {
        return writer.append({kindNamed("person.changed"), u"x"_s, {}, {}, u"no reason"_s});
    });
    QCOMPARE(must(done), -1);
    QVERIFY(must(fixture.store().head()) == before);
}

void TestStore::actorStandsInTheLine()
{
    RegisterFixture fixture;
    const auto by = [&](qint64 n) {
        RawSqlite raw(fixture.path());
        const auto line = raw.value("SELECT public_line FROM entry WHERE n = ?", {n}).toByteArray().toStdString();
        return ledger::parseCanonical(line).value().at("by");
    };
    const auto owner = fixture.store().actor();
    QCOMPARE(by(must(addPerson(fixture.store(), u"One"_s))), owner.text().toStdString());
    fixture.store().setActor({});
    QVERIFY(by(must(addPerson(fixture.store(), u"Two"_s))).is_null());
}

void TestStore::timeIsUtcWithMilliseconds()
{
    RegisterFixture fixture;
    fixture.clock().set(QDateTime(QDate(2026, 6, 2), QTime(23, 59, 58, 7), Qt::UTC));
    const qint64 n = must(addPerson(fixture.store(), u"One"_s));
    RawSqlite raw(fixture.path());
    const auto line = raw.value("SELECT public_line FROM entry WHERE n = ?", {n}).toByteArray().toStdString();
    QCOMPARE(ledger::parseCanonical(line).value().at("at"), "2026-06-02T23:59:58.007Z");
}

void TestStore::todayIsTheRegistersZone_data()
{
    QTest::addColumn<QDateTime>("instant");
    QTest::addColumn<QDate>("day");
    QTest::newRow("summer, before midnight")
        << QDateTime(QDate(2026, 6, 1), QTime(21, 59), Qt::UTC) << QDate(2026, 6, 1);
    QTest::newRow("summer, after midnight") << QDateTime(QDate(2026, 6, 1), QTime(22, 0), Qt::UTC) << QDate(2026, 6, 2);
    QTest::newRow("winter, before midnight")
        << QDateTime(QDate(2026, 12, 31), QTime(22, 59), Qt::UTC) << QDate(2026, 12, 31);
    QTest::newRow("winter, after midnight")
        << QDateTime(QDate(2026, 12, 31), QTime(23, 0), Qt::UTC) << QDate(2027, 1, 1);
}

void TestStore::todayIsTheRegistersZone()
{
    QFETCH(QDateTime, instant);
    RegisterFixture fixture;
    fixture.clock().set(instant);
    QTEST(fixture.store().today(), "day");
    QVERIFY(fixture.reopen());
    QTEST(fixture.store().today(), "day");
}

void TestStore::headKeepsTheEdge()
{
    RegisterFixture fixture;
    for (int i = 0; i < 11; ++i) {
        must(addPerson(fixture.store(), u"Person %1"_s.arg(i)));
        RawSqlite raw(fixture.path());
        const auto tree = treeOver(raw.rows("SELECT public_line FROM entry ORDER BY n"));
        QCOMPARE(raw.value("SELECT size FROM head").toLongLong(), tree.size());
        QCOMPARE(raw.value("SELECT edge FROM head").toByteArray().toStdString(), tree.edge());
        QCOMPARE(raw.value("SELECT root FROM head").toByteArray().toStdString(),
                 std::string(ledger::bytesOf(tree.root())));
    }
}

void TestStore::secondStoreContinuesTheTree()
{
    RegisterFixture fixture;
    auto second = must(fixture.openAgain());
    QCOMPARE(second->id(), fixture.store().id());
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(must(addPerson(fixture.store(), u"First %1"_s.arg(i))), 2 + 2 * i);
        QCOMPARE(must(addPerson(*second, u"Second %1"_s.arg(i))), 3 + 2 * i);
    }
    RawSqlite raw(fixture.path());
    QVERIFY(must(fixture.store().head()) == treeOver(raw.rows("SELECT public_line FROM entry ORDER BY n")));
    QVERIFY(must(second->head()) == must(fixture.store().head()));
}

void TestStore::eachNoticesTheOthersCommits()
{
    RegisterFixture fixture;
    auto second = must(fixture.openAgain());
    must(addPerson(fixture.store(), u"Own"_s));
    QVERIFY(!fixture.store().changedElsewhere());
    QVERIFY(second->changedElsewhere());
    QVERIFY(!second->changedElsewhere());
    must(addPerson(*second, u"Other"_s));
    QVERIFY(fixture.store().changedElsewhere());
    QVERIFY(!second->changedElsewhere());
}

void TestStore::observerIsTold()
{
    RegisterFixture fixture;
    QList<std::pair<qint64, qint64>> told;
    fixture.store().setObserver([&](const Changed &changed) { told.append({changed.from, changed.to}); });
    must(addPerson(fixture.store(), u"One"_s));
    QVERIFY(!fixture.store().write([](Writer &) -> Result<void> { return failure(ErrorCode::Refused, u"no"_s); }));
    must(fixture.store().write([&](Writer &writer) -> Result<void> {
        for (int i = 0; i < 3; ++i) {
            Person one = person(u"Several %1"_s.arg(i));
            one.id = PersonId(newUuid(fixture.random()));
            if (const auto n = writer.append(additionOf(entityOf<Person>(), toRow(one))); !n)
                return tl::unexpected(n.error());
        }
        return {};
    }));
    QCOMPARE(told, (QList<std::pair<qint64, qint64>>{{2, 3}, {3, 6}}));
}

void TestStore::markIsKeptAfterEachCommit()
{
    RegisterFixture fixture;
    for (int i = 0; i < 3; ++i) {
        const auto tree = must(fixture.store().head());
        QCOMPARE(fixture.store().marks().read(fixture.store().id()), (HighWaterMark{tree.size(), tree.root()}));
        must(addPerson(fixture.store(), u"Person %1"_s.arg(i)));
    }
    QVERIFY(!fixture.store().marks().read(u"another register"_s));
}

MUSTER_GUILESS_TEST(TestStore)

}

#include "tst_store.moc"
