#include "items/audit_plan.h"
#include "room_window.h"
#include "support/test_program.h"
#include "views/audit/audit_result.h"
#include "views/audit/audit_setup.h"
#include "views/audit/audit_setup_lists.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QTableView>

namespace tst_audit_planning {

using namespace muster;
using namespace muster::test;

namespace {

/// The audit page where an audit is set up.
struct Planning
{
    explicit Planning(const QList<DelegationId> &chosen = {}) : window(sample)
    {
        window.page->setUp(chosen);
        sample.settle();
    }

    template <typename W>
    W *the(const QString &name)
    {
        return part<W>(*window.page, name);
    }
    QStringList ticked()
    {
        QStringList all;
        const auto *model = the<QListView>(u"scope"_s)->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 0).data(Qt::CheckStateRole).toInt() == Qt::Checked)
                all << model->index(row, 0).data().toString();
        }
        return all;
    }
    QString said(const QString &message) { return window.page->findChild<InlineMessage *>(message)->text(); }
    QString capacity() { return the<PlainLabel>(u"capacity"_s)->text(); }
    bool takesPart(const QString &name)
    {
        const auto *model = the<PairList>(u"pairs"_s)->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 0).data().toString() == name)
                return true;
        }
        return false;
    }
    void press(const QString &name)
    {
        QTest::mouseClick(the<QPushButton>(name), Qt::LeftButton);
        sample.settle();
    }
    QStringList shown()
    {
        QStringList all;
        for (const auto *label : window.page->findChildren<QLabel *>())
            all << (label->isVisible() ? label->text() : QString());
        all.removeAll(QString());
        return all;
    }

    SampleSession sample;
    Window window;
};

}

/// Before an audit, what fits and who comes; after it, what came of it, read and handed out.
class TestAuditPlanning final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theShorterFormHasTimeForLess();
    void moreThanFitsIsSaid();
    void theSeriesBringsItsForm();
    void somebodyIsAddedByAPartOfTheirName();
    void aFullPlanBecomesASpotCheck();
    void escapeLeavesAndThePlanIsKept();
    void anAuditIsOpenedWithItsSeries();
    void theResultIsReadByArrows();
    void theWholeAuditIsAmended();
    void theLogIsHandedOutByADialog();
};

void TestAuditPlanning::theShorterFormHasTimeForLess()
{
    Planning plan;
    const QString before = plan.capacity();
    const auto ticked = plan.ticked();
    QVERIFY(plan.the<QPushButton>(u"form0"_s)->isChecked());
    plan.window.key(Qt::Key_4, Qt::AltModifier);
    QVERIFY(plan.the<QPushButton>(u"form1"_s)->isChecked());
    QVERIFY2(plan.capacity() != before, qPrintable(plan.capacity()));
    QVERIFY(plan.ticked().size() < ticked.size());
    QVERIFY(plan.shown().filter(u"of 15 minutes of checks"_s).size() == 1);
    plan.window.key(Qt::Key_6, Qt::AltModifier);
    QCOMPARE(plan.ticked(), ticked);
}

void TestAuditPlanning::moreThanFitsIsSaid()
{
    Planning plan;
    auto *list = plan.the<QListView>(u"scope"_s);
    list->setFocus();
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        const auto index = list->model()->index(row, 0);
        list->setCurrentIndex(index);
        if (index.data(Qt::CheckStateRole).toInt() == Qt::Unchecked)
            plan.window.key(Qt::Key_Space);
    }
    for (const auto &title : {u"Release notes"_s, u"Invoice questions"_s, u"Nightly data checks"_s, u"Refusing"_s}) {
        plan.the<QLineEdit>(u"scopeSearch"_s)->setFocus();
        plan.window.type(title);
        plan.sample.settle();
        plan.window.key(Qt::Key_Return);
    }
    QVERIFY2(plan.said(u"scopeMessage"_s).contains(u"What stays open leads the next audit."_s),
             qPrintable(plan.said(u"scopeMessage"_s)));
    QVERIFY(plan.the<QPushButton>(u"open"_s)->isEnabled()); // it is said, not forbidden
}

