#include "register/audit_service.h"
#include "register/inventory_services.h"
#include "sample/sample_audit.h"
#include "support/sample_session.h"
#include "support/test_program.h"
#include "views/audit/audit_list.h"
#include "views/audit/audit_list_series.h"
#include "views/audit/audit_page.h"
#include "views/audit/audit_result.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

namespace tst_audit_list {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using items::AuditListModel;

namespace {

template <typename W>
W *part(QWidget &of, const QString &name)
{
    auto *found = of.findChild<W *>(name);
    if (!found)
        qFatal("no %s", qUtf8Printable(name));
    return found;
}

/// Shows a window and waits until it takes keys.
void show(QWidget &window)
{
    window.show();
    window.activateWindow();
    if (!QTest::qWaitForWindowActive(&window))
        qFatal("the window is not active");
}

/// The list on the sample register, as its window shows it.
struct Desk
{
    Desk() : list(sample.session())
    {
        list.resize(1096, 748);
        show(list);
        list.activate();
        sample.settle();
    }

    QListView &view() { return *part<QListView>(list, u"audits"_s); }
    QStringList titles()
    {
        QStringList all;
        for (int row = 0; row < view().model()->rowCount(); ++row)
            all << view().model()->index(row, 0).data().toString();
        return all;
    }
    void choose(const QString &title)
    {
        view().setCurrentIndex(view().model()->index(int(titles().indexOf(title)), 0));
    }

    QList<Series> series()
    {
        return must(sample.ask([](registry::Store &store) { return registry::SeriesService(store).all(); }));
    }
    AuditId closed(const QString &number)
    {
        return must(
            sample.ask([number](registry::Store &store) { return registry::AuditService(store).findClosed(number); }));
    }

    SampleSession sample;
    AuditList list;
};

/// A closed audit's result, with its first finding current.
struct Closed : Desk
{
    Closed() : result(sample.session())
    {
        result.resize(1096, 748);
        show(result);
        result.showAudit(closed(u"1"_s));
        sample.settle();
    }

    AuditResult result;
};

}

class TestAuditList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openOnesComeFirstThenTheLatest();
    void enterGoesToAnAudit();
    void anEmptyRegisterSaysWhatToDo();
    void itIsASoundModelThroughChanges();
    void aSeriesIsAddedEditedAndEnded();
    void aSeriesThatIsRefusedKeepsWhatWasTyped();
    void theResultShowsEveryCheck();
    void theResultIsCopiedAsMarkdown();
    void theLogOfOneAuditIsWritten();
    void aFindingIsAmended();
    void anAmendmentNeedsItsReason();
    void enterTwiceWritesOneAmendment();
    void anAmendmentBegunElsewhereIsKept();
    void aSeriesStartsItsAudit();
};

void TestAuditList::openOnesComeFirstThenTheLatest()
{
    Desk desk;
    QCOMPARE(desk.titles(), (QStringList{u"Closed"_s, u"Audit 3"_s, u"Audit 2"_s, u"Audit 1"_s}));
    must(desk.sample.ask([&](registry::Store &store) { return sample::openSampleAudit(store, desk.sample.clock()); }));
    desk.sample.settle();
    QCOMPARE(desk.titles().mid(0, 4), (QStringList{u"Open"_s, u"Audit 4"_s, u"Closed"_s, u"Audit 3"_s}));
    const auto open = desk.view().model()->index(1, 0);
    QVERIFY(open.data(AuditListModel::WhereRole).toString().startsWith(u"Data walk · "_s));
    const auto counts = desk.view().model()->index(4, 0).data(AuditListModel::VerdictsRole).value<QList<int>>();
    QCOMPARE(counts.size(), 4);
    QVERIFY(counts[0] + counts[1] + counts[2] > 0);
}

void TestAuditList::enterGoesToAnAudit()
{
    Desk desk;
    const auto id = must(
        desk.sample.ask([&](registry::Store &store) { return sample::openSampleAudit(store, desk.sample.clock()); }));
    desk.sample.settle();
    QSignalSpy open(&desk.list, &AuditList::openWanted), closed(&desk.list, &AuditList::closedWanted);
    QSignalSpy start(&desk.list, &AuditList::startWanted), spot(&desk.list, &AuditList::spotWanted);
    desk.choose(u"Audit 4"_s);
    QTest::keyClick(&desk.view(), Qt::Key_Return);
    QCOMPARE(open.size(), 1);
    QCOMPARE(open[0][0].value<AuditId>(), id);
    const auto row = desk.view().visualRect(desk.view().model()->index(int(desk.titles().indexOf(u"Audit 1"_s)), 0));
    QTest::mouseClick(desk.view().viewport(), Qt::LeftButton, {}, row.center());
    QCOMPARE(closed.size(), 1);
    QCOMPARE(closed[0][0].value<AuditId>(), desk.closed(u"1"_s));
    // A button takes a tenth of a second to be pressed by its shortcut.
    QTest::keyClick(&desk.list, Qt::Key_A, Qt::AltModifier);
    QTRY_COMPARE(start.size(), 1);
    QTest::keyClick(&desk.list, Qt::Key_P, Qt::AltModifier);
    QTRY_COMPARE(spot.size(), 1);
}

