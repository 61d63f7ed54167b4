#include "audit_desk.h"
#include "register/decision_service.h"
#include "support/raw_sqlite.h"
#include "support/test_program.h"

#include <QSignalSpy>
#include <QTest>

namespace tst_audit_two_windows {

using namespace muster;
using namespace muster::items;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

/// A decision of last time on the room's first delegation, open.
DecisionId formerDecision(Room &room)
{
    Decision decision;
    decision.delegation = room.delegations[0];
    decision.kind = DecisionKind::Review;
    decision.number = 7;
    decision.why = u"drifted"_s;
    decision.owner = room.ada;
    decision.due = QDate(2026, 6, 10);
    decision.decidedOn = QDate(2026, 5, 1);
    return must(room.window->ask([decision](Store &store) { return registry::DecisionService(store).add(decision); }));
}

}

/// What a room does where another window, or the inventory, got ahead of it: nothing typed is lost, and it can be closed.
class TestAuditTwoWindows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsOfBothAreKept();
    void aStretchOfTypingRepeatsNothing();
    void whatTheyDeletedStaysDeleted();
    void controlCharactersKeepNobodyFromTyping();
    void aTextOfAWorkflowTakenOutIsKept();
    void savingThatRecoversIsTold();
    void anAnswerToAnEndedDecisionIsDropped();
    void anAnswerIsTakenBack();
    void aSlotThatIsRefusedIsDropped();
    void aDrillIsTakenBack();
    void givenUpAfterItWasClosedItSaysSo();
};

void TestAuditTwoWindows::textsOfBothAreKept()
{
    Room room;
    Window other(room.fixture);
    AuditSession second(other.reg(), &room.fixture.clock(), room.audit);
    other.settle();
    room.session->setNotes(u"from the first"_s);
    room.session->setParkingLot(u"who pays?"_s);
    second.setNotes(u"from the second"_s);
    second.setParkingLot(u"who pays?"_s);
    room.session->flush();
    room.window->settle();
    second.flush();
    other.settle();
    const QString both = u"from the first\n\nfrom the second"_s;
    QCOMPARE(room.kept().notes, both);
    QCOMPARE(room.kept().parkingLot, u"who pays?"_s);
    for (const auto *session : {&*room.session, &second})
        QTRY_COMPARE_WITH_TIMEOUT(session->audit().notes, both, 3000);
    room.session->setNotes(both + u", and on"_s);
    room.session->flush();
    room.window->settle();
    QCOMPARE(room.kept().notes, both + u", and on"_s);
}

void TestAuditTwoWindows::aStretchOfTypingRepeatsNothing()
{
    Room room;
    const auto save = [&](TextTyping &typing, const QString &text) {
        must(room.window->ask([&](Store &store) {
            AuditService service(store);
            return typing.save(service, text, [&](AuditService &to, const registry::TypedText &typed) {
                return to.typeNotes(room.audit, typed);
            });
        }));
        return room.kept().notes;
    };
    TextTyping mine{QString()}, theirs{QString()};
    QCOMPARE(save(mine, u"alpha"_s), u"alpha"_s);
    QVERIFY(!mine.differs());
    QCOMPARE(save(theirs, u"beta "_s), u"alpha\n\nbeta"_s);
    QVERIFY(theirs.differs());
    QCOMPARE(save(theirs, u"beta goes on"_s), u"alpha\n\nbeta goes on"_s);
    QCOMPARE(save(mine, u"alpha too"_s), u"alpha\n\nbeta goes on\n\ntoo"_s);
    QCOMPARE(save(mine, u"alpha too."_s), u"alpha\n\nbeta goes on\n\ntoo."_s);
    QCOMPARE(save(theirs, u"beta goes on"_s), u"alpha\n\nbeta goes on\n\ntoo."_s);
}

void TestAuditTwoWindows::whatTheyDeletedStaysDeleted()
{
    Room room;
    room.session->setNotes(u"to be deleted"_s);
    room.session->flush();
    room.window->settle();
    Window other(room.fixture);
    must(other.ask([&](Store &store) { return AuditService(store).setNotes(room.audit, {}); }));
    room.session->setNotes(u"to be deleted, and more"_s);
    room.session->flush();
    room.window->settle();
    QCOMPARE(room.kept().notes, u", and more"_s);
    QCOMPARE(room.session->audit().notes, u", and more"_s);
}

void TestAuditTwoWindows::controlCharactersKeepNobodyFromTyping()
{
    Room room;
    QSignalSpy failed(&*room.session, &AuditSession::failed);
    const QString pasted = u"one\vtwo\u0085three\a"_s;
    room.session->setNote(room.delegations[0], Check::Output, pasted);
    room.session->setNotes(pasted);
    registry::Sample sample;
    sample.date = QDate(2026, 5, 30);
    sample.reference = pasted;
    const auto added = room.session->addSample(room.delegations[0], sample);
    room.window->settle();
    QVERIFY(added.result());
    QCOMPARE(failed.size(), 0);
    QVERIFY(!room.session->hasUnsaved());
    const auto kept = room.kept();
    QCOMPARE(room.note(kept), u"one\ntwo\nthree"_s);
    QCOMPARE(kept.notes, u"one\ntwo\nthree"_s);
    QCOMPARE(kept.find(room.delegations[0])->samples[0].reference, u"one\ntwo\nthree"_s);
}

