#include "support/test_program.h"
#include "views/parts/pieces.h"
#include "views/start/start_page.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPromise>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace tst_start_page {

using namespace muster;
using namespace muster::views;
using namespace Qt::StringLiterals;

namespace {

/// The first screen in a window of its own, and what was asked for there.
class Start
{
public:
    explicit Start(const QStringList &recent = {}) : page({recent, u"Dana K."_s, folder.path()})
    {
        QObject::connect(&page, &StartPage::newWanted, &page, [this](const NewRegister &one, bool import) {
            wanted << one;
            imports << import;
        });
        page.resize(1000, 720);
        page.show();
        QApplication::setActiveWindow(&page);
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the window is not active");
    }

    template <typename W>
    W *the(const QString &name)
    {
        auto *found = page.findChild<W *>(name);
        if (!found)
            qFatal("no %s", qUtf8Printable(name));
        return found;
    }
    QString typedIn(const QString &name) { return the<QLineEdit>(name)->text(); }
    QString file(const QString &name) const { return folder.filePath(name); }
    QString focused() const { return QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : u"-"_s; }
    void key(int key) { QTest::keyClick(QApplication::focusWidget(), Qt::Key(key)); }
    void type(const QString &text)
    {
        for (const QChar letter : text)
            QTest::sendKeyEvent(QTest::Click, QApplication::focusWidget(), Qt::Key_unknown, QString(letter), {});
    }
    void empty(const QString &name)
    {
        the<QLineEdit>(name)->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_A, Qt::ControlModifier);
        key(Qt::Key_Delete);
    }
    /// What is said, wherever it is said.
    QString said() const
    {
        for (const auto *one : page.findChildren<InlineMessage *>()) {
            if (one->isVisible())
                return one->text();
        }
        return {};
    }
    QPushButton *offered() const
    {
        for (const auto *one : page.findChildren<InlineMessage *>()) {
            auto *action = one->findChild<QPushButton *>();
            if (one->isVisible() && action->isVisible())
                return action;
        }
        return nullptr;
    }

    QTemporaryDir folder;
    StartPage page;
    QList<NewRegister> wanted;
    QList<bool> imports;
};

}

/// The first screen: four ways in, the files of before, and what is asked until there is a register.
class TestStartPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fourWaysByKeyClickAndEnter();
    void digitsTypedInAFormAreDigits();
    void eachMissingAnswerIsAskedForInItsTurn();
    void whatIsTypedIsHandedOver_data();
    void whatIsTypedIsHandedOver();
    void aFileIsSuggestedThatIsNotThereYet_data();
    void aFileIsSuggestedThatIsNotThereYet();
    void aPathThatWasTypedStays();
    void leavingTheFormKeepsWhatWasTyped();
    void filesOfBeforeAreOpenedByKeyAndClick();
    void withoutFilesOfBeforeNothingIsListed();
    void whatMayPassMayBeTriedAgain();
    void anErrorStandsWhereOneIs();
    void openingCanBeCancelled();
    void onlyOneFileIsTaken();
};

void TestStartPage::fourWaysByKeyClickAndEnter()
{
    Start start;
    const QSignalSpy sample(&start.page, &StartPage::sampleWanted);
    QCOMPARE(start.focused(), u"choice-1"_s);
    start.key(Qt::Key_2);
    QCOMPARE(sample.size(), 1);
    QTest::mouseClick(start.the<QWidget>(u"choice-2"_s), Qt::LeftButton);
    QCOMPARE(sample.size(), 2);
    start.the<QWidget>(u"choice-1"_s)->setFocus();
    start.key(Qt::Key_Tab);
    QCOMPARE(start.focused(), u"choice-2"_s);
    start.key(Qt::Key_Return);
    QCOMPARE(sample.size(), 3);
    start.key(Qt::Key_4);
    QCOMPARE(start.focused(), u"team"_s);
    start.key(Qt::Key_Escape);
    QCOMPARE(start.focused(), u"choice-1"_s);
    start.key(Qt::Key_3);
    QCOMPARE(start.focused(), u"team"_s);
    start.key(Qt::Key_Escape);
    start.key(Qt::Key_Return);
    QCOMPARE(start.focused(), u"workflow"_s);
    QVERIFY(start.wanted.isEmpty());
}

void TestStartPage::digitsTypedInAFormAreDigits()
{
    Start start;
    const QSignalSpy sample(&start.page, &StartPage::sampleWanted);
    start.key(Qt::Key_1);
    for (const int digit : {Qt::Key_2, Qt::Key_4})
        start.key(digit);
    start.type(u" hour report"_s);
    QCOMPARE(start.typedIn(u"workflow"_s), u"24 hour report"_s);
    QCOMPARE(sample.size(), 0);
}

