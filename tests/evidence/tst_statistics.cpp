#include "evidence/statistics.h"
#include "support/test_program.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

#include <rapidcheck.h>

namespace tst_statistics {

using namespace Qt::StringLiterals;
using namespace muster::evidence;

namespace {

constexpr double z = 1.959963984540054;

bool near(double a, double b, double tolerance = 1e-9)
{
    return std::abs(a - b) <= tolerance * std::max({1.0, std::abs(a), std::abs(b)});
}

/// Wilson's interval from what it means: the shares that a score test doesn't reject, found by halving.
Interval wilsonByHalving(long long count, long long total)
{
    const double observed = double(count) / double(total);
    const auto isRejected = [&](double share) {
        return std::abs(observed - share) > z * std::sqrt(share * (1 - share) / double(total));
    };
    const auto edge = [&](double inside, double outside) {
        for (int step = 0; step < 200; ++step) {
            const double middle = (inside + outside) / 2;
            (isRejected(middle) ? outside : inside) = middle;
        }
        return inside;
    };
    return {edge(observed, 0), edge(observed, 1)};
}

Interval differenceByHalving(long long a, long long m, long long b, long long n)
{
    const double shareA = double(a) / double(m), shareB = double(b) / double(n), d = shareA - shareB;
    const auto first = wilsonByHalving(a, m), second = wilsonByHalving(b, n);
    return {d - std::sqrt(std::pow(shareA - first.low, 2) + std::pow(second.high - shareB, 2)),
            d + std::sqrt(std::pow(first.high - shareA, 2) + std::pow(shareB - second.low, 2))};
}

long long naiveS(const std::vector<double> &values)
{
    long long rising = 0, falling = 0;
    for (size_t i = 0; i < values.size(); ++i) {
        for (size_t j = i + 1; j < values.size(); ++j) {
            rising += values[j] > values[i] ? 1 : 0;
            falling += values[j] < values[i] ? 1 : 0;
        }
    }
    return rising - falling;
}

/// The variance of S from what it means: over every order that the values could have come in.
double varianceOverOrders(std::vector<double> values)
{
    std::vector<size_t> order(values.size());
    std::iota(order.begin(), order.end(), size_t(0));
    double squares = 0, orders = 0;
    do {
        std::vector<double> shuffled;
        for (const auto place : order)
            shuffled.push_back(values[place]);
        squares += std::pow(double(naiveS(shuffled)), 2);
        ++orders;
    } while (std::ranges::next_permutation(order).found);
    return squares / orders;
}

/// The two-sided tail of the standard normal distribution, by Simpson's rule.
double tailOf(double at)
{
    const int steps = 2000;
    const double from = std::abs(at), width = (12 - from) / steps;
    const auto density = [](double x) { return std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi); };
    double sum = density(from) + density(12);
    for (int i = 1; i < steps; ++i)
        sum += density(from + i * width) * (i % 2 == 1 ? 4 : 2);
    return 2 * sum * width / 3;
}

std::optional<double> naiveMedian(std::vector<double> values)
{
    if (values.empty())
        return std::nullopt;
    std::sort(values.begin(), values.end());
    const auto n = values.size();
    return (values[(n - 1) / 2] + values[n / 2]) / 2;
}

std::optional<double> naiveSlope(const std::vector<SlopePoint> &points)
{
    std::vector<double> slopes;
    for (const auto &a : points) {
        for (const auto &b : points) {
            if (a.at < b.at)
                slopes.push_back((b.value - a.value) / (b.at - a.at));
        }
    }
    return naiveMedian(slopes);
}

std::vector<double> anyValues(int longest, int range)
{
    std::vector<double> values;
    for (int left = *rc::gen::inRange(2, longest + 1); left > 0; --left)
        values.push_back(*rc::gen::inRange(0, range));
    return values;
}

std::vector<SlopePoint> anyPoints()
{
    std::vector<SlopePoint> points;
    for (int left = *rc::gen::inRange(0, 20); left > 0; --left)
        points.push_back({double(*rc::gen::inRange(0, 12)), double(*rc::gen::inRange(-50, 50))});
    return points;
}

}

/// The statistics against published examples, and against second implementations that are slow and plain.
class TestStatistics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wilsonAsPublished_data();
    void wilsonAsPublished();
    void differenceAsPublished_data();
    void differenceAsPublished();
    void mannKendallAsPublished_data();
    void mannKendallAsPublished();
    void mannKendallVarianceAsPublished();
    void slopeAsPublished();
    void nothingOfNothing();
    void intervalsAgainstHalving();
    void trendAgainstEveryOrder();
    void slopeAndMedianAgainstPlainOnes();
    void whatDoesNotMatterChangesNothing();
};

