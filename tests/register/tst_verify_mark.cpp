#include "support/one_of_each.h"
#include "support/test_program.h"
#include "tampering.h"

#include <QtTest>

namespace tst_verify_mark {

using namespace muster;
using namespace muster::test;
using namespace muster::registry;
using namespace Qt::StringLiterals;

/// A record that is whole in itself is held against what was seen of it: cut off, rewritten, put back.
class TestVerifyMark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutTailIsCaughtByTheMark();
    void rewrittenRecordIsCaughtByTheMark();
    void rewrittenAndGrownIsCaughtByTheMark();
    void acceptedRestore();
    void acceptingNothingIsRefused();
};

void TestVerifyMark::cutTailIsCaughtByTheMark()
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

void TestVerifyMark::rewrittenRecordIsCaughtByTheMark()
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

void TestVerifyMark::rewrittenAndGrownIsCaughtByTheMark()
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

void TestVerifyMark::acceptedRestore()
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

void TestVerifyMark::acceptingNothingIsRefused()
{
    RegisterFixture fixture;
    const auto accepted = fixture.store().acceptRestore(u"no reason"_s);
    QVERIFY(!accepted);
    QCOMPARE(accepted.error().code, ErrorCode::Refused);
    QCOMPARE(must(fixture.store().head()).size(), 2);
}

MUSTER_GUILESS_TEST(TestVerifyMark)

}

#include "tst_verify_mark.moc"
