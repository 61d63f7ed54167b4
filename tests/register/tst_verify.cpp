#include "support/one_of_each.h"
#include "support/test_program.h"
#include "tampering.h"

#include <QtTest>

namespace tst_verify {

using namespace muster;
using namespace muster::test;
using namespace muster::registry;
using namespace Qt::StringLiterals;

/// Verifying finds what is missing from the record or impossible in it, and goes on while others write.
class TestVerify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeRegisterHolds();
    void neverWrites();
    void draftsAndSearchAreNotCompared();
    void missingPrivateLine();
    void emptyPrivateLine();
    void missingEntry();
    void missingHead();
    void unknownKindStillGivesTheRoot();
    void impossibleReplayIsAProblem();
    void damagedPageIsAProblem();
    void progressAndCancelling();
    void othersWriteMeanwhile();
};

void TestVerify::wholeRegisterHolds()
{
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    const auto tree = must(fixture.store().head());
    const auto found = must(verifyRegister(fixture.store()));
    QCOMPARE(found.problems, QStringList());
    QVERIFY(found.ok);
    QCOMPARE(found.entries, tree.size());
    QVERIFY(found.root == tree.root());
    QCOMPARE(found.markSize, std::optional<qint64>(tree.size()));
    auto options = fixture.options();
    options.stateFolder.clear();
    auto elsewhere = must(Store::open(fixture.path(), options));
    const auto unseen = must(verifyRegister(*elsewhere));
    QVERIFY(unseen.ok);
    QVERIFY(!unseen.markSize);
}

void TestVerify::neverWrites()
{
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    const auto before = contentOf(fixture.path());
    const auto mark = fixture.store().marks().read(fixture.store().id());
    QVERIFY(must(verifyRegister(fixture.store())).ok);
    fixture.close();
    auto readOnly = must(fixture.openAgain(OpenMode::ReadOnly));
    QVERIFY(must(verifyRegister(*readOnly)).ok);
    QCOMPARE(contentOf(fixture.path()), before);
    QVERIFY(readOnly->marks().read(readOnly->id()) == mark);
}

void TestVerify::draftsAndSearchAreNotCompared()
{
    RegisterFixture fixture;
    RawSqlite raw(fixture.path());
    QCOMPARE(
        raw.exec(
            "INSERT INTO draft_audit VALUES ('x', 1, 'full', '60', NULL, NULL, '2026-06-01T09:30:00.000Z', '{}', 1);"
            "INSERT INTO search_text VALUES (1, 'x', 'anything')"),
        SQLITE_OK);
    QVERIFY(must(verifyRegister(fixture.store())).ok);
}

void TestVerify::missingPrivateLine()
{
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    RawSqlite raw(fixture.path());
    withoutGuards(raw, [&] { raw.exec("UPDATE entry SET private_line = NULL WHERE n = 3"); });
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY(!found.ok);
    QVERIFY(names(found, {u"Entry 3"_s, u"private line"_s}));
    QVERIFY(found.root == must(fixture.store().head()).root());
}

void TestVerify::emptyPrivateLine()
{
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    RawSqlite raw(fixture.path());
    withoutGuards(raw, [&] { raw.exec("UPDATE entry SET private_line = x'' WHERE n = 3"); });
    QVERIFY(!must(verifyRegister(fixture.store())).ok);
}

void TestVerify::missingEntry()
{
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    RawSqlite raw(fixture.path());
    raw.dropGuards();
    raw.exec("DELETE FROM entry WHERE n IN (4, 5)");
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY(!found.ok);
    QVERIFY(names(found, {u"The entries 4 to 5 are missing"_s}));
    QVERIFY2(!names(found, {u"Entry 7"_s}), qPrintable(found.problems.join(u'\n')));
    raw.exec("UPDATE entry SET n = 9000000000000000 WHERE n = (SELECT MAX(n) FROM entry)");
    QVERIFY(names(must(verifyRegister(fixture.store())), {u"8999999999999999 are missing"_s}));
}

void TestVerify::missingHead()
{
    RegisterFixture fixture;
    RawSqlite raw(fixture.path());
    raw.exec("DELETE FROM head");
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY(!found.ok);
    QVERIFY(names(found, {u"no head"_s}));
}

