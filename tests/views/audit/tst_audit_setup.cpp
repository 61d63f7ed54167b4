#include "items/audit_plan.h"
#include "register/audit_service.h"
#include "register/inventory_services.h"
#include "support/sample_session.h"
#include "support/test_program.h"
#include "views/audit/audit_setup.h"
#include "views/audit/audit_setup_lists.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

namespace tst_audit_setup {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using items::PairListModel;
using items::ScopeModel;

namespace {

/// The setup on the sample register, as its window shows it.
struct Desk
{
    Desk() : setup(sample.session()) { setup.resize(1096, 748); }

    void propose(const QList<DelegationId> &chosen = {}, AgendaForm form = AgendaForm::Full60)
    {
        setup.show();
        setup.activateWindow();
        if (!QTest::qWaitForWindowActive(&setup))
            qFatal("the window is not active");
        setup.propose(chosen, form);
        sample.settle();
    }

    template <typename W = QWidget>
    W *the(const QString &name)
    {
        auto *found = setup.findChild<W *>(name);
        if (!found)
            qFatal("no %s", qUtf8Printable(name));
        return found;
    }
    QAbstractItemModel &scope() { return *the<QListView>(u"scope"_s)->model(); }
    QAbstractItemModel &pairs() { return *the<PairList>(u"pairs"_s)->model(); }

    QStringList ticked()
    {
        QStringList titles;
        for (int row = 0; row < scope().rowCount(); ++row) {
            if (scope().index(row, 0).data(Qt::CheckStateRole).toInt() == Qt::Checked)
                titles << scope().index(row, 0).data().toString();
        }
        return titles;
    }

    /// The people of each pair.
    QList<QStringList> paired()
    {
        QList<QStringList> all;
        for (int row = 0; row < pairs().rowCount(); ++row) {
            const auto index = pairs().index(row, 0);
            const auto kind = index.data(PairListModel::KindRole).value<PairListModel::RowKind>();
            if (kind == PairListModel::RowKind::Pair)
                all << QStringList();
            else if (kind == PairListModel::RowKind::Person)
                all.last() << index.data().toString();
        }
        return all;
    }
    QStringList people()
    {
        QStringList names;
        for (const auto &pair : paired())
            names << pair;
        return names;
    }

    void choosePerson(const QString &name)
    {
        auto *list = the<PairList>(u"pairs"_s);
        for (int row = 0; row < pairs().rowCount(); ++row) {
            if (pairs().index(row, 0).data().toString() == name)
                list->setCurrentIndex(pairs().index(row, 0));
        }
        list->setFocus();
    }

    void key(QWidget *widget, int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(widget, Qt::Key(key), modifiers);
        sample.settle();
    }
    void typeInto(const QString &name, const QString &text)
    {
        auto *edit = the<QLineEdit>(name);
        edit->setFocus();
        QTest::keyClicks(edit, text);
        sample.settle();
    }

    QList<Delegation> delegations()
    {
        return must(sample.ask([](registry::Store &store) { return registry::DelegationService(store).all(); }));
    }
    registry::OpenAudit audit(const AuditId &id)
    {
        return must(sample.ask([id](registry::Store &store) { return registry::AuditService(store).get(id); }));
    }

    SampleSession sample;
    AuditSetup setup;
};

}

class TestAuditSetup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itProposesWhatIsDueForThePeopleOfLastTime();
    void anAuditIsOpenedByKeysAlone();
    void fewerPeopleHaveTimeForLess();
    void ticksByHandStay();
    void anyDelegationIsFoundAndTicked();
    void somebodyIsMovedToAnotherPair();
    void aPairTakesThreeAtMost();
    void aSpotCheckTakesOneDelegation();
    void whatIsMissingIsSaidBesideIt();
    void somebodyWhoLeftIsNamed();
    void whatAnotherAuditHasCanNotBeTicked();
    void whatWasPutTogetherIsStillThereLater();
    void theListsAreSoundModels();
};

void TestAuditSetup::itProposesWhatIsDueForThePeopleOfLastTime()
{
    Desk desk;
    desk.propose();
    QVERIFY(desk.people().size() >= 4);
    QVERIFY(desk.ticked().size() >= 2);
    QVERIFY(desk.the<PlainLabel>(u"capacity"_s)->text().contains(u"ten minutes a workflow"_s));
    for (int row = 0; row < desk.scope().rowCount(); ++row) {
        const auto index = desk.scope().index(row, 0);
        if (!index.data(ScopeModel::LineRole).toBool())
            QVERIFY(!index.data(ScopeModel::ReasonRole).toString().isEmpty());
    }
}

