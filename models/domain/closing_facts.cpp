#include "domain/closing_rules.h"
#include "domain/scope_proposal.h"

#include <algorithm>

namespace muster {

ToNeed toNeed(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::Category:
    case DecisionKind::Tier:
    case DecisionKind::Owner: return ToNeed::Required;
    case DecisionKind::Definition:
    case DecisionKind::StopRule:
    case DecisionKind::Source: return ToNeed::Optional;
    case DecisionKind::Review:
    case DecisionKind::Promote:
    case DecisionKind::Retire:
    case DecisionKind::Pause:
    case DecisionKind::Accept: break;
    }
    return ToNeed::None;
}

const DraftFinding *findingOf(const std::vector<DraftFinding> &findings, Check check)
{
    const auto found = std::find_if(findings.rbegin(), findings.rend(),
                                    [check](const DraftFinding &one) { return one.check == check; });
    return found == findings.rend() ? nullptr : &*found;
}

Verdict verdictOf(const std::vector<DraftFinding> &findings, Check check)
{
    const auto *finding = findingOf(findings, check);
    return finding ? finding->verdict : Verdict::NotChecked;
}

bool movesNextDue(const std::vector<Verdict> &applicable)
{
    return !applicable.empty() && std::ranges::find(applicable, Verdict::NotChecked) == applicable.end();
}

bool movesNextDue(Category category, const std::vector<DraftFinding> &findings)
{
    std::vector<Verdict> verdicts;
    for (const Check check : checksFor(category))
        verdicts.push_back(verdictOf(findings, check));
    return movesNextDue(verdicts);
}

QDate latestAcceptEnd(QDate auditDate, const std::optional<Cadence> &own, const std::optional<QDate> &seriesNext,
                      const std::optional<QDate> &unmoved)
{
    if (unmoved && *unmoved > auditDate)
        return *unmoved;
    if (own)
        return nextDue(auditDate, *own);
    if (seriesNext && *seriesNext > auditDate)
        return *seriesNext;
    return nextDue(auditDate, Cadence{});
}

std::vector<size_t> applyOrder(const std::vector<DraftDecision> &decisions)
{
    std::vector<size_t> order;
    for (size_t i = 0; i < decisions.size(); ++i) {
        if (decisions[i].done)
            order.push_back(i);
    }
    std::stable_partition(order.begin(), order.end(), [&](size_t i) {
        return decisions[i].kind != DecisionKind::Category && decisions[i].kind != DecisionKind::Promote;
    });
    return order;
}

}
