#include "domain/agenda.h"
#include "support/test_program.h"

#include <QTest>
#include <QTimeZone>

#include <map>

#include <rapidcheck.h>

namespace tst_agenda {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace muster;

namespace {

const QDateTime begin(QDate(2026, 6, 1), QTime(9, 0), Qt::UTC);

QDateTime at(int minutes, int seconds = 0)
{
    return begin.addSecs(minutes * 60 + seconds);
}

Agenda started(AgendaForm form = AgendaForm::Full60)
{
    Agenda agenda(form);
    (void)agenda.start(begin);
    return agenda;
}

bool isRefused(const Result<void> &result)
{
    return !result && result.error().code == ErrorCode::Refused && result.error().message.endsWith(u'.');
}

}

class TestAgenda : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheTimeboxesOfItsForm_data();
    void hasTheTimeboxesOfItsForm();
    void formsAreNamedByTheirMinutes();
    void walksThroughEveryPhase();
    void neverAdvancesByItself();
    void addsUpVisits();
    void pausingFreezes();
    void lookingAtAnotherPhaseKeepsThePause();
    void enteringTheSamePhaseChangesNothing();
    void finishStopsTheTime();
    void refusesWhatMakesNoSense();
    void refusesATimeThatIsNone();
    void runsOnThroughRestart();
    void keepsTimesInUtc();
    void bearsAClockThatGoesBack();
    void refusesAStateThatContradictsItself_data();
    void refusesAStateThatContradictsItself();
    void holdsUpUnderAnySequence();
    void everyPhasesTimeAddsUp();
};

void TestAgenda::hasTheTimeboxesOfItsForm_data()
{
    QTest::addColumn<int>("form");
    QTest::addColumn<QString>("boxes");
    QTest::newRow("60") << int(AgendaForm::Full60)
                        << u"data-walk 10, checks 20, re-classify 15, decisions 10, close 5"_s;
    QTest::newRow("45") << int(AgendaForm::Full45) << u"data-walk 7, checks 15, re-classify 12, decisions 7, close 4"_s;
    QTest::newRow("15") << int(AgendaForm::Spot15) << u"checks 10, decisions 4, close 1"_s;
}

void TestAgenda::hasTheTimeboxesOfItsForm()
{
    QFETCH(int, form);
    const auto agendaForm = AgendaForm(form);
    QStringList boxes;
    int total = 0;
    for (const auto &box : phasesOf(agendaForm)) {
        boxes += u"%1 %2"_s.arg(word(box.phase)).arg(timeboxMinutes(agendaForm, box.phase));
        total += box.minutes;
    }
    QTEST(boxes.join(u", "_s), "boxes");
    QCOMPARE(QString::number(total), word(agendaForm));
}

void TestAgenda::formsAreNamedByTheirMinutes()
{
    QCOMPARE(fromWord<AgendaForm>(u"60"), AgendaForm::Full60);
    QCOMPARE(fromWord<AgendaForm>(u"15"), AgendaForm::Spot15);
    QVERIFY(!fromWord<AgendaForm>(u"30"));
    QCOMPARE(kindOf(AgendaForm::Full45), AuditKind::Full);
    QCOMPARE(kindOf(AgendaForm::Spot15), AuditKind::Spot);
}

void TestAgenda::walksThroughEveryPhase()
{
    Agenda agenda(AgendaForm::Full60);
    QVERIFY(!agenda.isStarted());
    QVERIFY(agenda.start(begin));
    QCOMPARE(agenda.currentPhase(), Phase::DataWalk);
    QVERIFY(agenda.next(at(9)));
    QCOMPARE(agenda.currentPhase(), Phase::Checks);
    QVERIFY(agenda.next(at(33)));
    QVERIFY(agenda.next(at(40)));
    QVERIFY(agenda.next(at(50)));
    QCOMPARE(agenda.currentPhase(), Phase::Close);
    QCOMPARE(agenda.elapsed(Phase::DataWalk, at(52)), 9min);
    QCOMPARE(agenda.remaining(Phase::DataWalk, at(52)), 1min);
    QCOMPARE(agenda.overtime(Phase::DataWalk, at(52)), 0min);
    QCOMPARE(agenda.elapsed(Phase::Checks, at(52)), 24min);
    QCOMPARE(agenda.overtime(Phase::Checks, at(52)), 4min);
    QCOMPARE(agenda.remaining(Phase::Checks, at(52)), 0min);
    QCOMPARE(agenda.elapsed(Phase::Close, at(52)), 2min);
    QCOMPARE(agenda.totalElapsed(at(52)), 52min);
}

