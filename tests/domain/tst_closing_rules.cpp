#include "closing_drafts.h"
#include "support/test_program.h"

namespace tst_closing_rules {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

/// What keeps an audit from being closed, and where it is.
class TestClosingRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatKeepsFromClosing_data();
    void findsWhatKeepsFromClosing();
    void saysWhereAProblemIs();
    void listsEveryProblemOfEveryDelegation();
    void checksADecisionAsItIsEntered();
};

namespace {

void addFindingRows()
{
    row("in order", inOrder(), nothing, {});
    row("nothing checked", DraftDelegation(), nothing, {});

    row(
        "drift without note", inOrder(), [](auto &d) { d.findings[0].note.clear(); }, {u"note-missing"_s},
        u"“Weekly update”: the check “output” is marked drift without a note; say what was seen."_s);
    row("blank note", inOrder(), [](auto &d) { d.findings[0].note = u" \n\t"_s; }, {u"note-missing"_s});
    row(
        "fail without note", inOrder(),
        [](auto &d) {
            d.findings[0] = {Check::Output, Verdict::Fail, {}, 3};
        },
        {u"note-missing"_s}, u"marked fail"_s);
    row("pass needs no note", inOrder(), [](auto &d) { d.findings[1].note.clear(); }, {});

    row(
        "drift without decision", inOrder(), [](auto &d) { d.decisions.clear(); }, {u"decision-missing"_s},
        u"“Weekly update”: the check “output” is marked drift without a decision; decide what follows."_s);
    row(
        "second finding without decision", inOrder(),
        [](auto &d) {
            d.findings[3] = {Check::Creep, Verdict::Fail, u"Nobody reviews."_s, 0};
        },
        {u"decision-missing"_s}, u"“creep”"_s);
    row("one decision answers several", inOrder(),
        [](auto &d) {
            d.findings[3] = {Check::Creep, Verdict::Fail, u"Nobody reviews."_s, 0};
            d.decisions[0].checks = {Check::Output, Check::Creep};
        },
        {});
    row("several decisions answer one", inOrder(),
        [](auto &d) { d.decisions.push_back(decision(DecisionKind::Definition)); }, {});

    row(
        "decision on what passed", inOrder(),
        [](auto &d) {
            d.decisions.push_back(decision(DecisionKind::Review));
            d.decisions[1].checks = {Check::Model};
        },
        {u"no-finding-answered"_s}, u"decision 2 (review) answers no finding"_s);
    row("decision on what is not checked", inOrder(),
        [](auto &d) {
            d.findings.pop_back();
            d.decisions.push_back(decision(DecisionKind::Review));
            d.decisions[1].checks = {Check::Creep};
        },
        {u"no-finding-answered"_s});
    row("decision on nothing", inOrder(),
        [](auto &d) {
            d.decisions.push_back(decision(DecisionKind::Review));
            d.decisions[1].checks.clear();
        },
        {u"no-finding-answered"_s});
    row("what drifted doesn't apply any more", inOrder(),
        [](auto &d) {
            d.category = Category::Avoid;
            d.findings[0].note.clear();
            d.decisions.clear();
        },
        {});
    row("decision on drift and pass", inOrder(),
        [](auto &d) {
            d.decisions[0].checks = {Check::Output, Check::Model};
        },
        {});
}

void addDecisionRows()
{
    row(
        "no owner", inOrder(), [](auto &d) { d.decisions[0].owner.reset(); }, {u"owner-missing"_s},
        u"“Weekly update”: decision 1 (review) has no owner; name an active person who sees to it."_s);
    row(
        "owner left", inOrder(), [](auto &d) { d.decisions[0].ownerActive = false; }, {u"owner-left"_s},
        u"Anna Weber, who left"_s);
    row("done, yet its owner left", inOrder(),
        [](auto &d) {
            d.decisions[0].ownerActive = false;
            d.decisions[0].done = true;
        },
        {u"owner-left"_s});

    row(
        "no date", inOrder(), [](auto &d) { d.decisions[0].due.reset(); }, {u"due-missing"_s}, u"no due date"_s);
    row("a date that is none", inOrder(), [](auto &d) { d.decisions[0].due = QDate(2026, 2, 30); }, {u"due-missing"_s});
    row("done needs a date too", inOrder(),
        [](auto &d) {
            d.decisions[0].due.reset();
            d.decisions[0].done = true;
        },
        {u"due-missing"_s});
    row(
        "due in the past", inOrder(), [](auto &d) { d.decisions[0].due = today.addDays(-1); }, {u"due-in-past"_s},
        u"is due 2026-05-31, before the audit of 2026-06-01"_s);
    row("due today", inOrder(), [](auto &d) { d.decisions[0].due = today; }, {});
    row("done in the room, due before", inOrder(),
        [](auto &d) {
            d.decisions[0].due = today.addDays(-1);
            d.decisions[0].done = true;
        },
        {});

    row(
        "no reason", inOrder(), [](auto &d) { d.decisions[0].why = u"  "_s; }, {u"why-missing"_s}, u"has no reason"_s);
    row("decided by nobody", inOrder(), [](auto &d) { d.decisions[0].decidedBy.clear(); }, {u"decided-by-missing"_s});
}

void addAcceptRows()
{
    const auto accept = inOrder(DecisionKind::Accept);
    row("accepted until the next audit", accept, [](auto &d) { d.decisions[0].due = QDate(2026, 7, 1); }, {});
    row(
        "accepted too long", accept, [](auto &d) { d.decisions[0].due = QDate(2026, 7, 2); }, {u"accept-too-late"_s},
        u"ends 2026-07-02, after the next audit of 2026-07-01"_s);
    row(
        "accepted without end", accept, [](auto &d) { d.decisions[0].due.reset(); }, {u"due-missing"_s}, u"no end"_s);
    row("accepted without reason", accept, [](auto &d) { d.decisions[0].why.clear(); }, {u"why-missing"_s});
    row("accepted until yesterday, though done", accept,
        [](auto &d) {
            d.decisions[0].due = today.addDays(-1);
            d.decisions[0].done = true;
        },
        {u"due-in-past"_s});
    row(
        "accepted by the series' slot", accept,
        [](auto &d) {
            d.cadence.reset();
            d.decisions[0].due = today.addDays(29);
        },
        {u"accept-too-late"_s}, u"2026-06-29"_s);
    row(
        "accepted beyond a due date that stays", accept,
        [](auto &d) {
            d.findings.pop_back();
            d.nextDue = today.addDays(7);
        },
        {u"accept-too-late"_s}, u"2026-06-08"_s);
    row("accepted beyond a due date that moves", accept, [](auto &d) { d.nextDue = today.addDays(7); }, {});
}

}

