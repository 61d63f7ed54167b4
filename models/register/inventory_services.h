#pragma once

#include "domain/evidence_entities.h"
#include "register/entity_service.h"
#include "register/person_list.h"

/// The services of the inventory: who there is, what was delegated, and what each delegation owes.
namespace muster::registry {

class PersonService final : public EntityService<Person>
{
public:
    using EntityService::EntityService;

    /// Marks a person as left on a date, be it one to come. Returns what is in their name, see holdingsOf().
    Result<QList<HeldItem>> left(const PersonId &person, QDate on);

protected:
    Result<void> judge(RuleContext &context, const Person *before, Person &after) override;
};

class DelegationService final : public EntityService<Delegation>
{
public:
    using EntityService::EntityService;

    /// What Automate owes and whether this delegation has it; `after` may be a version not yet kept.
    Result<QStringList> missingForAutomate(RuleContext &context, const Delegation &after);

    /// Its category, tier, model, owner, status and prompt version over time, oldest first.
    struct HistoryItem
    {
        qint64 n;
        QString at, by, field, before, after, why;
    };
    Result<QList<HistoryItem>> history(const DelegationId &id);

    /// As everyone's; as `delegation.audited`, which closing an audit writes, it may set `lastAudit`.
    Result<qint64> setIn(Writer &writer, RuleContext &context, const DelegationId &id, const Patch &patch,
                         const SetOptions &options = {});

    /// Refuses what adding or changing would refuse, and writes nothing.
    Result<void> wouldAdd(RuleContext &context, Delegation thing);
    Result<void> wouldSet(RuleContext &context, const DelegationId &id, const Patch &patch);

protected:
    Result<void> judge(RuleContext &context, const Delegation *before, Delegation &after) override;

private:
    Result<void> judgeDates(RuleContext &context, const Delegation *before, const Delegation &after);
    Result<bool> wasDue(const DelegationId &id, QDate day);

    bool m_isAudited = false; ///< while closing an audit writes
};

class DefinitionService final : public EntityService<Definition>
{
public:
    using EntityService::EntityService;

    /// Criteria as text: one a line. Kept as JSON with a key each; a line that stays keeps its key.
    static JsonText criteriaFrom(const QString &lines, const JsonText &former);

    /// A failure mode found in an audit, shown first to the next pair. Makes a new version.
    Result<qint64> addFailureModeIn(Writer &writer, RuleContext &context, const DefinitionId &id, const QString &text);

protected:
    Result<void> judge(RuleContext &context, const Definition *before, Definition &after) override;
};

class SourceService final : public EntityService<Source>
{
public:
    using EntityService::EntityService;

protected:
    Result<void> judge(RuleContext &context, const Source *before, Source &after) override;
};

class StopRuleService final : public EntityService<StopRule>
{
public:
    using EntityService::EntityService;

    /// The stop rule in force of a delegation, or nothing.
    Result<std::optional<StopRule>> of(const DelegationId &delegation);

protected:
    Result<void> judge(RuleContext &context, const StopRule *before, StopRule &after) override;
};

class DrillService final : public EntityService<Drill>
{
public:
    using EntityService::EntityService;

protected:
    Result<void> judge(RuleContext &context, const Drill *before, Drill &after) override;
};

class CredentialService final : public EntityService<Credential>
{
public:
    using EntityService::EntityService;

protected:
    Result<void> judge(RuleContext &context, const Credential *before, Credential &after) override;
};

class SeriesService final : public EntityService<Series>
{
public:
    using EntityService::EntityService;

protected:
    Result<void> judge(RuleContext &context, const Series *before, Series &after) override;
};

/// The catalogue of models: which tier each is of, and until when it is there.
class ModelService final : public EntityService<Model>
{
public:
    using EntityService::EntityService;

protected:
    Result<void> judge(RuleContext &context, const Model *before, Model &after) override;
};

/// What files of evidence call delegations by.
class AliasService final : public EntityService<Alias>
{
public:
    using EntityService::EntityService;

protected:
    Result<void> judge(RuleContext &context, const Alias *before, Alias &after) override;
};

/// The register's own settings: name, time zone, reading speed, tiers, routing policy.
class RegisterService final : public EntityService<RegisterInfo>
{
public:
    using EntityService::EntityService;

protected:
    Result<void> judge(RuleContext &context, const RegisterInfo *before, RegisterInfo &after) override;
};

}
