#include "register/verify.h"
#include "support/one_of_each.h"
#include "support/raw_sqlite.h"
#include "support/test_program.h"

#include <QDir>
#include <QtTest>

namespace tst_verify_file {

using namespace muster;
using namespace muster::test;
using namespace muster::registry;
using namespace Qt::StringLiterals;

namespace {

bool names(const Verification &found, const QStringList &words)
{
    return std::ranges::any_of(found.problems, [&](const QString &problem) {
        return std::ranges::all_of(words, [&](const QString &word) { return problem.contains(word); });
    });
}

Result<qint64> addPerson(Store &store, const QString &name)
{
    return store.write([&](Writer &writer) {
        const Person one{PersonId(newUuid(store.random())), -1, name, {}, {}};
        return writer.append(additionOf(entityOf<Person>(), toRow(one)));
    });
}

bool writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// Another user's continuation of what the fixture's register was when `copied`: three people further.
QByteArray forkOf(RegisterFixture &fixture, const QByteArray &copied)
{
    const QString copy = fixture.path(u"copy.muster"_s);
    if (!writeFile(copy, copied))
        qFatal("the copy can't be written");
    auto options = fixture.options();
    options.stateFolder = fixture.path(u"state of another"_s);
    auto other = must(Store::open(copy, options));
    for (const auto &name : {u"One"_s, u"Two"_s, u"Three"_s})
        must(addPerson(*other, name));
    other.reset();
    return contentOf(copy);
}

}

/// What verifying finds beside the lines and the tables' values: in the file, in what it is made of, and where it came from.
class TestVerifyFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyIsNotAbsent();
    void aBitOfAnIndex();
    void schema_data();
    void schema();
    void whatCantBeOpenedIsLookedAt();
    void aForkIsCaughtOnOpening();
    void aForkIsCaughtWhileOpen();
    void growthByOthersIsNoFork();
    void olderThanItsTables();
};

void TestVerifyFile::emptyIsNotAbsent()
{
    RegisterFixture fixture;
    RawSqlite(fixture.path()).exec("UPDATE person SET email = '' WHERE email IS NULL");
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY(!found.ok);
    QVERIFY2(names(found, {u"Table person"_s, u"email"_s, u"absent"_s}), qPrintable(found.problems.join(u'\n')));
}

void TestVerifyFile::aBitOfAnIndex()
{
    RegisterFixture fixture;
    const auto ids = writeOneOfEach(fixture.store());
    fixture.close();
    const auto page = RawSqlite(fixture.path())
                          .value("SELECT MAX(pageno) FROM dbstat WHERE name = 'finding_delegation'")
                          .toLongLong();
    auto bytes = contentOf(fixture.path());
    const auto at = bytes.indexOf(ids[u"delegation"_s].toLatin1(), (page - 1) * 4096);
    QVERIFY(page > 1 && at > 0 && at < page * 4096);
    bytes[at] = char(bytes[at] ^ 1);
    QVERIFY(writeFile(fixture.path(), bytes));
    must(fixture.reopen());
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY(!found.ok);
    QVERIFY2(names(found, {u"damaged"_s, u"finding_delegation"_s}), qPrintable(found.problems.join(u'\n')));
}

void TestVerifyFile::schema_data()
{
    QTest::addColumn<QByteArray>("change");
    QTest::addColumn<QStringList>("words");
    const auto missing = u"is missing"_s, extra = u"should not be there"_s, other = u"is not as Muster makes it"_s;
    QTest::newRow("a guard dropped") << QByteArray("DROP TRIGGER entry_is_not_changed")
                                     << QStringList{u"trigger \"entry_is_not_changed\""_s, missing};
    QTest::newRow("a guard that lets all by")
        << QByteArray("DROP TRIGGER entry_is_not_changed; CREATE TRIGGER entry_is_not_changed BEFORE UPDATE ON entry "
                      "BEGIN SELECT 1; END")
        << QStringList{u"entry_is_not_changed"_s, other};
    QTest::newRow("a trigger added") << QByteArray(
        "CREATE TRIGGER sly AFTER INSERT ON entry BEGIN DELETE FROM finding; END")
                                     << QStringList{u"trigger \"sly\""_s, extra};
    QTest::newRow("a view in place of a table")
        << QByteArray("ALTER TABLE credential RENAME TO kept; CREATE VIEW credential AS SELECT * FROM kept")
        << QStringList{u"table \"credential\""_s, missing};
    QTest::newRow("a view added") << QByteArray("CREATE VIEW extra AS SELECT 1")
                                  << QStringList{u"view \"extra\""_s, extra};
    QTest::newRow("a table dropped") << QByteArray("DROP TABLE credential")
                                     << QStringList{u"table \"credential\""_s, missing};
    QTest::newRow("the head dropped") << QByteArray("DROP TABLE head") << QStringList{u"table \"head\""_s, missing};
    QTest::newRow("the entries dropped") << QByteArray("DROP TABLE entry")
                                         << QStringList{u"table \"entry\""_s, missing};
    QTest::newRow("a column added") << QByteArray("ALTER TABLE credential ADD COLUMN more TEXT")
                                    << QStringList{u"table \"credential\""_s, other};
    QTest::newRow("an index dropped") << QByteArray("DROP INDEX finding_audit")
                                      << QStringList{u"index \"finding_audit\""_s, missing};
}

