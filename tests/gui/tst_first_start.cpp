#include "register/audit_service.h"
#include "support/test_program.h"
#include "views/audit/room.h"
#include "window_fixture.h"

#include <QDropEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QTimer>

namespace tst_first_start {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::AuditService;
using registry::Store;

/// The first five minutes: from a window that knows nothing to a register with something in it, by keyboard.
class TestFirstStart final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fifteenMinutesFromNothingToARecord();
    void theSampleIsOneKeyAway();
    void aNewRegisterIsAskedForItsTeam();
    void whatWasOpenedIsOfferedAgain();
    void aFormSaysWhatIsMissing();
    void controlOAsksForAFile();
    void aRegisterDroppedIsOpened();
    void aSpreadsheetDroppedIsImported();
};

namespace {

/// Drops a file on the start page; whether it took it.
bool drop(WindowFixture &fixture, const QString &path)
{
    auto *page = fixture.window().startPage();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    const auto at = page->rect().center();
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(page, &enter);
    if (!enter.isAccepted())
        return false;
    QDropEvent dropping(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(page, &dropping);
    return dropping.isAccepted();
}

}

void TestFirstStart::fifteenMinutesFromNothingToARecord()
{
    WindowFixture fixture;
    QVERIFY(fixture.opens([&] {
        fixture.key(Qt::Key_1);
        QCOMPARE(fixture.focused(), u"workflow"_s);
        fixture.type(u"Friday update"_s);
        fixture.key(Qt::Key_Return);
    }));
    auto *page = fixture.workspace().currentPage();
    QTRY_VERIFY(page->findChild<AuditRoom *>());
    fixture.settle();
    const auto id = page->findChild<AuditRoom *>()->id();

    fixture.key(Qt::Key_S, Qt::AltModifier);
    QTRY_VERIFY(page->findChild<AuditRoom *>()->agenda().isStarted());
    fixture.settle();
    for (const int verdict : {Qt::Key_P, Qt::Key_P, Qt::Key_F, Qt::Key_P}) {
        fixture.key(verdict);
        if (verdict == Qt::Key_F) {
            fixture.key(Qt::Key_Return);
            fixture.type(u"Nobody knows how to stop it."_s);
        }
        fixture.key(Qt::Key_Return, Qt::ControlModifier);
    }
    fixture.key(Qt::Key_N, Qt::AltModifier);
    QTRY_COMPARE(fixture.focused(), u"decisions"_s);
    fixture.key(Qt::Key_Return);
    QVERIFY(fixture.tabTo(u"owner"_s));
    fixture.type(u"Dana"_s);
    QVERIFY(fixture.tabTo(u"why"_s));
    fixture.type(u"It runs every week."_s);
    fixture.key(Qt::Key_Return, Qt::ControlModifier);
    fixture.key(Qt::Key_N, Qt::AltModifier);
    fixture.settle();
    QTRY_COMPARE(fixture.focused(), u"closeRecord"_s);
    QTest::qWait(650); // the preview has to be looked at first
    fixture.key(Qt::Key_Return);
    fixture.settle();

    const auto closed = must(fixture.ask([id](Store &store) { return registry::byId<Audit>(store, id); }));
    QCOMPARE(closed.kind, AuditKind::Spot);
    const auto open = must(fixture.ask([](Store &store) { return registry::DecisionService(store).list({}); }));
    QCOMPARE(open.size(), 1);
    QCOMPARE(open.first().ownerName, u"Dana K."_s);
    QVERIFY(must(fixture.ask([](Store &store) { return registry::verifyRegister(store); })).ok);
}

void TestFirstStart::theSampleIsOneKeyAway()
{
    WindowFixture fixture;
    QVERIFY(fixture.opens([&] { fixture.key(Qt::Key_2); }));
    QCOMPARE(fixture.workspace().session().registerName, u"Checkout team"_s);
    QCOMPARE(fixture.workspace().current(), PageName::Wall);
    QVERIFY(fixture.window().windowTitle().contains(u"Checkout team"_s));
}

void TestFirstStart::aNewRegisterIsAskedForItsTeam()
{
    WindowFixture fixture;
    QVERIFY(fixture.opens([&] {
        fixture.key(Qt::Key_4);
        QCOMPARE(fixture.focused(), u"team"_s);
        fixture.type(u"Billing & Co."_s);
        fixture.key(Qt::Key_Return);
    }));
    QVERIFY(QFileInfo::exists(fixture.path(u"billing-co.muster"_s)));
    QCOMPARE(fixture.workspace().session().registerName, u"Billing & Co."_s);
    // An empty wall says what to do next.
    QVERIFY(part<QWidget>(fixture.window(), u"wallNothing"_s));
}

void TestFirstStart::whatWasOpenedIsOfferedAgain()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    fixture.restart();
    auto *recent = part<QListWidget>(fixture.window(), u"recent"_s);
    QCOMPARE(recent->count(), 1);
    recent->setFocus();
    QVERIFY(fixture.opens([&] { fixture.key(Qt::Key_Return); }));
    QCOMPARE(fixture.workspace().session().registerName, u"Checkout team"_s);
}

void TestFirstStart::aFormSaysWhatIsMissing()
{
    WindowFixture fixture;
    fixture.key(Qt::Key_1);
    fixture.key(Qt::Key_Return);
    QCOMPARE(fixture.focused(), u"workflow"_s);
    QVERIFY(fixture.window().startPage()->findChildren<InlineMessage *>().size() > 0);
    const auto messages = fixture.window().startPage()->findChildren<InlineMessage *>();
    QVERIFY(std::ranges::any_of(messages, [](const InlineMessage *one) {
        return one->isVisible() && one->text().contains(u"Name the workflow"_s);
    }));
    fixture.key(Qt::Key_Escape);
    QVERIFY(part<QWidget>(fixture.window(), u"choice-1"_s)->hasFocus());
}

void TestFirstStart::controlOAsksForAFile()
{
    WindowFixture fixture;
    bool asked = false;
    QTimer look;
    connect(&look, &QTimer::timeout, this, [&] {
        if (auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget())) {
            asked = true;
            dialog->reject();
        }
    });
    look.start(20);
    fixture.key(Qt::Key_O, Qt::ControlModifier);
    QTRY_VERIFY(asked);
}

void TestFirstStart::aRegisterDroppedIsOpened()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    fixture.restart();
    QVERIFY(!drop(fixture, fixture.path(u"sample"_s)));
    QVERIFY(fixture.opens([&] { QVERIFY(drop(fixture, fixture.path(u"sample/checkout-team.muster"_s))); }));
    QCOMPARE(fixture.workspace().session().registerName, u"Checkout team"_s);
}

void TestFirstStart::aSpreadsheetDroppedIsImported()
{
    WindowFixture fixture;
    QFile file(fixture.path(u"ours.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("Use case,Department\nMeeting minutes,Checkout\n");
    file.close();
    QVERIFY(drop(fixture, file.fileName()));
    QCOMPARE(fixture.focused(), u"team"_s);
    QVERIFY(fixture.opens([&] {
        fixture.type(u"Checkout"_s);
        fixture.key(Qt::Key_Return);
    }));
    auto *wizard = fixture.workspace().over();
    QVERIFY(wizard);
    // It has read the file already: nothing has to be chosen.
    QTRY_VERIFY(wizard->findChild<QWidget *>(u"step-2"_s)->isEnabled());
}

MUSTER_TEST(TestFirstStart)

}

#include "tst_first_start.moc"