void TestStartPage::eachMissingAnswerIsAskedForInItsTurn()
{
    Start start;
    start.key(Qt::Key_1);
    start.empty(u"owner"_s);
    start.empty(u"path"_s);
    start.key(Qt::Key_Return);
    QVERIFY2(start.said().startsWith(u"Name the workflow"_s), qPrintable(start.said()));
    QCOMPARE(start.focused(), u"workflow"_s);
    start.type(u"   "_s);
    start.key(Qt::Key_Return);
    QVERIFY(start.said().startsWith(u"Name the workflow"_s));
    start.type(u"Friday update"_s);
    start.key(Qt::Key_Return);
    QVERIFY2(start.said().startsWith(u"Say who you are"_s), qPrintable(start.said()));
    QCOMPARE(start.focused(), u"owner"_s);
    start.type(u"Dana"_s);
    start.key(Qt::Key_Return);
    QVERIFY2(start.said().startsWith(u"Choose a file"_s), qPrintable(start.said()));
    QCOMPARE(start.focused(), u"path"_s);
    QVERIFY(start.wanted.isEmpty());
    start.type(start.file(u"mine.muster"_s));
    start.key(Qt::Key_Return);
    QCOMPARE(start.said(), QString());
    QCOMPARE(start.wanted.size(), 1);
    QCOMPARE(start.wanted.first().workflow, u"Friday update"_s);
    QCOMPARE(start.wanted.first().path, start.file(u"mine.muster"_s));
}

void TestStartPage::whatIsTypedIsHandedOver_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<QString>("workflow");
    QTest::addColumn<bool>("import");
    QTest::newRow("fifteen minutes") << int(Qt::Key_1) << u"Billing & Co."_s << false;
    QTest::newRow("import") << int(Qt::Key_3) << QString() << true;
    QTest::newRow("new register") << int(Qt::Key_4) << QString() << false;
}

void TestStartPage::whatIsTypedIsHandedOver()
{
    QFETCH(int, key);
    QFETCH(QString, workflow);
    QFETCH(bool, import);
    Start start;
    start.key(key);
    start.type(u"  Billing & Co. "_s);
    QTest::mouseClick(start.the<QPushButton>(u"go"_s), Qt::LeftButton);
    QCOMPARE(start.wanted.size(), 1);
    const auto &one = start.wanted.first();
    QCOMPARE(one.name, u"Billing & Co."_s);
    QCOMPARE(one.owner, u"Dana K."_s);
    QCOMPARE(one.workflow, workflow);
    QCOMPARE(one.path, start.file(u"billing-co.muster"_s));
    QVERIFY(one.spreadsheet.isEmpty());
    QCOMPARE(start.imports, QList<bool>{import});
}

void TestStartPage::aFileIsSuggestedThatIsNotThereYet_data()
{
    QTest::addColumn<QString>("team");
    QTest::addColumn<QString>("file");
    QTest::newRow("taken") << u"Friday"_s << u"friday-3.muster"_s;
    QTest::newRow("signs") << u"R&D: a/../../b? "_s << u"r-d-a-b.muster"_s;
    QTest::newRow("accents") << u"Größe"_s << u"größe.muster"_s;
    QTest::newRow("signs alone") << u"???"_s << u"register.muster"_s;
    QTest::newRow("nothing") << QString() << u"register.muster"_s;
    QTest::newRow("long") << QString(200, u'x') << QString(60, u'x') + u".muster"_s;
}

void TestStartPage::aFileIsSuggestedThatIsNotThereYet()
{
    QFETCH(QString, team);
    QFETCH(QString, file);
    Start start;
    for (const auto &name : {u"friday.muster"_s, u"friday-2.muster"_s}) {
        QFile there(start.file(name));
        QVERIFY(there.open(QIODevice::WriteOnly));
    }
    start.key(Qt::Key_4);
    start.type(team);
    QCOMPARE(start.typedIn(u"path"_s), start.file(file));
}

void TestStartPage::aPathThatWasTypedStays()
{
    Start start;
    start.key(Qt::Key_4);
    start.type(u"Bill"_s);
    QCOMPARE(start.typedIn(u"path"_s), start.file(u"bill.muster"_s));
    start.the<QLineEdit>(u"path"_s)->setFocus();
    start.key(Qt::Key_End);
    start.type(u"x"_s);
    start.the<QLineEdit>(u"team"_s)->setFocus();
    start.key(Qt::Key_End);
    start.type(u"ing"_s);
    QCOMPARE(start.typedIn(u"team"_s), u"Billing"_s);
    QCOMPARE(start.typedIn(u"path"_s), start.file(u"bill.musterx"_s));
}

void TestStartPage::leavingTheFormKeepsWhatWasTyped()
{
    Start start;
    start.key(Qt::Key_4);
    start.type(u"Billing"_s);
    start.empty(u"owner"_s);
    start.key(Qt::Key_Return);
    QVERIFY(!start.said().isEmpty());
    start.key(Qt::Key_Escape);
    QVERIFY(!start.the<QLineEdit>(u"team"_s)->isVisible());
    start.key(Qt::Key_4);
    QCOMPARE(start.typedIn(u"team"_s), u"Billing"_s);
    QCOMPARE(start.said(), QString()); // what was said of the try before is over
}

