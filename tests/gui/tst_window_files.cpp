#include "register/inventory_services.h"
#include "register/migrations.h"
#include "support/raw_sqlite.h"
#include "support/test_program.h"
#include "window_fixture.h"

#include <QInputDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

#include <cstdio>

#include <unistd.h>

namespace tst_window_files {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::Store;

namespace {

QString sampleFile(const WindowFixture &fixture)
{
    return fixture.path(u"sample/checkout-team.muster"_s);
}

/// A sample register that no window has open.
void makeSample(WindowFixture &fixture)
{
    if (!fixture.openSample())
        qFatal("the sample register was not opened");
    fixture.window().closeRegister();
    fixture.settle();
}

/// What the start page says.
QString saidAtTheStart(WindowFixture &fixture)
{
    for (const auto *one : fixture.window().startPage()->findChildren<InlineMessage *>()) {
        if (one->isVisible())
            return one->text();
    }
    return {};
}

Result<PersonId> addPerson(WindowFixture &fixture, const QString &name)
{
    return fixture.ask([name](Store &store) { return registry::PersonService(store).add({{u"name"_s, name}}); });
}

}

/// A register's file that is newer, locked, read-only, an older copy, gone, replaced, or written by another window.
class TestWindowFiles final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewerOneIsRefused();
    void aLockedOneMayBeTriedAgain();
    void aReadOnlyOneIsShownAndSaysSo();
    void anOlderCopyIsAccepted();
    void oneThatIsGoneIsSaidAtOnceAndForgottenWhenItIsBack();
    void oneThatWasReplacedIsOpenedAgain();
    void errorsAreClosedAndConditionsStay();
    void twoWindowsDontOverwriteEachOther();
};

void TestWindowFiles::aNewerOneIsRefused()
{
    WindowFixture fixture;
    makeSample(fixture);
    RawSqlite(sampleFile(fixture)).exec("PRAGMA user_version = " + QByteArray::number(registry::currentSchema() + 1));
    QVERIFY(!fixture.openSample());
    QVERIFY(!fixture.window().workspace());
    QVERIFY2(saidAtTheStart(fixture).contains(u"newer Muster"_s), qPrintable(saidAtTheStart(fixture)));
}

void TestWindowFiles::aLockedOneMayBeTriedAgain()
{
    WindowFixture fixture;
    makeSample(fixture);
    RawSqlite other(sampleFile(fixture));
    QCOMPARE(other.exec("BEGIN EXCLUSIVE"), SQLITE_OK);
    QVERIFY(!fixture.openSample());
    QVERIFY2(saidAtTheStart(fixture).contains(u"another program"_s), qPrintable(saidAtTheStart(fixture)));
    QCOMPARE(other.exec("ROLLBACK"), SQLITE_OK);
    QVERIFY(fixture.opens([&] {
        for (auto *one : fixture.window().startPage()->findChildren<QPushButton *>()) {
            if (one->isVisible() && one->text() == u"Try again"_s)
                QTest::mouseClick(one, Qt::LeftButton);
        }
    }));
}

void TestWindowFiles::aReadOnlyOneIsShownAndSaysSo()
{
    if (geteuid() == 0)
        QSKIP("permissions don't bind the superuser; anOlderCopyIsAccepted() tests the rest");
    WindowFixture fixture;
    makeSample(fixture);
    QVERIFY(QFile::setPermissions(sampleFile(fixture), QFileDevice::ReadOwner));
    QVERIFY(fixture.openSample());
    const auto *notice = fixture.workspace().refusalNotice();
    QVERIFY(notice->isVisible());
    QVERIFY2(notice->text().contains(u"may only be read"_s), qPrintable(notice->text()));
    QVERIFY(!addPerson(fixture, u"Ben Other"_s));
}

void TestWindowFiles::anOlderCopyIsAccepted()
{
    WindowFixture fixture;
    makeSample(fixture);
    const QString file = sampleFile(fixture), copy = fixture.path(u"copy"_s);
    QVERIFY(QFile::copy(file, copy));
    QVERIFY(fixture.openSample());
    QVERIFY(!fixture.workspace().refusalNotice()->isVisible());
    must(addPerson(fixture, u"Lost Person"_s));
    fixture.window().closeRegister();
    fixture.settle();
    QVERIFY(QFile::remove(file) && QFile::rename(copy, file));

    QVERIFY(fixture.openSample());
    auto *notice = fixture.workspace().refusalNotice();
    QVERIFY2(notice->text().contains(u"older copy"_s), qPrintable(notice->text()));
    QVERIFY(!addPerson(fixture, u"Ben Other"_s));
    QTest::mouseClick(offered(notice, u"Accept this copy…"_s), Qt::LeftButton);
    auto *dialog = part<QInputDialog>(fixture.window(), u"acceptCopy"_s);
    dialog->setTextValue(u"  "_s);
    dialog->accept();
    fixture.settle();
    QVERIFY(notice->isVisible());
    QVERIFY2(fixture.workspace().notice()->text().contains(u"Say why"_s),
             qPrintable(fixture.workspace().notice()->text()));
    QTest::mouseClick(offered(notice, u"Accept this copy…"_s), Qt::LeftButton);
    dialog = part<QInputDialog>(fixture.window(), u"acceptCopy"_s);
    dialog->setTextValue(u"The disk failed; this is yesterday's backup"_s);
    dialog->accept();
    fixture.settle();
    QVERIFY(!notice->isVisible());
    must(addPerson(fixture, u"Ben Other"_s));
    QVERIFY(must(fixture.ask([](Store &store) { return registry::verifyRegister(store); })).ok);
}

