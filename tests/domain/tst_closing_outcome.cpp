#include "closing_drafts.h"
#include "domain/scope_proposal.h"
#include "support/test_program.h"

#include <rapidcheck.h>

namespace tst_closing_outcome {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

/// What closing warns of, which dates it moves, and in which order it applies what was done.
class TestClosingOutcome : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void warnsWithoutKeepingFromClosing_data();
    void warnsWithoutKeepingFromClosing();
    void movesDatesOnlyWhenAllIsChecked_data();
    void movesDatesOnlyWhenAllIsChecked();
    void countsTheLastVerdict();
    void endsAnAcceptanceWithTheNextAudit_data();
    void endsAnAcceptanceWithTheNextAudit();
    void appliesPromotionsLast();
    void anyDraftThatClosesHoldsTheRules();
};

void TestClosingOutcome::warnsWithoutKeepingFromClosing_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("expected");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const Change &change, const QStringList &expected, const QString &says = {}) {
        QTest::newRow(name) << change << expected << says;
    };
    row("all looked at", [](auto &) {}, {});
    row(
        "output passed unseen",
        [](auto &d) {
            d.findings[0] = {Check::Output, Verdict::Pass, {}, 0};
            d.decisions.clear();
        },
        {u"pass-without-sample"_s}, u"without a sample"_s);
    row("output passed with a sample",
        [](auto &d) {
            d.findings[0] = {Check::Output, Verdict::Pass, {}, 1};
            d.decisions.clear();
        },
        {});
    row(
        "two left open", [](auto &d) { d.findings.resize(2); }, {u"left-open"_s}, u"stop and creep not checked"_s);
    row("an Avoid and its one check",
        [](auto &d) {
            d.category = Category::Avoid;
            d.findings = {{Check::Creep, Verdict::Pass, {}, 0}};
            d.decisions.clear();
        },
        {});
    row(
        "an Avoid and another check",
        [](auto &d) {
            d.category = Category::Avoid;
            d.findings.erase(d.findings.begin() + 1, d.findings.begin() + 3);
        },
        {u"check-does-not-apply"_s}, u"“output” doesn't apply"_s);
}

void TestClosingOutcome::warnsWithoutKeepingFromClosing()
{
    QFETCH(Change, change);
    QFETCH(QString, says);
    auto delegation = inOrder();
    change(delegation);
    const auto warnings = closingWarnings(auditOf(delegation));
    QTEST(codes(warnings), "expected");
    QVERIFY2(sentences(warnings).contains(says), qPrintable(sentences(warnings)));
    QVERIFY(closingProblems(auditOf(delegation)).empty());
}

void TestClosingOutcome::movesDatesOnlyWhenAllIsChecked_data()
{
    QTest::addColumn<int>("category");
    QTest::addColumn<QList<int>>("checked");
    QTest::addColumn<bool>("moves");
    const int output = int(Check::Output), model = int(Check::Model), stop = int(Check::Stop),
              creep = int(Check::Creep);
    QTest::newRow("all") << int(Category::Assist) << QList<int>{output, model, stop, creep} << true;
    QTest::newRow("three") << int(Category::Automate) << QList<int>{output, model, stop} << false;
    QTest::newRow("none") << int(Category::Assist) << QList<int>{} << false;
    QTest::newRow("unclassified, all") << int(Category::Unclassified) << QList<int>{creep, stop, model, output} << true;
    QTest::newRow("an Avoid's creep") << int(Category::Avoid) << QList<int>{creep} << true;
    QTest::newRow("an Avoid's others") << int(Category::Avoid) << QList<int>{output, model, stop} << false;
}

void TestClosingOutcome::movesDatesOnlyWhenAllIsChecked()
{
    QFETCH(int, category);
    QFETCH(QList<int>, checked);
    std::vector<DraftFinding> findings;
    for (const int check : checked)
        findings.push_back({Check(check), Verdict::Fail, {}, 0});
    QTEST(movesNextDue(Category(category), findings), "moves");

    QVERIFY(movesNextDue({Verdict::Pass, Verdict::Drift, Verdict::Fail}));
    QVERIFY(!movesNextDue({Verdict::Pass, Verdict::NotChecked}));
    QVERIFY(!movesNextDue(std::vector<Verdict>()));
}

void TestClosingOutcome::countsTheLastVerdict()
{
    const std::vector<DraftFinding> findings{{Check::Stop, Verdict::Fail, {}, 0}, {Check::Stop, Verdict::Pass, {}, 0}};
    QCOMPARE(verdictOf(findings, Check::Stop), Verdict::Pass);
    QCOMPARE(verdictOf(findings, Check::Creep), Verdict::NotChecked);
}

void TestClosingOutcome::endsAnAcceptanceWithTheNextAudit_data()
{
    using OptionalDate = std::optional<QDate>;
    QTest::addColumn<QString>("cadence");
    QTest::addColumn<OptionalDate>("series");
    QTest::addColumn<OptionalDate>("unmoved");
    QTest::addColumn<QDate>("latest");
    const OptionalDate none, slot = QDate(2026, 6, 20), past = QDate(2026, 5, 20);
    QTest::newRow("own cadence") << u"days:90"_s << slot << none << QDate(2026, 8, 30);
    QTest::newRow("the series' slot") << QString() << slot << none << QDate(2026, 6, 20);
    QTest::newRow("a slot gone by") << QString() << past << none << QDate(2026, 7, 1);
    QTest::newRow("nothing known") << QString() << none << none << QDate(2026, 7, 1);
    QTest::newRow("due date stays") << u"days:90"_s << slot << OptionalDate(QDate(2026, 6, 5)) << QDate(2026, 6, 5);
    QTest::newRow("overdue stays") << u"days:90"_s << slot << past << QDate(2026, 8, 30);
}

