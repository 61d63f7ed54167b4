#pragma once

#include "domain/entity_traits.h"

/// The things a register holds (design.md §2). Each struct's `describe` names its fields, their side in the record
/// (public: identifiers, words, dates, numbers and the workflow's title; private: names and free text) and so its table.
namespace muster {

/// The register itself: one row.
struct RegisterInfo
{
    static constexpr std::string_view noun = "register";
    RegisterId id;
    qint64 n = -1;
    QString name;
    std::optional<PersonId> owner;
    QString timeZone;                   ///< IANA name; due dates are dates in this zone
    std::optional<qint64> readingSpeed; ///< words a minute that a reviewer can read
    JsonText tiers;                     ///< ["light","mid","frontier"], weakest first
    JsonText policy;                    ///< {"high":["mid","frontier"],…}: lowest and highest tier allowed per risk
    std::optional<bool> sample;         ///< made by `demo`

    template <typename Self, typename Visit>
    static void describe(Self &s, Visit &&visit)
    {
        visit("name", Side::Private, s.name);
        visit("owner", Side::Public, s.owner);
        visit("timeZone", Side::Public, s.timeZone);
        visit("readingSpeed", Side::Public, s.readingSpeed);
        visit("tiers", Side::Public, s.tiers);
        visit("policy", Side::Public, s.policy);
        visit("sample", Side::Public, s.sample);
    }
};

/// Owns, reviews, decides; active, or left on a date.
struct Person
{
    static constexpr std::string_view noun = "person";
    PersonId id;
    qint64 n = -1;
    Title name;
    std::optional<Title> email;
    std::optional<QDate> leftOn;

    /// Whether the person is there on `day`; someone who left on a date was still there the day before.
    bool isActive(QDate day) const { return !leftOn || day < *leftOn; }

    template <typename Self, typename Visit>
    static void describe(Self &s, Visit &&visit)
    {
        visit("name", Side::Private, s.name);
        visit("email", Side::Private, s.email);
        visit("leftOn", Side::Public, s.leftOn);
    }
};

/// A workflow, and what the team decided about AI in it.
struct Delegation
{
    static constexpr std::string_view noun = "delegation";
    DelegationId id;
    qint64 n = -1;
    Title title;
    std::optional<QString> purpose, outcome, outcomeMeasure, outcomeTarget, outcomeLatest;
    std::optional<Title> team;
    std::optional<PersonId> owner, deputy, maintainer, reviewer, escalation;
    Category category = Category::Unclassified;
    std::optional<QString> categoryReason;
    std::optional<TierName> tier;
    std::optional<Title> model;
    std::optional<ModelKind> modelKind;
    std::optional<Title> validatorModel; ///< which checks what `model` puts out
    std::optional<QDate> modelEndsOn;
    std::optional<QString> promptReference;
    std::optional<Title> promptVersion;
    std::optional<Risk> risk;
    std::optional<Pattern> pattern;
    std::optional<Cadence> cadence;
    Status status = Status::Active;
    std::optional<QString> allowed, forbidden;
    std::optional<bool> untrustedInput;
    std::optional<QString> taskSplit, inputs, outputs, validation, fallback, records;
    std::optional<DefinitionId> definition;
    std::optional<QString> controls, sharedComponents;
    std::optional<qint64> seats, activeUsers, volumePerMonth, spendPerMonth;
    std::optional<Title> spendCurrency;
    std::optional<QString> improvementPlan, notes;
    std::optional<Title> externalId;
    std::optional<bool> confidential;
    std::optional<QDate> lastAudit, nextDue;
    MapText columnValues; ///< {"<column id>":"…"}: what stands in the register's own columns

