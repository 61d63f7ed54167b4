#include "evidence/statistics.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace muster::evidence {

namespace {

/// The 97.5th percentile of the standard normal distribution.
constexpr double z95 = 1.959963984540054;

long long signOf(double difference)
{
    return (difference > 0) - (difference < 0);
}

long long mannKendallS(std::span<const double> values)
{
    long long s = 0;
    for (size_t later = 1; later < values.size(); ++later) {
        for (size_t earlier = 0; earlier < later; ++earlier)
            s += signOf(values[later] - values[earlier]);
    }
    return s;
}

/// 18 times the variance of S of so many values that are all equal to each other, or of all where none are.
double eighteenfold(double count)
{
    return count * (count - 1) * (2 * count + 5);
}

double mannKendallVariance(std::span<const double> values)
{
    std::vector<double> sorted(values.begin(), values.end());
    std::ranges::sort(sorted);
    double sum = eighteenfold(double(sorted.size()));
    for (auto tie = sorted.begin(); tie != sorted.end();) {
        const auto end = std::upper_bound(tie, sorted.end(), *tie);
        sum -= eighteenfold(double(end - tie));
        tie = end;
    }
    return sum / 18;
}

/// The median of values in any order, which it reorders.
double medianOf(std::vector<double> &values)
{
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::ranges::nth_element(values, middle);
    if (values.size() % 2 == 1)
        return *middle;
    return (*std::max_element(values.begin(), middle) + *middle) / 2;
}

/// The value that stands at a place, counted from 0, if all were written out in ascending order. Halves what is left to
/// look at, so it is linear in the number of values, which it reorders.
double valueAtPlace(std::span<Weighted> values, long long place)
{
    while (values.size() > 1) {
        const auto half = values.size() / 2;
        std::ranges::nth_element(values, values.begin() + std::ptrdiff_t(half), {}, &Weighted::value);
        long long below = 0;
        for (const auto &value : values.first(half))
            below += value.count;
        if (place < below) {
            values = values.first(half);
            continue;
        }
        place -= below + values[half].count;
        if (place < 0)
            return values[half].value;
        values = values.subspan(half + 1);
    }
    return values.front().value;
}

}

std::optional<Interval> wilsonInterval(long long count, long long total)
{
    if (total <= 0)
        return std::nullopt;
    const double n = double(total), p = double(count) / n, z2 = z95 * z95;
    const double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
    const double reach = z95 * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
    return Interval{count == 0 ? 0 : middle - reach, count == total ? 1 : middle + reach};
}

std::optional<Interval> differenceInterval(long long countA, long long totalA, long long countB, long long totalB)
{
    const auto a = wilsonInterval(countA, totalA), b = wilsonInterval(countB, totalB);
    if (!a || !b)
        return std::nullopt;
    const double shareA = double(countA) / double(totalA), shareB = double(countB) / double(totalB);
    const double difference = shareA - shareB;
    return Interval{difference - std::hypot(shareA - a->low, b->high - shareB),
                    difference + std::hypot(a->high - shareA, shareB - b->low)};
}

TrendTest mannKendall(std::span<const double> values)
{
    TrendTest test;
    if (values.size() < 2)
        return test;
    test.s = mannKendallS(values);
    test.variance = mannKendallVariance(values);
    if (test.s != 0)
        test.z = double(test.s - (test.s > 0 ? 1 : -1)) / std::sqrt(test.variance);
    test.p = std::erfc(std::abs(test.z) / std::numbers::sqrt2);
    return test;
}

std::optional<double> theilSenSlope(std::span<const SlopePoint> points)
{
    std::vector<double> slopes;
    slopes.reserve(points.size() * (points.size() + 1) / 2);
    for (size_t b = 1; b < points.size(); ++b) {
        for (size_t a = 0; a < b; ++a) {
            if (points[a].at != points[b].at)
                slopes.push_back((points[b].value - points[a].value) / (points[b].at - points[a].at));
        }
    }
    return slopes.empty() ? std::nullopt : std::optional(medianOf(slopes));
}

std::optional<double> weightedMedian(std::span<const Weighted> values)
{
    long long total = 0;
    for (const auto &value : values)
        total += value.count;
    if (total <= 0)
        return std::nullopt;
    std::vector<Weighted> reordered(values.begin(), values.end());
    const double upper = valueAtPlace(reordered, total / 2);
    return total % 2 == 1 ? upper : (valueAtPlace(reordered, total / 2 - 1) + upper) / 2;
}

}
