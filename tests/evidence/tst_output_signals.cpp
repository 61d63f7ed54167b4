#include "evidence/output_signals.h"
#include "evidence_story.h"
#include "support/test_program.h"

#include <QTest>

#include <rapidcheck.h>

namespace tst_output_signals {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::evidence_test;

namespace {

/// Reviews of which so many were edited or rejected, before the audit and since, each in one day.
Change outcomes(int changedBefore, int before, int changedSince, int since)
{
    return [=](Story &story) {
        const auto audit = *story.facts.lastAudit;
        story.evidence.reviews = {reviewed(audit.addDays(-10), before - changedBefore, changedBefore),
                                  reviewed(audit.addDays(10), since - changedSince, 0, changedSince)};
    };
}

Change modelStep(QDate on, const QString &before, const QString &after)
{
    return [=](Story &story) { story.facts.modelSteps.push_back({on, before, after}); };
}

Change promptStep(QDate on, const QString &before, const QString &after)
{
    return [=](Story &story) { story.facts.promptSteps.push_back({on, before, after}); };
}

void neverAudited(Story &story)
{
    story.facts.lastAudit.reset();
}

void auditedLater(Story &story)
{
    story.facts.lastAudit = story.on.addDays(1);
}

const QDate audited(2026, 4, 16); ///< quietStory()'s last audit

}

/// The signals of "output and source drift".
class TestOutputSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingIsQuietAtFirst();
    void states_data();
    void states();
    void theShiftsFigures();
    void theDayFromWhichAShiftHolds();
    void theAuditsOwnDayCountsAsBefore();
    void samplesHaveAnInterval();
    void manyReviewsOfTheSameSharesTellAtLeastAsMuch();
};

void TestOutputSignals::everythingIsQuietAtFirst()
{
    const auto all = signalsOf(quietStory());
    QStringList names;
    for (const auto &signal : all) {
        QVERIFY2(signal.state == SignalState::Quiet, qPrintable(signal.name + u": "_s + sentenceOf(signal)));
        names << signal.name;
    }
    auto expected = signalNames();
    expected.removeOne(u"avoid-used"_s);
    QCOMPARE(names, expected);
}

