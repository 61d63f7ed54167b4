#include "evidence/stop_signals.h"

#include "evidence/signal_draft.h"

#include <QRegularExpression>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

Signal noStopRuleSignal(const DelegationFacts &facts)
{
    SignalDraft draft(Check::Stop, u"no-stop-rule"_s);
    draft.yes(u"hasStopRule"_s, facts.stopRule.has_value());
    draft.yes(u"owesStopRule"_s, facts.category == Category::Automate);
    if (!facts.stopRule && facts.category == Category::Unclassified)
        return draft.notEnough();
    return draft.raisedIf(!facts.stopRule && facts.category == Category::Automate);
}

Signal pullerLeftSignal(const DelegationFacts &facts)
{
    SignalDraft draft(Check::Stop, u"puller-left"_s);
    const auto &rule = facts.stopRule;
    draft.yes(u"hasStopRule"_s, rule.has_value());
    if (!rule)
        return draft.notEnough();
    const bool pullerLeft = !rule->puller.isEmpty() && !rule->pullerIsActive;
    const bool deputyLeft = !rule->deputy.isEmpty() && !rule->deputyIsActive;
    draft.text(u"puller"_s, rule->puller).yes(u"pullerLeft"_s, pullerLeft);
    draft.text(u"deputy"_s, rule->deputy).yes(u"deputyLeft"_s, deputyLeft);
    return draft.raisedIf(rule->puller.isEmpty() || pullerLeft || deputyLeft);
}

/// The drills held by a day, oldest first.
std::span<const DrillFact> drillsBy(const DelegationFacts &facts, QDate on)
{
    return {facts.drills.begin(), std::ranges::upper_bound(facts.drills, on, {}, &DrillFact::heldOn)};
}

Signal neverDrilledSignal(const DelegationFacts &facts, QDate on)
{
    SignalDraft draft(Check::Stop, u"never-drilled"_s);
    const auto drills = drillsBy(facts, on);
    const auto worked = std::ranges::count_if(drills, &DrillFact::worked);
    draft.yes(u"hasStopRule"_s, facts.stopRule.has_value());
    draft.number(u"drills"_s, qint64(drills.size())).number(u"drillsThatWorked"_s, worked);
    return facts.stopRule ? draft.raisedIf(worked == 0) : draft.notEnough();
}

QDate dueAfter(QDate day, Cadence cadence)
{
    for (int passed = 0; passed < drillCadences; ++passed)
        day = nextDue(day, cadence);
    return day;
}

Signal drillOldSignal(const DelegationFacts &facts, QDate on)
{
    SignalDraft draft(Check::Stop, u"drill-old"_s);
    const auto drills = drillsBy(facts, on);
    const auto last = drills.empty() ? std::nullopt : std::optional(drills.back().heldOn);
    draft.yes(u"hasStopRule"_s, facts.stopRule.has_value()).yes(u"hasCadence"_s, facts.cadence.has_value());
    draft.day(u"lastDrillOn"_s, last);
    if (!facts.stopRule || !last || !facts.cadence)
        return draft.notEnough();
    const auto due = dueAfter(*last, *facts.cadence);
    draft.number(u"ageDays"_s, last->daysTo(on)).number(u"cadenceDays"_s, approximateDays(*facts.cadence));
    return draft.raisedIf(due < on, due.addDays(1));
}

Signal drillTooSlowSignal(const DelegationFacts &facts, QDate on)
{
    SignalDraft draft(Check::Stop, u"drill-too-slow"_s);
    const auto drills = drillsBy(facts, on);
    draft.yes(u"hasStopRule"_s, facts.stopRule.has_value());
    draft.number(u"promisedMinutes"_s, facts.stopRule ? facts.stopRule->minutes : std::nullopt);
    draft.day(u"lastDrillOn"_s, drills.empty() ? std::nullopt : std::optional(drills.back().heldOn));
    if (!facts.stopRule || drills.empty())
        return draft.notEnough();
    const auto &last = drills.back();
    draft.yes(u"worked"_s, last.worked).number(u"measuredMinutes"_s, last.minutes);
    if (!last.worked)
        return draft.raised(last.heldOn);
    if (!last.minutes || !facts.stopRule->minutes)
        return draft.notEnough();
    return draft.raisedIf(*last.minutes > *facts.stopRule->minutes, last.heldOn);
}

