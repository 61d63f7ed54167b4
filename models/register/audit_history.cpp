#include "register/audit_history.h"

#include <algorithm>

#include <nlohmann/json.hpp>

/// Audits as they are looked back on.
namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

Result<QHash<QString, QMap<Verdict, int>>> verdictsByAudit(Store &store)
{
    auto query = store.database().select(u"SELECT audit, verdict, COUNT(*) FROM finding GROUP BY audit, verdict"_s);
    if (!query)
        return tl::unexpected(query.error());
    QHash<QString, QMap<Verdict, int>> counts;
    while (query->next()) {
        if (const auto verdict = fromWord<Verdict>(query->value(1).toString()))
            counts[query->value(0).toString()][*verdict] = query->value(2).toInt();
    }
    return counts;
}

Result<QHash<QString, QString>> formsByAudit(Store &store)
{
    auto query = store.database().select(u"SELECT id, form FROM audit"_s);
    if (!query)
        return tl::unexpected(query.error());
    QHash<QString, QString> forms;
    while (query->next())
        forms.insert(query->value(0).toString(), query->value(1).toString());
    return forms;
}

Result<AuditLine> lineOfOpen(Store &store, const AuditSummary &summary)
{
    const auto audit = AuditService(store).get(summary.id);
    if (!audit)
        return tl::unexpected(audit.error());
    AuditLine line{summary, word(audit->form), *audit, {}};
    for (const auto &item : audit->delegations) {
        for (const auto check : item.checks())
            ++line.verdicts[item.findings.value(check).verdict];
    }
    return line;
}

Result<QHash<QString, QString>> namesOfPeople(Store &store)
{
    const auto all = allWhere<Person>(store);
    if (!all)
        return tl::unexpected(all.error());
    QHash<QString, QString> names;
    for (const auto &person : *all)
        names.insert(person.id.text(), person.name);
    return names;
}

QStringList namesOf(const QHash<QString, QString> &names, const QStringList &ids)
{
    QStringList all;
    for (const auto &id : ids)
        all << names.value(id, id);
    return all;
}

QList<QStringList> pairsFrom(const QHash<QString, QString> &names, const QString &stored)
{
    QList<QStringList> pairs;
    const auto list = nlohmann::json::parse(stored.toStdString(), nullptr, false);
    for (const auto &pair : list.is_array() ? list : nlohmann::json::array())
        pairs << namesOf(names, fromJsonList(QString::fromStdString(pair.dump())));
    return pairs;
}

QList<ClosedPhase> phasesFrom(const QString &stored)
{
    QList<ClosedPhase> phases;
    const auto list = nlohmann::json::parse(stored.toStdString(), nullptr, false);
    for (const auto &item : list.is_array() ? list : nlohmann::json::array()) {
        const auto phase = fromWord<Phase>(QString::fromStdString(item.value("phase", std::string())));
        if (phase)
            phases.append({*phase, item.value("milliseconds", qint64(0)), item.value("timebox", 0)});
    }
    return phases;
}

/// What a decision's before or after says: the name of what an identifier names, or the word itself.
Result<QString> shownValue(Store &store, DecisionKind kind, const std::optional<Title> &value)
{
    Field field;
    field.refers = kind == DecisionKind::Owner        ? "person"
                   : kind == DecisionKind::Definition ? "definition"
                   : kind == DecisionKind::Source     ? "source"
                                                      : "";
    field.type = field.refers.empty() ? FieldType::Title : FieldType::Reference;
    return value ? readable(store, field, Value(QString(*value))) : QString();
}

Result<QString> titleOf(Store &store, const DelegationId &id)
{
    return byId<Delegation>(store, id).map([](const Delegation &delegation) { return QString(delegation.title); });
}

Result<QList<ClosedDelegation>> delegationsOf(Store &store, const AuditId &id, const QHash<QString, QString> &names)
{
    const auto findings = allWhere<Finding>(store, u"WHERE audit = ? ORDER BY n"_s, {id.text()});
    if (!findings)
        return tl::unexpected(findings.error());
    QList<ClosedDelegation> all;
    for (const auto &finding : *findings) {
        auto known = std::ranges::find(all, finding.delegation, &ClosedDelegation::id);
        if (known == all.end()) {
            const auto title = titleOf(store, finding.delegation);
            if (!title)
                return tl::unexpected(title.error());
            all.append({finding.delegation, *title, {}, false, {}});
            known = all.end() - 1;
        }
        for (const auto &name : namesOf(names, fromJsonList(finding.checkers))) {
            if (!known->checkers.contains(name))
                known->checkers << name;
        }
        known->selfChecked = known->selfChecked || finding.selfChecked;
        known->findings.insert(finding.check, finding);
    }
    std::ranges::stable_sort(all, [](const auto &a, const auto &b) { return a.title.localeAwareCompare(b.title) < 0; });
    return all;
}

