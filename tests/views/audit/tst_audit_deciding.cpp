#include "room_window.h"
#include "support/test_program.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QMenu>

namespace tst_audit_deciding {

using namespace muster;
using namespace muster::test;
using registry::OpenDecision;

namespace {

/// The room with findings that ask for decisions: two on the update, one on the bumps.
struct Deciding : Desk
{
    Deciding() : update(named(sample, u"Friday stakeholder update"_s)), bumps(named(sample, u"Dependency bumps"_s))
    {
        setVerdict({update, Check::Model}, Verdict::Drift, u"Mid rewrites every figure"_s);
        setVerdict({update, Check::Creep}, Verdict::Fail, u"Nobody read one"_s);
        setVerdict({bumps, Check::Stop}, Verdict::Fail, u"Nobody could stop it"_s);
        window.key(Qt::Key_S, Qt::AltModifier);
    }

    LineList &list(const QString &name) { return *part<LineList>(*window.page, name); }
    template <typename W>
    W *the(const QString &name)
    {
        return part<W>(*window.page, name);
    }
    QStringList said()
    {
        QStringList all;
        for (const auto *label : window.page->findChildren<QLabel *>())
            all << (label->isVisible() ? label->text() : QString());
        all.removeAll(QString());
        return all;
    }
    QStringList offered(const QString &combo)
    {
        QStringList all;
        for (int i = 0; i < the<QComboBox>(combo)->count(); ++i)
            all << the<QComboBox>(combo)->itemText(i);
        return all;
    }
    void press(const QString &text)
    {
        for (auto *one : window.page->findChildren<QPushButton *>()) {
            if (one->isVisible() && QString(one->text()).remove(u'&') == text) {
                QTest::mouseClick(one, Qt::LeftButton);
                break;
            }
        }
        sample.settle();
    }
    /// Adds a decision on what the list shows, of the first kind offered.
    void add(const QString &reason)
    {
        why().setFocus();
        window.type(reason);
        window.key(Qt::Key_Return, Qt::ControlModifier);
        sample.settle();
    }
    QList<OpenDecision> decisions(const DelegationId &delegation) { return audit().find(delegation)->decisions; }
    QStringList states(const QString &name)
    {
        QStringList all;
        for (const auto &line : list(name).lines())
            all << line.state;
        return all;
    }

    DelegationId update, bumps;
};

}

/// From findings to decisions: what fits is offered, who and when is asked, and nothing is for good until it is closed.
class TestAuditDeciding final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFindingIsWalkedThrough();
    void whatAuditsCostStandsBesideIt();
    void eachKindAsksForWhatItNeeds();
    void oneDecisionAnswersTwoFindings();
    void whoDecidedIsChosen();
    void anAcceptanceEnds();
    void aDecisionIsTakenBackAndPutBack();
    void anOwnerWhoLeftIsSaid();
    void nothingToDecideSaysSo();
};

void TestAuditDeciding::everyFindingIsWalkedThrough()
{
    Deciding room;
    room.window.key(Qt::Key_3, Qt::AltModifier);
    auto &list = room.list(u"findings"_s);
    QCOMPARE(room.states(u"findings"_s), QStringList(3, u"needs a decision"_s));
    QVERIFY(room.said().contains(u"0 of 3 decided"_s));
    QVERIFY(room.said().contains(u"Mid rewrites every figure"_s));
    room.window.key(Qt::Key_Down);
    room.add(u"A person reads it"_s);
    QCOMPARE(list.current()->state, u"decided"_s);
    QVERIFY(room.said().contains(u"1 of 3 decided"_s));
    QStringList walked;
    for (int i = 0; i < 3; ++i) {
        room.press(u"Next without a decision"_s);
        walked << list.current()->title;
    }
    QCOMPARE(walked, (QStringList{u"Dependency bumps"_s, u"Friday stakeholder update"_s, u"Dependency bumps"_s}));
    QVERIFY(list.hasFocus());
}

