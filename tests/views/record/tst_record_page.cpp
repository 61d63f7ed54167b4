#include "exchange/column_guess.h"
#include "exchange/delegation_import.h"
#include "ledger/tree.h"
#include "register/inventory_services.h"
#include "reports/record_export.h"
#include "support/raw_sqlite.h"
#include "support/sample_session.h"
#include "support/test_program.h"
#include "views/parts/choice_popup.h"
#include "views/parts/pieces.h"
#include "views/record/record_page.h"

#include <QBuffer>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTest>

namespace tst_record_page {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;

namespace {

/// The page on a session's register.
class Window
{
public:
    explicit Window(SampleSession &sample) : m_sample(sample), page(std::make_unique<RecordPage>(sample.session()))
    {
        page->resize(1096, 748);
        page->show();
        page->activate();
        settle();
        if (!QTest::qWaitForWindowActive(page.get()))
            qFatal("no window");
    }

    /// Waits for the register, and for what has a thread of its own: verifying and exporting.
    void settle()
    {
        m_sample.settle();
        const auto strips = page->findChildren<ProgressStrip *>();
        const auto idle = [&] { return std::ranges::none_of(strips, &ProgressStrip::isRunning); };
        if (!QTest::qWaitFor(idle, 20'000))
            qFatal("it takes too long");
        m_sample.settle();
    }

    template <typename T>
    T *part(const QString &name) const
    {
        auto *found = page->findChild<T *>(name);
        if (!found)
            qFatal("no %s", qUtf8Printable(name));
        return found;
    }

    QAbstractItemModel *log() const { return part<QTableView>(u"log"_s)->model(); }
    QString said(const QString &message) const { return part<InlineMessage>(message)->text(); }

    void click(const QString &name)
    {
        QTest::mouseClick(part<QPushButton>(name), Qt::LeftButton);
        settle();
    }

    void pick(const QString &combo, const QString &text)
    {
        auto *field = part<QComboBox>(combo);
        field->setCurrentIndex(field->findText(text));
        Q_EMIT field->activated(field->currentIndex());
        settle();
    }

    /// Chooses a workflow as a person does: its list, a part of its title, Enter.
    void pickWorkflow(const QString &typed)
    {
        auto *picker = part<QPushButton>(u"workflow"_s);
        QTest::mouseClick(picker, Qt::LeftButton);
        auto *list = page->findChild<ChoicePopup *>();
        QVERIFY(list);
        QTest::keyClicks(list->findChild<QLineEdit *>(), typed);
        QTest::keyClick(list->findChild<QLineEdit *>(), Qt::Key_Return);
        settle();
    }

    /// Exports to a file of the session's folder, by the keys a person uses.
    QByteArray exportTo(const QString &name, const QString &format)
    {
        click(u"export"_s);
        part<QRadioButton>(u"format-"_s + format)->setChecked(true);
        auto *path = part<QLineEdit>(u"path"_s);
        const QString file = m_sample.folder() + u'/' + name;
        path->selectAll();
        QTest::keyClicks(path, file);
        QTest::keyClick(path, Qt::Key_Return);
        settle();
        return contentOf(file);
    }

private:
    SampleSession &m_sample;

public:
    std::unique_ptr<RecordPage> page;
};

/// What the command line writes for the same filter: both call this.
QByteArray written(SampleSession &sample, const registry::LogFilter &filter, reports::RecordFormat format)
{
    return sample.ask([=](Store &store) {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        must(reports::writeRecord(store, filter, format, buffer));
        return buffer.data();
    });
}

/// How long this thread has waited for a processor, in milliseconds, where the system tells: what other programs took.
qint64 waitedForProcessor()
{
    return contentOf(u"/proc/thread-self/schedstat"_s).split(' ').value(1).toLongLong() / 1000000;
}

/// How long the event loop was away, sampled while work runs; what the thread waited for a processor is not counted.
class Heartbeat
{
public:
    Heartbeat() : m_waited(waitedForProcessor())
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            const qint64 waited = waitedForProcessor();
            m_gaps << m_since.restart() - (waited - std::exchange(m_waited, waited));
        });
        m_since.start();
        m_timer.start(2);
    }

