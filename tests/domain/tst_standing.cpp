#include "domain/standing.h"
#include "support/test_program.h"

#include <QTest>

#include <functional>

#include <rapidcheck.h>

namespace tst_standing {

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

const QDate today(2026, 6, 15);

/// An Automate that has all it owes, and nothing that stands out.
StandingFacts inOrder()
{
    StandingFacts facts;
    facts.category = Category::Automate;
    facts.risk = Risk::Low;
    facts.tier = u"mid"_s;
    facts.hasOwner = facts.ownerIsActive = facts.hasDefinition = facts.hasStopRule = facts.hasWorkingDrill = true;
    facts.hasCadence = facts.hasCategoryReason = true;
    facts.lastAudit = today.addDays(-20);
    facts.nextDue = today.addDays(10);
    facts.sources = {{today.addDays(-3), 14}};
    return facts;
}

RoutingPolicy policy()
{
    RoutingPolicy made;
    made.tiers = QStringList{u"light"_s, u"mid"_s, u"frontier"_s};
    made.perRisk = {TierRange{u"light"_s, u"mid"_s}, std::nullopt, TierRange{u"mid"_s, u"frontier"_s}};
    return made;
}

QString words(const std::vector<Flag> &flags)
{
    QStringList all;
    for (const auto flag : flags)
        all << word(flag);
    return all.join(u' ');
}

using Change = std::function<void(StandingFacts &)>;

}

}

Q_DECLARE_METATYPE(tst_standing::Change)

namespace tst_standing {

/// What stands out about a delegation, and until when it may be trusted.
class TestStanding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void flags_data();
    void flags();
    void whatIsRetiredStandsOutNowhere();
    void tiersByRisk_data();
    void tiersByRisk();
    void trustEndsWithTheEarliest_data();
    void trustEndsWithTheEarliest();
    void freshness();
    void anyFactsHoldTogether();
};

void TestStanding::flags_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const Change &change, const QString &expected) {
        QTest::newRow(name) << change << expected;
    };
    row("in order", [](auto &) {}, {});
    row("due today", [](auto &f) { f.nextDue = today; }, {});
    row(
        "due yesterday", [](auto &f) { f.nextDue = today.addDays(-1); }, u"overdue"_s);
    row(
        "never audited", [](auto &f) { f.lastAudit.reset(); }, u"never-audited"_s);
    row(
        "paused, never audited",
        [](auto &f) {
            f.lastAudit.reset();
            f.status = Status::Paused;
        },
        u"never-audited"_s);
    row("proposed, so not audited yet",
        [](auto &f) {
            f.lastAudit.reset();
            f.status = Status::Proposed;
        },
        {});
    row(
        "its owner left", [](auto &f) { f.ownerIsActive = false; }, u"owner-left incomplete"_s);
    row(
        "an Assist whose owner left",
        [](auto &f) {
            f.ownerIsActive = false;
            f.category = Category::Assist;
        },
        u"owner-left"_s);
    row(
        "no owner", [](auto &f) { f.hasOwner = f.ownerIsActive = false; }, u"no-owner incomplete"_s);
    row(
        "no stop rule", [](auto &f) { f.hasStopRule = f.hasWorkingDrill = false; }, u"no-stop-rule incomplete"_s);
    row("an Assist without a stop rule",
        [](auto &f) {
            f.hasStopRule = f.hasWorkingDrill = false;
            f.category = Category::Assist;
        },
        {});
    row(
        "a stop rule never tested", [](auto &f) { f.hasWorkingDrill = false; }, u"undrilled"_s);
    row("a source fresh today for the last time", [](auto &f) { f.sources = {{today.addDays(-14), 14}}; }, {});
    row(
        "a source stale since today",
        [](auto &f) {
            f.sources = {{today.addDays(-15), 14}};
        },
        u"stale-source"_s);
    row(
        "one stale source of two",
        [](auto &f) {
            f.sources.push_back({today.addDays(-60), 30});
        },
        u"stale-source"_s);
    row(
        "a source with a limit, never verified",
        [](auto &f) {
            f.sources = {{std::nullopt, 14}};
        },
        u"stale-source"_s);
    row("a source without a limit", [](auto &f) { f.sources = {{std::nullopt, std::nullopt}}; }, {});
    row(
        "no Definition of Done", [](auto &f) { f.hasDefinition = false; }, u"incomplete"_s);
    row(
        "no cadence", [](auto &f) { f.hasCadence = false; }, u"incomplete"_s);
    row("an Assist owes none of it",
        [](auto &f) {
            f.hasDefinition = f.hasCadence = false;
            f.category = Category::Assist;
        },
        {});
    row("an Avoid with its reason",
        [](auto &f) {
            f.category = Category::Avoid;
            f.tier.clear();
        },
        {});
    row(
        "an Avoid without a reason",
        [](auto &f) {
            f.category = Category::Avoid;
            f.tier.clear();
            f.hasCategoryReason = false;
        },
        u"incomplete"_s);
    row(
        "a tier too strong for its risk", [](auto &f) { f.tier = u"frontier"_s; }, u"tier-outside-policy"_s);
    row(
        "a tier there is no more", [](auto &f) { f.tier = u"giant"_s; }, u"tier-outside-policy"_s);
    row(
        "a decision is overdue", [](auto &f) { f.hasOverdueDecision = true; }, u"decision-overdue"_s);
    row(
        "everything at once",
        [](auto &f) {
            f = StandingFacts();
            f.category = Category::Automate;
            f.nextDue = today.addDays(-1);
            f.hasOwner = f.hasOverdueDecision = true;
            f.tier = u"giant"_s;
            f.sources = {{std::nullopt, 1}};
        },
        u"overdue never-audited owner-left no-stop-rule stale-source incomplete tier-outside-policy decision-overdue"_s);
}

