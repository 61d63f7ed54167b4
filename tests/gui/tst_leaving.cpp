#include "support/sample_session.h"
#include "support/test_program.h"
#include "views/shell/leaving.h"
#include "window_fixture.h"

#include <QMessageBox>
#include <QPushButton>

namespace tst_leaving {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;

namespace {

/// A page on which something was typed.
class TypedPage final : public Page
{
public:
    using Page::Page;

    void activate() override {}
    void flush() override { ++flushed; }
    bool isSaving() const override { return saving; }
    QString reasonToStay() const override { return refused; }

    int flushed = 0;
    bool saving = false;
    QString refused;
};

/// A workspace with that page in front.
struct Desk
{
    Desk()
    {
        workspace.add(PageName::Wall, u"Typed"_s, {}, [this](const Session &session) {
            page = new TypedPage(session);
            return page;
        });
        workspace.go(PageName::Wall);
        workspace.show();
        QApplication::setActiveWindow(&workspace);
        if (!QTest::qWaitForWindowActive(&workspace))
            qFatal("the window is not active");
    }

    QMessageBox *question() const { return workspace.findChild<QMessageBox *>(u"leaving"_s); }

    SampleSession sample;
    TypedPage *page = nullptr;
    Workspace workspace{sample.session()};
};

}

/// A register is let go of once what was typed is saved; where something would be lost, the person is asked.
class TestLeaving final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whereNothingIsTypedItIsAtOnce();
    void whatIsBeingSavedIsWaitedFor();
    void whatIsSavedForTooLongIsAskedAbout();
    void whatWasRefusedIsAskedAbout_data();
    void whatWasRefusedIsAskedAbout();
    void anImportIsNotThrownAwayUnasked();
    void theImportStaysWhereItIs();
    void theWindowCloses();
};

void TestLeaving::whereNothingIsTypedItIsAtOnce()
{
    Desk desk;
    Leaving leaving(desk.workspace, &desk.workspace);
    QSignalSpy decided(&leaving, &Leaving::decided);
    leaving.begin();
    QCOMPARE(decided.size(), 1);
    QVERIFY(decided.first().first().toBool());
    QCOMPARE(desk.page->flushed, 1);
}

void TestLeaving::whatIsBeingSavedIsWaitedFor()
{
    Desk desk;
    Leaving leaving(desk.workspace, &desk.workspace);
    QSignalSpy decided(&leaving, &Leaving::decided);
    desk.page->saving = true;
    leaving.begin();
    QTest::qWait(200);
    QCOMPARE(decided.size(), 0);
    QVERIFY(!desk.question());
    desk.page->saving = false;
    QTRY_COMPARE(decided.size(), 1);
    QVERIFY(decided.first().first().toBool());
}

void TestLeaving::whatIsSavedForTooLongIsAskedAbout()
{
    Desk desk;
    Leaving leaving(desk.workspace, &desk.workspace);
    QSignalSpy decided(&leaving, &Leaving::decided);
    desk.page->saving = true;
    leaving.begin();
    QTRY_VERIFY_WITH_TIMEOUT(desk.question(), Leaving::longestWaitMs + 2000);
    QVERIFY2(desk.question()->text().contains(u"still being saved"_s), qPrintable(desk.question()->text()));
    QTest::keyClick(desk.question(), Qt::Key_Escape);
    QTRY_COMPARE(decided.size(), 1);
    QVERIFY(!decided.first().first().toBool());
}

void TestLeaving::whatWasRefusedIsAskedAbout_data()
{
    QTest::addColumn<bool>("loses");
    QTest::newRow("stay") << false;
    QTest::newRow("leave and lose it") << true;
}

void TestLeaving::whatWasRefusedIsAskedAbout()
{
    QFETCH(bool, loses);
    Desk desk;
    Leaving leaving(desk.workspace, &desk.workspace);
    QSignalSpy decided(&leaving, &Leaving::decided);
    desk.page->refused = u"A note of the <b>audit</b> was refused: the disk is full."_s;
    leaving.begin();
    auto *question = desk.question();
    QVERIFY(question && question->isVisible());
    QVERIFY(question->text().contains(u"<b>audit</b>"_s));
    QCOMPARE(question->textFormat(), Qt::PlainText);
    if (loses) {
        QTest::mouseClick(question->findChild<QPushButton *>(u"lose"_s), Qt::LeftButton);
    } else {
        QVERIFY(question->findChild<QPushButton *>(u"stay"_s)->isDefault());
        QTest::keyClick(question, Qt::Key_Return);
    }
    QTRY_COMPARE(decided.size(), 1);
    QCOMPARE(decided.first().first().toBool(), loses);
}

void TestLeaving::anImportIsNotThrownAwayUnasked()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    Q_EMIT fixture.workspace().session().navigator->pasteWanted(u"Use case\tTeam\nMinutes\tCheckout\n"_s);
    QPointer<QWidget> wizard = fixture.workspace().over();
    QVERIFY(wizard);
    QTRY_VERIFY(wizard->findChild<QWidget *>(u"step-2"_s)->isEnabled());
    fixture.key(Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(fixture.window().findChild<QMessageBox *>(u"leaving"_s));
    auto *question = part<QMessageBox>(fixture.window(), u"leaving"_s);
    QVERIFY2(question->text().contains(u"import"_s), qPrintable(question->text()));
    QTest::keyClick(question, Qt::Key_Escape);
    fixture.settle();
    QVERIFY(fixture.window().workspace() && wizard);
    QApplication::setActiveWindow(&fixture.window()); // as a window manager does when a dialog has gone
    fixture.key(Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(fixture.window().findChild<QMessageBox *>(u"leaving"_s));
    question = part<QMessageBox>(fixture.window(), u"leaving"_s);
    QTest::mouseClick(question->findChild<QPushButton *>(u"lose"_s), Qt::LeftButton);
    fixture.settle();
    QVERIFY(!fixture.window().workspace());
}

void TestLeaving::theImportStaysWhereItIs()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    Q_EMIT fixture.workspace().session().navigator->pasteWanted(u"Use case\tTeam\nMinutes\tCheckout\n"_s);
    QPointer<QWidget> wizard = fixture.workspace().over();
    QVERIFY(wizard);
    QTRY_VERIFY(wizard->findChild<QWidget *>(u"step-2"_s)->isEnabled());
    fixture.key(Qt::Key_I, Qt::ControlModifier);
    QCOMPARE(fixture.workspace().over(), wizard.data());
    QVERIFY(!fixture.workspace().notice()->isVisible());
    fixture.key(Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(fixture.workspace().over(), wizard.data());
    QVERIFY2(fixture.workspace().notice()->text().contains(u"import is still open"_s),
             qPrintable(fixture.workspace().notice()->text()));
    fixture.key(Qt::Key_Escape);
    QVERIFY(!fixture.workspace().over());
    QVERIFY(!fixture.workspace().notice()->isVisible());
    fixture.key(Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(fixture.workspace().current(), PageName::Audit);
}

void TestLeaving::theWindowCloses()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    fixture.window().close();
    QTRY_VERIFY(!fixture.window().isVisible());
}

MUSTER_TEST(TestLeaving)

}

#include "tst_leaving.moc"
