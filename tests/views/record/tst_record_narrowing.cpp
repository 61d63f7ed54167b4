#include "register/inventory_services.h"
#include "support/sample_session.h"
#include "support/test_program.h"
#include "views/parts/pieces.h"
#include "views/record/record_page.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTest>

namespace tst_record_narrowing {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::Store;

namespace {

/// The record page, worked with by keys.
struct Desk
{
    explicit Desk(SampleSession &of) : sample(of), page(of.session())
    {
        page.resize(1096, 748);
        page.show();
        page.activate();
        settle();
        QApplication::setActiveWindow(&page);
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the window is not active");
    }

    /// Waits for the register, and for what has a thread of its own.
    void settle()
    {
        sample.settle();
        const auto strips = page.findChildren<ProgressStrip *>();
        const auto idle = [&] { return std::ranges::none_of(strips, &ProgressStrip::isRunning); };
        if (!QTest::qWaitFor(idle, 20'000))
            qFatal("it takes too long");
        sample.settle();
    }
    template <typename W>
    W *the(const QString &name)
    {
        auto *found = page.findChild<W *>(name);
        if (!found)
            qFatal("no %s", qUtf8Printable(name));
        return found;
    }
    QAbstractItemModel &log() { return *the<QTableView>(u"log"_s)->model(); }
    QString said(const QString &message) { return the<InlineMessage>(message)->text(); }
    /// Chooses in a list by its arrows: what begins with a text.
    void pick(const QString &combo, const QString &begin)
    {
        auto *list = the<QComboBox>(combo);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Home);
        for (int i = 0; i < list->count() && !list->currentText().startsWith(begin); ++i)
            QTest::keyClick(list, Qt::Key_Down);
        settle();
    }
    void typeDay(const QString &field, const QString &day)
    {
        auto *edit = the<QLineEdit>(field);
        edit->setFocus();
        QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(edit, day);
        QTest::keyClick(edit, Qt::Key_Return);
        settle();
    }
    QList<QDate> days()
    {
        QList<QDate> all;
        for (int row = 0; row < log().rowCount(); ++row)
            all << log().index(row, 0).data().toDate();
        return all;
    }
    QStringList shown()
    {
        QStringList all;
        for (const auto *label : page.findChildren<QLabel *>())
            all << (label->isVisible() ? label->text() : QString());
        all.removeAll(QString());
        return all;
    }
    QPushButton *button(const QString &text)
    {
        for (auto *one : page.findChildren<QPushButton *>()) {
            if (one->isVisible() && QString(one->text()).remove(u'&') == text)
                return one;
        }
        qFatal("no button %s", qUtf8Printable(text));
        return nullptr;
    }

    SampleSession &sample;
    RecordPage page;
};

}

/// The record narrowed to what somebody asks for, and handed out as it is narrowed.
class TestRecordNarrowing final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void periodsAreAKeyAway();
    void daysOfOnesOwn();
    void aPersonsLines();
    void whatFitsNothingLeadsBack();
    void anEmptyLogLeadsToTheEntries();
    void entriesHaveNoVerdicts();
    void theTabIsRemembered();
    void aLineIsReadInFull();
    void theChosenLineStaysChosen();
    void theExportSaysWhatItHolds();
    void theExportIsWhereItWasLastTime();
    void escapeClosesTheExport();
    void theLogIsCopiedByAKey();
};

void TestRecordNarrowing::periodsAreAKeyAway()
{
    SampleSession sample;
    Desk desk(sample);
    const int all = desk.log().rowCount();
    desk.pick(u"period"_s, u"Last"_s);
    QCOMPARE(desk.the<QLineEdit>(u"from"_s)->text(), u"2026-06-03"_s);
    QVERIFY(desk.log().rowCount() > 0 && desk.log().rowCount() < all);
    for (const auto &day : desk.days())
        QCOMPARE(day, QDate(2026, 6, 3));
    desk.pick(u"period"_s, u"This"_s);
    QCOMPARE(desk.the<QLineEdit>(u"from"_s)->text(), u"2026-04-01"_s);
    QCOMPARE(desk.the<QLineEdit>(u"to"_s)->text(), u"2026-06-12"_s);
    desk.pick(u"period"_s, u"All"_s);
    QCOMPARE(desk.log().rowCount(), all);
    QVERIFY(desk.the<QLineEdit>(u"from"_s)->text().isEmpty());
    desk.pick(u"period"_s, u"Own"_s);
    QVERIFY(desk.the<QLineEdit>(u"from"_s)->hasFocus());
}

void TestRecordNarrowing::daysOfOnesOwn()
{
    SampleSession sample;
    Desk desk(sample);
    const int all = desk.log().rowCount();
    desk.typeDay(u"from"_s, u"2026-05-12"_s);
    QCOMPARE(desk.the<QComboBox>(u"period"_s)->currentText(), u"Own period"_s);
    desk.typeDay(u"to"_s, u"2026-05-13"_s);
    const auto days = desk.days();
    QVERIFY(!days.isEmpty() && days.size() < all);
    for (const auto &day : days)
        QVERIFY(day >= QDate(2026, 5, 12) && day <= QDate(2026, 5, 13));
    desk.typeDay(u"to"_s, u"2026-05-01"_s);
    QVERIFY2(desk.said(u"filterMessage"_s).contains(u"turn them round"_s), qPrintable(desk.said(u"filterMessage"_s)));
    QVERIFY(desk.the<QLineEdit>(u"to"_s)->property("wrong").toBool());
    QCOMPARE(desk.days(), days); // what was found before stays
    desk.typeDay(u"to"_s, {});
    QTest::keyClick(desk.the<QLineEdit>(u"to"_s), Qt::Key_Delete);
    QTest::keyClick(desk.the<QLineEdit>(u"to"_s), Qt::Key_Return);
    desk.settle();
    QVERIFY(desk.said(u"filterMessage"_s).isEmpty());
    QVERIFY(!desk.the<QLineEdit>(u"to"_s)->property("wrong").toBool());
}

void TestRecordNarrowing::aPersonsLines()
{
    SampleSession sample;
    Desk desk(sample);
    const int all = desk.log().rowCount();
    desk.pick(u"person"_s, u"Tom"_s);
    const int his = desk.log().rowCount();
    QVERIFY(his > 0 && his < all);
    desk.pick(u"verdict"_s, u"Fail"_s);
    QVERIFY(desk.log().rowCount() > 0 && desk.log().rowCount() < his);
    QTest::keyClick(&desk.page, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(desk.the<QLineEdit>(u"words"_s)->hasFocus());
    QTest::keyClicks(desk.the<QLineEdit>(u"words"_s), u"TRAIN"_s);
    QTRY_COMPARE(desk.log().rowCount(), 1);
    QVERIFY(desk.shown().contains(u"1 row in the log"_s));
}

void TestRecordNarrowing::whatFitsNothingLeadsBack()
{
    SampleSession sample;
    Desk desk(sample);
    const int all = desk.log().rowCount();
    desk.pick(u"verdict"_s, u"Fail"_s);
    QTest::keyClicks(desk.the<QLineEdit>(u"words"_s), u"nobody says this"_s);
    QTRY_COMPARE(desk.log().rowCount(), 0);
    desk.settle();
    QVERIFY(desk.shown().contains(u"Nothing fits"_s));
    QVERIFY(!desk.the<QTableView>(u"log"_s)->isVisible());
    auto *clear = desk.button(u"Clear the filter"_s);
    clear->setFocus();
    QTest::keyClick(clear, Qt::Key_Space);
    desk.settle();
    QCOMPARE(desk.log().rowCount(), all);
    QCOMPARE(desk.the<QComboBox>(u"verdict"_s)->currentIndex(), 0);
    QVERIFY(desk.the<QLineEdit>(u"words"_s)->text().isEmpty());
}

void TestRecordNarrowing::anEmptyLogLeadsToTheEntries()
{
    RegisterFixture fixture;
    const QString path = fixture.path();
    fixture.close();
    SampleSession sample;
    Session session = sample.session();
    session.reg = must(registry::OpenRegister::open(path, fixture.options()).takeResult());
    RecordPage page(session);
    page.resize(1096, 748);
    page.show();
    page.activate();
    QPushButton *show = nullptr;
    QTRY_VERIFY(std::ranges::any_of(page.findChildren<QPushButton *>(), [&](QPushButton *one) {
        show = one;
        return one->isVisible() && one->text() == u"Show the entries"_s;
    }));
    QTest::mouseClick(show, Qt::LeftButton);
    auto *entries = page.findChild<QTableView *>(u"entries"_s);
    QTRY_VERIFY(entries->isVisible() && entries->model()->rowCount() > 0);
}

void TestRecordNarrowing::entriesHaveNoVerdicts()
{
    SampleSession sample;
    Desk desk(sample);
    QTest::keyClick(&desk.page, Qt::Key_N, Qt::AltModifier);
    desk.settle();
    auto *entries = desk.the<QTableView>(u"entries"_s);
    QVERIFY(entries->isVisible());
    QVERIFY(!desk.the<QComboBox>(u"verdict"_s)->isEnabled());
    QCOMPARE(desk.the<QLineEdit>(u"words"_s)->placeholderText(), u"Find in the entries"_s);
    const int all = entries->model()->rowCount();
    desk.typeDay(u"from"_s, u"2026-06-01"_s);
    QVERIFY(entries->model()->rowCount() > 0 && entries->model()->rowCount() < all);
    QTest::keyClick(&desk.page, Qt::Key_L, Qt::AltModifier);
    desk.settle();
    QVERIFY(desk.the<QTableView>(u"log"_s)->isVisible());
    QVERIFY(desk.the<QComboBox>(u"verdict"_s)->isEnabled());
    for (const auto &day : desk.days()) // the same filter holds for both
        QVERIFY(day >= QDate(2026, 6, 1));
}

void TestRecordNarrowing::theTabIsRemembered()
{
    SampleSession sample;
    {
        Desk desk(sample);
        desk.the<QTabBar>(u"tabs"_s)->setFocus();
        QTest::keyClick(desk.the<QTabBar>(u"tabs"_s), Qt::Key_Right);
        desk.settle();
    }
    Desk again(sample);
    QCOMPARE(again.the<QTabBar>(u"tabs"_s)->currentIndex(), 1);
    QVERIFY(again.the<QTableView>(u"entries"_s)->isVisible());
}

void TestRecordNarrowing::aLineIsReadInFull()
{
    SampleSession sample;
    Desk desk(sample);
    QTest::keyClicks(desk.the<QLineEdit>(u"words"_s), u"called saved cards available"_s);
    QTRY_COMPARE(desk.log().rowCount(), 1);
    desk.settle();
    const auto shown = desk.shown();
    for (const auto &text : {u"Friday stakeholder update"_s, u"Audit 2 · 12 May 2026"_s, u"Decision 8: definition"_s,
                             u"The next pair should look for it first."_s})
        QVERIFY2(shown.contains(text), qPrintable(text + u" is not in "_s + shown.join(u'|')));
    const QSignalSpy wanted(&sample.navigator(), &Navigator::delegationWanted);
    QTest::mouseClick(desk.the<QPushButton>(u"showDelegation"_s), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
}

void TestRecordNarrowing::theChosenLineStaysChosen()
{
    SampleSession sample;
    Desk desk(sample);
    auto *table = desk.the<QTableView>(u"log"_s);
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(table, Qt::Key_Down);
    const QString title = table->currentIndex().siblingAtColumn(1).data().toString();
    const auto day = table->currentIndex().siblingAtColumn(0).data().toDate();
    desk.typeDay(u"to"_s, day.toString(Qt::ISODate));
    QCOMPARE(table->currentIndex().siblingAtColumn(1).data().toString(), title);
    desk.typeDay(u"to"_s, u"2030-01-01"_s);
    QCOMPARE(table->currentIndex().row(), 5);
}

void TestRecordNarrowing::theExportSaysWhatItHolds()
{
    SampleSession sample;
    Desk desk(sample);
    QTest::mouseClick(desk.the<QPushButton>(u"export"_s), Qt::LeftButton);
    desk.settle();
    QVERIFY(desk.shown().contains(u"%1 rows of the log: all there is."_s.arg(desk.log().rowCount())));
    auto *path = desk.the<QLineEdit>(u"path"_s);
    QVERIFY2(path->text().endsWith(u"checkout-team-log-2026-06-12.csv"_s), qPrintable(path->text()));
    auto *preview = desk.the<QPlainTextEdit>(u"preview"_s);
    for (const auto &[format, begin] : {std::pair(u"csv"_s, u"date,audit,"_s), std::pair(u"md"_s, u"# "_s),
                                        std::pair(u"html"_s, u"<!"_s), std::pair(u"jsonl"_s, u"{"_s)}) {
        auto *choice = desk.the<QRadioButton>(u"format-"_s + format);
        choice->setFocus();
        QTest::keyClick(choice, Qt::Key_Space);
        desk.settle();
        QVERIFY2(preview->toPlainText().startsWith(begin, Qt::CaseInsensitive),
                 qPrintable(preview->toPlainText().left(40)));
        QVERIFY2(path->text().endsWith(u'.' + format), qPrintable(path->text()));
    }
    desk.pick(u"verdict"_s, u"Drift"_s);
    QVERIFY(desk.shown().contains(u"%1 rows of the log, as filtered above."_s.arg(desk.log().rowCount())));
}

void TestRecordNarrowing::theExportIsWhereItWasLastTime()
{
    SampleSession sample;
    QVERIFY(QDir(sample.folder()).mkdir(u"handed out"_s));
    {
        Desk desk(sample);
        QTest::mouseClick(desk.the<QPushButton>(u"export"_s), Qt::LeftButton);
        desk.the<QRadioButton>(u"format-md"_s)->setChecked(true);
        desk.the<QLineEdit>(u"path"_s)->setText(sample.folder() + u"/handed out/log.md"_s);
        QTest::mouseClick(desk.the<QPushButton>(u"save"_s), Qt::LeftButton);
        desk.settle();
        QVERIFY(desk.said(u"exportMessage"_s).startsWith(u"Wrote "_s));
    }
    Desk again(sample);
    QTest::mouseClick(again.the<QPushButton>(u"export"_s), Qt::LeftButton);
    again.settle();
    QVERIFY(again.the<QRadioButton>(u"format-md"_s)->isChecked());
    QCOMPARE(again.the<QLineEdit>(u"path"_s)->text(),
             sample.folder() + u"/handed out/checkout-team-log-2026-06-12.md"_s);
}

void TestRecordNarrowing::escapeClosesTheExport()
{
    SampleSession sample;
    Desk desk(sample);
    QTest::mouseClick(desk.the<QPushButton>(u"export"_s), Qt::LeftButton);
    desk.settle();
    QVERIFY(desk.the<QLineEdit>(u"path"_s)->isVisible());
    desk.the<QLineEdit>(u"path"_s)->setFocus();
    QTest::keyClick(desk.the<QLineEdit>(u"path"_s), Qt::Key_Escape);
    QVERIFY(!desk.the<QLineEdit>(u"path"_s)->isVisible());
    QVERIFY(desk.the<QPushButton>(u"export"_s)->hasFocus());
    QVERIFY(desk.shown().join(u'|').contains(u"Audit 3 · 3 Jun 2026"_s)); // the line chosen is read again
}

void TestRecordNarrowing::theLogIsCopiedByAKey()
{
    SampleSession sample;
    Desk desk(sample);
    QGuiApplication::clipboard()->clear();
    desk.pick(u"verdict"_s, u"Fail"_s);
    QTest::keyClick(&desk.page, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    desk.settle();
    QCOMPARE(desk.said(u"exportMessage"_s), u"Copied as Markdown."_s);
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY(text.startsWith(u"# "_s));
    QVERIFY(text.contains(u"There is no rule; Tom would have to be asked"_s));
    QVERIFY(!text.contains(u"Eleven of twenty became tests."_s)); // that passed
}

MUSTER_TEST(TestRecordNarrowing)

}

#include "tst_record_narrowing.moc"
