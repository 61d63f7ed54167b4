#include "evidence/stop_signals.h"
#include "evidence_story.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_stop_signals {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::evidence_test;

namespace {

Change rule(const std::function<void(StopRuleFact &)> &change)
{
    return [=](Story &story) { change(*story.facts.stopRule); };
}

void withoutRule(Story &story)
{
    story.facts.stopRule.reset();
}

Change category(Category category, bool hasRule)
{
    return [=](Story &story) {
        story.facts.category = category;
        if (!hasRule)
            withoutRule(story);
    };
}

Change drills(const std::vector<DrillFact> &drills)
{
    return [=](Story &story) { story.facts.drills = drills; };
}

/// One drill so many days ago.
Change drilled(int daysAgo, std::optional<qint64> minutes = 5, bool worked = true)
{
    return [=](Story &story) { story.facts.drills = {{story.on.addDays(-daysAgo), minutes, worked}}; };
}

Change cadence(const QString &text)
{
    return
        [=](Story &story) { story.facts.cadence = text.isEmpty() ? std::nullopt : std::optional(*parseCadence(text)); };
}

Change expiry(std::optional<QDate> on)
{
    return [=](Story &story) { story.facts.credentials.front().expiresOn = on; };
}

Change scopes(const QString &scope, const QString &needed)
{
    return [=](Story &story) {
        story.facts.credentials.front().scope = scope;
        story.facts.credentials.front().scopeNeeded = needed;
    };
}

void withoutCredentials(Story &story)
{
    story.facts.credentials.clear();
}

const QDate today(2026, 6, 15);

}

/// The signals of "reversibility".
class TestStopSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void states_data();
    void states();
    void whatIsWiderIsNamedOnce();
    void credentialsInAnyOrderGiveTheSame();
};

namespace {

void ruleRows()
{
    const StateRows row(u"no-stop-rule"_s);
    row("an Automate without a rule", category(Category::Automate, false), raised);
    row("an Automate with a rule", category(Category::Automate, true), quiet);
    row("an Assist without a rule", category(Category::Assist, false), quiet);
    row("undecided without a rule", category(Category::Unclassified, false), unknown);
    row("undecided with a rule", category(Category::Unclassified, true), quiet);
}

void pullerRows()
{
    const StateRows row(u"puller-left"_s);
    row("the puller left", rule([](auto &r) { r.pullerIsActive = false; }), raised);
    row("the deputy left", rule([](auto &r) { r.deputyIsActive = false; }), raised);
    row("nobody pulls", rule([](auto &r) {
            r.puller.clear();
            r.pullerIsActive = false;
        }),
        raised);
    row("no deputy", rule([](auto &r) {
            r.deputy.clear();
            r.deputyIsActive = false;
        }),
        quiet);
    row("no rule, nobody to leave", withoutRule, unknown);
}

void neverDrilledRows()
{
    const StateRows row(u"never-drilled"_s);
    row("no drill", drills({}), raised);
    row("a drill that did not work", drilled(40, 5, false), raised);
    row("a drill to come", drilled(-1), raised);
    row("one of two worked", drills({{QDate(2026, 1, 1), 5, true}, {QDate(2026, 2, 1), 5, false}}), quiet);
    row("no rule to drill", withoutRule, unknown);
}

void oldDrillRows()
{
    const StateRows row(u"drill-old"_s);
    row("two cadences ago", drilled(60), quiet);
    row("a day more than two cadences ago", drilled(61), u"raised 2026-06-15"_s);
    row("two months ago by the calendar", andThen(cadence(u"monthly"_s), drilled(61)), quiet);
    row("more than two months ago by the calendar", andThen(cadence(u"monthly"_s), drilled(62)),
        u"raised 2026-06-15"_s); // 14 April, due on 14 May and 14 June
    row("every other Sprint", andThen(cadence(u"sprint:2"_s), drilled(57)), u"raised 2026-06-15"_s);
    row("the last drill counts", drills({{QDate(2020, 1, 1), 5, true}, {QDate(2026, 6, 1), 5, false}}), quiet);
    row("no cadence", andThen(drilled(400), cadence({})), unknown);
    row("no drill to be old", drills({}), unknown);
    row("no rule to be old", withoutRule, unknown);
}

void slowDrillRows()
{
    const StateRows row(u"drill-too-slow"_s);
    row("as long as promised", drilled(40, 10), quiet);
    row("a minute longer than promised", drilled(40, 11), u"raised 2026-05-06"_s);
    row("did not work, however quickly", drilled(40, 1, false), u"raised 2026-05-06"_s);
    row("not measured", drilled(40, std::nullopt), unknown);
    row("nothing promised", rule([](auto &r) { r.minutes.reset(); }), unknown);
    row("no drill to be slow", drills({}), unknown);
    row("no rule to be slow", withoutRule, unknown);
}

void withoutExpiryRows()
{
    const StateRows row(u"credential-without-expiry"_s);
    row("no expiry", expiry({}), raised);
    row("no credential", withoutCredentials, unknown);
    row("issued tomorrow only",
        andThen(expiry({}), [](Story &story) { story.facts.credentials.front().issuedOn = today.addDays(1); }),
        unknown);
}

void expiredRows()
{
    const StateRows row(u"credential-expired"_s);
    row("expires today", expiry(today), quiet);
    row("expired yesterday", expiry(today.addDays(-1)), u"raised 2026-06-15"_s);
    row("no expiry to pass", expiry({}), unknown);
    row("no credential to expire", withoutCredentials, unknown);
}

void wideRows()
{
    const StateRows row(u"credential-too-wide"_s);
    row("as wide as needed", scopes(u"read,write"_s, u"write  read"_s), quiet);
    row("upper and lower case aside", scopes(u"READ"_s, u"read"_s), quiet);
    row("wider", scopes(u"read, write, admin"_s, u"read write"_s), raised);
    row("wider by a longer word", scopes(u"read:all"_s, u"read"_s), raised);
    row("nothing said to be needed", scopes(u"read"_s, u" , "_s), unknown);
    row("no scope said", scopes({}, u"read"_s), unknown);
}

}