void TestWindowFiles::oneThatIsGoneIsSaidAtOnceAndForgottenWhenItIsBack()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    const QString file = sampleFile(fixture), away = fixture.path(u"away"_s);
    auto *notice = fixture.workspace().fileNotice();
    for (int round = 0; round < 2; ++round) {
        QVERIFY(QFile::rename(file, away));
        QTRY_VERIFY(notice->text().contains(u"no longer where it was"_s));
        QVERIFY(notice->isVisible());
        QVERIFY(!addPerson(fixture, u"Ben Other"_s));
        QVERIFY(QFile::rename(away, file));
        QTRY_VERIFY(!notice->isVisible());
    }
    must(addPerson(fixture, u"Ben Other"_s));
}

void TestWindowFiles::oneThatWasReplacedIsOpenedAgain()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    const QString file = sampleFile(fixture), copy = fixture.path(u"copy"_s);
    QVERIFY(QFile::copy(file, copy));
    QCOMPARE(std::rename(qPrintable(copy), qPrintable(file)), 0);
    auto *notice = fixture.workspace().fileNotice();
    QTRY_VERIFY(notice->text().contains(u"replaced by another file"_s));
    const auto refused = addPerson(fixture, u"Ben Other"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Io);
    QVERIFY(fixture.opens([&] { QTest::mouseClick(offered(notice, u"Open it again"_s), Qt::LeftButton); }));
    QVERIFY(!fixture.workspace().fileNotice()->isVisible());
    must(addPerson(fixture, u"Ben Other"_s));
    fixture.restart();
    QVERIFY(fixture.openSample());
    const auto people = must(fixture.ask([](Store &store) { return registry::PersonService(store).all(); }));
    QVERIFY(std::ranges::any_of(people, [](const Person &one) { return one.name == u"Ben Other"_s; }));
}

void TestWindowFiles::errorsAreClosedAndConditionsStay()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    QVERIFY(QFile::rename(sampleFile(fixture), fixture.path(u"away"_s)));
    QTRY_VERIFY(fixture.workspace().fileNotice()->isVisible());
    QVERIFY(!fixture.opens([&] { fixture.window().open(fixture.path(u"nowhere.muster"_s)); }));
    auto *error = fixture.workspace().notice();
    QVERIFY2(error->text().contains(u"nowhere.muster"_s), qPrintable(error->text()));
    QVERIFY(fixture.workspace().fileNotice()->text().contains(u"no longer where it was"_s));
    QTest::mouseClick(error->findChild<QPushButton *>(u"closeNotice"_s), Qt::LeftButton);
    QVERIFY(!error->isVisible());
    QVERIFY(fixture.workspace().fileNotice()->isVisible());
}

/// What another window wrote while a cell was being typed in is not overwritten, and what was typed is not lost.
void TestWindowFiles::twoWindowsDontOverwriteEachOther()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    auto other = must(registry::OpenRegister::open(sampleFile(fixture), fixture.storeOptions()).takeResult());
    fixture.key(Qt::Key_2, Qt::AltModifier);
    auto *table = part<QTableView>(fixture.window(), u"wallTable"_s);
    table->setFocus();
    QVERIFY(table->model()->rowCount() > 0);
    fixture.key(Qt::Key_Home, Qt::ControlModifier);
    const QString title = table->currentIndex().siblingAtColumn(0).data().toString();
    const auto id = must(fixture.ask([title](Store &store) { return registry::DelegationService(store).find(title); }));
    fixture.key(Qt::Key_F2);
    fixture.type(u"Mine"_s);
    must(other
             ->run([id](Store &store) {
                 return registry::DelegationService(store).set(id, {{u"title"_s, u"Theirs"_s}});
             })
             .result());
    fixture.key(Qt::Key_Return);
    auto *message = part<InlineMessage>(fixture.window(), u"wallMessage"_s);
    QTRY_VERIFY2(message->text().contains(u"Theirs"_s), qPrintable(message->text()));
    QVERIFY2(message->text().contains(u"Mine"_s), qPrintable(message->text()));
    const auto now = must(fixture.ask([id](Store &store) { return registry::DelegationService(store).get(id); }));
    QCOMPARE(QString(now.title), u"Theirs"_s);
}

MUSTER_TEST(TestWindowFiles)

}

#include "tst_window_files.moc"
