#include "room_window.h"
#include "support/test_program.h"

#include <QDateEdit>
#include <QLineEdit>

namespace tst_audit_last_time {

using namespace muster;
using namespace muster::test;
using registry::DecisionService;
using Answer = registry::FollowUp::Answer;

namespace {

/// The data walk with the clock running: of last time decision 9 on the update, 13 and 6 on the bumps, as they are due.
struct Walk : Desk
{
    Walk() { window.key(Qt::Key_S, Qt::AltModifier); }

    FollowUpCard &card(int number) { return *part<FollowUpCard>(*window.page, u"followUp%1"_s.arg(number)); }
    QString said(int number) { return card(number).findChild<InlineMessage *>()->text(); }
    QString heading() { return part<PageHeading>(*window.page, {})->findChildren<PlainLabel *>().at(1)->text(); }
    std::optional<registry::FollowUp> answer(int number)
    {
        window.page->flush();
        sample.settle();
        const auto audit = this->audit();
        const auto found = std::ranges::find(audit.followUps, card(number).id(), &registry::FollowUp::decision);
        return found == audit.followUps.end() ? std::nullopt : std::optional(*found);
    }
    void press(int number, const QString &text)
    {
        for (auto *one : card(number).findChildren<QPushButton *>()) {
            if (one->text() == text)
                QTest::mouseClick(one, Qt::LeftButton);
        }
        sample.settle();
    }
    /// Gives the reason that is asked for, by keys.
    void reason(const QString &why)
    {
        QVERIFY(window.tabTo(u"followUpWhy"_s));
        window.type(why);
        window.key(Qt::Key_Return);
    }
    Decision decision(const DecisionId &which)
    {
        return must(sample.ask([which](Store &store) { return DecisionService(store).get(which); }));
    }
};

}

/// The walk begins with what was decided last time: done, not done, moved or dropped, each by a key.
class TestAuditLastTime final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachAnswerIsAKey();
    void eachAnswerIsAButton();
    void theArrowsWalkAndStopAtTheEnds();
    void aMoveAndADropNeedTheirReason();
    void anAnswerIsTakenBackAndGivenAnew();
    void nothingIsMovedIntoThePast();
    void closingCarriesThemOut();
    void withoutDecisionsTheWalkSaysSo();
    void samplesAreLaidOutBeforeTheClockStarts();
};

void TestAuditLastTime::eachAnswerIsAKey()
{
    Walk walk;
    QCOMPARE(walk.window.focused(), u"followUp9"_s);
    QCOMPARE(walk.heading(), u"0 of 3 decisions of last time answered"_s);
    QVERIFY(walk.card(13).accessibleName().contains(u"13. Change the owner: Jonas Weber"_s));
    walk.window.key(Qt::Key_N);
    QCOMPARE(walk.window.focused(), u"followUp13"_s);
    walk.window.key(Qt::Key_D);
    QCOMPARE(walk.window.focused(), u"followUp6"_s);
    walk.window.key(Qt::Key_X);
    walk.reason(u"The bumps are retired"_s);
    QCOMPARE(walk.heading(), u"3 of 3 decisions of last time answered"_s);
    QCOMPARE(walk.answer(13)->answer, Answer::Done);
    QCOMPARE(walk.answer(9)->answer, Answer::NotDone);
    QCOMPARE(walk.answer(6)->answer, Answer::Dropped);
    QCOMPARE(walk.answer(6)->why, u"The bumps are retired"_s);
    QCOMPARE(walk.window.focused(), u"followUp6"_s); // there is none after it
}

void TestAuditLastTime::eachAnswerIsAButton()
{
    Walk walk;
    walk.press(9, u"Done"_s);
    QCOMPARE(walk.answer(9)->answer, Answer::Done);
    walk.press(9, u"Not done"_s);
    QCOMPARE(walk.answer(9)->answer, Answer::NotDone);
    walk.press(13, u"Move…"_s);
    QVERIFY(!walk.answer(13));
    auto *due = walk.card(13).findChild<QDateEdit *>();
    QVERIFY(due->isVisible() && due->hasFocus());
    due->setDate(QDate(2026, 7, 1));
    walk.reason(u"Tom is away"_s);
    QCOMPARE(walk.answer(13)->answer, Answer::Moved);
    QCOMPARE(walk.answer(13)->due, QDate(2026, 7, 1));
    QVERIFY(!due->isVisible());
    int checked = 0;
    for (const auto *one : walk.card(13).findChildren<QPushButton *>())
        checked += one->isChecked();
    QCOMPARE(checked, 1);
}

void TestAuditLastTime::theArrowsWalkAndStopAtTheEnds()
{
    Walk walk;
    walk.window.key(Qt::Key_Up);
    QCOMPARE(walk.window.focused(), u"followUp9"_s);
    QStringList walked;
    for (int i = 0; i < 3; ++i) {
        walk.window.key(Qt::Key_Down);
        walked << walk.window.focused();
    }
    QCOMPARE(walked, (QStringList{u"followUp13"_s, u"followUp6"_s, u"followUp6"_s}));
    QVERIFY(!walk.answer(9) && !walk.answer(13) && !walk.answer(6));
}

void TestAuditLastTime::aMoveAndADropNeedTheirReason()
{
    Walk walk;
    for (const auto &[key, sentence] :
         {std::pair(Qt::Key_M, u"Say why it is moved."_s), std::pair(Qt::Key_X, u"Say why it is dropped."_s)}) {
        walk.card(13).setFocus();
        walk.window.key(key);
        walk.reason(u"   "_s);
        QCOMPARE(walk.said(13), sentence);
        QCOMPARE(walk.window.focused(), u"followUpWhy"_s);
        QVERIFY(!walk.answer(13));
        QApplication::focusWidget()->setProperty("text", QString());
    }
    walk.window.key(Qt::Key_Escape);
    QCOMPARE(walk.window.focused(), u"followUp13"_s);
    QVERIFY(!walk.card(13).findChild<QLineEdit *>(u"followUpWhy"_s)->isVisible());
    QVERIFY(!walk.card(13).isAnswered());
}

