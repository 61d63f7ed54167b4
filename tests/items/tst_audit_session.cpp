#include "audit_desk.h"
#include "support/raw_sqlite.h"
#include "support/test_program.h"

#include <QSignalSpy>
#include <QTest>

namespace tst_audit_session {

using namespace muster;
using namespace muster::items;
using namespace muster::test;
using namespace Qt::StringLiterals;
using registry::AuditService;
using registry::OpenAudit;

class TestAuditSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itReadsTheAuditAndItsPeople();
    void aSetterChangesTheCopyAtOnce();
    void typingIsSavedAtAPause();
    void typingWithoutAPauseIsSavedWithinTwoSeconds();
    void whatIsTypedIsNotTrimmedUnderTheCursor();
    void whatWasTypedIsSentWhenTheSessionGoes();
    void anotherSessionSeesEverythingThatWasSaved();
    void twoWindowsFillOneAudit();
    void aTextBeingTypedIsNotOverwritten();
    void whatTheDiskRefusesIsKeptAndSentAgain();
    void whatTheRegisterRefusesIsKeptAndKeepsTheAuditOpen();
    void theAgendaMovesAtOnce();
    void twoWindowsThatGoOnSkipNoPhase();
    void aMoveThatIsNotPossibleIsTold();
    void aMoveWaitsForTheDisk();
    void aParticipantLeavesInTheMiddle();
    void aDecisionIsJudgedFirst();
    void closingSendsWhatWasTyped();
    void closedElsewhereItSaysSo();
    void givenUpItSaysSo();
};

void TestAuditSession::itReadsTheAuditAndItsPeople()
{
    Room room;
    QVERIFY(room.session->isLoaded());
    QCOMPARE(room.session->audit().number, 1);
    QCOMPARE(room.session->people().size(), 4);
    QCOMPARE(room.session->nameOf(room.ada), u"Ada Owner"_s);
    QCOMPARE(room.session->pairName(0), u"Ada + Bo Berg"_s);
    QCOMPARE(room.session->pairName(1), u"Cem + Bo Dahl"_s);
    QCOMPARE(room.session->checksDone(), std::pair(0, 8));
}

void TestAuditSession::aSetterChangesTheCopyAtOnce()
{
    Room room;
    auto &session = *room.session;
    QSignalSpy changed(&session, &AuditSession::changed), saving(&session, &AuditSession::savingChanged);
    session.setVerdict(room.delegations[0], Check::Output, Verdict::Drift);
    session.setNote(room.delegations[0], Check::Output, u"stale"_s);
    session.setReach(room.delegations[0], {room.ada, 42});
    session.setNotes(u"all"_s);
    session.setParkingLot(u"who pays?"_s);
    QCOMPARE(room.finding(session.audit(), Check::Output), (registry::OpenFinding{Verdict::Drift, u"stale"_s}));
    QCOMPARE(session.audit().find(room.delegations[0])->reach->seconds, 42);
    QCOMPARE(session.audit().notes, u"all"_s);
    QCOMPARE(session.audit().parkingLot, u"who pays?"_s);
    QCOMPARE(session.checksDone(), std::pair(1, 8));
    QCOMPARE(changed.size(), 5);
    QVERIFY(session.hasUnsaved());
    session.flush();
    room.window->settle();
    QVERIFY(!session.hasUnsaved());
    QCOMPARE(saving.size(), 2);
    const auto kept = room.kept();
    QCOMPARE(room.finding(kept, Check::Output), (registry::OpenFinding{Verdict::Drift, u"stale"_s}));
    QCOMPARE(kept.notes, u"all"_s);
    QCOMPARE(kept.parkingLot, u"who pays?"_s);
    QCOMPARE(kept.find(room.delegations[0])->reach->seconds, 42);
}

void TestAuditSession::typingIsSavedAtAPause()
{
    Room room;
    room.session->setNote(room.delegations[0], Check::Output, u"half a sen"_s);
    room.window->settle();
    QCOMPARE(room.note(room.kept()), QString());
    QTRY_COMPARE_WITH_TIMEOUT(room.note(room.kept()), u"half a sen"_s, 2000);
}

void TestAuditSession::typingWithoutAPauseIsSavedWithinTwoSeconds()
{
    Room room;
    QElapsedTimer since;
    since.start();
    QString typed;
    while (room.note(room.kept()).isEmpty() && since.elapsed() < 5000) {
        typed += u'x';
        room.session->setNote(room.delegations[0], Check::Output, typed);
        QTest::qWait(50);
    }
    QVERIFY2(since.elapsed() < 2000, qPrintable(QString::number(since.elapsed())));
    QVERIFY(since.elapsed() > AuditSession::typingPause);
}

