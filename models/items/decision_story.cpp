#include "items/decision_story.h"

#include "register/decision_service.h"
#include "register/record_lines.h"

#include <QTimeZone>

namespace muster::items {

using namespace Qt::StringLiterals;
using registry::Store;
using Effect = DecisionStory::Effect;

namespace {

/// Reads the parts of a story one after the other into it.
class Storyteller
{
public:
    Storyteller(Store &store, const Decision &decision) : m_store(store), m_decision(decision) {}

    Result<DecisionStory> tell()
    {
        m_story.id = m_decision.id;
        m_story.n = m_decision.n;
        for (const auto step :
             {&Storyteller::readFindings, &Storyteller::readAudit, &Storyteller::readMoves, &Storyteller::readEffect}) {
            if (const auto done = (this->*step)(); !done)
                return tl::unexpected(done.error());
        }
        for (const auto &person : registry::fromJsonList(m_decision.decidedBy))
            m_story.decidedBy << named("person", person);
        return m_story;
    }

private:
    Result<void> readFindings();
    Result<void> readAudit();
    Result<void> readMoves();
    Result<void> readEffect();
    Result<void> readFailureMode(const Delegation &delegation);
    Result<void> readMissing(Delegation delegation);
    QString named(std::string_view noun, const QString &id) const;
    void setField(const QString &what, const QString &before, const QString &after);

    Store &m_store;
    const Decision &m_decision;
    DecisionStory m_story;
};

QString Storyteller::named(std::string_view noun, const QString &id) const
{
    Field field;
    field.type = FieldType::Reference;
    field.refers = noun;
    return id.isEmpty() ? QString() : registry::readable(m_store, field, Value(id)).value_or(id);
}

Result<void> Storyteller::readFindings()
{
    for (const auto &id : registry::fromJsonList(m_decision.findings)) {
        const auto finding = registry::byId<Finding>(m_store, FindingId(id));
        if (!finding)
            return tl::unexpected(finding.error());
        m_story.findings.append(
            {finding->check, finding->verdict, finding->note.value_or(QString()), finding->selfChecked});
    }
    return {};
}

Result<void> Storyteller::readAudit()
{
    if (!m_decision.audit)
        return {};
    const auto audit = registry::byId<Audit>(m_store, *m_decision.audit);
    if (!audit)
        return tl::unexpected(audit.error());
    m_story.audit = audit->id;
    m_story.auditNumber = audit->number;
    m_story.auditOn = audit->heldOn;
    return {};
}

Result<void> Storyteller::readMoves()
{
    const auto moves = registry::newestOf(m_store, "decision.moved", m_decision.id.text(), m_decision.moved);
    if (!moves)
        return tl::unexpected(moves.error());
    const auto info = m_store.info();
    const QTimeZone zone(info ? info->timeZone.toLatin1() : QByteArray());
    const int due = entityOf<Decision>().indexOf(u"due"_s);
    for (const auto &entry : *moves) {
        DecisionStory::Move move;
        const auto at = QDateTime::fromString(entry.head.at, Qt::ISODateWithMs);
        move.on = (zone.isValid() ? at.toTimeZone(zone) : at).date();
        move.why = entry.change.why;
        move.by = named("person", entry.head.by);
        for (const auto &change : entry.change.fields) {
            if (change.field != due)
                continue;
            move.from = QDate::fromString(textOf(change.before), Qt::ISODate);
            move.to = QDate::fromString(textOf(change.after), Qt::ISODate);
        }
        m_story.moves.append(move);
    }
    return {};
}

void Storyteller::setField(const QString &what, const QString &before, const QString &after)
{
    m_story.effect = before == after ? Effect::None : Effect::SetField;
    m_story.what = what;
    m_story.before = before;
    m_story.after = after;
}

Result<void> Storyteller::readEffect()
{
    const auto delegation = registry::byId<Delegation>(m_store, m_decision.delegation);
    if (!delegation)
        return tl::unexpected(delegation.error());
    const QString after = m_decision.after.value_or(Title());
    switch (m_decision.kind) {
    case DecisionKind::Category: setField(u"category"_s, word(delegation->category), after); break;
    case DecisionKind::Promote: setField(u"category"_s, word(delegation->category), word(Category::Automate)); break;
    case DecisionKind::Tier: setField(u"tier"_s, delegation->tier.value_or(TierName()), after); break;
    case DecisionKind::Owner:
        setField(u"owner"_s, named("person", delegation->owner.value_or(PersonId()).text()), named("person", after));
        break;
    case DecisionKind::Retire: setField(u"status"_s, word(delegation->status), word(Status::Retired)); break;
    case DecisionKind::Pause: setField(u"status"_s, word(delegation->status), word(Status::Paused)); break;
    case DecisionKind::Definition:
        if (after.isEmpty())
            return readFailureMode(*delegation);
        setField(u"definition"_s, named("definition", delegation->definition.value_or(DefinitionId()).text()),
                 named("definition", after));
        break;
    case DecisionKind::Source:
        if (!after.isEmpty()) {
            m_story.effect = Effect::VerifySource;
            m_story.what = named("source", after);
        }
        break;
    default: break;
    }
    return readMissing(*delegation);
}

Result<void> Storyteller::readFailureMode(const Delegation &delegation)
{
    if (!delegation.definition || !m_decision.detail)
        return {};
    m_story.effect = Effect::AddFailureMode;
    m_story.what = named("definition", delegation.definition->text());
    m_story.after = *m_decision.detail;
    return {};
}

Result<void> Storyteller::readMissing(Delegation delegation)
{
    const bool promotes = m_story.effect == Effect::SetField && m_story.what == "category"_L1
                          && m_story.after == word(Category::Automate);
    if (!promotes || m_decision.state != DecisionState::Open)
        return {};
    delegation.category = Category::Automate;
    registry::RuleContext context(m_store);
    const auto missing = registry::DelegationService(m_store).missingForAutomate(context, delegation);
    if (!missing)
        return tl::unexpected(missing.error());
    m_story.missing = *missing;
    return {};
}

}

Result<DecisionStory> readStory(Store &store, const DecisionId &id)
{
    const auto decision = registry::byId<Decision>(store, id);
    return decision ? Storyteller(store, *decision).tell() : tl::unexpected(decision.error());
}

}
