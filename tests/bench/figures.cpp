#include "figures.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace muster::bench {

namespace {

std::string number(double value, const std::string &unit)
{
    char text[64];
    std::snprintf(text, sizeof text, value < 10 ? "%.2f %s" : value < 100 ? "%.1f %s" : "%.0f %s", value, unit.c_str());
    return text;
}

std::string budgetText(const Figure &figure)
{
    char text[64];
    switch (figure.budget.kind) {
    case Budget::Kind::None: return "-";
    case Budget::Kind::Ratio: std::snprintf(text, sizeof text, "<= %g x", figure.budget.value); break;
    case Budget::Kind::Absolute:
        std::snprintf(text, sizeof text, "< %g %s", figure.budget.value, figure.unit.c_str());
        break;
    case Budget::Kind::BeyondFloor:
        std::snprintf(text, sizeof text, "floor + %g %s", figure.budget.value, figure.unit.c_str());
        break;
    }
    return text;
}

const char *judge(const Figure &figure)
{
    const double floor = figure.floor.value_or(0);
    switch (figure.budget.kind) {
    case Budget::Kind::None: return "-";
    case Budget::Kind::Ratio: return figure.ours <= figure.budget.value * floor ? "yes" : "NO";
    case Budget::Kind::Absolute: return figure.ours < figure.budget.value ? "yes" : "NO";
    case Budget::Kind::BeyondFloor: return figure.ours < floor + figure.budget.value ? "yes" : "NO";
    }
    return "-";
}

void printLine(const char *name, const char *floor, const char *ours, const char *ratio, const char *budget,
               const char *ok)
{
    std::printf("%-46s %11s %11s %8s %16s  %s\n", name, floor, ours, ratio, budget, ok);
    std::fflush(stdout);
}

}

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    std::ranges::sort(values);
    const size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double quantile(std::vector<double> values, double share)
{
    if (values.empty())
        return 0;
    std::ranges::sort(values);
    const auto rank = size_t(std::ceil(share * double(values.size())));
    return values[std::clamp<size_t>(rank, 1, values.size()) - 1];
}

void printHeads()
{
    printLine("name", "floor", "ours", "ratio", "budget", "ok");
}

void print(const Figure &figure)
{
    const std::string floor = figure.floor ? number(*figure.floor, figure.unit) : "-";
    const std::string ratio = figure.floor && *figure.floor > 0 ? number(figure.ours / *figure.floor, "x") : "-";
    printLine(figure.name.c_str(), floor.c_str(), number(figure.ours, figure.unit).c_str(), ratio.c_str(),
              budgetText(figure).c_str(), judge(figure));
}

void remark(const std::string &text)
{
    std::printf("  %s\n", text.c_str());
    std::fflush(stdout);
}

double millisecondsOf(const std::function<void()> &work)
{
    using Watch = std::chrono::steady_clock;
    const auto started = Watch::now();
    work();
    return std::chrono::duration<double, std::milli>(Watch::now() - started).count();
}

Pair byTurns(int rounds, const std::function<double()> &floor, const std::function<double()> &ours)
{
    std::vector<double> floors, own;
    for (int round = 0; round < rounds; ++round) {
        floors.push_back(floor());
        own.push_back(ours());
    }
    return {median(floors), median(own)};
}

void giveUp(const std::string &why)
{
    std::fflush(stdout);
    std::fprintf(stderr, "muster-bench: %s\n", why.c_str());
    std::exit(EXIT_FAILURE);
}

}