namespace {

void shiftRows()
{
    const StateRows row(u"outcome-shift"_s);
    // The lower end of 14/20 − 8/20 is −0.0058, that of 15/20 − 8/20 is +0.0444 (Newcombe's method 10).
    row("a shift that may be chance", outcomes(8, 20, 14, 20), u"quiet"_s);
    row("a shift", outcomes(8, 20, 15, 20), u"raised 2026-04-26"_s);
    row("a shift for the better", outcomes(15, 20, 8, 20), u"quiet"_s);
    row(
        "a shift that ended",
        [](Story &story) {
            outcomes(8, 20, 15, 20)(story);
            story.evidence.reviews.push_back(reviewed(audited.addDays(11), 60));
        },
        quiet);
    row("one too few since", outcomes(8, 20, 15, 19), u"not-enough-data"_s);
    row("one too few before", outcomes(8, 19, 15, 20), u"not-enough-data"_s);
    row("no audit to compare with", neverAudited, u"not-enough-data"_s);
    row("an audit later than the day", auditedLater, u"not-enough-data"_s);
    row(
        "reviews nobody said anything of",
        [](Story &story) {
            for (auto &day : story.evidence.reviews) {
                day.unstated = day.accepted + day.edited + day.rejected;
                day.accepted = day.edited = day.rejected = 0;
            }
        },
        u"not-enough-data"_s);
    row(
        "reviews before the half year before don't count",
        [](Story &story) {
            outcomes(8, 20, 15, 20)(story);
            story.evidence.reviews.front().day = audited.addDays(-182);
        },
        u"not-enough-data"_s);
    row(
        "the first day of the half year counts",
        [](Story &story) {
            outcomes(8, 20, 15, 20)(story);
            story.evidence.reviews.front().day = audited.addDays(-181);
        },
        u"raised 2026-04-26"_s);
}

void modelRows()
{
    const StateRows row(u"model-changed"_s);
    row("another model", modelStep(audited.addDays(1), u"work-0"_s, u"work-1"_s), u"raised 2026-04-17"_s);
    row("a model set in the audit", modelStep(audited, u"work-0"_s, u"work-1"_s), u"quiet"_s);
    row("a model set later", modelStep(QDate(2026, 6, 16), u"work-0"_s, u"work-1"_s), u"quiet"_s);
    row("a step that changes nothing", modelStep(audited.addDays(1), u"work-1"_s, u"work-1"_s), u"quiet"_s);
    row("a model never compared", neverAudited, u"not-enough-data"_s);
    row(
        "evidence names a model it didn't name before",
        [](Story &story) {
            story.evidence.models << u"work-9"_s;
            story.evidence.usage.push_back(used(story.on, 1, 1, 1, 2));
        },
        u"raised 2026-06-15"_s);
    row(
        "evidence spells the same model otherwise",
        [](Story &story) {
            story.evidence.models << u"WORK-1"_s;
            story.evidence.usage.push_back(used(story.on, 1, 1, 1, 2));
        },
        u"quiet"_s);
    row(
        "evidence named no model before",
        [](Story &story) {
            story.evidence.reviews.clear();
            story.evidence.usage = {used(story.on, 1, 1, 1, 1)};
        },
        u"quiet"_s);
}

void promptRows()
{
    const StateRows row(u"prompt-changed"_s);
    row("another prompt", promptStep(audited.addDays(1), u"v3"_s, u"v4"_s), u"raised 2026-04-17"_s);
    row("a prompt set in the audit", promptStep(audited, u"v3"_s, u"v4"_s), u"quiet"_s);
    row("a prompt never compared", neverAudited, u"not-enough-data"_s);
}

void staleRows()
{
    const StateRows row(u"sources-stale"_s);
    row(
        "fresh for the last day",
        [](Story &story) {
            story.facts.sources = {{u"Board"_s, {story.on.addDays(-14), 14}}};
        },
        u"quiet"_s);
    row(
        "stale for a day",
        [](Story &story) {
            story.facts.sources = {{u"Board"_s, {story.on.addDays(-15), 14}}};
        },
        u"raised 2026-06-15"_s);
    row(
        "never verified",
        [](Story &story) {
            story.facts.sources = {{u"Board"_s, {{}, 14}}};
        },
        u"raised"_s);
    row(
        "no limit",
        [](Story &story) {
            story.facts.sources = {{u"Board"_s, {story.on, {}}}};
        },
        u"not-enough-data"_s);
    row(
        "no source", [](Story &story) { story.facts.sources.clear(); }, u"not-enough-data"_s);
}

void sampleRows()
{
    const StateRows row(u"samples-failed-last-time"_s);
    row(
        "one of three samples failed", [](Story &story) { story.facts.lastSamples->failed = 1; },
        u"raised 2026-04-16"_s);
    row(
        "no samples last time", [](Story &story) { story.facts.lastSamples->samples = 0; }, u"not-enough-data"_s);
    row(
        "no audit that looked", [](Story &story) { story.facts.lastSamples.reset(); }, u"not-enough-data"_s);
    row(
        "an audit later than the day looked",
        [](Story &story) {
            story.facts.lastSamples = LastSamples{story.on.addDays(1), 3, 3};
        },
        u"not-enough-data"_s);
}

}

void TestOutputSignals::states_data()
{
    stateColumns();
    shiftRows();
    modelRows();
    promptRows();
    staleRows();
    sampleRows();
}

void TestOutputSignals::states()
{
    QFETCH(QString, signal);
    QFETCH(Change, change);
    auto story = quietStory();
    change(story);
    QTEST(stateIn(story, signal), "state");
}

