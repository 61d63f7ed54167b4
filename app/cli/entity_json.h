#pragma once

#include "register/entity_table.h"

#include <nlohmann/json.hpp>

namespace muster::cli {

/// One value as JSON: null where it is absent; lists as the JSON they hold.
nlohmann::ordered_json jsonOf(const Field &field, const Value &value);

/// A row as a flat object: `id`, `n`, then every field by its name. Beside a reference that is there stands how it
/// reads to a person, as `ownerName` or `definitionTitle`.
Result<nlohmann::ordered_json> jsonOf(registry::Store &store, const Entity &entity, const Row &row);

/// An array of such objects.
Result<nlohmann::ordered_json> jsonOf(registry::Store &store, const Entity &entity, const QList<Row> &rows);

inline std::string utf8(const QString &text)
{
    return text.toStdString();
}
inline std::string latin(std::string_view text)
{
    return std::string(text);
}

/// A date as text, null where there is none.
nlohmann::ordered_json jsonOf(const std::optional<QDate> &date);

/// Text, null where it is empty.
nlohmann::ordered_json jsonOrNull(const QString &text);

}