void TestStanding::flags()
{
    QFETCH(Change, change);
    auto facts = inOrder();
    change(facts);
    QTEST(words(flagsOf(facts, policy(), today)), "expected");
}

void TestStanding::whatIsRetiredStandsOutNowhere()
{
    StandingFacts facts;
    facts.category = Category::Automate;
    facts.nextDue = today.addDays(-100);
    facts.hasOverdueDecision = true;
    QVERIFY(!flagsOf(facts, policy(), today).empty());
    facts.status = Status::Retired;
    QVERIFY(flagsOf(facts, policy(), today).empty());
}

void TestStanding::tiersByRisk_data()
{
    QTest::addColumn<QString>("tier");
    QTest::addColumn<QString>("risk");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const QString &tier, const QString &risk, bool allowed) {
        QTest::addRow("%s at risk %s", qPrintable(tier), qPrintable(risk)) << tier << risk << allowed;
    };
    row(u"light"_s, u"low"_s, true);
    row(u"mid"_s, u"low"_s, true);
    row(u"frontier"_s, u"low"_s, false);
    row(u"light"_s, u"high"_s, false);
    row(u"mid"_s, u"high"_s, true);
    row(u"frontier"_s, u"high"_s, true);
    row(u"light"_s, u"medium"_s, true); // the policy doesn't speak of it
    row(u"frontier"_s, QString(), true);
    row(u"giant"_s, u"medium"_s, false);
    row(u"Mid"_s, u"high"_s, false); // a tier has one spelling
    row(QString(), u"high"_s, true);
}

void TestStanding::tiersByRisk()
{
    QFETCH(QString, tier);
    QFETCH(QString, risk);
    QTEST(policy().allows(tier, fromWord<Risk>(risk)), "allowed");
}

void TestStanding::trustEndsWithTheEarliest_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QDate>("date");
    QTest::addColumn<QString>("because");
    const auto row = [](const char *name, const Change &change, QDate date, const QString &because) {
        QTest::newRow(name) << change << date << because;
    };
    const QDate soon = today.addDays(2);
    row(
        "the next audit", [](auto &) {}, today.addDays(10), u"next-audit"_s);
    row(
        "a source's freshness",
        [](auto &f) {
            f.sources.push_back({today, 2});
        },
        soon, u"source-freshness"_s);
    row(
        "a credential", [soon](auto &f) { f.credentialExpiresOn = soon; }, soon, u"credential-expiry"_s);
    row(
        "the model's end", [soon](auto &f) { f.modelEndsOn = soon; }, soon, u"model-end"_s);
    row(
        "an acceptance", [soon](auto &f) { f.acceptedUntil = soon; }, soon, u"acceptance-end"_s);
    row(
        "what has passed already", [](auto &f) { f.modelEndsOn = QDate(2020, 1, 1); }, QDate(2020, 1, 1),
        u"model-end"_s);
    row(
        "two on one day: the audit is named", [](auto &f) { f.modelEndsOn = f.acceptedUntil = f.nextDue; },
        today.addDays(10), u"next-audit"_s);
    row(
        "a source never verified was fresh on no day",
        [](auto &f) {
            f.sources = {{std::nullopt, 14}};
        },
        QDate(1970, 1, 1), u"source-freshness"_s);
    row(
        "nothing is known", [](auto &f) { f = StandingFacts(); }, QDate(), QString());
}

