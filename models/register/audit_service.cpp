#include "register/audit_service.h"

#include "register/audit_draft.h"

#include <algorithm>

namespace muster::registry {

using namespace Qt::StringLiterals;

const OpenDelegation *OpenAudit::find(const DelegationId &wanted) const
{
    const auto found = std::ranges::find(delegations, wanted, &OpenDelegation::id);
    return found == delegations.end() ? nullptr : &*found;
}

Checkers OpenAudit::checkersOf(const OpenDelegation &item, Check check) const
{
    if (const auto known = item.checked.constFind(check); known != item.checked.cend())
        return *known;
    const bool given = item.pair >= 0 && item.pair < pairs.size();
    return {given ? pairs[item.pair] : participants, item.selfChecked};
}

QList<PersonId> OpenAudit::everyone() const
{
    auto all = participants;
    for (const auto &leaver : leavers)
        all << leaver.person;
    return all;
}

Result<void> AuditService::put(const AuditId &id, const QString &delegation, const QString &check, const QString &item,
                               const QString &json)
{
    const QString author = m_store.actor().text();
    if (const auto moved =
            draft::run(m_store, u"UPDATE draft_audit SET revision = revision + 1 WHERE id = ?"_s, {id.text()});
        !moved)
        return moved;
    return draft::run(
        m_store,
        u"INSERT INTO draft_item (audit, delegation, \"check\", item, value, author, revision, \"at\") VALUES (?, ?, "
        u"?, ?, ?, ?, 1, ?) "
        "ON CONFLICT (audit, delegation, \"check\", item) DO UPDATE SET value = excluded.value, author = excluded.author, revision = draft_item.revision + 1, \"at\" = excluded.\"at\""_s,
        {id.text(), delegation.isNull() ? u""_s : delegation, check.isNull() ? u""_s : check, item, json,
         author.isEmpty() ? QVariant() : QVariant(author), m_store.clock().now().toUTC().toString(Qt::ISODateWithMs)});
}

Result<void> AuditService::clear(const AuditId &id, const QString &delegation, const QString &check,
                                 const QString &item)
{
    if (const auto moved =
            draft::run(m_store, u"UPDATE draft_audit SET revision = revision + 1 WHERE id = ?"_s, {id.text()});
        !moved)
        return moved;
    const auto gone = m_store.database().run(
        u"DELETE FROM draft_item WHERE audit = ? AND delegation = ? AND \"check\" = ? AND item = ?"_s,
        {id.text(), delegation.isNull() ? u""_s : delegation, check.isNull() ? u""_s : check, item});
    if (!gone)
        return tl::unexpected(gone.error());
    return (*gone)->numRowsAffected() == 1 ? Result<void>()
                                           : failure(ErrorCode::NotFound, u"The open audit holds no such part."_s);
}

Result<void> AuditService::erase(const AuditId &id, const QString &delegation, const QString &check,
                                 const QString &item)
{
    return draft::inDrafts(m_store, [&] { return clear(id, delegation, check, item); });
}

Result<AuditId> AuditService::findOpen(const QString &text)
{
    auto query = m_store.database().select(u"SELECT id, number FROM draft_audit ORDER BY number"_s);
    if (!query)
        return tl::unexpected(query.error());
    QStringList open;
    QString only;
    while (query->next()) {
        if (text == query->value(0).toString() || text == query->value(1).toString())
            return AuditId(query->value(0).toString());
        only = query->value(0).toString();
        open << query->value(1).toString();
    }
    if (text.isEmpty() && open.size() == 1)
        return AuditId(only);
    if (!text.isEmpty() && findClosed(text))
        return failure(ErrorCode::Refused,
                       u"Audit %1 is closed; a closed audit is amended, never edited ('audit amend')."_s.arg(text));
    return failure(ErrorCode::NotFound, open.isEmpty() ? u"No audit is open; open one with 'audit open'."_s
                                                       : u"There is no open audit \"%1\"; open are %2."_s.arg(
                                                           text.left(60), open.join(u", "_s)));
}

Result<OpenAudit> AuditService::get(const AuditId &id)
{
    auto head = m_store.database().select(
        u"SELECT number, revision, form, series, facilitator, opened_at, agenda FROM draft_audit WHERE id = ?"_s,
        {id.text()});
    if (!head)
        return tl::unexpected(head.error());
    if (!head->next())
        return failure(ErrorCode::NotFound, u"There is no open audit %1."_s.arg(id.text()));
    auto agenda = draft::agendaFrom(head->value(6).toString());
    if (!agenda)
        return tl::unexpected(agenda.error());
    OpenAudit audit;
    audit.id = id;
    audit.number = head->value(0).toLongLong();
    audit.revision = head->value(1).toLongLong();
    audit.form = fromWord<AgendaForm>(head->value(2).toString()).value_or(AgendaForm::Full60);
    if (!head->value(3).isNull())
        audit.series = SeriesId(head->value(3).toString());
    audit.facilitator = PersonId(head->value(4).toString());
    audit.openedAt = QDateTime::fromString(head->value(5).toString(), Qt::ISODateWithMs).toUTC();
    audit.agenda = std::move(*agenda);
    auto items = m_store.database().select(
        u"SELECT delegation, \"check\", item, value FROM draft_item WHERE audit = ? ORDER BY rowid"_s, {id.text()});
    if (!items)
        return tl::unexpected(items.error());
    QHash<QString, qint64> orders;
    while (items->next()) {
        const auto taken =
            draft::take(audit, {items->value(0).toString(), items->value(1).toString(), items->value(2).toString()},
                        items->value(3).toString(), orders);
        if (!taken)
            return tl::unexpected(taken.error());
    }
    std::ranges::stable_sort(audit.delegations, {},
                             [&](const OpenDelegation &item) { return orders.value(item.id.text()); });
    for (auto &item : audit.delegations) {
        const auto known = byId<Delegation>(m_store, item.id);
        if (!known)
            return tl::unexpected(known.error());
        item.title = known->title;
        item.category = known->category;
        std::ranges::stable_sort(item.decisions, {}, &OpenDecision::number);
    }
    return audit;
}

Result<QList<AuditSummary>> AuditService::list()
{
    auto query =
        m_store.database().select(u"SELECT a.id, a.number, a.kind, a.held_on, 0, p.name, a.delegations FROM audit a "
                                  u"LEFT JOIN person p ON p.id = a.facilitator "
                                  "UNION ALL SELECT d.id, d.number, d.kind, d.opened_at, 1, p.name, "
                                  "(SELECT COUNT(*) FROM draft_item i WHERE i.audit = d.id AND i.item = 'scope') "
                                  "FROM draft_audit d LEFT JOIN person p ON p.id = d.facilitator ORDER BY 2"_s);
    if (!query)
        return tl::unexpected(query.error());
    QList<AuditSummary> audits;
    while (query->next()) {
        const bool open = query->value(4).toBool();
        const QString when = query->value(3).toString();
        const auto day = open ? dayOf(m_store, QDateTime::fromString(when, Qt::ISODateWithMs))
                              : Result<QDate>(QDate::fromString(when, Qt::ISODate));
        if (!day)
            return tl::unexpected(day.error());
        audits.append({AuditId(query->value(0).toString()), query->value(1).toLongLong(),
                       fromWord<AuditKind>(query->value(2).toString()).value_or(AuditKind::Full), *day, open,
                       query->value(5).toString(), query->value(6).toLongLong()});
    }
    return audits;
}

Result<void> AuditService::moveAgenda(const AuditId &id,
                                      const std::function<Result<void>(Agenda &, const QDateTime &)> &move)
{
    return draft::inDrafts(m_store, [&]() -> Result<void> {
        auto audit = get(id);
        if (!audit)
            return tl::unexpected(audit.error());
        if (const auto moved = move(audit->agenda, m_store.clock().now()); !moved)
            return moved;
        return draft::run(m_store, u"UPDATE draft_audit SET agenda = ?, revision = revision + 1 WHERE id = ?"_s,
                          {draft::toJson(audit->agenda.state()), id.text()});
    });
}

Result<OpenAudit> AuditService::mustHold(const AuditId &id, const DelegationId &delegation)
{
    auto audit = get(id);
    if (!audit || audit->find(delegation))
        return audit;
    const auto known = byId<Delegation>(m_store, delegation);
    return failure(ErrorCode::NotFound,
                   u"\"%1\" is not in the scope of audit %2."_s.arg(known ? QString(known->title) : delegation.text())
                       .arg(audit->number));
}

namespace {

/// What `to` names, by the kind of decision: a word, a person's, definition's or source's identifier, or plain text.
Result<QString> resolveTo(Store &store, const OpenDecision &decision, const DelegationId &delegation)
{
    const auto clean = draft::cleanNote(decision.to, u"to"_s);
    if (!clean || clean->isEmpty())
        return clean;
    const QString &to = *clean;
    switch (decision.kind) {
    case DecisionKind::Owner: return resolve(store, entityOf<Person>(), to);
    case DecisionKind::Category: return to.toLower();
    case DecisionKind::Definition: return resolve(store, entityOf<Definition>(), to).value_or(to);
    case DecisionKind::Source: {
        const auto sources =
            allWhere<Source>(store, u"WHERE delegation = ? AND ended_on IS NULL"_s, {delegation.text()});
        if (!sources)
            return tl::unexpected(sources.error());
        for (const auto &source : *sources) {
            if (source.id.text() == to || source.title.compare(to, Qt::CaseInsensitive) == 0)
                return source.id.text();
        }
        return to;
    }
    default: return to;
    }
}

}

Result<OpenDecision> AuditService::addDecision(const AuditId &id, const DelegationId &delegation, OpenDecision decision)
{
    auto audit = mustHold(id, delegation);
    if (!audit)
        return tl::unexpected(audit.error());
    const auto to = resolveTo(m_store, decision, delegation);
    const auto why = draft::cleanNote(decision.why, u"why"_s);
    if (!to || !why)
        return tl::unexpected(!to ? to.error() : why.error());
    decision.to = *to;
    decision.why = *why;
    if (decision.id.isNull())
        decision.id = DecisionId(newUuid(m_store.random()));
    RuleContext context(m_store);
    for (const auto &person : decision.decidedBy) {
        if (const auto active = context.mustBeActive(person, u"decidedBy"_s); !active)
            return tl::unexpected(active.error());
    }
    for (auto &item : audit->delegations) {
        if (item.id != delegation)
            continue;
        item.decisions.removeIf([&](const OpenDecision &one) { return one.id == decision.id; });
        item.decisions << decision;
    }
    const auto whole = draftFor(*audit, context);
    if (!whole)
        return tl::unexpected(whole.error());
    const auto &judged = *std::ranges::find(whole->delegations, delegation, &DraftDelegation::id);
    for (const auto &problem : decisionProblems(*whole, judged, judged.decisions.size() - 1))
        return failure(ErrorCode::Refused, problem.sentence);
    const auto done = draft::inDrafts(m_store, [&]() -> Result<void> {
        if (decision.number == 0) {
            auto number = draft::nextNumber(
                m_store.database(),
                u"SELECT MAX(number) FROM (SELECT number FROM decision UNION ALL SELECT json_extract(value, '$.number') FROM draft_item WHERE item LIKE 'decision:%')"_s);
            if (!number)
                return tl::unexpected(number.error());
            decision.number = *number;
        }
        return put(id, delegation.text(), {}, draft::decisionPrefix + decision.id.text(), draft::toJson(decision));
    });
    return done ? Result<OpenDecision>(decision) : tl::unexpected(done.error());
}

Result<void> AuditService::removeDecision(const AuditId &id, const DelegationId &delegation, const DecisionId &decision)
{
    return erase(id, delegation.text(), {}, draft::decisionPrefix + decision.text());
}

namespace {

bool isSame(const Drill &one, const Drill &other)
{
    return one.id != other.id && one.heldOn == other.heldOn && one.by == other.by && one.minutes == other.minutes
           && one.worked == other.worked;
}

}

Result<QString> AuditService::addDrill(const AuditId &id, Drill drill)
{
    RuleContext context(m_store);
    if (const auto active = context.mustBeActive(drill.by, u"by"_s); !active)
        return tl::unexpected(active.error());
    const auto note = draft::cleanNote(drill.note.value_or(QString()), u"note"_s);
    if (!note)
        return tl::unexpected(note.error());
    if (!note->isEmpty())
        drill.note = *note;
    if (!drill.heldOn.isValid())
        drill.heldOn = m_store.today();
    if (drill.id.isNull())
        drill.id = DrillId(newUuid(m_store.random()));
    const auto done = draft::inDrafts(m_store, [&]() -> Result<void> {
        const auto audit = mustHold(id, drill.delegation);
        if (!audit)
            return tl::unexpected(audit.error());
        const auto &item = *audit->find(drill.delegation);
        if (std::ranges::any_of(item.drills, [&](const Drill &other) { return isSame(drill, other); }))
            return failure(ErrorCode::Refused,
                           u"This drill of \"%1\" is in audit %2 already; if there was another like it, say how it "
                           "differed."_s.arg(item.title)
                               .arg(audit->number));
        return put(id, drill.delegation.text(), word(Check::Stop), draft::drillPrefix + drill.id.text(),
                   draft::toJson(drill));
    });
    return done ? Result<QString>(drill.id.text()) : tl::unexpected(done.error());
}

Result<void> AuditService::removeDrill(const AuditId &id, const DelegationId &delegation, const DrillId &drill)
{
    return erase(id, delegation.text(), word(Check::Stop), draft::drillPrefix + drill.text());
}

Result<void> AuditService::discard(const AuditId &id)
{
    return draft::inDrafts(m_store, [&]() -> Result<void> {
        if (const auto closed = byId<Audit>(m_store, id))
            return failure(ErrorCode::Refused, u"Audit %1 was closed meanwhile: it is recorded, and can be amended but "
                                               "not given up."_s.arg(closed->number));
        auto open = m_store.database().select(u"SELECT 1 FROM draft_audit WHERE id = ?"_s, {id.text()});
        if (!open)
            return tl::unexpected(open.error());
        if (!open->next())
            return failure(ErrorCode::NotFound, u"This audit is not open any more: it was given up."_s);
        if (const auto items = draft::run(m_store, u"DELETE FROM draft_item WHERE audit = ?"_s, {id.text()}); !items)
            return items;
        return draft::run(m_store, u"DELETE FROM draft_audit WHERE id = ?"_s, {id.text()});
    });
}

Result<AuditId> AuditService::findClosed(const QString &text)
{
    return resolve(m_store, entityOf<Audit>(), text).map([](const QString &id) { return AuditId(id); });
}

}
