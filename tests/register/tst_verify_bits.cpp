#include "support/one_of_each.h"
#include "support/test_program.h"
#include "tampering.h"

#include <QtTest>

namespace tst_verify_bits {

using namespace muster;
using namespace muster::test;
using namespace muster::registry;
using namespace Qt::StringLiterals;

/// One bit changed makes verifying fail, wherever in the record it stands.
class TestVerifyBits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bitsOfLines_data();
    void bitsOfLines();
    void everyByteOfASmallRecord_data();
    void everyByteOfASmallRecord();
    void bitsOfTheHead_data();
    void bitsOfTheHead();
    void bitsOfTheFile();
};

void TestVerifyBits::bitsOfLines_data()
{
    QTest::addColumn<QByteArray>("column");
    QTest::newRow("public") << QByteArray("public_line");
    QTest::newRow("private") << QByteArray("private_line");
}

void TestVerifyBits::bitsOfLines()
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

void TestVerifyBits::everyByteOfASmallRecord_data()
{
    QTest::addColumn<qint64>("n");
    QTest::addColumn<QByteArray>("column");
    for (const auto *column : {"public_line", "private_line"}) {
        for (qint64 n = 1; n < 3; ++n)
            QTest::addRow("entry %lld, %s", n, column) << n << QByteArray(column);
    }
}

/// Each byte of an entry is changed, each by another bit; the verifier's own tests change every bit of a line.
void TestVerifyBits::everyByteOfASmallRecord()
{
    QFETCH(qint64, n);
    QFETCH(QByteArray, column);
    RegisterFixture fixture;
    addPerson(fixture.store(), u"Zoë"_s);
    RawSqlite raw(fixture.path());
    raw.dropGuards();
    const auto known = must(verifyRegister(fixture.store())).problems; // that the guards are gone
    const QByteArray update = "UPDATE entry SET " + column + " = ? WHERE n = ?";
    const auto line = raw.value("SELECT " + column + " FROM entry WHERE n = ?", {n}).toByteArray();
    QVERIFY(line.size() > 40);
    for (qsizetype at = 0; at < line.size(); ++at) {
        QByteArray flipped = line;
        flipped[at] = char(flipped[at] ^ (1 << at % 8));
        raw.rows(update, {flipped, n});
        const auto found = must(verifyRegister(fixture.store()));
        QVERIFY2(found.problems.size() > known.size(), flipped.constData());
    }
    raw.rows(update, {line, n});
    QCOMPARE(must(verifyRegister(fixture.store())).problems, known);
}

void TestVerifyBits::bitsOfTheHead_data()
{
    QTest::addColumn<QByteArray>("column");
    QTest::newRow("root") << QByteArray("root");
    QTest::newRow("edge") << QByteArray("edge");
    QTest::newRow("size") << QByteArray("size");
}

void TestVerifyBits::bitsOfTheHead()
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

void TestVerifyBits::bitsOfTheFile()
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

MUSTER_GUILESS_TEST(TestVerifyBits)

}

#include "tst_verify_bits.moc"