Result<QList<ClosedDecision>> decisionsOf(Store &store, const AuditId &id, const QHash<QString, QString> &names)
{
    const auto decisions = allWhere<Decision>(store, u"WHERE audit = ? ORDER BY number"_s, {id.text()});
    if (!decisions)
        return tl::unexpected(decisions.error());
    QList<ClosedDecision> all;
    for (const auto &decision : *decisions) {
        const auto title = titleOf(store, decision.delegation);
        const auto before = shownValue(store, decision.kind, decision.before);
        const auto after = shownValue(store, decision.kind, decision.after);
        if (!title || !before || !after)
            return tl::unexpected(!title ? title.error() : !before ? before.error() : after.error());
        all.append({decision, *title, names.value(decision.owner.value_or(PersonId()).text()), *before,
                    after->isEmpty() ? decision.detail.value_or(QString()) : *after,
                    namesOf(names, fromJsonList(decision.decidedBy))});
    }
    return all;
}

Result<QList<ClosedAmendment>> amendmentsOf(Store &store, const AuditId &id)
{
    const auto amendments = allWhere<Amendment>(store, u"WHERE audit = ? ORDER BY n"_s, {id.text()});
    if (!amendments)
        return tl::unexpected(amendments.error());
    QList<ClosedAmendment> all;
    for (const auto &amendment : *amendments) {
        ClosedAmendment shown{amendment, {}, {}};
        if (amendment.delegation)
            shown.delegation = titleOf(store, *amendment.delegation).value_or(QString());
        if (amendment.finding) {
            if (const auto finding = byId<Finding>(store, *amendment.finding))
                shown.check = finding->check;
        }
        all << shown;
    }
    return all;
}

}

Result<QList<AuditLine>> listAuditLines(Store &store)
{
    const auto list = AuditService(store).list();
    const auto counts = verdictsByAudit(store);
    const auto forms = formsByAudit(store);
    if (!list || !counts || !forms)
        return tl::unexpected(!list ? list.error() : !counts ? counts.error() : forms.error());
    QList<AuditLine> open, closed;
    for (auto it = list->rbegin(); it != list->rend(); ++it) {
        if (!it->open) {
            closed.append({*it, forms->value(it->id.text()), {}, counts->value(it->id.text())});
            continue;
        }
        const auto line = lineOfOpen(store, *it);
        if (!line)
            return tl::unexpected(line.error());
        open << *line;
    }
    return open + closed;
}

Result<QList<PersonId>> lastParticipants(Store &store)
{
    const auto last = allWhere<Audit>(store, u"WHERE kind = 'full' ORDER BY number DESC LIMIT 1"_s);
    if (!last)
        return tl::unexpected(last.error());
    QList<PersonId> people;
    for (const auto &audit : *last) {
        for (const auto &id : fromJsonList(audit.participants))
            people << PersonId(id);
    }
    return people;
}

Result<QList<Series>> standingSeries(Store &store)
{
    return allWhere<Series>(store, u"WHERE ended_on IS NULL ORDER BY title, id"_s);
}

Result<ClosedAudit> readClosedAudit(Store &store, const AuditId &id)
{
    const auto audit = byId<Audit>(store, id);
    const auto names = namesOfPeople(store);
    if (!audit || !names)
        return tl::unexpected(!audit ? audit.error() : names.error());
    ClosedAudit closed;
    closed.audit = *audit;
    closed.facilitator = names->value(audit->facilitator.value_or(PersonId()).text());
    if (audit->series) {
        if (const auto series = byId<Series>(store, *audit->series))
            closed.series = series->title;
    }
    closed.participants = namesOf(*names, fromJsonList(audit->participants));
    closed.pairs = pairsFrom(*names, audit->pairs);
    closed.phases = phasesFrom(audit->phases);
    auto delegations = delegationsOf(store, id, *names);
    auto decisions = decisionsOf(store, id, *names);
    auto amendments = amendmentsOf(store, id);
    if (!delegations || !decisions || !amendments)
        return tl::unexpected(!delegations ? delegations.error() : !decisions ? decisions.error() : amendments.error());
    closed.delegations = std::move(*delegations);
    closed.decisions = std::move(*decisions);
    closed.amendments = std::move(*amendments);
    return closed;
}

}
