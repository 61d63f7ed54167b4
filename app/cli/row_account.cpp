#include "row_account.h"

#include "entity_json.h"

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype problemsShown = 50;

}

nlohmann::ordered_json jsonOf(const exchange::RowAccount &account)
{
    auto problems = nlohmann::ordered_json::array();
    for (const auto &problem : account.problems)
        problems.push_back({{"row", problem.row}, {"column", utf8(problem.column)}, {"reason", utf8(problem.reason)}});
    return {{"rows", account.rows},           {"accepted", account.accepted}, {"updated", account.updated},
            {"unchanged", account.unchanged}, {"refused", account.refused},   {"problems", std::move(problems)}};
}

void printAccount(const exchange::RowAccount &account, Output &out)
{
    out.line(u"%1 rows: %2 accepted, %3 updated, %4 unchanged, %5 refused."_s.arg(
        QString::number(account.rows), QString::number(account.accepted), QString::number(account.updated),
        QString::number(account.unchanged), QString::number(account.refused)));
    const auto shown = std::min(account.problems.size(), problemsShown);
    for (const auto &problem : account.problems.first(shown))
        out.line(
            u"  row %1%2: %3"_s.arg(problem.row)
                .arg(problem.column.isEmpty() ? QString() : u", "_s + shortened(problem.column, 40), problem.reason));
    if (account.refused > shown)
        out.line(u"  … and %1 more; --json lists them."_s.arg(account.refused - shown));
}

}
