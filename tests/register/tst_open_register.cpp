#include "register/inventory_services.h"
#include "register/open_register.h"
#include "support/register_fixture.h"
#include "support/test_program.h"

#include <QFutureWatcher>
#include <QSemaphore>
#include <QSignalSpy>
#include <QtTest>

#include <cstdio>

namespace tst_open_register {

using namespace muster;
using namespace muster::test;
using namespace muster::registry;
using namespace Qt::StringLiterals;

namespace {

OpenRegister::Pointer opened(RegisterFixture &fixture)
{
    return must(OpenRegister::open(fixture.path(), fixture.options()).takeResult());
}

Result<PersonId> addPerson(Store &store, const QString &name)
{
    return PersonService(store).add(Person{PersonId(), -1, name, {}, {}});
}

}

/// Everything that touches a register happens on its worker thread, in order, and is answered by futures and signals.
class TestOpenRegister : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensAndKnowsItself();
    void createsAndOpens();
    void failingToOpenIsAnError();
    void worksOnItsOwnThreadInOrder();
    void workWithoutResult();
    void moveOnlyWork();
    void errorsArriveAsResults();
    void changesAreTold();
    void closingFinishesWhatWasPosted();
    void closingIsPossibleFromAnUntakenResult();
    void cancelledWorkDoesNotRun();
    void longWorkShowsProgress();
    void longWorkCanBeCancelled();
    void verifyingAsLongWork();
    void readingForLongKeepsNobodyWaiting();
    void readingForLongWritesNothing();
    void closingStopsLongWork_data();
    void closingStopsLongWork();
    void whatBecomesOfTheFileIsTold();
    void nothingIsReadFromAnotherFile();
};

void TestOpenRegister::opensAndKnowsItself()
{
    RegisterFixture fixture;
    const auto id = fixture.store().id();
    fixture.close();
    const auto one = opened(fixture);
    QCOMPARE(one->path(), fixture.path());
    QCOMPARE(one->id(), id);
    QCOMPARE(one->thread(), QThread::currentThread());
}

void TestOpenRegister::createsAndOpens()
{
    RegisterFixture fixture;
    const QString path = fixture.path(u"second.muster"_s);
    {
        auto future = OpenRegister::create(path, fixture.options(), RegisterFixture::info(u"Second"_s), u"Ben"_s);
        const auto one = must(future.takeResult());
        QCOMPARE(must(one->run([](Store &store) { return store.info(); }).result()).name, u"Second"_s);
    }
    QVERIFY(Store::open(path, fixture.options()));
}

void TestOpenRegister::failingToOpenIsAnError()
{
    RegisterFixture fixture;
    auto future = OpenRegister::open(fixture.path(u"nowhere.muster"_s), fixture.options());
    const auto one = future.takeResult();
    QVERIFY(!one);
    QCOMPARE(one.error().code, ErrorCode::Io);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void TestOpenRegister::worksOnItsOwnThreadInOrder()
{
    RegisterFixture fixture;
    const auto one = opened(fixture);
    QList<QThread *> threads;
    QList<int> order;
    QList<QFuture<int>> futures;
    for (int i = 0; i < 20; ++i) {
        futures << one->run([&, i](Store &) {
            threads << QThread::currentThread();
            order << i;
            return i * i;
        });
    }
    for (int i = 0; i < 20; ++i)
        QCOMPARE(futures[i].result(), i * i);
    QCOMPARE(QSet<QThread *>(threads.begin(), threads.end()).size(), 1);
    QVERIFY(threads.first() != QThread::currentThread());
    QVERIFY(std::ranges::is_sorted(order));
}

void TestOpenRegister::workWithoutResult()
{
    RegisterFixture fixture;
    const auto one = opened(fixture);
    bool ran = false;
    auto future = one->run([&](Store &) { ran = true; });
    future.waitForFinished();
    QVERIFY(ran);
}

void TestOpenRegister::moveOnlyWork()
{
    RegisterFixture fixture;
    const auto one = opened(fixture);
    auto kept = std::make_unique<int>(7);
    QCOMPARE(one->run([kept = std::move(kept)](Store &) { return *kept; }).result(), 7);
}

void TestOpenRegister::errorsArriveAsResults()
{
    RegisterFixture fixture;
    const auto one = opened(fixture);
    const auto done = one->run([](Store &store) { return addPerson(store, {}); }).result();
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::InvalidInput);
}

