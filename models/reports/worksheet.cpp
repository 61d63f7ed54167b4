#include "reports/worksheet.h"

#include "domain/check_guide.h"
#include "register/inventory_services.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace muster::reports {

using namespace Qt::StringLiterals;
using nlohmann::json;
using registry::OpenAudit;
using registry::OpenDelegation;
using registry::Store;

namespace {

constexpr int samplesPerDelegation = 3;

/// What one delegation's pages are made of.
struct Matter
{
    Delegation delegation;
    std::optional<Definition> definition;
    QList<Source> sources;
    std::optional<StopRule> stopRule;
    std::optional<Drill> lastDrill;
    RoutingPolicy policy;
    QHash<QString, Person> people;
    QDate today;

    QString name(const std::optional<PersonId> &id) const
    {
        if (!id)
            return u"nobody"_s;
        const auto person = people.value(id->text());
        const QString known = person.name.isEmpty() ? id->text() : QString(person.name);
        return person.isActive(today) ? known : u"%1 (left on %2)"_s.arg(known, person.leftOn->toString(Qt::ISODate));
    }
};

QString orAbsent(const QString &text)
{
    return text.isEmpty() ? u"not recorded"_s : text;
}

Result<void> fillDrill(Store &store, Matter &matter)
{
    const auto drills = registry::DrillService(store).all();
    if (!drills)
        return tl::unexpected(drills.error());
    for (const auto &drill : *drills) {
        if (drill.delegation == matter.delegation.id && (!matter.lastDrill || drill.heldOn >= matter.lastDrill->heldOn))
            matter.lastDrill = drill;
    }
    return {};
}

/// Fills what hangs on the delegation: Definition of Done, sources, stop rule, last drill.
Result<void> fill(Store &store, Matter &matter)
{
    if (const auto &definition = matter.delegation.definition) {
        auto found = registry::byId<Definition>(store, *definition);
        if (!found)
            return tl::unexpected(found.error());
        matter.definition = std::move(*found);
    }
    const auto sources = registry::SourceService(store).all();
    if (!sources)
        return tl::unexpected(sources.error());
    for (const auto &source : *sources) {
        if (source.delegation == matter.delegation.id && !source.endedOn)
            matter.sources << source;
    }
    auto rule = registry::StopRuleService(store).of(matter.delegation.id);
    if (!rule)
        return tl::unexpected(rule.error());
    matter.stopRule = std::move(*rule);
    return fillDrill(store, matter);
}

Result<Matter> matterOf(Store &store, registry::RuleContext &context, const DelegationId &id)
{
    auto delegation = registry::byId<Delegation>(store, id);
    if (!delegation)
        return tl::unexpected(delegation.error());
    const auto policy = context.policy();
    if (!policy)
        return tl::unexpected(policy.error());
    const auto people = context.people();
    if (!people)
        return tl::unexpected(people.error());
    Matter matter;
    matter.delegation = std::move(*delegation);
    matter.policy = *policy;
    matter.people = **people;
    matter.today = context.today();
    const auto filled = fill(store, matter);
    return filled ? Result<Matter>(std::move(matter)) : tl::unexpected(filled.error());
}

/// The `text` of each item of a list of criteria or failure modes.
std::vector<ChecklistItem> itemsOf(const QString &list, const QString &hintKey)
{
    std::vector<ChecklistItem> items;
    const auto parsed = json::parse(list.toStdString(), nullptr, false);
    if (!parsed.is_array())
        return items;
    for (const auto &item : parsed) {
        if (!item.is_object() || !item.contains("text") || !item["text"].is_string())
            continue;
        const auto hint = item.find(hintKey.toStdString());
        items.push_back({QString::fromStdString(item["text"].get_ref<const std::string &>()),
                         hint != item.end() && hint->is_string()
                             ? QString::fromStdString(hint->get_ref<const std::string &>())
                             : QString()});
    }
    return items;
}

KeyValues headOf(const Matter &matter)
{
    const auto &d = matter.delegation;
    KeyValues head{{{u"Category"_s, word(d.category), Kind::Category},
                    {u"Owner"_s, matter.name(d.owner)},
                    {u"Risk"_s, d.risk ? word(*d.risk) : u"not set"_s}}};
    if (d.category == Category::Avoid) {
        head.facts.push_back({u"Why Avoid"_s, orAbsent(d.categoryReason.value_or(QString()))});
        return head;
    }
    head.facts.push_back({u"Tier"_s, orAbsent(d.tier.value_or(TierName()))});
    head.facts.push_back({u"Model"_s, orAbsent(d.model.value_or(Title()))});
    head.facts.push_back({u"Allowed"_s, orAbsent(d.allowed.value_or(QString()))});
    head.facts.push_back({u"Forbidden"_s, orAbsent(d.forbidden.value_or(QString()))});
    return head;
}

Section failureModes(const Matter &matter)
{
    Section section{u"Known failure modes"_s, 4, {}};
    auto modes =
        matter.definition ? itemsOf(matter.definition->failureModes, u"since"_s) : std::vector<ChecklistItem>();
    for (auto &mode : modes)
        mode.hint = mode.hint.isEmpty() ? QString() : u"found on %1"_s.arg(mode.hint);
    if (modes.empty())
        section.blocks.push_back(Note{u"None known yet."_s});
    else
        section.blocks.push_back(Checklist{std::move(modes)});
    return section;
}

/// Where the samples lie that are laid out, and of what day they are; empty where there are fewer.
void addLaidOut(Table &table, const QList<registry::Sample> &samples)
{
    QStringList references{u"Where it lies"_s}, dates{u"Date"_s};
    for (const auto &sample : samples) {
        references << sample.reference;
        dates << sample.date.toString(Qt::ISODate);
    }
    table.rows = {references, dates};
}

/// A row for each criterion, a column for each sample: one table to fill in by hand.
Section samplesOf(const Matter &matter, const OpenDelegation &open)
{
    Section section{u"Three recent outputs"_s, 4, {}};
    const qsizetype columns = std::max(qsizetype(samplesPerDelegation), open.samples.size());
    Table table;
    table.columns = {{u"what"_s, u"What"_s, Kind::Text, 40}};
    for (qsizetype i = 1; i <= columns; ++i)
        table.columns.push_back({u"sample%1"_s.arg(i), u"Sample %1"_s.arg(i), Kind::Text, 14});
    addLaidOut(table, open.samples);
    const QString boxes = u"☐ met  ☐ unmet"_s;
    const auto criteria =
        matter.definition ? itemsOf(matter.definition->criteria, u"key"_s) : std::vector<ChecklistItem>();
    for (const auto &criterion : criteria)
        table.rows.push_back(QStringList{u"%1: %2"_s.arg(criterion.hint, criterion.label)}
                             + QStringList(columns, boxes));
    for (const auto &source : matter.sources)
        table.rows.push_back({u"Source: %1"_s.arg(source.title)});
    if (matter.definition)
        table.caption = u"%1, version %2"_s.arg(matter.definition->title).arg(matter.definition->version);
    section.blocks.push_back(std::move(table));
    if (open.drawing)
        section.blocks.push_back(Note{registry::drawingText(*open.drawing) + u'.'});
    if (criteria.empty())
        section.blocks.push_back(Note{
            u"No AI Definition of Done: agree now what an acceptable output is; a decision will have to settle it."_s});
    return section;
}

Table sourceTable(const Matter &matter)
{
    Table table;
    table.caption = u"Sources as recorded"_s;
    table.columns = {{u"source"_s, u"Source"_s, Kind::Text, 24},
                     {u"reference"_s, u"Where"_s, Kind::Text, 24},
                     {u"verifiedOn"_s, u"Last verified"_s, Kind::Date, 10},
                     {u"limit"_s, u"Fresh for"_s, Kind::Text, 10}};
    for (const auto &source : matter.sources)
        table.rows.push_back({source.title, source.reference.value_or(QString()),
                              source.verifiedOn ? source.verifiedOn->toString(Qt::ISODate) : u"never"_s,
                              source.freshnessDays ? u"%1 days"_s.arg(*source.freshnessDays) : u"no limit"_s});
    table.emptyText = u"No source is recorded: write down what the outputs draw on."_s;
    return table;
}

Bullets sourceStates()
{
    Bullets states;
    for (size_t i = 0; i < Words<SourceState>::all.size(); ++i) {
        const auto state = SourceState(i);
        states.items << u"%1: %2"_s.arg(word(state), sourceStateMeaning(state));
    }
    return states;
}

QString drillText(const Matter &matter)
{
    if (!matter.lastDrill)
        return u"never held"_s;
    const auto &drill = *matter.lastDrill;
    const QString minutes = drill.minutes ? u", %1 minutes"_s.arg(*drill.minutes) : QString();
    return u"%1, by %2%3: %4"_s.arg(drill.heldOn.toString(Qt::ISODate), matter.name(drill.by), minutes,
                                    drill.worked ? u"worked"_s : u"did not work"_s);
}

/// What the inventory says beside a check.
KeyValues besides(const Matter &matter, Check check)
{
    const auto &d = matter.delegation;
    if (check == Check::Model) {
        const auto range = d.risk ? matter.policy.perRisk[size_t(*d.risk)] : std::nullopt;
        const QString allowed = range ? u"%1 to %2"_s.arg(range->lowest, range->highest) : u"no rule for this risk"_s;
        const bool within = matter.policy.allows(d.tier.value_or(TierName()), d.risk);
        return {{{u"Routing policy"_s, allowed + (within ? QString() : u"; this tier is outside"_s)},
                 {u"Model's end"_s, d.modelEndsOn ? d.modelEndsOn->toString(Qt::ISODate) : u"not known"_s},
                 {u"Prompt's version"_s, orAbsent(d.promptVersion.value_or(Title()))}}};
    }
    if (check == Check::Stop && matter.stopRule) {
        const auto &rule = *matter.stopRule;
        return {{{u"Stop rule"_s, rule.trigger},
                 {u"How"_s, orAbsent(rule.how.value_or(QString()))},
                 {u"Who pulls the plug"_s, matter.name(rule.puller)},
                 {u"Deputy"_s, matter.name(rule.deputy)},
                 {u"Within"_s, rule.minutes ? u"%1 minutes"_s.arg(*rule.minutes) : u"not agreed"_s},
                 {u"Last drill"_s, drillText(matter)}}};
    }
    if (check == Check::Stop)
        return {{{u"Stop rule"_s, u"there is none"_s}, {u"Last drill"_s, drillText(matter)}}};
    if (check == Check::Creep && d.category != Category::Avoid)
        return {{{u"Reviewer"_s, matter.name(d.reviewer)},
                 {u"Agreed validation"_s, orAbsent(d.validation.value_or(QString()))}}};
    return {};
}

Section checkSection(const Matter &matter, Check check, const QStringList &hints)
{
    const auto guide = guideFor(check, matter.delegation.category);
    Section section{guide.title, 4, {Paragraph{guide.question}, Paragraph{guide.lookAt}}};
    if (auto facts = besides(matter, check); !facts.facts.empty())
        section.blocks.push_back(std::move(facts));
    if (!hints.isEmpty()) {
        section.blocks.push_back(Note{u"What the figures hint at; the verdict is yours:"_s});
        section.blocks.push_back(Bullets{hints});
    }
    section.blocks.push_back(Checklist{
        {{word(Verdict::Pass), guide.pass}, {word(Verdict::Drift), guide.drift}, {word(Verdict::Fail), guide.fail}}});
    if (check == Check::Stop)
        section.blocks.push_back(WritingLines{1, u"Who answered, after how many seconds"_s});
    section.blocks.push_back(WritingLines{2, u"Note (a drift or fail needs one)"_s});
    return section;
}

void addDelegation(std::vector<Section> &sections, const Matter &matter, const OpenDelegation &open,
                   const HintSource &hints)
{
    Section head{matter.delegation.title, 3, {headOf(matter)}};
    if (open.selfChecked)
        head.blocks.push_back(Note{u"The owner checks this alone: it is recorded as self-checked."_s});
    sections.push_back(std::move(head));
    const auto checks = checksFor(matter.delegation.category);
    if (std::ranges::find(checks, Check::Output) != checks.end()) {
        sections.push_back(failureModes(matter));
        sections.push_back(samplesOf(matter, open));
        sections.back().blocks.push_back(sourceTable(matter));
        sections.back().blocks.push_back(Note{u"Write one of these for each source of a sample:"_s});
        sections.back().blocks.push_back(sourceStates());
    }
    for (const auto check : checks)
        sections.push_back(checkSection(matter, check, hints ? hints(open, check) : QStringList()));
}

QString pairName(const QList<PersonId> &pair, const QHash<QString, Person> &people)
{
    QStringList names;
    for (const auto &person : pair)
        names << (people.contains(person.text()) ? QString(people[person.text()].name) : person.text());
    return names.join(u" + "_s);
}

/// What a pair is given; -1 is what no pair was given.
QList<const OpenDelegation *> workOf(const OpenAudit &audit, qsizetype pair)
{
    QList<const OpenDelegation *> work;
    for (const auto &open : audit.delegations) {
        const bool given = open.pair >= 0 && open.pair < audit.pairs.size();
        if (given ? open.pair == pair : pair < 0)
            work << &open;
    }
    return work;
}

Section pairHead(const QString &heading, const QList<const OpenDelegation *> &work, bool newPage)
{
    QStringList titles;
    int minutes = 0;
    for (const auto *open : work) {
        titles << open->title;
        minutes += checkMinutes(open->category);
    }
    const QString text = titles.isEmpty()
                             ? u"Nothing to check: join another pair."_s
                             : u"To check, in about %1 minutes: %2."_s.arg(minutes).arg(titles.join(u", "_s));
    return {heading, 2, {Paragraph{text}}, newPage};
}

Result<void> addPair(std::vector<Section> &sections, Store &store, registry::RuleContext &context,
                     const OpenAudit &audit, qsizetype pair, const HintSource &hints)
{
    const auto people = context.people();
    if (!people)
        return tl::unexpected(people.error());
    const auto work = workOf(audit, pair);
    const QString heading = pair < 0 ? u"Not given to a pair"_s
                                     : u"Pair %1: %2"_s.arg(pair + 1).arg(pairName(audit.pairs.at(pair), **people));
    sections.push_back(pairHead(heading, work, !sections.empty()));
    for (const auto *open : work) {
        const auto matter = matterOf(store, context, open->id);
        if (!matter)
            return tl::unexpected(matter.error());
        addDelegation(sections, *matter, *open, hints);
    }
    return {};
}

}

