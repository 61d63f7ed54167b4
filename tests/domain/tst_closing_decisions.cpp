#include "closing_drafts.h"
#include "support/test_program.h"

namespace tst_closing_decisions {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

/// What a decision may say, and when it can be done in the room.
class TestClosingDecisions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatKeepsFromClosing_data();
    void findsWhatKeepsFromClosing();
    void takesEveryKindOfDecision_data();
    void takesEveryKindOfDecision();
    void namesWhatAutomateLacks_data();
    void namesWhatAutomateLacks();
};

namespace {

DraftDelegation category(const QString &to)
{
    return inOrder(DecisionKind::Category, to);
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

void TestClosingDecisions::findsWhatKeepsFromClosing_data()
{
    addColumns();
    addValueRows();
    addPromotionRows();
    addFailureModeRows();
    addContradictionRows();
}

void TestClosingDecisions::findsWhatKeepsFromClosing()
{
    checkRow();
}

void TestClosingDecisions::takesEveryKindOfDecision_data()
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

void TestClosingDecisions::takesEveryKindOfDecision()
{
    QFETCH(int, kind);
    QFETCH(QString, to);
    const auto decisionKind = DecisionKind(kind);
    QTEST(int(toNeed(decisionKind)), "need");
    const bool fineWithout = toNeed(decisionKind) != ToNeed::Required;
    QCOMPARE(closingProblems(auditOf(inOrder(decisionKind, to))), std::vector<ClosingProblem>());
    QCOMPARE(closingProblems(auditOf(inOrder(decisionKind))).empty(), fineWithout);
}

void TestClosingDecisions::namesWhatAutomateLacks_data()
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

void TestClosingDecisions::namesWhatAutomateLacks()
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

MUSTER_GUILESS_TEST(TestClosingDecisions)

}

#include "tst_closing_decisions.moc"
