#include "register/inventory_services.h"
#include "support/test_program.h"
#include "views/wall/wall_page.h"
#include "window_fixture.h"

#include <QClipboard>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSemaphore>

namespace tst_palette {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::Store;

namespace {

/// Holds the register's worker until it goes, as long work does.
class Busy
{
public:
    explicit Busy(WindowFixture &fixture)
        : m_work(fixture.workspace().session().reg->run([gate = m_gate](Store &) { gate->acquire(); }))
    {
    }
    ~Busy()
    {
        m_gate->release();
        m_work.waitForFinished();
    }

private:
    std::shared_ptr<QSemaphore> m_gate = std::make_shared<QSemaphore>();
    QFuture<void> m_work;
};

/// Types and presses without waiting for the register.
void typeAhead(const QString &text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

void press(int key)
{
    QTest::keyClick(QApplication::focusWidget(), Qt::Key(key));
}

QListWidget *listOf(WindowFixture &fixture)
{
    return fixture.window().findChild<QWidget *>(u"palette"_s)->findChild<QListWidget *>();
}

QStringList titlesOf(WindowFixture &fixture)
{
    QStringList titles;
    for (int i = 0; i < listOf(fixture)->count(); ++i)
        titles << listOf(fixture)->item(i)->text();
    return titles;
}

/// Asks for a command and carries it out.
void carryOut(WindowFixture &fixture, const QString &words)
{
    fixture.key(Qt::Key_K, Qt::ControlModifier);
    fixture.type(words);
    fixture.settle();
    fixture.key(Qt::Key_Return);
    fixture.settle();
}

}

/// The palette does what is typed, not what an earlier answer left in its list.
class TestPalette final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commandsDontWaitForTheRegister();
    void enterWaitsForTheAnswerToWhatIsTyped();
    void aLineGoneToIsEnteredAtOnce();
    void nothingIsCarriedOutUnseen();
    void anEntryIsShownByItsNumber();
    void pagesHaveCommands();
    void theSampleIsOpenedFromAnEmptyWall();
};

void TestPalette::commandsDontWaitForTheRegister()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    fixture.key(Qt::Key_K, Qt::ControlModifier);
    const Busy busy(fixture);
    typeAhead(u"go to the rec"_s);
    QTRY_VERIFY(titlesOf(fixture).contains(u"Go to the record"_s));
    QTRY_VERIFY(!titlesOf(fixture).contains(u"Go to the wall"_s));
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QCOMPARE(fixture.workspace().current(), PageName::Record);
}

void TestPalette::enterWaitsForTheAnswerToWhatIsTyped()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    fixture.key(Qt::Key_K, Qt::ControlModifier);
    fixture.type(u"go to dec"_s);
    fixture.settle();
    QCOMPARE(titlesOf(fixture), QStringList{u"Go to decisions"_s});
    fixture.key(Qt::Key_Escape);
    fixture.key(Qt::Key_K, Qt::ControlModifier);
    {
        const Busy busy(fixture);
        typeAhead(u"priya"_s);
        press(Qt::Key_Return);
        QCOMPARE(fixture.workspace().current(), PageName::Wall);
        QVERIFY(listOf(fixture)->isVisible());
    }
    QTRY_VERIFY(!listOf(fixture)->isVisible());
    QVERIFY(fixture.workspace().current() != PageName::Decisions);
}

void TestPalette::aLineGoneToIsEnteredAtOnce()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    fixture.key(Qt::Key_K, Qt::ControlModifier);
    {
        const Busy busy(fixture);
        typeAhead(u"go to"_s);
        QTRY_VERIFY(!titlesOf(fixture).contains(u"Quit"_s));
        for (int i = 0; i < 10 && listOf(fixture)->currentItem()->text() != u"Go to people"_s; ++i)
            press(Qt::Key_Down);
    }
    // What comes in above it does not move it away.
    fixture.settle();
    QCOMPARE(listOf(fixture)->currentItem()->text(), u"Go to people"_s);
    fixture.key(Qt::Key_Return);
    QCOMPARE(fixture.workspace().current(), PageName::People);
}

void TestPalette::nothingIsCarriedOutUnseen()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    fixture.key(Qt::Key_K, Qt::ControlModifier);
    fixture.type(u"go to people"_s);
    fixture.settle();
    auto *field = fixture.workspace().searchField();
    fixture.workspace().currentPage()->setFocus();
    QVERIFY(!listOf(fixture)->isVisible());
    field->setFocus();
    fixture.key(Qt::Key_Return);
    QCOMPARE(fixture.workspace().current(), PageName::Wall);
    fixture.settle();
    QVERIFY(listOf(fixture)->isVisible());
    fixture.key(Qt::Key_Return);
    QCOMPARE(fixture.workspace().current(), PageName::People);
}

void TestPalette::anEntryIsShownByItsNumber()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    carryOut(fixture, u"#12"_s);
    QCOMPARE(fixture.workspace().current(), PageName::Record);
    auto *entries = fixture.workspace().currentPage()->findChild<QAbstractItemView *>(u"entries"_s);
    QTRY_VERIFY(entries->isVisible());
    QTRY_COMPARE(entries->currentIndex().siblingAtColumn(0).data().toString(), u"12"_s);
}

void TestPalette::pagesHaveCommands()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    carryOut(fixture, u"wall as a table"_s);
    QCOMPARE(fixture.workspace().page<WallPage>(PageName::Wall)->view(), WallPage::View::Table);
    carryOut(fixture, u"wall as cards"_s);
    QCOMPARE(fixture.workspace().page<WallPage>(PageName::Wall)->view(), WallPage::View::Cards);
    carryOut(fixture, u"copy the decisions"_s);
    QCOMPARE(fixture.workspace().current(), PageName::Decisions);
    QTRY_VERIFY2(QGuiApplication::clipboard()->text().startsWith(u"### "_s),
                 qPrintable(QGuiApplication::clipboard()->text()));
    carryOut(fixture, u"verify the rec"_s);
    QCOMPARE(fixture.workspace().current(), PageName::Record);
    auto *answer = fixture.workspace().currentPage()->findChild<InlineMessage *>(u"verifyAnswer"_s);
    QTRY_VERIFY(answer->isVisible());
    carryOut(fixture, u"spot check"_s);
    QCOMPARE(fixture.workspace().current(), PageName::Audit);
}

void TestPalette::theSampleIsOpenedFromAnEmptyWall()
{
    WindowFixture fixture;
    QVERIFY(fixture.opens([&] {
        fixture.key(Qt::Key_4);
        fixture.type(u"Billing"_s);
        fixture.key(Qt::Key_Return);
    }));
    auto *nothing = part<QWidget>(fixture.window(), u"wallNothing"_s);
    QVERIFY(fixture.opens([&] {
        for (auto *one : nothing->findChildren<QPushButton *>()) {
            if (one->text().contains(u"sample"_s))
                QTest::mouseClick(one, Qt::LeftButton);
        }
    }));
    QCOMPARE(fixture.workspace().session().registerName, u"Checkout team"_s);
}

MUSTER_TEST(TestPalette)

}

#include "tst_palette.moc"