void TestStartPage::filesOfBeforeAreOpenedByKeyAndClick()
{
    Start start({u"/teams/checkout.muster"_s, u"/teams/billing & co.muster"_s});
    QStringList opened;
    connect(&start.page, &StartPage::openWanted, this, [&](const QString &path) { opened << path; });
    auto *recent = start.the<QListWidget>(u"recent"_s);
    QVERIFY(recent->item(0)->text().startsWith(u"checkout"_s));
    QVERIFY(recent->item(1)->text().startsWith(u"billing & co"_s));
    recent->setFocus();
    start.key(Qt::Key_Return);
    start.key(Qt::Key_Down);
    start.key(Qt::Key_Return);
    QCOMPARE(opened, (QStringList{u"/teams/checkout.muster"_s, u"/teams/billing & co.muster"_s}));
    const QPoint at = recent->visualItemRect(recent->item(0)).center();
    QTest::mouseClick(recent->viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(recent->viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(opened.last(), u"/teams/checkout.muster"_s);
    start.page.setRecentFiles({u"/teams/billing & co.muster"_s});
    QCOMPARE(recent->count(), 1);
    QCOMPARE(recent->currentRow(), 0);
}

void TestStartPage::withoutFilesOfBeforeNothingIsListed()
{
    Start start;
    QVERIFY(!start.the<QListWidget>(u"recent"_s)->isVisible());
    const QSignalSpy choose(&start.page, &StartPage::chooseWanted);
    QTest::mouseClick(start.the<QPushButton>(u"open"_s), Qt::LeftButton);
    QCOMPARE(choose.size(), 1);
    start.page.setRecentFiles({u"/teams/checkout.muster"_s});
    QVERIFY(start.the<QListWidget>(u"recent"_s)->isVisible());
}

void TestStartPage::whatMayPassMayBeTriedAgain()
{
    Start start;
    QStringList opened;
    connect(&start.page, &StartPage::openWanted, this, [&](const QString &path) { opened << path; });
    for (const auto code : {ErrorCode::Locked, ErrorCode::Io}) {
        start.page.showError({code, u"Another program holds it."_s}, u"/teams/checkout.muster"_s);
        QCOMPARE(start.said(), u"Another program holds it."_s);
        QVERIFY(start.offered());
        QTest::mouseClick(start.offered(), Qt::LeftButton);
    }
    QCOMPARE(opened.size(), 2);
    for (const auto code : {ErrorCode::NotARegister, ErrorCode::Newer, ErrorCode::Damaged}) {
        start.page.showError({code, u"It is none."_s}, u"/teams/checkout.muster"_s);
        QCOMPARE(start.said(), u"It is none."_s);
        QVERIFY(!start.offered());
    }
    start.page.clearError();
    QCOMPARE(start.said(), QString());
}

void TestStartPage::anErrorStandsWhereOneIs()
{
    Start start;
    start.key(Qt::Key_4);
    start.type(u"Billing"_s);
    start.page.showError({ErrorCode::ReadOnly, u"Nothing can be written there."_s}, start.file(u"billing.muster"_s));
    QCOMPARE(start.said(), u"Nothing can be written there."_s);
    QVERIFY(start.the<QLineEdit>(u"path"_s)->isVisible());
    QCOMPARE(start.typedIn(u"team"_s), u"Billing"_s);
}

void TestStartPage::openingCanBeCancelled()
{
    Start start;
    QPromise<int> opening;
    opening.start();
    auto *strip = start.page.progress();
    strip->follow(u"Opening checkout.muster"_s, QFuture<int>(opening.future()));
    QVERIFY(strip->isVisible());
    QVERIFY(strip->isRunning());
    QTest::mouseClick(strip->findChild<QPushButton *>(), Qt::LeftButton);
    QVERIFY(opening.isCanceled());
    opening.finish();
    QTRY_VERIFY(!strip->isVisible());
}

void TestStartPage::onlyOneFileIsTaken()
{
    Start start;
    const auto taken = [&](const QList<QUrl> &urls) {
        QMimeData data;
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&start.page, &enter);
        return enter.isAccepted();
    };
    QList<QUrl> files;
    for (const auto &name : {u"one.csv"_s, u"two.csv"_s}) {
        QFile file(start.file(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        files << QUrl::fromLocalFile(file.fileName());
    }
    QVERIFY(taken({files.first()}));
    QVERIFY(!taken(files));
    QVERIFY(!taken({QUrl::fromLocalFile(start.folder.path())}));
    QVERIFY(!taken({QUrl(u"https://example.org/one.csv"_s)}));
    QVERIFY(!taken({QUrl::fromLocalFile(start.file(u"gone.csv"_s))}));
}

MUSTER_TEST(TestStartPage)

}

#include "tst_start_page.moc"