    qint64 percentile99()
    {
        std::ranges::sort(m_gaps);
        return m_gaps.isEmpty() ? -1 : m_gaps.at(m_gaps.size() * 99 / 100);
    }
    qint64 longest() const { return m_gaps.isEmpty() ? -1 : *std::ranges::max_element(m_gaps); }
    qsizetype beats() const { return m_gaps.size(); }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_waited;
    QList<qint64> m_gaps;
};

void grow(SampleSession &sample, int delegations)
{
    must(sample.ask([delegations](Store &store) {
        return store.write([&](registry::Writer &writer) -> Result<int> {
            registry::RuleContext context(store);
            registry::DelegationService service(store);
            for (int i = 0; i < delegations; ++i) {
                Delegation delegation;
                delegation.title = u"Workflow %1"_s.arg(i);
                if (const auto added = service.addIn(writer, context, delegation); !added)
                    return tl::unexpected(added.error());
            }
            return 0;
        });
    }));
}

/// Imports two delegations; the number of the entry that tells of it.
qint64 importTwo(SampleSession &sample)
{
    QFile file(sample.folder() + u"/two.csv"_s);
    if (!file.open(QIODevice::WriteOnly) || file.write("Title,ID\nImported one,I-1\nImported two,I-2\n") < 0)
        qFatal("no file");
    file.close();
    return sample.ask([path = file.fileName()](Store &store) {
        exchange::ImportOptions options;
        options.mapping = exchange::guessMapping({u"Title"_s, u"ID"_s});
        must(exchange::importDelegations(store, path, options));
        return qint64(must(store.head()).size()) - 1;
    });
}

}

/// What a facilitator and an auditor rely on of the record: found, verified, handed out as it is filtered.
class TestRecordPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLogIsThereNewestFirst();
    void aDayThatIsNoneIsSaidBesideTheField();
    void theExportIsWhatIsFiltered();
    void jsonLinesGiveTheRoot();
    void whatIsThereIsNotReplacedUnasked();
    void aRefusedPathStays();
    void entriesShowTheirLines();
    void theLogOfOneDelegation();
    void aSoundRecordHolds();
    void aDamagedRecordDoesNot();
    void verifyingCanBeStopped();
    void theWindowStaysAwake();
    void aHiddenPageAsksNothing();
    void allWorkflowsAreChosenAgain();
    void anEntryIsShownByItsNumber();
    void anImportIsTakenBackFromItsEntry();
    void anImportOverWhichOneWorkedStays();
};

void TestRecordPage::theLogIsThereNewestFirst()
{
    SampleSession sample;
    Window window(sample);
    QVERIFY(window.log()->rowCount() > 20);
    QVERIFY(window.log()->index(0, 0).data().toDate()
            > window.log()->index(window.log()->rowCount() - 1, 0).data().toDate());
    auto *table = window.part<QTableView>(u"log"_s);
    QCOMPARE(table->currentIndex().row(), 0);
    QTest::keyClick(table, Qt::Key_Down);
    QCOMPARE(table->currentIndex().row(), 1);
    QVERIFY(window.part<QLabel>(u"root"_s)->text().contains(u"entries · root "_s));
    window.click(u"copyRoot"_s);
    const auto head = must(sample.ask([](Store &store) { return store.head(); }));
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromStdString(ledger::toBase64(head.root())));
}

void TestRecordPage::aDayThatIsNoneIsSaidBesideTheField()
{
    SampleSession sample;
    Window window(sample);
    const int rows = window.log()->rowCount();
    auto *from = window.part<QLineEdit>(u"from"_s);
    QTest::keyClicks(from, u"2026-02-30"_s);
    QTest::keyClick(from, Qt::Key_Return);
    window.settle();
    QVERIFY(!window.said(u"filterMessage"_s).isEmpty());
    QCOMPARE(from->text(), u"2026-02-30"_s);
    QCOMPARE(window.log()->rowCount(), rows);
    from->clear();
    QTest::keyClicks(from, u"2026-06-01"_s);
    QTest::keyClick(from, Qt::Key_Return);
    window.settle();
    QVERIFY(window.said(u"filterMessage"_s).isEmpty());
    QVERIFY(window.log()->rowCount() < rows);
}

