#include "entity_commands.h"

#include "domain/entities.h"
#include "entity_json.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;
using registry::FieldText;

namespace {

constexpr int widestCell = 48;

QString nounOf(const Entity &entity)
{
    return QString::fromLatin1(entity.noun.data(), qsizetype(entity.noun.size()));
}

/// The fields a list shows to people, in their order; the identifier follows.
QStringList listedFields(const Entity &entity)
{
    static const QHash<QString, QStringList> listed{
        {u"person"_s, {u"name"_s, u"email"_s, u"leftOn"_s}},
        {u"definition"_s, {u"title"_s, u"version"_s, u"taskClass"_s, u"endedOn"_s}},
        {u"column"_s, {u"position"_s, u"title"_s, u"type"_s, u"choices"_s, u"endedOn"_s}},
        {u"source"_s, {u"delegation"_s, u"title"_s, u"freshnessDays"_s, u"verifiedOn"_s, u"endedOn"_s}},
        {u"stop-rule"_s, {u"delegation"_s, u"trigger"_s, u"puller"_s, u"deputy"_s, u"minutes"_s, u"endedOn"_s}},
        {u"drill"_s, {u"delegation"_s, u"heldOn"_s, u"by"_s, u"minutes"_s, u"worked"_s}},
        {u"credential"_s, {u"delegation"_s, u"title"_s, u"keptIn"_s, u"expiresOn"_s, u"revoker"_s, u"endedOn"_s}},
        {u"series"_s, {u"title"_s, u"team"_s, u"owner"_s, u"cadence"_s, u"form"_s, u"nextSlot"_s, u"endedOn"_s}},
    };
    return listed.value(nounOf(entity));
}

Result<QString> resolvedId(Context &context, const Entity &entity)
{
    return context.store().and_then(
        [&](registry::Store *store) { return registry::resolve(*store, entity, context.text("ID")); });
}

Result<QList<Row>> wantedRows(Context &context, registry::Store &store, const Entity &entity)
{
    QStringList conditions;
    QList<QVariant> values;
    if (context.has("delegation")) {
        const auto delegation = registry::resolve(store, entityOf<Delegation>(), context.text("delegation"));
        if (!delegation)
            return tl::unexpected(delegation.error());
        conditions << u"delegation = ?"_s;
        values << *delegation;
    }
    if (entity.indexOf(u"endedOn") >= 0 && !context.has("all"))
        conditions << u"ended_on IS NULL"_s;
    const QString where = conditions.isEmpty() ? QString() : u"WHERE "_s + conditions.join(u" AND "_s) + u' ';
    return registry::rowsWhere(store, entity, where + u"ORDER BY n"_s, values);
}

Result<void> printTable(registry::Store &store, const Entity &entity, const QList<Row> &rows, Output &out)
{
    const QStringList names = listedFields(entity);
    QList<QStringList> lines;
    for (const auto &row : rows) {
        QStringList cells;
        for (const auto &name : names) {
            const auto index = size_t(entity.indexOf(name));
            const auto text = registry::readable(store, entity.fields[index], row.values[index]);
            if (!text)
                return tl::unexpected(text.error());
            cells << shortened(*text, widestCell);
        }
        lines << cells + QStringList{row.id};
    }
    if (lines.isEmpty())
        out.line(u"There is no %1."_s.arg(nounOf(entity)));
    else
        out.table(names + QStringList{u"id"_s}, lines);
    return {};
}

}

void printId(Output &out, const QString &id)
{
    if (out.wantsJson())
        out.json({{"id", utf8(id)}});
    else
        out.line(id);
}

Result<QList<FieldText>> givenFields(Context &context, const Entity &entity)
{
    QList<FieldText> given;
    for (const auto &field : entity.fields) {
        const std::string name(field.name);
        std::string upper = name;
        std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return char(std::toupper(c)); });
        for (const auto &spelling : {upper, name}) {
            if (context.has(spelling.c_str()))
                given.append({field.title(), context.text(spelling.c_str())});
        }
    }
    return context.fields().map([&](const QList<FieldText> &further) { return given + further; });
}

Outcome addEntity(Context &context, const EntityActions &actions, const QList<FieldText> &fields)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    const auto id = actions.add(**store, fields, context.text("why"));
    if (!id)
        return tl::unexpected(id.error());
    printId(context.out(), *id);
    return Exit::Fine;
}

Outcome setEntity(Context &context, const EntityActions &actions, const QList<FieldText> &fields)
{
    const auto expected = context.number("expect");
    if (!expected)
        return tl::unexpected(expected.error());
    const auto id = resolvedId(context, *actions.entity);
    if (!id)
        return tl::unexpected(id.error());
    const auto n = context.store().and_then([&](registry::Store *store) {
        return actions.set(*store, *id, fields, {context.text("why"), expected->value_or(-1), nullptr});
    });
    if (!n)
        return tl::unexpected(n.error());
    if (context.out().wantsJson())
        context.out().json({{"id", utf8(*id)}, {"entry", *n < 0 ? ordered_json(nullptr) : ordered_json(*n)}});
    else
        context.out().line(*n < 0 ? u"Nothing differs; nothing was changed."_s : u"Changed, as entry %1."_s.arg(*n));
    return Exit::Fine;
}

Outcome listEntity(Context &context, const Entity &entity)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    const auto rows = wantedRows(context, **store, entity);
    if (!rows)
        return tl::unexpected(rows.error());
    if (!context.out().wantsJson())
        return printTable(**store, entity, *rows, context.out()).map([] { return Exit::Fine; });
    return jsonOf(**store, entity, *rows).map([&](const ordered_json &list) {
        context.out().json(list);
        return Exit::Fine;
    });
}

Result<QList<std::pair<QString, QString>>> readablePairs(registry::Store &store, const Entity &entity, const Row &row)
{
    QList<std::pair<QString, QString>> pairs;
    for (size_t i = 0; i < entity.fields.size(); ++i) {
        const auto &field = entity.fields[i];
        const auto text = registry::readable(store, field, row.values[i]);
        if (!text)
            return tl::unexpected(text.error());
        if (field.type == FieldType::Map) {
            for (const auto &line : text->split(u'\n', Qt::SkipEmptyParts))
                pairs.append({line.section(u": "_s, 0, 0), line.section(u": "_s, 1)});
            continue;
        }
        if (field.type != FieldType::List)
            pairs.append({field.title(), *text});
        const auto list = field.type == FieldType::List && !text->isEmpty()
                              ? ordered_json::parse(utf8(*text), nullptr, false)
                              : ordered_json();
        for (const auto &item : list) {
            const auto line = item.is_object()   ? item.value("text", std::string())
                              : item.is_string() ? item.get<std::string>()
                                                 : item.dump();
            pairs.append({field.title(), QString::fromStdString(line)});
        }
    }
    pairs.append({u"id"_s, row.id});
    pairs.append({u"n"_s, QString::number(row.n)});
    return pairs;
}

Outcome showEntity(Context &context, const Entity &entity)
{
    const auto id = resolvedId(context, entity);
    if (!id)
        return tl::unexpected(id.error());
    registry::Store &store = **context.store();
    const auto row = registry::rowById(store, entity, *id);
    if (!row)
        return tl::unexpected(row.error());
    if (context.out().wantsJson()) {
        const auto object = jsonOf(store, entity, *row);
        if (!object)
            return tl::unexpected(object.error());
        context.out().json(*object);
        return Exit::Fine;
    }
    return readablePairs(store, entity, *row).map([&](const auto &pairs) {
        context.out().pairs(pairs);
        return Exit::Fine;
    });
}

}
