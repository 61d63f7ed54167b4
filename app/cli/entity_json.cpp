#include "entity_json.h"

#include "register/own_columns.h"

namespace muster::cli {

using nlohmann::ordered_json;

namespace {

/// What stands in the register's own columns, by their titles; null where a column is empty.
Result<ordered_json> columnsOf(registry::Store &store, const Value &map)
{
    const auto columns = registry::ownColumns(store);
    if (!columns)
        return tl::unexpected(columns.error());
    const auto texts = registry::columnTexts(map);
    ordered_json object = ordered_json::object();
    for (const auto &column : *columns)
        object[utf8(column.title)] = jsonOrNull(texts.value(column.id.text()));
    return object;
}

std::string readableName(const Field &field)
{
    return std::string(field.name) + (field.refers == "person" ? "Name" : "Title");
}

}

ordered_json jsonOf(const Field &field, const Value &value)
{
    if (isAbsent(value))
        return nullptr;
    if (const auto *number = std::get_if<qint64>(&value))
        return *number;
    if (const auto *boolean = std::get_if<bool>(&value))
        return *boolean;
    const auto text = utf8(textOf(value));
    if (holdsJson(field.type)) {
        auto list = ordered_json::parse(text, nullptr, false);
        if (!list.is_discarded())
            return list;
    }
    return text;
}

Result<ordered_json> jsonOf(registry::Store &store, const Entity &entity, const Row &row)
{
    ordered_json object;
    object["id"] = utf8(row.id);
    object["n"] = row.n;
    for (size_t i = 0; i < entity.fields.size(); ++i) {
        const auto &field = entity.fields[i];
        if (field.type == FieldType::Map) {
            auto columns = columnsOf(store, row.values[i]);
            if (!columns)
                return columns;
            object["columns"] = std::move(*columns);
            continue;
        }
        object[std::string(field.name)] = jsonOf(field, row.values[i]);
        if (field.type != FieldType::Reference || isAbsent(row.values[i]))
            continue;
        const auto name = registry::readable(store, field, row.values[i]);
        if (!name)
            return tl::unexpected(name.error());
        if (field.refers == "person" || *name != textOf(row.values[i]))
            object[readableName(field)] = utf8(*name);
    }
    return object;
}

Result<ordered_json> jsonOf(registry::Store &store, const Entity &entity, const QList<Row> &rows)
{
    ordered_json list = ordered_json::array();
    for (const auto &row : rows) {
        auto object = jsonOf(store, entity, row);
        if (!object)
            return object;
        list.push_back(std::move(*object));
    }
    return list;
}

ordered_json jsonOf(const std::optional<QDate> &date)
{
    return date && date->isValid() ? ordered_json(utf8(date->toString(Qt::ISODate))) : ordered_json(nullptr);
}

ordered_json jsonOrNull(const QString &text)
{
    return text.isEmpty() ? ordered_json(nullptr) : ordered_json(utf8(text));
}

}