void TestOpenRegister::changesAreTold()
{
    RegisterFixture fixture;
    fixture.close();
    const auto one = opened(fixture);
    QThread *toldOn = nullptr;
    QList<std::pair<qint64, qint64>> told;
    connect(one.get(), &OpenRegister::changed, this, [&](const Changed &changed) {
        toldOn = QThread::currentThread();
        told.append({changed.from, changed.to});
    });
    QSignalSpy elsewhere(one.get(), &OpenRegister::changedElsewhere);
    must(one->run([](Store &store) { return addPerson(store, u"Ben"_s); }).result());
    QTRY_COMPARE(told, (QList<std::pair<qint64, qint64>>{{2, 3}}));
    QCOMPARE(toldOn, QThread::currentThread());
    QTest::qWait(3 * OpenRegister::pollMilliseconds);
    QCOMPARE(elsewhere.count(), 0);
}

void TestOpenRegister::closingFinishesWhatWasPosted()
{
    RegisterFixture fixture;
    auto one = opened(fixture);
    QList<QFuture<Result<PersonId>>> futures;
    for (int i = 0; i < 30; ++i)
        futures << one->run([i](Store &store) { return addPerson(store, u"Person %1"_s.arg(i)); });
    one.reset();
    for (auto &future : futures) {
        QVERIFY(future.isFinished());
        must(future.result());
    }
    QCOMPARE(must(fixture.store().head()).size(), 32);
    QVERIFY(must(verifyRegister(fixture.store())).ok);
}

void TestOpenRegister::closingIsPossibleFromAnUntakenResult()
{
    RegisterFixture fixture;
    for (int i = 0; i < 10; ++i)
        OpenRegister::open(fixture.path(), fixture.options());
    QTest::qWait(50);
    const auto one = opened(fixture);
    must(one->run([](Store &store) { return addPerson(store, u"Ben"_s); }).result());
}

void TestOpenRegister::cancelledWorkDoesNotRun()
{
    RegisterFixture fixture;
    const auto one = opened(fixture);
    QSemaphore gate;
    bool ran = false;
    auto first = one->run([&](Store &) { gate.acquire(); });
    auto second = one->run([&](Store &) { ran = true; });
    second.cancel();
    gate.release();
    first.waitForFinished();
    second.waitForFinished();
    QVERIFY(!ran);
    QVERIFY(second.isCanceled());
    QVERIFY(!first.isCanceled());
}

void TestOpenRegister::longWorkShowsProgress()
{
    RegisterFixture fixture;
    const auto one = opened(fixture);
    auto future = one->runLong([](Store &, const Progress &progress) {
        int taken = 0;
        for (qint64 i = 1; i <= 10; ++i)
            taken += progress(i, 10) ? 1 : 0;
        return taken;
    });
    QCOMPARE(future.result(), 10);
    QCOMPARE(future.progressMaximum(), 10);
    QCOMPARE(future.progressValue(), 10);
    const qint64 many = 8'000'000'000;
    auto scaled = one->runLong([many](Store &, const Progress &progress) { return progress(many / 4, many); });
    QVERIFY(scaled.result());
    QCOMPARE(scaled.progressMaximum(), 1000);
    QCOMPARE(scaled.progressValue(), 250);
}

void TestOpenRegister::longWorkCanBeCancelled()
{
    RegisterFixture fixture;
    const auto one = opened(fixture);
    QSemaphore started;
    std::atomic<bool> stopped = false;
    auto future = one->runLong([&](Store &, const Progress &progress) -> Result<int> {
        started.release();
        while (progress(0, 0))
            QThread::msleep(1);
        stopped = true;
        return failure(ErrorCode::Cancelled, u"stopped"_s);
    });
    started.acquire();
    future.cancel();
    future.waitForFinished();
    QVERIFY(future.isCanceled());
    QTRY_VERIFY(stopped);
    must(one->run([](Store &store) { return addPerson(store, u"Ben"_s); }).result());
}

void TestOpenRegister::verifyingAsLongWork()
{
    RegisterFixture fixture;
    fixture.close();
    const auto one = opened(fixture);
    auto future = one->runLong(&verifyRegister);
    const auto found = must(future.result());
    QVERIFY(found.ok);
    QCOMPARE(found.entries, 2);
    QCOMPARE(future.progressMaximum(), 4);
    QCOMPARE(future.progressValue(), 4);
}