/// The credentials that had been issued by a day; one without a date always was.
std::vector<CredentialFact> credentialsBy(const DelegationFacts &facts, QDate on)
{
    std::vector<CredentialFact> issued;
    std::ranges::copy_if(facts.credentials, std::back_inserter(issued), [on](const CredentialFact &credential) {
        return !credential.issuedOn || *credential.issuedOn <= on;
    });
    return issued;
}

template <typename Holds>
QStringList titlesOf(const std::vector<CredentialFact> &credentials, Holds holds)
{
    QStringList titles;
    for (const auto &credential : credentials) {
        if (holds(credential))
            titles << credential.title;
    }
    titles.sort();
    return titles;
}

Signal credentialWithoutExpirySignal(const std::vector<CredentialFact> &credentials)
{
    SignalDraft draft(Check::Stop, u"credential-without-expiry"_s);
    const auto titles = titlesOf(credentials, [](const auto &credential) { return !credential.expiresOn; });
    draft.number(u"credentials"_s, qint64(credentials.size())).number(u"withoutExpiry"_s, titles.size());
    draft.text(u"titles"_s, titles.join(u", "_s));
    return credentials.empty() ? draft.notEnough() : draft.raisedIf(!titles.isEmpty());
}

Signal credentialExpiredSignal(const std::vector<CredentialFact> &credentials, QDate on)
{
    SignalDraft draft(Check::Stop, u"credential-expired"_s);
    const auto hasExpiry = [](const auto &credential) { return credential.expiresOn.has_value(); };
    const auto titles = titlesOf(credentials, [&](const auto &c) { return hasExpiry(c) && *c.expiresOn < on; });
    std::optional<QDate> earliest;
    for (const auto &credential : credentials) {
        if (credential.expiresOn && (!earliest || *credential.expiresOn < *earliest))
            earliest = credential.expiresOn;
    }
    draft.number(u"withExpiry"_s, std::ranges::count_if(credentials, hasExpiry)).number(u"expired"_s, titles.size());
    draft.day(u"earliestExpiryOn"_s, earliest).text(u"titles"_s, titles.join(u", "_s));
    return earliest ? draft.raisedIf(!titles.isEmpty(), earliest->addDays(1)) : draft.notEnough();
}

QStringList scopeWords(const QString &scope)
{
    static const QRegularExpression between(u"[,\\s]+"_s);
    return scope.toCaseFolded().split(between, Qt::SkipEmptyParts);
}

QStringList wordsNotNeeded(const CredentialFact &credential)
{
    const auto needed = scopeWords(credential.scopeNeeded);
    auto words = scopeWords(credential.scope);
    words.removeIf([&needed](const QString &word) { return needed.contains(word); });
    return words;
}

Signal credentialTooWideSignal(const std::vector<CredentialFact> &credentials)
{
    SignalDraft draft(Check::Stop, u"credential-too-wide"_s);
    qint64 compared = 0, tooWide = 0;
    QStringList titles, words;
    for (const auto &credential : credentials) {
        if (scopeWords(credential.scope).isEmpty() || scopeWords(credential.scopeNeeded).isEmpty())
            continue;
        ++compared;
        const auto extra = wordsNotNeeded(credential);
        if (extra.isEmpty())
            continue;
        ++tooWide;
        titles << credential.title;
        words << extra;
    }
    titles.sort();
    words.sort();
    words.removeDuplicates();
    draft.number(u"compared"_s, compared).number(u"tooWide"_s, tooWide);
    draft.text(u"titles"_s, titles.join(u", "_s)).text(u"notNeeded"_s, words.join(u", "_s));
    return compared == 0 ? draft.notEnough() : draft.raisedIf(tooWide > 0);
}

}

QList<Signal> stopSignals(const DelegationFacts &facts, QDate on)
{
    const auto credentials = credentialsBy(facts, on);
    return {noStopRuleSignal(facts),
            pullerLeftSignal(facts),
            neverDrilledSignal(facts, on),
            drillOldSignal(facts, on),
            drillTooSlowSignal(facts, on),
            credentialWithoutExpirySignal(credentials),
            credentialExpiredSignal(credentials, on),
            credentialTooWideSignal(credentials)};
}

}
