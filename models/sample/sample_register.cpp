#include "sample/sample_register.h"

#include "register/inventory_services.h"
#include "sample/earlier_audits.h"
#include "sample/evidence_files.h"
#include "sample/inventory.h"

#include <QFile>

namespace muster::sample {

using namespace Qt::StringLiterals;
using namespace registry;

namespace {

RegisterInfo sampleInfo()
{
    const auto policy = defaultPolicy();
    RegisterInfo info;
    info.name = u"Checkout team"_s;
    info.timeZone = u"Europe/Berlin"_s;
    info.readingSpeed = 240;
    info.tiers = tiersJson(policy.tiers);
    info.policy = policyJson(policy);
    info.sample = true;
    return info;
}

void addSeries(Script &script)
{
    script.on("2026-04-07", "12:30", "Lea Brandt");
    script.add<SeriesService>({{"title", "Checkout Delegation Audit"},
                               {"team", "Checkout"},
                               {"owner", "Lea Brandt"},
                               {"cadence", "monthly"},
                               {"form", "60"},
                               {"nextSlot", "2026-04-14"}});
}

void betweenAudits(Script &script)
{
    script.on("2026-04-22", "08:40", "Mei Lin");
    script.step([&] {
        return DecisionService(script.store())
            .markDone(script.find<Decision>("3"), u"Two transcripts without consent were removed."_s);
    });
    script.on("2026-04-30", "07:55", "Mei Lin");
    script.set<SourceService>("Checkout board", {{"verifiedOn", "2026-04-30"}}, "looked through all open tickets");
    script.on("2026-05-11", "13:15", "Dana Keller");
    script.add<StopRuleService>({{"delegation", "Friday stakeholder update"},
                                 {"trigger", "Any wrong claim about a feature"},
                                 {"puller", "Dana Keller"},
                                 {"deputy", "Mei Lin"},
                                 {"how", "Pause the job \"friday-update\" and write a correction to the list."},
                                 {"minutes", "15"}});
    script.set<DelegationService>("Friday stakeholder update", {{"definition", "Status claims"}},
                                  "what Automate owes, see decision 2");
}

void afterSecondAudit(Script &script)
{
    script.on("2026-05-13", "07:30", "Dana Keller");
    script.set<DelegationService>(
        "Friday stakeholder update",
        {{"taskSplit", "The model drafts from the board and sends at 15:00; Dana reads one update in four in full."},
         {"validation", "One update in four is compared with the release log before it is sent."}},
        "follows from its promotion");
    script.on("2026-05-13", "08:10", "Priya Nair");
    script.set<SourceService>("List of queues", {{"verifiedOn", "2026-05-13"}}, "compared with the help desk");
    script.set<DelegationService>(
        "Security statements to prospects",
        {{"categoryReason", "A claim about security binds the company; whoever makes it has to know."}}, "decision 11");
}

void lateInMay(Script &script)
{
    script.on("2026-05-28", "14:20", "Priya Nair");
    script.set<SourceService>("Help articles", {{"verifiedOn", "2026-05-28"}}, "went through the forty most read");
    script.step([&] {
        return DecisionService(script.store())
            .markDone(script.find<Decision>("10"), u"Two drafts a day are read in full, with the article open."_s);
    });
    script.on("2026-05-29", "15:00", "Lea Brandt");
    script.step(
        [&] { return PersonService(script.store()).left(script.find<Person>("Tom Reyes"), QDate(2026, 5, 29)); });
}

void lastDays(Script &script)
{
    script.on("2026-06-11", "09:40", "Dana Keller");
    script.set<DelegationService>(
        "Friday stakeholder update",
        {{"outcomeLatest", "9"}, {"improvementPlan", "Draft from the release log first, the board second."}},
        "figures of May");
}

Result<void> writeStory(Store &store, SampleClock &clock)
{
    Script script(store, clock);
    addPeople(script);
    addDefinitions(script);
    addFirstInventory(script);
    addSpringInventory(script);
    addSeries(script);
    holdFirstAudit(script);
    betweenAudits(script);
    holdSecondAudit(script);
    amendSecondAudit(script);
    afterSecondAudit(script);
    addLateInventory(script);
    lateInMay(script);
    holdSpotCheck(script);
    lastDays(script);
    readEvidenceIn(script);
    return script.outcome();
}

Result<void> writeFile(const QString &path, StoreOptions options)
{
    SampleClock clock;
    clock.set(QDate(2026, 1, 12), QTime(9, 0));
    options.clock = &clock;
    options.flush = false;
    const auto store = Store::create(path, options, sampleInfo(), u"Lea Brandt"_s);
    if (!store)
        return tl::unexpected(store.error());
    const auto written = writeStory(**store, clock);
    if (!written)
        QFile::remove(path);
    return written;
}

}

Result<std::unique_ptr<Store>> makeSampleRegister(const QString &path, const StoreOptions &options)
{
    const auto written = writeFile(path, options);
    return written ? Store::open(path, options) : tl::unexpected(written.error());
}

}
