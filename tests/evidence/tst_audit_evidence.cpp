#include "evidence/audit_draw.h"
#include "evidence/audit_figures.h"
#include "evidence_files.h"
#include "register/verify.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_audit_evidence {

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using evidence::Signal;
using evidence::SignalState;
using registry::AuditService;

namespace {

/// An open audit of two delegations, one with forty reviews.
class Audited : public EvidenceFixture
{
public:
    Audited()
    {
        registry::AuditRequest request;
        request.facilitator = owner();
        request.delegations = {update, replies};
        audit = must(AuditService(store()).open(request));
    }

    /// Two reviews a day of May, all accepted; `prefix` makes them outputs of their own.
    void readReviews(const QString &prefix = u"out"_s)
    {
        QByteArray text = reviewHeader;
        for (int i = 0; i < 40; ++i)
            text += u"Weekly update,%1/%2,2026-05-%3,2026-05-%3,60,Bo Reviewer,accepted,100,work-1\n"_s.arg(prefix)
                        .arg(i)
                        .arg(i / 2 + 5, 2, 10, QChar(u'0'))
                        .toUtf8();
        must(evidence::importEvidence(store(), file(text, prefix + u".csv"_s), {}));
    }

    registry::OpenDelegation item(const DelegationId &id) { return *must(AuditService(store()).get(audit)).find(id); }

    AuditId audit;
};

QString stateOf(const QList<Signal> &list, const QString &name)
{
    const auto found = std::ranges::find(list, name, &Signal::name);
    return found == list.end() ? QString() : word(found->state);
}

}

/// What evidence brings into an open audit: figures beside checks, and samples that are drawn.
class TestAuditEvidence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figuresComeBackAsTheyWere();
    void textsArePrivate();
    void shownSignalsAreKept();
    void whatIsRaisedIsASentence();
    void theRecordKeepsThemAndVerifies();
    void aDrawIsLaidOut();
    void aFurtherDrawGoesOn();
    void anotherSeedIsRefused();
    void whatWasTypedStays();
    void withoutOutputsItSaysWhatToDo();
};

void TestAuditEvidence::figuresComeBackAsTheyWere()
{
    const QList<Signal> list{
        {Check::Stop,
         u"puller-left"_s,
         SignalState::Raised,
         {{u"deputyLeft"_s, Value(false), false},
          {u"hasStopRule"_s, Value(true), false},
          {u"puller"_s, Value(u"Bo"_s), true}},
         QDate(2026, 5, 4)},
        {Check::Stop, u"drill-old"_s, SignalState::Quiet, {{u"ageDays"_s, Value(qint64(12)), false}}, {}},
        {Check::Stop, u"never-drilled"_s, SignalState::NotEnoughData, {}, {}}};
    QCOMPARE(evidence::signalsFrom(Check::Stop, must(evidence::figuresOf(list, Check::Stop))), list);
    QCOMPARE(must(evidence::figuresOf(list, Check::Creep)), registry::CheckFigures());
}

void TestAuditEvidence::textsArePrivate()
{
    const QList<Signal> list{{Check::Model,
                              u"model-ended"_s,
                              SignalState::Raised,
                              {{u"model"_s, Value(u"work-1"_s), true},
                               {u"endedOn"_s, Value(u"2026-05-01"_s), false},
                               {u"deprecatedOn"_s, Value(), false}},
                              QDate(2026, 5, 2)}};
    const auto kept = must(evidence::figuresOf(list, Check::Model));
    QCOMPARE(
        kept.figures,
        uR"([{"figures":{"endedOn":"2026-05-01"},"signal":"model-ended","since":"2026-05-02","state":"raised"}])"_s);
    QCOMPARE(kept.privateFigures, uR"([{"figures":{"model":"work-1"},"signal":"model-ended"}])"_s);
}

void TestAuditEvidence::shownSignalsAreKept()
{
    Audited audited;
    audited.readReviews();
    const auto shown = must(evidence::keepSignals(audited.store(), audited.audit));
    QCOMPARE(shown.size(), 2);
    for (const auto &one : shown) {
        QList<Signal> kept;
        const auto item = audited.item(one.delegation);
        for (const auto check : item.checks())
            kept += evidence::signalsFrom(check, item.figures.value(check));
        QCOMPARE(kept.size(), one.list.size());
        for (qsizetype i = 0; i < kept.size(); ++i) {
            QCOMPARE(kept[i].state, one.list[i].state);
            QCOMPARE(evidence::sentenceOf(kept[i]), evidence::sentenceOf(one.list[i]));
        }
        QVERIFY(item.findings.isEmpty());
    }
}

void TestAuditEvidence::whatIsRaisedIsASentence()
{
    Audited audited;
    audited.readReviews();
    const auto list = must(evidence::keepSignals(audited.store(), audited.audit, audited.update));
    QCOMPARE(stateOf(list, u"reviews-stopped"_s), u"quiet"_s);
    audited.clock().set(QDate(2026, 6, 29));
    const auto later = must(evidence::keepSignals(audited.store(), audited.audit, audited.update));
    QCOMPARE(stateOf(later, u"reviews-stopped"_s), u"raised"_s);
    const auto sentences = evidence::raisedSentences(audited.item(audited.update), Check::Creep);
    const auto found = std::ranges::find(later, u"reviews-stopped"_s, &Signal::name);
    QVERIFY(sentences.contains(u"%1: %2"_s.arg(evidence::titleOf(*found), evidence::sentenceOf(*found))));
    QVERIFY(evidence::raisedSentences(audited.item(audited.replies), Check::Creep).isEmpty());
}

