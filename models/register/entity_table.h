#pragma once

#include "register/map_values.h"
#include "register/store.h"

/// Reading and writing rows of any entity: what the services have in common.
namespace muster::registry {

/// How an edit is made.
struct SetOptions
{
    QString why;
    qint64 expected = -1;       ///< the row's n when it was read; -1 asks for no check
    const Kind *kind = nullptr; ///< another kind than `noun.changed`
};

/// A field and the text given for it, as a person types `FIELD=VALUE`.
struct FieldText
{
    QString field;
    QString text;
};

/// One row by identifier. Error: NotFound.
Result<Row> rowById(Store &store, const Entity &entity, const QString &id);

/// Rows with a condition in SQL (`WHERE …`, `ORDER BY …`) and its values.
Result<QList<Row>> rowsWhere(Store &store, const Entity &entity, const QString &condition = {},
                             const QList<QVariant> &values = {});

/// How many rows there are.
Result<qint64> countOf(Store &store, const Entity &entity);

template <typename T>
Result<T> byId(Store &store, const decltype(T::id) &id)
{
    return rowById(store, entityOf<T>(), id.text()).map([](const Row &row) { return fromRow<T>(row); });
}

template <typename T>
Result<QList<T>> allWhere(Store &store, const QString &condition = {}, const QList<QVariant> &values = {})
{
    return rowsWhere(store, entityOf<T>(), condition, values).map([](const QList<Row> &rows) {
        QList<T> things;
        things.reserve(rows.size());
        for (const auto &row : rows)
            things.append(fromRow<T>(row));
        return things;
    });
}

/// The identifier of the one thing that `text` names: an identifier, or a title or name (whole, or a part that fits one
/// alone; upper and lower case are the same). Errors: NotFound, Ambiguous with the candidates.
Result<QString> resolve(Store &store, const Entity &entity, const QString &text);

/// Reads texts given for fields: types, words, dates, and references by name; of a delegation also the register's own
/// columns, by title or identifier. Errors name the field.
Result<Patch> readPatch(Store &store, const Entity &entity, const QList<FieldText> &texts);

/// A new row with the values of a patch and a fresh identifier.
Row newRow(Store &store, const Entity &entity, const Patch &patch);

/// Refuses an edit of a row that was changed since `expected`: names each field both sides touched, with both values.
Result<void> checkExpected(const Entity &entity, const Row &now, const Patch &patch, const SetOptions &options);

/// How a value reads to a person: references by title or name, the rest as it is.
Result<QString> readable(Store &store, const Field &field, const Value &value);

/// Every row's identifier by the text of one of its fields, which several may have; rows without it are left out.
Result<QMultiHash<QString, QString>> identifiersBy(Store &store, const Entity &entity, int field);

/// Entries `from` to `to`, both included, the newest first. Errors: Newer, Damaged.
Result<std::vector<Entry>> entriesBackwards(Store &store, qint64 from, qint64 to);

/// A list of identifiers as the canonical JSON array a List field holds, and back.
QString toJsonList(const QStringList &texts);
QStringList fromJsonList(const QString &json);

}