void TestStanding::trustEndsWithTheEarliest()
{
    QFETCH(Change, change);
    auto facts = inOrder();
    change(facts);
    const auto trusted = trustedUntil(facts);
    QTEST(trusted ? trusted->date : QDate(), "date");
    QTEST(trusted ? word(trusted->because) : QString(), "because");
}

void TestStanding::freshness()
{
    QCOMPARE(freshUntil({today, 0}), std::optional(today));
    QCOMPARE(freshUntil({QDate(2028, 2, 28), 1}), std::optional(QDate(2028, 2, 29)));
    QVERIFY(!freshUntil({today, std::nullopt}));
    QVERIFY(!freshUntil({std::nullopt, std::nullopt}));
}

namespace {

std::optional<QDate> anyDay()
{
    return *rc::gen::arbitrary<bool>() ? std::optional(today.addDays(*rc::gen::inRange(-40, 40))) : std::nullopt;
}

StandingFacts anyFacts()
{
    StandingFacts facts;
    facts.category = Category(*rc::gen::inRange(0, 4));
    facts.status = Status(*rc::gen::inRange(0, 4));
    if (const int risk = *rc::gen::inRange(0, 4); risk < 3)
        facts.risk = Risk(risk);
    facts.tier = *rc::gen::element(QString(), u"light"_s, u"mid"_s, u"frontier"_s, u"giant"_s);
    for (bool *fact : {&facts.hasOwner, &facts.hasDefinition, &facts.hasStopRule, &facts.hasCadence,
                       &facts.hasCategoryReason, &facts.hasOverdueDecision})
        *fact = *rc::gen::arbitrary<bool>();
    facts.ownerIsActive = facts.hasOwner && *rc::gen::arbitrary<bool>();
    facts.hasWorkingDrill = facts.hasStopRule && *rc::gen::arbitrary<bool>();
    for (auto *day :
         {&facts.lastAudit, &facts.nextDue, &facts.modelEndsOn, &facts.credentialExpiresOn, &facts.acceptedUntil})
        *day = anyDay();
    for (int left = *rc::gen::inRange(0, 3); left > 0; --left)
        facts.sources.push_back({anyDay(), *rc::gen::element<std::optional<qint64>>(std::nullopt, 0, 30)});
    return facts;
}

bool has(const std::vector<Flag> &flags, Flag flag)
{
    return std::ranges::find(flags, flag) != flags.end();
}

}

void TestStanding::anyFactsHoldTogether()
{
    QVERIFY(rc::check("flags come once and in order, and agree with the dates trust ends on", [] {
        const auto facts = anyFacts();
        const auto flags = flagsOf(facts, policy(), today);
        RC_ASSERT(std::ranges::is_sorted(flags) && std::ranges::adjacent_find(flags) == flags.end());
        RC_ASSERT(!(has(flags, Flag::NoOwner) && has(flags, Flag::OwnerLeft)));
        RC_ASSERT(!(has(flags, Flag::NoStopRule) && has(flags, Flag::Undrilled)));
        const auto trusted = trustedUntil(facts);
        for (const auto &day : {facts.nextDue, facts.modelEndsOn, facts.credentialExpiresOn, facts.acceptedUntil})
            RC_ASSERT(!day || trusted->date <= *day);
        const bool outOfDate = has(flags, Flag::Overdue) || has(flags, Flag::StaleSource);
        RC_ASSERT(!outOfDate || trusted->date < today);
        // Nothing that gets worse takes a flag away.
        auto worse = facts;
        worse.hasDefinition = worse.hasCategoryReason = false;
        worse.hasOverdueDecision = true;
        const auto more = flagsOf(worse, policy(), today);
        for (const auto flag : flags)
            RC_ASSERT(has(more, flag));
    }));
}

MUSTER_GUILESS_TEST(TestStanding)

}

#include "tst_standing.moc"
