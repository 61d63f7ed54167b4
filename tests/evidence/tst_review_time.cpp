#include "evidence/creep_signals.h"
#include "evidence_story.h"
#include "review_rows.h"
#include "support/test_program.h"

#include <QTest>

#include <random>

#include <rapidcheck.h>

namespace tst_review_time {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::evidence_test;

namespace {

const QDate today(2026, 6, 15);
const QDate firstMonday(2026, 3, 16);

/// Five reviews in each week, from Monday to Friday, of which the one in the middle takes so many seconds.
std::vector<OneReview> weeksOf(const std::vector<int> &mediansInSeconds, bool isElapsed = false)
{
    std::vector<OneReview> reviews;
    for (size_t week = 0; week < mediansInSeconds.size(); ++week) {
        const auto monday = firstMonday.addDays(7 * qint64(week));
        int weekday = 0;
        for (const int aside : {2, -3, 0, 900, -1})
            reviews.push_back({monday.addDays(weekday++), ReviewOutcome::Accepted,
                               std::max(1, mediansInSeconds[week] + aside) * 1000, isElapsed, false, false, -1});
    }
    return reviews;
}

Change timed(const std::vector<int> &mediansInSeconds, bool isElapsed = false)
{
    return [=](Story &story) { story.evidence.reviews = rowsOf(weeksOf(mediansInSeconds, isElapsed)); };
}

/// Six weeks that fall, with as few reviews as are enough: one each, and two in the first and the second.
std::vector<OneReview> fewestReviews()
{
    const auto all = weeksOf({60, 50, 40, 30, 20, 10});
    std::vector<OneReview> few;
    for (size_t week = 0; week < 6; ++week) {
        const auto first = all.begin() + std::ptrdiff_t(week * 5);
        few.insert(few.end(), first, first + (week < 2 ? 2 : 1));
    }
    return few;
}

/// Three months in which a review's time falls towards zero.
const std::vector<int> falling{60, 62, 58, 55, 57, 50, 45, 30, 20, 12, 8, 5, 4};

/// Three months that go up and down.
const std::vector<int> level{60, 41, 75, 52, 66, 48, 71, 55, 63, 44, 70, 58, 61};

}

/// The signal `review-time-falling`, by hand, by table and against a plain second reckoning.
class TestReviewTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void states_data();
    void states();
    void threeMonthsThatFallTowardsZero();
    void aNoisyLevelSeriesIsQuiet();
    void measuredAndElapsedTimesAreNeverMixed();
    void aTrendAgainstAPlainOne();
    void theOrderOfRowsMakesNoDifference();
    void tenTimesAsLongFallsAsWell();
};

namespace {

void timeRows()
{
    const StateRows row(u"review-time-falling"_s);
    // With six weeks, S −13 has p 0.0242, S −11 has 0.0603: z is (S + 1) / √(6·5·17/18).
    row("six weeks, S -15", timed({60, 50, 40, 30, 20, 10}), u"raised 2026-04-20"_s);
    row("six weeks, S -13", timed({50, 60, 40, 30, 20, 10}), u"raised 2026-04-20"_s);
    row("six weeks, S -11", timed({50, 60, 30, 40, 20, 10}), quiet);
    row("six weeks, S 15", timed({10, 20, 30, 40, 50, 60}), quiet);
    row("five weeks", timed({60, 50, 40, 30, 20}), unknown);
    row(
        "five weeks with reviews enough",
        [](Story &story) {
            auto reviews = weeksOf({60, 50, 40, 30, 20});
            const auto again = reviews;
            reviews.insert(reviews.end(), again.begin(), again.end());
            story.evidence.reviews = rowsOf(reviews);
        },
        unknown);
    row(
        "reviews just enough", [](Story &story) { story.evidence.reviews = rowsOf(fewestReviews()); },
        u"raised 2026-04-20"_s);
    row(
        "a review too few",
        [](Story &story) {
            auto reviews = fewestReviews();
            reviews.erase(reviews.begin() + 1);
            story.evidence.reviews = rowsOf(reviews);
        },
        unknown);
    row(
        "reviews without a time",
        [](Story &story) {
            for (auto &day : story.evidence.reviews)
                day.durations.clear();
        },
        unknown);
    const auto onDay = [](int day) {
        return [day](Story &story) {
            story.evidence.reviews = rowsOf(fewestReviews());
            story.on = firstMonday.addDays(day);
        };
    };
    row("the half year's first day counts", onDay(181), u"raised 2026-04-20"_s);
    row("the day before the half year doesn't", onDay(182), unknown);
    row("what is later is not looked at",
        andThen(timed({60, 50, 40, 30, 20, 10}), [](Story &story) { story.on = firstMonday.addDays(34); }), unknown);
    row("a fall that ended", timed({60, 50, 40, 30, 20, 10, 70, 80, 90, 100, 110, 120, 130}), quiet);
}

}

void TestReviewTime::states_data()
{
    stateColumns();
    timeRows();
}

