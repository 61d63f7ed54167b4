#include "items/person_table_model.h"
#include "register/decision_service.h"
#include "register/person_list.h"
#include "support/sample_session.h"
#include "support/test_program.h"
#include "views/parts/pieces.h"
#include "views/parts/tag.h"
#include "views/people/people_page.h"

#include <QApplication>
#include <QComboBox>
#include <QDateEdit>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

namespace tst_leaving_people {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using items::PersonTableModel;
using registry::DelegationService;
using registry::PersonService;
using registry::Store;

namespace {

/// The people page, worked with by keys.
struct Desk
{
    Desk() : page(sample.session())
    {
        page.resize(1100, 760);
        page.show();
        page.activate();
        sample.settle();
        QApplication::setActiveWindow(&page);
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the window is not active");
    }

    QTableView &table() { return *page.findChild<QTableView *>(u"people"_s); }
    QModelIndex row(const QString &name)
    {
        const auto *model = table().model();
        return model->match(model->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly).value(0);
    }
    void choose(const QString &name)
    {
        table().setCurrentIndex(row(name));
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
    bool has(const QString &name) { return page.findChild<QWidget *>(name); }
    void press(const QString &name)
    {
        QTest::mouseClick(the<QPushButton>(name), Qt::LeftButton);
        sample.settle();
    }
    QStringList said()
    {
        QStringList all;
        for (const auto *label : page.findChildren<QLabel *>())
            all << (label->isVisible() ? label->text() : QString());
        for (const auto *tag : page.findChildren<Tag *>())
            all << (tag->isVisible() ? tag->look().text : QString());
        all.removeAll(QString());
        return all;
    }
    QString message() { return the<InlineMessage>(u"cardMessage"_s)->text(); }

    PersonId idOf(const QString &name)
    {
        return sample.ask([name](Store &store) { return must(PersonService(store).find(name)); });
    }
    QList<registry::HeldItem> held(const QString &name)
    {
        const auto id = idOf(name);
        return must(sample.ask([id](Store &store) { return registry::holdingsOf(store, id); }));
    }
    qsizetype lost(const QString &name)
    {
        const auto items = held(name);
        return std::ranges::count_if(items, &registry::HeldItem::isLost);
    }

    SampleSession sample;
    PeoplePage page;
};

#define VERIFY_SAID(desk, wanted) QVERIFY2((desk).said().contains(wanted), qPrintable((desk).said().join(u'|')))

}

/// Somebody leaves: what becomes ownerless is said then and there, handed over in one step, and taken back in one.
class TestLeavingPeople final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWouldBeLostIsSaidBefore();
    void byKeysAlone();
    void whoLeavesLaterIsStillThere();
    void itWasNotSo();
    void nothingIsLostOfWhoHasNothing();
    void whoIsThereHandsOverToo();
    void aHandOverThatCameTooLateIsRefusedWhole();
    void everythingInTheirNameLeadsToItsPlace();
    void whoHoldsMuchIsCounted();
};

void TestLeavingPeople::whatWouldBeLostIsSaidBefore()
{
    Desk desk;
    desk.choose(u"Mei Lin"_s);
    const auto lost = desk.lost(u"Mei Lin"_s);
    QVERIFY(lost > 1);
    desk.press(u"leave"_s);
    VERIFY_SAID(desk, u"%1 things become ownerless; they can be handed over next."_s.arg(lost));
    QVERIFY(!desk.row(u"Mei Lin"_s).data(PersonTableModel::LeftRole).toBool()); // it is only asked so far
    for (auto *one : desk.page.findChildren<QPushButton *>()) {
        if (one->isVisible() && one->text() == u"Cancel"_s) {
            QTest::mouseClick(one, Qt::LeftButton);
            break;
        }
    }
    desk.sample.settle();
    QVERIFY(!desk.has(u"leftOn"_s));
    QVERIFY(desk.has(u"leave"_s));
    QCOMPARE(desk.sample.history().count(), 0);
}

void TestLeavingPeople::byKeysAlone()
{
    Desk desk;
    desk.choose(u"Priya Nair"_s);
    const auto before = desk.lost(u"Priya Nair"_s);
    const auto press = [&](int key) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key(key));
        desk.sample.settle();
    };
    const auto tabTo = [&](const QString &name) {
        for (int i = 0; i < 40 && QApplication::focusWidget()->objectName() != name; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        return QApplication::focusWidget()->objectName() == name;
    };
    desk.table().setFocus();
    QVERIFY(tabTo(u"leave"_s));
    press(Qt::Key_Space);
    QCOMPARE(QApplication::focusWidget()->objectName(), u"leftOn"_s);
    QVERIFY(tabTo(u"markLeft"_s));
    press(Qt::Key_Space);
    QCOMPARE(desk.message(), u"Priya Nair is marked as left."_s);
    VERIFY_SAID(desk, u"left 12 Jun 2026"_s);
    VERIFY_SAID(desk, u"nobody now"_s);
    QVERIFY(!desk.the<QPushButton>(u"handOver"_s)->isEnabled()); // to nobody yet
    desk.the<QComboBox>(u"handOverTo"_s)->setFocus();
    QTest::keyClicks(QApplication::focusWidget(), u"mei"_s);
    QCOMPARE(desk.the<QComboBox>(u"handOverTo"_s)->currentText(), u"Mei Lin"_s);
    QVERIFY(tabTo(u"handOver"_s));
    press(Qt::Key_Space);
    QCOMPARE(desk.message(), u"Handed over %1 things to Mei Lin."_s.arg(before));
    QCOMPARE(desk.lost(u"Priya Nair"_s), 0);
    QVERIFY(!desk.has(u"handOver"_s));
    auto *undo = desk.the<InlineMessage>(u"cardMessage"_s)->findChild<QPushButton *>();
    QTest::mouseClick(undo, Qt::LeftButton);
    desk.sample.settle();
    QCOMPARE(desk.lost(u"Priya Nair"_s), before);
    QVERIFY(desk.sample.history().redo());
    desk.sample.settle();
    QCOMPARE(desk.lost(u"Priya Nair"_s), 0);
}

