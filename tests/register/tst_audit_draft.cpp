#include "register/audit_service.h"
#include "register/inventory_services.h"
#include "support/audited_register.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_audit_draft {

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using registry::FollowUp;
using Answer = FollowUp::Answer;

/// What is typed into an open audit, judged and kept.
class TestAuditDraft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void samplesStayInTheOrderTheyCame();
    void aDrillIsKeptOnceAndTakenBack();
    void halvesOfAFindingDontOverwriteEachOther();
    void aTextTypedByTwoKeepsBoth();
    void anAnswerIsReplacedOrWithdrawnThoughItsDecisionEnded();
    void anAnswerIsJudged();
    void theNextSlotIsJudged();
    void whatIsClosedIsNotGivenUp();
};

void TestAuditDraft::samplesStayInTheOrderTheyCame()
{
    AuditedRegister made;
    AuditService audits(made.store());
    const auto audit = made.open({made.notes});
    QStringList ids;
    for (const auto &reference : {u"first"_s, u"second"_s, u"third"_s}) {
        made.fixture.clock().advance(1000);
        ids << must(audits.addSample(audit, made.notes, {{}, reference, QDate(2026, 6, 19), {}, {}}));
    }
    made.fixture.clock().advance(1000);
    must(audits.addSample(audit, made.notes, {ids[0], u"first, traced"_s, QDate(2026, 6, 19), {}, {}}));
    QStringList references;
    for (const auto &sample : must(audits.get(audit)).find(made.notes)->samples)
        references << sample.reference;
    QCOMPARE(references, (QStringList{u"first, traced"_s, u"second"_s, u"third"_s}));
}

void TestAuditDraft::aDrillIsKeptOnceAndTakenBack()
{
    AuditedRegister made;
    AuditService audits(made.store());
    const auto audit = made.open({made.notes, made.update});
    Drill drill;
    drill.delegation = made.update;
    drill.by = made.cem;
    drill.minutes = 4;
    drill.worked = true;
    drill.note = u"Switched off"_s;
    const DrillId id(must(audits.addDrill(audit, drill)));
    drill.note = u"Clicked twice"_s;
    const auto again = audits.addDrill(audit, drill);
    QCOMPARE(again.error().code, ErrorCode::Refused);
    QVERIFY2(again.error().message.contains(u"Weekly update"_s), qPrintable(again.error().message));
    drill.id = id; // the same one, changed
    must(audits.addDrill(audit, drill));
    drill.id = {};
    drill.minutes = 5;
    must(audits.addDrill(audit, drill));
    drill.delegation = made.notes;
    must(audits.addDrill(audit, drill));
    QCOMPARE(must(audits.get(audit)).find(made.update)->drills.size(), 2);
    must(audits.removeDrill(audit, made.update, id));
    QCOMPARE(must(audits.get(audit)).find(made.update)->drills.size(), 1);
    QCOMPARE(audits.removeDrill(audit, made.update, id).error().code, ErrorCode::NotFound);
}

void TestAuditDraft::halvesOfAFindingDontOverwriteEachOther()
{
    AuditedRegister made;
    AuditService audits(made.store());
    const auto audit = made.open({made.notes});
    must(audits.typeNote(audit, made.notes, Check::Model, {u"slips"_s, {}, u"slips"_s}));
    must(audits.setVerdict(audit, made.notes, Check::Model, Verdict::Drift));
    QCOMPARE(must(audits.get(audit)).find(made.notes)->findings.value(Check::Model),
             (registry::OpenFinding{Verdict::Drift, u"slips"_s}));
    QCOMPARE(audits.setVerdict(audit, made.update, Check::Model, Verdict::Pass).error().code, ErrorCode::NotFound);
}

void TestAuditDraft::aTextTypedByTwoKeepsBoth()
{
    AuditedRegister made;
    AuditService audits(made.store());
    const auto audit = made.open({made.notes});
    QCOMPARE(must(audits.typeNotes(audit, {u"one"_s, {}, u"one"_s})), u"one"_s);
    QCOMPARE(must(audits.typeNotes(audit, {u"one more"_s, u"one"_s, u"more"_s})), u"one more"_s);
    QCOMPARE(must(audits.typeNotes(audit, {u"two"_s, {}, u"two"_s})), u"one more\n\ntwo"_s);
    QCOMPARE(must(audits.get(audit)).notes, u"one more\n\ntwo"_s);
    QCOMPARE(must(audits.typeParkingLot(audit, {u"later"_s, {}, u"later"_s})), u"later"_s);
}