void TestAuditDeciding::whatAuditsCostStandsBesideIt()
{
    Deciding room;
    room.sample.clock().advance(10);
    room.window.key(Qt::Key_3, Qt::AltModifier);
    const auto said = room.said();
    QVERIFY2(said.contains(u"60 person-minutes, about 12 for this workflow"_s), qPrintable(said.join(u'|')));
    QVERIFY2(said.contains(u"18 EUR a month"_s), qPrintable(said.join(u'|')));
    QTRY_VERIFY(room.said().contains(u"Its last 2 audits"_s));
    QVERIFY(said.contains(u"9. Fix the stop rule, A rule that nobody has tried is a hope."_s)); // decided before
}

void TestAuditDeciding::eachKindAsksForWhatItNeeds()
{
    Deciding room;
    room.window.key(Qt::Key_3, Qt::AltModifier);
    auto *kind = room.the<QComboBox>(u"kind"_s);
    QCOMPARE(kind->currentText(), u"Change the tier"_s); // the best for this check
    QCOMPARE(room.offered(u"value"_s), (QStringList{u"light"_s, u"mid"_s, u"frontier"_s}));
    QVERIFY(kind->findText(u"Promote to Automate"_s) < 0); // it is Automate
    const auto turnTo = [&](const QString &text) {
        kind->setCurrentIndex(kind->findText(text));
        room.sample.settle();
    };
    turnTo(u"Change the category"_s);
    QCOMPARE(room.offered(u"value"_s), (QStringList{u"Assist"_s, u"Automate"_s, u"Avoid"_s}));
    turnTo(u"Change the owner"_s);
    QVERIFY(room.offered(u"value"_s).contains(u"Mei Lin"_s) && !room.offered(u"value"_s).contains(u"Tom Reyes"_s));
    turnTo(u"Fix a source"_s);
    QVERIFY(room.offered(u"value"_s).contains(u"Checkout board"_s)
            && room.offered(u"value"_s).contains(u"Release log"_s));
    turnTo(u"Pause it"_s);
    QVERIFY(!room.window.page->findChild<QComboBox *>(u"value"_s)->isVisible());
    turnTo(u"Change the owner"_s);
    room.add(u"Because"_s);
    QCOMPARE(room.window.focused(), u"value"_s); // nobody is named yet
    QVERIFY(room.said().contains(u"Say to what it changes."_s));
    QVERIFY(room.decisions(room.update).isEmpty());
}

void TestAuditDeciding::oneDecisionAnswersTwoFindings()
{
    Deciding room;
    room.window.key(Qt::Key_3, Qt::AltModifier);
    auto *creep = room.the<QCheckBox>(u"answers-creep"_s);
    QVERIFY(!room.window.page->findChild<QCheckBox *>(u"answers-output"_s)->isVisible()); // it asks for nothing
    creep->setFocus();
    room.window.key(Qt::Key_Space);
    room.add(u"Both at once"_s);
    QCOMPARE(room.decisions(room.update).size(), 1);
    QCOMPARE(room.decisions(room.update).first().checks, (std::vector{Check::Model, Check::Creep}));
    QCOMPARE(room.states(u"findings"_s), (QStringList{u"decided"_s, u"decided"_s, u"needs a decision"_s}));
}

void TestAuditDeciding::whoDecidedIsChosen()
{
    Deciding room;
    room.window.key(Qt::Key_3, Qt::AltModifier);
    auto *deciders = room.the<QPushButton>(u"deciders"_s);
    QCOMPARE(deciders->text(), u"Everyone (6) …"_s);
    for (const auto &name : {u"Dana Keller"_s, u"Mei Lin"_s}) {
        deciders->click();
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        for (int i = 0; i < 10 && (!menu->activeAction() || menu->activeAction()->text() != name); ++i)
            QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        QApplication::setActiveWindow(deciders->window()); // as a window manager does when a menu has gone
        room.sample.settle();
    }
    QCOMPARE(deciders->text(), u"Dana Keller, Mei Lin"_s);
    room.add(u"They agreed"_s);
    QCOMPARE(room.decisions(room.update).size(), 1);
    QCOMPARE(room.decisions(room.update).first().decidedBy.size(), 2);
    QCOMPARE(deciders->text(), u"Everyone (6) …"_s); // for the next one
}

