#include "register/delegation_list.h"

#include "command.h"
#include "domain/entities.h"
#include "entity_json.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;
using registry::DelegationQuery;
using registry::DelegationSummary;

namespace {

constexpr int widestTitle = 48;
constexpr int widestCell = 24;

Result<DelegationQuery> queryFrom(Context &context)
{
    DelegationQuery query;
    query.due = context.has("due");
    query.withRetired = context.has("all");
    query.team = context.text("team");
    query.search = context.text("search");
    const auto category = context.word<Category>("category");
    if (!category)
        return tl::unexpected(category.error());
    query.category = *category;
    const auto flag = context.word<Flag>("flag");
    if (!flag)
        return tl::unexpected(flag.error());
    query.flag = *flag;
    const auto owner = context.named<PersonId>("owner", entityOf<Person>());
    if (!owner)
        return tl::unexpected(owner.error());
    query.owner = *owner;
    return query;
}

QStringList flagWords(const DelegationSummary &summary)
{
    QStringList words;
    for (const auto flag : summary.flags)
        words << word(flag);
    return words;
}

ordered_json toJson(const DelegationSummary &item)
{
    ordered_json flags = ordered_json::array();
    for (const auto flag : item.flags)
        flags.push_back(latin(wordView(flag)));
    return {
        {"id", utf8(item.id.text())},
        {"title", utf8(item.title)},
        {"owner", jsonOrNull(item.ownerName)},
        {"category", latin(wordView(item.category))},
        {"tier", jsonOrNull(item.tier)},
        {"risk", item.risk ? ordered_json(latin(wordView(*item.risk))) : ordered_json(nullptr)},
        {"status", latin(wordView(item.status))},
        {"lastAudit", jsonOf(item.lastAudit)},
        {"nextDue", jsonOf(item.nextDue)},
        {"trustedUntil", jsonOf(item.trusted ? std::optional(item.trusted->date) : std::nullopt)},
        {"trustedBecause", item.trusted ? ordered_json(latin(wordView(item.trusted->because))) : ordered_json(nullptr)},
        {"flags", std::move(flags)},
    };
}

void printJson(const QList<DelegationSummary> &items, Output &out)
{
    ordered_json list = ordered_json::array();
    for (const auto &item : items)
        list.push_back(toJson(item));
    out.json(list);
}

QString iso(const std::optional<QDate> &date)
{
    return date ? date->toString(Qt::ISODate) : QString();
}

qsizetype overdueIn(const QList<DelegationSummary> &items)
{
    return std::ranges::count_if(items, [](const DelegationSummary &item) {
        return std::ranges::find(item.flags, Flag::Overdue) != item.flags.end();
    });
}

void printTable(const QList<DelegationSummary> &items, Output &out)
{
    if (items.isEmpty()) {
        out.line(u"No delegation fits."_s);
        return;
    }
    QList<QStringList> lines;
    lines.reserve(items.size());
    for (const auto &item : items)
        lines << QStringList{shortened(item.title, widestTitle),
                             shortened(item.ownerName, widestCell),
                             word(item.category),
                             shortened(item.tier, widestCell),
                             item.risk ? word(*item.risk) : QString(),
                             word(item.status),
                             iso(item.lastAudit),
                             iso(item.nextDue),
                             item.trusted ? iso(item.trusted->date) : QString(),
                             flagWords(item).join(u' ')};
    out.table({u"title"_s, u"owner"_s, u"category"_s, u"tier"_s, u"risk"_s, u"status"_s, u"last audit"_s, u"next due"_s,
               u"trusted until"_s, u"flags"_s},
              lines);
    out.line(u"%1 listed, %2 overdue."_s.arg(items.size()).arg(overdueIn(items)));
}

Outcome run(Context &context)
{
    const auto query = queryFrom(context);
    if (!query)
        return tl::unexpected(query.error());
    const auto items =
        context.store().and_then([&](registry::Store *store) { return listDelegations(*store, *query); });
    if (!items)
        return tl::unexpected(items.error());
    if (context.out().wantsJson())
        printJson(*items, context.out());
    else
        printTable(*items, context.out());
    return overdueIn(*items) > 0 ? Exit::Attention : Exit::Fine;
}

}

Command delegationList()
{
    return {"delegation",
            "list",
            "List delegations, with what stands out; exit status 3 where one is overdue",
            run,
            {Parameter::flag("due", "only what is due or overdue, or was never audited and has no date"),
             Parameter::option("category", "C", "unclassified, assist, automate or avoid"),
             Parameter::option("team", "T", "a team's whole name"), Parameter::option("owner", "P", "a person"),
             Parameter::option("flag", "F", "only what stands out so, as overdue or no-stop-rule"),
             Parameter::option("search", "TEXT", "every word is a part of its text"),
             Parameter::flag("all", "also those that are retired")},
            ""};
}

}