void TestOpenRegister::readingForLongKeepsNobodyWaiting()
{
    RegisterFixture fixture;
    fixture.close();
    const auto one = opened(fixture);
    QSemaphore gate;
    QThread *on = nullptr;
    auto reading = one->readLong([&](Store &store, const Progress &progress) -> Result<Verification> {
        on = QThread::currentThread();
        gate.acquire();
        return verifyRegister(store, progress);
    });
    QThread *worker = one->run([](Store &) { return QThread::currentThread(); }).result();
    must(one->run([](Store &store) { return addPerson(store, u"Ben"_s); }).result());
    QVERIFY(!reading.isFinished());
    gate.release();
    const auto found = must(reading.result());
    QVERIFY(found.ok);
    QCOMPARE(found.entries, 3);
    QCOMPARE(reading.progressValue(), reading.progressMaximum());
    QVERIFY(on != worker && on != QThread::currentThread());
}

void TestOpenRegister::readingForLongWritesNothing()
{
    RegisterFixture fixture;
    const auto one = opened(fixture);
    const auto written =
        one->readLong([](Store &store, const Progress &) { return addPerson(store, u"Ben"_s); }).result();
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::ReadOnly);
}

void TestOpenRegister::closingStopsLongWork_data()
{
    QTest::addColumn<bool>("beside");
    QTest::newRow("on the worker") << false;
    QTest::newRow("beside it") << true;
}

/// Who closes a window does not wait for long work, but what was typed before is kept.
void TestOpenRegister::closingStopsLongWork()
{
    QFETCH(bool, beside);
    RegisterFixture fixture;
    auto one = opened(fixture);
    QSemaphore started;
    const auto endless = [&](Store &, const Progress &progress) -> Result<int> {
        started.release();
        while (progress(0, 0))
            QThread::msleep(1);
        return failure(ErrorCode::Cancelled, u"stopped"_s);
    };
    auto running = beside ? one->readLong(endless) : one->runLong(endless);
    started.acquire();
    auto waiting = beside ? one->readLong(endless) : one->runLong(endless);
    auto typed = one->run([](Store &store) { return addPerson(store, u"Ben"_s); });
    QElapsedTimer taken;
    taken.start();
    one.reset();
    QVERIFY2(taken.elapsed() < 2000, qPrintable(QString::number(taken.elapsed())));
    QVERIFY(running.isCanceled() && running.isFinished());
    QVERIFY(waiting.isCanceled() && waiting.isFinished());
    must(typed.result());
    QCOMPARE(started.available(), 0);
}

void TestOpenRegister::whatBecomesOfTheFileIsTold()
{
    RegisterFixture fixture;
    fixture.close();
    const auto one = opened(fixture);
    QList<FileState> told;
    connect(one.get(), &OpenRegister::fileChanged, this, [&](FileState state) { told << state; });
    const QString away = fixture.path(u"away"_s), copy = fixture.path(u"copy"_s);
    const auto add = [&] { return one->run([](Store &store) { return addPerson(store, u"Ben"_s); }).result(); };

    QVERIFY(QFile::rename(fixture.path(), away));
    QTRY_COMPARE(told, QList{FileState::Gone});
    const auto gone = add();
    QVERIFY(!gone);
    QCOMPARE(gone.error().code, ErrorCode::Io);
    QVERIFY2(gone.error().message.contains(u"no longer where it was"_s), qPrintable(gone.error().message));

    QVERIFY(QFile::rename(away, fixture.path()));
    QTRY_COMPARE(told, (QList{FileState::Gone, FileState::There}));
    must(add());

    // As a client does that keeps copies in step: another file is renamed over it.
    QVERIFY(QFile::copy(fixture.path(), copy));
    const auto before = contentOf(copy);
    QCOMPARE(std::rename(qPrintable(copy), qPrintable(fixture.path())), 0);
    const auto replaced = add();
    QVERIFY(!replaced);
    QCOMPARE(replaced.error().code, ErrorCode::Io);
    QVERIFY2(replaced.error().message.contains(u"replaced"_s), qPrintable(replaced.error().message));
    QTRY_COMPARE(told, (QList{FileState::Gone, FileState::There, FileState::Replaced}));
    QCOMPARE(contentOf(fixture.path()), before);
}

void TestOpenRegister::nothingIsReadFromAnotherFile()
{
    RegisterFixture fixture;
    const auto one = opened(fixture);
    const QString copy = fixture.path(u"copy"_s);
    QVERIFY(QFile::copy(fixture.path(), copy));
    QCOMPARE(std::rename(qPrintable(copy), qPrintable(fixture.path())), 0);
    const auto read = one->readLong(&verifyRegister).result();
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Io);
}

MUSTER_GUILESS_TEST(TestOpenRegister)

}

#include "tst_open_register.moc"