void TestLeavingPeople::whoLeavesLaterIsStillThere()
{
    Desk desk;
    desk.choose(u"Sam Ortiz"_s);
    desk.press(u"leave"_s);
    desk.the<QDateEdit>(u"leftOn"_s)->setDate(QDate(2026, 7, 31));
    desk.press(u"markLeft"_s);
    VERIFY_SAID(desk, u"leaves 31 Jul 2026"_s);
    QVERIFY(!desk.row(u"Sam Ortiz"_s).data(PersonTableModel::LeftRole).toBool());
    QVERIFY(!desk.said().contains(u"nobody now"_s));
    VERIFY_SAID(desk, u"Hand over what they own, stop, run and decide:"_s);
    desk.sample.clock().set(QDate(2026, 8, 1), QTime(8, 0));
    const auto stored = desk.sample.ask([id = desk.idOf(u"Sam Ortiz"_s)](Store &store) {
        return must(PersonService(store).get(id)).isActive(store.today());
    });
    QVERIFY(!stored);
}

void TestLeavingPeople::itWasNotSo()
{
    Desk desk;
    desk.choose(u"Tom Reyes"_s);
    VERIFY_SAID(desk, u"left 29 May 2026"_s);
    QCOMPARE(desk.the<QPushButton>(u"notLeft"_s)->accessibleName(), u"Tom Reyes has not left"_s);
    desk.press(u"notLeft"_s);
    QCOMPARE(desk.message(), u"Tom Reyes is there again."_s);
    QVERIFY(!desk.row(u"Tom Reyes"_s).data(PersonTableModel::LeftRole).toBool());
    QVERIFY(desk.has(u"leave"_s));
    QVERIFY(desk.sample.history().undo());
    desk.sample.settle();
    VERIFY_SAID(desk, u"left 29 May 2026"_s);
}

void TestLeavingPeople::nothingIsLostOfWhoHasNothing()
{
    Desk desk;
    auto *name = desk.the<QLineEdit>(u"newName"_s);
    name->setFocus();
    QTest::keyClicks(name, u"R&D <Ada>"_s);
    QTest::keyClick(name, Qt::Key_Return);
    desk.sample.settle();
    VERIFY_SAID(desk, u"R&D <Ada>"_s);
    VERIFY_SAID(desk, u"Nothing is in their name yet. Name them as the owner of a delegation."_s);
    desk.press(u"leave"_s);
    VERIFY_SAID(desk, u"Nothing becomes ownerless."_s);
    desk.press(u"markLeft"_s);
    VERIFY_SAID(desk, u"Nothing is in their name any more."_s);
    QVERIFY(!desk.has(u"handOver"_s));
}