    template <typename Self, typename Visit>
    static void describe(Self &s, Visit &&visit)
    {
        visit("title", Side::Public, s.title);
        visit("purpose", Side::Private, s.purpose);
        visit("outcome", Side::Private, s.outcome);
        visit("outcomeMeasure", Side::Private, s.outcomeMeasure);
        visit("outcomeTarget", Side::Private, s.outcomeTarget);
        visit("outcomeLatest", Side::Private, s.outcomeLatest);
        visit("team", Side::Private, s.team);
        visit("owner", Side::Public, s.owner);
        visit("deputy", Side::Public, s.deputy);
        visit("maintainer", Side::Public, s.maintainer);
        visit("reviewer", Side::Public, s.reviewer);
        visit("escalation", Side::Public, s.escalation);
        visit("category", Side::Public, s.category);
        visit("categoryReason", Side::Private, s.categoryReason);
        visit("tier", Side::Public, s.tier);
        visit("model", Side::Private, s.model);
        visit("modelKind", Side::Public, s.modelKind);
        visit("modelEndsOn", Side::Public, s.modelEndsOn);
        visit("validatorModel", Side::Private, s.validatorModel);
        visit("promptReference", Side::Private, s.promptReference);
        visit("promptVersion", Side::Private, s.promptVersion);
        visit("risk", Side::Public, s.risk);
        visit("pattern", Side::Public, s.pattern);
        visit("cadence", Side::Public, s.cadence);
        visit("status", Side::Public, s.status);
        visit("allowed", Side::Private, s.allowed);
        visit("forbidden", Side::Private, s.forbidden);
        visit("untrustedInput", Side::Public, s.untrustedInput);
        visit("taskSplit", Side::Private, s.taskSplit);
        visit("inputs", Side::Private, s.inputs);
        visit("outputs", Side::Private, s.outputs);
        visit("validation", Side::Private, s.validation);
        visit("fallback", Side::Private, s.fallback);
        visit("records", Side::Private, s.records);
        visit("definition", Side::Public, s.definition);
        visit("controls", Side::Private, s.controls);
        visit("sharedComponents", Side::Private, s.sharedComponents);
        visit("seats", Side::Public, s.seats);
        visit("activeUsers", Side::Public, s.activeUsers);
        visit("volumePerMonth", Side::Public, s.volumePerMonth);
        visit("spendPerMonth", Side::Public, s.spendPerMonth);
        visit("spendCurrency", Side::Public, s.spendCurrency);
        visit("improvementPlan", Side::Private, s.improvementPlan);
        visit("notes", Side::Private, s.notes);
        visit("externalId", Side::Private, s.externalId);
        visit("confidential", Side::Public, s.confidential);
        visit("lastAudit", Side::Public, s.lastAudit);
        visit("nextDue", Side::Public, s.nextDue);
        visit("columnValues", Side::Private, s.columnValues);
    }
};

/// A column of the register's own: what this team wants to know of its delegations and Muster has no field for.
struct OwnColumn
{
    static constexpr std::string_view noun = "column";
    ColumnId id;
    qint64 n = -1;
    Title title;
    ColumnType type = ColumnType::Text;
    JsonText choices;    ///< ["…", …]; of a choice, what can be chosen
    qint64 position = 0; ///< columns stand in this order
    std::optional<QDate> endedOn;

    bool operator==(const OwnColumn &) const = default;

    template <typename Self, typename Visit>
    static void describe(Self &s, Visit &&visit)
    {
        visit("title", Side::Private, s.title);
        visit("type", Side::Public, s.type);
        visit("choices", Side::Private, s.choices);
        visit("position", Side::Public, s.position);
        visit("endedOn", Side::Public, s.endedOn);
    }
};

/// An AI Definition of Done: criteria for a class of task, versioned. Earlier versions stand in the record.
struct Definition
{
    static constexpr std::string_view noun = "definition";
    DefinitionId id;
    qint64 n = -1;
    Title title;
    std::optional<QString> taskClass;
    qint64 version = 1;
    JsonText criteria;     ///< [{"key":"c1","text":"…"}, …]
    JsonText failureModes; ///< [{"key":"f1","text":"…","since":"2026-06-01"}, …], shown first to the next pair
    std::optional<QDate> endedOn;

    template <typename Self, typename Visit>
    static void describe(Self &s, Visit &&visit)
    {
        visit("title", Side::Private, s.title);
        visit("taskClass", Side::Private, s.taskClass);
        visit("version", Side::Public, s.version);
        visit("criteria", Side::Private, s.criteria);
        visit("failureModes", Side::Private, s.failureModes);
        visit("endedOn", Side::Public, s.endedOn);
    }
};

/// What a delegation draws on, with a freshness limit and when it was last verified.
struct Source
{
    static constexpr std::string_view noun = "source";
    SourceId id;
    qint64 n = -1;
    DelegationId delegation;
    Title title;
    std::optional<QString> reference;
    std::optional<qint64> freshnessDays;
    std::optional<QDate> verifiedOn;
    std::optional<QDate> endedOn;