void TestAgenda::neverAdvancesByItself()
{
    const Agenda agenda = started();
    QCOMPARE(agenda.overtime(Phase::DataWalk, at(600)), 590min);
    QCOMPARE(agenda.currentPhase(), Phase::DataWalk);
    QCOMPARE(agenda.elapsed(Phase::Checks, at(600)), 0min);
}

void TestAgenda::addsUpVisits()
{
    Agenda agenda = started();
    QVERIFY(agenda.enter(Phase::Decisions, at(5)));
    QVERIFY(agenda.enter(Phase::DataWalk, at(8)));
    QVERIFY(agenda.next(at(10)));
    QVERIFY(agenda.previous(at(11)));
    QCOMPARE(agenda.currentPhase(), Phase::DataWalk);
    QCOMPARE(agenda.elapsed(Phase::DataWalk, at(14)), 10min);
    QCOMPARE(agenda.elapsed(Phase::Decisions, at(14)), 3min);
    QCOMPARE(agenda.elapsed(Phase::Checks, at(14)), 1min);
}

void TestAgenda::pausingFreezes()
{
    Agenda agenda = started();
    QVERIFY(agenda.pause(at(4)));
    QVERIFY(agenda.isPaused());
    QCOMPARE(agenda.currentPhase(), Phase::DataWalk);
    QCOMPARE(agenda.elapsed(Phase::DataWalk, at(30)), 4min);
    QVERIFY(agenda.resume(at(30)));
    QVERIFY(!agenda.isPaused());
    QCOMPARE(agenda.elapsed(Phase::DataWalk, at(33)), 7min);
}

void TestAgenda::lookingAtAnotherPhaseKeepsThePause()
{
    Agenda agenda = started();
    QVERIFY(agenda.pause(at(4)));
    QVERIFY(agenda.next(at(20)));
    QVERIFY(agenda.isPaused());
    QCOMPARE(agenda.currentPhase(), Phase::Checks);
    QVERIFY(agenda.enter(Phase::Checks, at(21)));
    QVERIFY(agenda.enter(Phase::Decisions, at(22)));
    QVERIFY(agenda.previous(at(23)));
    QVERIFY(agenda.isPaused());
    QCOMPARE(agenda.currentPhase(), Phase::Reclassify);
    QCOMPARE(Agenda::restore(agenda.state()).value(), agenda);
    QCOMPARE(agenda.totalElapsed(at(30)), 4min);

    QVERIFY(agenda.resume(at(30)));
    QCOMPARE(agenda.elapsed(Phase::Reclassify, at(31)), 1min);
    QCOMPARE(agenda.elapsed(Phase::DataWalk, at(31)), 4min);
    QCOMPARE(agenda.totalElapsed(at(31)), 5min);
}

void TestAgenda::enteringTheSamePhaseChangesNothing()
{
    Agenda agenda = started();
    const AgendaState before = agenda.state();
    QVERIFY(agenda.enter(Phase::DataWalk, at(3)));
    QCOMPARE(agenda.state(), before);
}

void TestAgenda::finishStopsTheTime()
{
    Agenda agenda = started(AgendaForm::Spot15);
    QVERIFY(agenda.next(at(10)));
    QVERIFY(agenda.finish(at(12)));
    QVERIFY(agenda.isFinished());
    QVERIFY(agenda.isStarted());
    QVERIFY(!agenda.isPaused());
    QVERIFY(!agenda.currentPhase());
    QCOMPARE(agenda.totalElapsed(at(500)), 12min);
}

