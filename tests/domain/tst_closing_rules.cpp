#include "domain/closing_rules.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

const QDate today(2026, 6, 1);

DraftDecision decision(DecisionKind kind, const QString &to = {})
{
    DraftDecision result;
    result.kind = kind;
    result.checks = {Check::Output};
    result.to = to;
    result.owner = PersonId(u"p1"_s);
    result.ownerName = u"Anna Weber"_s;
    result.due = today.addDays(14);
    result.why = u"The last three outputs were wrong."_s;
    result.decidedBy = {PersonId(u"p1"_s)};
    return result;
}

/// Everything an Automate owes; output drifted, the rest passed; one decision answers it. Nothing keeps it from closing.
DraftDelegation inOrder(DecisionKind kind = DecisionKind::Review, const QString &to = {})
{
    DraftDelegation result;
    result.id = DelegationId(u"d1"_s);
    result.title = u"Weekly update"_s;
    result.category = Category::Assist;
    result.hasOwner = result.hasDefinition = result.hasStopRule = true;
    result.cadence = Cadence{};
    result.findings = {{Check::Output, Verdict::Drift, u"Named a feature that was dropped."_s, 3},
                       {Check::Model, Verdict::Pass, {}, 0},
                       {Check::Stop, Verdict::Pass, {}, 0},
                       {Check::Creep, Verdict::Pass, {}, 0}};
    result.decisions = {decision(kind, to)};
    return result;
}

DraftAudit auditOf(const DraftDelegation &delegation)
{
    DraftAudit audit;
    audit.date = today;
    audit.seriesNext = today.addDays(28);
    audit.tiers = {u"light"_s, u"mid"_s, u"frontier"_s};
    audit.delegations = {delegation};
    return audit;
}

QStringList codes(const std::vector<ClosingProblem> &problems)
{
    QStringList result;
    for (const auto &problem : problems)
        result += word(problem.code);
    return result;
}

QString sentences(const std::vector<ClosingProblem> &problems)
{
    QStringList result;
    for (const auto &problem : problems)
        result += problem.sentence;
    return result.join(u'\n');
}

using Change = std::function<void(DraftDelegation &)>;

}

Q_DECLARE_METATYPE(Change)

class TestClosingRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatKeepsFromClosing_data();
    void findsWhatKeepsFromClosing();
    void saysWhereAProblemIs();
    void listsEveryProblemOfEveryDelegation();
    void checksADecisionAsItIsEntered();
    void takesEveryKindOfDecision_data();
    void takesEveryKindOfDecision();
    void namesWhatAutomateLacks_data();
    void namesWhatAutomateLacks();
    void warnsWithoutKeepingFromClosing_data();
    void warnsWithoutKeepingFromClosing();
    void movesDatesOnlyWhenAllIsChecked_data();
    void movesDatesOnlyWhenAllIsChecked();
    void countsTheLastVerdict();
    void endsAnAcceptanceWithTheNextAudit_data();
    void endsAnAcceptanceWithTheNextAudit();
    void appliesPromotionsLast();
};