/// Newcombe 1998, 17:877, table II: 56/70 − 48/80 is 0.2, from 0.0524 to 0.3339.
void TestOutputSignals::theShiftsFigures()
{
    auto story = quietStory();
    outcomes(48, 80, 56, 70)(story);
    const auto figure = [&story](const QString &name) {
        return std::get<qint64>(figureIn(story, u"outcome-shift"_s, name));
    };
    QCOMPARE(figure(u"reviewsSince"_s), 70);
    QCOMPARE(figure(u"reviewsBefore"_s), 80);
    QCOMPARE(figure(u"changedSincePpm"_s), 800'000);
    QCOMPARE(figure(u"changedBeforePpm"_s), 600'000);
    QCOMPARE(figure(u"differencePpm"_s), 200'000);
    QCOMPARE((figure(u"differencePpmLow"_s) + 50) / 100, 524);
    QCOMPARE((figure(u"differencePpmHigh"_s) + 50) / 100, 3339);
}

/// 20 of 100 before. Since, five a day: all accepted on four days, then all rejected. Against 20/100, the lower end of
/// the difference is: day 8 (20/40) +0.1274, day 7 (15/35) +0.0553, day 6 (10/30) −0.0333.
void TestOutputSignals::theDayFromWhichAShiftHolds()
{
    auto story = quietStory();
    story.evidence.reviews = {reviewed(audited.addDays(-1), 80, 20)};
    for (int day = 1; day <= 8; ++day)
        story.evidence.reviews.push_back(day <= 4 ? reviewed(audited.addDays(day), 5)
                                                  : reviewed(audited.addDays(day), 0, 0, 5));
    QCOMPARE(stateIn(story, u"outcome-shift"_s), u"raised 2026-04-23"_s);
    story.on = audited.addDays(6);
    QCOMPARE(stateIn(story, u"outcome-shift"_s), u"quiet"_s);
    story.on = audited.addDays(7);
    QCOMPARE(stateIn(story, u"outcome-shift"_s), u"raised 2026-04-23"_s);
}

void TestOutputSignals::theAuditsOwnDayCountsAsBefore()
{
    auto story = quietStory();
    story.evidence.reviews = {reviewed(audited, 20), reviewed(audited.addDays(1), 0, 20)};
    QCOMPARE(std::get<qint64>(figureIn(story, u"outcome-shift"_s, u"reviewsBefore"_s)), 20);
    QCOMPARE(std::get<qint64>(figureIn(story, u"outcome-shift"_s, u"reviewsSince"_s)), 20);
}

/// Newcombe 1998, 17:857, table I, method 3: 1/29 is from 0.0061 to 0.1718.
void TestOutputSignals::samplesHaveAnInterval()
{
    auto story = quietStory();
    story.facts.lastSamples = LastSamples{audited, 29, 1};
    const auto low = std::get<qint64>(figureIn(story, u"samples-failed-last-time"_s, u"failedPpmLow"_s));
    const auto high = std::get<qint64>(figureIn(story, u"samples-failed-last-time"_s, u"failedPpmHigh"_s));
    QCOMPARE((low + 50) / 100, 61);
    QCOMPARE((high + 50) / 100, 1718);
}

void TestOutputSignals::manyReviewsOfTheSameSharesTellAtLeastAsMuch()
{
    QVERIFY(rc::check("what a few reviews raise, many of the same shares raise, too", [] {
        const int before = *rc::gen::inRange(20, 60), since = *rc::gen::inRange(20, 60);
        const int changedBefore = *rc::gen::inRange(0, before + 1), changedSince = *rc::gen::inRange(0, since + 1);
        auto few = quietStory(), many = quietStory();
        outcomes(changedBefore, before, changedSince, since)(few);
        outcomes(changedBefore * 7, before * 7, changedSince * 7, since * 7)(many);
        const auto a = signalIn(few, u"outcome-shift"_s), b = signalIn(many, u"outcome-shift"_s);
        RC_ASSERT(a.state != SignalState::NotEnoughData && b.state != SignalState::NotEnoughData);
        RC_ASSERT(a.state == SignalState::Quiet || b.state == SignalState::Raised);
        RC_ASSERT(a.figure(u"differencePpm")->value == b.figure(u"differencePpm")->value);
    }));
}

MUSTER_GUILESS_TEST(TestOutputSignals)

}

#include "tst_output_signals.moc"