    template <typename Self, typename Visit>
    static void describe(Self &s, Visit &&visit)
    {
        visit("delegation", Side::Public, s.delegation);
        visit("title", Side::Private, s.title);
        visit("reference", Side::Private, s.reference);
        visit("freshnessDays", Side::Public, s.freshnessDays);
        visit("verifiedOn", Side::Public, s.verifiedOn);
        visit("endedOn", Side::Public, s.endedOn);
    }
};

/// What triggers it, who pulls the plug and their deputy, how, within how many minutes. One a delegation is in force.
struct StopRule
{
    static constexpr std::string_view noun = "stop-rule";
    StopRuleId id;
    qint64 n = -1;
    DelegationId delegation;
    QString trigger;
    std::optional<PersonId> puller, deputy;
    std::optional<QString> how;
    std::optional<qint64> minutes;
    std::optional<QDate> endedOn;

    template <typename Self, typename Visit>
    static void describe(Self &s, Visit &&visit)
    {
        visit("delegation", Side::Public, s.delegation);
        visit("trigger", Side::Private, s.trigger);
        visit("puller", Side::Public, s.puller);
        visit("deputy", Side::Public, s.deputy);
        visit("how", Side::Private, s.how);
        visit("minutes", Side::Public, s.minutes);
        visit("endedOn", Side::Public, s.endedOn);
    }
};

/// A stop rule exercised: when, by whom, minutes measured, worked or not.
struct Drill
{
    static constexpr std::string_view noun = "drill";
    DrillId id;
    qint64 n = -1;
    DelegationId delegation;
    QDate heldOn;
    std::optional<PersonId> by;
    std::optional<qint64> minutes;
    bool worked = false;
    std::optional<QString> note;
    std::optional<AuditId> audit;

    template <typename Self, typename Visit>
    static void describe(Self &s, Visit &&visit)
    {
        visit("delegation", Side::Public, s.delegation);
        visit("heldOn", Side::Public, s.heldOn);
        visit("by", Side::Public, s.by);
        visit("minutes", Side::Public, s.minutes);
        visit("worked", Side::Public, s.worked);
        visit("note", Side::Private, s.note);
        visit("audit", Side::Public, s.audit);
    }
};

/// A non-human identity a delegation holds: what and where, never the secret itself.
struct Credential
{
    static constexpr std::string_view noun = "credential";
    CredentialId id;
    qint64 n = -1;
    DelegationId delegation;
    Title title;
    std::optional<QString> scope, scopeNeeded, keptIn;
    std::optional<QDate> issuedOn, expiresOn, rotatedOn;
    std::optional<PersonId> revoker;
    std::optional<QDate> endedOn;

    template <typename Self, typename Visit>
    static void describe(Self &s, Visit &&visit)
    {
        visit("delegation", Side::Public, s.delegation);
        visit("title", Side::Private, s.title);
        visit("scope", Side::Private, s.scope);
        visit("scopeNeeded", Side::Private, s.scopeNeeded);
        visit("keptIn", Side::Private, s.keptIn);
        visit("issuedOn", Side::Public, s.issuedOn);
        visit("expiresOn", Side::Public, s.expiresOn);
        visit("rotatedOn", Side::Public, s.rotatedOn);
        visit("revoker", Side::Public, s.revoker);
        visit("endedOn", Side::Public, s.endedOn);
    }
};

/// A team's standing audit, with an owner, a cadence and a next slot.
struct Series
{
    static constexpr std::string_view noun = "series";
    SeriesId id;
    qint64 n = -1;
    Title title;
    std::optional<Title> team;
    std::optional<PersonId> owner;
    std::optional<Cadence> cadence;
    std::optional<Title> form; ///< 60 or 45 minutes
    std::optional<QDate> nextSlot;
    std::optional<QDate> endedOn;