namespace {

void row(const char *name, const DraftDelegation &delegation, const Change &change, const QStringList &expected,
         const QString &says = {})
{
    QTest::newRow(name) << delegation << change << expected << says;
}

void nothing(DraftDelegation &) {}

DraftDelegation category(const QString &to)
{
    return inOrder(DecisionKind::Category, to);
}

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

void addValueRows()
{
    row("category without value", category({}), nothing, {u"to-missing"_s}, u"name the new category"_s);
    row("tier without value", inOrder(DecisionKind::Tier, u" "_s), nothing, {u"to-missing"_s});
    row("owner without value", inOrder(DecisionKind::Owner), nothing, {u"to-missing"_s});
    row("no such category", category(u"delegate"_s), nothing, {u"to-unknown"_s}, u"“delegate”, which is no category"_s);
    row("unclassified is no decision", category(u"unclassified"_s), nothing, {u"to-unknown"_s});
    row("category in capitals", category(u"Avoid"_s), nothing, {});
    row("no such tier", inOrder(DecisionKind::Tier, u"huge"_s), nothing, {u"to-unknown"_s},
        u"light, mid and frontier"_s);
    row(
        "owner who is nobody", inOrder(DecisionKind::Owner, u"Nemo"_s),
        [](auto &d) { d.decisions[0].toActive = false; }, {u"to-unknown"_s}, u"“Nemo”"_s);
    row("retire takes no value", inOrder(DecisionKind::Retire, u"now"_s), nothing, {u"to-not-taken"_s}, u"“now”"_s);

    row("tier for an Avoid", inOrder(DecisionKind::Tier, u"mid"_s), [](auto &d) { d.category = Category::Avoid; },
        {u"avoid-takes-no-tier"_s});
    row("tier for what becomes an Avoid", inOrder(DecisionKind::Tier, u"mid"_s),
        [](auto &d) { d.decisions.push_back(decision(DecisionKind::Category, u"avoid"_s)); },
        {u"avoid-takes-no-tier"_s});
    row("tier for what is no Avoid any more", inOrder(DecisionKind::Tier, u"mid"_s),
        [](auto &d) {
            d.category = Category::Avoid;
            d.decisions.push_back(decision(DecisionKind::Category, u"assist"_s));
        },
        {});
}

void addPromotionRows()
{
    const Change bare = [](auto &d) {
        d.hasOwner = d.hasDefinition = d.hasStopRule = false;
        d.cadence.reset();
        d.decisions[0].done = true;
    };
    row("promoted with everything", inOrder(DecisionKind::Promote), [](auto &d) { d.decisions[0].done = true; }, {});
    row("promoted with nothing", inOrder(DecisionKind::Promote), bare, {u"promotion-gap"_s},
        u"lacks an owner, an AI Definition of Done, a stop rule and a cadence"_s);
    row("made Automate with nothing", category(u"automate"_s), bare, {u"promotion-gap"_s});
    row("made Assist with nothing", category(u"assist"_s), bare, {});
    row("to be promoted later", inOrder(DecisionKind::Promote),
        [bare](auto &d) {
            bare(d);
            d.decisions[0].done = false;
        },
        {});
    row("what lacks is given in the room", inOrder(DecisionKind::Promote),
        [](auto &d) {
            d.hasOwner = d.hasDefinition = false;
            d.decisions[0].done = true;
            for (const auto kind : {DecisionKind::Owner, DecisionKind::Definition}) {
                d.decisions.push_back(decision(kind, u"given"_s));
                d.decisions.back().done = true;
            }
        },
        {});
    row(
        "a stop rule's text is no stop rule", inOrder(DecisionKind::Promote),
        [](auto &d) {
            d.hasStopRule = false;
            d.decisions.push_back(decision(DecisionKind::StopRule, u"Switch it off"_s));
            d.decisions[0].done = d.decisions[1].done = true;
        },
        {u"promotion-gap"_s}, u"lacks a stop rule;"_s);
    row(
        "a failure mode is no definition", inOrder(DecisionKind::Promote),
        [](auto &d) {
            d.hasDefinition = false;
            d.decisions.push_back(decision(DecisionKind::Definition, u"Descoped features"_s));
            d.decisions[1].toNamed = false;
            d.decisions[0].done = d.decisions[1].done = true;
        },
        {u"promotion-gap"_s, u"definition-missing"_s}, u"lacks an AI Definition of Done;"_s);
    row(
        "what lacks is only decided", inOrder(DecisionKind::Promote),
        [](auto &d) {
            d.hasDefinition = false;
            d.decisions[0].done = true;
            d.decisions.push_back(decision(DecisionKind::Definition, u"given"_s));
        },
        {u"promotion-gap"_s}, u"lacks an AI Definition of Done;"_s);
}

void addFailureModeRows()
{
    const auto mode = [](bool done, bool has) {
        return [done, has](DraftDelegation &d) {
            d.hasDefinition = has;
            d.decisions[0].toNamed = false;
            d.decisions[0].done = done;
        };
    };
    const auto typed = inOrder(DecisionKind::Definition, u"Descoped features"_s);
    row("a failure mode for the definition there is", typed, mode(true, true), {});
    row("a failure mode to be added later", typed, mode(false, false), {});
    row("a failure mode without a definition", typed, mode(true, false), {u"definition-missing"_s},
        u"decision 1 (definition) can't be done yet, for there is no AI Definition of Done to add “Descoped features” to;"_s);
    const auto both = [mode](bool givenFirst) {
        return [mode, givenFirst](DraftDelegation &d) {
            mode(true, false)(d);
            d.decisions.push_back(decision(DecisionKind::Definition, u"given"_s));
            d.decisions[1].done = true;
            if (givenFirst)
                std::swap(d.decisions[0], d.decisions[1]);
        };
    };
    row("a definition, then a failure mode of it", typed, both(true), {});
    row("a failure mode before the definition", typed, both(false), {u"definition-missing"_s});
}

void addContradictionRows()
{
    const auto bothDone = [](DecisionKind kind, const QString &to, bool done = true) {
        return [kind, to, done](DraftDelegation &d) {
            d.decisions.push_back(decision(kind, to));
            d.decisions[0].done = true;
            d.decisions[1].done = done;
        };
    };
    row("promoted and made Avoid", inOrder(DecisionKind::Promote), bothDone(DecisionKind::Category, u"avoid"_s),
        {u"contradiction"_s}, u"but decision 1 sets it to “automate”"_s);
    row("promoted and made Automate", inOrder(DecisionKind::Promote), bothDone(DecisionKind::Category, u"automate"_s),
        {});
    row("two tiers", inOrder(DecisionKind::Tier, u"mid"_s), bothDone(DecisionKind::Tier, u"light"_s),
        {u"contradiction"_s});
    row("a tier now, another later", inOrder(DecisionKind::Tier, u"mid"_s),
        bothDone(DecisionKind::Tier, u"light"_s, false), {});
    row("paused and retired", inOrder(DecisionKind::Pause), bothDone(DecisionKind::Retire, {}), {u"contradiction"_s});
    row("two texts for the stop rule", inOrder(DecisionKind::StopRule, u"a"_s),
        bothDone(DecisionKind::StopRule, u"b"_s), {});
    row("two sources", inOrder(DecisionKind::Source, u"a"_s), bothDone(DecisionKind::Source, u"b"_s), {});
}

}