void TestVerifyFile::schema()
{
    QFETCH(QByteArray, change);
    QFETCH(QStringList, words);
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    QVERIFY(must(verifyRegister(fixture.store())).ok);
    RawSqlite raw(fixture.path());
    QVERIFY2(raw.exec(change) == SQLITE_OK, qPrintable(raw.message()));
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY(!found.ok);
    QVERIFY2(names(found, words), qPrintable(found.problems.join(u'\n')));
}

void TestVerifyFile::whatCantBeOpenedIsLookedAt()
{
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    const auto tree = must(fixture.store().head());
    fixture.close();
    RawSqlite raw(fixture.path());
    raw.exec("UPDATE head SET root = x'00'; UPDATE person SET name = 'Somebody else'");
    QVERIFY(!fixture.reopen());
    const auto found = must(verifyFile(fixture.path(), fixture.options()));
    QVERIFY(!found.ok);
    QCOMPARE(found.entries, tree.size());
    QVERIFY(found.root == tree.root());
    QCOMPARE(found.markSize, std::optional<qint64>(tree.size()));
    QVERIFY(names(found, {u"head"_s}));
    QVERIFY(names(found, {u"Table person"_s, u"Somebody else"_s}));
    QCOMPARE(raw.exec("DROP TABLE register"), SQLITE_OK);
    const auto more = must(verifyFile(fixture.path(), fixture.options()));
    QVERIFY(names(more, {u"table \"register\""_s, u"missing"_s}));
    QCOMPARE(more.entries, tree.size());
    QCOMPARE(verifyFile(fixture.path(u"no.muster"_s), fixture.options()).error().code, ErrorCode::Io);
}

void TestVerifyFile::aForkIsCaughtOnOpening()
{
    RegisterFixture fixture;
    const auto copied = contentOf(fixture.path());
    must(addPerson(fixture.store(), u"Mine"_s));
    fixture.close();
    QVERIFY(writeFile(fixture.path(), forkOf(fixture, copied)));
    must(fixture.reopen());
    QVERIFY(fixture.store().refusal());
    QVERIFY(fixture.store().refusal()->message.contains(u"first 3 entries"_s));
    QCOMPARE(addPerson(fixture.store(), u"Next"_s).error().code, ErrorCode::ReadOnly);
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY(names(found, {u"The first 3 entries"_s, u"rewritten"_s}));
    must(fixture.store().acceptRestore(u"The other copy is the one we keep"_s));
    must(fixture.reopen());
    QVERIFY(!fixture.store().refusal());
    QVERIFY(must(verifyRegister(fixture.store())).ok);
}

void TestVerifyFile::aForkIsCaughtWhileOpen()
{
    RegisterFixture fixture;
    const auto copied = contentOf(fixture.path());
    must(addPerson(fixture.store(), u"Mine"_s));
    const auto mark = fixture.store().marks().read(fixture.store().id());
    QVERIFY(writeFile(fixture.path(), forkOf(fixture, copied)));
    QVERIFY(!addPerson(fixture.store(), u"Next"_s));
    QVERIFY(fixture.store().marks().read(fixture.store().id()) == mark);
}

void TestVerifyFile::growthByOthersIsNoFork()
{
    RegisterFixture fixture;
    auto options = fixture.options();
    options.stateFolder = fixture.path(u"state of another"_s);
    auto other = must(Store::open(fixture.path(), options));
    must(addPerson(*other, u"Theirs"_s));
    must(addPerson(fixture.store(), u"Mine"_s));
    must(addPerson(*other, u"Theirs again"_s));
    must(fixture.reopen());
    QVERIFY(!fixture.store().refusal());
    must(addPerson(fixture.store(), u"Mine again"_s));
    QVERIFY(must(verifyRegister(fixture.store())).ok);
}

void TestVerifyFile::olderThanItsTables()
{
    RegisterFixture fixture;
    fixture.close();
    RawSqlite(fixture.path()).exec("PRAGMA user_version = 1");
    const auto before = contentOf(fixture.path());
    const auto opened = fixture.reopen();
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Damaged);
    QVERIFY2(opened.error().message.contains(u"schema 1"_s), qPrintable(opened.error().message));
    QCOMPARE(contentOf(fixture.path()), before);
    QCOMPARE(QDir(fixture.folder()).entryList({u"*.backup"_s}), QStringList());
}

MUSTER_GUILESS_TEST(TestVerifyFile)

}

#include "tst_verify_file.moc"
