#include "items/evidence_file_models.h"
#include "items/signalled_table_model.h"
#include "register/inventory_services.h"
#include "support/evidence_csv.h"
#include "support/sample_session.h"
#include "support/test_program.h"
#include "views/evidence/evidence_page.h"
#include "views/parts/pieces.h"

#include <QComboBox>
#include <QDropEvent>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTest>

namespace tst_evidence_page {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::Store;

const QString reviewedTitle = u"Release notes"_s;

/// What the sample register brings along: three files, one with a name that leads nowhere.
constexpr int filesOfSample = 3;
constexpr int namesOfSample = 1;

/// The evidence page by keys and clicks, on the sample register.
class EvidencePageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_sample = std::make_unique<SampleSession>();
        m_shown = {};
        m_page = std::make_unique<EvidencePage>(m_sample->session(), [this] {
            return ChartsPart{new QWidget, [this](const items::SharedFigures &figures) { m_shown = figures; }};
        });
        m_page->resize(1100, 700);
        m_page->show();
        m_page->activate();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        QTRY_VERIFY(table(u"delegations"_s)->model()->rowCount() > 0);
        settle();
    }
    void cleanup()
    {
        m_page.reset();
        m_sample.reset();
    }

    void theWorstIsChosenFirst()
    {
        QCOMPARE(table(u"delegations"_s)->currentIndex().row(), 0);
        QVERIFY(find<QLabel>(u"sum"_s)->text().contains(u"raised"_s));
        QVERIFY(!m_page->findChildren<QWidget *>(u"raised"_s).isEmpty());
    }

    void signalsWithoutEnoughAreShownOnDemand()
    {
        auto *more = find<QPushButton>(u"unknown"_s);
        auto *lines = find<QWidget>(u"unknown-lines"_s);
        QVERIFY(!lines->isVisible());
        more->setFocus();
        QTest::keyClick(more, Qt::Key_Space);
        QVERIFY(lines->isVisible());
    }

    void aDelegationIsFoundByTyping()
    {
        auto *search = find<QLineEdit>(u"search"_s);
        QTest::keyClicks(search, u"release"_s);
        QTest::keyClick(search, Qt::Key_Return);
        settle();
        QCOMPARE(find<QLabel>(u"chosen"_s)->text(), reviewedTitle);
        const QSignalSpy wanted(&m_sample->navigator(), &Navigator::delegationWanted);
        find<QPushButton>(u"wall"_s)->click();
        QCOMPARE(wanted.size(), 1);
    }

    void whatIsReadInIsShown()
    {
        readIn(reviewedTitle);
        m_page->choose(idOf(reviewedTitle));
        QTRY_VERIFY(m_shown && m_shown->title == reviewedTitle);
        QTRY_COMPARE(m_shown->spans.size(), 26);
        QVERIFY(m_shown->trend);
        QTRY_VERIFY(!find<QPushButton>(u"import-first"_s)->isVisible());
    }

    void anImportIsUndoneAndTheRefusalIsSaid()
    {
        readIn(reviewedTitle);
        m_page->setTab(EvidencePage::Files);
        QTRY_COMPARE(table(u"files"_s)->model()->rowCount(), filesOfSample + 1);
        auto *undo = find<QPushButton>(u"undo-import"_s);
        QTRY_VERIFY(undo->isEnabled());
        // Somebody else was quicker.
        const auto imports = must(m_sample->ask([](Store &store) { return evidence::evidenceImports(store); }));
        undo->click();
        settle();
        QTRY_VERIFY(find<InlineMessage>(u"files-message"_s)->text().contains(u"gone again"_s));
        QTRY_VERIFY(table(u"files"_s)->model()->index(0, 0).data(items::EvidenceFilesModel::UndoneRole).toBool());
        QVERIFY(!undo->isEnabled());
        QVERIFY(!m_sample->ask([&](Store &store) { return evidence::undoEvidence(store, imports[0].id); }));
    }

    void aNameIsAssignedToTheNearest()
    {
        readIn(u"Release note"_s);
        m_page->setTab(EvidencePage::Files);
        QTRY_COMPARE(table(u"unknown-names"_s)->model()->rowCount(), namesOfSample + 1);
        auto *nearest = find<QPushButton>(u"assign-nearest"_s);
        QVERIFY(nearest->isEnabled());
        nearest->click();
        QTRY_COMPARE(table(u"unknown-names"_s)->model()->rowCount(), namesOfSample);
        m_page->choose(idOf(reviewedTitle));
        QTRY_VERIFY(m_shown && m_shown->title == reviewedTitle && !m_shown->isEmpty());
    }

    void aFileIsDroppedTriedImportedAndTakenBack()
    {
        m_page->choose(idOf(reviewedTitle));
        settle();
        auto lines = reviewLines(reviewedTitle, QDate(2026, 6, 12), 4);
        lines << u"Release notes,late,2026-06-10,ages,accepted,swift-2"_s;
        drop(writeLines(m_sample->folder(), u"june.csv"_s, lines));
        auto *next = find<QPushButton>(u"next"_s);
        QTRY_VERIFY(next->isEnabled());
        QVERIFY(find<QComboBox>(u"format"_s)->currentText().contains(u"reviews"_s));
        QCOMPARE(find<QComboBox>(u"column-seconds"_s)->currentText(), u"seconds"_s);
        QVERIFY(next->hasFocus());
        QTest::keyClick(next, Qt::Key_Space);
        QTRY_COMPARE(find<QLabel>(u"sum"_s, u"details"_s)->text(), u"41 rows = 40 new + 0 unchanged + 1 refused"_s);
        QCOMPARE(table(u"problems"_s)->model()->rowCount(), 1);
        QCOMPARE(must(m_sample->ask([](Store &store) { return evidence::evidenceImports(store); })).size(),
                 filesOfSample);
        QVERIFY(!m_page->reasonToStay().isEmpty());
        next->click();
        QTRY_VERIFY(find<QPushButton>(u"undo"_s)->isVisible());
        QVERIFY(m_page->reasonToStay().isEmpty());
        QCOMPARE(must(m_sample->ask([](Store &store) { return evidence::evidenceImports(store); })).size(),
                 filesOfSample + 1);
        find<QPushButton>(u"undo"_s)->click();
        QTRY_COMPARE(find<QLabel>(u"sum"_s, u"details"_s)->text(), u"Undone"_s);
        next->click();
        QTRY_VERIFY(!m_page->findChild<QPushButton *>(u"next"_s));
        QVERIFY(find<QTabBar>(u"tabs"_s)->isVisible());
    }

    void whatIsMissingIsSaidBesideTheField()
    {
        m_page->openImport(writeLines(m_sample->folder(), u"bare.csv"_s,
                                      {u"who,output,reviewedAt,outcome"_s, u"x,1,2026-06-01,accepted"_s}));
        auto *byDefault = waitFor<QLineEdit>(u"default-delegation"_s);
        QVERIFY(!byDefault->text().isEmpty()); // the delegation that was chosen
        byDefault->setFocus();
        byDefault->selectAll();
        QTest::keyClick(byDefault, Qt::Key_Delete);
        QVERIFY(find<QComboBox>(u"column-delegation"_s)->property("wrong").toBool());
        QVERIFY(!find<QPushButton>(u"next"_s)->isEnabled());
        QVERIFY(find<InlineMessage>(u"import-message"_s)->text().contains(u"Delegation"_s));
        QTest::keyClicks(byDefault, u"Release notes"_s);
        QVERIFY(find<QPushButton>(u"next"_s)->isEnabled());
    }

    void aFileThatFitsSeveralKindsIsAskedAbout()
    {
        m_page->openImport(writeLines(m_sample->folder(), u"odd.csv"_s, {u"a,b"_s, u"1,2"_s}));
        auto *message = waitFor<InlineMessage>(u"import-message"_s);
        QTRY_VERIFY(!message->text().isEmpty());
        auto *format = find<QComboBox>(u"format"_s);
        QCOMPARE(format->currentIndex(), -1);
        QTRY_VERIFY(format->hasFocus());
        QTest::keyClick(format, Qt::Key_Down);
        QTRY_VERIFY(m_page->findChild<QComboBox *>(u"column-output"_s));
        find<QPushButton>(u"leave"_s)->click();
        QTRY_VERIFY(!m_page->findChild<QPushButton *>(u"leave"_s));
    }