void TestLeavingPeople::whoIsThereHandsOverToo()
{
    Desk desk;
    desk.choose(u"Jonas Weber"_s);
    const auto before = desk.lost(u"Jonas Weber"_s), had = desk.lost(u"Dana Keller"_s);
    auto *to = desk.the<QComboBox>(u"handOverTo"_s);
    QVERIFY(to->findText(u"Jonas Weber"_s) < 0 && to->findText(u"Tom Reyes"_s) < 0);
    to->setCurrentIndex(to->findText(u"Dana Keller"_s));
    desk.press(u"handOver"_s);
    QCOMPARE(desk.lost(u"Jonas Weber"_s), 0);
    QCOMPARE(desk.lost(u"Dana Keller"_s), had + before);
    QVERIFY(desk.has(u"leave"_s)); // Jonas is still there
    QCOMPARE(desk.sample.history().undoText(), u"Hand over from Jonas Weber to Dana Keller"_s);
}

void TestLeavingPeople::aHandOverThatCameTooLateIsRefusedWhole()
{
    Desk desk;
    desk.choose(u"Priya Nair"_s);
    const auto before = desk.lost(u"Priya Nair"_s);
    auto *to = desk.the<QComboBox>(u"handOverTo"_s);
    to->setCurrentIndex(to->findText(u"Sam Ortiz"_s));
    const auto had = desk.lost(u"Sam Ortiz"_s);
    // Another window changes one of the things, and this one has not heard of it yet.
    const auto changed = desk.sample.reg()->run([](Store &store) {
        DelegationService service(store);
        return must(service.set(must(service.find(u"Ticket triage"_s)), {{u"owner"_s, u"Mei Lin"_s}}));
    });
    QTest::mouseClick(desk.the<QPushButton>(u"handOver"_s), Qt::LeftButton);
    desk.sample.settle();
    QVERIFY(changed.isFinished());
    QCOMPARE(desk.lost(u"Sam Ortiz"_s), had);
    QCOMPARE(desk.lost(u"Priya Nair"_s), before - 1); // all but what went to Mei
    QVERIFY2(!desk.message().isEmpty(), "the refusal is said where it was asked for");
    QCOMPARE(desk.sample.history().count(), 0);
    to = desk.the<QComboBox>(u"handOverTo"_s);
    QCOMPARE(to->currentText(), u"Sam Ortiz"_s); // what was chosen is still chosen
    desk.press(u"handOver"_s);
    QCOMPARE(desk.lost(u"Priya Nair"_s), 0);
}

void TestLeavingPeople::everythingInTheirNameLeadsToItsPlace()
{
    Desk desk;
    desk.choose(u"Dana Keller"_s);
    for (const auto &group : {u"Owns"_s, u"Pulls the plug on"_s, u"Open decisions"_s, u"Reviews"_s, u"Deputy of"_s})
        VERIFY_SAID(desk, group);
    VERIFY_SAID(desk, u"was due 5 Jun 2026"_s);
    const QSignalSpy decision(&desk.sample.navigator(), &Navigator::decisionWanted);
    const QSignalSpy delegation(&desk.sample.navigator(), &Navigator::delegationWanted);
    QList<QPushButton *> links;
    for (auto *one : desk.page.findChildren<QPushButton *>()) {
        if (one->accessibleName() == u"Show Friday stakeholder update"_s
            || one->accessibleName().endsWith(u": stop-rule"_s))
            links << one;
    }
    QVERIFY(links.size() >= 2);
    for (auto *one : links) {
        one->setFocus();
        QTest::keyClick(one, Qt::Key_Space);
    }
    QVERIFY(decision.size() == 1 && delegation.size() > 0);
    desk.choose(u"Lea Brandt"_s);
    VERIFY_SAID(desk, u"Runs the audits of"_s);
    VERIFY_SAID(desk, u"Checkout Delegation Audit"_s);
}

void TestLeavingPeople::whoHoldsMuchIsCounted()
{
    Desk desk;
    must(desk.sample.ask([owner = desk.idOf(u"Sam Ortiz"_s)](Store &store) -> Result<void> {
        for (int i = 0; i < 40; ++i) {
            Delegation one;
            one.title = u"Workflow %1"_s.arg(i);
            one.owner = owner;
            must(DelegationService(store).add(one));
        }
        return {};
    }));
    desk.choose(u"Sam Ortiz"_s);
    const auto items = desk.held(u"Sam Ortiz"_s);
    const auto owned = std::ranges::count(items, registry::Holding::Owner, &registry::HeldItem::holding);
    VERIFY_SAID(desk, u"and %1 more"_s.arg(owned - 30));
    VERIFY_SAID(desk, QString::number(owned));
}

MUSTER_TEST(TestLeavingPeople)

}

#include "tst_leaving_people.moc"
