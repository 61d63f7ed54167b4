#pragma once

#include "register/references.h"
#include "register/rule_context.h"

namespace muster::registry {

/// One service an entity: adds, changes and withdraws its rows by way of the record, after judging them by the
/// entity's rules. `In` variants work within a transaction of the caller's.
template <typename T>
class EntityService
{
public:
    using IdType = decltype(T::id);

    explicit EntityService(Store &store) : m_store(store) {}
    virtual ~EntityService() = default;

    static const Entity &entity() { return entityOf<T>(); }

    Result<T> get(const IdType &id) { return byId<T>(m_store, id); }
    Result<QList<T>> all() { return allWhere<T>(m_store, QStringLiteral("ORDER BY n")); }

    /// The one that `text` names, see resolve().
    Result<IdType> find(const QString &text)
    {
        return resolve(m_store, entity(), text).map([](const QString &id) { return IdType(id); });
    }

    /// Adds a thing; an identifier is made where it has none. Errors: InvalidInput and Refused by its rules.
    Result<IdType> add(T thing, const QString &why = {})
    {
        RuleContext context(m_store);
        return m_store.write([&](Writer &writer) { return addIn(writer, context, std::move(thing), why); });
    }

    /// Adds a thing from texts, see readPatch().
    Result<IdType> add(const QList<FieldText> &texts, const QString &why = {})
    {
        const auto patch = readPatch(m_store, entity(), texts);
        if (!patch)
            return tl::unexpected(patch.error());
        T prototype;
        Row row = toRow(prototype);
        applyTo(row, *patch);
        return add(fromRow<T>(row), why);
    }

    Result<IdType> addIn(Writer &writer, RuleContext &context, T thing, const QString &why = {},
                         const Kind *kind = nullptr)
    {
        if (thing.id.isNull())
            thing.id = IdType(newUuid(m_store.random()));
        if (const auto judged = judge(context, nullptr, thing); !judged)
            return tl::unexpected(judged.error());
        const auto n = writer.append(additionOf(entity(), toRow(thing), kind, why));
        return n ? Result<IdType>(thing.id) : tl::unexpected(n.error());
    }

    /// Changes fields of a thing. Returns the entry's number, or -1 where nothing differs.
    /// Errors: NotFound, Conflict (see SetOptions::expected), InvalidInput and Refused by its rules.
    Result<qint64> set(const IdType &id, const Patch &patch, const SetOptions &options = {})
    {
        RuleContext context(m_store);
        return m_store.write([&](Writer &writer) { return setIn(writer, context, id, patch, options); });
    }

    Result<qint64> set(const IdType &id, const QList<FieldText> &texts, const SetOptions &options = {})
    {
        const auto patch = readPatch(m_store, entity(), texts);
        return patch ? set(id, *patch, options) : tl::unexpected(patch.error());
    }

    Result<qint64> setIn(Writer &writer, RuleContext &context, const IdType &id, const Patch &patch,
                         const SetOptions &options = {})
    {
        const auto before = rowById(m_store, entity(), id.text());
        if (!before)
            return tl::unexpected(before.error());
        if (const auto same = checkExpected(entity(), *before, patch, options); !same)
            return tl::unexpected(same.error());
        Row after = *before;
        applyTo(after, patch);
        const T old = fromRow<T>(*before);
        T thing = fromRow<T>(after);
        if (const auto judged = judge(context, &old, thing); !judged)
            return tl::unexpected(judged.error());
        return writer.append(changeOf(entity(), *before, wholePatch(toRow(thing)), options.kind, options.why));
    }

    /// Withdraws what was added by mistake. Errors: NotFound, Refused where other things refer to it, naming them.
    Result<qint64> withdraw(const IdType &id, const QString &why)
    {
        return m_store.write([&](Writer &writer) { return withdrawIn(writer, id, why); });
    }

    Result<qint64> withdrawIn(Writer &writer, const IdType &id, const QString &why)
    {
        const auto row = rowById(m_store, entity(), id.text());
        if (!row)
            return tl::unexpected(row.error());
        if (const auto free = mustBeUnreferred(m_store, entity(), *row); !free)
            return tl::unexpected(free.error());
        auto change = additionOf(entity(), *row, kindOf(entity(), Operation::Withdraw), why);
        change.fields.clear();
        return writer.append(change);
    }

protected:
    /// Refuses what the entity's rules forbid, and fills in what follows from them. `before` is null for an addition.
    virtual Result<void> judge(RuleContext &context, const T *before, T &after) = 0;

    Store &m_store;

private:
    static void applyTo(Row &row, const Patch &patch)
    {
        for (const auto &item : patch.items) {
            auto &value = row.values[size_t(item.field)];
            value = applied(entity().fields[size_t(item.field)], value, item.value);
        }
    }

    static Patch wholePatch(Row row)
    {
        Patch patch;
        patch.items.reserve(row.values.size());
        for (size_t i = 0; i < row.values.size(); ++i)
            patch.items.push_back({int(i), std::move(row.values[i])});
        return patch;
    }
};

}