/// Newcombe RG (1998), Two-sided confidence intervals for the single proportion, Statistics in Medicine 17:857–872,
/// table I, method 3 (score without continuity correction).
void TestStatistics::wilsonAsPublished_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("total");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("81/263") << 81 << 263 << 0.2553 << 0.3662;
    QTest::newRow("15/148") << 15 << 148 << 0.0624 << 0.1605;
    QTest::newRow("0/20") << 0 << 20 << 0.0 << 0.1611;
    QTest::newRow("1/29") << 1 << 29 << 0.0061 << 0.1718;
}

void TestStatistics::wilsonAsPublished()
{
    QFETCH(int, count);
    QFETCH(int, total);
    QFETCH(double, low);
    QFETCH(double, high);
    const auto interval = wilsonInterval(count, total);
    QVERIFY(near(interval->low, low, 0.00005));
    QVERIFY(near(interval->high, high, 0.00005));
}

/// Newcombe RG (1998), Interval estimation for the difference between independent proportions, Statistics in Medicine
/// 17:873–890, table II on page 877, method 10 (hybrid score without continuity correction).
void TestStatistics::differenceAsPublished_data()
{
    QTest::addColumn<QList<int>>("counts");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    const auto row = [](const char *name, const QList<int> &counts, double low, double high) {
        QTest::newRow(name) << counts << low << high;
    };
    row("56/70 - 48/80", {56, 70, 48, 80}, 0.0524, 0.3339);
    row("9/10 - 3/10", {9, 10, 3, 10}, 0.1705, 0.8090);
    row("6/7 - 2/7", {6, 7, 2, 7}, 0.0582, 0.8062);
    row("5/56 - 0/29", {5, 56, 0, 29}, -0.0381, 0.1926);
    row("0/10 - 0/20", {0, 10, 0, 20}, -0.1611, 0.2775);
    row("0/10 - 0/10", {0, 10, 0, 10}, -0.2775, 0.2775);
    row("10/10 - 0/20", {10, 10, 0, 20}, 0.6791, 1.0000);
    row("10/10 - 0/10", {10, 10, 0, 10}, 0.6075, 1.0000);
}

void TestStatistics::differenceAsPublished()
{
    QFETCH(QList<int>, counts);
    QFETCH(double, low);
    QFETCH(double, high);
    const auto interval = differenceInterval(counts[0], counts[1], counts[2], counts[3]);
    QVERIFY(near(interval->low, low, 0.00005));
    QVERIFY(near(interval->high, high, 0.00005));
}

void TestStatistics::mannKendallAsPublished_data()
{
    QTest::addColumn<QList<double>>("values");
    QTest::addColumn<int>("s");
    QTest::addColumn<double>("variance");
    QTest::addColumn<double>("z");
    QTest::addColumn<double>("p");
    // Gilbert RO (1987), Statistical Methods for Environmental Pollution Monitoring, §16.4.1, page 209: S is 4. The
    // variance, z and p from its formulas 16.2 and 16.5, by hand: 4·3·13/18; 3/√8.667; 2·(1 − Φ(1.0190)).
    QTest::newRow("Gilbert 1987, page 209") << QList<double>{10, 15, 14, 20} << 4 << 8.6667 << 1.0190 << 0.3082;
    // Little J (College of the Holy Cross), "A Mann-Kendall Example (By Hand)", MannKendallByHand.txt: S 54, variance
    // 14·13·33/18 − 2·1·9/18, z 2.9058, one-sided p .0018.
    QTest::newRow("Little, by hand, with a tie")
        << QList<double>{12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7} << 54
        << 332.6667 << 2.9058 << 0.0037;
}

void TestStatistics::mannKendallAsPublished()
{
    QFETCH(QList<double>, values);
    QFETCH(double, variance);
    QFETCH(double, p);
    const std::vector<double> series(values.begin(), values.end());
    const auto test = mannKendall(series);
    QTEST(int(test.s), "s");
    QVERIFY(near(test.variance, variance, 0.00005));
    QFETCH(double, z);
    QVERIFY(near(test.z, z, 0.0001));
    QVERIFY(near(test.p, p, 0.00006));
}

/// Van Belle G, Hughes JP (1984), Nonparametric tests for trend in water quality, Water Resources Research 20:127–136,
/// page 129: three 14s, two 22s and two 27s among ten values; the variance is 119.3.
void TestStatistics::mannKendallVarianceAsPublished()
{
    const std::vector<double> values{10, 14, 14, 14, 17, 22, 22, 23, 27, 27};
    QVERIFY(near(mannKendall(values).variance, 119.3, 0.0005));
}

/// Sen PK (1968), Estimates of the regression coefficient based on Kendall's tau, JASA 63:1379–1389, §6: the slope is
/// 4.
void TestStatistics::slopeAsPublished()
{
    const std::vector<SlopePoint> points{{1, 9}, {2, 15}, {3, 19}, {4, 20}, {10, 45}, {12, 55}, {18, 78}};
    QCOMPARE(theilSenSlope(points), std::optional(4.0));
}