void TestAuditDeciding::anAcceptanceEnds()
{
    Deciding room;
    room.window.key(Qt::Key_3, Qt::AltModifier);
    auto *kind = room.the<QComboBox>(u"kind"_s);
    kind->setCurrentIndex(kind->findText(u"Accept as it is, until"_s));
    room.sample.settle();
    QVERIFY(room.said().contains(u"Until"_s) && !room.said().contains(u"By"_s));
    QVERIFY(!room.window.page->findChild<QCheckBox *>(u"doneNow"_s)->isVisible());
    QCOMPARE(room.the<QDateEdit>(u"due"_s)->date(), QDate(2026, 7, 12)); // at the next audit, a month from now
    room.add(u"Nothing better is there"_s);
    QCOMPARE(room.decisions(room.update).first().kind, DecisionKind::Accept);
    QCOMPARE(room.decisions(room.update).first().due, QDate(2026, 7, 12));
}

void TestAuditDeciding::aDecisionIsTakenBackAndPutBack()
{
    Deciding room;
    room.window.key(Qt::Key_3, Qt::AltModifier);
    room.add(u"Cheaper"_s);
    const auto before = room.decisions(room.update);
    QCOMPARE(before.size(), 1);
    room.press(u"Take back"_s);
    QVERIFY(room.decisions(room.update).isEmpty());
    QCOMPARE(room.states(u"findings"_s), QStringList(3, u"needs a decision"_s));
    room.press(u"Put it back"_s);
    QCOMPARE(room.decisions(room.update).first().why, u"Cheaper"_s);
    room.window.key(Qt::Key_4, Qt::AltModifier);
    auto &list = room.list(u"decisions"_s);
    QCOMPARE(list.lines().size(), 3);
    list.setFocus();
    room.window.key(Qt::Key_End);
    room.window.key(Qt::Key_Delete);
    QVERIFY(room.decisions(room.update).isEmpty());
    QCOMPARE(room.states(u"decisions"_s), QStringList(3, u"needs a decision"_s));
    room.press(u"Put it back"_s);
    QCOMPARE(room.decisions(room.update).size(), 1);
}

void TestAuditDeciding::anOwnerWhoLeftIsSaid()
{
    Deciding room;
    room.window.key(Qt::Key_3, Qt::AltModifier);
    room.add(u"Cheaper"_s);
    room.window.key(Qt::Key_4, Qt::AltModifier);
    QVERIFY2(room.states(u"decisions"_s).contains(u"Dana Keller, by 26 Jun 2026"_s),
             qPrintable(room.states(u"decisions"_s).join(u'|')));
    must(room.sample.ask([](Store &store) {
        registry::PersonService people(store);
        return people.left(must(people.find(u"Dana Keller"_s)), store.today());
    }));
    room.sample.settle();
    QTRY_VERIFY(room.states(u"decisions"_s).contains(u"its owner left"_s));
    QVERIFY(room.said().contains(u"3 still to see to"_s));
}

void TestAuditDeciding::nothingToDecideSaysSo()
{
    Desk desk;
    for (const auto &[key, title] : {std::pair(Qt::Key_3, u"Nothing has drifted or failed so far"_s),
                                     std::pair(Qt::Key_4, u"No decisions are needed so far"_s)}) {
        desk.window.key(key, Qt::AltModifier);
        bool said = false;
        for (const auto *one : desk.window.page->findChildren<EmptyState *>())
            said = said
                   || (one->isVisible() && one->findChildren<PlainLabel *>().first()->text() == title
                       && one->findChildren<PlainLabel *>().last()->text() == u"No check has a verdict yet."_s);
        QVERIFY2(said, qPrintable(title));
    }
}

MUSTER_TEST(TestAuditDeciding)

}

#include "tst_audit_deciding.moc"