void TestAuditDraft::anAnswerIsReplacedOrWithdrawnThoughItsDecisionEnded()
{
    AuditedRegister made;
    AuditService audits(made.store());
    const auto audit = made.open({made.update});
    must(audits.setFollowUp(audit, {made.fixBoard, Answer::Done, {}, {}}));
    must(registry::DecisionService(made.store()).drop(made.fixBoard, u"The board is gone"_s));
    must(registry::DecisionService(made.store()).drop(made.stronger, u"Too dear"_s));
    QCOMPARE(audits.setFollowUp(audit, {made.stronger, Answer::Done, {}, {}}).error().code, ErrorCode::Refused);
    must(audits.setFollowUp(audit, {made.fixBoard, Answer::NotDone, {}, {}}));
    QCOMPARE(must(audits.get(audit)).followUps, (QList<FollowUp>{{made.fixBoard, Answer::NotDone, {}, {}}}));
    must(audits.withdrawFollowUp(audit, made.fixBoard));
    QVERIFY(must(audits.get(audit)).followUps.isEmpty());
    must(audits.withdrawFollowUp(audit, made.fixBoard));
}

void TestAuditDraft::anAnswerIsJudged()
{
    AuditedRegister made;
    AuditService audits(made.store());
    const auto audit = made.open({made.update});
    const QDate today = made.store().today();
    for (const auto &answer : {FollowUp{made.fixBoard, Answer::Dropped, {}, u" "_s},
                               FollowUp{made.fixBoard, Answer::Moved, today.addDays(-1), u"late"_s},
                               FollowUp{made.fixBoard, Answer::Moved, {}, u"late"_s},
                               FollowUp{made.fixBoard, Answer::Done, {}, QString(QChar(u'\0'))}})
        QCOMPARE(audits.setFollowUp(audit, answer).error().code, ErrorCode::InvalidInput);
    must(audits.setFollowUp(audit, {made.fixBoard, Answer::Moved, today, u"late"_s}));
}

void TestAuditDraft::theNextSlotIsJudged()
{
    AuditedRegister made;
    AuditService audits(made.store());
    const auto lone = made.open({made.notes});
    const QDate today = made.store().today();
    QCOMPARE(audits.setNextSlot(lone, today).error().code, ErrorCode::Refused);
    must(audits.discard(lone));
    Series series;
    series.title = u"Team"_s;
    series.owner = made.ada;
    series.cadence = Cadence{};
    AuditRequest request;
    request.facilitator = made.ada;
    request.delegations = {made.notes};
    request.series = must(registry::SeriesService(made.store()).add(series));
    const auto audit = must(audits.open(request));
    QCOMPARE(audits.setNextSlot(audit, today.addDays(-1)).error().code, ErrorCode::InvalidInput);
    QCOMPARE(audits.setNextSlot(audit, QDate()).error().code, ErrorCode::InvalidInput);
    must(audits.setNextSlot(audit, today.addDays(40)));
    QCOMPARE(must(audits.get(audit)).nextSlot, std::optional(today.addDays(40)));
    must(audits.setNextSlot(audit, std::nullopt));
    QVERIFY(!must(audits.get(audit)).nextSlot);
}

void TestAuditDraft::whatIsClosedIsNotGivenUp()
{
    AuditedRegister made;
    AuditService audits(made.store());
    const auto late = audits.discard(made.first);
    QCOMPARE(late.error().code, ErrorCode::Refused);
    QVERIFY2(late.error().message.contains(u"Audit 1 was closed"_s), qPrintable(late.error().message));
    const auto open = made.open({made.notes});
    must(audits.discard(open));
    QCOMPARE(audits.discard(open).error().code, ErrorCode::NotFound);
}

MUSTER_GUILESS_TEST(TestAuditDraft)

}

#include "tst_audit_draft.moc"