void TestAuditSession::whatIsTypedIsNotTrimmedUnderTheCursor()
{
    Room room;
    room.session->setNote(room.delegations[0], Check::Output, u"one word "_s);
    room.session->setNotes(u"line\n"_s);
    room.session->flush();
    room.window->settle();
    QCOMPARE(room.note(room.kept()), u"one word"_s);
    QCOMPARE(room.note(room.session->audit()), u"one word "_s);
    QCOMPARE(room.session->audit().notes, u"line\n"_s);
}

void TestAuditSession::whatWasTypedIsSentWhenTheSessionGoes()
{
    Room room;
    room.session->setNote(room.delegations[0], Check::Output, u"last words"_s);
    room.session.reset();
    QCOMPARE(room.note(room.kept()), u"last words"_s);
}

void TestAuditSession::anotherSessionSeesEverythingThatWasSaved()
{
    Room room;
    room.session->move(AuditSession::Move::Start);
    room.session->enter(Phase::Checks);
    room.session->setVerdict(room.delegations[0], Check::Stop, Verdict::Fail);
    room.session->setNote(room.delegations[0], Check::Stop, u"nobody answered"_s);
    Drill drill;
    drill.delegation = room.delegations[0];
    drill.by = room.ada;
    drill.worked = false;
    room.session->addDrill(drill);
    room.window->settle();
    room.fixture.clock().advance(90'000);
    // The first process is gone without a word: nothing of it is asked any more.
    Window other(room.fixture);
    AuditSession after(other.reg(), &room.fixture.clock(), room.audit);
    other.settle();
    QCOMPARE(room.finding(after.audit(), Check::Stop), (registry::OpenFinding{Verdict::Fail, u"nobody answered"_s}));
    QCOMPARE(after.audit().find(room.delegations[0])->drills.size(), 1);
    QVERIFY(after.audit().agenda.currentPhase() == Phase::Checks);
    QCOMPARE(after.audit().agenda.elapsed(Phase::Checks, after.now()).count(), 90'000);
}

void TestAuditSession::twoWindowsFillOneAudit()
{
    Room room;
    Window other(room.fixture);
    AuditSession second(other.reg(), &room.fixture.clock(), room.audit);
    other.settle();
    room.session->setNote(room.delegations[0], Check::Output, u"from the first"_s);
    second.setVerdict(room.delegations[0], Check::Output, Verdict::Drift);
    second.setNote(room.delegations[1], Check::Model, u"from the second"_s);
    second.flush();
    other.settle();
    room.session->flush();
    room.window->settle();
    for (const auto *session : {&*room.session, &second}) {
        QTRY_COMPARE_WITH_TIMEOUT(room.finding(session->audit(), Check::Output),
                                  (registry::OpenFinding{Verdict::Drift, u"from the first"_s}), 3000);
        QTRY_COMPARE_WITH_TIMEOUT(session->audit().find(room.delegations[1])->findings.value(Check::Model).note,
                                  u"from the second"_s, 3000);
    }
}

void TestAuditSession::aTextBeingTypedIsNotOverwritten()
{
    Room room;
    Window other(room.fixture);
    must(other.ask([&](Store &store) {
        return AuditService(store).setFinding(room.audit, room.delegations[0], Check::Output,
                                              {Verdict::Pass, u"theirs"_s});
    }));
    room.session->setNote(room.delegations[0], Check::Output, u"mine"_s);
    QTRY_COMPARE(room.finding(room.session->audit(), Check::Output).verdict, Verdict::Pass);
    QVERIFY(room.note(room.session->audit()).endsWith(u"mine"_s));
    room.session->flush();
    room.window->settle();
    // Both are kept, theirs above, and shown.
    QCOMPARE(room.note(room.kept()), u"theirs\n\nmine"_s);
    QCOMPARE(room.note(room.session->audit()), u"theirs\n\nmine"_s);
    QVERIFY(!room.session->hasUnsaved());
    // Nothing is typed here any more: now theirs comes in.
    must(other.ask([&](Store &store) {
        return AuditService(store).setFinding(room.audit, room.delegations[0], Check::Output,
                                              {Verdict::Pass, u"theirs again"_s});
    }));
    QTRY_COMPARE(room.note(room.session->audit()), u"theirs again"_s);
}

void TestAuditSession::whatTheDiskRefusesIsKeptAndSentAgain()
{
    Room room;
    QSignalSpy failed(&*room.session, &AuditSession::failed);
    RawSqlite busy(room.fixture.path());
    busy.exec("BEGIN IMMEDIATE");
    room.session->setNote(room.delegations[0], Check::Output, u"kept"_s);
    room.session->flush();
    room.window->settle();
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].value<Error>().code, ErrorCode::Locked);
    QVERIFY(room.session->hasUnsaved());
    QCOMPARE(room.session->unsavedTexts(), QStringList{u"kept"_s});
    QCOMPARE(room.note(room.session->audit()), u"kept"_s);
    room.session->flush();
    room.window->settle();
    QCOMPARE(failed.size(), 1); // told once, not with every try
    busy.exec("ROLLBACK");
    room.session->setNotes(u"more"_s);
    QTRY_VERIFY(!room.session->hasUnsaved());
    QCOMPARE(room.note(room.kept()), u"kept"_s);
    QCOMPARE(room.kept().notes, u"more"_s);
}

