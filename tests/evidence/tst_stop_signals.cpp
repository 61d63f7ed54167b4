#include "evidence/stop_signals.h"
#include "evidence_story.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_stop_signals {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

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

Change andThen(const Change &first, const Change &then)
{
    return [=](Story &story) {
        first(story);
        then(story);
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

void TestStopSignals::states_data()
{
    QTest::addColumn<QString>("signal");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("state");
    const auto row = [](const char *name, const QString &signal, const Change &change, const QString &state) {
        QTest::newRow(name) << signal << change << state;
    };
    const auto none = u"no-stop-rule"_s, left = u"puller-left"_s, never = u"never-drilled"_s, old = u"drill-old"_s;
    const auto slow = u"drill-too-slow"_s, endless = u"credential-without-expiry"_s;
    const auto expired = u"credential-expired"_s, wide = u"credential-too-wide"_s;
    const auto quiet = u"quiet"_s, raised = u"raised"_s, unknown = u"not-enough-data"_s;

    row("an Automate without a rule", none, category(Category::Automate, false), raised);
    row("an Automate with a rule", none, category(Category::Automate, true), quiet);
    row("an Assist without a rule", none, category(Category::Assist, false), quiet);
    row("undecided without a rule", none, category(Category::Unclassified, false), unknown);
    row("undecided with a rule", none, category(Category::Unclassified, true), quiet);

    row("the puller left", left, rule([](auto &r) { r.pullerIsActive = false; }), raised);
    row("the deputy left", left, rule([](auto &r) { r.deputyIsActive = false; }), raised);
    row("nobody pulls", left, rule([](auto &r) {
            r.puller.clear();
            r.pullerIsActive = false;
        }),
        raised);
    row("no deputy", left, rule([](auto &r) {
            r.deputy.clear();
            r.deputyIsActive = false;
        }),
        quiet);
    row("no rule, nobody to leave", left, withoutRule, unknown);

    row("no drill", never, drills({}), raised);
    row("a drill that did not work", never, drilled(40, 5, false), raised);
    row("a drill to come", never, drilled(-1), raised);
    row("one of two worked", never, drills({{QDate(2026, 1, 1), 5, true}, {QDate(2026, 2, 1), 5, false}}), quiet);
    row("no rule to drill", never, withoutRule, unknown);

    row("two cadences ago", old, drilled(60), quiet);
    row("a day more than two cadences ago", old, drilled(61), u"raised 2026-06-15"_s);
    row("two months ago by the calendar", old, andThen(cadence(u"monthly"_s), drilled(61)), quiet);
    row("more than two months ago by the calendar", old, andThen(cadence(u"monthly"_s), drilled(62)),
        u"raised 2026-06-15"_s); // 14 April, due on 14 May and 14 June
    row("every other Sprint", old, andThen(cadence(u"sprint:2"_s), drilled(57)), u"raised 2026-06-15"_s);
    row("the last drill counts", old, drills({{QDate(2020, 1, 1), 5, true}, {QDate(2026, 6, 1), 5, false}}), quiet);
    row("no cadence", old, andThen(drilled(400), cadence({})), unknown);
    row("no drill to be old", old, drills({}), unknown);
    row("no rule to be old", old, withoutRule, unknown);

    row("as long as promised", slow, drilled(40, 10), quiet);
    row("a minute longer than promised", slow, drilled(40, 11), u"raised 2026-05-06"_s);
    row("did not work, however quickly", slow, drilled(40, 1, false), u"raised 2026-05-06"_s);
    row("not measured", slow, drilled(40, std::nullopt), unknown);
    row("nothing promised", slow, rule([](auto &r) { r.minutes.reset(); }), unknown);
    row("no drill to be slow", slow, drills({}), unknown);
    row("no rule to be slow", slow, withoutRule, unknown);

    row("no expiry", endless, expiry({}), raised);
    row("no credential", endless, withoutCredentials, unknown);
    row("issued tomorrow only", endless,
        andThen(expiry({}), [](Story &story) { story.facts.credentials.front().issuedOn = today.addDays(1); }),
        unknown);

    row("expires today", expired, expiry(today), quiet);
    row("expired yesterday", expired, expiry(today.addDays(-1)), u"raised 2026-06-15"_s);
    row("no expiry to pass", expired, expiry({}), unknown);
    row("no credential to expire", expired, withoutCredentials, unknown);

    row("as wide as needed", wide, scopes(u"read,write"_s, u"write  read"_s), quiet);
    row("upper and lower case aside", wide, scopes(u"READ"_s, u"read"_s), quiet);
    row("wider", wide, scopes(u"read, write, admin"_s, u"read write"_s), raised);
    row("wider by a longer word", wide, scopes(u"read:all"_s, u"read"_s), raised);
    row("nothing said to be needed", wide, scopes(u"read"_s, u" , "_s), unknown);
    row("no scope said", wide, scopes({}, u"read"_s), unknown);
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