void TestStatistics::nothingOfNothing()
{
    QVERIFY(!wilsonInterval(0, 0));
    QVERIFY(!differenceInterval(1, 2, 0, 0));
    QVERIFY(!differenceInterval(0, 0, 1, 2));
    QVERIFY(!theilSenSlope({}));
    QVERIFY(!theilSenSlope(std::vector<SlopePoint>{{1, 5}, {1, 9}}));
    QVERIFY(!weightedMedian({}));
    QVERIFY(!weightedMedian(std::vector<Weighted>{{5, 0}}));
    for (const auto &values : {std::vector<double>{}, {7}, {7, 7, 7}}) {
        QCOMPARE(mannKendall(values).s, 0);
        QCOMPARE(mannKendall(values).p, 1.0);
    }
}

void TestStatistics::intervalsAgainstHalving()
{
    QVERIFY(rc::check("Wilson's interval and that of a difference agree with what they mean", [] {
        const int m = *rc::gen::inRange(1, 500), n = *rc::gen::inRange(1, 500);
        const int a = *rc::gen::inRange(0, m + 1), b = *rc::gen::inRange(0, n + 1);
        const auto wilson = *wilsonInterval(a, m), plain = wilsonByHalving(a, m);
        RC_ASSERT(near(wilson.low, plain.low) && near(wilson.high, plain.high));
        RC_ASSERT(0 <= wilson.low && wilson.low <= wilson.high && wilson.high <= 1);
        const auto difference = *differenceInterval(a, m, b, n), expected = differenceByHalving(a, m, b, n);
        RC_ASSERT(near(difference.low, expected.low) && near(difference.high, expected.high));
        const auto turned = *differenceInterval(b, n, a, m);
        RC_ASSERT(near(turned.low, -difference.high) && near(turned.high, -difference.low));
    }));
}

void TestStatistics::trendAgainstEveryOrder()
{
    QVERIFY(rc::check("S, its variance and p agree with every order of the values and the normal curve", [] {
        const auto values = anyValues(6, 8);
        const auto test = mannKendall(values);
        RC_ASSERT(test.s == naiveS(values));
        RC_ASSERT(near(test.variance, varianceOverOrders(values)));
        const double corrected = test.s == 0 ? 0 : double(std::abs(test.s)) - 1;
        RC_ASSERT(test.s == 0 || near(std::abs(test.z), corrected / std::sqrt(test.variance)));
        RC_ASSERT(near(test.p, tailOf(test.z), 1e-7));
    }));
    QVERIFY(rc::check("S of long series", [] {
        const auto values = anyValues(60, 30);
        RC_ASSERT(mannKendall(values).s == naiveS(values));
    }));
}

void TestStatistics::slopeAndMedianAgainstPlainOnes()
{
    QVERIFY(rc::check("the slope is the median of all slopes", [] {
        const auto points = anyPoints();
        RC_ASSERT(theilSenSlope(points) == naiveSlope(points));
    }));
    QVERIFY(rc::check("the weighted median is the median of the values written out", [] {
        std::vector<Weighted> weighted;
        std::vector<double> writtenOut;
        for (int value = 0; value < 12; ++value) {
            const int count = *rc::gen::inRange(0, 4);
            weighted.push_back({value * 1.5, count});
            writtenOut.insert(writtenOut.end(), size_t(count), value * 1.5);
        }
        RC_ASSERT(weightedMedian(weighted) == naiveMedian(writtenOut));
        std::ranges::shuffle(weighted, std::mt19937(*rc::gen::arbitrary<unsigned>()));
        weighted.push_back(weighted.front());
        writtenOut.insert(writtenOut.end(), size_t(weighted.back().count), weighted.back().value);
        RC_ASSERT(weightedMedian(weighted) == naiveMedian(writtenOut));
    }));
}

void TestStatistics::whatDoesNotMatterChangesNothing()
{
    QVERIFY(rc::check("scaling, turning round and the order of points", [] {
        auto points = anyPoints();
        const auto slope = theilSenSlope(points);
        std::reverse(points.begin(), points.end());
        RC_ASSERT(theilSenSlope(points) == slope);
        for (auto &point : points)
            point.value *= -4;
        const auto scaled = theilSenSlope(points);
        RC_ASSERT(slope.has_value() == scaled.has_value());
        RC_ASSERT(near(scaled.value_or(0), slope.value_or(0) * -4));
        auto values = anyValues(30, 10);
        const auto trend = mannKendall(values);
        for (auto &value : values)
            value = value * 8 + 3;
        RC_ASSERT(mannKendall(values).s == trend.s);
        std::reverse(values.begin(), values.end());
        RC_ASSERT(mannKendall(values).s == -trend.s);
        RC_ASSERT(near(mannKendall(values).p, trend.p));
    }));
}

MUSTER_GUILESS_TEST(TestStatistics)

}

#include "tst_statistics.moc"