void TestAgenda::refusesWhatMakesNoSense()
{
    Agenda fresh(AgendaForm::Full60);
    QVERIFY(isRefused(fresh.next(begin)));
    QVERIFY(isRefused(fresh.enter(Phase::Checks, begin)));
    QVERIFY(isRefused(fresh.pause(begin)));
    QVERIFY(isRefused(fresh.resume(begin)));
    QVERIFY(isRefused(fresh.finish(begin)));
    QCOMPARE(fresh, Agenda(AgendaForm::Full60));

    Agenda spot = started(AgendaForm::Spot15);
    const Agenda before = spot;
    QVERIFY(isRefused(spot.start(at(1))));
    QVERIFY(isRefused(spot.previous(at(1))));
    QVERIFY(isRefused(spot.resume(at(1))));
    QVERIFY(isRefused(spot.enter(Phase::Reclassify, at(1))));
    QCOMPARE(spot, before);
    QVERIFY(spot.pause(at(1)));
    QVERIFY(isRefused(spot.pause(at(2))));
    QVERIFY(spot.enter(Phase::Close, at(3)));
    QVERIFY(isRefused(spot.next(at(4))));
    QVERIFY(spot.finish(at(5)));
    QVERIFY(isRefused(spot.enter(Phase::Checks, at(6))));
    QVERIFY(isRefused(spot.finish(at(6))));
    QVERIFY(isRefused(spot.start(at(6))));
}

void TestAgenda::refusesATimeThatIsNone()
{
    Agenda fresh(AgendaForm::Full60);
    QCOMPARE(fresh.start(QDateTime()).error().code, ErrorCode::InvalidInput);
    QVERIFY(!fresh.isStarted());
    Agenda agenda = started();
    const Agenda before = agenda;
    QCOMPARE(agenda.next(QDateTime()).error().code, ErrorCode::InvalidInput);
    QCOMPARE(agenda.pause(QDateTime()).error().code, ErrorCode::InvalidInput);
    QCOMPARE(agenda.finish(QDateTime()).error().code, ErrorCode::InvalidInput);
    QCOMPARE(agenda, before);
}

void TestAgenda::runsOnThroughRestart()
{
    Agenda agenda = started();
    QVERIFY(agenda.next(at(10)));
    const auto restored = Agenda::restore(agenda.state());
    QVERIFY(restored);
    QCOMPARE(*restored, agenda);
    QCOMPARE(restored->elapsed(Phase::Checks, at(90)), 80min);

    QVERIFY(agenda.pause(at(12)));
    const auto paused = Agenda::restore(agenda.state());
    QVERIFY(paused && paused->isPaused());
    QCOMPARE(paused->elapsed(Phase::Checks, at(90)), 2min);
}

void TestAgenda::keepsTimesInUtc()
{
    Agenda agenda(AgendaForm::Full60);
    const QDateTime local(QDate(2026, 6, 1), QTime(11, 0), Qt::OffsetFromUTC, 2 * 3600);
    QVERIFY(agenda.start(local));
    QCOMPARE(agenda.state().intervals.front().from.timeSpec(), Qt::UTC);
    QCOMPARE(agenda.state().intervals.front().from, begin);
    QVERIFY(agenda.pause(local.addSecs(60)));
    QCOMPARE(agenda.state().intervals.front().to->timeSpec(), Qt::UTC);
}

void TestAgenda::bearsAClockThatGoesBack()
{
    Agenda agenda = started();
    QCOMPARE(agenda.elapsed(Phase::DataWalk, at(-30)), 0min);
    QVERIFY(agenda.next(at(-30)));
    QCOMPARE(agenda.elapsed(Phase::DataWalk, at(0)), 0min);
    QCOMPARE(agenda.elapsed(Phase::Checks, at(-25)), 5min);
    QVERIFY(Agenda::restore(agenda.state()));
}

