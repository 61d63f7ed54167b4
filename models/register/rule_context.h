#pragma once

#include "domain/standing.h"
#include "register/entity_table.h"

namespace muster::registry {

/// What rules ask about besides the row at hand, read once and kept for as long as the context lives:
/// who is active, which tiers and Definitions of Done there are, what day it is.
class RuleContext
{
public:
    explicit RuleContext(Store &store) : m_store(store), m_today(store.today()) {}

    Store &store() { return m_store; }
    QDate today() const { return m_today; }

    /// The register's tiers and routing policy.
    Result<RoutingPolicy> policy();

    /// Everyone, by identifier. Stays current within this context through `remember`.
    Result<const QHash<QString, Person> *> people();
    void remember(const Person &person);
    void forget(const PersonId &person);

    /// Refuses a person who is unknown or has left, naming the field. Nobody named is fine.
    Result<void> mustBeActive(const std::optional<PersonId> &person, const QString &field);

    /// Refuses a tier the register doesn't have.
    Result<void> mustBeTier(const std::optional<TierName> &tier);

    /// What is read in from a file is an account of what runs: it may tell of audits held and of dates that have passed.
    void setImporting() { m_importing = true; }
    bool isImporting() const { return m_importing; }

private:
    Store &m_store;
    QDate m_today;
    std::optional<RoutingPolicy> m_policy;
    std::optional<QHash<QString, Person>> m_people;
    bool m_importing = false;
};

/// Whether this is a time zone's IANA name, as `Europe/Berlin`, `Etc/UTC` or `UTC`. Qt also takes POSIX rules, in which
/// any word is a zone, and lists no `Etc/`.
bool isTimeZone(const QString &name);

/// The day on which an instant falls in the register's time zone. Errors: what the database says.
Result<QDate> dayOf(Store &store, const QDateTime &instant);

/// Reads a register's tiers and policy from their canonical JSON, and writes them.
RoutingPolicy policyFrom(const RegisterInfo &info);
/// Refuses what policyFrom() would pass over: another shape, a name that is empty or there twice, ranges that are none.
Result<void> checkTiers(const JsonText &tiers);
Result<void> checkPolicy(const JsonText &policy, const QStringList &tiers);
JsonText tiersJson(const QStringList &tiers);
JsonText policyJson(const RoutingPolicy &policy);

/// Three tiers, and for each risk the range a careful team starts with.
RoutingPolicy defaultPolicy();

}
