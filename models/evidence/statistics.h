#pragma once

#include <optional>
#include <span>
#include <vector>

/// The statistics behind the signals: pure functions on plain numbers. Each names its source.
namespace muster::evidence {

/// From a lowest to a highest value.
struct Interval
{
    double low = 0, high = 0;
};

/// Wilson's score interval of a proportion of `count` among `total`, at 95 % confidence, without continuity correction
/// (Wilson 1927; Newcombe 1998, Statistics in Medicine 17:857, method 3). Nothing where `total` is 0.
std::optional<Interval> wilsonInterval(long long count, long long total);

/// The interval of the difference of two independent proportions a − b at 95 % confidence, by the hybrid score method
/// (Newcombe 1998, Statistics in Medicine 17:873, method 10): d ± the root of the squared distances from the shares to
/// the ends of their Wilson intervals. Nothing where either total is 0.
std::optional<Interval> differenceInterval(long long countA, long long totalA, long long countB, long long totalB);

/// What the Mann–Kendall test says of a series.
struct TrendTest
{
    long long s = 0;     ///< Mann–Kendall S
    double variance = 0; ///< of S, corrected for ties
    double z = 0;        ///< with continuity correction; 0 where S is 0
    double p = 1;        ///< two-sided, by the normal approximation
};

/// The Mann–Kendall test for a monotonic trend in values in their order of time (Mann 1945; Kendall 1975; Gilbert 1987,
/// Statistical Methods for Environmental Pollution Monitoring, §16.4): S counts the pairs that rise less those that
/// fall; var S = (n(n−1)(2n+5) − Σ t(t−1)(2t+5)) / 18 over the groups of t equal values; z = (S ∓ 1) / √var S. The
/// normal approximation is meant for ten values and more; with six it still keeps to its level roughly (exact p of S
/// −13: 0.017, here 0.024). Quadratic in the number of values. Fewer than two values: S 0, p 1.
TrendTest mannKendall(std::span<const double> values);

/// A value at a time, in any unit.
struct SlopePoint
{
    double at = 0;
    double value = 0;
};

/// The Theil–Sen slope: the median of the slopes between all pairs of points at different times (Theil 1950; Sen 1968).
/// Points may come in any order. Quadratic in their number. Nothing without two such points.
std::optional<double> theilSenSlope(std::span<const SlopePoint> points);

/// A value and how often it occurs.
struct Weighted
{
    double value = 0;
    long long count = 0;
};

/// The median, in time linear in the number of values, which may come in any order; of an even count, the mean of the
/// two in the middle. Nothing where there are no values.
std::optional<double> weightedMedian(std::span<const Weighted> values);

}