private:
    void settle() { m_sample->settle(); }

    void readIn(const QString &delegation)
    {
        m_sample->ask([folder = m_sample->folder(), delegation](Store &store) {
            return takeEvidence(store, folder, u"reviews.csv"_s, reviewLines(delegation, store.today())).accepted;
        });
        settle();
    }

    void drop(const QString &path)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_page.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent dropped({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_page.get(), &dropped);
    }

    DelegationId idOf(const QString &title)
    {
        return m_sample->ask([title](Store &store) { return must(registry::DelegationService(store).find(title)); });
    }

    QTableView *table(const QString &name) { return find<QTableView>(name); }

    template <typename T>
    T *find(const QString &name)
    {
        auto *found = m_page->findChild<T *>(name);
        if (!found)
            qFatal("no %s", qUtf8Printable(name));
        return found;
    }

    /// The one of that name that stands beside another.
    template <typename T>
    T *find(const QString &name, const QString &beside)
    {
        return find<T>(beside)->parentWidget()->template findChild<T *>(name);
    }

    template <typename T>
    T *waitFor(const QString &name)
    {
        for (int i = 0; i < 200 && !m_page->findChild<T *>(name); ++i)
            QTest::qWait(10);
        return find<T>(name);
    }

    std::unique_ptr<SampleSession> m_sample;
    std::unique_ptr<EvidencePage> m_page;
    items::SharedFigures m_shown;
};

MUSTER_TEST(EvidencePageTest)

}

#include "tst_evidence_page.moc"