void TestAuditSession::whatTheRegisterRefusesIsKeptAndKeepsTheAuditOpen()
{
    Room room;
    QSignalSpy failed(&*room.session, &AuditSession::failed);
    room.passAll();
    room.session->setNote(room.delegations[0], Check::Output, QString(200'001, u'x'));
    const auto closing = room.session->close();
    room.window->settle();
    QCOMPARE(failed.size(), 1);
    QCOMPARE(room.note(room.session->audit()).size(), 200'001);
    QVERIFY(!closing.result());
    QVERIFY2(closing.result().error().message.contains(u"not saved"_s), qPrintable(closing.result().error().message));
    room.session->setNote(room.delegations[0], Check::Output, QString(100'000, u'x'));
    const auto again = room.session->close();
    room.window->settle();
    QVERIFY(again.result());
}

void TestAuditSession::theAgendaMovesAtOnce()
{
    Room room;
    auto &session = *room.session;
    session.move(AuditSession::Move::Start);
    QVERIFY(session.audit().agenda.currentPhase() == Phase::DataWalk);
    room.fixture.clock().advance(60'000);
    session.move(AuditSession::Move::Next);
    QVERIFY(session.audit().agenda.currentPhase() == Phase::Checks);
    session.move(AuditSession::Move::Pause);
    QVERIFY(session.audit().agenda.isPaused());
    const auto shown = session.audit().agenda;
    room.fixture.clock().advance(60'000); // the worker is late; what was shown counts
    room.window->settle();
    QCOMPARE(room.kept().agenda.state(), shown.state());
    session.move(AuditSession::Move::Resume);
    session.move(AuditSession::Move::Previous);
    room.window->settle();
    QCOMPARE(room.kept().agenda.state(), session.audit().agenda.state());
    QVERIFY(room.kept().agenda.currentPhase() == Phase::DataWalk);
    QVERIFY(!session.hasUnsaved());
}

void TestAuditSession::twoWindowsThatGoOnSkipNoPhase()
{
    Room room;
    room.session->move(AuditSession::Move::Start);
    room.window->settle();
    Window other(room.fixture);
    AuditSession second(other.reg(), &room.fixture.clock(), room.audit);
    other.settle();
    room.session->move(AuditSession::Move::Next);
    second.move(AuditSession::Move::Next);
    room.window->settle();
    other.settle();
    QVERIFY(room.kept().agenda.currentPhase() == Phase::Checks);
}

void TestAuditSession::aMoveThatIsNotPossibleIsTold()
{
    Room room;
    QSignalSpy failed(&*room.session, &AuditSession::failed);
    room.session->move(AuditSession::Move::Next);
    QCOMPARE(failed.size(), 1);
    QVERIFY(!room.session->hasUnsaved());
    QVERIFY(!room.session->audit().agenda.isStarted());
}

void TestAuditSession::aMoveWaitsForTheDisk()
{
    Room room;
    RawSqlite busy(room.fixture.path());
    busy.exec("BEGIN IMMEDIATE");
    room.session->move(AuditSession::Move::Start);
    room.window->settle();
    room.fixture.clock().advance(60'000);
    room.session->enter(Phase::Checks);
    room.window->settle();
    busy.exec("ROLLBACK");
    room.session->flush();
    room.window->settle();
    QCOMPARE(room.kept().agenda.state(), room.session->audit().agenda.state());
    QCOMPARE(room.kept().agenda.elapsed(Phase::DataWalk, room.session->now()).count(), 60'000);
}

void TestAuditSession::aParticipantLeavesInTheMiddle()
{
    Room room;
    room.session->setNote(room.delegations[0], Check::Output, u"typed before"_s);
    const auto done = room.session->removeParticipant(room.people[2]);
    room.window->settle();
    QVERIFY(done.result());
    QCOMPARE(room.session->audit().participants.size(), 3);
    QVERIFY(!room.session->audit().participants.contains(room.people[2]));
    for (const auto &item : room.session->audit().delegations)
        QVERIFY(item.pair >= 0 && item.pair < room.session->audit().pairs.size());
    QCOMPARE(room.note(room.kept()), u"typed before"_s);
}

void TestAuditSession::aDecisionIsJudgedFirst()
{
    Room room;
    auto &session = *room.session;
    session.setVerdict(room.delegations[0], Check::Output, Verdict::Drift);
    registry::OpenDecision decision;
    decision.kind = DecisionKind::Review;
    decision.checks = {Check::Output};
    decision.why = u"drifted"_s;
    const auto refused = session.addDecision(room.delegations[0], decision);
    room.window->settle();
    QVERIFY(!refused.result());
    QVERIFY(session.audit().find(room.delegations[0])->decisions.isEmpty());
    decision.owner = room.ada;
    decision.due = QDate(2026, 7, 1);
    const auto taken = session.addDecision(room.delegations[0], decision);
    room.window->settle();
    QVERIFY2(taken.result(), qPrintable(taken.result() ? QString() : taken.result().error().message));
    const auto &kept = session.audit().find(room.delegations[0])->decisions;
    QCOMPARE(kept.size(), 1);
    QCOMPARE(kept[0].number, 1);
    const auto removed = session.removeDecision(room.delegations[0], kept[0].id);
    room.window->settle();
    QVERIFY(removed.result());
    QVERIFY(session.audit().find(room.delegations[0])->decisions.isEmpty());
}

void TestAuditSession::closingSendsWhatWasTyped()
{
    Room room;
    room.passAll();
    QSignalSpy closed(&*room.session, &AuditSession::closed), gone(&*room.session, &AuditSession::gone);
    room.session->setNotes(u"the last word"_s);
    const auto preview = room.session->previewClosing();
    room.window->settle();
    QVERIFY(preview.result());
    QVERIFY(preview.result()->problems.empty());
    room.session->setParkingLot(u"later"_s);
    const auto done = room.session->close();
    room.window->settle();
    QVERIFY2(done.result(), qPrintable(done.result() ? QString() : done.result().error().message));
    QCOMPARE(closed.size(), 1);
    QCOMPARE(gone.size(), 0);
    const auto audit = must(room.window->ask([&](Store &store) { return registry::byId<Audit>(store, room.audit); }));
    QCOMPARE(audit.notes.value(), u"the last word"_s);
    QCOMPARE(audit.parkingLot.value(), u"later"_s);
}

void TestAuditSession::closedElsewhereItSaysSo()
{
    Room room;
    room.passAll();
    QSignalSpy gone(&*room.session, &AuditSession::gone);
    room.session->setNotes(u"typed too late"_s);
    Window other(room.fixture);
    must(other.ask([&](Store &store) { return AuditService(store).close(room.audit); }));
    QTRY_COMPARE(gone.size(), 1);
    QVERIFY(gone[0][0].value<Error>().message.startsWith(u"Audit 1 was closed"_s));
    QCOMPARE(room.session->unsavedTexts(), QStringList{u"typed too late"_s});
    room.session->setNotes(u"and after that"_s); // calmly nothing
    room.window->settle();
    QCOMPARE(gone.size(), 1);
}

void TestAuditSession::givenUpItSaysSo()
{
    Room room;
    QSignalSpy gone(&*room.session, &AuditSession::gone), failed(&*room.session, &AuditSession::failed);
    room.session->setNotes(u"not any more"_s);
    const auto done = room.session->discard();
    room.window->settle();
    QVERIFY(done.result());
    QCOMPARE(gone.size(), 1);
    QCOMPARE(gone[0][0].value<Error>().message, u"Audit 1 was given up; nothing of it is recorded."_s);
    QCOMPARE(failed.size(), 0);
}

MUSTER_GUILESS_TEST(TestAuditSession)

}

#include "tst_audit_session.moc"
