#include "sample/sample_audit.h"

#include "sample/audit_script.h"

namespace muster::sample {

using enum Check;
using enum Verdict;
using registry::FollowUp;
using Kind = DecisionKind;

namespace {

constexpr auto support = "Support reply drafts";
constexpr auto triage = "Ticket triage";
constexpr auto bumps = "Dependency bumps";
constexpr auto interviews = "Interview summaries";

void followUp(AuditScript &audit)
{
    audit.followedUp(13, FollowUp::Answer::Done, "Jonas took it over today; Tom left without a handover.");
    audit.followedUp(6, FollowUp::Answer::Dropped, "Its owner left; it is decided anew today.");
    audit.followedUp(9, FollowUp::Answer::Done, "Exercised in the room.");
}

void check(AuditScript &audit)
{
    audit.sampled(
        friday,
        {{"2026-06-05", "mail of 5 June", "!c1 !c2 c3 c4 !c5", {"Checkout board=contradicts", "Release log=current"}},
         {"2026-05-29", "mail of 29 May", "c1 c2 c3 c4 c5", {"Checkout board=stale", "Release log=current"}},
         {"2026-05-22", "mail of 22 May", "c1 c2 c3 c4 c5", {"Checkout board=stale", "Release log=current"}}});
    audit.drilled(friday, "Dana Keller", 9, true,
                  "Job paused, correction sent to two of us, nine minutes from the call.");
    audit.found(friday, {{Output, Fail,
                          "5 June told a prospect that audit-log export is in production. It was descoped in May; "
                          "the ticket's title survived."},
                         {Model, Pass, "Nothing in the prompt or the tier explains it."},
                         {Stop, Pass, "Exercised today, 9 of 15 minutes."},
                         {Creep, Drift, "One update in four was to be read in full; none was since 15 May."}});
    audit.sampled(support, {{"2026-06-11", "ticket 46120", "c1 c2 c3 c4", {"Help articles=current"}},
                            {"2026-06-10", "ticket 46077", "c1 c2 c3 c4", {"Help articles=current"}}});
    audit.reached(support, "Priya Nair", 40);
    audit.found(support, {{Output, Pass},
                          {Model, Pass},
                          {Stop, Pass, "Priya answered in 40 seconds."},
                          {Creep, Fail, "Median review is 4 seconds; 0 of 214 were edited."}});
    audit.sampled(triage, {{"2026-06-12", "ticket 46188", "c1 c3", {"List of queues=current"}},
                           {"2026-06-12", "ticket 46190", "c1 c3"}});
    audit.found(triage,
                {{Output, Pass, "19 of 20 labelled as by hand."}, {Model, Pass}, {Stop, Pass, "Drilled in May."}});
    audit.sampled(bumps, {{"2026-06-09", "pull request 2371"}, {"2026-06-02", "pull request 2352"}});
    audit.found(bumps, {{Output, Pass},
                        {Model, Drift, "Mid for a change of one line; light passed the same ten."},
                        {Stop, Fail, "Two weeks without anybody who could stop it."},
                        {Creep, Pass}});
    audit.sampled(interviews, {{"2026-06-08", "interview 41", "", {"Transcripts with consent=current"}}});
    audit.found(interviews, {{Output, Pass, "All quotes found."},
                             {Model, Drift, "The pinned model mixes up speakers when three talk."},
                             {Stop, Pass},
                             {Creep, Pass, "Each quote is still looked up."}});
}

void decide(AuditScript &audit)
{
    audit.decided(friday, {{Output, Creep},
                           Kind::Pause,
                           "",
                           "Dana Keller",
                           "2026-06-12",
                           "Nothing is sent until a person reads it again.",
                           true});
    audit.decided(friday, {{Output},
                           Kind::Definition,
                           "A descoped feature survives in a ticket's title and is reported as shipped.",
                           "Dana Keller",
                           "2026-06-12",
                           "The second time that a title misled it.",
                           true});
    audit.decided(friday, {{Output},
                           Kind::Source,
                           "Checkout board",
                           "Mei Lin",
                           "2026-06-16",
                           "Titles are to say what is left of a ticket."});
    audit.decided(friday, {{Creep},
                           Kind::Category,
                           "assist",
                           "Dana Keller",
                           "2026-06-19",
                           "The spot reviews did not happen; a person reads each update from now on."});
    audit.decided(support, {{Creep},
                            Kind::Review,
                            "",
                            "Priya Nair",
                            "2026-06-26",
                            "4 seconds is no review; drafts open only after the ticket was read."});
    audit.decided(bumps, {{Model},
                          Kind::Tier,
                          "light",
                          "Jonas Weber",
                          "2026-06-12",
                          "Light is sufficient, at a fifth of the cost.",
                          true});
    audit.decided(bumps, {{Stop},
                          Kind::StopRule,
                          "Trigger, puller, deputy, how and minutes; exercised once.",
                          "Jonas Weber",
                          "2026-06-19",
                          "It merges to main."});
    audit.decided(interviews, {{Model},
                               Kind::Accept,
                               "",
                               "Mei Lin",
                               "2026-07-10",
                               "Three speakers are rare; Mei marks who said what by hand."});
}

}

QStringList sampleAuditScope()
{
    QStringList titles;
    for (const auto *title : {friday, support, triage, bumps, interviews})
        titles << utf16(title);
    return titles;
}

Result<AuditId> openSampleAudit(registry::Store &store, SampleClock &clock)
{
    Script script(store, clock);
    script.on("2026-06-12", "12:00", "Lea Brandt");
    AuditScript audit(script);
    audit.open({.facilitator = "Lea Brandt",
                .participants = {"Dana Keller", "Mei Lin", "Jonas Weber", "Priya Nair", "Sam Ortiz", "Lea Brandt"},
                .delegations = {friday, support, triage, bumps, interviews},
                .series = "Checkout Delegation Audit"});
    return script.outcome().map([&] { return audit.id(); });
}

Result<void> fillSampleAudit(registry::Store &store, SampleClock &clock, const AuditId &id)
{
    Script script(store, clock);
    AuditScript audit(script, id);
    followUp(audit);
    audit.nextPhase(10);
    check(audit);
    audit.nextPhase(22);
    audit.nextPhase(13);
    decide(audit);
    audit.nextPhase(11);
    audit.noted("The update that looked healthiest was the one that failed.");
    audit.parked("Who tells the prospect, and when?");
    script.pass(3);
    return script.outcome();
}

}
