#include "register/audit_service.h"
#include "register/record_lines.h"
#include "register/verify.h"
#include "support/audited_register.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_audit_figures {

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using registry::CheckFigures;
using registry::Drawing;

namespace {

const CheckFigures creep{
    uR"([{"figures":{"reviews":6},"signal":"reviews-stopped","since":"2026-05-01","state":"raised"}])"_s,
    uR"([{"figures":{"model":"work-1"},"signal":"reviews-stopped"}])"_s};
const CheckFigures calm{uR"([{"figures":{},"signal":"never-drilled","since":null,"state":"quiet"}])"_s, {}};

/// An open audit of one delegation with figures and a draw.
struct Kept
{
    Kept() : audits(made.store()), audit(made.open({made.notes}))
    {
        must(audits.keepFigures(audit, made.notes, {{Check::Creep, creep}, {Check::Stop, calm}}));
        must(audits.addDrawn(audit, made.notes, {drawn(u"out/7"_s), drawn(u"out/2"_s)}, {2, 9, 4711}, {}));
    }

    static Sample drawn(const QString &reference) { return {{}, reference, QDate(2026, 6, 18), {}, {}}; }
    registry::OpenDelegation item() { return *must(audits.get(audit)).find(made.notes); }
    Finding finding(Check check)
    {
        return must(registry::allWhere<Finding>(made.store(), u"WHERE audit = ? AND \"check\" = ?"_s,
                                                {audit.text(), word(check)}))
            .first();
    }

    AuditedRegister made;
    AuditService audits;
    AuditId audit;
};

}

/// The figures and draws of an open audit: kept beside what people say, and written with their findings.
class TestAuditFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void surviveARestart();
    void sayNoVerdict();
    void areReplacedAsAWhole();
    void theSameAgainWritesNothing();
    void haveToBeCanonicalLists();
    void goWithTheirDelegation();
    void drawsGoOnFromTheLastOne();
    void aDrawIsLaidOutWholeOrNotAtAll();
    void closingWritesThemInTheFindings();
};

void TestAuditFigures::surviveARestart()
{
    Kept kept;
    must(kept.made.fixture.reopen());
    const auto item = *must(AuditService(kept.made.store()).get(kept.audit)).find(kept.made.notes);
    QCOMPARE(item.figures.value(Check::Creep), creep);
    QCOMPARE(item.figures.value(Check::Stop), calm);
    QCOMPARE(item.drawing, std::optional(Drawing{2, 9, 4711}));
    QCOMPARE(item.samples.size(), 2);
    QCOMPARE(item.samples[0].reference, u"out/7"_s);
    QCOMPARE(item.samples[1].reference, u"out/2"_s);
    QCOMPARE(item.samples[1].date, QDate(2026, 6, 18));
}

void TestAuditFigures::sayNoVerdict()
{
    Kept kept;
    QVERIFY(kept.item().findings.isEmpty());
    must(kept.audits.setVerdict(kept.audit, kept.made.notes, Check::Creep, Verdict::Pass));
    must(kept.audits.keepFigures(kept.audit, kept.made.notes, {{Check::Creep, calm}}));
    QCOMPARE(kept.item().findings.size(), 1);
    QCOMPARE(kept.item().findings.value(Check::Creep).verdict, Verdict::Pass);
}

void TestAuditFigures::areReplacedAsAWhole()
{
    Kept kept;
    must(kept.audits.keepFigures(kept.audit, kept.made.notes, {{Check::Creep, calm}}));
    QCOMPARE(kept.item().figures, (QMap<Check, CheckFigures>{{Check::Creep, calm}}));
    must(kept.audits.keepFigures(kept.audit, kept.made.notes, {}));
    QVERIFY(kept.item().figures.isEmpty());
}

void TestAuditFigures::theSameAgainWritesNothing()
{
    Kept kept;
    const auto revision = must(kept.audits.get(kept.audit)).revision;
    must(kept.audits.keepFigures(kept.audit, kept.made.notes, {{Check::Creep, creep}, {Check::Stop, calm}}));
    QCOMPARE(must(kept.audits.get(kept.audit)).revision, revision);
}

