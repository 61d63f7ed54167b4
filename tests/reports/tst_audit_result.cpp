#include "rendering.h"
#include "reports/audit_result.h"
#include "reports/render_csv.h"
#include "reports/render_html.h"
#include "reports/render_markdown.h"
#include "support/audited_register.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_audit_result {

using namespace muster;
using namespace muster::test;
using registry::readClosedAudit;
using reports::auditResultDocument;
using reports::Document;
using reports::samples::rendered;

namespace {

const reports::Table *tableOf(const Document &document, const QString &heading)
{
    for (const auto &section : document.sections) {
        if (section.heading == heading)
            return std::get_if<reports::Table>(&section.blocks.front());
    }
    return nullptr;
}

QString factOf(const Document &document, const QString &label)
{
    for (const auto &fact : std::get<reports::KeyValues>(document.sections.front().blocks.front()).facts) {
        if (fact.label == label)
            return fact.value;
    }
    return u"no such fact"_s;
}

}

/// A closed audit for people: who was there, what was found and decided, what was said of it since.
class TestAuditResult : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhoAndWhen();
    void hasARowForEachDelegation();
    void listsNotesAndDecisions();
    void anAmendmentStandsBeside();
    void textsAndPhasesOfTheRoom();
    void itsLogIsItsOwn();
    void staysTextInEachFormat();
    void hintsAreListedWhereThereAreAny();
};

void TestAuditResult::saysWhoAndWhen()
{
    AuditedRegister made;
    const auto document = auditResultDocument(must(readClosedAudit(made.store(), made.first)));
    QCOMPARE(document.title, u"Audit 1"_s);
    QCOMPARE(factOf(document, u"Held on"_s), u"2026-06-01"_s);
    QCOMPARE(factOf(document, u"Form"_s), u"full audit, 60 minutes"_s);
    QCOMPARE(factOf(document, u"Facilitator"_s), u"Ada Owner"_s);
    QCOMPARE(factOf(document, u"Participants"_s), u"Ada Owner, Cem"_s);
    QCOMPARE(factOf(document, u"Pairs"_s), u"Ada Owner + Cem"_s);
    QCOMPARE(factOf(document, u"Series"_s), u"no such fact"_s);
    QCOMPARE(readClosedAudit(made.store(), AuditId(u"none"_s)).error().code, ErrorCode::NotFound);
}

void TestAuditResult::hasARowForEachDelegation()
{
    AuditedRegister made;
    const auto document = auditResultDocument(must(readClosedAudit(made.store(), made.first)));
    const auto &rows = tableOf(document, u"Delegations and checks"_s)->rows;
    QCOMPARE(rows.size(), size_t(3));
    QCOMPARE(rows[0].join(u'|'), u"Refunds|–|–|–|pass|Ada Owner + Cem"_s);
    QCOMPARE(rows[1].join(u'|'), u"Release notes|pass|not-checked|not-checked|not-checked|Ada Owner + Cem"_s);
    QCOMPARE(rows[2].join(u'|'), u"Weekly update|fail|drift|fail|pass|Ada Owner + Cem"_s);
    const auto alone = auditResultDocument(must(readClosedAudit(made.store(), made.second)));
    QCOMPARE(tableOf(alone, u"Delegations and checks"_s)->rows[0].last(), u"Bo =1+1 (self-checked)"_s);
}

void TestAuditResult::listsNotesAndDecisions()
{
    AuditedRegister made;
    const auto document = auditResultDocument(must(readClosedAudit(made.store(), made.first)));
    QStringList notes, decisions;
    for (const auto &row : tableOf(document, u"Findings with notes"_s)->rows)
        notes << row[1] + u": "_s + row[3];
    QCOMPARE(notes, (QStringList{u"Output and source drift: =cmd|' /C calc'!A0, two <b>claims</b>"_s,
                                 u"Model fit: Slips"_s, u"Reversibility: Nobody answered"_s}));
    for (const auto &row : tableOf(document, u"Decisions"_s)->rows)
        decisions << QStringList{row[0], row[2], row[4], row[5], row[6]}.join(u'|');
    QCOMPARE(decisions, (QStringList{u"1|review|Bo =1+1|2026-06-08|open"_s,
                                     u"2|definition: Links are checked|Dee|2026-06-09|open"_s,
                                     u"3|tier: frontier|Bo =1+1|2026-06-10|open"_s}));
    must(registry::DecisionService(made.store()).markDone(made.stronger, {}));
    const auto later = auditResultDocument(must(readClosedAudit(made.store(), made.first)));
    QCOMPARE(tableOf(later, u"Decisions"_s)->rows[2].last(), u"done"_s);
}

