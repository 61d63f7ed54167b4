#include "audit_support.h"
#include "reports/render_markdown.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using registry::DecisionService;

namespace {

using Items = QList<DecisionService::Item>;

Result<DecisionService::Query> queryFrom(Context &context)
{
    DecisionService::Query query;
    query.openOnly = !context.has("all");
    query.overdueOnly = context.has("overdue");
    const auto owner = context.named<PersonId>("owner", entityOf<Person>());
    if (!owner)
        return tl::unexpected(owner.error());
    query.owner = *owner;
    const auto delegation = context.named<DelegationId>("delegation", entityOf<Delegation>());
    if (!delegation)
        return tl::unexpected(delegation.error());
    query.delegation = *delegation;
    return query;
}

QString stateOf(const DecisionService::Item &item)
{
    return item.overdue ? u"overdue"_s : word(item.decision.state);
}

/// What a decision leads to, and the identifier where that is a thing.
struct Target
{
    QString text;
    QString id;
};

/// What the value after of such a decision identifies, or nullptr where it is a word.
const Entity *entitySetBy(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::Owner: return &entityOf<Person>();
    case DecisionKind::Definition: return &entityOf<Definition>();
    case DecisionKind::Source: return &entityOf<Source>();
    default: return nullptr;
    }
}

/// The value after by name, or what exactly is to be done.
Result<Target> targetOf(registry::Store &store, const Decision &decision)
{
    const QString after = decision.after.value_or(Title());
    const auto *entity = entitySetBy(decision.kind);
    if (after.isEmpty() || !entity)
        return Target{after.isEmpty() ? decision.detail.value_or(QString()) : after, {}};
    Field reference;
    reference.type = FieldType::Reference;
    reference.refers = entity->noun;
    return registry::readable(store, reference, Value(after)).map([&](const QString &name) {
        return Target{name, after};
    });
}

nlohmann::ordered_json jsonOf(const DecisionService::Item &item, const Target &target)
{
    const auto &decision = item.decision;
    return {{"id", utf8(decision.id.text())},
            {"number", decision.number},
            {"delegation", utf8(decision.delegation.text())},
            {"delegationTitle", utf8(item.delegationTitle)},
            {"kind", latin(wordView(decision.kind))},
            {"to", jsonOrNull(target.text)},
            {"toId", jsonOrNull(target.id)},
            {"why", jsonOrNull(decision.why)},
            {"owner", jsonOrNull(item.ownerName)},
            {"decidedOn", cli::jsonOf(std::optional(decision.decidedOn))},
            {"due", cli::jsonOf(decision.due)},
            {"state", latin(wordView(decision.state))},
            {"overdue", item.overdue},
            {"moved", decision.moved},
            {"endedOn", cli::jsonOf(decision.endedOn)}};
}

Result<reports::Document> documentOf(registry::Store &store, const Items &items)
{
    reports::Table table;
    table.columns = {{u"number"_s, u"Decision"_s, reports::Kind::Number},
                     {u"due"_s, u"Due"_s, reports::Kind::Date},
                     {u"state"_s, u"State"_s},
                     {u"delegation"_s, u"Delegation"_s},
                     {u"kind"_s, u"What"_s},
                     {u"to"_s, u"To"_s},
                     {u"owner"_s, u"Owner"_s},
                     {u"why"_s, u"Why"_s}};
    table.emptyText = u"No decision fits."_s;
    for (const auto &item : items) {
        const auto target = targetOf(store, item.decision);
        if (!target)
            return tl::unexpected(target.error());
        table.rows.push_back({QString::number(item.decision.number), dateText(item.decision.due), stateOf(item),
                              item.delegationTitle, word(item.decision.kind), target->text, item.ownerName,
                              item.decision.why});
    }
    return reports::Document{u"Decisions"_s,
                             {},
                             {{u"Written on"_s, store.today().toString(Qt::ISODate), reports::Kind::Date}},
                             {{{}, 2, {std::move(table)}}}};
}

Result<void> print(Context &context, registry::Store &store, const Items &items)
{
    auto &out = context.out();
    if (out.wantsJson()) {
        auto list = nlohmann::ordered_json::array();
        for (const auto &item : items) {
            const auto target = targetOf(store, item.decision);
            if (!target)
                return tl::unexpected(target.error());
            list.push_back(jsonOf(item, *target));
        }
        out.json(list);
        return {};
    }
    const auto document = documentOf(store, items);
    if (!document)
        return tl::unexpected(document.error());
    if (context.has("format"))
        return context.save(u"-"_s, [&](QIODevice &device) { return reports::renderMarkdown(*document, device); });
    const auto &table = std::get<reports::Table>(document->sections.front().blocks.front());
    if (items.isEmpty()) {
        out.line(table.emptyText);
        return {};
    }
    QStringList headers;
    for (const auto &column : table.columns)
        headers << column.header.toLower();
    out.table(headers, {table.rows.begin(), table.rows.end()}, {0});
    return {};
}

Outcome runDecisionList(Context &context)
{
    if (context.has("format") && context.text("format").compare("md"_L1, Qt::CaseInsensitive) != 0)
        return failure(ErrorCode::InvalidInput,
                       u"--format takes md, not \"%1\"."_s.arg(context.text("format").left(40)));
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    const auto query = queryFrom(context);
    if (!query)
        return tl::unexpected(query.error());
    const auto items = DecisionService(**store).list(*query);
    if (!items)
        return tl::unexpected(items.error());
    if (const auto printed = print(context, **store, *items); !printed)
        return tl::unexpected(printed.error());
    const bool overdue = std::ranges::any_of(*items, &DecisionService::Item::overdue);
    return overdue ? Exit::Attention : Exit::Fine;
}

}

Command decisionList()
{
    return {"decision",
            "list",
            "List open decisions by due date; status 3 where one is overdue",
            runDecisionList,
            {Parameter::flag("overdue", "only those whose date has passed"),
             Parameter::flag("all", "also those done or dropped"),
             Parameter::option("owner", "P", "only those of this person"),
             Parameter::option("delegation", "D", "only those on this delegation"),
             Parameter::option("format", "md", "as Markdown, to hand on")}};
}

}