void TestAuditSetup::anAuditIsOpenedByKeysAlone()
{
    Desk desk;
    desk.propose();
    QSignalSpy opened(&desk.setup, &AuditSetup::opened);
    const auto ticked = desk.ticked();
    const auto paired = desk.paired();
    desk.key(desk.the(u"scopeSearch"_s), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(opened.size(), 1);
    const auto audit = desk.audit(opened[0][0].value<AuditId>());
    QStringList titles;
    for (const auto &item : audit.delegations)
        titles << item.title;
    QCOMPARE(titles, ticked);
    QCOMPARE(audit.pairs.size(), paired.size());
    QVERIFY(!audit.agenda.isStarted());
}

void TestAuditSetup::fewerPeopleHaveTimeForLess()
{
    Desk desk;
    desk.propose();
    const auto before = desk.ticked().size();
    while (desk.people().size() > 2) {
        desk.choosePerson(desk.people().last());
        desk.key(desk.the(u"pairs"_s), Qt::Key_Delete);
    }
    QVERIFY2(desk.ticked().size() < before, qPrintable(desk.ticked().join(u", "_s)));
    QVERIFY(desk.the<PlainLabel>(u"capacity"_s)->text().contains(u"1 pair"_s));
}

void TestAuditSetup::ticksByHandStay()
{
    Desk desk;
    desk.propose();
    auto *list = desk.the<QListView>(u"scope"_s);
    desk.key(desk.the(u"scopeSearch"_s), Qt::Key_Down);
    QVERIFY(list->hasFocus());
    const QString first = desk.scope().index(0, 0).data().toString();
    desk.key(list, Qt::Key_Space);
    QVERIFY(!desk.ticked().contains(first));
    desk.choosePerson(desk.people().last());
    desk.key(desk.the(u"pairs"_s), Qt::Key_Delete);
    QVERIFY(!desk.ticked().contains(first));
    const auto row = list->visualRect(desk.scope().index(0, 0));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, row.center());
    desk.sample.settle();
    QVERIFY(desk.ticked().contains(first));
}

void TestAuditSetup::anyDelegationIsFoundAndTicked()
{
    Desk desk;
    desk.propose();
    QStringList shown;
    for (int row = 0; row < desk.scope().rowCount(); ++row)
        shown << desk.scope().index(row, 0).data().toString();
    QString other;
    for (const auto &delegation : desk.delegations()) {
        if (!shown.contains(delegation.title) && delegation.status != Status::Retired)
            other = delegation.title;
    }
    QVERIFY(!other.isEmpty());
    desk.typeInto(u"scopeSearch"_s, other);
    QVERIFY(desk.scope().rowCount() >= 1);
    desk.key(desk.the(u"scopeSearch"_s), Qt::Key_Return);
    QVERIFY(desk.the<QLineEdit>(u"scopeSearch"_s)->text().isEmpty());
    QVERIFY2(desk.ticked().contains(other), qPrintable(desk.ticked().join(u", "_s)));
}

void TestAuditSetup::somebodyIsMovedToAnotherPair()
{
    Desk desk;
    desk.propose();
    const auto before = desk.paired();
    const QString person = before.last().first();
    desk.choosePerson(person);
    desk.key(desk.the(u"pairs"_s), Qt::Key_Up, Qt::AltModifier);
    QVERIFY(desk.paired()[before.size() - 2].contains(person));
    QCOMPARE(desk.the<PairList>(u"pairs"_s)->currentIndex().data().toString(), person); // to be moved on
    QVERIFY(desk.the<QPushButton>(u"proposePairs"_s)->isVisible());
    desk.the<QPushButton>(u"proposePairs"_s)->click();
    desk.sample.settle();
    QCOMPARE(desk.paired(), before);
}

void TestAuditSetup::aPairTakesThreeAtMost()
{
    Desk desk;
    desk.propose();
    QVERIFY(desk.paired().size() >= 2);
    for (int i = 0; i < 2; ++i) {
        desk.choosePerson(desk.paired()[0][0]);
        desk.key(desk.the(u"pairs"_s), Qt::Key_Down, Qt::AltModifier);
    }
    QVERIFY(desk.the<InlineMessage>(u"peopleMessage"_s)->text().contains(u"three people at most"_s));
    auto people = desk.people();
    QCOMPARE(people.removeDuplicates(), 0);
}

void TestAuditSetup::aSpotCheckTakesOneDelegation()
{
    Desk desk;
    const auto all = desk.delegations();
    desk.propose({all[0].id}, AgendaForm::Spot15);
    QCOMPARE(desk.ticked(), QStringList{all[0].title});
    QCOMPARE(desk.people().size(), 1);
    auto *list = desk.the<QListView>(u"scope"_s);
    const auto other = desk.scope().index(1, 0);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(other).center());
    desk.sample.settle();
    QCOMPARE(desk.ticked().size(), 1);
    QSignalSpy opened(&desk.setup, &AuditSetup::opened);
    desk.key(list, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(opened.size(), 1);
    QVERIFY(desk.audit(opened[0][0].value<AuditId>()).form == AgendaForm::Spot15);
}