void TestRecordPage::theExportIsWhatIsFiltered()
{
    SampleSession sample;
    Window window(sample);
    window.pick(u"verdict"_s, u"Fail"_s);
    window.pickWorkflow(u"Friday stake"_s);
    QVERIFY(window.part<QPushButton>(u"workflow"_s)->text().startsWith(u"Friday"_s));
    registry::LogFilter filter;
    filter.verdict = Verdict::Fail;
    filter.delegation = must(sample.ask(
        [](Store &store) { return registry::DelegationService(store).find(u"Friday stakeholder update"_s); }));
    const int rows = window.log()->rowCount();
    QVERIFY(rows > 0);
    const auto csv = window.exportTo(u"log.csv"_s, u"csv"_s);
    QVERIFY(csv.startsWith("date,audit,delegation,owner,tier,lastOutput,check,verdict,note,decision,before,after,why,"
                           "decidedBy,decisionOwner,followUp,selfChecked\r\n"));
    QCOMPARE(csv.count("\r\n"), 1 + rows);
    QCOMPARE(csv, written(sample, filter, reports::RecordFormat::Csv));
    QVERIFY(window.said(u"exportMessage"_s).contains(u"root "_s));
    const auto markdown = window.exportTo(u"log.md"_s, u"md"_s);
    QCOMPARE(markdown, written(sample, filter, reports::RecordFormat::Markdown));
    QVERIFY(QString::fromUtf8(markdown).startsWith(window.part<QPlainTextEdit>(u"preview"_s)->toPlainText().left(200)));
    QTest::keyClicks(window.part<QLineEdit>(u"words"_s), u"nobody says this"_s);
    QTest::qWait(250);
    window.settle();
    QCOMPARE(window.log()->rowCount(), 0);
}

void TestRecordPage::jsonLinesGiveTheRoot()
{
    SampleSession sample;
    Window window(sample);
    ledger::Tree tree;
    for (const auto &line : window.exportTo(u"e.jsonl"_s, u"jsonl"_s).split('\n')) {
        if (!line.isEmpty())
            tree.append(ledger::leafHash(line.toStdString()));
    }
    const auto head = must(sample.ask([](Store &store) { return store.head(); }));
    QCOMPARE(tree.size(), head.size());
    QVERIFY(tree.root() == head.root());
    window.pick(u"verdict"_s, u"Drift"_s);
    QVERIFY(window.said(u"exportMessage"_s).contains(u"JSON Lines holds whole entries"_s));
    QVERIFY(!window.part<QPushButton>(u"save"_s)->isEnabled());
}

void TestRecordPage::whatIsThereIsNotReplacedUnasked()
{
    SampleSession sample;
    QFile there(sample.folder() + u"/log.csv"_s);
    QVERIFY(there.open(QIODevice::WriteOnly));
    there.write("mine");
    there.close();
    Window window(sample);
    QCOMPARE(window.exportTo(u"log.csv"_s, u"csv"_s), QByteArray("mine"));
    QVERIFY(window.said(u"exportMessage"_s).contains(u"is there already"_s));
    window.click(u"save"_s);
    QVERIFY(contentOf(there.fileName()).startsWith("date,"));
}

void TestRecordPage::aRefusedPathStays()
{
    SampleSession sample;
    Window window(sample);
    window.exportTo(u"no/such/folder.csv"_s, u"csv"_s);
    QVERIFY(window.said(u"exportMessage"_s).contains(u"does not exist"_s));
    QVERIFY(window.part<QLineEdit>(u"path"_s)->text().endsWith(u"no/such/folder.csv"_s));
    QVERIFY(window.part<QPushButton>(u"save"_s)->isEnabled());
    window.click(u"copyMarkdown"_s);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"# Delegation Audit log"_s));
}

void TestRecordPage::entriesShowTheirLines()
{
    SampleSession sample;
    Window window(sample);
    window.part<QTabBar>(u"tabs"_s)->setCurrentIndex(1);
    window.settle();
    auto *table = window.part<QTableView>(u"entries"_s);
    QVERIFY(table->isVisible());
    const qint64 newest = must(sample.ask([](Store &store) { return store.head(); })).size() - 1;
    QCOMPARE(table->model()->index(0, 0).data().toLongLong(), newest);
    QTest::keyClick(table, Qt::Key_Down);
    window.settle();
    const QString line = window.part<QPlainTextEdit>(u"publicLine"_s)->toPlainText();
    QVERIFY2(line.contains(u"\"n\":%1,"_s.arg(newest - 1)), qPrintable(line));
    QVERIFY(window.part<QPlainTextEdit>(u"privateLine"_s)->toPlainText().contains(u"\"salt\""_s));
}