void TestAuditList::anEmptyRegisterSaysWhatToDo()
{
    RegisterFixture fixture;
    const auto options = fixture.options();
    fixture.close();
    SampleSession sample;
    Session session = sample.session();
    session.reg = must(registry::OpenRegister::open(fixture.path(), options).takeResult());
    AuditList list(session);
    list.show();
    list.activate();
    QTRY_VERIFY(part<EmptyState>(list, u"empty"_s)->isVisible());
}

void TestAuditList::itIsASoundModelThroughChanges()
{
    Desk desk;
    QAbstractItemModelTester tester(desk.view().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto id = must(
        desk.sample.ask([&](registry::Store &store) { return sample::openSampleAudit(store, desk.sample.clock()); }));
    desk.sample.settle();
    must(desk.sample.ask([&](registry::Store &store) { return registry::AuditService(store).discard(id); }));
    desk.sample.settle();
    QCOMPARE(desk.titles().first(), u"Closed"_s);
}

void TestAuditList::aSeriesIsAddedEditedAndEnded()
{
    Desk desk;
    const auto before = desk.series().size();
    part<QPushButton>(desk.list, u"addSeries"_s)->click();
    QTest::keyClicks(part<QLineEdit>(desk.list, u"seriesTitle"_s), u"Support team"_s);
    part<QComboBox>(desk.list, u"seriesOwner"_s)->setCurrentIndex(0);
    QTest::keyClicks(part<QLineEdit>(desk.list, u"seriesCadence"_s), u"sprint:2"_s);
    auto *slot = part<QLineEdit>(desk.list, u"seriesSlot"_s);
    QTest::keyClicks(slot, u"2026-07-10"_s);
    QTest::keyClick(slot, Qt::Key_Return);
    desk.sample.settle();
    QCOMPARE(desk.series().size(), before + 1);
    QCOMPARE(QString(desk.series().last().title), u"Support team"_s);
    QVERIFY(!slot->isVisible());
    QPushButton *end = nullptr;
    for (auto *one : desk.list.findChildren<QPushButton *>()) {
        if (one->text() == u"End"_s)
            end = one;
    }
    QVERIFY(end);
    end->click();
    desk.sample.settle();
    QVERIFY(std::ranges::any_of(desk.series(), [](const Series &one) { return one.endedOn.has_value(); }));
    QVERIFY(desk.sample.history().undo());
    desk.sample.settle();
    QVERIFY(std::ranges::none_of(desk.series(), [](const Series &one) { return one.endedOn.has_value(); }));
}

void TestAuditList::aSeriesThatIsRefusedKeepsWhatWasTyped()
{
    Desk desk;
    part<QPushButton>(desk.list, u"addSeries"_s)->click();
    auto *title = part<QLineEdit>(desk.list, u"seriesTitle"_s);
    QTest::keyClicks(title, u"Support team"_s);
    auto *cadence = part<QLineEdit>(desk.list, u"seriesCadence"_s);
    QTest::keyClicks(cadence, u"now and then"_s);
    QTest::keyClick(cadence, Qt::Key_Return);
    desk.sample.settle();
    QVERIFY(!part<InlineMessage>(desk.list, u"seriesMessage"_s)->text().isEmpty());
    QCOMPARE(title->text(), u"Support team"_s);
    QVERIFY(title->isVisible());
}

void TestAuditList::theResultShowsEveryCheck()
{
    Closed desk;
    const auto *model = part<QTableView>(desk.result, u"matrix"_s)->model();
    QVERIFY(model->rowCount() >= 4);
    QCOMPARE(model->columnCount(), 6);
    QStringList verdicts;
    for (int row = 0; row < model->rowCount(); ++row)
        verdicts << model->index(row, 1).data().toString();
    QVERIFY(verdicts.contains(u"pass"_s) || verdicts.contains(u"drift"_s));
}

void TestAuditList::theResultIsCopiedAsMarkdown()
{
    Closed desk;
    QTest::keyClick(&desk.result, Qt::Key_C, Qt::AltModifier);
    QTRY_VERIFY(!part<InlineMessage>(desk.result, u"message"_s)->text().isEmpty());
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY2(text.startsWith(u"# Audit 1"_s), qPrintable(text.left(60)));
    QVERIFY(text.contains(u"## Decisions"_s));
}

void TestAuditList::theLogOfOneAuditIsWritten()
{
    Closed desk;
    const QString csv = desk.sample.folder() + u"/audit.csv"_s, html = desk.sample.folder() + u"/audit.html"_s;
    desk.result.exportTo(csv);
    desk.result.exportTo(html);
    desk.sample.settle();
    const auto lines = contentOf(csv).split('\n');
    QVERIFY(lines.size() > 5);
    QVERIFY(contentOf(html).contains("<table"));
    desk.result.exportTo(desk.sample.folder() + u"/missing/audit.csv"_s);
    desk.sample.settle();
    QVERIFY(part<InlineMessage>(desk.result, u"message"_s)->text().contains(u"missing"_s));
}

void TestAuditList::aFindingIsAmended()
{
    Closed desk;
    QTest::keyClick(&desk.result, Qt::Key_M, Qt::AltModifier);
    auto *why = part<QLineEdit>(desk.result, u"amendWhy"_s);
    QTRY_VERIFY(why->isVisible());
    part<QComboBox>(desk.result, u"amendVerdict"_s)->setCurrentIndex(3);
    QTest::keyClicks(why, u"the sample was the wrong one"_s);
    QTest::keyClick(why, Qt::Key_Return);
    desk.sample.settle();
    QVERIFY(!why->isVisible());
    QVERIFY(desk.result.findChild<Card *>(u"amendments"_s));
    const auto closed = must(desk.sample.ask(
        [id = desk.closed(u"1"_s)](registry::Store &store) { return registry::readClosedAudit(store, id); }));
    QCOMPARE(closed.amendments.last().amendment.why, u"the sample was the wrong one"_s);
    QVERIFY(closed.amendments.last().amendment.verdict == Verdict::Fail);
    QVERIFY(closed.amendments.last().check.has_value());
}

void TestAuditList::anAmendmentNeedsItsReason()
{
    Closed desk;
    QTest::keyClick(&desk.result, Qt::Key_M, Qt::AltModifier);
    QTRY_VERIFY(part<QPlainTextEdit>(desk.result, u"amendNote"_s)->isVisible());
    part<QPlainTextEdit>(desk.result, u"amendNote"_s)->setPlainText(u"much to add"_s);
    part<QPushButton>(desk.result, u"saveAmendment"_s)->click();
    desk.sample.settle();
    QVERIFY(part<InlineMessage>(desk.result, u"amendMessage"_s)->text().contains(u"reason"_s));
    QCOMPARE(part<QPlainTextEdit>(desk.result, u"amendNote"_s)->toPlainText(), u"much to add"_s);
}

void TestAuditList::enterTwiceWritesOneAmendment()
{
    Closed desk;
    QTest::keyClick(&desk.result, Qt::Key_M, Qt::AltModifier);
    auto *why = part<QLineEdit>(desk.result, u"amendWhy"_s);
    QTRY_VERIFY(why->isVisible());
    part<QComboBox>(desk.result, u"amendVerdict"_s)->setCurrentIndex(3);
    QTest::keyClicks(why, u"the sample was the wrong one"_s);
    const auto amendments = [&] {
        return must(desk.sample.ask([id = desk.closed(u"1"_s)](registry::Store &store) {
                   return registry::readClosedAudit(store, id);
               }))
            .amendments.size();
    };
    const auto before = amendments();
    QTest::keyClick(why, Qt::Key_Return);
    QTest::keyClick(why, Qt::Key_Return);
    desk.sample.settle();
    QCOMPARE(amendments(), before + 1);
}

void TestAuditList::anAmendmentBegunElsewhereIsKept()
{
    Closed desk;
    auto *matrix = part<QTableView>(desk.result, u"matrix"_s);
    auto *amend = part<QPushButton>(desk.result, u"amend"_s);
    auto *why = part<QLineEdit>(desk.result, u"amendWhy"_s);
    matrix->setCurrentIndex(matrix->model()->index(0, 1));
    amend->click();
    QTest::keyClicks(why, u"about the first"_s);
    matrix->setCurrentIndex(matrix->model()->index(0, 2));
    amend->click();
    QCOMPARE(why->text(), QString());
    QTest::keyClicks(why, u"about the second"_s);
    matrix->setCurrentIndex(matrix->model()->index(0, 1));
    amend->click();
    QCOMPARE(why->text(), u"about the first"_s);
}

void TestAuditList::aSeriesStartsItsAudit()
{
    SampleSession sample;
    const auto series =
        must(sample.ask([](registry::Store &store) { return registry::standingSeries(store); })).first();
    AuditPage page(sample.session());
    page.resize(1096, 748);
    show(page);
    page.activate();
    sample.settle();
    QPushButton *start = nullptr;
    for (auto *one : page.findChildren<QPushButton *>()) {
        if (one->isVisible() && one->accessibleName().contains(series.title))
            start = one;
    }
    QVERIFY(start);
    start->click();
    sample.settle();
    QTRY_COMPARE(part<QComboBox>(page, u"series"_s)->currentData().toString(), series.id.text());
    QVERIFY(part<QComboBox>(page, u"series"_s)->isVisible());
}

MUSTER_TEST(TestAuditList)

}

#include "tst_audit_list.moc"
