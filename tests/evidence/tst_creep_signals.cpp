#include "evidence/creep_signals.h"
#include "evidence_story.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_creep_signals {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::evidence_test;

namespace {

const QDate today(2026, 6, 15);
const QDate audited(2026, 4, 16); ///< quietStory()'s last audit

Change read(qint64 tooFast, qint64 readable, QDate day = audited.addDays(10))
{
    return [=](Story &story) {
        auto row = reviewed(day, readable);
        row.readable = readable;
        row.tooFast = tooFast;
        story.evidence.reviews = {row};
    };
}

/// So many reviews, each so many days after the one before, the last so many days ago; used until today.
Change rhythm(int reviews, int gap, int lastDaysAgo)
{
    return [=](Story &story) {
        story.evidence.reviews.clear();
        for (int back = reviews - 1; back >= 0; --back)
            story.evidence.reviews.push_back(reviewed(today.addDays(-lastDaysAgo - back * gap), 1));
    };
}

Change usedUntil(std::optional<int> daysAgo)
{
    return [=](Story &story) {
        if (daysAgo)
            std::erase_if(story.evidence.usage, [=](const auto &row) { return row.day > today.addDays(-*daysAgo); });
        else
            story.evidence.usage.clear();
    };
}

void neverAudited(Story &story)
{
    story.facts.lastAudit.reset();
}

void paused(Story &story)
{
    story.facts.status = Status::Paused;
}

Change outcomesOn(QDate day, qint64 accepted, qint64 edited = 0, qint64 rejected = 0)
{
    return [=](Story &story) { story.evidence.reviews = {reviewed(day, accepted, edited, rejected)}; };
}

/// An Avoid with these rows.
Change avoid(const std::vector<ReviewDay> &reviews, const std::vector<UsageDay> &usage)
{
    return [=](Story &story) {
        story.facts.category = Category::Avoid;
        story.evidence.reviews = reviews;
        story.evidence.usage = usage;
    };
}

}

/// The signals of "category creep" but for the trend, which tst_review_time looks at.
class TestCreepSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void states_data();
    void states();
    void anAvoidHasOneSignalAndARetiredNone();
};

namespace {

void readingRows()
{
    const StateRows row(u"faster-than-reading"_s);
    // Wilson's lower end of 5/20 is 0.1119, that of 4/20 is 0.0807.
    row("five of twenty too fast", read(5, 20), u"raised 2026-04-26"_s);
    row("four of twenty too fast", read(4, 20), quiet);
    row("an approval too few", read(19, 19), unknown);
    row("on the audit's day", read(20, 20, audited), unknown);
    row("eight weeks ago, never audited", andThen(read(5, 20, today.addDays(-55)), neverAudited),
        u"raised 2026-04-21"_s);
    row("more than eight weeks ago, never audited", andThen(read(5, 20, today.addDays(-56)), neverAudited), unknown);
}

void stoppedRows()
{
    const StateRows row(u"reviews-stopped"_s);
    row("as long as three weeks usually", rhythm(6, 7, 21), quiet);
    row("a day longer than three weeks", rhythm(6, 7, 22), u"raised 2026-06-15"_s);
    row("two weeks, daily before", rhythm(6, 1, 14), quiet);
    row("a day longer than two weeks, daily before", rhythm(6, 1, 15), u"raised 2026-06-15"_s);
    row("too few days for a rhythm", rhythm(5, 1, 100), unknown);
    row("never reviewed", rhythm(0, 1, 0), unknown);
    row("reviewed too long ago for one rhythm", rhythm(6, 37, 40), unknown);
    row("work stopped, too", andThen(rhythm(6, 7, 60), usedUntil(39)), quiet);
    row("work went on for a day longer", andThen(rhythm(6, 7, 60), usedUntil(38)), u"raised 2026-05-08"_s);
    row("no usage known", andThen(rhythm(6, 7, 22), usedUntil(std::nullopt)), u"raised 2026-06-15"_s);
    row("no usage known, paused", andThen(andThen(rhythm(6, 7, 22), usedUntil(std::nullopt)), paused), quiet);
    row("used while paused", andThen(rhythm(6, 7, 22), paused), u"raised 2026-06-15"_s);
}

void editRows()
{
    const StateRows row(u"nobody-edits"_s);
    row("fifty accepted", outcomesOn(audited.addDays(3), 50), u"raised 2026-04-19"_s);
    row("forty-nine accepted", outcomesOn(audited.addDays(3), 49), unknown);
    row("one of fifty edited", outcomesOn(audited.addDays(3), 49, 1), quiet);
    row("one of fifty rejected", outcomesOn(audited.addDays(3), 49, 0, 1), quiet);
    row("one of a few edited", outcomesOn(audited.addDays(3), 1, 1), quiet);
    row("fifty before the audit", outcomesOn(audited, 50), unknown);
    row("an Automate",
        andThen(outcomesOn(audited.addDays(3), 50), [](Story &story) { story.facts.category = Category::Automate; }),
        u"none"_s);
}

void avoidRows()
{
    const StateRows row(u"avoid-used"_s);
    row("an Avoid of which nothing is known", avoid({}, {}), unknown);
    row("an Avoid not used", avoid({}, {used(today, 0)}), quiet);
    row("an Avoid reviewed", avoid({reviewed(today.addDays(-3), 0, 0, 1)}, {used(today, 5)}), u"raised 2026-06-12"_s);
    row("an Avoid used", avoid({}, {used(today.addDays(-4), 0), used(today.addDays(-2), 1)}), u"raised 2026-06-13"_s);
    row("an Avoid used later", avoid({}, {used(today.addDays(1), 1)}), unknown);
    row(
        "an Assist", [](Story &) {}, u"none"_s);
}

}

void TestCreepSignals::states_data()
{
    stateColumns();
    readingRows();
    stoppedRows();
    editRows();
    avoidRows();
}

void TestCreepSignals::states()
{
    QFETCH(QString, signal);
    QFETCH(Change, change);
    auto story = quietStory();
    change(story);
    QTEST(stateIn(story, signal), "state");
}

void TestCreepSignals::anAvoidHasOneSignalAndARetiredNone()
{
    auto story = quietStory();
    story.facts.category = Category::Avoid;
    QCOMPARE(signalsOf(story).size(), 1);
    QCOMPARE(stateIn(story, u"avoid-used"_s), u"raised 2025-09-28"_s);
    for (const auto category : {Category::Avoid, Category::Assist, Category::Automate, Category::Unclassified}) {
        story.facts.category = category;
        story.facts.status = Status::Active;
        QVERIFY(!signalsOf(story).isEmpty());
        story.facts.status = Status::Retired;
        QVERIFY(signalsOf(story).isEmpty());
    }
}

MUSTER_GUILESS_TEST(TestCreepSignals)

}

#include "tst_creep_signals.moc"
