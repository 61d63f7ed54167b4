#include "register/migrations.h"
#include "register/verify.h"
#include "support/one_of_each.h"
#include "support/raw_sqlite.h"
#include "support/test_program.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSqlDriver>
#include <QtTest>

namespace tst_migrations {

using namespace muster;
using namespace muster::test;
using namespace muster::registry;
using namespace Qt::StringLiterals;

namespace {

QByteArray bytesOf(const std::string &text)
{
    return QByteArray::fromStdString(text);
}

/// Makes the fixture's register anew as a Muster of schema `schema` would have left it: the same record; of the tables,
/// where that schema has any, only what replay put there.
void makeOld(RegisterFixture &fixture, int schema)
{
    fixture.close();
    const QString current = fixture.path(u"current"_s);
    QVERIFY(QFile::rename(fixture.path(), current));
    {
        RawSqlite from(current);
        auto database = must(Database::open(fixture.path(), OpenMode::ReadWrite, 50));
        auto transaction = must(Transaction::begin(*database));
        must(database->runScript(u"PRAGMA application_id = %1"_s.arg(applicationId)));
        must(migrate(*database, 0, schema));
        for (const auto &entry : from.rows("SELECT n, public_line, private_line FROM entry ORDER BY n"))
            must(database->run(u"INSERT INTO entry VALUES (?, ?, ?)"_s, entry));
        for (const auto &head : from.rows("SELECT only_one, size, root, edge FROM head"))
            must(database->run(u"INSERT INTO head VALUES (?, ?, ?, ?)"_s, head));
        must(transaction.commit());
    }
    QVERIFY(QFile::remove(current));
}

/// Appends an entry the way a newer Muster might have: of a kind that is not known here.
void appendUnknownKind(Store &store)
{
    const auto tree = must(store.head());
    const std::string closed =
        R"({"n":)" + std::to_string(tree.size()) + R"(,"salt":"00112233445566778899aabbccddeeff"})";
    const std::string open = R"({"at":"2026-06-01T09:30:00.000Z","by":null,"id":"x","kind":"robot.added","n":)"
                             + std::to_string(tree.size()) + R"(,"private":")" + ledger::toHex(ledger::sha256(closed))
                             + R"(","v":1})";
    ledger::Tree next = tree;
    next.append(ledger::leafHash(open));
    auto &database = store.database();
    auto transaction = must(Transaction::begin(database));
    must(database.run(u"INSERT INTO entry VALUES (?, ?, ?)"_s, {tree.size(), bytesOf(open), bytesOf(closed)}));
    must(database.run(u"UPDATE head SET size = ?, root = ?, edge = ?"_s,
                      {next.size(), bytesOf(std::string(ledger::bytesOf(next.root()))), bytesOf(next.edge())}));
    must(transaction.commit());
}

QString backupOf(const QString &path)
{
    return u"%1.before-schema-%2.backup"_s.arg(path).arg(currentSchema());
}

}

}

// Moc loses count of the braces in the raw strings above.
namespace tst_migrations {

/// Registers of every older schema open, are brought up to date by replay, and stay as they are where that fails.
class TestMigrations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersRunWithoutGaps();
    void scriptsNameNoSecondStatement();
    void everyOldSchema_data();
    void everyOldSchema();
    void backupIsTheOldRegister();
    void backupCanBeLeftOut();
    void withoutBackupNoMigration();
    void failingLeavesTheFile();
    void killedWhileCommittingIsMigratedAnew();
    void readOnlyIsNotMigrated();
    void currentIsNotTouched();
};

void TestMigrations::numbersRunWithoutGaps()
{
    const auto names = QDir(u":/migrations"_s).entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
    QVERIFY(names.size() >= 4);
    QCOMPARE(names.size(), currentSchema());
    for (int i = 0; i < names.size(); ++i) {
        QVERIFY(names[i].startsWith(QString::number(i + 1).rightJustified(4, u'0') + u'-'));
        QVERIFY(!migrationText(i + 1).isEmpty());
    }
    QVERIFY(migrationText(currentSchema() + 1).isEmpty());
}

void TestMigrations::scriptsNameNoSecondStatement()
{
    for (int number = 1; number <= currentSchema(); ++number) {
        for (auto statement : migrationText(number).split(u"\n-- next\n"_s)) {
            statement.remove(QRegularExpression(u"^--.*$"_s, QRegularExpression::MultilineOption));
            QVERIFY2(statement.contains(u"TRIGGER"_s) || !statement.contains(u';'), qPrintable(statement));
        }
    }
}

void TestMigrations::everyOldSchema_data()
{
    QTest::addColumn<int>("schema");
    for (int schema = 1; schema < currentSchema(); ++schema)
        QTest::newRow(QByteArray::number(schema).constData()) << schema;
}

