#include "domain/scope_proposal.h"

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace muster {

namespace {

constexpr int workflowMinutes = 10;
constexpr int avoidMinutes = 3;

/// A candidate that is proposed, with what decides its place.
struct Ranked
{
    const ScopeCandidate *candidate = nullptr;
    ScopeReason reason = ScopeReason::Due;
    int group = 0;    ///< left open, due, flagged
    int riskRank = 0; ///< 0 is the riskiest
    QDate since;      ///< due since; invalid, which sorts first, where it was never looked at and no date was set
};

int riskRank(const std::optional<Risk> &risk)
{
    if (!risk)
        return 1;
    switch (*risk) {
    case Risk::High: return 0;
    case Risk::Medium: return 2;
    case Risk::Low: break;
    }
    return 3;
}

bool isBy(const std::optional<QDate> &day, QDate date)
{
    return day && day->isValid() && *day <= date;
}

std::optional<ScopeReason> reasonFor(const ScopeCandidate &candidate, QDate date)
{
    if (candidate.status == Status::Retired || candidate.status == Status::Proposed)
        return std::nullopt;
    if (candidate.leftUncheckedLastTime)
        return ScopeReason::LeftOpenLastTime;
    if (!candidate.lastAudit)
        return ScopeReason::NeverAudited;
    if (isBy(candidate.nextDue, date))
        return *candidate.nextDue < date ? ScopeReason::Overdue : ScopeReason::Due;
    if (candidate.trustedUntil && *candidate.trustedUntil < date)
        return ScopeReason::TrustEnded;
    if (candidate.hasOpenFlags)
        return ScopeReason::Flagged;
    return std::nullopt;
}

int groupOf(ScopeReason reason)
{
    switch (reason) {
    case ScopeReason::LeftOpenLastTime: return 0;
    case ScopeReason::Flagged: return 2;
    default: return 1;
    }
}

Ranked ranked(const ScopeCandidate &candidate, ScopeReason reason)
{
    const auto &since = reason == ScopeReason::TrustEnded ? candidate.trustedUntil : candidate.nextDue;
    return {&candidate, reason, groupOf(reason), riskRank(candidate.risk), since.value_or(QDate())};
}

bool comesBefore(const Ranked &a, const Ranked &b)
{
    if (std::tie(a.group, a.riskRank) != std::tie(b.group, b.riskRank))
        return std::tie(a.group, a.riskRank) < std::tie(b.group, b.riskRank);
    if (a.since != b.since)
        return a.since < b.since;
    if (a.candidate->title != b.candidate->title)
        return a.candidate->title < b.candidate->title;
    return a.candidate->id < b.candidate->id;
}

QString dayText(QDate day)
{
    return day.toString(Qt::ISODate);
}

QString dueText(QDate due, QDate date)
{
    const qint64 days = due.daysTo(date);
    if (days == 0)
        return u"due today, %1"_s.arg(dayText(due));
    return u"due since %1, %2"_s.arg(dayText(due), days == 1 ? u"1 day ago"_s : u"%1 days ago"_s.arg(days));
}

QString reasonClause(const Ranked &entry, QDate date)
{
    const auto &candidate = *entry.candidate;
    switch (entry.reason) {
    case ScopeReason::LeftOpenLastTime: return u"not checked last time"_s;
    case ScopeReason::NeverAudited: return u"never audited"_s;
    case ScopeReason::TrustEnded: return u"trusted until %1"_s.arg(dayText(*candidate.trustedUntil));
    case ScopeReason::Flagged: return u"not due, but something stands out"_s;
    case ScopeReason::Overdue:
    case ScopeReason::Due: break;
    }
    return dueText(*candidate.nextDue, date);
}

QString reasonText(const Ranked &entry, QDate date)
{
    const auto &candidate = *entry.candidate;
    QString text = reasonClause(entry, date);
    const bool tellsDue = entry.reason == ScopeReason::Overdue || entry.reason == ScopeReason::Due;
    if (!tellsDue && isBy(candidate.nextDue, date))
        text += u", "_s + dueText(*candidate.nextDue, date);
    return text + (candidate.risk ? u"; risk %1"_s.arg(word(*candidate.risk)) : u"; risk not set"_s);
}

/// The minutes the pairs have left; a workflow goes to the first that has enough.
class PairTime
{
public:
    PairTime(int pairs, int minutes) : m_left(size_t(pairs), minutes) {}

    bool take(int minutes)
    {
        const auto pair = std::ranges::find_if(m_left, [&](int left) { return left >= minutes; });
        if (pair == m_left.end())
            return false;
        *pair -= minutes;
        return true;
    }

private:
    std::vector<int> m_left;
};

std::vector<Ranked> inOrder(const std::vector<ScopeCandidate> &candidates, QDate date)
{
    std::vector<Ranked> proposed;
    for (const auto &candidate : candidates) {
        if (const auto reason = reasonFor(candidate, date))
            proposed.push_back(ranked(candidate, *reason));
    }
    std::ranges::sort(proposed, comesBefore);
    return proposed;
}

}

std::vector<Check> checksFor(Category category)
{
    if (category == Category::Avoid)
        return {Check::Creep};
    return {Check::Output, Check::Model, Check::Stop, Check::Creep};
}

int checkMinutes(Category category)
{
    return category == Category::Avoid ? avoidMinutes : workflowMinutes;
}

int pairCount(int participants)
{
    return std::max(1, participants / 2);
}

ScopeProposal proposeScope(const std::vector<ScopeCandidate> &candidates, QDate date, AgendaForm form, int pairs)
{
    const bool isSpot = kindOf(form) == AuditKind::Spot;
    const int checking = isSpot ? 1 : std::max(1, pairs);
    const int minutes = timeboxMinutes(form, Phase::Checks);
    PairTime time(checking, minutes);

    ScopeProposal proposal;
    proposal.capacity = checking * (minutes / workflowMinutes);
    for (const auto &entry : inOrder(candidates, date)) {
        const auto &candidate = *entry.candidate;
        const int needed = checkMinutes(candidate.category);
        const bool fits = isSpot ? proposal.entries.empty() : time.take(needed);
        proposal.entries.push_back(
            {candidate.id, candidate.title, entry.reason, reasonText(entry, date), needed, fits});
    }
    return proposal;
}

}
