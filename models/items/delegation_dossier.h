#pragma once

#include "domain/standing.h"
#include "register/decision_service.h"
#include "register/inventory_services.h"
#include "register/log.h"

#include <QHash>

namespace muster::items {

/// A criterion of a Definition of Done, or a failure mode found in an audit.
struct Criterion
{
    QString key;
    QString text;
    std::optional<QDate> since; ///< of a failure mode: when it was found

    bool operator==(const Criterion &) const = default;
};

/// Everything there is to know about one delegation, read in one job of the register's worker: for the wall's side
/// panel, and beside the four checks of an audit.
struct DelegationDossier
{
    QDate today;
    Delegation delegation;
    std::vector<Flag> flags;
    std::optional<TrustedUntil> trusted;
    QHash<QString, QString> people; ///< names by identifier of everyone mentioned; who left with "(left)" after it
    std::optional<Definition> definition;
    QList<Criterion> criteria;
    QList<Criterion> failureModes; ///< newest first
    QList<Source> sources;         ///< those in use
    std::optional<StopRule> stopRule;
    std::optional<Drill> lastDrill;
    QList<Credential> credentials;
    QList<std::pair<QString, QString>> ownTexts;             ///< titles and values in the register's own columns
    QStringList tiers;                                       ///< the register's, weakest first
    std::optional<TierRange> policy;                         ///< tiers allowed for its risk
    QStringList missingForAutomate;                          ///< phrases: "a stop rule"
    QList<registry::DelegationService::HistoryItem> history; ///< category, tier, owner …: newest first
    QList<registry::LogRow> log;                             ///< its findings and decisions, newest first, at most 60
    QList<registry::DecisionService::Item> openDecisions;
    QHash<QString, QString> titles; ///< of Definitions of Done and sources that open decisions name, by identifier

    /// The name of a person, or empty.
    QString name(const std::optional<PersonId> &person) const
    {
        return person ? people.value(person->text()) : QString();
    }

    /// What a value of the history or of a decision says to people: a name or title where it is an identifier.
    QString readable(const QString &value) const;
};

/// Reads a dossier. Errors: NotFound, and what the database says.
Result<DelegationDossier> readDossier(registry::Store &store, const DelegationId &id);

}