void TestReviewTime::states()
{
    QFETCH(QString, signal);
    QFETCH(Change, change);
    auto story = quietStory();
    change(story);
    QTEST(stateIn(story, signal), "state");
}

/// By hand, S summed over the weeks until each, z = (S + 1) / √(n(n−1)(2n+5)/18), p two-sided; no medians are equal.
///
///  n  Monday      median  lower than it  higher    S     var       z        p
///  1  2026-03-16    60
///  2  2026-03-23    62        1            0       1      1
///  3  2026-03-30    58        0            2      −1     3.67
///  4  2026-04-06    55        0            3      −4     8.67
///  5  2026-04-13    57        1            3      −6    16.67
///  6  2026-04-20    50        0            5     −11    28.33   −1.8787   0.0603
///  7  2026-04-27    45        0            6     −17    44.33   −2.4030   0.0163   ← from here on
///  8  2026-05-04    30        0            7     −24    65.33   −2.8455   0.0044
/// …  and each later week is lower than all before it, so that S goes on falling: with n = 13 it is −74, z −4.4536
///    and p 0.0000084.
///
/// The 78 slopes between two weeks: the 39th and the 40th are −5.7 and −5.6667 s, so the median is −5.6833 s.
void TestReviewTime::threeMonthsThatFallTowardsZero()
{
    auto story = quietStory();
    timed(falling)(story);
    for (int week = 1; week <= 13; ++week) {
        story.on = firstMonday.addDays(7 * week - 1);
        const auto state = week <= 5 ? u"not-enough-data"_s : week == 6 ? u"quiet"_s : u"raised 2026-04-27"_s;
        QCOMPARE(stateIn(story, u"review-time-falling"_s), state);
    }
    const auto figure = [&story](const QString &name) { return figureIn(story, u"review-time-falling"_s, name); };
    QCOMPARE(figure(u"weeks"_s), Value(qint64(13)));
    QCOMPARE(figure(u"reviews"_s), Value(qint64(65)));
    QCOMPARE(figure(u"firstMedianMs"_s), Value(qint64(60'000)));
    QCOMPARE(figure(u"lastMedianMs"_s), Value(qint64(4'000)));
    QCOMPARE(figure(u"slopePerWeekMs"_s), Value(qint64(-5'683)));
    QCOMPARE(figure(u"pPpm"_s), Value(qint64(8)));
    QCOMPARE(figure(u"elapsed"_s), Value(false));
}

/// S is 4 over the 13 weeks, p 0.855, and no week until then has a p under 0.05.
void TestReviewTime::aNoisyLevelSeriesIsQuiet()
{
    auto story = quietStory();
    timed(level)(story);
    for (int week = 6; week <= 13; ++week) {
        story.on = firstMonday.addDays(7 * week - 1);
        QCOMPARE(stateIn(story, u"review-time-falling"_s), u"quiet"_s);
    }
}

/// Hours from output to review until a tool began to measure minutes: no fall, since the two are not the same thing.
void TestReviewTime::measuredAndElapsedTimesAreNeverMixed()
{
    const std::vector<int> hours{7200, 7100, 7000, 7150, 7050, 7100}, minutes{60, 61, 59, 60, 62, 58};
    auto reviews = weeksOf(hours, true);
    for (auto review : weeksOf(minutes)) {
        review.day = review.day.addDays(42);
        reviews.push_back(review);
    }
    auto story = quietStory();
    story.evidence.reviews = rowsOf(reviews);
    QCOMPARE(stateIn(story, u"review-time-falling"_s), u"quiet"_s);
    QCOMPARE(figureIn(story, u"review-time-falling"_s, u"firstMedianMs"_s), Value(qint64(60'000)));

    timed(falling, true)(story);
    QCOMPARE(stateIn(story, u"review-time-falling"_s), u"raised 2026-04-27"_s);
    QCOMPARE(figureIn(story, u"review-time-falling"_s, u"elapsed"_s), Value(true));

    for (auto &day : story.evidence.reviews) {
        day.durations.push_back({9'000'000, 1});
        day.elapsed = 1;
    }
    QCOMPARE(stateIn(story, u"review-time-falling"_s), u"not-enough-data"_s);
}

namespace {

struct PlainWeek
{
    QDate monday;
    std::vector<double> times;

    double median() const
    {
        auto sorted = times;
        std::sort(sorted.begin(), sorted.end());
        return (sorted[(sorted.size() - 1) / 2] + sorted[sorted.size() / 2]) / 2;
    }
};

std::vector<PlainWeek> plainWeeks(std::vector<OneReview> reviews)
{
    std::ranges::sort(reviews, {}, &OneReview::day);
    std::vector<PlainWeek> weeks;
    for (const auto &review : reviews) {
        int year = 0;
        const int number = review.day.weekNumber(&year);
        int lastYear = 0;
        if (weeks.empty() || weeks.back().monday.weekNumber(&lastYear) != number || lastYear != year)
            weeks.push_back({review.day.addDays(1 - review.day.dayOfWeek()), {}});
        weeks.back().times.push_back(double(*review.milliseconds));
    }
    return weeks;
}

/// Whether the first so many weeks fall, plainly reckoned.
bool plainlyFalls(const std::vector<PlainWeek> &weeks, size_t count)
{
    size_t reviews = 0;
    std::vector<double> slopes;
    long long s = 0;
    std::map<double, int> ties;
    for (size_t j = 0; j < count; ++j) {
        reviews += weeks[j].times.size();
        ++ties[weeks[j].median()];
        for (size_t i = 0; i < j; ++i) {
            const double rise = weeks[j].median() - weeks[i].median();
            s += rise > 0 ? 1 : rise < 0 ? -1 : 0;
            slopes.push_back(rise / double(weeks[i].monday.daysTo(weeks[j].monday)));
        }
    }
    const double n = double(count);
    double variance = n * (n - 1) * (2 * n + 5);
    for (const auto &[median, t] : ties)
        variance -= double(t) * (t - 1) * (2 * t + 5);
    std::sort(slopes.begin(), slopes.end());
    return count >= 6 && reviews >= trendReviewsMinimum && s < 0
           && slopes[(slopes.size() - 1) / 2] + slopes[slopes.size() / 2] < 0
           && double(s + 1) / std::sqrt(variance / 18) < -1.959963984540054;
}

QString plainState(const std::vector<PlainWeek> &weeks)
{
    size_t reviews = 0;
    for (const auto &week : weeks)
        reviews += week.times.size();
    if (weeks.size() < 6 || reviews < trendReviewsMinimum)
        return u"not-enough-data"_s;
    size_t first = weeks.size();
    while (first > 0 && plainlyFalls(weeks, first))
        --first;
    return first == weeks.size() ? u"quiet"_s : u"raised "_s + weeks[first].monday.toString(Qt::ISODate);
}

/// Reviews of half a year, of which the times fall more or less.
std::vector<OneReview> anyReviews()
{
    std::vector<OneReview> reviews;
    const int fall = *rc::gen::inRange(0, 30);
    for (int left = *rc::gen::inRange(0, 150); left > 0; --left) {
        const int back = *rc::gen::inRange(0, 182);
        const qint64 time = 1000 + back * fall + *rc::gen::inRange(0, 2000);
        const auto outcome = ReviewOutcome(*rc::gen::inRange(0, 3));
        reviews.push_back({today.addDays(-back), outcome, time, false, left % 2 == 0, left % 3 == 0, left % 3 - 1});
    }
    return reviews;
}

}

void TestReviewTime::aTrendAgainstAPlainOne()
{
    QVERIFY(rc::check("review-time-falling agrees with a plain reckoning", [] {
        const auto reviews = anyReviews();
        auto story = quietStory();
        story.evidence.reviews = rowsOf(reviews);
        const auto expected = plainState(plainWeeks(reviews));
        RC_CLASSIFY(expected.startsWith(u"raised"));
        RC_ASSERT(stateIn(story, u"review-time-falling"_s) == expected);
    }));
}

void TestReviewTime::theOrderOfRowsMakesNoDifference()
{
    QVERIFY(rc::check("any order of rows, of models and of rows within a day gives the same signals", [] {
        auto reviews = anyReviews();
        auto story = quietStory();
        story.evidence.reviews = rowsOf(reviews);
        const auto expected = signalsOf(story);
        std::ranges::shuffle(reviews, std::mt19937(*rc::gen::arbitrary<unsigned>()));
        for (auto &review : reviews)
            review.model = review.model < 0 ? -1 : 1 - review.model;
        auto shuffled = story;
        shuffled.evidence.reviews = rowsOf(reviews);
        std::ranges::reverse(shuffled.evidence.reviews);
        std::ranges::stable_sort(shuffled.evidence.reviews, {}, &ReviewDay::day);
        for (auto &usage : shuffled.evidence.usage)
            usage.model = 1 - usage.model;
        shuffled.evidence.models = {u"work-2"_s, u"work-1"_s};
        RC_ASSERT(signalsOf(shuffled) == expected);
    }));
}

void TestReviewTime::tenTimesAsLongFallsAsWell()
{
    QVERIFY(rc::check("a longer unit of time or more of the same reviews changes no state", [] {
        const auto reviews = anyReviews();
        auto story = quietStory(), scaled = story;
        story.evidence.reviews = scaled.evidence.reviews = rowsOf(reviews);
        for (auto &day : scaled.evidence.reviews) {
            for (auto &duration : day.durations)
                duration.milliseconds *= 10;
        }
        RC_ASSERT(stateIn(scaled, u"review-time-falling"_s) == stateIn(story, u"review-time-falling"_s));
        for (auto &day : scaled.evidence.reviews) {
            for (auto &duration : day.durations)
                duration.count *= 4;
        }
        const auto before = signalIn(story, u"review-time-falling"_s),
                   after = signalIn(scaled, u"review-time-falling"_s);
        RC_ASSERT((before.state == SignalState::Raised) <= (after.state == SignalState::Raised));
    }));
}

MUSTER_GUILESS_TEST(TestReviewTime)

}

#include "tst_review_time.moc"