void TestMigrations::everyOldSchema()
{
    QFETCH(int, schema);
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    const QString id = fixture.store().id();
    const auto tree = must(fixture.store().head());
    makeOld(fixture, schema);
    must(fixture.reopen());
    QCOMPARE(fixture.store().id(), id);
    QVERIFY(must(fixture.store().head()) == tree);
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY2(found.ok, qPrintable(found.problems.join(u'\n')));
    QCOMPARE(found.entries, tree.size());
    RawSqlite raw(fixture.path());
    QCOMPARE(raw.value("PRAGMA user_version").toInt(), currentSchema());
    QCOMPARE(raw.value("SELECT COUNT(*) FROM delegation").toInt(), 1);
    QCOMPARE(raw.value("SELECT COUNT(*) FROM draft_audit").toInt(), 0);
    must(fixture.store().write([&](Writer &writer) {
        Person one{PersonId(newUuid(fixture.random())), -1, u"Next"_s, {}, {}};
        return writer.append(additionOf(entityOf<Person>(), toRow(one)));
    }));
    QVERIFY(must(verifyRegister(fixture.store())).ok);
}

void TestMigrations::backupIsTheOldRegister()
{
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    const qint64 size = must(fixture.store().head()).size();
    makeOld(fixture, 1);
    must(fixture.reopen());
    const QString backup = backupOf(fixture.path());
    QVERIFY(QFileInfo::exists(backup));
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QCOMPARE(QFileInfo(backup).permissions() & others, QFileDevice::Permissions());
    {
        RawSqlite raw(backup);
        QCOMPARE(raw.value("PRAGMA user_version").toInt(), 1);
        QCOMPARE(raw.value("SELECT COUNT(*) FROM entry").toLongLong(), size);
    }
    auto store = must(Store::open(backup, fixture.options()));
    QVERIFY(must(verifyRegister(*store)).ok);
}

void TestMigrations::backupCanBeLeftOut()
{
    RegisterFixture fixture;
    makeOld(fixture, 1);
    auto options = fixture.options();
    options.keepBackup = false;
    QVERIFY(Store::open(fixture.path(), options));
    QVERIFY(!QFileInfo::exists(backupOf(fixture.path())));
}

void TestMigrations::withoutBackupNoMigration()
{
    RegisterFixture fixture;
    makeOld(fixture, 1);
    QVERIFY(QDir().mkdir(backupOf(fixture.path())));
    const auto before = contentOf(fixture.path());
    const auto opened = fixture.reopen();
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Io);
    QCOMPARE(contentOf(fixture.path()), before);
}

void TestMigrations::failingLeavesTheFile()
{
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    appendUnknownKind(fixture.store());
    makeOld(fixture, 1);
    const auto before = contentOf(fixture.path());
    const auto opened = fixture.reopen();
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Newer);
    QCOMPARE(contentOf(fixture.path()), before);
    QVERIFY(!QFileInfo::exists(fixture.path() + u"-journal"_s));
    RawSqlite raw(fixture.path());
    QCOMPARE(raw.value("PRAGMA user_version").toInt(), 1);
    QCOMPARE(raw.value("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'delegation'").toInt(), 0);
}

/// All pages are written, the first with the new schema in it, but the journal is still there: so it never was.
void TestMigrations::killedWhileCommittingIsMigratedAnew()
{
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    makeOld(fixture, 1);
    const QString journal = fixture.path() + u"-journal"_s;
    QByteArray hot;
    {
        auto database = must(Database::open(fixture.path(), OpenMode::ReadWrite, 50));
        auto transaction = must(Transaction::begin(*database));
        must(migrate(*database, 1, currentSchema()));
        auto *native = *static_cast<sqlite3 *const *>(database->connection().driver()->handle().constData());
        QCOMPARE(sqlite3_db_cacheflush(native), SQLITE_OK);
        hot = contentOf(journal);
        must(transaction.commit());
    }
    QFile left(journal);
    QVERIFY(!hot.isEmpty() && left.open(QIODevice::WriteOnly) && left.write(hot) == hot.size());
    left.close();
    must(fixture.reopen());
    QVERIFY(must(verifyRegister(fixture.store())).ok);
    QCOMPARE(RawSqlite(backupOf(fixture.path())).value("PRAGMA user_version").toInt(), 1);
}

void TestMigrations::readOnlyIsNotMigrated()
{
    RegisterFixture fixture;
    makeOld(fixture, 1);
    const auto before = contentOf(fixture.path());
    const auto opened = fixture.openAgain(OpenMode::ReadOnly);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::ReadOnly);
    QCOMPARE(contentOf(fixture.path()), before);
    QVERIFY(!QFileInfo::exists(backupOf(fixture.path())));
}

void TestMigrations::currentIsNotTouched()
{
    RegisterFixture fixture;
    fixture.close();
    const auto before = contentOf(fixture.path());
    must(fixture.reopen());
    fixture.close();
    QCOMPARE(contentOf(fixture.path()), before);
    QVERIFY(!QFileInfo::exists(backupOf(fixture.path())));
}

MUSTER_GUILESS_TEST(TestMigrations)

}

#include "tst_migrations.moc"
