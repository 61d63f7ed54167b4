#include "items/delegation_dossier.h"

#include "register/delegation_list.h"
#include "register/own_columns.h"
#include "register/rule_context.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace muster::items {

using namespace Qt::StringLiterals;
using registry::DecisionService;
using registry::DelegationService;
using registry::LogRow;
using registry::Store;

namespace {

constexpr qsizetype mostLogRows = 60;

QList<Criterion> criteriaFrom(const JsonText &json)
{
    QList<Criterion> criteria;
    for (const auto &item : QJsonDocument::fromJson(json.toUtf8()).array()) {
        const QDate since = QDate::fromString(item[u"since"].toString(), Qt::ISODate);
        criteria.append(
            {item[u"key"].toString(), item[u"text"].toString(), since.isValid() ? std::optional(since) : std::nullopt});
    }
    return criteria;
}

/// The same with the newest first; of two found on a day the one that was added later.
QList<Criterion> newestFirst(QList<Criterion> modes)
{
    std::ranges::reverse(modes);
    std::ranges::stable_sort(modes, std::ranges::greater(), &Criterion::since);
    return modes;
}

/// Reads a dossier step by step; the first that fails ends it.
class Reader
{
public:
    Reader(Store &store, const DelegationId &id) : m_store(store), m_context(store), m_id(id) {}

    Result<DelegationDossier> read()
    {
        m_dossier.today = m_store.today();
        for (const auto step :
             {&Reader::readDelegation, &Reader::readStanding, &Reader::readDefinition, &Reader::readStopRule,
              &Reader::readAttached, &Reader::readDuties, &Reader::readHistory, &Reader::readDecisions,
              &Reader::readRows, &Reader::readNames, &Reader::readOwnColumns}) {
            if (const auto done = (this->*step)(); !done)
                return tl::unexpected(done.error());
        }
        return std::move(m_dossier);
    }

private:
    /// Puts what was read where it belongs.
    template <typename T, typename To>
    static Result<void> take(Result<T> result, To &to)
    {
        if (!result)
            return tl::unexpected(result.error());
        to = std::move(*result);
        return {};
    }

    Result<void> readDelegation() { return take(DelegationService(m_store).get(m_id), m_dossier.delegation); }

    Result<void> readStanding()
    {
        const auto facts = registry::standingOf(m_store, m_id);
        const auto policy = m_context.policy();
        if (!facts || !policy)
            return tl::unexpected(!facts ? facts.error() : policy.error());
        m_dossier.flags = flagsOf(*facts, *policy, m_dossier.today);
        m_dossier.trusted = trustedUntil(*facts);
        m_dossier.tiers = policy->tiers;
        if (const auto risk = m_dossier.delegation.risk)
            m_dossier.policy = policy->perRisk[size_t(*risk)];
        return {};
    }

    Result<void> readDefinition()
    {
        if (!m_dossier.delegation.definition)
            return {};
        const auto definition = registry::DefinitionService(m_store).get(*m_dossier.delegation.definition);
        if (!definition)
            return tl::unexpected(definition.error());
        m_dossier.criteria = criteriaFrom(definition->criteria);
        m_dossier.failureModes = newestFirst(criteriaFrom(definition->failureModes));
        m_dossier.definition = *definition;
        return {};
    }

    Result<void> readStopRule()
    {
        if (const auto rule = take(registry::StopRuleService(m_store).of(m_id), m_dossier.stopRule); !rule)
            return rule;
        const auto drills =
            registry::allWhere<Drill>(m_store, u"WHERE delegation = ? ORDER BY held_on DESC, n DESC LIMIT 1"_s, mine());
        if (!drills)
            return tl::unexpected(drills.error());
        if (!drills->isEmpty())
            m_dossier.lastDrill = drills->first();
        return {};
    }

    Result<void> readAttached()
    {
        const QString inUse = u"WHERE delegation = ? AND ended_on IS NULL ORDER BY n"_s;
        const auto sources = take(registry::allWhere<Source>(m_store, inUse, mine()), m_dossier.sources);
        return sources ? take(registry::allWhere<Credential>(m_store, inUse, mine()), m_dossier.credentials) : sources;
    }

    Result<void> readOwnColumns()
    {
        const auto texts = registry::columnTexts(Value(QString(m_dossier.delegation.columnValues)));
        const auto columns = registry::ownColumns(m_store);
        if (!columns)
            return tl::unexpected(columns.error());
        for (const auto &column : *columns) {
            if (const auto text = texts.constFind(column.id.text()); text != texts.constEnd())
                m_dossier.ownTexts.append({column.title, *text});
        }
        return {};
    }