void TestAuditPlanning::theSeriesBringsItsForm()
{
    Planning plan;
    must(plan.sample.ask([](Store &store) {
        return registry::SeriesService(store).add({{u"title"_s, u"Support, short"_s},
                                                   {u"owner"_s, u"Mei Lin"_s},
                                                   {u"cadence"_s, u"monthly"_s},
                                                   {u"form"_s, u"45"_s}});
    }));
    plan.sample.settle();
    auto *series = plan.the<QComboBox>(u"series"_s);
    QTRY_VERIFY(series->findText(u"Support, short"_s) > 0);
    series->setCurrentIndex(series->findText(u"Support, short"_s));
    plan.sample.settle();
    QVERIFY(plan.the<QPushButton>(u"form1"_s)->isChecked());
    QCOMPARE(series->currentText(), u"Support, short"_s);
}

void TestAuditPlanning::somebodyIsAddedByAPartOfTheirName()
{
    Planning plan;
    auto *pairs = plan.the<PairList>(u"pairs"_s);
    for (int row = 0; row < pairs->model()->rowCount(); ++row) {
        if (pairs->model()->index(row, 0).data().toString() == u"Sam Ortiz"_s)
            pairs->setCurrentIndex(pairs->model()->index(row, 0));
    }
    pairs->setFocus();
    plan.window.key(Qt::Key_Delete);
    QVERIFY(!plan.takesPart(u"Sam Ortiz"_s));
    auto *person = plan.the<QLineEdit>(u"person"_s);
    person->setFocus();
    plan.window.type(u"ortiz"_s);
    plan.window.key(Qt::Key_Return);
    plan.sample.settle();
    QVERIFY(plan.takesPart(u"Sam Ortiz"_s));
    QTRY_VERIFY(person->text().isEmpty());
    plan.window.type(u"tom"_s); // has left
    plan.window.key(Qt::Key_Return);
    QVERIFY2(plan.said(u"peopleMessage"_s).contains(u"“tom”"_s), qPrintable(plan.said(u"peopleMessage"_s)));
    QVERIFY(!plan.takesPart(u"Tom Reyes"_s));
}

void TestAuditPlanning::aFullPlanBecomesASpotCheck()
{
    Planning plan;
    QVERIFY(plan.ticked().size() > 1);
    plan.window.key(Qt::Key_1, Qt::AltModifier);
    QVERIFY(plan.the<QPushButton>(u"form2"_s)->isChecked());
    QVERIFY(plan.ticked().size() <= 1);
    QVERIFY(plan.shown().contains(u"New spot check"_s));
}

void TestAuditPlanning::escapeLeavesAndThePlanIsKept()
{
    Planning plan;
    auto *list = plan.the<QListView>(u"scope"_s);
    const QString first = list->model()->index(0, 0).data().toString();
    list->setFocus();
    list->setCurrentIndex(list->model()->index(0, 0));
    plan.window.key(Qt::Key_Space);
    QVERIFY(!plan.ticked().contains(first));
    plan.window.key(Qt::Key_Escape);
    QVERIFY(!plan.window.page->findChild<AuditSetup *>()->isVisible());
    auto *audits = part<QListView>(*plan.window.page, u"audits"_s);
    QVERIFY(audits->hasFocus());
    plan.window.key(Qt::Key_End);
    QCOMPARE(audits->currentIndex().data().toString(), u"Audit 1"_s);
    plan.window.key(Qt::Key_Home);
    QCOMPARE(audits->currentIndex().data().toString(), u"Audit 3"_s);
    plan.window.page->setUp({});
    plan.sample.settle();
    QVERIFY(!plan.ticked().contains(first));
}

void TestAuditPlanning::anAuditIsOpenedWithItsSeries()
{
    Planning plan;
    auto *series = plan.the<QComboBox>(u"series"_s);
    series->setCurrentIndex(series->findText(u"Checkout Delegation Audit"_s));
    plan.sample.settle();
    const auto ticked = plan.ticked();
    plan.window.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(plan.window.page->findChild<AuditRoom *>());
    plan.sample.settle();
    const auto audit = stored(plan.sample, plan.window.room().id());
    QVERIFY(audit.series);
    QCOMPARE(audit.delegations.size(), ticked.size());
    QVERIFY(!audit.agenda.isStarted()); // the clock starts when somebody says so
}

