#include "domain/check_guide.h"
#include "rendering.h"
#include "reports/render_html.h"
#include "reports/render_markdown.h"
#include "reports/worksheet.h"
#include "support/audited_register.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_worksheet {

using namespace muster;
using namespace muster::test;
using reports::worksheetDocument;
using reports::samples::rendered;

/// What a pair takes with it: all that the checks ask for, known failures first, room for verdicts and notes.
class TestWorksheet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsWhatThePairNeeds();
    void failuresComeFirst();
    void anAvoidHasOneCheck();
    void policyStandsBesideTheModel();
    void onePairOfTwo();
    void noSuchPair();
    void whoLeftIsNamedSo();
    void guidesDifferByCategory_data();
    void guidesDifferByCategory();
    void guidesAreWhole();
    void hintsStandBesideTheirCheck();
    void samplesLaidOutStandInTheirColumns();
    void rendersAsHtml();
};

namespace {

QString sheet(AuditedRegister &made, const AuditId &audit, std::optional<qsizetype> pair = std::nullopt)
{
    const auto open = must(AuditService(made.store()).get(audit));
    return QString::fromUtf8(rendered(&reports::renderMarkdown, must(worksheetDocument(made.store(), open, pair))));
}

}

void TestWorksheet::holdsWhatThePairNeeds()
{
    AuditedRegister made;
    const QString text = sheet(made, made.open({made.update, made.notes}));
    for (const auto &part : {u"Pair 1: Ada Owner + Cem"_s,
                             u"Weekly update"_s,
                             u"Release notes"_s,
                             u"Automate"_s,
                             u"about 20 minutes"_s,
                             u"c1: Every claim has a source"_s,
                             u"Sample 3"_s,
                             u"Source: The board"_s,
                             u"2026-05-25"_s,
                             u"14 days"_s,
                             u"no-access"_s,
                             u"contradicts"_s,
                             u"A wrong claim"_s,
                             u"15 minutes"_s,
                             u"never held"_s,
                             u"Output and source drift"_s,
                             u"Model fit"_s,
                             u"Reversibility"_s,
                             u"Category creep"_s,
                             u"- [ ] pass"_s,
                             u"Who answered, after how many seconds"_s})
        QVERIFY2(text.contains(part), qPrintable(part + u"\n"_s + text));
}

void TestWorksheet::failuresComeFirst()
{
    AuditedRegister made;
    const QString text = sheet(made, made.open({made.update}));
    const auto failure = text.indexOf(u"Claims from an archived page"_s),
               criterion = text.indexOf(u"Every claim has a source"_s),
               check = text.indexOf(u"Output and source drift"_s);
    QVERIFY(failure > 0);
    QVERIFY(failure < criterion);
    QVERIFY(criterion < check);
    QVERIFY(text.contains(u"found on 2026-06-01"_s));
}

void TestWorksheet::anAvoidHasOneCheck()
{
    AuditedRegister made;
    const QString text = sheet(made, made.open({made.refunds}));
    QVERIFY(text.contains(u"Has anyone begun to use AI for it?"_s));
    QVERIFY(text.contains(u"It would cost trust"_s));
    QVERIFY(!text.contains(u"Model fit"_s));
    QVERIFY(!text.contains(u"Sample 1"_s));
}

void TestWorksheet::policyStandsBesideTheModel()
{
    AuditedRegister made;
    must(registry::DelegationService(made.store())
             .set(made.update, QList<registry::FieldText>{{u"tier"_s, u"frontier"_s}}, {u"for the test"_s}));
    const QString text = sheet(made, made.open({made.update}));
    QVERIFY2(text.contains(u"light to mid; this tier is outside"_s), qPrintable(text));
}

void TestWorksheet::onePairOfTwo()
{
    AuditedRegister made;
    AuditRequest request;
    request.facilitator = made.ada;
    request.participants = {made.ada, made.bo, made.cem};
    request.pairs = {{made.ada, made.cem}, {made.bo}};
    request.delegations = {made.update, made.notes};
    const auto id = must(AuditService(made.store()).open(request));
    const QString whole = sheet(made, id), first = sheet(made, id, 0), second = sheet(made, id, 1);
    QVERIFY(whole.contains(u"Pair 1"_s) && whole.contains(u"Pair 2"_s));
    QVERIFY(first.contains(u"Pair 1"_s) && !first.contains(u"Pair 2"_s));
    QVERIFY(first.contains(u"### Weekly update"_s) && !second.contains(u"### Weekly update"_s));
    QVERIFY(second.contains(u"### Release notes"_s));
}