void TestClosingRules::findsWhatKeepsFromClosing_data()
{
    QTest::addColumn<DraftDelegation>("delegation");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("expected");
    QTest::addColumn<QString>("says");
    addFindingRows();
    addDecisionRows();
    addAcceptRows();
    addValueRows();
    addPromotionRows();
    addFailureModeRows();
    addContradictionRows();
}

void TestClosingRules::findsWhatKeepsFromClosing()
{
    QFETCH(DraftDelegation, delegation);
    QFETCH(Change, change);
    QFETCH(QString, says);
    change(delegation);
    const auto problems = closingProblems(auditOf(delegation));
    QTEST(codes(problems), "expected");
    QVERIFY2(sentences(problems).contains(says), qPrintable(sentences(problems)));
    for (const auto &problem : problems)
        QVERIFY(problem.sentence.startsWith(u"“Weekly update”"_s) && problem.sentence.endsWith(u'.'));
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

void TestClosingRules::takesEveryKindOfDecision_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("need");
    QTest::addColumn<QString>("to");
    const auto row = [](DecisionKind kind, ToNeed need, const QString &to = {}) {
        QTest::newRow(qPrintable(word(kind))) << int(kind) << int(need) << to;
    };
    row(DecisionKind::Category, ToNeed::Required, u"avoid"_s);
    row(DecisionKind::Tier, ToNeed::Required, u"light"_s);
    row(DecisionKind::Owner, ToNeed::Required, u"Ben Koch"_s);
    row(DecisionKind::Definition, ToNeed::Optional, u"Customer mail"_s);
    row(DecisionKind::StopRule, ToNeed::Optional, u"Switch it off"_s);
    row(DecisionKind::Source, ToNeed::Optional, u"Board"_s);
    row(DecisionKind::Review, ToNeed::None);
    row(DecisionKind::Promote, ToNeed::None);
    row(DecisionKind::Retire, ToNeed::None);
    row(DecisionKind::Pause, ToNeed::None);
    row(DecisionKind::Accept, ToNeed::None);
}