void TestAuditTwoWindows::aTextOfAWorkflowTakenOutIsKept()
{
    Room room;
    QSignalSpy failed(&*room.session, &AuditSession::failed);
    QSignalSpy recovered(&*room.session, &AuditSession::savingRecovered);
    room.session->setNote(room.delegations[1], Check::Output, u"an hour's work"_s);
    Window other(room.fixture);
    must(
        other.ask([&](Store &store) { return AuditService(store).removeDelegation(room.audit, room.delegations[1]); }));
    QTRY_VERIFY(!room.session->audit().find(room.delegations[1]));
    room.window->settle();
    QVERIFY(failed.last()[0].value<Error>().message.contains(u"“Weekly update” was taken out"_s));
    QCOMPARE(room.session->lostTexts(), QStringList{u"an hour's work"_s});
    QCOMPARE(room.session->unsavedTexts(), QStringList{u"an hour's work"_s});
    QVERIFY(!room.session->hasUnsaved());
    QCOMPARE(recovered.size(), 0);
}

void TestAuditTwoWindows::savingThatRecoversIsTold()
{
    Room room;
    QSignalSpy failed(&*room.session, &AuditSession::failed);
    QSignalSpy recovered(&*room.session, &AuditSession::savingRecovered);
    room.session->setNotes(u"all is well"_s);
    room.session->flush();
    room.window->settle();
    QCOMPARE(recovered.size(), 0);
    RawSqlite busy(room.fixture.path());
    busy.exec("BEGIN IMMEDIATE");
    room.session->setNotes(u"kept"_s);
    room.session->flush();
    room.window->settle();
    QCOMPARE(failed.size(), 1);
    QCOMPARE(recovered.size(), 0);
    busy.exec("ROLLBACK");
    room.session->flush();
    QTRY_VERIFY(!room.session->hasUnsaved());
    QCOMPARE(recovered.size(), 1);
}

void TestAuditTwoWindows::anAnswerToAnEndedDecisionIsDropped()
{
    Room room;
    const auto decision = formerDecision(room);
    room.passAll();
    QSignalSpy failed(&*room.session, &AuditSession::failed);
    Window other(room.fixture);
    must(other.ask([&](Store &store) { return registry::DecisionService(store).drop(decision, u"no need"_s); }));
    room.session->setFollowUp({decision, registry::FollowUp::Answer::Dropped, {}, u"typed why"_s});
    room.session->flush();
    room.window->settle();
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed[0][0].value<Error>().message.contains(u"dropped already"_s));
    QVERIFY(!room.session->hasUnsaved());
    QVERIFY(room.session->audit().followUps.isEmpty());
    QCOMPARE(room.session->lostTexts(), QStringList{u"typed why"_s});
    const auto closing = room.session->close();
    room.window->settle();
    QVERIFY2(closing.result(), qPrintable(closing.result() ? QString() : closing.result().error().message));
}

void TestAuditTwoWindows::anAnswerIsTakenBack()
{
    Room room;
    const auto decision = formerDecision(room);
    room.session->setFollowUp({decision, registry::FollowUp::Answer::Done, {}, {}});
    room.session->flush();
    room.window->settle();
    QCOMPARE(room.kept().followUps.size(), 1);
    room.session->withdrawFollowUp(decision);
    QVERIFY(room.session->audit().followUps.isEmpty());
    room.session->flush();
    room.window->settle();
    QVERIFY(room.kept().followUps.isEmpty());
    QVERIFY(!room.session->hasUnsaved());
}

void TestAuditTwoWindows::aSlotThatIsRefusedIsDropped()
{
    Room room;
    QSignalSpy failed(&*room.session, &AuditSession::failed);
    room.session->setNextSlot(QDate(2026, 7, 1)); // this audit belongs to no series
    room.window->settle();
    QCOMPARE(failed.size(), 1);
    QVERIFY(!room.session->hasUnsaved());
    QVERIFY(!room.session->audit().nextSlot);
}

void TestAuditTwoWindows::aDrillIsTakenBack()
{
    Room room;
    Drill drill;
    drill.delegation = room.delegations[0];
    drill.by = room.ada;
    drill.minutes = 4;
    drill.worked = true;
    const auto first = room.session->addDrill(drill), again = room.session->addDrill(drill);
    room.window->settle();
    QVERIFY(first.result());
    QCOMPARE(again.result().error().code, ErrorCode::Refused);
    const auto kept = room.session->audit().find(room.delegations[0])->drills;
    QCOMPARE(kept.size(), 1);
    const auto removed = room.session->removeDrill(room.delegations[0], kept[0].id);
    room.window->settle();
    QVERIFY(removed.result());
    QVERIFY(room.session->audit().find(room.delegations[0])->drills.isEmpty());
}

void TestAuditTwoWindows::givenUpAfterItWasClosedItSaysSo()
{
    Room room;
    room.passAll();
    QSignalSpy gone(&*room.session, &AuditSession::gone);
    Window other(room.fixture);
    must(other.ask([&](Store &store) { return AuditService(store).close(room.audit); }));
    const auto discarded = room.session->discard();
    room.window->settle();
    QCOMPARE(discarded.result().error().code, ErrorCode::Refused);
    QTRY_COMPARE(gone.size(), 1);
    QVERIFY(gone[0][0].value<Error>().message.startsWith(u"Audit 1 was closed"_s));
}

MUSTER_GUILESS_TEST(TestAuditTwoWindows)

}

#include "tst_audit_two_windows.moc"