void TestClosingRules::findsWhatKeepsFromClosing_data()
{
    addColumns();
    addFindingRows();
    addDecisionRows();
    addAcceptRows();
}

void TestClosingRules::findsWhatKeepsFromClosing()
{
    checkRow();
}

void TestClosingRules::saysWhereAProblemIs()
{
    auto delegation = inOrder();
    delegation.findings[0].note.clear();
    delegation.decisions.push_back(decision(DecisionKind::Retire));
    delegation.decisions[1].why.clear();
    const auto problems = closingProblems(auditOf(delegation));
    QCOMPARE(problems.size(), size_t(2));
    QCOMPARE(problems[0].delegation, delegation.id);
    QCOMPARE(problems[0].check, Check::Output);
    QVERIFY(!problems[0].decision);
    QVERIFY(!problems[1].check);
    QCOMPARE(problems[1].decision, size_t(1));
}

void TestClosingRules::listsEveryProblemOfEveryDelegation()
{
    auto first = inOrder();
    first.decisions[0].owner.reset();
    first.decisions[0].due.reset();
    first.decisions[0].why.clear();
    auto second = inOrder();
    second.title = u"Release notes with %1 and <b>"_s;
    second.findings[0].note.clear();
    auto audit = auditOf(first);
    audit.delegations.push_back(second);
    const auto problems = closingProblems(audit);
    QCOMPARE(codes(problems), (QStringList{u"owner-missing"_s, u"due-missing"_s, u"why-missing"_s, u"note-missing"_s}));
    QVERIFY(problems[3].sentence.startsWith(u"“Release notes with %1 and <b>”: the check “output”"_s));
}

void TestClosingRules::checksADecisionAsItIsEntered()
{
    auto delegation = inOrder();
    delegation.findings[0].note.clear();
    delegation.decisions[0].due = today.addDays(-3);
    const auto audit = auditOf(delegation);
    QCOMPARE(codes(decisionProblems(audit, delegation, 0)), QStringList{u"due-in-past"_s});
    QVERIFY(decisionProblems(audit, delegation, 1).empty());
}

MUSTER_GUILESS_TEST(TestClosingRules)

}

#include "tst_closing_rules.moc"
