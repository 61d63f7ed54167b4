#include "views/audit/check_facts.h"

#include "views/parts/counted.h"

#include <QLocale>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::DelegationDossier;
using Tone = TagLook::Tone;

namespace {

TagLook drifting(const QString &text)
{
    return {text, Mark::Triangle, Tone::Drift};
}

TagLook failing(const QString &text)
{
    return {text, Mark::Cross, Tone::Fail};
}

QString orUnknown(const QString &text, const QString &otherwise)
{
    return text.trimmed().isEmpty() ? otherwise : text;
}

void addLastFinding(QList<ShownFact> &facts, const DelegationDossier &dossier, Check check)
{
    const auto *row = lastFinding(dossier, check);
    if (!row) {
        facts << ShownFact{QObject::tr("Last time"), QObject::tr("never checked before"), {}};
        return;
    }
    const QString when = shown(row->date);
    facts << ShownFact{QObject::tr("Last time"), row->note.isEmpty() ? when : u"%1: %2"_s.arg(when, row->note),
                       tagOf(row->verdict.value_or(Verdict::NotChecked))};
}

// Output and sources.

QList<ShownFact> outputFacts(const DelegationDossier &dossier)
{
    QList<ShownFact> facts;
    const auto &definition = dossier.definition;
    facts << (definition ? ShownFact{QObject::tr("Definition of Done"),
                                     QObject::tr("%1, version %2")
                                         .arg(QString(definition->title), QString::number(definition->version)),
                                     {}}
                         : ShownFact{QObject::tr("Definition of Done"), QObject::tr("none agreed"),
                                     drifting(QObject::tr("nothing to hold it against"))});
    addLastFinding(facts, dossier, Check::Output);
    return facts;
}

// Model fit.

ShownFact tierFact(const DelegationDossier &dossier)
{
    const auto &delegation = dossier.delegation;
    if (!delegation.tier)
        return {QObject::tr("Tier"), QObject::tr("not known"), drifting(QObject::tr("nobody has said which"))};
    ShownFact fact{QObject::tr("Tier"), *delegation.tier, {}};
    if (std::ranges::find(dossier.flags, Flag::TierOutsidePolicy) != dossier.flags.end())
        fact.tag = failing(QObject::tr("outside the policy"));
    return fact;
}

ShownFact policyFact(const DelegationDossier &dossier)
{
    const QString risk = dossier.delegation.risk ? QObject::tr("%1 risk").arg(spoken(*dossier.delegation.risk))
                                                 : QObject::tr("risk not set");
    return {QObject::tr("Routing policy"),
            dossier.policy ? QObject::tr("%1: %2").arg(risk, rangeText(*dossier.policy))
                           : QObject::tr("%1: no policy").arg(risk),
            {}};
}

ShownFact modelFact(const DelegationDossier &dossier)
{
    const auto &delegation = dossier.delegation;
    if (!delegation.model)
        return {QObject::tr("Model"), QObject::tr("not known"), drifting(QObject::tr("which one answers today?"))};
    ShownFact fact{QObject::tr("Model"), *delegation.model, {}};
    if (delegation.modelKind == ModelKind::Alias)
        fact.tag = drifting(QObject::tr("floating alias"));
    else if (delegation.modelKind == ModelKind::Pinned)
        fact.tag = TagLook{QObject::tr("pinned version"), Mark::Check, Tone::Pass};
    return fact;
}

void addModelEnd(QList<ShownFact> &facts, const DelegationDossier &dossier)
{
    const auto &ends = dossier.delegation.modelEndsOn;
    if (!ends)
        return;
    ShownFact fact{QObject::tr("Model's end"), shownFrom(*ends, dossier.today), {}};
    if (*ends <= dossier.today)
        fact.tag = failing(QObject::tr("no longer offered"));
    else if (dossier.today.daysTo(*ends) <= 30)
        fact.tag = drifting(QObject::tr("soon"));
    facts << fact;
}

/// The tiers on either side that the policy allows: what too strong and too weak would mean here.
void addDirections(QList<ShownFact> &facts, const DelegationDossier &dossier)
{
    const auto &tiers = dossier.tiers;
    const qsizetype now = dossier.delegation.tier ? tiers.indexOf(QString(*dossier.delegation.tier)) : -1;
    if (now < 0)
        return;
    const qsizetype low = dossier.policy ? tiers.indexOf(dossier.policy->lowest) : 0;
    const qsizetype high = dossier.policy ? tiers.indexOf(dossier.policy->highest) : tiers.size() - 1;
    if (low < 0 || high < 0)
        return; // the policy names a tier the register has no longer: nothing can be said
    const qsizetype weaker = std::min(now - 1, high), stronger = std::max(now + 1, low);
    facts << ShownFact{QObject::tr("Too strong?"),
                       weaker >= low ? QObject::tr("%1 would be allowed, and cheaper").arg(tiers[weaker])
                                     : QObject::tr("nothing cheaper is allowed"),
                       {}};
    facts << ShownFact{QObject::tr("Too weak?"),
                       stronger <= high ? QObject::tr("%1 is the next stronger that is allowed").arg(tiers[stronger])
                                        : QObject::tr("nothing stronger is allowed"),
                       {}};
}

void addCost(QList<ShownFact> &facts, const Delegation &delegation)
{
    const QString spend = spendText(delegation);
    facts << ShownFact{QObject::tr("Spend"), orUnknown(spend, QObject::tr("not known")), {}};
    if (delegation.volumePerMonth)
        facts << ShownFact{QObject::tr("Outputs a month"), shownNumber(*delegation.volumePerMonth), {}};
    if (delegation.spendPerMonth && delegation.volumePerMonth.value_or(0) > 0) {
        const double each = double(*delegation.spendPerMonth) / double(*delegation.volumePerMonth);
        facts << ShownFact{
            QObject::tr("An output costs"),
            QObject::tr("%1 %2")
                .arg(QLocale().toString(each, 'f', each < 1 ? 3 : 2), delegation.spendCurrency.value_or(QString()))
                .trimmed(),
            {}};
    }
    if (delegation.seats && delegation.activeUsers)
        facts << ShownFact{QObject::tr("Seats in use"),
                           QObject::tr("%1 of %2").arg(*delegation.activeUsers).arg(*delegation.seats),
                           {}};
}

QList<ShownFact> modelFacts(const DelegationDossier &dossier)
{
    QList<ShownFact> facts{tierFact(dossier), policyFact(dossier), modelFact(dossier)};
    addModelEnd(facts, dossier);
    addDirections(facts, dossier);
    addCost(facts, dossier.delegation);
    addLastFinding(facts, dossier, Check::Model);
    return facts;
}

// Reversibility.

bool hasLeft(const RoomContext &room, const std::optional<PersonId> &person)
{
    return person && std::ranges::any_of(room.audit->people(), [&](const items::RoomPerson &one) {
               return one.id == *person && !one.active;
           });
}

ShownFact personFact(const QString &label, const std::optional<PersonId> &person, const DelegationDossier &dossier,
                     const RoomContext &room)
{
    if (!person)
        return {label, QObject::tr("nobody named"), drifting(QObject::tr("missing"))};
    ShownFact fact{label, dossier.name(person), {}};
    if (hasLeft(room, person))
        fact.tag = failing(QObject::tr("has left"));
    return fact;
}

void addStopRule(QList<ShownFact> &facts, const DelegationDossier &dossier, const RoomContext &room)
{
    const auto &rule = dossier.stopRule;
    if (!rule) {
        facts << ShownFact{QObject::tr("Stop rule"), {}, failing(QObject::tr("no stop rule"))};
        return;
    }
    facts << ShownFact{QObject::tr("Stops when"), orUnknown(rule->trigger, QObject::tr("not said")), {}};
    facts << personFact(QObject::tr("Pulls the plug"), rule->puller, dossier, room);
    facts << personFact(QObject::tr("Deputy"), rule->deputy, dossier, room);
    facts << ShownFact{QObject::tr("How"), orUnknown(rule->how.value_or(QString()), QObject::tr("not said")), {}};
    facts << ShownFact{QObject::tr("Within"),
                       rule->minutes ? counted(*rule->minutes, QObject::tr("minute"), QObject::tr("minutes"))
                                     : QObject::tr("not said"),
                       {}};
}

ShownFact drillFact(const DelegationDossier &dossier)
{
    const auto &drill = dossier.lastDrill;
    if (!drill)
        return {QObject::tr("Last drill"), QObject::tr("never exercised"), drifting(QObject::tr("untested"))};
    QString text = shownFrom(drill->heldOn, dossier.today);
    if (drill->minutes)
        text = u"%1, %2"_s.arg(text, counted(*drill->minutes, QObject::tr("minute"), QObject::tr("minutes")));
    return {QObject::tr("Last drill"), text,
            drill->worked ? TagLook{QObject::tr("worked"), Mark::Check, Tone::Pass}
                          : failing(QObject::tr("did not work"))};
}

QList<ShownFact> stopFacts(const DelegationDossier &dossier, const RoomContext &room)
{
    QList<ShownFact> facts;
    addStopRule(facts, dossier, room);
    facts << personFact(QObject::tr("Owner"), dossier.delegation.owner, dossier, room);
    facts << drillFact(dossier);
    if (dossier.delegation.fallback)
        facts << ShownFact{QObject::tr("By hand instead"), *dossier.delegation.fallback, {}};
    addLastFinding(facts, dossier, Check::Stop);
    return facts;
}

// Category creep.

QList<ShownFact> creepFacts(const DelegationDossier &dossier)
{
    const auto &delegation = dossier.delegation;
    QList<ShownFact> facts;
    for (const auto &item : dossier.history) {
        if (item.field == "category"_L1 && facts.size() < 3)
            facts << ShownFact{QObject::tr("Category"),
                               QObject::tr("%1 since %2")
                                   .arg(spoken(item.after), shown(QDate::fromString(item.at.left(10), Qt::ISODate))),
                               {}};
    }
    if (delegation.categoryReason)
        facts << ShownFact{QObject::tr("Because"), *delegation.categoryReason, {}};
    if (delegation.reviewer)
        facts << ShownFact{QObject::tr("Reviews it"), dossier.name(delegation.reviewer), {}};
    if (delegation.validation)
        facts << ShownFact{QObject::tr("Agreed review"), *delegation.validation, {}};
    if (delegation.allowed)
        facts << ShownFact{QObject::tr("Allowed"), *delegation.allowed, {}};
    if (delegation.forbidden)
        facts << ShownFact{QObject::tr("Forbidden"), *delegation.forbidden, {}};
    addLastFinding(facts, dossier, Check::Creep);
    return facts;
}

}

