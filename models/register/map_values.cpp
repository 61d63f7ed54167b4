#include "register/map_values.h"

#include "ledger/json_writer.h"

#include <nlohmann/json.hpp>

namespace muster::registry {

using nlohmann::json;

namespace {

json objectIn(const Value &map)
{
    const auto object = json::parse(textOf(map).toStdString(), nullptr, false);
    return object.is_object() ? object : json::object();
}

Value valueOf(const json &object)
{
    return object.empty() ? Value() : Value(QString::fromStdString(object.dump()));
}

}

ColumnTexts columnTexts(const Value &map)
{
    ColumnTexts texts;
    if (isAbsent(map))
        return texts;
    const auto object = objectIn(map);
    for (const auto &[key, value] : object.items()) {
        if (value.is_string())
            texts.insert(QString::fromStdString(key), QString::fromStdString(value.get_ref<const std::string &>()));
    }
    return texts;
}

Value mapOf(const ColumnTexts &texts)
{
    if (texts.isEmpty())
        return {};
    ledger::JsonWriter out;
    out.beginObject();
    for (auto text = texts.begin(); text != texts.end(); ++text) {
        out.key(text.key().toStdString());
        out.string(QStringView(text.value()));
    }
    out.endObject();
    return QString::fromStdString(out.bytes());
}

QStringList mapKeys(const Value &map)
{
    QStringList keys;
    const auto object = objectIn(map);
    for (const auto &[key, value] : object.items())
        keys << QString::fromStdString(key);
    return keys;
}

Value mapPatch(const Value &others, const QString &key, const QString &text)
{
    auto object = objectIn(others);
    object[key.toStdString()] = text.isEmpty() ? json(nullptr) : json(text.toStdString());
    return valueOf(object);
}

Value applied(const Field &field, const Value &before, const Value &patch)
{
    if (field.type != FieldType::Map)
        return patch;
    auto object = objectIn(before);
    object.merge_patch(objectIn(patch)); // RFC 7396: null takes a key away
    return valueOf(object);
}

Value patchBetween(const Field &field, const Value &before, const Value &after)
{
    if (field.type != FieldType::Map)
        return after;
    const auto old = objectIn(before), now = objectIn(after);
    json patch = json::object();
    for (const auto &[key, value] : old.items()) {
        if (!now.contains(key))
            patch[key] = nullptr;
    }
    for (const auto &[key, value] : now.items()) {
        if (old.value(key, json()) != value)
            patch[key] = value;
    }
    return valueOf(patch);
}

}