void TestAuditSetup::whatIsMissingIsSaidBesideIt()
{
    Desk desk;
    desk.propose({}, AgendaForm::Spot15);
    desk.choosePerson(desk.people().first());
    desk.key(desk.the(u"pairs"_s), Qt::Key_Delete);
    QVERIFY(desk.the<InlineMessage>(u"peopleMessage"_s)->text().isEmpty()); // not before it is tried
    desk.key(desk.the(u"pairs"_s), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(desk.the<InlineMessage>(u"peopleMessage"_s)->text().startsWith(u"Nobody takes part"_s));
    desk.typeInto(u"person"_s, u"nobody at all"_s);
    desk.key(desk.the(u"person"_s), Qt::Key_Return);
    QVERIFY(desk.the<InlineMessage>(u"peopleMessage"_s)->text().contains(u"nobody at all"_s));
    QCOMPARE(desk.the<QLineEdit>(u"person"_s)->text(), u"nobody at all"_s);
}

void TestAuditSetup::somebodyWhoLeftIsNamed()
{
    Desk desk;
    desk.propose();
    const QString name = desk.people().last();
    must(desk.sample.ask([name](registry::Store &store) {
        registry::PersonService people(store);
        return people.left(*people.find(name), store.today());
    }));
    desk.sample.settle();
    const QString message = desk.the<InlineMessage>(u"peopleMessage"_s)->text();
    QVERIFY2(message.startsWith(name + u" has left"_s), qPrintable(message));
    QSignalSpy opened(&desk.setup, &AuditSetup::opened);
    desk.key(desk.the(u"pairs"_s), Qt::Key_Return, Qt::ControlModifier);
    QTest::qWait(200); // a button takes a tenth of a second to be pressed by its shortcut
    desk.sample.settle();
    QCOMPARE(opened.size(), 0);
}

void TestAuditSetup::whatAnotherAuditHasCanNotBeTicked()
{
    Desk desk;
    desk.propose();
    const auto titles = desk.ticked();
    QSignalSpy opened(&desk.setup, &AuditSetup::opened);
    desk.key(desk.the(u"pairs"_s), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(opened.size(), 1);
    const auto audit = desk.audit(opened[0][0].value<AuditId>());
    desk.propose();
    for (const auto &title : titles)
        QVERIFY(!desk.ticked().contains(title));
    desk.propose({audit.delegations[0].id});
    const QString message = desk.the<InlineMessage>(u"scopeMessage"_s)->text();
    QVERIFY2(message.contains(u"is in open audit %1"_s.arg(audit.number)), qPrintable(message));
}

void TestAuditSetup::whatWasPutTogetherIsStillThereLater()
{
    Desk desk;
    desk.propose();
    desk.choosePerson(desk.people().last());
    desk.key(desk.the(u"pairs"_s), Qt::Key_Up, Qt::AltModifier);
    desk.key(desk.the(u"scopeSearch"_s), Qt::Key_Down);
    desk.key(desk.the(u"scope"_s), Qt::Key_Space);
    const auto paired = desk.paired();
    const auto ticked = desk.ticked();
    AuditSetup later(desk.sample.session());
    later.propose();
    desk.sample.settle();
    const auto *scope = later.findChild<QListView *>(u"scope"_s)->model();
    QStringList again;
    for (int row = 0; row < scope->rowCount(); ++row) {
        if (scope->index(row, 0).data(Qt::CheckStateRole).toInt() == Qt::Checked)
            again << scope->index(row, 0).data().toString();
    }
    QCOMPARE(again, ticked);
    desk.propose();
    QCOMPARE(desk.paired(), paired);
}

void TestAuditSetup::theListsAreSoundModels()
{
    Desk desk;
    QAbstractItemModelTester scope(&desk.scope(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester pairs(&desk.pairs(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    desk.propose();
    desk.typeInto(u"scopeSearch"_s, u"re"_s);
    desk.key(desk.the(u"scopeSearch"_s), Qt::Key_Return);
    desk.choosePerson(desk.people().last());
    desk.key(desk.the(u"pairs"_s), Qt::Key_Up, Qt::AltModifier);
    desk.key(desk.the(u"pairs"_s), Qt::Key_Delete);
}

MUSTER_TEST(TestAuditSetup)

}

#include "tst_audit_setup.moc"
