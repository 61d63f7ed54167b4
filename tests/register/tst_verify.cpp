#include "register/migrations.h"
#include "register/verify.h"
#include "support/one_of_each.h"
#include "support/raw_sqlite.h"

#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace muster::registry;
using namespace Qt::StringLiterals;

namespace {

QByteArray bytesOf(std::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

bool names(const Verification &found, const QStringList &words)
{
    return std::ranges::any_of(found.problems, [&](const QString &problem) {
        return std::ranges::all_of(words, [&](const QString &word) { return problem.contains(word); });
    });
}

void addPerson(Store &store, const QString &name)
{
    must(store.write([&](Writer &writer) {
        Person one{PersonId(newUuid(store.random())), -1, name, {}, {}};
        return writer.append(additionOf(entityOf<Person>(), toRow(one)));
    }));
}

/// Does to the record what its guards forbid, and leaves them as they were.
void withoutGuards(RawSqlite &raw, const std::function<void()> &alter)
{
    const auto guards = raw.rows("SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
    raw.dropGuards();
    alter();
    for (const auto &guard : guards)
        raw.exec(guard[0].toString().toUtf8());
}

/// Makes a record look untouched after its lines were changed: head, edge and tables are made anew from them.
/// `alter` changes the entries by way of a bare connection without guards.
void forge(RegisterFixture &fixture, const std::function<void(RawSqlite &)> &alter)
{
    fixture.close();
    {
        RawSqlite raw(fixture.path());
        withoutGuards(raw, [&] { alter(raw); });
        ledger::Tree tree;
        for (const auto &row : raw.rows("SELECT public_line FROM entry ORDER BY n"))
            tree.append(ledger::leafHash(row[0].toByteArray().toStdString()));
        raw.rows("UPDATE head SET size = ?, root = ?, edge = ?",
                 {tree.size(), bytesOf(ledger::bytesOf(tree.root())), bytesOf(tree.edge())});
    }
    auto database = must(Database::open(fixture.path(), OpenMode::ReadWrite, 50));
    auto transaction = must(Transaction::begin(*database));
    must(rebuildProjection(*database));
    must(transaction.commit());
}

/// Writes entry n again with another name in it, so that both lines fit each other.
void rewriteName(RawSqlite &raw, qint64 n)
{
    const auto row = raw.rows("SELECT public_line, private_line FROM entry WHERE n = ?", {n}).first();
    auto entry = must(readLines(row[0].toByteArray().toStdString(), row[1].toByteArray().toStdString()));
    const int name = entry.change.kind->entity->indexOf(u"name"_s);
    for (auto &field : entry.change.fields) {
        if (field.field == name)
            field.after = u"Somebody else"_s;
    }
    const auto lines = must(writeLines(entry.head, entry.change, "ffeeddccbbaa99887766554433221100"));
    raw.rows("UPDATE entry SET public_line = ?, private_line = ? WHERE n = ?",
             {bytesOf(lines.publicLine), bytesOf(lines.privateLine), n});
}

void deleteLast(RawSqlite &raw, int count)
{
    raw.rows("DELETE FROM entry WHERE n > (SELECT MAX(n) FROM entry) - ?", {count});
}

}

/// Verifying finds every tampering: in a line, in the head, in the tables, and with the whole record.
class TestVerify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeRegisterHolds();
    void neverWrites();
    void draftsAndSearchAreNotCompared();
    void bitsOfLines_data();
    void bitsOfLines();
    void bitsOfTheHead_data();
    void bitsOfTheHead();
    void bitsOfTheFile();
    void everyColumnIsCompared();
    void removedRow();
    void addedRow();
    void historyIsCompared();
    void manyDifferencesAreCapped();
    void missingPrivateLine();
    void emptyPrivateLine();
    void missingEntry();
    void missingHead();
    void unknownKindStillGivesTheRoot();
    void impossibleReplayIsAProblem();
    void damagedPageIsAProblem();
    void cutTailIsCaughtByTheMark();
    void rewrittenRecordIsCaughtByTheMark();
    void rewrittenAndGrownIsCaughtByTheMark();
    void acceptedRestore();
    void acceptingNothingIsRefused();
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

void TestVerify::bitsOfLines_data()
{
    QTest::addColumn<QByteArray>("column");
    QTest::newRow("public") << QByteArray("public_line");
    QTest::newRow("private") << QByteArray("private_line");
}

void TestVerify::bitsOfLines()
{
    QFETCH(QByteArray, column);
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    RawSqlite raw(fixture.path());
    const auto rows = raw.rows("SELECT n, " + column + " FROM entry ORDER BY n");
    const QByteArray update = "UPDATE entry SET " + column + " = ? WHERE n = ?";
    int step = 0;
    for (const auto &row : rows) {
        const auto line = row[1].toByteArray();
        for (int i = 0; i < 5; ++i, ++step) {
            QByteArray flipped = line;
            const qsizetype at = step * 37 % line.size();
            flipped[at] = char(flipped[at] ^ (1 << step % 8));
            withoutGuards(raw, [&] { raw.rows(update, {flipped, row[0]}); });
            const auto found = must(verifyRegister(fixture.store()));
            QVERIFY2(!found.ok, flipped.constData());
            QVERIFY(!found.problems.isEmpty());
        }
        withoutGuards(raw, [&] { raw.rows(update, {line, row[0]}); });
    }
    QVERIFY(must(verifyRegister(fixture.store())).ok);
}

void TestVerify::bitsOfTheHead_data()
{
    QTest::addColumn<QByteArray>("column");
    QTest::newRow("root") << QByteArray("root");
    QTest::newRow("edge") << QByteArray("edge");
    QTest::newRow("size") << QByteArray("size");
}

void TestVerify::bitsOfTheHead()
{
    QFETCH(QByteArray, column);
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    RawSqlite raw(fixture.path());
    const auto kept = raw.value("SELECT " + column + " FROM head");
    for (int bit = 0; bit < (column == "size" ? 40 : 256); bit += 7) {
        QVariant value = kept.toLongLong() ^ (qint64(1) << bit);
        if (column != "size") {
            QByteArray flipped = kept.toByteArray();
            flipped[bit / 8] = char(flipped[bit / 8] ^ (1 << bit % 8));
            value = flipped;
        }
        raw.rows("UPDATE head SET " + column + " = ?", {value});
        const auto found = must(verifyRegister(fixture.store()));
        QVERIFY(!found.ok);
        QVERIFY(names(found, {u"head"_s}));
    }
}

void TestVerify::bitsOfTheFile()
{
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    fixture.close();
    const auto whole = contentOf(fixture.path());
    const auto content = [&] {
        RawSqlite raw(fixture.path());
        QList<QList<QVariantList>> tables{raw.rows("SELECT * FROM entry ORDER BY n"), raw.rows("SELECT * FROM head")};
        for (const auto &table : projectedTables())
            tables << raw.rows("SELECT * FROM \"" + table.name.toUtf8() + "\" ORDER BY 1, 2");
        return tables;
    };
    const auto before = content();
    int caught = 0;
    for (int i = 0; i < 120; ++i) {
        QByteArray flipped = whole;
        const qsizetype at = (qsizetype(i) * 7919 + 113) % whole.size();
        flipped[at] = char(flipped[at] ^ (1 << i % 8));
        QFile file(fixture.path());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(flipped) == flipped.size());
        file.close();
        auto opened = fixture.openAgain(OpenMode::ReadOnly);
        const auto found = opened ? verifyRegister(**opened) : Result<Verification>(tl::unexpected(opened.error()));
        if (!found || !found->ok)
            ++caught;
        else
            QVERIFY2(content() == before, qPrintable(u"bit %1 of byte %2 went unnoticed"_s.arg(i % 8).arg(at)));
    }
    QVERIFY(caught > 0);
}

void TestVerify::everyColumnIsCompared()
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

void TestVerify::removedRow()
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

void TestVerify::addedRow()
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

void TestVerify::historyIsCompared()
{
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    RawSqlite raw(fixture.path());
    QVERIFY(raw.value("SELECT COUNT(*) FROM history").toInt() > 0);
    raw.exec("DELETE FROM history");
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY(names(found, {u"Table history"_s, u"tier"_s, u"missing"_s}));
}

void TestVerify::manyDifferencesAreCapped()
{
    RegisterFixture fixture;
    RawSqlite raw(fixture.path());
    for (int i = 0; i < 250; ++i)
        raw.rows("INSERT INTO person (id, n) VALUES (?, 1)", {u"extra %1"_s.arg(i)});
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY(!found.ok);
    QCOMPARE(found.problems.size(), 100);
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

void TestVerify::cutTailIsCaughtByTheMark()
{
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    const auto size = must(fixture.store().head()).size();
    forge(fixture, [](RawSqlite &raw) { deleteLast(raw, 2); });
    must(fixture.reopen());
    QVERIFY(fixture.store().refusal());
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY(!found.ok);
    QCOMPARE(found.problems.size(), 1);
    QVERIFY(names(found, {QString::number(size - 2), QString::number(size), u"seen here"_s}));
    QCOMPARE(found.markSize, std::optional<qint64>(size));
    auto options = fixture.options();
    options.stateFolder.clear();
    QVERIFY(must(verifyRegister(*must(Store::open(fixture.path(), options)))).ok);
}

void TestVerify::rewrittenRecordIsCaughtByTheMark()
{
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    forge(fixture, [](RawSqlite &raw) { rewriteName(raw, 1); });
    must(fixture.reopen());
    QVERIFY(fixture.store().refusal());
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY(!found.ok);
    QCOMPARE(found.problems.size(), 1);
    QVERIFY(names(found, {u"rewritten"_s}));
}

void TestVerify::rewrittenAndGrownIsCaughtByTheMark()
{
    RegisterFixture fixture;
    const auto mark = fixture.store().marks().read(fixture.store().id()).value();
    writeOneOfEach(fixture.store());
    must(fixture.store().marks().write(fixture.store().id(), mark));
    QVERIFY(must(verifyRegister(fixture.store())).ok);
    forge(fixture, [](RawSqlite &raw) { rewriteName(raw, 1); });
    must(fixture.reopen());
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY(!found.ok);
    QCOMPARE(found.problems.size(), 1);
    QVERIFY(names(found, {u"The first 2 entries"_s, u"rewritten"_s}));
}

void TestVerify::acceptedRestore()
{
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    const QString copy = fixture.path(u"copy"_s);
    QVERIFY(QFile::copy(fixture.path(), copy));
    addPerson(fixture.store(), u"Lost"_s);
    const auto lost = must(fixture.store().head());
    fixture.close();
    QVERIFY(QFile::remove(fixture.path()) && QFile::rename(copy, fixture.path()));
    must(fixture.reopen());
    const auto before = contentOf(fixture.path());
    const auto refused = fixture.store().write([](Writer &) -> Result<void> { return {}; });
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::ReadOnly);
    QVERIFY(refused.error().message.contains(u"accept-restore"_s));
    QCOMPARE(contentOf(fixture.path()), before);
    QVERIFY(!must(verifyRegister(fixture.store())).ok);

    must(fixture.store().acceptRestore(u"The disk broke; this is yesterday's backup"_s));
    QVERIFY(!fixture.store().refusal());
    const auto found = must(verifyRegister(fixture.store()));
    QVERIFY2(found.ok, qPrintable(found.problems.join(u'\n')));
    QCOMPARE(found.markSize, std::optional<qint64>(found.entries));
    RawSqlite raw(fixture.path());
    const auto line = raw.value("SELECT public_line FROM entry ORDER BY n DESC LIMIT 1").toByteArray();
    for (const auto &[key, value] :
         {std::pair{"kind", "\"register.restored\""_ba},
          {"lostSize", QByteArray::number(lost.size())},
          {"lostRoot", '"' + QByteArray::fromStdString(ledger::toBase64(lost.root())) + '"'}})
        QVERIFY2(line.contains('"' + QByteArray(key) + "\":" + value), line.constData());
    addPerson(fixture.store(), u"Next"_s);
    must(fixture.reopen());
    QVERIFY(!fixture.store().refusal());
    QVERIFY(must(verifyRegister(fixture.store())).ok);
}

void TestVerify::acceptingNothingIsRefused()
{
    RegisterFixture fixture;
    const auto accepted = fixture.store().acceptRestore(u"no reason"_s);
    QVERIFY(!accepted);
    QCOMPARE(accepted.error().code, ErrorCode::Refused);
    QCOMPARE(must(fixture.store().head()).size(), 2);
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

QTEST_GUILESS_MAIN(TestVerify)
#include "tst_verify.moc"
