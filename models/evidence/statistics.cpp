#include "evidence/statistics.h"

#include <cmath>

namespace muster::evidence {

namespace {

/// The 97.5th percentile of the standard normal distribution.
constexpr double z95 = 1.959963984540054;

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

}
