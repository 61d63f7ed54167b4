#include "register/decision_service.h"

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

int fieldOf(const QString &name)
{
    return entityOf<Decision>().indexOf(name);
}

Result<void> mustBeOpen(const Decision &decision)
{
    if (decision.state == DecisionState::Open)
        return {};
    return failure(ErrorCode::Refused,
                   u"Decision %1 is %2 since %3."_s.arg(decision.number)
                       .arg(word(decision.state),
                            decision.endedOn ? decision.endedOn->toString(Qt::ISODate) : u"an unknown day"_s));
}

/// What a decision sets on its delegation when it is done.
Patch effectOf(const Decision &decision)
{
    const auto &entity = entityOf<Delegation>();
    const auto set = [&entity](const QString &field, const QString &value) {
        Patch patch;
        patch.set(entity.indexOf(field), Value(value));
        return patch;
    };
    const QString after = decision.after.value_or(Title());
    switch (decision.kind) {
    case DecisionKind::Category: return set(u"category"_s, after);
    case DecisionKind::Promote: return set(u"category"_s, word(Category::Automate));
    case DecisionKind::Tier: return set(u"tier"_s, after);
    case DecisionKind::Owner: return set(u"owner"_s, after);
    case DecisionKind::Retire: return set(u"status"_s, word(Status::Retired));
    case DecisionKind::Pause: return set(u"status"_s, word(Status::Paused));
    case DecisionKind::Definition: return after.isEmpty() ? Patch() : set(u"definition"_s, after);
    default: return {};
    }
}

}

Result<QList<DecisionService::Item>> DecisionService::list(const Query &query)
{
    QString where = u"WHERE 1 = 1"_s;
    QList<QVariant> values;
    const auto narrow = [&](bool asked, const QString &condition, const QVariant &value) {
        if (asked) {
            where += u" AND "_s + condition;
            values << value;
        }
    };
    const QString today = m_store.today().toString(Qt::ISODate);
    narrow(query.openOnly || query.overdueOnly, u"state = ?"_s, word(DecisionState::Open));
    narrow(query.overdueOnly, u"due < ?"_s, today);
    narrow(query.owner.has_value(), u"owner = ?"_s, query.owner.value_or(PersonId()).text());
    narrow(query.delegation.has_value(), u"delegation = ?"_s, query.delegation.value_or(DelegationId()).text());
    const auto decisions = allWhere<Decision>(m_store, where + u" ORDER BY COALESCE(due, '9999'), number"_s, values);
    if (!decisions)
        return tl::unexpected(decisions.error());
    const auto &entity = entityOf<Decision>();
    QList<Item> items;
    for (const auto &decision : *decisions) {
        const auto title =
            readable(m_store, entity.fields[size_t(fieldOf(u"delegation"_s))], Value(decision.delegation.text()));
        const auto owner = decision.owner ? readable(m_store, entity.fields[size_t(fieldOf(u"owner"_s))],
                                                     Value(decision.owner->text()))
                                          : QString();
        if (!title || !owner)
            return tl::unexpected(!title ? title.error() : owner.error());
        const bool overdue = decision.state == DecisionState::Open && decision.due && *decision.due < m_store.today();
        items.append({decision, *title, *owner, overdue});
    }
    return items;
}

Result<void> DecisionService::markDone(const DecisionId &id, const QString &note)
{
    RuleContext context(m_store);
    return m_store.write([&](Writer &writer) { return markDoneIn(writer, context, id, note); });
}

Result<void> DecisionService::move(const DecisionId &id, QDate due, const QString &why)
{
    RuleContext context(m_store);
    return m_store.write([&](Writer &writer) { return moveIn(writer, context, id, due, why); });
}

Result<void> DecisionService::drop(const DecisionId &id, const QString &why)
{
    RuleContext context(m_store);
    return m_store.write([&](Writer &writer) { return dropIn(writer, context, id, why); });
}

Result<void> DecisionService::markDoneIn(Writer &writer, RuleContext &context, const DecisionId &id,
                                         const QString &note)
{
    const auto decision = get(id);
    if (!decision)
        return tl::unexpected(decision.error());
    if (const auto open = mustBeOpen(*decision); !open)
        return open;
    Patch patch;
    patch.set(fieldOf(u"state"_s), Value(word(DecisionState::Done)));
    patch.set(fieldOf(u"endedOn"_s), Value(context.today().toString(Qt::ISODate)));
    if (!note.isEmpty())
        patch.set(fieldOf(u"endNote"_s), Value(note));
    if (const auto done = setIn(writer, context, id, patch, {{}, -1, kindNamed("decision.done")}); !done)
        return tl::unexpected(done.error());
    return applyIn(writer, context, *decision);
}