void TestWorksheet::noSuchPair()
{
    AuditedRegister made;
    const auto open = must(AuditService(made.store()).get(made.open({made.update})));
    for (const qsizetype pair : {-1, 1}) {
        const auto document = worksheetDocument(made.store(), open, pair);
        QVERIFY(!document);
        QCOMPARE(document.error().code, ErrorCode::InvalidInput);
    }
}

void TestWorksheet::whoLeftIsNamedSo()
{
    AuditedRegister made;
    must(registry::PersonService(made.store()).left(made.bo, QDate(2026, 6, 19)));
    const QString text = sheet(made, made.open({made.update}));
    QVERIFY2(text.contains(u"left on 2026-06-19"_s), qPrintable(text));
}

void TestWorksheet::guidesDifferByCategory_data()
{
    QTest::addColumn<QString>("category");
    QTest::addColumn<QString>("part");
    QTest::newRow("assist") << u"assist"_s << u"reviewed by a person"_s;
    QTest::newRow("automate") << u"automate"_s << u"spot reviews"_s;
    QTest::newRow("avoid") << u"avoid"_s << u"begun to use AI"_s;
    QTest::newRow("unclassified") << u"unclassified"_s << u"in practice"_s;
}

void TestWorksheet::guidesDifferByCategory()
{
    QFETCH(QString, category);
    QFETCH(QString, part);
    QVERIFY(guideFor(Check::Creep, *fromWord<Category>(category)).question.contains(part));
    QCOMPARE(guideFor(Check::Stop, *fromWord<Category>(category)), guideFor(Check::Stop, Category::Assist));
}

void TestWorksheet::guidesAreWhole()
{
    for (size_t check = 0; check < Words<Check>::all.size(); ++check) {
        for (size_t category = 0; category < Words<Category>::all.size(); ++category) {
            const auto guide = guideFor(Check(check), Category(category));
            for (const auto &text : {guide.title, guide.question, guide.lookAt, guide.pass, guide.drift, guide.fail})
                QVERIFY(text.size() > 5);
            QVERIFY(guide.question.endsWith(u'?'));
        }
    }
    for (size_t state = 0; state < Words<SourceState>::all.size(); ++state)
        QVERIFY(!sourceStateMeaning(SourceState(state)).isEmpty());
}

void TestWorksheet::hintsStandBesideTheirCheck()
{
    AuditedRegister made;
    const auto open = must(AuditService(made.store()).get(made.open({made.update})));
    const auto document =
        must(worksheetDocument(made.store(), open, {}, [](const registry::OpenDelegation &item, Check check) {
            return check == Check::Stop ? QStringList{item.title + u" *never* drilled"_s} : QStringList();
        }));
    const QString text = QString::fromUtf8(rendered(&reports::renderMarkdown, document));
    QCOMPARE(text.count(u"What the figures hint at"_s), 1);
    const auto at = text.indexOf(u"never"_s, text.indexOf(u"Reversibility"_s));
    QVERIFY2(at > 0 && at < text.indexOf(u"Category creep"_s), qPrintable(text));
    QVERIFY(!text.contains(u" *never*"_s)); // text is text
}

void TestWorksheet::samplesLaidOutStandInTheirColumns()
{
    AuditedRegister made;
    AuditService audits(made.store());
    const auto audit = made.open({made.update});
    QList<Sample> samples;
    for (int i = 1; i <= 4; ++i)
        samples << Sample{{}, u"out %1"_s.arg(i), i < 4 ? QDate(2026, 6, 10 + i) : QDate(), {}, {}};
    must(audits.addDrawn(audit, made.update, samples, {4, 120, 4711}, {}));
    const QString text = sheet(made, audit);
    QVERIFY2(text.contains(u"| Where it lies | out 1 | out 2 | out 3 | out 4 |"_s), qPrintable(text));
    QVERIFY(text.contains(u"2026-06-13"_s));
    QVERIFY(text.contains(u"Sample 4"_s));
    QVERIFY(text.contains(u"4 of 120 outputs, drawn with the seed 4711"_s));
}

void TestWorksheet::rendersAsHtml()
{
    AuditedRegister made;
    const auto open = must(AuditService(made.store()).get(made.open({made.update, made.refunds})));
    const auto html = rendered(&reports::renderHtml, must(worksheetDocument(made.store(), open)));
    QVERIFY(html.contains("Claims from an archived page"));
    QVERIFY(html.contains("Refunds"));
    QVERIFY(html.trimmed().endsWith("</html>"));
}

MUSTER_GUILESS_TEST(TestWorksheet)

}

#include "tst_worksheet.moc"
