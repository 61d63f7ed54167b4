#pragma once

#include "register/store.h"

namespace muster::registry {

/// A person as a list shows them: with how much is in their name.
struct PersonSummary
{
    Person person;
    qint64 owns = 0; ///< delegations that are not retired
    qint64 deputyOf = 0;
    qint64 openDecisions = 0;
};

/// Everyone, in the order they were added. Reads each table once.
Result<QList<PersonSummary>> listPeople(Store &store);

/// What a person is to a delegation, a stop rule, a series or a decision.
enum class Holding { Owner, Puller, SeriesOwner, DecisionOwner, Deputy, Reviewer, Maintainer, Escalation, StopDeputy };

/// One thing in a person's name.
struct HeldItem
{
    Holding holding = Holding::Owner;
    QString id;    ///< of the thing: delegation, stop rule, series, decision
    qint64 n = -1; ///< the entry that last wrote it
    QString title; ///< of the delegation or series; of a decision what it is about
    DelegationId delegation;
    std::optional<QDate> due; ///< of a decision

    /// Whether nobody answers for it once the person is gone; the rest is merely a name to replace.
    bool isLost() const { return holding <= Holding::DecisionOwner; }
};

/// Everything in a person's name: of delegations that are not retired, stop rules and series in force, and open
/// decisions; ordered by holding and title. Error: NotFound.
Result<QList<HeldItem>> holdingsOf(Store &store, const PersonId &person);

}
