#include "register/audit_history.h"
#include "register/audit_service.h"
#include "register/inventory_services.h"
#include "support/audited_register.h"
#include "support/test_program.h"

#include <QTest>

#include <algorithm>

namespace tst_audit_closing {

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using registry::FollowUp;
using Answer = FollowUp::Answer;

namespace {

QStringList textsOf(const QList<PersonId> &people)
{
    QStringList texts;
    for (const auto &person : people)
        texts << person.text();
    return texts;
}

QStringList sorted(QStringList texts)
{
    texts.sort();
    return texts;
}

bool has(const std::vector<ClosingProblem> &problems, ClosingCode code)
{
    return std::ranges::count(problems, code, &ClosingProblem::code) > 0;
}

/// A decision on what drifted in the output, done in the room.
OpenDecision doneDecision(const AuditedRegister &made, DecisionKind kind, const QString &to = {})
{
    OpenDecision decision;
    decision.kind = kind;
    decision.checks = {Check::Output};
    decision.to = to;
    decision.owner = made.ada;
    decision.due = QDate(2026, 6, 20);
    decision.why = u"Seen today"_s;
    decision.done = true;
    return decision;
}

}

/// What closing writes where things changed while the audit was open.
class TestAuditClosing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAnswerWhoseDecisionEndedIsLeftOut();
    void whoLeftEarlyIsInTheRecord();
    void aWholePairMayLeave();
    void whatIsCheckedAnewIsOfThoseWhoStay();
    void whatBecameAnAvoidCanBeClosed();
    void aFailureModeNeedsADefinition();
    void aStopRulesTextIsNoStopRule();
    void theChosenSlotCounts();
    void aSpotCheckMovesNoSlot();
    void aSeriesSaysHowLong();
    void whoBecomesTheOwnerChecksTheirOwn();
};

void TestAuditClosing::anAnswerWhoseDecisionEndedIsLeftOut()
{
    AuditedRegister made;
    AuditService audits(made.store());
    registry::DecisionService decisions(made.store());
    const auto audit = made.open({made.update});
    must(audits.setFollowUp(audit, {made.fixBoard, Answer::Done, {}, {}}));
    must(audits.setFollowUp(audit, {made.stronger, Answer::Dropped, {}, u"Too dear"_s}));
    QVERIFY(!has(must(audits.previewClosing(audit)).warnings, ClosingCode::FollowUpEnded));
    must(decisions.markDone(made.fixBoard, u"done by hand"_s));
    const auto preview = must(audits.previewClosing(audit));
    QVERIFY(preview.problems.empty());
    const auto warning = std::ranges::find(preview.warnings, ClosingCode::FollowUpEnded, &ClosingProblem::code);
    QVERIFY(warning != preview.warnings.end());
    QCOMPARE(warning->delegation, made.update);
    QVERIFY2(warning->sentence.contains(u"decision 1 of last time is done already"_s), qPrintable(warning->sentence));
    must(audits.close(audit));
    QCOMPARE(must(decisions.get(made.fixBoard)).endNote.value(), u"done by hand"_s);
    QCOMPARE(must(decisions.get(made.stronger)).state, DecisionState::Dropped);
}

