#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

/// What the benches print: a line a figure, beside its floor and its budget.
namespace muster::bench {

/// How a figure may be at most.
struct Budget
{
    enum class Kind { None, Ratio, Absolute, BeyondFloor };
    Kind kind = Kind::None;
    double value = 0;

    static Budget ratio(double times) { return {Kind::Ratio, times}; }
    static Budget absolute(double value) { return {Kind::Absolute, value}; }
    /// Floor plus so much.
    static Budget beyondFloor(double value) { return {Kind::BeyondFloor, value}; }
};

/// One line of the table.
struct Figure
{
    std::string name;
    std::string unit; ///< of floor, ours and budget: s, ms, MB, MB/s
    std::optional<double> floor;
    double ours = 0;
    Budget budget;
};

/// The value in the middle; of an even number the mean of the two.
double median(std::vector<double> values);

/// The value that `share` (0 to 1) of the values don't exceed.
double quantile(std::vector<double> values, double share);

/// Prints the heads of the columns.
void printHeads();

/// Prints a figure as a line of the table, and says in its last column whether it keeps to the budget.
void print(const Figure &figure);

/// Prints a remark under the lines before.
void remark(const std::string &text);

/// Milliseconds that `work` takes.
double millisecondsOf(const std::function<void()> &work);

/// Floor and ours by turns, so that what disturbs the machine disturbs both. Returns the medians.
struct Pair
{
    double floor = 0;
    double ours = 0;
};
Pair byTurns(int rounds, const std::function<double()> &floor, const std::function<double()> &ours);

/// Ends the bench with a sentence on stderr; for what makes measuring senseless.
[[noreturn]] void giveUp(const std::string &why);

}
