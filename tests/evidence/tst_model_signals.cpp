#include "evidence/model_signals.h"
#include "evidence_story.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_model_signals {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::evidence_test;

namespace {

const QDate audited(2026, 4, 16); ///< quietStory()'s last audit

CatalogueModel &listed(Story &story, const QString &name)
{
    return *std::ranges::find(story.market.catalogue, name, &CatalogueModel::name);
}

Change alias(const QString &pinnedAs)
{
    return [=](Story &story) {
        story.facts.modelKind = ModelKind::Alias;
        listed(story, u"work-1"_s).pinnedAs = pinnedAs;
    };
}

Change validator(const QString &name)
{
    return [=](Story &story) { story.facts.validatorModel = name; };
}

/// The two models' accepted of their reviews.
Change byModel(int acceptedA, int reviewsA, int acceptedB, int reviewsB)
{
    return [=](Story &story) {
        const auto day = audited.addDays(1);
        story.evidence.reviews = {reviewed(day, acceptedA, reviewsA - acceptedA, 0, 0),
                                  reviewed(day, acceptedB, 0, reviewsB - acceptedB, 1)};
    };
}

}

/// The signals of "model fit" that ask which model it is.
class TestModelSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void states_data();
    void states();
};

namespace {

void aliasRows()
{
    const StateRows row(u"floating-alias"_s);
    row("an alias with a pinned version", alias(u"work-1-2026"_s), raised);
    row("an alias set on a day",
        andThen(alias(u"work-1-2026"_s),
                [](Story &story) {
                    story.facts.modelSteps = {{QDate(2026, 2, 1), u"work-0"_s, u"work-1"_s}};
                }),
        u"raised 2026-02-01"_s);
    row("an alias without a pinned version", alias({}), unknown);
    row(
        "an alias by the catalogue alone",
        [](Story &story) {
            listed(story, u"work-1"_s).kind = ModelKind::Alias;
            listed(story, u"work-1"_s).pinnedAs = u"work-1-2026"_s;
        },
        raised);
    row(
        "a model whose kind nobody knows",
        [](Story &story) {
            story.facts.modelKind.reset();
            story.facts.model = u"elsewhere"_s;
        },
        unknown);
    row(
        "pinned by the catalogue alone", [](Story &story) { story.facts.modelKind.reset(); }, quiet);
    row(
        "no model", [](Story &story) { story.facts.model.clear(); }, unknown);
}

void validatorRows()
{
    const StateRows row(u"validator-alike"_s);
    row("the worker's model", validator(u"WORK-1"_s), raised);
    row("the worker's provider", validator(u"big"_s), raised);
    row(
        "the worker's version behind an alias",
        [](Story &story) {
            story.market.catalogue.push_back(
                {u"latest"_s, u"south"_s, {}, ModelKind::Alias, u"work-1"_s, false, {}, {}});
            story.facts.validatorModel = u"latest"_s;
        },
        raised);
    row("a provider nobody knows", validator(u"elsewhere"_s), unknown);
    row("no validator", validator({}), unknown);
}

void acceptanceRows()
{
    const StateRows row(u"acceptance-by-model"_s);
    // The lower end of 15/20 − 8/20 is +0.0444, that of 14/20 − 8/20 is −0.0058.
    row("one model accepted less", byModel(15, 20, 8, 20), raised);
    row("the other model accepted less", byModel(8, 20, 15, 20), raised);
    row("hardly less", byModel(14, 20, 8, 20), quiet);
    row("one review too few of a model", byModel(15, 20, 8, 19), unknown);
    row("one model alone", byModel(15, 20, 0, 0), unknown);
    row(
        "reviews that name no model",
        [](Story &story) {
            for (auto &day : story.evidence.reviews)
                day.model = -1;
        },
        unknown);
}

void endRows()
{
    const StateRows row(u"model-ended"_s);
    row(
        "deprecated today", [](Story &story) { listed(story, u"work-1"_s).deprecatedOn = story.on; },
        u"raised 2026-06-15"_s);
    row(
        "deprecated tomorrow", [](Story &story) { listed(story, u"work-1"_s).deprecatedOn = story.on.addDays(1); },
        quiet);
    row(
        "ends today", [](Story &story) { story.facts.modelEndsOn = story.on; }, quiet);
    row(
        "ended yesterday", [](Story &story) { story.facts.modelEndsOn = story.on.addDays(-1); },
        u"raised 2026-06-15"_s);
    row(
        "ended by the catalogue, later by the register",
        [](Story &story) {
            story.facts.modelEndsOn = story.on.addDays(30);
            listed(story, u"work-1"_s).endsOn = story.on.addDays(-3);
        },
        u"raised 2026-06-13"_s);
    row(
        "a model the catalogue doesn't have", [](Story &story) { story.facts.model = u"elsewhere"_s; }, unknown);
    row(
        "no model to end", [](Story &story) { story.facts.model.clear(); }, unknown);
}

}

void TestModelSignals::states_data()
{
    stateColumns();
    aliasRows();
    validatorRows();
    acceptanceRows();
    endRows();
}

void TestModelSignals::states()
{
    QFETCH(QString, signal);
    QFETCH(Change, change);
    auto story = quietStory();
    change(story);
    QTEST(stateIn(story, signal), "state");
}

MUSTER_GUILESS_TEST(TestModelSignals)

}

#include "tst_model_signals.moc"
