#include "command.h"
#include "delegation_facts.h"
#include "domain/entities.h"
#include "entity_commands.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

namespace {

Result<ordered_json> toJson(registry::Store &store, const DelegationFacts &facts)
{
    auto object = jsonOf(store, entityOf<Delegation>(), facts.row);
    if (!object)
        return object;
    auto &json = *object;
    json["trustedUntil"] = jsonOf(facts.trusted ? std::optional(facts.trusted->date) : std::nullopt);
    json["trustedBecause"] =
        facts.trusted ? ordered_json(latin(wordView(facts.trusted->because))) : ordered_json(nullptr);
    json["flags"] = ordered_json::array();
    for (const auto flag : facts.flags)
        json["flags"].push_back(latin(wordView(flag)));
    for (const auto &[key, entity, rows] : facts.things) {
        auto list = jsonOf(store, *entity, rows);
        if (!list)
            return list;
        json[key] = std::move(*list);
    }
    json["stopRule"] = json["stopRules"].empty() ? ordered_json(nullptr) : json["stopRules"].back();
    json.erase("stopRules");
    json["history"] = ordered_json::array();
    for (const auto &item : facts.history)
        json["history"].push_back({{"n", item.n},
                                   {"at", utf8(item.at)},
                                   {"by", jsonOrNull(item.by)},
                                   {"field", utf8(item.field)},
                                   {"before", jsonOrNull(item.before)},
                                   {"after", jsonOrNull(item.after)},
                                   {"why", jsonOrNull(item.why)}});
    return object;
}

QString trustLine(const DelegationFacts &facts)
{
    return facts.trusted ? u"%1 (%2)"_s.arg(facts.trusted->date.toString(Qt::ISODate), word(facts.trusted->because))
                         : QString();
}

QString flagLine(const DelegationFacts &facts)
{
    QStringList words;
    for (const auto flag : facts.flags)
        words << word(flag);
    return words.join(u' ');
}

Result<QString> nameOf(registry::Store &store, const QString &person)
{
    const Field field{"by", Side::Public, FieldType::Reference, "person", nullptr, 0, {}};
    return registry::readable(store, field, person.isEmpty() ? Value() : Value(person));
}

/// The fields that stand under the handoff, so that they aren't shown twice.
bool isHandoff(const QString &name)
{
    static const QStringList names{u"taskSplit"_s, u"inputs"_s,     u"outputs"_s, u"validation"_s,
                                   u"fallback"_s,  u"escalation"_s, u"records"_s};
    return names.contains(name);
}

void printHead(const QList<std::pair<QString, QString>> &pairs, const DelegationFacts &facts, Output &out)
{
    QList<std::pair<QString, QString>> shown;
    for (const auto &pair : pairs) {
        if (pair.first == u"title"_s)
            shown.prepend(pair);
        else if (!isHandoff(pair.first))
            shown.append(pair);
    }
    shown << std::pair(u"trustedUntil"_s, trustLine(facts)) << std::pair(u"flags"_s, flagLine(facts));
    out.pairs(shown);
}

/// The six parts of a handoff (design.md §2); what nobody wrote down says so.
void printHandoff(const QHash<QString, QString> &text, Output &out)
{
    const auto part = [&](const QStringList &names) {
        QStringList found;
        for (const auto &name : names) {
            if (!text.value(name).isEmpty())
                found << (name == names.first() ? text.value(name) : u"%1: %2"_s.arg(name, text.value(name)));
        }
        return found.isEmpty() ? u"(not written down)"_s : found.join(u'\n');
    };
    out.line();
    out.line(u"Handoff"_s);
    out.pairs({{u"  task split"_s, part({u"taskSplit"_s})},
               {u"  inputs"_s, part({u"inputs"_s})},
               {u"  outputs"_s, part({u"outputs"_s})},
               {u"  validation"_s, part({u"validation"_s})},
               {u"  failure response"_s, part({u"fallback"_s, u"stop rule"_s, u"escalation"_s})},
               {u"  records"_s, part({u"records"_s})}});
}

/// A thing that hangs on the delegation in one line: its fields that are there.
Result<QString> oneLine(registry::Store &store, const Entity &entity, const Row &row)
{
    const auto pairs = readablePairs(store, entity, row);
    if (!pairs)
        return tl::unexpected(pairs.error());
    QStringList parts;
    for (const auto &[name, value] : *pairs) {
        if (!value.isEmpty() && name != u"delegation"_s && name != u"id"_s && name != u"n"_s)
            parts << u"%1 %2"_s.arg(name, shortened(value, 60));
    }
    return parts.join(u"; "_s);
}

Result<void> printThings(registry::Store &store, const DelegationFacts &facts, Output &out)
{
    for (const auto &[key, entity, rows] : facts.things) {
        if (rows.isEmpty())
            continue;
        out.line();
        out.line(QString::fromStdString(key));
        for (const auto &row : rows) {
            const auto line = oneLine(store, *entity, row);
            if (!line)
                return tl::unexpected(line.error());
            out.line(u"  "_s + *line);
        }
    }
    return {};
}

Result<void> printHistory(registry::Store &store, const DelegationFacts &facts, Output &out)
{
    QList<QStringList> lines;
    for (const auto &item : facts.history) {
        const auto by = nameOf(store, item.by);
        if (!by)
            return tl::unexpected(by.error());
        lines << QStringList{u"  "_s + QString::number(item.n),
                             item.at.left(16).replace(u'T', u' '),
                             *by,
                             item.field,
                             shortened(item.before, 24),
                             shortened(item.after, 24),
                             shortened(item.why, 48)};
    }
    if (lines.isEmpty())
        return {};
    out.line();
    out.line(u"history"_s);
    out.table({u"  n"_s, u"at (UTC)"_s, u"by"_s, u"field"_s, u"before"_s, u"after"_s, u"why"_s}, lines);
    return {};
}

Result<void> print(registry::Store &store, const DelegationFacts &facts, Output &out)
{
    const auto pairs = readablePairs(store, entityOf<Delegation>(), facts.row);
    if (!pairs)
        return tl::unexpected(pairs.error());
    QHash<QString, QString> text;
    for (const auto &[name, value] : *pairs)
        text.insert(name, value);
    for (const auto &[key, entity, rows] : facts.things) {
        if (key == "stopRules" && !rows.isEmpty())
            text.insert(u"stop rule"_s, textOf(rows.last().values[size_t(entity->indexOf(u"trigger"))]));
    }
    printHead(*pairs, facts, out);
    printHandoff(text, out);
    return printThings(store, facts, out).and_then([&] { return printHistory(store, facts, out); });
}

Outcome runDelegationShow(Context &context)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    const auto facts =
        registry::resolve(**store, entityOf<Delegation>(), context.text("ID")).and_then([&](const QString &id) {
            return readFacts(**store, DelegationId(id));
        });
    if (!facts)
        return tl::unexpected(facts.error());
    if (!context.out().wantsJson())
        return print(**store, *facts, context.out()).map([] { return Exit::Fine; });
    return toJson(**store, *facts).map([&](const ordered_json &json) {
        context.out().json(json);
        return Exit::Fine;
    });
}

}

Command delegationShow()
{
    return {"delegation",
            "show",
            "Show everything about a delegation: fields, handoff, what hangs on it, history",
            runDelegationShow,
            {Parameter::one("ID", "an identifier, or a title or a part of it")},
            ""};
}

}
