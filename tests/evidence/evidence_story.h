#pragma once

#include "evidence/signals.h"

#include <QTest>

#include <algorithm>
#include <functional>

/// A delegation with its evidence, of which every signal is quiet until a test changes something.
namespace muster::evidence_test {

using namespace Qt::StringLiterals;
using namespace muster::evidence;

struct Story
{
    DelegationFacts facts;
    Evidence evidence;
    Market market;
    QDate on{2026, 6, 15}; ///< a Monday
};

using Change = std::function<void(Story &)>;

}

Q_DECLARE_METATYPE(muster::evidence_test::Change)

namespace muster::evidence_test {

inline ReviewDay reviewed(QDate day, qint64 accepted, qint64 edited = 0, qint64 rejected = 0, int model = -1)
{
    ReviewDay made;
    made.day = day;
    made.model = model;
    made.accepted = accepted;
    made.edited = edited;
    made.rejected = rejected;
    return made;
}

inline UsageDay used(QDate day, qint64 calls, qint64 tokensIn = 0, qint64 tokensOut = 0, int model = -1)
{
    return {day, model, {}, calls, tokensIn, tokensOut, {}};
}

/// The one before was held 60 days ago; the story's rows reach half a year back before it.
constexpr int daysSinceAudit = 60;

inline Market quietMarket()
{
    Market market;
    market.policy.tiers = QStringList{u"light"_s, u"mid"_s, u"frontier"_s};
    market.policy.perRisk = {TierRange{u"light"_s, u"frontier"_s}, std::nullopt, TierRange{u"mid"_s, u"frontier"_s}};
    const auto model = [](const QString &name, const QString &provider, const QString &tier, bool standsForTier) {
        return CatalogueModel{name, provider, tier, ModelKind::Pinned, {}, standsForTier, {}, {}};
    };
    market.catalogue = {model(u"big"_s, u"north"_s, u"frontier"_s, true),
                        model(u"judge"_s, u"south"_s, u"mid"_s, false), model(u"small"_s, u"north"_s, u"light"_s, true),
                        model(u"work-1"_s, u"north"_s, u"mid"_s, true),
                        model(u"work-2"_s, u"north"_s, u"mid"_s, false)};
    market.prices = {{u"big"_s, {}, {}, 10'000'000, 50'000'000},
                     {u"small"_s, {}, {}, 200'000, 1'000'000},
                     {u"work-1"_s, {}, {}, 1'000'000, 5'000'000},
                     {u"work-2"_s, {}, {}, 1'000'000, 5'000'000}};
    return market;
}

/// Ten reviews and ten calls a day: eight accepted, a fifth of them edited or rejected, all in a minute.
inline Evidence quietEvidence(QDate on)
{
    Evidence evidence;
    evidence.models = {u"work-1"_s, u"work-2"_s};
    for (int back = 260; back >= 0; --back) {
        auto day = reviewed(on.addDays(-back), 8, 1, 1, back % 2);
        day.readable = 8;
        day.durations = {{60'000, 10}};
        evidence.reviews.push_back(day);
        evidence.usage.push_back(used(day.day, 10, 10'000, 2'000, day.model));
    }
    return evidence;
}

inline Story quietStory()
{
    Story story;
    const auto on = story.on;
    auto &facts = story.facts;
    facts.category = Category::Assist;
    facts.risk = Risk::Low;
    facts.cadence = Cadence{Cadence::Unit::Days, 30};
    facts.tier = u"mid"_s;
    facts.model = u"work-1"_s;
    facts.validatorModel = u"judge"_s;
    facts.modelKind = ModelKind::Pinned;
    facts.lastAudit = on.addDays(-daysSinceAudit);
    facts.sources = {{u"Board"_s, {on.addDays(-3), 14}}};
    facts.lastSamples = LastSamples{*facts.lastAudit, 3, 0};
    facts.stopRule = StopRuleFact{u"Ada"_s, u"Bo"_s, true, true, 10};
    facts.drills = {{on.addDays(-40), 5, true}};
    facts.credentials = {{u"Token"_s, u"read"_s, u"read, write"_s, on.addDays(-100), on.addDays(90)}};
    story.evidence = quietEvidence(on);
    story.market = quietMarket();
    return story;
}

inline QList<Signal> signalsOf(const Story &story)
{
    return evidence::signalsOf(story.facts, story.evidence, story.market, story.on);
}

/// The signal of that name; one without a name where the story has none of it.
inline Signal signalIn(const Story &story, const QString &name)
{
    const auto all = signalsOf(story);
    const auto found = std::ranges::find(all, name, &Signal::name);
    return found == all.end() ? Signal() : *found;
}

/// The state's word, and since when: `raised 2026-05-04`; `none` where the story has no such signal.
inline QString stateIn(const Story &story, const QString &name)
{
    const auto signal = signalIn(story, name);
    if (signal.name.isEmpty())
        return u"none"_s;
    return word(signal.state) + (signal.since ? u" "_s + signal.since->toString(Qt::ISODate) : QString());
}

/// Tables of what a change does to a signal's state: `signal`, `change`, `state`.
inline void stateColumns()
{
    QTest::addColumn<QString>("signal");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("state");
}

/// Adds rows about one signal.
class StateRows
{
public:
    explicit StateRows(const QString &signal) : m_signal(signal) {}

    void operator()(const char *name, const Change &change, const QString &state) const
    {
        QTest::newRow(name) << m_signal << change << state;
    }

private:
    QString m_signal;
};

inline const QString quiet = u"quiet"_s, raised = u"raised"_s, unknown = u"not-enough-data"_s;

/// One change after the other.
inline Change andThen(const Change &first, const Change &then)
{
    return [=](Story &story) {
        first(story);
        then(story);
    };
}

inline Value figureIn(const Story &story, const QString &name, const QString &figure)
{
    const auto signal = signalIn(story, name);
    const auto *found = signal.figure(figure);
    return found ? found->value : Value(u"no such figure"_s);
}

}