void TestAuditFigures::haveToBeCanonicalLists()
{
    Kept kept;
    for (const auto &text : {u"{}"_s, u"[ ]"_s, u"[1.5]"_s, u"figures"_s})
        QCOMPARE(kept.audits.keepFigures(kept.audit, kept.made.notes, {{Check::Model, {text, {}}}}).error().code,
                 ErrorCode::InvalidInput);
    QCOMPARE(kept.item().figures.value(Check::Creep), creep);
    QCOMPARE(kept.audits.keepFigures(kept.audit, kept.made.update, {}).error().code, ErrorCode::NotFound);
}

void TestAuditFigures::goWithTheirDelegation()
{
    Kept kept;
    must(kept.audits.addDelegation(kept.audit, kept.made.update));
    must(kept.audits.removeDelegation(kept.audit, kept.made.notes));
    must(kept.audits.addDelegation(kept.audit, kept.made.notes));
    QVERIFY(kept.item().figures.isEmpty());
    QVERIFY(!kept.item().drawing);
}

void TestAuditFigures::drawsGoOnFromTheLastOne()
{
    Kept kept;
    const auto refused = kept.audits.addDrawn(kept.audit, kept.made.notes, {Kept::drawn(u"out/1"_s)}, {1, 9, 5}, {});
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QCOMPARE(kept.item().samples.size(), 2);
    must(kept.audits.addDrawn(kept.audit, kept.made.notes, {Kept::drawn(u"out/1"_s)}, {3, 9, 4711},
                              Drawing{2, 9, 4711}));
    QCOMPARE(kept.item().drawing, std::optional(Drawing{3, 9, 4711}));
    QCOMPARE(kept.item().samples.size(), 3);
}

void TestAuditFigures::aDrawIsLaidOutWholeOrNotAtAll()
{
    Kept kept;
    auto late = Kept::drawn(u"out/3"_s);
    late.date = kept.made.store().today().addDays(1);
    const auto refused = kept.audits.addDrawn(kept.audit, kept.made.notes, {Kept::drawn(u"out/1"_s), late},
                                              {4, 9, 4711}, Drawing{2, 9, 4711});
    QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    QCOMPARE(kept.item().samples.size(), 2);
    QCOMPARE(kept.item().drawing, std::optional(Drawing{2, 9, 4711}));
}

void TestAuditFigures::closingWritesThemInTheFindings()
{
    Kept kept;
    for (const auto check : {Check::Output, Check::Model, Check::Stop, Check::Creep})
        must(kept.audits.setVerdict(kept.audit, kept.made.notes, check, Verdict::Pass));
    must(kept.audits.close(kept.audit));
    const auto finding = kept.finding(Check::Creep);
    QCOMPARE(finding.verdict, Verdict::Pass);
    QCOMPARE(QString(finding.figures), creep.figures);
    QCOMPARE(QString(finding.privateFigures), creep.privateFigures);
    QVERIFY(finding.draw.isEmpty());
    QCOMPARE(QString(kept.finding(Check::Stop).figures), calm.figures);
    QVERIFY(kept.finding(Check::Stop).privateFigures.isEmpty());
    QVERIFY(kept.finding(Check::Model).figures.isEmpty());
    QCOMPARE(QString(kept.finding(Check::Output).draw), uR"({"count":2,"of":9,"seed":4711})"_s);
    const auto lines = must(registry::linesBackwards(kept.made.store(), finding.n, finding.n)).front();
    QVERIFY2(lines.publicLine.contains(creep.figures.toUtf8()), lines.publicLine.constData());
    QVERIFY(!lines.publicLine.contains("work-1"));
    QVERIFY2(lines.privateLine->contains(creep.privateFigures.toUtf8()), lines.privateLine->constData());
    const auto verified = must(registry::verifyRegister(kept.made.store()));
    QVERIFY2(verified.ok, qPrintable(verified.problems.join(u'\n')));
}

MUSTER_GUILESS_TEST(TestAuditFigures)

}

#include "tst_audit_figures.moc"