Result<void> DecisionService::applyIn(Writer &writer, RuleContext &context, const Decision &decision)
{
    if (decision.kind == DecisionKind::Source && decision.after)
        return verifySourceIn(writer, context, SourceId(*decision.after));
    if (decision.kind == DecisionKind::Definition && !decision.after && decision.detail)
        return addFailureModeIn(writer, context, decision);
    const Patch patch = effectOf(decision);
    if (patch.items.empty())
        return {};
    const QString why = u"decision %1: %2"_s.arg(decision.number).arg(decision.why);
    const auto done = DelegationService(m_store).setIn(writer, context, decision.delegation, patch, {why});
    return done ? Result<void>() : tl::unexpected(done.error());
}

Result<void> DecisionService::verifySourceIn(Writer &writer, RuleContext &context, const SourceId &source)
{
    Patch patch;
    patch.set(entityOf<Source>().indexOf(u"verifiedOn"_s), Value(context.today().toString(Qt::ISODate)));
    const auto done = SourceService(m_store).setIn(writer, context, source, patch);
    return done ? Result<void>() : tl::unexpected(done.error());
}

Result<void> DecisionService::addFailureModeIn(Writer &writer, RuleContext &context, const Decision &decision)
{
    const auto delegation = byId<Delegation>(m_store, decision.delegation);
    if (!delegation)
        return tl::unexpected(delegation.error());
    if (!delegation->definition)
        return failure(
            ErrorCode::Refused,
            u"“%1” has no AI Definition of Done to add “%2” to; give it one first, or drop decision %3."_s.arg(
                delegation->title, *decision.detail, QString::number(decision.number)));
    const auto done =
        DefinitionService(m_store).addFailureModeIn(writer, context, *delegation->definition, *decision.detail);
    return done ? Result<void>() : tl::unexpected(done.error());
}

Result<void> DecisionService::moveIn(Writer &writer, RuleContext &context, const DecisionId &id, QDate due,
                                     const QString &why)
{
    const auto decision = get(id);
    if (!decision)
        return tl::unexpected(decision.error());
    if (const auto open = mustBeOpen(*decision); !open)
        return open;
    if (why.trimmed().isEmpty())
        return failure(ErrorCode::InvalidInput, u"A decision is moved with a reason; say why."_s);
    if (due < context.today())
        return failure(ErrorCode::InvalidInput, u"The due date %1 is in the past; give a day from %2."_s.arg(
                                                    due.toString(Qt::ISODate), context.today().toString(Qt::ISODate)));
    Patch patch;
    patch.set(fieldOf(u"due"_s), Value(due.toString(Qt::ISODate)));
    patch.set(fieldOf(u"moved"_s), Value(decision->moved + 1));
    const auto done = setIn(writer, context, id, patch, {why, -1, kindNamed("decision.moved")});
    return done ? Result<void>() : tl::unexpected(done.error());
}

Result<void> DecisionService::dropIn(Writer &writer, RuleContext &context, const DecisionId &id, const QString &why)
{
    const auto decision = get(id);
    if (!decision)
        return tl::unexpected(decision.error());
    if (const auto open = mustBeOpen(*decision); !open)
        return open;
    if (why.trimmed().isEmpty())
        return failure(ErrorCode::InvalidInput, u"A decision is dropped with a reason; say why."_s);
    Patch patch;
    patch.set(fieldOf(u"state"_s), Value(word(DecisionState::Dropped)));
    patch.set(fieldOf(u"endedOn"_s), Value(context.today().toString(Qt::ISODate)));
    patch.set(fieldOf(u"endNote"_s), Value(why));
    const auto done = setIn(writer, context, id, patch, {why, -1, kindNamed("decision.dropped")});
    return done ? Result<void>() : tl::unexpected(done.error());
}

Result<void> DecisionService::judge(RuleContext &context, const Decision *before, Decision &after)
{
    if (!before && after.why.trimmed().isEmpty())
        return failure(ErrorCode::InvalidInput, u"A decision needs its reason; say why."_s);
    if (!before && !after.owner)
        return failure(ErrorCode::InvalidInput, u"A decision needs an owner who is active."_s);
    return !before || before->owner != after.owner ? context.mustBeActive(after.owner, u"owner"_s) : Result<void>();
}

}