void TestRecordPage::theLogOfOneDelegation()
{
    SampleSession sample;
    Window window(sample);
    const auto id =
        must(sample.ask([](Store &store) { return registry::DelegationService(store).find(u"Release notes"_s); }));
    window.page->showLogOf(id);
    window.settle();
    QVERIFY(window.log()->rowCount() > 0);
    for (int row = 0; row < window.log()->rowCount(); ++row)
        QCOMPARE(window.log()->index(row, 1).data().toString(), u"Release notes"_s);
}

void TestRecordPage::aSoundRecordHolds()
{
    SampleSession sample;
    {
        Window window(sample);
        window.click(u"verify"_s);
        const QString said = window.said(u"verifyAnswer"_s);
        QVERIFY2(said.startsWith(u"The record holds: "_s), qPrintable(said));
        QVERIFY(window.part<QPushButton>(u"verify"_s)->isEnabled());
    }
    const Window later(sample);
    QVERIFY(later.said(u"verifyAnswer"_s).startsWith(u"Last verified on 12 Jun 2026"_s));
}

void TestRecordPage::aDamagedRecordDoesNot()
{
    SampleSession sample;
    {
        RawSqlite raw(sample.path());
        raw.exec("UPDATE delegation SET title = 'Quietly renamed' WHERE title = 'Release notes'");
    }
    Window window(sample);
    QSignalSpy badge(window.page.get(), &Page::badgeChanged);
    window.click(u"verify"_s);
    QVERIFY2(window.said(u"verifyAnswer"_s).contains(u"does not hold"_s), qPrintable(window.said(u"verifyAnswer"_s)));
    QVERIFY(window.part<QPlainTextEdit>(u"verifyProblems"_s)->isVisible());
    QVERIFY(!window.part<QPlainTextEdit>(u"verifyProblems"_s)->toPlainText().isEmpty());
    QCOMPARE(badge.last().value(1).toBool(), true);
}

void TestRecordPage::verifyingCanBeStopped()
{
    SampleSession sample;
    Window window(sample);
    QSemaphore held;
    const auto busy = sample.reg()->run([&held](Store &) { held.acquire(); });
    QTest::mouseClick(window.part<QPushButton>(u"verify"_s), Qt::LeftButton);
    auto *strip = window.part<ProgressStrip>(u"verifyProgress"_s);
    QVERIFY(strip->isVisible());
    QVERIFY(!window.part<QPushButton>(u"verify"_s)->isEnabled());
    strip->findChild<QPushButton *>()->click();
    held.release();
    window.settle();
    QTRY_VERIFY(!strip->isVisible());
    QVERIFY(window.said(u"verifyAnswer"_s).contains(u"was stopped"_s));
    QVERIFY(window.part<QPushButton>(u"verify"_s)->isEnabled());
}

