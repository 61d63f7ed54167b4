#include "sample/inventory.h"

#include "register/inventory_services.h"

namespace muster::sample {

using namespace registry;

void addPeople(Script &script)
{
    script.on("2026-01-12", "09:20", "Lea Brandt");
    script.set<PersonService>("Lea Brandt", {{"email", "lea.brandt@checkout.example"}}, "");
    script.add<PersonService>({{"name", "Dana Keller"}, {"email", "dana.keller@checkout.example"}});
    script.add<PersonService>({{"name", "Mei Lin"}, {"email", "mei.lin@checkout.example"}});
    script.add<PersonService>({{"name", "Jonas Weber"}, {"email", "jonas.weber@checkout.example"}});
    script.add<PersonService>({{"name", "Priya Nair"}, {"email", "priya.nair@checkout.example"}});
    script.add<PersonService>({{"name", "Sam Ortiz"}, {"email", "sam.ortiz@checkout.example"}});
    script.add<PersonService>({{"name", "Tom Reyes"}, {"email", "tom.reyes@checkout.example"}});
}

void addDefinitions(Script &script)
{
    script.on("2026-01-13", "10:05", "Dana Keller");
    script.add<DefinitionService>({
        {"title", "Status claims"},
        {"taskClass", "Statements about what the product does, to people outside the team"},
        {"criteria", "Every item called shipped is done on the board and stands in the release log.\n"
                     "Nothing behind a flag, descoped or planned is called available.\n"
                     "Dates are quoted from the board, never inferred.\n"
                     "No customer is named.\n"
                     "At most 250 words, and the three questions stakeholders asked come first."},
    });
    script.add<DefinitionService>({
        {"title", "Replies to customers"},
        {"taskClass", "Drafts that a person sends to a customer"},
        {"criteria", "Answers the question that was asked, in the customer's language.\n"
                     "Every instruction stands in a help article that is current.\n"
                     "Promises no refund, date or exception.\n"
                     "Holds no data of another customer."},
    });
    script.on("2026-01-13", "14:40", "Jonas Weber");
    script.add<DefinitionService>({
        {"title", "Routine changes"},
        {"taskClass", "Small changes that run by rule: labels, versions, checks"},
        {"criteria", "Can be undone in one step by whoever notices.\n"
                     "All tests of the repository pass before it is merged.\n"
                     "The log names the rule that led to it."},
    });
}

namespace {

void addOnwardWork(Script &script)
{
    script.on("2026-01-14", "09:10", "Jonas Weber");
    script.add<DelegationService>({
        {"title", "Release notes"},
        {"purpose", "Turn merged changes into notes that customers read."},
        {"outcome", "Customers find what changed without asking"},
        {"outcomeMeasure", "Questions per release that the notes answer"},
        {"outcomeTarget", "under 5"},
        {"outcomeLatest", "4"},
        {"team", "Checkout"},
        {"owner", "Jonas Weber"},
        {"deputy", "Mei Lin"},
        {"reviewer", "Dana Keller"},
        {"category", "assist"},
        {"tier", "light"},
        {"model", "atlas-light-2025-04"},
        {"modelKind", "pinned"},
        {"modelEndsOn", "2026-06-19"},
        {"promptReference", "repository checkout, tools/release-notes/prompt.md"},
        {"promptVersion", "7"},
        {"risk", "low"},
        {"pattern", "employee-enablement"},
        {"cadence", "sprint:3"},
        {"definition", "Status claims"},
        {"taskSplit", "The model groups merged changes and drafts; Jonas edits and publishes."},
        {"inputs", "Merged pull requests since the last tag."},
        {"outputs", "One Markdown page a release."},
        {"validation", "Jonas reads every line against the list of merged changes."},
        {"fallback", "Publish the bare list of changes."},
        {"records", "Each page and its draft are kept with the tag."},
        {"volumePerMonth", "4"},
        {"externalId", "AI-03"},
    });
    script.add<SourceService>(
        {{"delegation", "Release notes"}, {"title", "Merged changes"}, {"reference", "repository checkout, main"}});
    script.add<DelegationService>({
        {"title", "Test case ideas"},
        {"purpose", "Suggest edge cases for a story before it is built."},
        {"team", "Checkout"},
        {"owner", "Jonas Weber"},
        {"category", "assist"},
        {"tier", "frontier"},
        {"model", "summit-frontier-latest"},
        {"modelKind", "alias"},
        {"risk", "low"},
        {"pattern", "expert-empowerment"},
        {"cadence", "days:60"},
        {"taskSplit", "The model lists cases; whoever builds the story picks and writes the tests."},
        {"validation", "A case counts only as a test that failed first."},
        {"volumePerMonth", "60"},
        {"spendPerMonth", "140"},
        {"spendCurrency", "EUR"},
        {"seats", "9"},
        {"activeUsers", "4"},
    });
}

void addRunningWork(Script &script)
{
    script.on("2026-01-15", "13:30", "Priya Nair");
    script.add<DelegationService>({
        {"title", "Ticket triage"},
        {"purpose", "Label support tickets and route them to a queue."},
        {"outcome", "A ticket reaches who can answer it within minutes"},
        {"outcomeMeasure", "Median minutes to the right queue"},
        {"outcomeTarget", "5"},
        {"outcomeLatest", "3"},
        {"team", "Checkout"},
        {"owner", "Priya Nair"},
        {"deputy", "Sam Ortiz"},
        {"category", "automate"},
        {"tier", "light"},
        {"model", "atlas-light-2025-10"},
        {"modelKind", "pinned"},
        {"risk", "medium"},
        {"pattern", "workplace-services"},
        {"cadence", "monthly"},
        {"allowed", "Set label and queue of a new ticket."},
        {"forbidden", "Answer, close or merge a ticket; touch one that is marked legal."},
        {"untrustedInput", "yes"},
        {"definition", "Routine changes"},
        {"taskSplit", "The model labels; a person answers. Anything marked legal goes straight to Priya."},
        {"inputs", "Subject and body of new tickets, the list of queues."},
        {"outputs", "One label and one queue a ticket."},
        {"validation", "Twenty tickets a week are labelled by hand and compared."},
        {"fallback", "All tickets to the general queue; the shift lead sorts them."},
        {"records", "Label, queue and reason stand in the ticket's history."},
        {"volumePerMonth", "1900"},
    });
    script.add<StopRuleService>({{"delegation", "Ticket triage"},
                                 {"trigger", "More than 5 % of a day's tickets are moved by hand"},
                                 {"puller", "Priya Nair"},
                                 {"deputy", "Sam Ortiz"},
                                 {"how", "Switch off the rule \"auto-triage\" in the help desk."},
                                 {"minutes", "10"}});
    script.add<SourceService>({{"delegation", "Ticket triage"},
                               {"title", "List of queues"},
                               {"freshnessDays", "90"},
                               {"verifiedOn", "2026-01-15"}});
    script.on("2026-01-16", "08:25", "Tom Reyes");
    script.add<DelegationService>({
        {"title", "Dependency bumps"},
        {"purpose", "Open, test and merge version bumps of libraries."},
        {"team", "Checkout"},
        {"owner", "Tom Reyes"},
        {"category", "automate"},
        {"tier", "mid"},
        {"model", "atlas-mid-latest"},
        {"modelKind", "alias"},
        {"risk", "medium"},
        {"pattern", "core-process"},
        {"cadence", "sprint:2"},
        {"allowed", "Merge patch and minor versions when all tests pass."},
        {"volumePerMonth", "35"},
        {"notes", "Ran before the register was begun; recorded as it is."},
    });
    script.add<DelegationService>({
        {"title", "Competitor digest"},
        {"purpose", "Summarise what competitors published this week."},
        {"team", "Checkout"},
        {"owner", "Dana Keller"},
        {"category", "assist"},
        {"tier", "mid"},
        {"risk", "low"},
        {"cadence", "monthly"},
        {"spendPerMonth", "60"},
        {"spendCurrency", "EUR"},
    });
}

void addAvoids(Script &script)
{
    script.on("2026-01-20", "09:45", "Sam Ortiz");
    script.add<DelegationService>({
        {"title", "Refusing a refund"},
        {"purpose", "Tell a customer that a refund is not possible."},
        {"team", "Checkout"},
        {"owner", "Sam Ortiz"},
        {"category", "avoid"},
        {"categoryReason", "A refusal that nobody stood behind damages trust more than the refund costs."},
        {"risk", "high"},
        {"cadence", "days:90"},
    });
    script.on("2026-01-20", "10:30", "Dana Keller");
    script.add<DelegationService>({
        {"title", "Performance feedback"},
        {"purpose", "Say how somebody's work is going."},
        {"team", "Checkout"},
        {"owner", "Dana Keller"},
        {"category", "avoid"},
        {"categoryReason", "It is a relationship; a drafted sentence would be read as one."},
        {"risk", "high"},
        {"cadence", "days:90"},
    });
}

}

void addFirstInventory(Script &script)
{
    addOnwardWork(script);
    addRunningWork(script);
    addAvoids(script);
}

}