    template <typename Self, typename Visit>
    static void describe(Self &s, Visit &&visit)
    {
        visit("title", Side::Private, s.title);
        visit("team", Side::Private, s.team);
        visit("owner", Side::Public, s.owner);
        visit("cadence", Side::Public, s.cadence);
        visit("form", Side::Public, s.form);
        visit("nextSlot", Side::Public, s.nextSlot);
        visit("endedOn", Side::Public, s.endedOn);
    }
};

/// A closed session. While it is open it lives in the drafts.
struct Audit
{
    static constexpr std::string_view noun = "audit";
    AuditId id;
    qint64 n = -1;
    qint64 number = 0;
    AuditKind kind = AuditKind::Full;
    Title form;
    std::optional<SeriesId> series;
    std::optional<PersonId> facilitator;
    JsonText participants; ///< ["<person id>", …]
    JsonText pairs;        ///< [["<person id>", …], …]
    QDateTime startedAt, closedAt;
    QDate heldOn;
    JsonText phases; ///< [{"phase":"checks","milliseconds":…,"timebox":…}, …]
    std::optional<qint64> personMinutes;
    std::optional<qint64> delegations; ///< how many were in scope
    std::optional<QString> notes, parkingLot;

    template <typename Self, typename Visit>
    static void describe(Self &s, Visit &&visit)
    {
        visit("number", Side::Public, s.number);
        visit("kind", Side::Public, s.kind);
        visit("form", Side::Public, s.form);
        visit("series", Side::Public, s.series);
        visit("facilitator", Side::Public, s.facilitator);
        visit("participants", Side::Public, s.participants);
        visit("pairs", Side::Public, s.pairs);
        visit("startedAt", Side::Public, s.startedAt);
        visit("closedAt", Side::Public, s.closedAt);
        visit("heldOn", Side::Public, s.heldOn);
        visit("phases", Side::Public, s.phases);
        visit("personMinutes", Side::Public, s.personMinutes);
        visit("delegations", Side::Public, s.delegations);
        visit("notes", Side::Private, s.notes);
        visit("parkingLot", Side::Private, s.parkingLot);
    }
};

/// The verdict of a check on a delegation in an audit, with what the audit saw.
struct Finding
{
    static constexpr std::string_view noun = "finding";
    FindingId id;
    qint64 n = -1;
    AuditId audit;
    DelegationId delegation;
    Check check = Check::Output;
    Verdict verdict = Verdict::NotChecked;
    std::optional<QString> note;
    std::optional<PersonId> owner; ///< the delegation's, that day
    std::optional<TierName> tier;  ///< that day
    Category category = Category::Unclassified;
    JsonText checkers; ///< ["<person id>", …]
    bool selfChecked = false;
    std::optional<QDate> lastOutput; ///< date of the newest sample
    std::optional<DefinitionId> definition;
    std::optional<qint64> definitionVersion;
    JsonText samples; ///< [{"criteria":{"c1":"met"},"date":…,"id":…,"sources":{"<source id>":"stale"}}, …]
    JsonText sampleReferences;          ///< [{"id":…,"reference":"…"}, …]
    std::optional<qint64> reachSeconds; ///< how long until the plug-puller answered
    std::optional<PersonId> reached;
    JsonText figures; ///< signals as they were shown: [{"figures":{…},"signal":"…","since":…,"state":"…"}, …]
    JsonText privateFigures; ///< their texts: [{"figures":{…},"signal":"…"}, …]
    JsonText draw;           ///< {"count":3,"of":…,"seed":…}, where samples were drawn

    template <typename Self, typename Visit>
    static void describe(Self &s, Visit &&visit)
    {
        visit("audit", Side::Public, s.audit);
        visit("delegation", Side::Public, s.delegation);
        visit("check", Side::Public, s.check);
        visit("verdict", Side::Public, s.verdict);
        visit("note", Side::Private, s.note);
        visit("owner", Side::Public, s.owner);
        visit("tier", Side::Public, s.tier);
        visit("category", Side::Public, s.category);
        visit("checkers", Side::Public, s.checkers);
        visit("selfChecked", Side::Public, s.selfChecked);
        visit("lastOutput", Side::Public, s.lastOutput);
        visit("definition", Side::Public, s.definition);
        visit("definitionVersion", Side::Public, s.definitionVersion);
        visit("samples", Side::Public, s.samples);
        visit("sampleReferences", Side::Private, s.sampleReferences);
        visit("reachSeconds", Side::Public, s.reachSeconds);
        visit("reached", Side::Public, s.reached);
        visit("figures", Side::Public, s.figures);
        visit("privateFigures", Side::Private, s.privateFigures);
        visit("draw", Side::Public, s.draw);
    }
};

/// A further word on a closed audit, with a reason; what was closed stays as it is.
struct Amendment
{
    static constexpr std::string_view noun = "amendment";
    Id<struct AmendmentTag> id;
    qint64 n = -1;
    AuditId audit;
    std::optional<DelegationId> delegation;
    std::optional<FindingId> finding;
    std::optional<Verdict> verdict;
    QDate amendedOn;
    QString why;
    std::optional<QString> note;