void TestAgenda::refusesAStateThatContradictsItself_data()
{
    QTest::addColumn<AgendaState>("state");
    const PhaseInterval done{Phase::Checks, at(0), at(1)};
    const PhaseInterval running{Phase::Checks, at(1), std::nullopt};
    const auto full = AgendaForm::Full60;
    QTest::newRow("two run") << AgendaState{full, Phase::Checks, false, {running, running}};
    QTest::newRow("an earlier one runs") << AgendaState{full, Phase::Checks, false, {running, done}};
    QTest::newRow("another phase runs") << AgendaState{full, Phase::Close, false, {running}};
    QTest::newRow("finished but running") << AgendaState{full, std::nullopt, true, {running}};
    QTest::newRow("finished in a phase") << AgendaState{full, Phase::Close, true, {done}};
    QTest::newRow("not started, yet times") << AgendaState{full, std::nullopt, false, {done}};
    QTest::newRow("phase of another form")
        << AgendaState{AgendaForm::Spot15, Phase::DataWalk, false, {{Phase::DataWalk, at(0), std::nullopt}}};
    QTest::newRow("ends before it begins") << AgendaState{full, Phase::Checks, false, {{Phase::Checks, at(2), at(1)}}};
    QTest::newRow("no time") << AgendaState{full, Phase::Checks, false, {{Phase::Checks, QDateTime(), at(1)}}};
}

void TestAgenda::refusesAStateThatContradictsItself()
{
    QFETCH(AgendaState, state);
    const auto agenda = Agenda::restore(state);
    QVERIFY(!agenda);
    QCOMPARE(agenda.error().code, ErrorCode::Damaged);
}

void TestAgenda::holdsUpUnderAnySequence()
{
    QVERIFY(rc::check("whatever is pressed, times add up and the state can be stored", [] {
        const auto form = AgendaForm(*rc::gen::inRange(0, 3));
        Agenda agenda(form);
        QDateTime now = begin;
        Agenda::Duration expected{};
        for (const int action : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 7))) {
            const int seconds = *rc::gen::inRange(0, 2000);
            if (agenda.isStarted() && !agenda.isPaused() && !agenda.isFinished())
                expected += std::chrono::seconds(seconds);
            now = now.addSecs(seconds);
            const auto phase = Phase(*rc::gen::inRange(0, 5));
            switch (action) {
            case 0: (void)agenda.start(now); break;
            case 1: (void)agenda.next(now); break;
            case 2: (void)agenda.previous(now); break;
            case 3: (void)agenda.pause(now); break;
            case 4: (void)agenda.resume(now); break;
            case 5: (void)agenda.enter(phase, now); break;
            default:
                if (*rc::gen::inRange(0, 10) == 0)
                    (void)agenda.finish(now);
            }
            RC_ASSERT(agenda.totalElapsed(now) == expected);
            RC_ASSERT(Agenda::restore(agenda.state()).value() == agenda);
        }
    }));
}

void TestAgenda::everyPhasesTimeAddsUp()
{
    QVERIFY(rc::check("what is left and what is over make up the timebox, and only the phase one is in takes time", [] {
        const auto form = AgendaForm(*rc::gen::inRange(0, 3));
        const auto boxes = phasesOf(form);
        Agenda agenda(form);
        RC_ASSERT(agenda.start(begin).has_value());
        QDateTime now = begin;
        std::map<Phase, Agenda::Duration> spent;
        for (const int to : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, int(boxes.size())))) {
            const int seconds = *rc::gen::inRange(0, 2000);
            now = now.addSecs(seconds);
            spent[*agenda.currentPhase()] += std::chrono::seconds(seconds);
            RC_ASSERT(agenda.enter(boxes[size_t(to)].phase, now).has_value());
            RC_ASSERT(agenda.currentPhase() == boxes[size_t(to)].phase);
        }
        for (const auto &[phase, minutes] : boxes) {
            const Agenda::Duration box = std::chrono::minutes(minutes);
            RC_ASSERT(agenda.elapsed(phase, now) == spent[phase]);
            RC_ASSERT(agenda.remaining(phase, now) - agenda.overtime(phase, now) == box - spent[phase]);
            RC_ASSERT(agenda.remaining(phase, now) == 0min || agenda.overtime(phase, now) == 0min);
        }
    }));
}

MUSTER_GUILESS_TEST(TestAgenda)

}

#include "tst_agenda.moc"
