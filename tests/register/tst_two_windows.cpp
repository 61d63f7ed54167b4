#include "register/inventory_services.h"
#include "register/open_register.h"
#include "support/raw_sqlite.h"
#include "support/register_fixture.h"
#include "support/test_program.h"

#include <QSignalSpy>
#include <QtTest>

namespace tst_two_windows {

using namespace muster;
using namespace muster::test;
using namespace muster::registry;
using namespace Qt::StringLiterals;

namespace {

/// Two windows on one register, each with a connection and a thread of its own, and a delegation to argue about.
class TwoWindows
{
public:
    TwoWindows()
    {
        Delegation one;
        one.title = u"Weekly report"_s;
        delegation = must(DelegationService(fixture.store()).add(one));
        fixture.close();
        left = must(OpenRegister::open(fixture.path(), options()).takeResult());
        right = must(OpenRegister::open(fixture.path(), options()).takeResult());
    }

    StoreOptions options()
    {
        auto wanted = fixture.options();
        wanted.busyTimeoutMs = 5000;
        return wanted;
    }

    Delegation seenBy(OpenRegister &window)
    {
        return must(window.run([id = delegation](Store &store) { return DelegationService(store).get(id); }).result());
    }

    QFuture<Result<qint64>> set(OpenRegister &window, const QList<FieldText> &texts, qint64 expected)
    {
        return window.run([id = delegation, texts, expected](Store &store) {
            SetOptions options;
            options.expected = expected;
            return DelegationService(store).set(id, texts, options);
        });
    }

    RegisterFixture fixture;
    DelegationId delegation;
    OpenRegister::Pointer left;
    OpenRegister::Pointer right;
};

}

/// Two windows, or two people, on one file: each sees what the other did, and nobody overwrites what they did not see.
class TestTwoWindows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changeArrivesAtTheOther();
    void nothingArrivesWhereNothingChanged();
    void staleEditIsRefusedWithBothValues();
    void editOfWhatIsCurrentIsTaken();
    void interleavedWritesMakeOneRecord();
    void anotherProgramsLockIsWaitedFor();
};

void TestTwoWindows::changeArrivesAtTheOther()
{
    TwoWindows windows;
    QSignalSpy arrived(windows.right.get(), &OpenRegister::changedElsewhere);
    QSignalSpy echoed(windows.left.get(), &OpenRegister::changedElsewhere);
    must(windows.set(*windows.left, {{u"title"_s, u"Monthly report"_s}}, -1).result());
    QTRY_COMPARE_WITH_TIMEOUT(arrived.count(), 1, 2000);
    QCOMPARE(windows.seenBy(*windows.right).title, u"Monthly report"_s);
    QTest::qWait(3 * OpenRegister::pollMilliseconds);
    QCOMPARE(arrived.count(), 1);
    QCOMPARE(echoed.count(), 0);
    must(windows.set(*windows.right, {{u"title"_s, u"Daily report"_s}}, -1).result());
    QTRY_COMPARE_WITH_TIMEOUT(echoed.count(), 1, 2000);
}

void TestTwoWindows::nothingArrivesWhereNothingChanged()
{
    TwoWindows windows;
    QSignalSpy arrived(windows.right.get(), &OpenRegister::changedElsewhere);
    QVERIFY(must(windows.left->run([](Store &store) { return verifyRegister(store); }).result()).ok);
    QTest::qWait(3 * OpenRegister::pollMilliseconds);
    QCOMPARE(arrived.count(), 0);
}

void TestTwoWindows::staleEditIsRefusedWithBothValues()
{
    TwoWindows windows;
    const auto seen = windows.seenBy(*windows.right);
    must(windows.set(*windows.left, {{u"title"_s, u"Theirs"_s}, {u"risk"_s, u"high"_s}}, seen.n).result());
    const auto refused = windows.set(*windows.right, {{u"title"_s, u"Mine"_s}}, seen.n).result();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Conflict);
    for (const auto &word : {u"title"_s, u"Theirs"_s, u"Mine"_s})
        QVERIFY2(refused.error().message.contains(word), qPrintable(refused.error().message));
    QCOMPARE(windows.seenBy(*windows.right).title, u"Theirs"_s);
    const auto other = windows.set(*windows.right, {{u"notes"_s, u"A word"_s}}, seen.n).result();
    QVERIFY(!other);
    QCOMPARE(other.error().code, ErrorCode::Conflict);
}

void TestTwoWindows::editOfWhatIsCurrentIsTaken()
{
    TwoWindows windows;
    const auto n =
        must(windows.set(*windows.left, {{u"title"_s, u"Theirs"_s}}, windows.seenBy(*windows.left).n).result());
    const auto seen = windows.seenBy(*windows.right);
    QCOMPARE(seen.n, n);
    QVERIFY(must(windows.set(*windows.right, {{u"title"_s, u"Mine"_s}}, seen.n).result()) > n);
    QCOMPARE(windows.seenBy(*windows.left).title, u"Mine"_s);
}

void TestTwoWindows::interleavedWritesMakeOneRecord()
{
    TwoWindows windows;
    const auto before = must(windows.left->run([](Store &store) { return store.head(); }).result()).size();
    QList<QFuture<Result<PersonId>>> futures;
    for (int i = 0; i < 25; ++i) {
        for (auto *window : {windows.left.get(), windows.right.get()}) {
            const QString name = u"Person %1 %2"_s.arg(i).arg(window == windows.left.get() ? u"left"_s : u"right"_s);
            futures << window->run([name](Store &store) {
                return PersonService(store).add(Person{PersonId(), -1, name, {}, {}});
            });
        }
    }
    for (auto &future : futures)
        must(future.result());
    const auto found = must(windows.right->run([](Store &store) { return verifyRegister(store); }).result());
    QVERIFY2(found.ok, qPrintable(found.problems.join(u'\n')));
    QCOMPARE(found.entries, before + 50);
}

void TestTwoWindows::anotherProgramsLockIsWaitedFor()
{
    TwoWindows windows;
    RawSqlite other(windows.fixture.path());
    QCOMPARE(other.exec("BEGIN IMMEDIATE"), SQLITE_OK);
    auto waiting = windows.set(*windows.left, {{u"title"_s, u"Patient"_s}}, -1);
    QTest::qWait(300);
    QVERIFY(!waiting.isFinished());
    QCOMPARE(other.exec("COMMIT"), SQLITE_OK);
    must(waiting.result());
    QCOMPARE(windows.seenBy(*windows.right).title, u"Patient"_s);
}

MUSTER_GUILESS_TEST(TestTwoWindows)

}

#include "tst_two_windows.moc"
