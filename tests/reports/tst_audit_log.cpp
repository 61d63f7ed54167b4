#include "domain/csv_cell.h"
#include "rendering.h"
#include "reports/audit_log.h"
#include "reports/render_csv.h"
#include "reports/render_html.h"
#include "reports/render_markdown.h"
#include "support/audited_register.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_audit_log {

using namespace muster;
using namespace muster::test;
using reports::auditLogDocument;
using reports::LogLayout;
using reports::samples::rendered;

/// The log as a document: the agreed columns, what it covers, and text that stays text in each format.
class TestAuditLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsAreThoseAgreed();
    void csvHasARowForEach();
    void csvIsSafe();
    void saysWhatItCovers_data();
    void saysWhatItCovers();
    void repeatsSizeAndRoot();
    void sectionsByAudit();
    void htmlEscapes();
    void htmlLeavesRoomForNames();
    void markdownShowsVerdicts();
    void nothingFits();
    void aPersonWhoIsNotThere();
};

namespace {

QString csv(AuditedRegister &made, const registry::LogFilter &filter = {})
{
    return QString::fromUtf8(
        rendered(&reports::renderCsv, must(auditLogDocument(made.store(), filter, LogLayout::OneTable))));
}

QString factNamed(const reports::Document &document, const QString &label)
{
    for (const auto &fact : document.facts) {
        if (fact.label == label)
            return fact.value;
    }
    return {};
}

}

void TestAuditLog::columnsAreThoseAgreed()
{
    AuditedRegister made;
    QCOMPARE(csv(made).section(u"\r\n"_s, 0, 0), u"date,audit,delegation,owner,tier,lastOutput,check,verdict,note,"
                                                 u"decision,before,after,why,decidedBy,decisionOwner,"
                                                 "followUp,selfChecked"_s);
}

void TestAuditLog::csvHasARowForEach()
{
    AuditedRegister made;
    const auto lines = csv(made).split(u"\r\n"_s, Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 1 + 15);
    QVERIFY(lines.contains(
        u"2026-06-01,1,Weekly update,Bo =1+1,mid,,model,drift,Slips,tier,mid,frontier,Why of tier,\"Ada Owner, Cem\","
        "Bo =1+1,2026-06-10,no"_s));
    QVERIFY(lines.last().endsWith(u",yes"_s));
    registry::LogFilter filter;
    filter.verdict = Verdict::Fail;
    QCOMPARE(csv(made, filter).split(u"\r\n"_s, Qt::SkipEmptyParts).size(), 1 + 3);
}

void TestAuditLog::csvIsSafe()
{
    AuditedRegister made;
    const QString text = csv(made);
    QVERIFY(text.contains(u"'=cmd|' /C calc'!A0, two <b>claims</b>"_s));
    QVERIFY(!text.contains(u",=cmd"_s) && !text.contains(u"\"=cmd"_s));
}

void TestAuditLog::saysWhatItCovers_data()
{
    QTest::addColumn<QDate>("from");
    QTest::addColumn<QDate>("to");
    QTest::addColumn<QString>("period");
    QTest::newRow("all") << QDate() << QDate() << u"the whole record"_s;
    QTest::newRow("from") << QDate(2026, 6, 1) << QDate() << u"from 2026-06-01"_s;
    QTest::newRow("to") << QDate() << QDate(2026, 6, 2) << u"to 2026-06-02"_s;
    QTest::newRow("both") << QDate(2026, 6, 1) << QDate(2026, 6, 2) << u"2026-06-01 to 2026-06-02"_s;
}