void TestRecordPage::theWindowStaysAwake()
{
    SampleSession sample;
    grow(sample, 20000);
    Window window(sample);
    Heartbeat heart;
    QTest::mouseClick(window.part<QPushButton>(u"verify"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!window.said(u"verifyAnswer"_s).isEmpty(), 60000);
    QVERIFY(window.said(u"verifyAnswer"_s).startsWith(u"The record holds"_s));
    QTest::mouseClick(window.part<QPushButton>(u"export"_s), Qt::LeftButton);
    window.part<QRadioButton>(u"format-jsonl"_s)->setChecked(true);
    window.part<QLineEdit>(u"path"_s)->setText(sample.folder() + u"/all.jsonl"_s);
    QTest::mouseClick(window.part<QPushButton>(u"save"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(window.said(u"exportMessage"_s).startsWith(u"Wrote "_s), 60000);
    QVERIFY(heart.beats() > 20);
    const qint64 away = heart.percentile99();
    qInfo("99 of 100 gaps under %lld ms, the longest %lld ms, of %lld", away, heart.longest(), qint64(heart.beats()));
    QVERIFY2(away < 50, qPrintable(u"%1 ms"_s.arg(away)));
}

void TestRecordPage::aHiddenPageAsksNothing()
{
    SampleSession sample;
    Window window(sample);
    const QString root = window.part<QLabel>(u"root"_s)->text();
    window.page->hide();
    grow(sample, 3);
    window.settle();
    QCOMPARE(window.part<QLabel>(u"root"_s)->text(), root);
    window.page->show();
    window.settle();
    QVERIFY(window.part<QLabel>(u"root"_s)->text() != root);
}

void TestRecordPage::allWorkflowsAreChosenAgain()
{
    SampleSession sample;
    Window window(sample);
    const int all = window.log()->rowCount();
    window.pickWorkflow(u"release"_s);
    QVERIFY(window.log()->rowCount() < all);
    window.pickWorkflow({});
    QCOMPARE(window.log()->rowCount(), all);
    QCOMPARE(window.part<QPushButton>(u"workflow"_s)->text(), u"All workflows"_s);
}

void TestRecordPage::anEntryIsShownByItsNumber()
{
    SampleSession sample;
    grow(sample, 1000);
    Window window(sample);
    window.pickWorkflow(u"release"_s);
    window.page->showEntry(7);
    window.settle();
    auto *table = window.part<QTableView>(u"entries"_s);
    QVERIFY(table->isVisible());
    QCOMPARE(table->currentIndex().siblingAtColumn(0).data().toLongLong(), 7);
    QVERIFY(window.part<QPlainTextEdit>(u"publicLine"_s)->toPlainText().contains(u"\"n\":7,"_s));
    auto *all = window.part<InlineMessage>(u"pageMessage"_s)->findChild<QPushButton *>();
    QTest::mouseClick(all, Qt::LeftButton);
    window.settle();
    QVERIFY(table->model()->index(0, 0).data().toLongLong() > 1000);
    window.page->showEntry(100'000);
    window.settle();
    QVERIFY2(window.said(u"pageMessage"_s).contains(u"no entry 100"_s), qPrintable(window.said(u"pageMessage"_s)));
}

void TestRecordPage::anImportIsTakenBackFromItsEntry()
{
    SampleSession sample;
    const auto n = importTwo(sample);
    Window window(sample);
    window.page->showEntry(n);
    window.settle();
    QVERIFY(window.part<QPushButton>(u"takeImportBack"_s)->isVisible());
    window.click(u"takeImportBack"_s);
    QVERIFY2(window.said(u"entryMessage"_s).startsWith(u"Taken back"_s), qPrintable(window.said(u"entryMessage"_s)));
    QVERIFY(!sample.ask([](Store &store) { return registry::DelegationService(store).find(u"Imported one"_s); }));
    window.page->showEntry(n - 1);
    window.settle();
    QVERIFY(!window.part<QPushButton>(u"takeImportBack"_s)->isVisible());
    window.page->showEntry(n);
    window.settle();
    QVERIFY(!window.part<QPushButton>(u"takeImportBack"_s)->isVisible());
    QVERIFY(window.said(u"entryMessage"_s).contains(u"12 Jun 2026"_s));
}

void TestRecordPage::anImportOverWhichOneWorkedStays()
{
    SampleSession sample;
    const auto n = importTwo(sample);
    sample.ask([](Store &store) {
        registry::DelegationService service(store);
        return must(service.set(must(service.find(u"Imported two"_s)), {{u"team"_s, u"Later"_s}}));
    });
    Window window(sample);
    window.page->showEntry(n);
    window.settle();
    window.click(u"takeImportBack"_s);
    QVERIFY2(window.said(u"entryMessage"_s).contains(u"Imported two"_s), qPrintable(window.said(u"entryMessage"_s)));
    QVERIFY(window.part<QPushButton>(u"takeImportBack"_s)->isEnabled());
    QVERIFY(sample.ask([](Store &store) { return registry::DelegationService(store).find(u"Imported one"_s); }));
}

MUSTER_TEST(TestRecordPage)

}

#include "tst_record_page.moc"
