#pragma once

#include "domain/standing.h"
#include "register/map_values.h"
#include "register/store.h"

namespace muster::registry {

/// What a list of delegations is asked for; each part narrows it.
struct DelegationQuery
{
    bool due = false; ///< overdue or due today, or never audited with no date
    std::optional<Category> category;
    QString team; ///< whole name, upper and lower case the same
    std::optional<PersonId> owner;
    std::optional<Flag> flag;
    QString search; ///< every word of it a part of the delegation's text
    bool withRetired = false;
};

/// A delegation as a list or the wall shows it.
struct DelegationSummary
{
    DelegationId id;
    qint64 n = -1;
    QString title, team, tier, externalId;
    std::optional<PersonId> owner;
    QString ownerName;
    Category category = Category::Unclassified;
    std::optional<Risk> risk;
    Status status = Status::Active;
    std::optional<QDate> lastAudit, nextDue;
    std::optional<TrustedUntil> trusted;
    std::vector<Flag> flags;
    ColumnTexts columnTexts; ///< in the register's own columns
};

/// The delegations that fit, in the order they were added. Reads each table once, so its cost is that of the tables.
Result<QList<DelegationSummary>> listDelegations(Store &store, const DelegationQuery &query);

/// The same of these delegations alone, for who holds a list and knows what changed. One that is gone is left out.
Result<QList<DelegationSummary>> summariesOf(Store &store, const QStringList &ids);

/// Whether a question leaves a delegation in, as seen on `today`; what it searches for is not judged here.
bool fits(const DelegationSummary &summary, const DelegationQuery &query, QDate today);

/// The delegations whose summaries the entries from `from` up to but not including `to` may have changed, those withdrawn
/// among them. Nothing where that may be all, or so many that reading every one anew is quicker.
std::optional<QStringList> delegationsTouched(Store &store, qint64 from, qint64 to);

/// All that is known of one delegation for its flags and its trust.
Result<StandingFacts> standingOf(Store &store, const DelegationId &id);

}