void TestAuditLog::saysWhatItCovers()
{
    QFETCH(QDate, from);
    QFETCH(QDate, to);
    AuditedRegister made;
    registry::LogFilter filter;
    if (from.isValid())
        filter.from = from;
    if (to.isValid())
        filter.to = to;
    filter.delegation = made.update;
    filter.verdict = Verdict::Drift;
    filter.person = made.cem;
    const auto document = must(auditLogDocument(made.store(), filter, LogLayout::ByAudit));
    QTEST(factNamed(document, u"Period"_s), "period");
    QCOMPARE(factNamed(document, u"Delegation"_s), u"Weekly update"_s);
    QCOMPARE(factNamed(document, u"Verdict"_s), u"drift"_s);
    QCOMPARE(factNamed(document, u"Person"_s), u"Cem"_s);
}

void TestAuditLog::repeatsSizeAndRoot()
{
    AuditedRegister made;
    made.fixture.clock().set(QDate(2026, 6, 21), QTime(23, 0)); // past midnight in Berlin
    const auto document = must(auditLogDocument(made.store(), {}, LogLayout::OneTable));
    const auto head = must(made.store().head());
    QCOMPARE(factNamed(document, u"Register"_s), u"Test register"_s);
    QCOMPARE(factNamed(document, u"Entries in the record"_s), QString::number(head.size()));
    QCOMPARE(factNamed(document, u"Root"_s), QString::fromStdString(ledger::toBase64(head.root())));
    QCOMPARE(factNamed(document, u"Written on"_s), u"2026-06-22"_s);
}

void TestAuditLog::sectionsByAudit()
{
    AuditedRegister made;
    const auto document = must(auditLogDocument(made.store(), {}, LogLayout::ByAudit));
    QStringList headings;
    for (const auto &section : document.sections)
        headings << section.heading;
    QCOMPARE(headings,
             (QStringList{u"2026-06-01: audit 1"_s, u"2026-06-03: amendment of audit 1"_s, u"2026-06-20: audit 2"_s}));
}

void TestAuditLog::htmlEscapes()
{
    AuditedRegister made;
    const auto html = rendered(&reports::renderHtml, must(auditLogDocument(made.store(), {}, LogLayout::ByAudit)));
    QVERIFY(html.startsWith("<!DOCTYPE html>"));
    QVERIFY(html.contains("two &lt;b&gt;claims"));
    QVERIFY(!html.contains("<b>claims"));
    QVERIFY(html.contains("Self-checked. Still stale"));
}

void TestAuditLog::htmlLeavesRoomForNames()
{
    AuditedRegister made;
    const auto html = rendered(&reports::renderHtml, must(auditLogDocument(made.store(), {}, LogLayout::ByAudit)));
    QVERIFY(html.contains("class=\"w16\"><bdi>Decided by</bdi></th>"));
}

void TestAuditLog::markdownShowsVerdicts()
{
    AuditedRegister made;
    const auto text = QString::fromUtf8(
        rendered(&reports::renderMarkdown, must(auditLogDocument(made.store(), {}, LogLayout::ByAudit))));
    QVERIFY(text.contains(u"tier: mid → frontier"_s));
    QVERIFY(text.contains(u"▲ drift"_s));
    QVERIFY(text.contains(u"amends audit 1: The reviews had stopped"_s));
}

void TestAuditLog::nothingFits()
{
    AuditedRegister made;
    registry::LogFilter filter;
    filter.from = QDate(2031, 1, 1);
    QCOMPARE(csv(made, filter).count(u"\r\n"_s), 1);
    const auto text =
        rendered(&reports::renderMarkdown, must(auditLogDocument(made.store(), filter, LogLayout::ByAudit)));
    QVERIFY(text.contains("No finding or decision fits"));
}

void TestAuditLog::aPersonWhoIsNotThere()
{
    AuditedRegister made;
    registry::LogFilter filter;
    filter.person = PersonId(u"00000000-0000-4000-8000-000000000000"_s);
    const auto document = auditLogDocument(made.store(), filter, LogLayout::OneTable);
    QVERIFY(!document);
    QCOMPARE(document.error().code, ErrorCode::NotFound);
}

MUSTER_GUILESS_TEST(TestAuditLog)

}

#include "tst_audit_log.moc"
