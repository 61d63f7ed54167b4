#include "register/high_water_mark.h"
#include "support/register_fixture.h"
#include "support/test_program.h"

#include <QDir>
#include <QtTest>

#include <thread>

namespace tst_high_water_mark {

using namespace muster;
using namespace muster::test;
using namespace muster::registry;
using namespace Qt::StringLiterals;

/// The mark of a register is one small file that several programs of one user write.
class TestHighWaterMark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheNewest();
    void manyAtOnce();
    void whereItCantBeWritten();
    void saysWhatContradictsIt();
};

namespace {

HighWaterMark markOf(qint64 size)
{
    return {size, ledger::sha256(std::to_string(size))};
}

}

void TestHighWaterMark::keepsTheNewest()
{
    QTemporaryDir folder;
    const HighWaterMarks marks(folder.filePath(u"deep/state"_s));
    QVERIFY(!marks.read(u"a"_s));
    must(marks.write(u"a"_s, markOf(3)));
    must(marks.write(u"a"_s, markOf(4)));
    must(marks.write(u"b"_s, markOf(1)));
    QCOMPARE(marks.read(u"a"_s), markOf(4));
    QCOMPARE(marks.read(u"b"_s), markOf(1));
    QCOMPARE(QDir(folder.filePath(u"deep/state"_s)).entryList(QDir::Files | QDir::Hidden),
             (QStringList{u"a.mark"_s, u"b.mark"_s}));
}

void TestHighWaterMark::manyAtOnce()
{
    QTemporaryDir folder;
    const HighWaterMarks marks(folder.path());
    must(marks.write(u"a"_s, markOf(0)));
    std::atomic<int> failed = 0, unreadable = 0;
    std::vector<std::thread> writers;
    for (int i = 0; i < 4; ++i) {
        writers.emplace_back([&, i] {
            for (int round = 0; round < 300; ++round) {
                failed += !marks.write(u"a"_s, markOf(1000 * i + round));
                const auto mark = marks.read(u"a"_s);
                unreadable += !mark || *mark != markOf(mark->size);
            }
        });
    }
    for (auto &writer : writers)
        writer.join();
    QCOMPARE(failed, 0);
    QCOMPARE(unreadable, 0);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"a.mark"_s});
}

void TestHighWaterMark::whereItCantBeWritten()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto done = HighWaterMarks(folder.filePath(u"file/state"_s)).write(u"a"_s, markOf(1));
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Io);
}

void TestHighWaterMark::saysWhatContradictsIt()
{
    RegisterFixture fixture;
    auto &database = fixture.store().database();
    const auto before = must(fixture.store().head());
    must(fixture.store().write([&](Writer &writer) {
        const Person one{PersonId(newUuid(fixture.random())), -1, u"One"_s, {}, {}};
        return writer.append(additionOf(entityOf<Person>(), toRow(one)));
    }));
    const auto now = must(fixture.store().head());
    QVERIFY(must(treeUpTo(database, before.size())) == before);
    QVERIFY(must(treeUpTo(database, now.size(), before)) == now);
    const auto said = [&](qint64 size, const ledger::Hash &root) {
        return must(contradiction(database, now, {size, root}));
    };
    QCOMPARE(said(before.size(), before.root()), QString());
    QCOMPARE(said(now.size(), now.root()), QString());
    QVERIFY(said(before.size(), now.root()).contains(u"first 2 entries"_s));
    QVERIFY(said(now.size(), before.root()).contains(u"another root"_s));
    QVERIFY(said(now.size() + 1, now.root()).contains(u"older copy"_s));
}

MUSTER_GUILESS_TEST(TestHighWaterMark)

}

#include "tst_high_water_mark.moc"