Result<Document> worksheetDocument(Store &store, const OpenAudit &audit, std::optional<qsizetype> pair,
                                   const HintSource &hints)
{
    if (pair && (*pair < 0 || *pair >= audit.pairs.size()))
        return failure(
            ErrorCode::InvalidInput,
            u"Audit %1 has %2 pairs; there is no pair %3."_s.arg(audit.number).arg(audit.pairs.size()).arg(*pair + 1));
    const auto info = store.info();
    if (!info)
        return tl::unexpected(info.error());
    registry::RuleContext context(store);
    const QString kind = kindOf(audit.form) == AuditKind::Full ? u"full audit"_s : u"spot check"_s;
    Document document{u"Worksheet, audit %1"_s.arg(audit.number),
                      u"%1 · %2, %3 minutes"_s.arg(info->name, kind, word(audit.form)),
                      {{u"Register"_s, info->name}, {u"Written on"_s, store.today().toString(Qt::ISODate), Kind::Date}},
                      {}};
    for (qsizetype i = -1; i < audit.pairs.size(); ++i) {
        const bool wanted = pair ? *pair == i : i >= 0 || !workOf(audit, -1).isEmpty();
        if (!wanted)
            continue;
        if (const auto added = addPair(document.sections, store, context, audit, i, hints); !added)
            return tl::unexpected(added.error());
    }
    return document;
}

}
