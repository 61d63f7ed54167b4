#include "sample/earlier_audits.h"

#include "sample/audit_script.h"

namespace muster::sample {

using enum Check;
using enum Verdict;
using registry::FollowUp;
using Kind = DecisionKind;

namespace {

constexpr auto series = "Checkout Delegation Audit";

void checkFirstTime(AuditScript &audit)
{
    audit.sampled(friday, {{"2026-04-10", "mail of 10 April", "", {"Checkout board=current", "Release log=current"}},
                           {"2026-04-03", "mail of 3 April", "", {"Checkout board=current", "Release log=current"}},
                           {"2026-03-27", "mail of 27 March", "", {"Checkout board=stale", "Release log=current"}}});
    audit.found(friday,
                {{Output, Pass, "Three updates hold against the release log; one ticket was closed late."},
                 {Model, Drift, "Mid wrote the same three updates without a difference that anyone saw."},
                 {Stop, Pass, "Nothing is sent unless Dana sends it."},
                 {Creep, Fail, "Approved in 6 seconds on average since March; nobody remembers the last edit."}});
    audit.sampled("Test case ideas", {{"2026-04-13", "story CHK-812"}, {"2026-04-09", "story CHK-798"}});
    audit.found("Test case ideas", {{Output, Pass, "Eleven of twenty became tests."},
                                    {Model, Drift, "Frontier at low risk, above the policy."},
                                    {Stop, Pass},
                                    {Creep, Pass, "Whoever builds the story writes the tests."}});
    audit.sampled("Dependency bumps", {{"2026-04-12", "pull request 2214"}, {"2026-04-08", "pull request 2207"}});
    audit.found("Dependency bumps", {{Output, Pass},
                                     {Model, Pass},
                                     {Stop, Fail, "There is no rule; Tom would have to be asked, and was on a train."},
                                     {Creep, Pass}});
    audit.sampled("Interview summaries", {{"2026-04-02", "interview 31", "", {"Transcripts with consent=no-access"}},
                                          {"2026-03-30", "interview 29", "", {"Transcripts with consent=missing"}}});
    audit.found("Interview summaries", {{Output, Fail, "Two summaries rest on transcripts without consent."},
                                        {Model, Pass},
                                        {Stop, Pass},
                                        {Creep, Pass, "Each quote is looked up; it takes ten minutes."}});
    audit.found(
        "Competitor digest",
        {{Output, Drift, "Nobody could say when they last read one."}, {Model, Pass}, {Stop, Pass}, {Creep, Pass}});
    audit.sampled("Nightly data checks",
                  {{"2026-04-13", "ticket CHK-820", "c1 c2 c3"}, {"2026-04-11", "ticket CHK-815", "c1 c2 c3"}});
    audit.reached("Nightly data checks", "Mei Lin", 140);
    audit.found("Nightly data checks", {{Output, Pass},
                                        {Model, Pass},
                                        {Stop, Drift, "Mei stops it, Tom owns it, and neither knew that of the other."},
                                        {Creep, Pass, "April's hit rate was looked at on the 1st."}});
    audit.found("Refusing a refund", {{Creep, Pass, "All five of March were written by a person."}});
    audit.found("Performance feedback", {{Creep, Pass}});
}

void decideFirstTime(AuditScript &audit)
{
    audit.decided(friday, {{Model},
                           Kind::Tier,
                           "mid",
                           "Dana Keller",
                           "2026-04-14",
                           "Frontier costs four times as much for the same update.",
                           true});
    audit.decided(friday, {{Creep},
                           Kind::Promote,
                           "",
                           "Dana Keller",
                           "2026-05-12",
                           "It runs unreviewed already; give it the rules that Automate owes, then promote it."});
    audit.decided("Interview summaries", {{Output},
                                          Kind::Source,
                                          "Transcripts with consent",
                                          "Mei Lin",
                                          "2026-04-24",
                                          "Go through the folder and take out what has no consent."});
    audit.decided(
        "Competitor digest",
        {{Output}, Kind::Retire, "", "Dana Keller", "2026-04-14", "Nobody reads it; it costs 60 EUR a month.", true});
    audit.decided("Nightly data checks", {{Stop},
                                          Kind::Owner,
                                          "Mei Lin",
                                          "Tom Reyes",
                                          "2026-04-14",
                                          "Who stops it and maintains it should own it.",
                                          true});
    audit.decided("Dependency bumps", {{Stop},
                                       Kind::StopRule,
                                       "Write one: trigger, who, how, minutes; then exercise it.",
                                       "Tom Reyes",
                                       "2026-05-08",
                                       "It merges to main; somebody has to be able to stop it."});
    audit.decided("Test case ideas",
                  {{Model}, Kind::Tier, "mid", "Jonas Weber", "2026-05-05", "Low risk; the policy ends at mid."});
}

void checkSecondTime(AuditScript &audit)
{
    audit.sampled(
        friday,
        {{"2026-05-08", "mail of 8 May", "c1 c2 c3 c4 c5", {"Checkout board=current", "Release log=current"}},
         {"2026-04-30", "mail of 30 April", "c1 !c2 c3 c4 c5", {"Checkout board=contradicts", "Release log=current"}},
         {"2026-04-24", "mail of 24 April", "c1 c2 c3 c4 c5", {"Checkout board=stale", "Release log=current"}}});
    audit.found(friday, {{Output, Drift,
                          "30 April called saved cards available; they are behind a flag. The ticket's title said so."},
                         {Model, Pass, "Mid holds; four updates, none rewritten."},
                         {Stop, Fail, "The rule was written yesterday and never exercised."},
                         {Creep, Pass, "Promoted today, with one update in four read in full."}});
    audit.sampled("Support reply drafts", {{"2026-05-11", "ticket 44810", "c1 c2 c3 c4", {"Help articles=stale"}},
                                           {"2026-05-07", "ticket 44652", "c1 c2 c3 c4", {"Help articles=current"}}});
    audit.reached("Support reply drafts", "Priya Nair", 35);
    audit.found("Support reply drafts", {{Output, Pass},
                                         {Model, Pass},
                                         {Stop, Pass},
                                         {Creep, Drift, "Median review is 40 seconds and was 180 in February."}});
    audit.sampled("Ticket triage", {{"2026-05-12", "ticket 44850", "c1 c3", {"List of queues=current"}},
                                    {"2026-05-12", "ticket 44851", "c1 c3"}});
    audit.drilled("Ticket triage", "Priya Nair", 6, true,
                  "Switched off and on in the room; 41 tickets went to the general queue.");
    audit.found("Ticket triage", {{Output, Pass, "18 of 20 labelled as by hand."},
                                  {Model, Pass},
                                  {Stop, Pass, "Exercised today, 6 minutes."},
                                  {Creep, Pass}});
    audit.sampled("Release notes", {{"2026-05-06", "notes of 4.18", "c1 c2 c3 c4 c5", {"Merged changes=current"}}});
    audit.found("Release notes",
                {{Output, Pass}, {Model, Pass}, {Stop, Pass}, {Creep, Pass, "Jonas edited nine lines of thirty."}});
    audit.sampled("Security statements to prospects", {{"2026-05-05", "questionnaire of 5 May", "!c1 !c2 c3 c4 c5"}});
    audit.found("Security statements to prospects",
                {{Output, Fail, "Claimed a certificate that is still being worked on."},
                 {Model, Drift, "A floating alias at high risk."},
                 {Stop, Pass},
                 {Creep, Fail, "Sent by whoever got the questionnaire; nobody from security read it."}});
}

void checkTheRest(AuditScript &audit)
{
    audit.sampled("Test case ideas", {{"2026-05-11", "story CHK-871"}});
    audit.found("Test case ideas", {{Output, Pass},
                                    {Model, Drift, "Still frontier; mid missed four of twenty cases in a comparison."},
                                    {Stop, Pass},
                                    {Creep, Pass}});
    audit.sampled("Dependency bumps", {{"2026-05-10", "pull request 2290"}});
    audit.reached("Dependency bumps", "Tom Reyes", 95);
    audit.found("Dependency bumps", {{Output, Pass},
                                     {Model, Pass},
                                     {Stop, Fail, "Tom leaves at the end of May, and nobody else could stop it."},
                                     {Creep, Pass}});
    audit.sampled("Interview summaries", {{"2026-05-04", "interview 36", "", {"Transcripts with consent=current"}}});
    audit.found("Interview summaries", {{Output, Pass}, {Model, Pass}});
}

void decideSecondTime(AuditScript &audit)
{
    audit.decided(friday, {{Output},
                           Kind::Definition,
                           "A feature behind a flag keeps its old ticket title and is reported as available.",
                           "Dana Keller",
                           "2026-05-12",
                           "The next pair should look for it first.",
                           true});
    audit.decided(friday, {{Stop},
                           Kind::StopRule,
                           "Exercise it on a Friday, with the job paused and a correction sent to two of us.",
                           "Dana Keller",
                           "2026-06-05",
                           "A rule that nobody has tried is a hope."});
    audit.decided("Support reply drafts",
                  {{Creep}, Kind::Review, "", "Priya Nair", "2026-05-29", "Two drafts a day are to be read in full."});
    audit.decided("Security statements to prospects", {{Output, Model, Creep},
                                                       Kind::Category,
                                                       "avoid",
                                                       "Priya Nair",
                                                       "2026-05-12",
                                                       "A wrong sentence about security costs a contract.",
                                                       true});
    audit.decided("Test case ideas",
                  {{Model},
                   Kind::Accept,
                   "",
                   "Jonas Weber",
                   "2026-06-30",
                   "140 EUR a month, and it finds what mid misses; we look again after the summer price list."});
    audit.decided(
        "Dependency bumps",
        {{Stop}, Kind::Owner, "Jonas Weber", "Tom Reyes", "2026-05-29", "Tom hands it over before he leaves."});
}

}

void holdFirstAudit(Script &script)
{
    script.on("2026-04-14", "12:00", "Lea Brandt");
    AuditScript audit(script);
    audit.open(
        {.facilitator = "Lea Brandt",
         .participants = {"Dana Keller", "Mei Lin", "Jonas Weber", "Priya Nair", "Sam Ortiz", "Tom Reyes"},
         .delegations = {friday, "Test case ideas", "Dependency bumps", "Interview summaries", "Competitor digest",
                         "Nightly data checks", "Refusing a refund", "Performance feedback"},
         .series = series});
    audit.nextPhase(11);
    checkFirstTime(audit);
    audit.nextPhase(24);
    decideFirstTime(audit);
    audit.nextPhase(14);
    audit.nextPhase(8);
    audit.noted("First audit. Writing the inventory down was half the work.");
    audit.parked("Who pays for the frontier seats?");
    audit.close(4);
}

void holdSecondAudit(Script &script)
{
    script.on("2026-05-12", "12:00", "Lea Brandt");
    AuditScript audit(script);
    audit.open({.facilitator = "Lea Brandt",
                .participants = {"Dana Keller", "Mei Lin", "Jonas Weber", "Priya Nair", "Sam Ortiz", "Tom Reyes"},
                .delegations = {friday, "Support reply drafts", "Ticket triage", "Release notes",
                                "Security statements to prospects", "Test case ideas", "Dependency bumps",
                                "Interview summaries"},
                .series = series});
    audit.followedUp(2, FollowUp::Answer::Done, "Owner, Definition of Done, stop rule and cadence are there.");
    audit.followedUp(6, FollowUp::Answer::Moved, "Tom was on the migration; Jonas writes it with him.", "2026-06-19");
    audit.followedUp(7, FollowUp::Answer::Dropped, "A comparison on twenty stories spoke against it.");
    audit.nextPhase(10);
    checkSecondTime(audit);
    checkTheRest(audit);
    audit.nextPhase(21);
    decideSecondTime(audit);
    audit.nextPhase(15);
    audit.nextPhase(9);
    audit.noted("Eight workflows were too many for three pairs; interview summaries were not finished.");
    audit.parked("Do we tell stakeholders that a model writes the update?");
    audit.close(5);
}

void amendSecondAudit(Script &script)
{
    script.on("2026-05-13", "06:50", "Jonas Weber");
    script.step([&] {
        Amendment amendment;
        amendment.audit = script.find<Audit>("2");
        amendment.delegation = script.find<Delegation>("Release notes");
        amendment.why = QStringLiteral("The sample was taken from the draft, not from what was published.");
        amendment.note = QStringLiteral("The published notes of 4.18 meet all criteria too.");
        return registry::AuditService(script.store()).amend(amendment);
    });
}

void holdSpotCheck(Script &script)
{
    constexpr auto nightly = "Nightly data checks";
    script.on("2026-06-03", "07:30", "Mei Lin");
    AuditScript audit(script);
    audit.open(
        {.form = AgendaForm::Spot15, .facilitator = "Mei Lin", .participants = {"Mei Lin"}, .delegations = {nightly}});
    audit.sampled(nightly,
                  {{"2026-06-02", "ticket CHK-934", "c1 c2 c3"}, {"2026-05-31", "ticket CHK-929", "c1 c2 c3"}});
    audit.found(nightly, {{Output, Pass, "Seven of nine tickets of May were real."},
                          {Model, Pass},
                          {Stop, Pass, "Drilled in February; the job's name is the same."},
                          {Creep, Pass, "May's hit rate was looked at on the 1st."}});
    audit.nextPhase(9);
    audit.nextPhase(3);
    audit.close(1);
}

}
