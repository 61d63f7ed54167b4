#include "register/inventory_services.h"
#include "sample/inventory.h"

namespace muster::sample {

using namespace registry;

namespace {

void addSupportReplies(Script &script)
{
    script.on("2026-02-10", "09:15", "Priya Nair");
    script.add<DelegationService>({
        {"title", "Support reply drafts"},
        {"purpose", "Draft the first answer to a support ticket."},
        {"outcome", "Customers are helped in one answer"},
        {"outcomeMeasure", "Tickets solved with the first reply"},
        {"outcomeTarget", "70 %"},
        {"outcomeLatest", "64 %"},
        {"team", "Checkout"},
        {"owner", "Priya Nair"},
        {"deputy", "Sam Ortiz"},
        {"reviewer", "Sam Ortiz"},
        {"category", "assist"},
        {"tier", "mid"},
        {"model", "atlas-mid-2026-01"},
        {"modelKind", "pinned"},
        {"promptReference", "help desk, macro \"first reply\""},
        {"promptVersion", "3"},
        {"risk", "medium"},
        {"pattern", "workplace-services"},
        {"cadence", "monthly"},
        {"allowed", "Draft; quote help articles."},
        {"forbidden", "Send; promise refunds, dates or exceptions; quote other tickets."},
        {"untrustedInput", "yes"},
        {"definition", "Replies to customers"},
        {"taskSplit", "The model drafts, a person on support reads, edits and sends."},
        {"inputs", "The ticket, and help articles of the last twelve months."},
        {"outputs", "A draft beside the ticket; nothing leaves the help desk."},
        {"validation", "Whoever sends it reads it in full; Sam samples ten a week."},
        {"fallback", "Write the answer by hand; the queue shows that drafts are off."},
        {"records", "Draft, sent text and sender stay in the ticket."},
        {"volumePerMonth", "860"},
        {"seats", "6"},
        {"activeUsers", "6"},
    });
    script.add<SourceService>({{"delegation", "Support reply drafts"},
                               {"title", "Help articles"},
                               {"reference", "help.checkout.example"},
                               {"freshnessDays", "60"},
                               {"verifiedOn", "2026-02-09"}});
    script.on("2026-02-11", "11:00", "Mei Lin");
    script.add<DelegationService>({
        {"title", "Interview summaries"},
        {"purpose", "Summarise customer interviews for the team."},
        {"team", "Checkout"},
        {"owner", "Mei Lin"},
        {"reviewer", "Dana Keller"},
        {"category", "assist"},
        {"tier", "mid"},
        {"model", "atlas-mid-2026-01"},
        {"modelKind", "pinned"},
        {"risk", "medium"},
        {"pattern", "employee-enablement"},
        {"cadence", "monthly"},
        {"taskSplit", "The model summarises, Mei marks what was not said."},
        {"inputs", "Transcripts of interviews with consent."},
        {"outputs", "One page an interview, with quotes and their minute."},
        {"validation", "Each quote is looked up in the transcript."},
        {"fallback", "Notes by hand."},
        {"records", "Summary and transcript lie side by side for a year."},
        {"volumePerMonth", "12"},
        {"confidential", "yes"},
    });
    script.add<SourceService>({{"delegation", "Interview summaries"},
                               {"title", "Transcripts with consent"},
                               {"reference", "research folder, consent register"}});
}

void addDataChecks(Script &script)
{
    script.on("2026-02-24", "15:10", "Tom Reyes");
    script.add<DelegationService>({
        {"title", "Nightly data checks"},
        {"purpose", "Look for odd figures in last night's load and open a ticket."},
        {"outcome", "Wrong figures are seen before a customer sees them"},
        {"outcomeMeasure", "Load errors found by customers in a quarter"},
        {"outcomeTarget", "0"},
        {"outcomeLatest", "0"},
        {"team", "Checkout"},
        {"owner", "Tom Reyes"},
        {"deputy", "Mei Lin"},
        {"maintainer", "Mei Lin"},
        {"category", "automate"},
        {"tier", "light"},
        {"model", "atlas-light-2025-10"},
        {"modelKind", "pinned"},
        {"risk", "medium"},
        {"pattern", "core-process"},
        {"cadence", "monthly"},
        {"allowed", "Read the warehouse; open a ticket."},
        {"forbidden", "Write to the warehouse; stop a load."},
        {"definition", "Routine changes"},
        {"taskSplit", "Fixed rules find most; the model reads what they flag and writes the ticket."},
        {"inputs", "Row counts and sums of the last 30 nights."},
        {"outputs", "At most five tickets a night."},
        {"validation", "The tickets' hit rate is looked at each month."},
        {"fallback", "The fixed rules alone, by mail."},
        {"records", "Each run's figures and tickets, for 13 months."},
        {"volumePerMonth", "30"},
    });
    script.add<StopRuleService>({{"delegation", "Nightly data checks"},
                                 {"trigger", "Three nights with more than half the tickets wrong"},
                                 {"puller", "Mei Lin"},
                                 {"deputy", "Jonas Weber"},
                                 {"how", "Disable the job \"nightly-checks\"; the fixed rules run on."},
                                 {"minutes", "15"}});
    script.add<DrillService>({{"delegation", "Nightly data checks"},
                              {"heldOn", "2026-02-24"},
                              {"by", "Mei Lin"},
                              {"minutes", "6"},
                              {"worked", "yes"},
                              {"note", "Disabled and enabled again before the first night."}});
    script.add<CredentialService>({{"delegation", "Nightly data checks"},
                                   {"title", "Warehouse reader role"},
                                   {"scope", "read: schema checkout"},
                                   {"keptIn", "team vault, checkout/nightly"},
                                   {"issuedOn", "2026-02-24"},
                                   {"expiresOn", "2026-06-26"},
                                   {"revoker", "Mei Lin"}});
}

void addFridayUpdate(Script &script)
{
    script.on("2026-03-18", "09:00", "Dana Keller");
    script.add<DelegationService>({
        {"title", "Friday stakeholder update"},
        {"purpose", "Tell 40 stakeholders each Friday what shipped, what moved and what is next."},
        {"outcome", "Stakeholders and sales know what is in production without asking"},
        {"outcomeMeasure", "Status questions to the team in a week"},
        {"outcomeTarget", "under 10"},
        {"outcomeLatest", "7"},
        {"team", "Checkout"},
        {"owner", "Dana Keller"},
        {"deputy", "Mei Lin"},
        {"maintainer", "Tom Reyes"},
        {"reviewer", "Dana Keller"},
        {"escalation", "Lea Brandt"},
        {"category", "assist"},
        {"tier", "frontier"},
        {"model", "summit-latest"},
        {"modelKind", "alias"},
        {"promptReference", "repository checkout, tools/friday-update/prompt.md"},
        {"promptVersion", "4"},
        {"risk", "high"},
        {"pattern", "external-engagement"},
        {"cadence", "monthly"},
        {"allowed", "Read the board and the release log; draft the mail."},
        {"forbidden",
         "Name a customer; state a date that is not on the board; speak of security features unconfirmed."},
        {"untrustedInput", "no"},
        {"taskSplit", "The model drafts from the board; Dana reads, corrects and sends."},
        {"inputs", "Tickets of the Sprint with status and title; the release log; last week's questions."},
        {"outputs", "One mail to the list \"checkout-stakeholders\", at most 250 words."},
        {"validation", "Dana compares each claim with the release log before it is sent."},
        {"fallback", "Dana writes five lines by hand; Mei does when Dana is away."},
        {"records", "Draft, sent mail and the tickets it used are kept for a year."},
        {"volumePerMonth", "4"},
        {"spendPerMonth", "18"},
        {"spendCurrency", "EUR"},
    });
    script.add<SourceService>({{"delegation", "Friday stakeholder update"},
                               {"title", "Checkout board"},
                               {"reference", "board.checkout.example"},
                               {"freshnessDays", "14"},
                               {"verifiedOn", "2026-03-18"}});
    script.add<SourceService>({{"delegation", "Friday stakeholder update"},
                               {"title", "Release log"},
                               {"reference", "repository checkout, CHANGELOG.md"}});
    script.add<CredentialService>({{"delegation", "Friday stakeholder update"},
                                   {"title", "Board reader token"},
                                   {"scope", "read: board checkout"},
                                   {"keptIn", "team vault, checkout/friday-update"},
                                   {"issuedOn", "2026-03-18"},
                                   {"expiresOn", "2026-09-18"},
                                   {"revoker", "Mei Lin"}});
    script.on("2026-03-25", "13:20", "Priya Nair");
    script.add<DelegationService>({
        {"title", "Security statements to prospects"},
        {"purpose", "Answer prospects' questionnaires about security."},
        {"team", "Checkout"},
        {"owner", "Priya Nair"},
        {"deputy", "Dana Keller"},
        {"category", "assist"},
        {"tier", "mid"},
        {"model", "atlas-mid-latest"},
        {"modelKind", "alias"},
        {"risk", "high"},
        {"cadence", "days:90"},
        {"definition", "Status claims"},
        {"volumePerMonth", "6"},
    });
}

}

void addSpringInventory(Script &script)
{
    addSupportReplies(script);
    addDataChecks(script);
    addFridayUpdate(script);
}

void addLateInventory(Script &script)
{
    script.on("2026-05-18", "10:10", "Mei Lin");
    script.add<DelegationService>({
        {"title", "Meeting transcripts"},
        {"purpose", "A tool that joins calls and mails a transcript; found in three calendars."},
        {"team", "Checkout"},
        {"risk", "medium"},
        {"untrustedInput", "yes"},
        {"notes", "Nobody knows who switched it on. What is it for, and who owns it?"},
    });
    script.on("2026-05-20", "08:50", "Sam Ortiz");
    script.add<DelegationService>({
        {"title", "Invoice questions"},
        {"purpose", "Draft answers to questions about an invoice."},
        {"team", "Checkout"},
        {"owner", "Sam Ortiz"},
        {"reviewer", "Priya Nair"},
        {"category", "assist"},
        {"tier", "mid"},
        {"model", "atlas-mid-2026-01"},
        {"modelKind", "pinned"},
        {"risk", "medium"},
        {"pattern", "workplace-services"},
        {"cadence", "monthly"},
        {"untrustedInput", "yes"},
        {"definition", "Replies to customers"},
        {"taskSplit", "The model drafts from the invoice's lines; Sam reads and sends."},
        {"volumePerMonth", "110"},
    });
    script.add<SourceService>({{"delegation", "Invoice questions"},
                               {"title", "Price list"},
                               {"freshnessDays", "90"},
                               {"verifiedOn", "2026-05-19"}});
}

}
