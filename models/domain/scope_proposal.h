#pragma once

#include "domain/agenda.h"
#include "domain/ids.h"
#include "domain/terms.h"

#include <QDate>
#include <QString>

#include <optional>
#include <vector>

namespace muster {

/// The checks that apply to a category, in their order: an Avoid only has creep, all others have the four.
std::vector<Check> checksFor(Category category);

/// Minutes a pair needs for a workflow's checks: 10, and 3 for an Avoid, whose one check is creep.
int checkMinutes(Category category);

/// How many pairs a number of participants makes: two each, a third joining where the number is odd; at least one.
int pairCount(int participants);

/// What is known of a delegation when a scope is proposed.
struct ScopeCandidate
{
    DelegationId id;
    QString title;
    Category category = Category::Unclassified;
    Status status = Status::Active;
    std::optional<Risk> risk;
    std::optional<QDate> lastAudit;
    std::optional<QDate> nextDue;
    std::optional<QDate> trustedUntil;
    bool leftUncheckedLastTime = false; ///< a check of it closed as not checked in its last audit
    bool hasOpenFlags = false;          ///< something stands out: owner left, stale source, no stop rule …

    bool operator==(const ScopeCandidate &) const = default;
};

/// Why a delegation is proposed; the first that holds.
enum class ScopeReason { LeftOpenLastTime, NeverAudited, Overdue, Due, TrustEnded, Flagged };

template <>
struct Words<ScopeReason>
{
    static constexpr std::array all =
        std::to_array<std::string_view>({"left-open", "never-audited", "overdue", "due", "trust-ended", "flagged"});
};

struct ScopeEntry
{
    DelegationId id;
    QString title;
    ScopeReason reason = ScopeReason::Due;
    QString reasonText; ///< one clause with its figures: "due since 2026-05-01, 31 days ago; risk high"
    int minutes = 0;    ///< of a pair's time
    bool fits = false;  ///< there is time for it in the phase of the checks

    bool operator==(const ScopeEntry &) const = default;
};

struct ScopeProposal
{
    std::vector<ScopeEntry> entries; ///< in the order to take them
    int capacity = 0;                ///< ordinary workflows (10 minutes) all pairs together have time for

    bool operator==(const ScopeProposal &) const = default;
};

/// Proposes what an audit on `date` should look at. Retired and proposed delegations never are. What was left open
/// last time leads; then what is due by the date, was never audited or is trusted no longer; last, what is not due but
/// stands out. Within these riskiest first (a risk nobody set counts between high and medium), longest due, title, id.
/// An entry fits where a pair still has its minutes within the form's timebox for checks; a later, shorter one may
/// fit where an earlier one did not. `pairs` below 1 counts as 1; a spot check takes one delegation.
ScopeProposal proposeScope(const std::vector<ScopeCandidate> &candidates, QDate date, AgendaForm form, int pairs);

}