void TestVerify::unknownKindStillGivesTheRoot()
{
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    fixture.close();
    RawSqlite raw(fixture.path());
    const auto n = raw.value("SELECT MAX(n) + 1 FROM entry").toLongLong();
    const std::string closed = R"({"n":)" + std::to_string(n) + R"(,"salt":"00112233445566778899aabbccddeeff"})";
    const std::string open = R"({"at":"2026-06-01T09:30:00.000Z","by":null,"id":"x","kind":"robot.added","n":)"
                             + std::to_string(n) + R"(,"private":")" + ledger::toHex(ledger::sha256(closed))
                             + R"(","v":1})";
    raw.rows("INSERT INTO entry VALUES (?, ?, ?)", {n, bytesOf(open), bytesOf(closed)});
    ledger::Tree tree;
    for (const auto &row : raw.rows("SELECT public_line FROM entry ORDER BY n"))
        tree.append(ledger::leafHash(row[0].toByteArray().toStdString()));
    raw.rows("UPDATE head SET size = ?, root = ?, edge = ?",
             {tree.size(), bytesOf(ledger::bytesOf(tree.root())), bytesOf(tree.edge())});
    must(fixture.reopen());
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY(!found.ok);
    QVERIFY(found.root == tree.root());
    QCOMPARE(found.problems.size(), 1);
    QVERIFY(names(found, {u"can't be replayed"_s, u"robot.added"_s, u"newer"_s}));
}

void TestVerify::impossibleReplayIsAProblem()
{
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    RawSqlite raw(fixture.path());
    raw.dropGuards();
    // The source is added a second time where it was withdrawn.
    raw.exec("UPDATE entry SET public_line = (SELECT public_line FROM entry WHERE n = 5), "
             "private_line = (SELECT private_line FROM entry WHERE n = 5) WHERE n = (SELECT MAX(n) FROM entry)");
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY(!found.ok);
    QVERIFY(names(found, {u"can't be replayed"_s, u"refuses to replay"_s}));
}

void TestVerify::damagedPageIsAProblem()
{
    RegisterFixture fixture;
    for (int i = 0; i < 200; ++i)
        addPerson(fixture.store(), u"Person %1"_s.arg(i));
    const auto size = must(fixture.store().head()).size();
    fixture.close();
    RawSqlite raw(fixture.path());
    const auto page =
        raw.value("SELECT MAX(pageno) FROM dbstat WHERE name = 'entry' AND pagetype = 'leaf'").toLongLong();
    QVERIFY(page > 1);
    QFile file(fixture.path());
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek((page - 1) * 4096));
    QCOMPARE(file.write(QByteArray(4096, '\x5a')), 4096);
    file.close();
    must(fixture.reopen());
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY(!found.ok);
    QVERIFY(found.entries < size);
    QVERIFY2(names(found, {u"can't be read"_s, u"damaged"_s}), qPrintable(found.problems.join(u'\n')));
}

void TestVerify::progressAndCancelling()
{
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    const auto size = must(fixture.store().head()).size();
    qint64 last = 0;
    const auto found = must(verifyRegister(fixture.store(), [&](qint64 done, qint64 total) {
        const bool ascending = done >= last && total == 2 * size && done <= total;
        last = ascending ? done : -1;
        return true;
    }));
    QVERIFY(found.ok);
    QCOMPARE(last, 2 * size);
    const auto stopped = verifyRegister(fixture.store(), [](qint64, qint64) { return false; });
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
    // Nothing of the stopped run is left open: writing goes on.
    addPerson(fixture.store(), u"Next"_s);
    QVERIFY(must(verifyRegister(fixture.store())).ok);
}

void TestVerify::othersWriteMeanwhile()
{
    RegisterFixture fixture;
    must(fixture.store().write([&](Writer &writer) -> Result<void> {
        for (int i = 0; i < 9000; ++i) {
            const Person one{PersonId(newUuid(fixture.random())), -1, u"Person %1"_s.arg(i), {}, {}};
            must(writer.append(additionOf(entityOf<Person>(), toRow(one))));
        }
        return {};
    }));
    auto other = must(fixture.openAgain());
    int asked = 0, written = 0;
    const auto found = must(verifyRegister(fixture.store(), [&](qint64 done, qint64) {
        const auto tree = must(other->head());
        if (done >= 2 * tree.size())
            return true;
        ++asked;
        const auto added = other->write([&](Writer &writer) {
            const Person late{PersonId(newUuid(fixture.random())), -1, u"Late %1"_s.arg(asked), {}, {}};
            return writer.append(additionOf(entityOf<Person>(), toRow(late)));
        });
        written += added.has_value();
        return true;
    }));
    QVERIFY(asked >= 4);
    QCOMPARE(written, asked);
    QVERIFY2(found.ok, qPrintable(found.problems.join(u'\n')));
    QCOMPARE(found.entries, must(fixture.store().head()).size());
}

MUSTER_GUILESS_TEST(TestVerify)

}

#include "tst_verify.moc"