void TestAuditEvidence::theRecordKeepsThemAndVerifies()
{
    Audited audited;
    audited.readReviews();
    must(evidence::keepSignals(audited.store(), audited.audit));
    must(evidence::layOutDrawn(audited.store(), audited.audit, audited.update, 3, 7));
    const auto before = evidence::raisedSentences(audited.item(audited.update), Check::Creep);
    must(AuditService(audited.store()).close(audited.audit));
    const auto findings = must(
        registry::allWhere<Finding>(audited.store(), u"WHERE delegation = ? ORDER BY n"_s, {audited.update.text()}));
    QCOMPARE(findings.size(), 4);
    QCOMPARE(QString(findings[0].draw), uR"({"count":3,"of":40,"seed":7})"_s);
    QVERIFY(!findings[3].figures.isEmpty());
    QCOMPARE(evidence::raisedSentences(findings[3]), before);
    for (const auto &finding : findings)
        QVERIFY2(!finding.figures.contains(u"work-1"_s), qPrintable(finding.figures));
    const auto verified = must(registry::verifyRegister(audited.store()));
    QVERIFY2(verified.ok, qPrintable(verified.problems.join(u'\n')));
}

void TestAuditEvidence::aDrawIsLaidOut()
{
    Audited audited;
    audited.readReviews();
    const auto laidOut = must(evidence::layOutDrawn(audited.store(), audited.audit, audited.update, 3, 7));
    QCOMPARE(laidOut.drawing, (registry::Drawing{3, 40, 7}));
    const auto draw = must(evidence::drawOutputs(audited.store(), audited.update, 3, 7));
    const auto samples = audited.item(audited.update).samples;
    QCOMPARE(samples, laidOut.samples);
    QCOMPARE(samples.size(), 3);
    for (qsizetype i = 0; i < 3; ++i) {
        QCOMPARE(samples[i].reference, draw.outputs[i].output);
        QCOMPARE(samples[i].date, *draw.outputs[i].producedOn);
    }
    QCOMPARE(registry::drawingText(laidOut.drawing), u"3 of 40 outputs, drawn with the seed 7"_s);
}

void TestAuditEvidence::aFurtherDrawGoesOn()
{
    Audited audited;
    audited.readReviews();
    const auto first = must(evidence::layOutDrawn(audited.store(), audited.audit, audited.update, 3, 7));
    AuditService audits(audited.store());
    must(audits.removeSample(audited.audit, audited.update, first.samples[1].id));
    const auto second = must(evidence::layOutDrawn(audited.store(), audited.audit, audited.update, 2));
    QCOMPARE(second.drawing, (registry::Drawing{5, 40, 7}));
    const auto draw = must(evidence::drawOutputs(audited.store(), audited.update, 5, 7));
    QCOMPARE(second.samples.size(), 2);
    QCOMPARE(second.samples[0].reference, draw.outputs[3].output);
    QCOMPARE(second.samples[1].reference, draw.outputs[4].output);
    QCOMPARE(audited.item(audited.update).samples.size(), 4);
    must(evidence::layOutDrawn(audited.store(), audited.audit, audited.update, 100));
    const auto none = evidence::layOutDrawn(audited.store(), audited.audit, audited.update, 3);
    QCOMPARE(none.error().code, ErrorCode::Refused);
    QVERIFY2(none.error().message.contains(u"40 outputs"_s), qPrintable(none.error().message));
}

void TestAuditEvidence::anotherSeedIsRefused()
{
    Audited audited;
    audited.readReviews();
    must(evidence::layOutDrawn(audited.store(), audited.audit, audited.update, 3, 7));
    const auto other = evidence::layOutDrawn(audited.store(), audited.audit, audited.update, 3, 8);
    QCOMPARE(other.error().code, ErrorCode::Refused);
    QVERIFY2(other.error().message.contains(u"seed 7"_s), qPrintable(other.error().message));
    QCOMPARE(audited.item(audited.update).samples.size(), 3);
    must(evidence::layOutDrawn(audited.store(), audited.audit, audited.update, 1, 7));
}

void TestAuditEvidence::whatWasTypedStays()
{
    Audited audited;
    audited.readReviews();
    const auto draw = must(evidence::drawOutputs(audited.store(), audited.update, 3, 7));
    AuditService audits(audited.store());
    const registry::Sample typed{{}, draw.outputs[1].output, QDate(2026, 5, 30), {{u"c1"_s, true}}, {}};
    const auto id = must(audits.addSample(audited.audit, audited.update, typed));
    const auto laidOut = must(evidence::layOutDrawn(audited.store(), audited.audit, audited.update, 3, 7));
    QCOMPARE(laidOut.samples.size(), 2); // the third is there
    const auto samples = audited.item(audited.update).samples;
    QCOMPARE(samples.size(), 3);
    QCOMPARE(samples[0].id, id);
    QCOMPARE(samples[0].criteria, typed.criteria);
}

void TestAuditEvidence::withoutOutputsItSaysWhatToDo()
{
    Audited audited;
    audited.readReviews();
    const auto none = evidence::layOutDrawn(audited.store(), audited.audit, audited.replies, 3);
    QCOMPARE(none.error().code, ErrorCode::NotFound);
    QVERIFY2(none.error().message.contains(u"import its outputs or reviews"_s), qPrintable(none.error().message));
    QVERIFY(!audited.item(audited.replies).drawing);
}

MUSTER_GUILESS_TEST(TestAuditEvidence)

}

#include "tst_audit_evidence.moc"