    template <typename Self, typename Visit>
    static void describe(Self &s, Visit &&visit)
    {
        visit("audit", Side::Public, s.audit);
        visit("delegation", Side::Public, s.delegation);
        visit("finding", Side::Public, s.finding);
        visit("verdict", Side::Public, s.verdict);
        visit("amendedOn", Side::Public, s.amendedOn);
        visit("why", Side::Private, s.why);
        visit("note", Side::Private, s.note);
    }
};

/// What a drift or fail leads to. It changes the inventory when it is done, not when it is made.
struct Decision
{
    static constexpr std::string_view noun = "decision";
    DecisionId id;
    qint64 n = -1;
    qint64 number = 0;
    DelegationId delegation;
    std::optional<AuditId> audit;
    JsonText findings; ///< ["<finding id>", …]
    DecisionKind kind = DecisionKind::Accept;
    std::optional<Title> before, after; ///< words or identifiers
    std::optional<QString> detail;      ///< what exactly is to be done, where `after` is no word
    QString why;
    QDate decidedOn;
    JsonText decidedBy; ///< ["<person id>", …]
    std::optional<PersonId> owner;
    std::optional<QDate> due;
    DecisionState state = DecisionState::Open;
    std::optional<QDate> endedOn;   ///< done or dropped on
    std::optional<QString> endNote; ///< what was done, or why it was dropped
    qint64 moved = 0;               ///< how often it was moved

    template <typename Self, typename Visit>
    static void describe(Self &s, Visit &&visit)
    {
        visit("number", Side::Public, s.number);
        visit("delegation", Side::Public, s.delegation);
        visit("audit", Side::Public, s.audit);
        visit("findings", Side::Public, s.findings);
        visit("kind", Side::Public, s.kind);
        visit("before", Side::Public, s.before);
        visit("after", Side::Public, s.after);
        visit("detail", Side::Private, s.detail);
        visit("why", Side::Private, s.why);
        visit("decidedOn", Side::Public, s.decidedOn);
        visit("decidedBy", Side::Public, s.decidedBy);
        visit("owner", Side::Public, s.owner);
        visit("due", Side::Public, s.due);
        visit("state", Side::Public, s.state);
        visit("endedOn", Side::Public, s.endedOn);
        visit("endNote", Side::Private, s.endNote);
        visit("moved", Side::Public, s.moved);
    }
};

/// A file that was read in: what it was and what came of its rows.
struct Import
{
    static constexpr std::string_view noun = "import";
    ImportId id;
    qint64 n = -1;
    Title file;
    QString sha256;
    qint64 rows = 0, accepted = 0, updated = 0, unchanged = 0, refused = 0;
    std::optional<qint64> firstEntry, lastEntry;
    std::optional<QDate> undoneOn;

    template <typename Self, typename Visit>
    static void describe(Self &s, Visit &&visit)
    {
        visit("file", Side::Private, s.file);
        visit("sha256", Side::Public, s.sha256);
        visit("rows", Side::Public, s.rows);
        visit("accepted", Side::Public, s.accepted);
        visit("updated", Side::Public, s.updated);
        visit("unchanged", Side::Public, s.unchanged);
        visit("refused", Side::Public, s.refused);
        visit("firstEntry", Side::Public, s.firstEntry);
        visit("lastEntry", Side::Public, s.lastEntry);
        visit("undoneOn", Side::Public, s.undoneOn);
    }
};

/// That the register was put back to an older state, and what was lost by it.
struct Restoration
{
    static constexpr std::string_view noun = "restoration";
    Id<struct RestorationTag> id;
    qint64 n = -1;
    qint64 lostSize = 0;
    QString lostRoot; ///< base64
    QString why;

    template <typename Self, typename Visit>
    static void describe(Self &s, Visit &&visit)
    {
        visit("lostSize", Side::Public, s.lostSize);
        visit("lostRoot", Side::Public, s.lostRoot);
        visit("why", Side::Private, s.why);
    }
};

/// Every entity, for what goes over all tables: replay, comparison, rebuilding.
const std::vector<const Entity *> &allEntities();

/// The entity with this noun, or nullptr.
const Entity *entityNamed(std::string_view noun);

}