namespace {

/// An open audit of the update by Ada and Cem, and Bo and Dee; everything of the update is checked, and one decision made.
struct FourPeople
{
    FourPeople()
    {
        AuditRequest request;
        request.facilitator = made.ada;
        request.pairs = {{made.ada, made.cem}, {made.bo, made.dee}};
        request.delegations = {made.update, made.notes, made.refunds};
        audit = must(audits.open(request));
        must(audits.moveAgenda(audit, [](Agenda &agenda, const QDateTime &now) { return agenda.start(now); }));
        const auto open = get();
        pair = open.pairs[update().pair];
        for (const auto check : {Check::Model, Check::Stop, Check::Creep})
            made.find(audit, made.update, check, Verdict::Pass);
        made.find(audit, made.update, Check::Output, Verdict::Drift, u"Stale"_s);
        decision = made.decide(audit, DecisionKind::Review, {Check::Output}, {}, QDate(2026, 7, 1)).id;
        made.fixture.clock().advance(20 * 60'000);
    }

    registry::OpenAudit get() { return must(audits.get(audit)); }
    registry::OpenDelegation update() { return *get().find(made.update); }
    QList<Finding> findings(const DelegationId &delegation)
    {
        return must(registry::allWhere<Finding>(made.store(), u"WHERE audit = ? AND delegation = ?"_s,
                                                {audit.text(), delegation.text()}));
    }

    AuditedRegister made;
    AuditService audits{made.store()};
    AuditId audit;
    DecisionId decision;
    QList<PersonId> pair; ///< who checked the update
};

}

void TestAuditClosing::whoLeftEarlyIsInTheRecord()
{
    FourPeople room;
    const auto leaver = room.pair.first(), partner = room.pair.last();
    must(room.audits.removeParticipant(room.audit, leaver));
    const auto open = room.get();
    QCOMPARE(open.participants.size(), 3);
    QVERIFY(!open.participants.contains(leaver));
    QCOMPARE(open.everyone().size(), 4);
    QCOMPARE(open.pairs.value(room.update().pair), QList<PersonId>{partner});
    room.made.fixture.clock().advance(10 * 60'000);
    room.made.find(room.audit, room.made.refunds, Check::Creep, Verdict::Pass);
    must(room.audits.close(room.audit));
    const auto closed = must(registry::byId<Audit>(room.made.store(), room.audit));
    const auto &made = room.made;
    QCOMPARE(sorted(registry::fromJsonList(closed.participants)),
             sorted(textsOf({made.ada, made.bo, made.cem, made.dee})));
    QCOMPARE(closed.personMinutes.value(), 3 * 30 + 20);
    for (const auto &finding : room.findings(made.update)) {
        QCOMPARE(registry::fromJsonList(finding.checkers), textsOf(room.pair));
        QVERIFY(!finding.selfChecked);
    }
    for (const auto &finding : room.findings(made.refunds))
        QVERIFY(!registry::fromJsonList(finding.checkers).contains(leaver.text()));
    const auto decision = must(registry::byId<Decision>(room.made.store(), room.decision));
    QCOMPARE(registry::fromJsonList(decision.decidedBy).size(), 4);
    const auto history = must(registry::readClosedAudit(room.made.store(), room.audit));
    QCOMPARE(history.participants.size(), 4);
}

void TestAuditClosing::aWholePairMayLeave()
{
    FourPeople room;
    for (const auto &person : room.pair)
        must(room.audits.removeParticipant(room.audit, person));
    QCOMPARE(room.get().pairs.size(), 1);
    QCOMPARE(room.get().checkersOf(room.update(), Check::Output).people, room.pair);
    must(room.audits.close(room.audit));
    for (const auto &finding : room.findings(room.made.update))
        QCOMPARE(registry::fromJsonList(finding.checkers), textsOf(room.pair));
    QCOMPARE(registry::fromJsonList(must(registry::byId<Audit>(room.made.store(), room.audit)).participants).size(), 4);
}

void TestAuditClosing::whatIsCheckedAnewIsOfThoseWhoStay()
{
    FourPeople room;
    must(room.audits.removeParticipant(room.audit, room.pair.first()));
    must(room.audits.setVerdict(room.audit, room.made.update, Check::Model, Verdict::NotChecked));
    must(room.audits.setVerdict(room.audit, room.made.update, Check::Model, Verdict::Pass));
    QCOMPARE(room.get().checkersOf(room.update(), Check::Model).people, QList<PersonId>{room.pair.last()});
    QCOMPARE(room.get().checkersOf(room.update(), Check::Stop).people, room.pair);
}

void TestAuditClosing::whatBecameAnAvoidCanBeClosed()
{
    AuditedRegister made;
    AuditService audits(made.store());
    const auto audit = made.open({made.notes});
    made.find(audit, made.notes, Check::Output, Verdict::Drift, u"Invented a feature"_s);
    QVERIFY(has(must(audits.previewClosing(audit)).problems, ClosingCode::DecisionMissing));
    must(registry::DelegationService(made.store())
             .set(made.notes,
                  QList<registry::FieldText>{{u"category"_s, u"avoid"_s}, {u"categoryReason"_s, u"It costs trust"_s}}));
    const auto preview = must(audits.previewClosing(audit));
    QVERIFY(preview.problems.empty());
    QVERIFY(has(preview.warnings, ClosingCode::CheckDoesNotApply));
    must(audits.close(audit));
    const auto findings = must(registry::readClosedAudit(made.store(), audit)).delegations[0].findings;
    QCOMPARE(findings.keys(), (QList<Check>{Check::Output, Check::Creep}));
    QCOMPARE(findings[Check::Output].verdict, Verdict::Drift);
}

void TestAuditClosing::aFailureModeNeedsADefinition()
{
    AuditedRegister made;
    AuditService audits(made.store());
    const auto audit = made.open({made.notes});
    made.find(audit, made.notes, Check::Output, Verdict::Drift, u"Invented a feature"_s);
    const auto mode = doneDecision(made, DecisionKind::Definition, u"Descoped features"_s);
    const auto refused = audits.addDecision(audit, made.notes, mode);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QVERIFY2(refused.error().message.contains(u"no AI Definition of Done"_s), qPrintable(refused.error().message));
    must(audits.addDecision(audit, made.notes, doneDecision(made, DecisionKind::Definition, u"Stakeholder update"_s)));
    must(audits.addDecision(audit, made.notes, mode));
    must(audits.close(audit));
    const auto definition = must(registry::byId<Definition>(made.store(), made.definition));
    QVERIFY(QString(definition.failureModes).contains(u"Descoped features"_s));

    Decision later;
    later.number = 40;
    later.delegation = made.refunds;
    later.kind = DecisionKind::Definition;
    later.detail = u"Refunds twice"_s;
    later.why = u"Seen"_s;
    later.owner = made.ada;
    later.decidedOn = QDate(2026, 6, 20);
    registry::DecisionService decisions(made.store());
    const auto id = must(decisions.add(later));
    QCOMPARE(decisions.markDone(id, {}).error().code, ErrorCode::Refused);
    QCOMPARE(must(decisions.get(id)).state, DecisionState::Open);
}

void TestAuditClosing::aStopRulesTextIsNoStopRule()
{
    AuditedRegister made;
    AuditService audits(made.store());
    must(registry::DelegationService(made.store())
             .set(made.notes, QList<registry::FieldText>{{u"cadence"_s, u"monthly"_s},
                                                         {u"definition"_s, u"Stakeholder update"_s}}));
    const auto audit = made.open({made.notes});
    made.find(audit, made.notes, Check::Output, Verdict::Drift, u"Runs alone"_s);
    must(audits.addDecision(audit, made.notes, doneDecision(made, DecisionKind::StopRule, u"Switch it off"_s)));
    const auto refused = audits.addDecision(audit, made.notes, doneDecision(made, DecisionKind::Promote));
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(u"lacks a stop rule"_s), qPrintable(refused.error().message));
    must(audits.close(audit));
}

namespace {

SeriesId seriesOf(AuditedRegister &made)
{
    Series series;
    series.title = u"Team"_s;
    series.owner = made.ada;
    series.cadence = Cadence{};
    series.form = u"45"_s;
    series.nextSlot = QDate(2026, 6, 25);
    return must(registry::SeriesService(made.store()).add(series));
}

AuditId openIn(AuditedRegister &made, const SeriesId &series, AgendaForm form)
{
    AuditRequest request;
    request.form = form;
    request.facilitator = made.ada;
    request.delegations = {made.notes};
    request.series = series;
    return must(AuditService(made.store()).open(request));
}

QDate slotOf(AuditedRegister &made, const SeriesId &series)
{
    return must(registry::byId<Series>(made.store(), series)).nextSlot.value();
}

}

void TestAuditClosing::theChosenSlotCounts()
{
    AuditedRegister made;
    AuditService audits(made.store());
    const auto series = seriesOf(made);
    const auto audit = openIn(made, series, AgendaForm::Full45);
    QCOMPARE(must(audits.previewClosing(audit)).nextSlot, std::optional(QDate(2026, 7, 20)));
    must(audits.setNextSlot(audit, QDate(2026, 8, 3)));
    QCOMPARE(must(audits.previewClosing(audit)).nextSlot, std::optional(QDate(2026, 8, 3)));
    must(audits.close(audit));
    QCOMPARE(slotOf(made, series), QDate(2026, 8, 3));
    // A chosen day that passes while the audit stays open is no choice any more.
    const auto slow = openIn(made, series, AgendaForm::Full45);
    must(audits.setNextSlot(slow, QDate(2026, 6, 21)));
    made.fixture.clock().set(QDate(2026, 6, 22));
    must(audits.close(slow));
    QCOMPARE(slotOf(made, series), QDate(2026, 7, 22));
}

void TestAuditClosing::aSpotCheckMovesNoSlot()
{
    AuditedRegister made;
    AuditService audits(made.store());
    const auto series = seriesOf(made);
    const auto audit = openIn(made, series, AgendaForm::Spot15);
    QCOMPARE(audits.setNextSlot(audit, QDate(2026, 8, 3)).error().code, ErrorCode::Refused);
    QVERIFY(!must(audits.previewClosing(audit)).nextSlot);
    must(audits.close(audit));
    QCOMPARE(slotOf(made, series), QDate(2026, 6, 25));
}

void TestAuditClosing::aSeriesSaysHowLong()
{
    AuditedRegister made;
    QVERIFY(registry::formOf(must(registry::byId<Series>(made.store(), seriesOf(made)))) == AgendaForm::Full45);
    QVERIFY(registry::formOf(Series()) == AgendaForm::Full60);
}

void TestAuditClosing::whoBecomesTheOwnerChecksTheirOwn()
{
    AuditedRegister made;
    AuditRequest request;
    request.form = AgendaForm::Spot15;
    request.facilitator = request.participants.emplaceBack(made.cem);
    request.pairs = {{made.cem}};
    request.delegations = {made.notes};
    AuditService audits(made.store());
    const auto audit = must(audits.open(request));
    must(registry::DelegationService(made.store())
             .set(made.notes, QList<registry::FieldText>{{u"owner"_s, made.cem.text()}}));
    made.find(audit, made.notes, Check::Output, Verdict::Pass);
    must(audits.close(audit));
    const auto findings =
        must(registry::allWhere<Finding>(made.store(), u"WHERE audit = ? AND verdict = 'pass'"_s, {audit.text()}));
    QCOMPARE(findings.size(), 1);
    QVERIFY(findings.first().selfChecked);
}

MUSTER_GUILESS_TEST(TestAuditClosing)

}

#include "tst_audit_closing.moc"