void TestAuditLastTime::anAnswerIsTakenBackAndGivenAnew()
{
    Walk walk;
    walk.window.key(Qt::Key_D);
    walk.window.key(Qt::Key_Up);
    QVERIFY(walk.answer(9));
    walk.window.key(Qt::Key_Backspace);
    QVERIFY(!walk.answer(9));
    QCOMPARE(walk.heading(), u"0 of 3 decisions of last time answered"_s);
    walk.card(9).setFocus();
    walk.window.key(Qt::Key_N);
    QVERIFY(walk.answer(9));
    QCOMPARE(walk.answer(9)->answer, Answer::NotDone);
    // It is there again in the next window, as it was said.
    Window again(walk.sample);
    again.page->open(walk.id);
    walk.sample.settle();
    QTRY_VERIFY(part<FollowUpCard>(*again.page, u"followUp9"_s)->isAnswered());
}

void TestAuditLastTime::nothingIsMovedIntoThePast()
{
    Walk walk;
    walk.window.key(Qt::Key_M);
    auto *due = walk.card(9).findChild<QDateEdit *>();
    QCOMPARE(due->date(), QDate(2026, 6, 26)); // in two weeks
    due->setDate(QDate(2026, 6, 1));
    QCOMPARE(due->date(), QDate(2026, 6, 12));
    walk.reason(u"Today, then"_s);
    QVERIFY(walk.answer(9));
    QCOMPARE(walk.answer(9)->due, QDate(2026, 6, 12));
}

void TestAuditLastTime::closingCarriesThemOut()
{
    Walk walk;
    const DecisionId owner = walk.card(13).id(), drill = walk.card(9).id(), rule = walk.card(6).id();
    walk.window.key(Qt::Key_X);
    walk.reason(u"It is paused for good"_s);
    walk.window.key(Qt::Key_D);
    walk.window.key(Qt::Key_M);
    walk.card(6).findChild<QDateEdit *>()->setDate(QDate(2026, 7, 3));
    walk.reason(u"Jonas writes it in July"_s);
    for (const auto &cell : walk.cells())
        walk.setVerdict(cell, Verdict::Pass);
    QVERIFY(walk.decision(owner).state == DecisionState::Open); // nothing is carried out before the record is closed
    walk.window.key(Qt::Key_5, Qt::AltModifier);
    walk.sample.settle();
    QTRY_COMPARE(walk.window.focused(), u"closeRecord"_s);
    lookAtPreview();
    walk.window.key(Qt::Key_Return);
    walk.sample.settle();
    must(walk.sample.ask([&](Store &store) { return registry::byId<Audit>(store, walk.id); }));
    QVERIFY(walk.decision(owner).state == DecisionState::Done);
    QVERIFY(walk.decision(drill).state == DecisionState::Dropped);
    QCOMPARE(walk.decision(drill).endNote.value_or(QString()), u"It is paused for good"_s);
    QVERIFY(walk.decision(rule).state == DecisionState::Open);
    QCOMPARE(walk.decision(rule).due, std::optional(QDate(2026, 7, 3)));
    const auto bumps = named(walk.sample, u"Dependency bumps"_s);
    const QString now = walk.sample.ask([bumps](Store &store) {
        const auto holder = must(registry::DelegationService(store).get(bumps)).owner.value();
        return QString(must(registry::PersonService(store).get(holder)).name);
    });
    QCOMPARE(now, u"Jonas Weber"_s);
}

void TestAuditLastTime::withoutDecisionsTheWalkSaysSo()
{
    SampleSession sample;
    Window window(sample);
    const auto id = must(sample.ask([](Store &store) {
        registry::AuditRequest request;
        request.facilitator = store.actor();
        request.delegations = {must(registry::DelegationService(store).find(u"Invoice questions"_s))};
        return AuditService(store).open(request);
    }));
    window.page->open(id);
    sample.settle();
    QVERIFY(window.page->findChildren<FollowUpCard *>().isEmpty());
    QStringList said;
    for (const auto *label : window.page->findChildren<PlainLabel *>()) {
        if (label->isVisible())
            said << label->text();
    }
    QVERIFY(said.contains(u"None is open on these workflows. Look at the wall beside it."_s));
    QVERIFY(said.contains(u"1 workflow"_s));
    QVERIFY2(said.join(u'|').contains(u"Sam Ortiz · mid · medium risk · never audited"_s), qPrintable(said.join(u'|')));
}

void TestAuditLastTime::samplesAreLaidOutBeforeTheClockStarts()
{
    Desk desk;
    QVERIFY(desk.window.tabTo(u"sampleReference"_s));
    desk.window.type(u"mail of 5 June"_s);
    desk.window.key(Qt::Key_Return);
    desk.sample.settle();
    QVERIFY(!desk.audit().agenda.isStarted());
    const auto samples = desk.audit().delegations.first().samples;
    QCOMPARE(samples.size(), 1);
    QCOMPARE(samples.first().reference, u"mail of 5 June"_s);
    QCOMPARE(samples.first().date, QDate(2026, 6, 12));
    QStringList said;
    for (const auto *label : desk.window.page->findChildren<PlainLabel *>())
        said << label->text();
    QVERIFY(said.contains(u"Samples: 12 Jun mail of 5 June"_s));
}

MUSTER_TEST(TestAuditLastTime)

}

#include "tst_audit_last_time.moc"