void TestClosingOutcome::endsAnAcceptanceWithTheNextAudit()
{
    QFETCH(QString, cadence);
    QFETCH(std::optional<QDate>, series);
    QFETCH(std::optional<QDate>, unmoved);
    const auto own = cadence.isEmpty() ? std::optional<Cadence>() : parseCadence(cadence).value();
    QTEST(latestAcceptEnd(today, own, series, unmoved), "latest");
}

void TestClosingOutcome::appliesPromotionsLast()
{
    std::vector<DraftDecision> decisions;
    for (const auto kind : {DecisionKind::Promote, DecisionKind::Owner, DecisionKind::Retire, DecisionKind::StopRule})
        decisions.push_back(decision(kind));
    for (const size_t done : {0, 1, 3})
        decisions[done].done = true;
    QCOMPARE(applyOrder(decisions), (std::vector<size_t>{1, 3, 0}));
}

namespace {

/// A text that is there, is missing, or is only blanks.
QString anyText()
{
    return *rc::gen::element(u"seen"_s, u"seen"_s, u"seen"_s, QString(), u" \n"_s);
}

DraftDecision anyDecision()
{
    auto any = decision(DecisionKind(*rc::gen::inRange(0, int(Words<DecisionKind>::all.size()))),
                        *rc::gen::element(u"light"_s, u"avoid"_s, u"automate"_s, u"huge"_s, QString(), QString()));
    any.checks.clear();
    for (int check = 0; check < 4; ++check) {
        if (*rc::gen::inRange(0, 2) == 1)
            any.checks.push_back(Check(check));
    }
    any.why = anyText();
    any.done = *rc::gen::arbitrary<bool>();
    any.ownerActive = *rc::gen::inRange(0, 6) > 0;
    if (*rc::gen::inRange(0, 8) == 0)
        any.owner.reset();
    any.due = *rc::gen::inRange(0, 8) == 0 ? std::nullopt : std::optional(today.addDays(*rc::gen::inRange(-3, 60)));
    if (*rc::gen::inRange(0, 8) == 0)
        any.decidedBy.clear();
    return any;
}

/// In order with a decision more, or with everything as it comes.
DraftDelegation anyDelegation()
{
    auto any = inOrder();
    if (*rc::gen::arbitrary<bool>()) {
        if (*rc::gen::arbitrary<bool>())
            any.decisions.push_back(anyDecision());
        return any;
    }
    any.category = Category(*rc::gen::inRange(0, 4));
    any.hasOwner = *rc::gen::arbitrary<bool>();
    any.hasStopRule = *rc::gen::arbitrary<bool>();
    any.findings.clear();
    for (int check = 0; check < 4; ++check)
        any.findings.push_back({Check(check), Verdict(*rc::gen::inRange(0, 4)), anyText(), *rc::gen::inRange(0, 2)});
    any.decisions.clear();
    for (int left = *rc::gen::inRange(0, 4); left > 0; --left)
        any.decisions.push_back(anyDecision());
    return any;
}

bool isAnswered(const DraftDelegation &delegation, Check check)
{
    return std::ranges::any_of(delegation.decisions, [check](const DraftDecision &decision) {
        return std::ranges::find(decision.checks, check) != decision.checks.end() && decision.owner
               && decision.ownerActive && decision.due && !decision.why.trimmed().isEmpty()
               && !decision.decidedBy.empty();
    });
}

/// Whether it makes an Automate here and now of what lacks a part of what Automate owes.
bool promotesWithGap(const DraftDelegation &delegation, const DraftDecision &decision)
{
    const bool promotes = decision.kind == DecisionKind::Promote
                          || (decision.kind == DecisionKind::Category && decision.to == u"automate");
    const bool ownerGiven = std::ranges::any_of(delegation.decisions, [](const DraftDecision &one) {
        return one.done && one.kind == DecisionKind::Owner && !one.to.isEmpty();
    });
    const bool owes = delegation.hasStopRule && delegation.cadence && (delegation.hasOwner || ownerGiven);
    return decision.done && promotes && !owes;
}

}

void TestClosingOutcome::anyDraftThatClosesHoldsTheRules()
{
    int closed = 0;
    QVERIFY(rc::check("what may be closed has notes, answers with owner and date, and no promotion with a gap", [&] {
        const auto delegation = anyDelegation();
        if (!closingProblems(auditOf(delegation)).empty())
            return;
        ++closed;
        for (const Check check : checksFor(delegation.category)) {
            const auto *finding = findingOf(delegation.findings, check);
            if (finding->verdict != Verdict::Drift && finding->verdict != Verdict::Fail)
                continue;
            RC_ASSERT(!finding->note.trimmed().isEmpty());
            RC_ASSERT(isAnswered(delegation, check));
        }
        for (const auto &decision : delegation.decisions) {
            RC_ASSERT(decision.done || *decision.due >= today);
            RC_ASSERT(!promotesWithGap(delegation, decision));
            RC_ASSERT(decision.kind != DecisionKind::Accept || *decision.due <= today.addMonths(1));
        }
        for (const auto &warning : closingWarnings(auditOf(delegation)))
            RC_ASSERT(warning.delegation == delegation.id);
    }));
    QVERIFY2(closed > 0, "no draft could be closed");
}

MUSTER_GUILESS_TEST(TestClosingOutcome)

}

#include "tst_closing_outcome.moc"