QList<ShownFact> factsFor(Check check, const DelegationDossier &dossier, const RoomContext &room)
{
    switch (check) {
    case Check::Output: return outputFacts(dossier);
    case Check::Model: return modelFacts(dossier);
    case Check::Stop: return stopFacts(dossier, room);
    case Check::Creep: break;
    }
    return creepFacts(dossier);
}

const registry::LogRow *lastFinding(const DelegationDossier &dossier, Check check)
{
    const auto found = std::ranges::find_if(dossier.log, [check](const registry::LogRow &row) {
        return row.check == check && row.verdict && !row.amendment;
    });
    return found == dossier.log.end() ? nullptr : &*found;
}

QString trustText(const DelegationDossier &dossier)
{
    if (!dossier.trusted)
        return {};
    static const QString reasons[] = {QObject::tr("its next audit"), QObject::tr("a source's freshness"),
                                      QObject::tr("a credential's expiry"), QObject::tr("the model's end"),
                                      QObject::tr("an acceptance's end")};
    const QString date = shown(dossier.trusted->date);
    return (dossier.trusted->date < dossier.today ? QObject::tr("was trusted until %1: %2")
                                                  : QObject::tr("trusted until %1: %2"))
        .arg(date, reasons[size_t(dossier.trusted->because)]);
}

QString spendText(const Delegation &delegation)
{
    if (!delegation.spendPerMonth)
        return {};
    const QString amount = shownNumber(*delegation.spendPerMonth);
    return QObject::tr("%1 a month").arg(delegation.spendCurrency ? amount + u' ' + *delegation.spendCurrency : amount);
}

QString rangeText(const TierRange &range)
{
    return range.lowest == range.highest ? range.lowest : QObject::tr("%1 to %2").arg(range.lowest, range.highest);
}

QString shownNumber(qint64 number)
{
    return QLocale().toString(qlonglong(number));
}

}
