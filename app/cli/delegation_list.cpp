#include "register/delegation_list.h"

#include "command.h"
#include "domain/entities.h"
#include "domain/iso_date.h"
#include "pretty_json.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using registry::DelegationQuery;
using registry::DelegationSummary;

namespace {

constexpr int widestListed = 48;
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

QString iso(const std::optional<QDate> &date)
{
    return date ? isoText(*date) : QString();
}

void put(PrettyJson &json, const DelegationSummary &item)
{
    const auto text = [&json](std::string_view name, const QString &value) {
        json.key(name);
        json.textOrNull(value);
    };
    const auto word = [&json](std::string_view name, std::string_view value) {
        json.key(name);
        value.empty() ? json.null() : json.word(value);
    };
    json.beginObject();
    text("id", item.id.text());
    json.key("title");
    json.text(item.title);
    text("owner", item.ownerName);
    word("category", wordView(item.category));
    text("tier", item.tier);
    word("risk", item.risk ? wordView(*item.risk) : std::string_view());
    word("status", wordView(item.status));
    text("lastAudit", iso(item.lastAudit));
    text("nextDue", iso(item.nextDue));
    text("trustedUntil", item.trusted ? isoText(item.trusted->date) : QString());
    word("trustedBecause", item.trusted ? wordView(item.trusted->because) : std::string_view());
    json.key("flags");
    json.beginArray();
    for (const auto flag : item.flags)
        json.word(wordView(flag));
    json.endArray();
    json.endObject();
}

void printJson(const QList<DelegationSummary> &items, Output &out)
{
    PrettyJson json;
    json.beginArray();
    for (const auto &item : items)
        put(json, item);
    json.endArray();
    out.bytes(QByteArray::fromStdString(escapedJson(json.take()) + '\n'));
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
        lines << QStringList{shortened(item.title, widestListed),
                             shortened(item.ownerName, widestCell),
                             word(item.category),
                             shortened(item.tier, widestCell),
                             item.risk ? word(*item.risk) : QString(),
                             word(item.status),
                             iso(item.lastAudit),
                             iso(item.nextDue),
                             item.trusted ? isoText(item.trusted->date) : QString(),
                             flagWords(item).join(u' ')};
    out.table({u"title"_s, u"owner"_s, u"category"_s, u"tier"_s, u"risk"_s, u"status"_s, u"last audit"_s, u"next due"_s,
               u"trusted until"_s, u"flags"_s},
              lines);
    out.line(u"%1 listed, %2 overdue."_s.arg(items.size()).arg(overdueIn(items)));
}

Outcome runDelegationList(Context &context)
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
            runDelegationList,
            {Parameter::flag("due", "only what is due or overdue, or was never audited and has no date"),
             Parameter::option("category", "C", "unclassified, assist, automate or avoid"),
             Parameter::option("team", "T", "a team's whole name"), Parameter::option("owner", "P", "a person"),
             Parameter::option("flag", "F", "only what stands out so, as overdue or no-stop-rule"),
             Parameter::option("search", "TEXT", "every word is a part of its text"),
             Parameter::flag("all", "also those that are retired")},
            ""};
}

}