void TestAuditResult::anAmendmentStandsBeside()
{
    AuditedRegister made;
    const auto document = auditResultDocument(must(readClosedAudit(made.store(), made.first)));
    const auto &rows = tableOf(document, u"Amendments"_s)->rows;
    QCOMPARE(rows.size(), size_t(1));
    QCOMPARE(rows[0].join(u'|'), u"2026-06-03|Weekly update: Category creep|drift|The reviews had stopped|"_s);
    QCOMPARE(tableOf(document, u"Delegations and checks"_s)->rows[2][4], u"pass"_s); // as it was closed
    QVERIFY(!tableOf(auditResultDocument(must(readClosedAudit(made.store(), made.second))), u"Amendments"_s));
}

void TestAuditResult::textsAndPhasesOfTheRoom()
{
    AuditedRegister made;
    AuditService audits(made.store());
    const auto audit = made.open({made.refunds});
    must(audits.setNotes(audit, u"Short on time"_s));
    must(audits.moveAgenda(audit, [](Agenda &agenda, const QDateTime &now) { return agenda.start(now); }));
    made.fixture.clock().advance((12 * 60 + 5) * 1000);
    must(audits.close(audit));
    const auto document = auditResultDocument(must(readClosedAudit(made.store(), audit)));
    QCOMPARE(factOf(document, u"Phase “data-walk”"_s), u"12:05 of 10:00"_s);
    QCOMPARE(factOf(document, u"Phase “close”"_s), u"0:00 of 5:00"_s);
    QCOMPARE(factOf(document, u"Person-minutes"_s), u"24"_s);
    QStringList headings;
    for (const auto &section : document.sections)
        headings << section.heading;
    QVERIFY(headings.contains(u"Notes"_s) && !headings.contains(u"Parking lot"_s));
    QVERIFY(rendered(&reports::renderMarkdown, document).contains("Short on time"));
    QVERIFY(rendered(&reports::renderMarkdown, document).contains("This audit decided nothing."));
}

void TestAuditResult::itsLogIsItsOwn()
{
    AuditedRegister made;
    const auto rows = [&made](const AuditId &audit) {
        const auto document = must(reports::auditLogTable(made.store(), must(readClosedAudit(made.store(), audit))));
        return QString::fromUtf8(rendered(&reports::renderCsv, document)).split(u"\r\n"_s, Qt::SkipEmptyParts);
    };
    QCOMPARE(rows(made.first).size(), 1 + 10 + 1);
    QVERIFY(rows(made.first).last().startsWith(u"2026-06-03,1,Weekly update,"_s));
    QCOMPARE(rows(made.second).size(), 1 + 4);
    for (const auto &row : rows(made.second).mid(1))
        QVERIFY2(row.startsWith(u"2026-06-20,2,"_s), qPrintable(row));
}

void TestAuditResult::staysTextInEachFormat()
{
    AuditedRegister made;
    const auto document = auditResultDocument(must(readClosedAudit(made.store(), made.first)));
    const auto html = rendered(&reports::renderHtml, document);
    QVERIFY(html.contains("two &lt;b&gt;claims&lt;/b&gt;") && !html.contains("<b>claims"));
    const auto markdown = rendered(&reports::renderMarkdown, document);
    QVERIFY(!markdown.contains("<b>claims"));
    QVERIFY(markdown.contains("Weekly update"));
}

void TestAuditResult::hintsAreListedWhereThereAreAny()
{
    AuditedRegister made;
    const auto closed = must(readClosedAudit(made.store(), made.first));
    QVERIFY(!tableOf(auditResultDocument(closed), u"What the figures hinted at"_s));
    QVERIFY(!tableOf(auditResultDocument(closed, [](const Finding &) { return QStringList(); }),
                     u"What the figures hinted at"_s));
    const auto document = auditResultDocument(closed, [](const Finding &finding) {
        return finding.check == Check::Stop ? QStringList{u"Never drilled"_s} : QStringList();
    });
    const auto *table = tableOf(document, u"What the figures hinted at"_s);
    QVERIFY(table);
    QCOMPARE(table->rows, (std::vector<QStringList>{{u"Release notes"_s, u"Reversibility"_s, u"Never drilled"_s},
                                                    {u"Weekly update"_s, u"Reversibility"_s, u"Never drilled"_s}}));
}

MUSTER_GUILESS_TEST(TestAuditResult)

}

#include "tst_audit_result.moc"
