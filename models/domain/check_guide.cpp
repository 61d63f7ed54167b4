#include "domain/check_guide.h"

namespace muster {

using namespace Qt::StringLiterals;

namespace {

CheckGuide outputGuide()
{
    return {
        checkTitle(Check::Output),
        u"Does the output still meet its AI Definition of Done, and are its sources still fit for use?"_s,
        u"Pull three recent outputs. Hold each against the criteria, and trace what it says back to its sources."_s,
        u"Every criterion is met, and every source is current and says what the output says."_s,
        u"A criterion is met only in part or a source is stale, or nobody can show an output or trace it today."_s,
        u"An output would not be accepted today: a criterion is unmet where it matters, or a source contradicts it."_s};
}

CheckGuide modelGuide()
{
    return {checkTitle(Check::Model),
            u"Is the model sufficient for this task at this risk, and no more than that?"_s,
            u"Compare the tier with the routing policy, and the model's version with the one agreed. Look both ways: "
            "too weak for the standard, too strong for the work."_s,
            u"The tier is within the policy, the version is the one agreed, and the output shows that it is enough."_s,
            u"The version moved, a cheaper tier would do, or nobody can say which model answers today."_s,
            u"The model can't meet the standard, is outside the policy for this risk, or is no longer offered."_s};
}

CheckGuide stopGuide()
{
    return {checkTitle(Check::Stop),
            u"Could it be stopped today, by whom, and how fast?"_s,
            u"Read the stop rule aloud. Call who pulls the plug and count the seconds. Ask for the last drill; run "
            "one if you can."_s,
            u"The puller answers, knows how, and a drill within the agreed minutes worked."_s,
            u"It could be stopped, but the deputy is unknown, the drill is old, or nobody can show how."_s,
            u"It could not be stopped today: no rule, nobody reachable, or the last drill did not work."_s};
}

CheckGuide assistCreep()
{
    return {checkTitle(Check::Creep),
            u"Is every output still reviewed by a person before it counts?"_s,
            u"Ask who reviewed the last three outputs, how long each took, and what was changed. A review of a few "
            "seconds is none."_s,
            u"Somebody reviewed each output with the time reading takes, and can show what came of it."_s,
            u"Reviews get shorter or are skipped now and then, or nobody can show that they happen."_s,
            u"It runs unreviewed: in practice it is Automate, and nobody decided so."_s};
}

CheckGuide automateCreep()
{
    return {checkTitle(Check::Creep),
            u"Do the agreed spot reviews still happen, and does it still do only what was allowed?"_s,
            u"Count the spot reviews since the last audit against what was agreed. Compare what it does with "
            "allowed and forbidden."_s,
            u"The spot reviews were held as agreed, and it does what was allowed and nothing else."_s,
            u"Some spot reviews are missing, its scope has grown, or nobody can show the reviews."_s,
            u"No spot review was held, or it does what it is forbidden to do."_s};
}

CheckGuide avoidCreep()
{
    return {checkTitle(Check::Creep),
            u"Has anyone begun to use AI for it?"_s,
            u"Ask everyone who does this work how the last one was made, and read the reason for Avoid aloud: does "
            "it still hold?"_s,
            u"People do it without AI, and the reason still holds."_s,
            u"AI is used for parts of it, the reason no longer convinces, or nobody knows how the last one was made."_s,
            u"AI does it, against the standing decision."_s};
}

CheckGuide unclassifiedCreep()
{
    return {checkTitle(Check::Creep),
            u"What is it in practice: does a person review every output, or does it run on its own?"_s,
            u"Ask who saw the last three outputs before they counted. Then propose Assist, Automate or Avoid."_s,
            u"Each output is reviewed by a person, and the team can name the category it belongs in."_s,
            u"Reviews are uneven, or nobody can show them; the category has to be decided."_s,
            u"It runs unreviewed, and nobody ever decided that it may."_s};
}

}

QString checkTitle(Check check)
{
    switch (check) {
    case Check::Output: return u"Output and source drift"_s;
    case Check::Model: return u"Model fit"_s;
    case Check::Stop: return u"Reversibility"_s;
    case Check::Creep: return u"Category creep"_s;
    }
    return {};
}

CheckGuide guideFor(Check check, Category category)
{
    switch (check) {
    case Check::Output: return outputGuide();
    case Check::Model: return modelGuide();
    case Check::Stop: return stopGuide();
    case Check::Creep: break;
    }
    switch (category) {
    case Category::Assist: return assistCreep();
    case Category::Automate: return automateCreep();
    case Category::Avoid: return avoidCreep();
    case Category::Unclassified: break;
    }
    return unclassifiedCreep();
}

QString sourceStateMeaning(SourceState state)
{
    switch (state) {
    case SourceState::Current: return u"as it should be today"_s;
    case SourceState::Stale: return u"older than its freshness limit"_s;
    case SourceState::Missing: return u"not where it should be"_s;
    case SourceState::Archived: return u"kept, but no longer maintained"_s;
    case SourceState::NoAccess: return u"you may not open it"_s;
    case SourceState::Contradicts: return u"does not say what the output says"_s;
    }
    return {};
}

}