    Result<void> readDuties()
    {
        return take(DelegationService(m_store).missingForAutomate(m_context, m_dossier.delegation),
                    m_dossier.missingForAutomate);
    }

    Result<void> readHistory()
    {
        const auto read = take(DelegationService(m_store).history(m_id), m_dossier.history);
        std::ranges::reverse(m_dossier.history);
        return read;
    }

    Result<void> readDecisions()
    {
        DecisionService::Query query;
        query.delegation = m_id;
        return take(DecisionService(m_store).list(query), m_dossier.openDecisions);
    }

    /// The day of the oldest row worth reading, so that a long record isn't read from its beginning.
    Result<std::optional<QDate>> firstDay()
    {
        const auto findings =
            registry::allWhere<Finding>(m_store, u"WHERE delegation = ? ORDER BY n DESC LIMIT 60"_s, mine());
        const auto decisions =
            registry::allWhere<Decision>(m_store, u"WHERE delegation = ? ORDER BY decided_on LIMIT 1"_s, mine());
        if (!findings || !decisions)
            return tl::unexpected(!findings ? findings.error() : decisions.error());
        std::optional<QDate> first;
        if (!findings->isEmpty()) {
            const auto audit = registry::byId<Audit>(m_store, findings->last().audit);
            if (!audit)
                return tl::unexpected(audit.error());
            first = audit->heldOn;
        }
        if (findings->size() < mostLogRows && !decisions->isEmpty())
            first = first ? std::min(*first, decisions->first().decidedOn) : decisions->first().decidedOn;
        return first;
    }

    Result<void> readRows()
    {
        const auto first = firstDay();
        if (!first || !*first)
            return first ? Result<void>() : tl::unexpected(first.error());
        registry::LogFilter filter;
        filter.from = *first;
        filter.delegation = m_id;
        auto &log = m_dossier.log;
        const auto read = registry::readLog(m_store, filter, [&log](const LogRow &row) {
            log.append(row);
            return true;
        });
        std::ranges::stable_sort(log, [](const LogRow &a, const LogRow &b) {
            return std::tie(a.date, a.audit) > std::tie(b.date, b.audit);
        });
        log.resize(std::min(log.size(), mostLogRows));
        return read;
    }

    Result<void> readNames()
    {
        const auto people = m_context.people();
        if (!people)
            return tl::unexpected(people.error());
        mention(m_dossier.delegation);
        if (m_dossier.stopRule)
            mention(*m_dossier.stopRule);
        if (m_dossier.lastDrill)
            mention(*m_dossier.lastDrill);
        for (const auto &credential : m_dossier.credentials)
            mention(credential);
        for (const auto &item : m_dossier.openDecisions) {
            mention(item.decision);
            m_mentioned << registry::fromJsonList(item.decision.decidedBy);
        }
        for (const auto &item : m_dossier.history)
            m_mentioned << item.by << item.before << item.after;
        for (const auto &id : m_mentioned) {
            if (const auto found = (*people)->constFind(id); found != (*people)->constEnd())
                m_dossier.people.insert(id, found->isActive(m_dossier.today) ? QString(found->name)
                                                                             : u"%1 (left)"_s.arg(found->name));
        }
        return readTitles();
    }

    /// Whom a thing's fields name; a decision's before and after may be people too.
    template <typename T>
    void mention(const T &thing)
    {
        for (const auto &value : toRow(thing).values) {
            if (const auto *text = std::get_if<QString>(&value))
                m_mentioned << *text;
        }
    }

    /// What decisions want to put in another's place may be a Definition of Done or a source.
    Result<void> readTitles()
    {
        for (const auto &item : m_dossier.openDecisions) {
            for (const auto &value : {item.decision.before, item.decision.after}) {
                if (const auto named = value ? readTitle(item.decision.kind, *value) : Result<void>(); !named)
                    return named;
            }
        }
        return {};
    }

    Result<void> readTitle(DecisionKind kind, const QString &id)
    {
        Field field;
        field.type = FieldType::Reference;
        field.refers = kind == DecisionKind::Definition ? "definition" : kind == DecisionKind::Source ? "source" : "";
        return field.refers.empty() ? Result<void>()
                                    : take(registry::readable(m_store, field, Value(id)), m_dossier.titles[id]);
    }

    QList<QVariant> mine() const { return {m_id.text()}; }

    Store &m_store;
    registry::RuleContext m_context;
    DelegationId m_id;
    QStringList m_mentioned;
    DelegationDossier m_dossier;
};

}

QString DelegationDossier::readable(const QString &value) const
{
    const auto person = people.constFind(value);
    return person != people.constEnd() ? *person : titles.value(value, value);
}

Result<DelegationDossier> readDossier(Store &store, const DelegationId &id)
{
    return Reader(store, id).read();
}

}