void TestClosingRules::takesEveryKindOfDecision()
{
    QFETCH(int, kind);
    QFETCH(QString, to);
    const auto decisionKind = DecisionKind(kind);
    QTEST(int(toNeed(decisionKind)), "need");
    const bool fineWithout = toNeed(decisionKind) != ToNeed::Required;
    QCOMPARE(closingProblems(auditOf(inOrder(decisionKind, to))), std::vector<ClosingProblem>());
    QCOMPARE(closingProblems(auditOf(inOrder(decisionKind))).empty(), fineWithout);
}

void TestClosingRules::namesWhatAutomateLacks_data()
{
    QTest::addColumn<AutomateDuties>("duties");
    QTest::addColumn<QStringList>("missing");
    const auto owner = u"an owner"_s, definition = u"an AI Definition of Done"_s, rule = u"a stop rule"_s,
               cadence = u"a cadence"_s;
    QTest::newRow("all there") << AutomateDuties{true, true, true, true} << QStringList{};
    QTest::newRow("owner") << AutomateDuties{false, true, true, true} << QStringList{owner};
    QTest::newRow("definition") << AutomateDuties{true, false, true, true} << QStringList{definition};
    QTest::newRow("stop rule, cadence") << AutomateDuties{true, true, false, false} << QStringList{rule, cadence};
    QTest::newRow("nothing there") << AutomateDuties{} << QStringList{owner, definition, rule, cadence};
}

void TestClosingRules::namesWhatAutomateLacks()
{
    QFETCH(AutomateDuties, duties);
    QFETCH(QStringList, missing);
    QCOMPARE(missingDuties(duties), missing);
    const auto error = promotionGap(duties);
    QCOMPARE(error.has_value(), !missing.isEmpty());
    QVERIFY(!error || error->code == ErrorCode::Refused);
    for (const auto &one : missing)
        QVERIFY(error->message.contains(one));
}

void TestClosingRules::warnsWithoutKeepingFromClosing_data()
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

void TestClosingRules::warnsWithoutKeepingFromClosing()
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

void TestClosingRules::movesDatesOnlyWhenAllIsChecked_data()
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

void TestClosingRules::movesDatesOnlyWhenAllIsChecked()
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

void TestClosingRules::countsTheLastVerdict()
{
    const std::vector<DraftFinding> findings{{Check::Stop, Verdict::Fail, {}, 0}, {Check::Stop, Verdict::Pass, {}, 0}};
    QCOMPARE(verdictOf(findings, Check::Stop), Verdict::Pass);
    QCOMPARE(verdictOf(findings, Check::Creep), Verdict::NotChecked);
}

void TestClosingRules::endsAnAcceptanceWithTheNextAudit_data()
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

void TestClosingRules::endsAnAcceptanceWithTheNextAudit()
{
    QFETCH(QString, cadence);
    QFETCH(std::optional<QDate>, series);
    QFETCH(std::optional<QDate>, unmoved);
    const auto own = cadence.isEmpty() ? std::optional<Cadence>() : parseCadence(cadence).value();
    QTEST(latestAcceptEnd(today, own, series, unmoved), "latest");
}

void TestClosingRules::appliesPromotionsLast()
{
    std::vector<DraftDecision> decisions;
    for (const auto kind : {DecisionKind::Promote, DecisionKind::Owner, DecisionKind::Retire, DecisionKind::StopRule})
        decisions.push_back(decision(kind));
    for (const size_t done : {0, 1, 3})
        decisions[done].done = true;
    QCOMPARE(applyOrder(decisions), (std::vector<size_t>{1, 3, 0}));
}

QTEST_GUILESS_MAIN(TestClosingRules)
#include "tst_closing_rules.moc"