void TestAuditPlanning::theResultIsReadByArrows()
{
    Planning plan;
    plan.window.page->open(must(plan.sample.ask([](Store &store) { return AuditService(store).findClosed(u"1"_s); })));
    plan.sample.settle();
    auto *matrix = plan.the<QTableView>(u"matrix"_s);
    QVERIFY(matrix->hasFocus());
    QCOMPARE(plan.the<PlainLabel>(u"note"_s)->text(), u"Nobody could say when they last read one."_s);
    plan.window.key(Qt::Key_Right);
    QVERIFY(plan.shown().contains(u"Competitor digest: Model fit"_s));
    for (const auto &text :
         {u"Audit 1"_s, u"Lea Brandt"_s, u"Who pays for the frontier seats?"_s,
          u"First audit. Writing the inventory down was half the work."_s, u"4  Competitor digest"_s})
        QVERIFY2(plan.shown().contains(text), qPrintable(text + u" is not in "_s + plan.shown().join(u'|')));
    plan.window.key(Qt::Key_Escape);
    QVERIFY(part<QListView>(*plan.window.page, u"audits"_s)->isVisible());
}

void TestAuditPlanning::theWholeAuditIsAmended()
{
    Planning plan;
    const auto id = must(plan.sample.ask([](Store &store) { return AuditService(store).findClosed(u"1"_s); }));
    plan.window.page->open(id);
    plan.sample.settle();
    plan.window.key(Qt::Key_Left); // the column of titles
    plan.window.key(Qt::Key_M, Qt::AltModifier);
    QCOMPARE(plan.window.focused(), u"amendWhy"_s);
    QVERIFY(plan.shown().contains(u"The whole audit"_s));
    QVERIFY(!plan.window.page->findChild<QComboBox *>(u"amendVerdict"_s)->isVisible());
    plan.window.type(u"Two of us joined late"_s);
    plan.window.key(Qt::Key_Escape);
    QVERIFY(!plan.window.page->findChild<QLineEdit *>(u"amendWhy"_s)->isVisible());
    QVERIFY(plan.window.page->findChild<AuditResult *>()->isVisible()); // Escape leaves one thing at a time
    plan.window.key(Qt::Key_M, Qt::AltModifier);
    QCOMPARE(plan.the<QLineEdit>(u"amendWhy"_s)->text(), u"Two of us joined late"_s);
    plan.window.key(Qt::Key_Return);
    plan.sample.settle();
    const auto closed = must(plan.sample.ask([id](Store &store) { return registry::readClosedAudit(store, id); }));
    QCOMPARE(closed.amendments.size(), 1);
    QVERIFY(closed.amendments.first().delegation.isEmpty());
    QCOMPARE(closed.amendments.first().amendment.why, u"Two of us joined late"_s);
    QVERIFY(plan.shown().contains(u"Two of us joined late"_s));
}

void TestAuditPlanning::theLogIsHandedOutByADialog()
{
    Planning plan;
    plan.window.page->open(must(plan.sample.ask([](Store &store) { return AuditService(store).findClosed(u"2"_s); })));
    plan.sample.settle();
    plan.window.key(Qt::Key_X, Qt::AltModifier);
    QFileDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = plan.window.page->findChild<QFileDialog *>()) && dialog->isVisible());
    auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    QCOMPARE(name->text(), u"audit-2.csv"_s);
    name->setText(plan.sample.folder() + u"/handed out"_s);
    QTest::keyClick(name, Qt::Key_Return);
    const QString path = plan.sample.folder() + u"/handed out.csv"_s;
    QTRY_VERIFY(QFile::exists(path));
    plan.sample.settle();
    QVERIFY(contentOf(path).startsWith("date,audit,"));
    QCOMPARE(plan.the<InlineMessage>(u"message"_s)->text(), u"Written to %1."_s.arg(path));
}

MUSTER_TEST(TestAuditPlanning)

}

#include "tst_audit_planning.moc"
