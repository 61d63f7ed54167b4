#pragma once

#include "domain/pair_proposal.h"
#include "domain/scope_proposal.h"
#include "items/room_person.h"
#include "register/inventory_services.h"

#include <QJsonObject>

namespace muster::items {

/// A delegation as an audit's setup shows it.
struct PlannedDelegation
{
    PairWorkflow workflow;
    Category category = Category::Unclassified;
    QString reason;        ///< why it is proposed; empty where somebody picked it
    bool proposed = false; ///< the register proposes it
    bool fits = false;     ///< there is time for it, as proposed
    qint64 openAudit = 0;  ///< the number of the open audit it is in, or 0
    bool detailed = false; ///< owner, deputy and maintainer are known
};

/// What an audit's setup is put together from, read in one job.
struct PlanFacts
{
    QDate today;
    PersonId actor;
    QList<RoomPerson> people;          ///< by name
    QList<PersonId> lastParticipants;  ///< of the latest full audit, those who are still there
    QList<Series> series;              ///< those that go on
    QList<PlannedDelegation> proposal; ///< in the order to take them
    QList<PlannedDelegation> others;   ///< asked for or found, that are not proposed
    int capacity = 0;                  ///< delegations that all pairs together have time for
};

/// What facts are asked for.
struct PlanQuestion
{
    AgendaForm form = AgendaForm::Full60;
    int pairs = 1;
    QList<DelegationId> chosen; ///< are among the facts in any case
    QString search;             ///< others that fit it are too, at most fifty
};

/// Errors: what the database says.
Result<PlanFacts> readPlanFacts(registry::Store &store, const PlanQuestion &question);

/// An audit being set up: form, people and scope, and who checks what. Knows no register.
class AuditPlan
{
public:
    AgendaForm form = AgendaForm::Full60;
    SeriesId series;
    PersonId facilitator;

    /// Takes the series it is to belong to, and the form that series has; a spot check stays one. nullptr: none.
    void setSeries(const Series *chosen);

    const QList<PersonId> &participants() const { return m_participants; }
    const std::vector<CheckPair> &pairs() const { return m_pairs; }
    /// Whether somebody arranged the pairs by hand.
    bool isArranged() const { return m_arranged; }

    /// Takes somebody in or out. Pairs arranged by hand stay, and take them up where there is room.
    void add(const PersonId &person, const QString &name);
    void remove(const PersonId &person);
    /// Puts somebody into the pair before or after theirs; after the last one is a new pair.
    /// Errors: Refused where that pair has three already or there is none.
    Result<void> shift(const PersonId &person, int by);
    /// Forgets what was arranged by hand.
    void proposeAnew() { m_arranged = false; }

    /// Works out pairs, unless they were arranged by hand, and who checks which of `workflows`.
    PairProposal propose(const std::vector<PairWorkflow> &workflows);

    /// What was chosen, to be remembered, and back. `names` tells who is still there.
    QJsonObject toJson() const;
    void fromJson(const QJsonObject &object, const QHash<PersonId, QString> &names);

private:
    int pairOf(const PersonId &person) const;

    QList<PersonId> m_participants;
    QHash<PersonId, QString> m_names;
    std::vector<CheckPair> m_pairs;
    bool m_arranged = false;
};

}
