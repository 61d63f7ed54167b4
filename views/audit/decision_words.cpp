#include "views/audit/decision_words.h"

namespace muster::views {

using namespace Qt::StringLiterals;
using enum DecisionKind;

QList<AskingFinding> askingFindings(const registry::OpenAudit &audit)
{
    QList<AskingFinding> asking;
    for (const auto &item : audit.delegations) {
        for (const Check check : item.checks()) {
            const auto finding = item.findings.value(check);
            if (!asksForDecision(finding.verdict))
                continue;
            const bool answered = std::ranges::any_of(item.decisions, [check](const registry::OpenDecision &one) {
                return std::ranges::find(one.checks, check) != one.checks.end();
            });
            asking << AskingFinding{item.id, item.title, item.category, check, finding.verdict, finding.note, answered};
        }
    }
    return asking;
}

QString kindTitle(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::Category: return QObject::tr("Change the category");
    case Tier: return QObject::tr("Change the tier");
    case Definition: return QObject::tr("Update the Definition of Done");
    case StopRule: return QObject::tr("Fix the stop rule");
    case Review: return QObject::tr("Restore the review");
    case Promote: return QObject::tr("Promote to Automate");
    case Retire: return QObject::tr("Retire it");
    case Source: return QObject::tr("Fix a source");
    case Owner: return QObject::tr("Change the owner");
    case Pause: return QObject::tr("Pause it");
    case Accept: break;
    }
    return QObject::tr("Accept as it is, until");
}

QList<DecisionKind> fittingKinds(Check check, muster::Category category)
{
    static const QHash<int, QList<DecisionKind>> best = {
        {int(Check::Output), {Definition, Source, Review, Pause}},
        {int(Check::Model), {Tier, Accept, Pause}},
        {int(Check::Stop), {StopRule, Owner, Pause}},
        {int(Check::Creep), {Review, Promote, DecisionKind::Category, Pause}},
    };
    QList<DecisionKind> kinds = best[int(check)];
    for (size_t i = 0; i < Words<DecisionKind>::all.size(); ++i) {
        if (!kinds.contains(DecisionKind(i)))
            kinds << DecisionKind(i);
    }
    kinds.removeIf([category](DecisionKind kind) {
        return (kind == Promote && (category == muster::Category::Automate || category == muster::Category::Avoid))
               || (kind == Tier && category == muster::Category::Avoid);
    });
    return kinds;
}

QString valueLabel(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::Category: return QObject::tr("New category");
    case Tier: return QObject::tr("New tier");
    case Owner: return QObject::tr("New owner");
    case Definition: return QObject::tr("Failure to add");
    case StopRule: return QObject::tr("What the rule has to say");
    case Source: return QObject::tr("Which source");
    default: return {};
    }
}

QString valueText(DecisionKind kind, const QString &to, const RoomContext &room, const DelegationId &delegation)
{
    if (to.isEmpty())
        return {};
    if (kind == DecisionKind::Category)
        return spoken(to);
    if (kind == Owner)
        return room.audit->nameOf(PersonId(to));
    if (kind == Definition) {
        const auto &all = room.dossiers->definitions();
        const auto found = std::ranges::find(all, DefinitionId(to), &muster::Definition::id);
        return found == all.end() ? to : QString(found->title);
    }
    if (const auto *dossier = room.dossiers->find(delegation); kind == Source && dossier) {
        const auto found = std::ranges::find(dossier->sources, SourceId(to), &muster::Source::id);
        return found == dossier->sources.end() ? to : QString(found->title);
    }
    return to;
}

QString decisionText(const registry::OpenDecision &decision, const RoomContext &room, const DelegationId &delegation)
{
    if (decision.kind == Accept)
        return QObject::tr("Accept as it is");
    const QString value = valueText(decision.kind, decision.to, room, delegation);
    return value.isEmpty() ? kindTitle(decision.kind) : u"%1: %2"_s.arg(kindTitle(decision.kind), value);
}

QString seenToText(const registry::OpenDecision &decision, const RoomContext &room)
{
    const QString who = room.audit->nameOf(decision.owner);
    const QString name = who.isEmpty() ? QObject::tr("nobody") : who;
    if (decision.kind == Accept)
        return QObject::tr("%1, until %2").arg(name, shown(decision.due));
    return decision.done ? QObject::tr("%1, done today").arg(name)
                         : QObject::tr("%1, by %2").arg(name, shown(decision.due));
}

}