void TestStopSignals::states_data()
{
    stateColumns();
    ruleRows();
    pullerRows();
    neverDrilledRows();
    oldDrillRows();
    slowDrillRows();
    withoutExpiryRows();
    expiredRows();
    wideRows();
}

void TestStopSignals::states()
{
    QFETCH(QString, signal);
    QFETCH(Change, change);
    auto story = quietStory();
    change(story);
    QTEST(stateIn(story, signal), "state");
}

void TestStopSignals::whatIsWiderIsNamedOnce()
{
    auto story = quietStory();
    story.facts.credentials = {{u"Token"_s, u"admin read"_s, u"read"_s, {}, {}},
                               {u"Key"_s, u"admin, delete"_s, u"read"_s, {}, {}},
                               {u"Bot"_s, u"read"_s, u"read"_s, {}, {}}};
    QCOMPARE(sentenceOf(signalIn(story, u"credential-too-wide"_s)),
             u"2 of 3 credentials wider than needed: Key, Token, by admin, delete"_s);
    QVERIFY(signalIn(story, u"credential-too-wide"_s).figure(u"titles")->isPrivate);
    QCOMPARE(sentenceOf(signalIn(story, u"credential-without-expiry"_s)),
             u"3 of 3 credentials without an expiry: Bot, Key, Token"_s);
}

void TestStopSignals::credentialsInAnyOrderGiveTheSame()
{
    auto story = quietStory();
    story.facts.credentials = {{u"B"_s, u"x"_s, u"y"_s, {}, today.addDays(-2)},
                               {u"A"_s, u"z"_s, u"y"_s, {}, today.addDays(-9)},
                               {u"C"_s, u"y"_s, u"y"_s, {}, {}}};
    const auto before = signalsOf(story);
    QCOMPARE(stateIn(story, u"credential-expired"_s), u"raised 2026-06-07"_s);
    std::ranges::reverse(story.facts.credentials);
    QCOMPARE(signalsOf(story), before);
}

MUSTER_GUILESS_TEST(TestStopSignals)

}

#include "tst_stop_signals.moc"
