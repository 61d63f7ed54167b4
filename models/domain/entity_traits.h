#pragma once

#include "domain/cadence.h"
#include "domain/field.h"
#include "domain/ids.h"
#include "domain/terms.h"

#include <QDate>
#include <QDateTime>

#include <algorithm>
#include <optional>

/// How the members of a typed entity become fields and values: one `Codec` a type, and the functions that walk
/// an entity's `describe`. The struct is the only place that lists an entity's fields.
namespace muster {

template <typename T>
struct Codec;

template <typename T>
concept Worded = requires
{
    Words<T>::all;
};

template <>
struct Codec<QString>
{
    static constexpr FieldType type = FieldType::Text;
    static Value toValue(const QString &v) { return v.isNull() ? Value() : Value(v); }
    static QString fromValue(const Value &v) { return textOf(v); }
};

template <>
struct Codec<bool>
{
    static constexpr FieldType type = FieldType::Boolean;
    static Value toValue(bool v) { return v; }
    static bool fromValue(const Value &v)
    {
        const auto *b = std::get_if<bool>(&v);
        return b && *b;
    }
};

template <>
struct Codec<qint64>
{
    static constexpr FieldType type = FieldType::Integer;
    static Value toValue(qint64 v) { return v; }
    static qint64 fromValue(const Value &v)
    {
        const auto *i = std::get_if<qint64>(&v);
        return i ? *i : 0;
    }
};

template <>
struct Codec<QDate>
{
    static constexpr FieldType type = FieldType::Date;
    static Value toValue(QDate v) { return v.isValid() ? Value(v.toString(Qt::ISODate)) : Value(); }
    static QDate fromValue(const Value &v) { return QDate::fromString(textOf(v), Qt::ISODate); }
};

template <>
struct Codec<QDateTime>
{
    static constexpr FieldType type = FieldType::Instant;
    static Value toValue(const QDateTime &v)
    {
        return v.isValid() ? Value(v.toUTC().toString(Qt::ISODateWithMs)) : Value();
    }
    static QDateTime fromValue(const Value &v) { return QDateTime::fromString(textOf(v), Qt::ISODateWithMs).toUTC(); }
};

template <>
struct Codec<Cadence>
{
    static constexpr FieldType type = FieldType::Cadence;
    static Value toValue(const Cadence &v) { return toText(v); }
    static Cadence fromValue(const Value &v) { return parseCadence(textOf(v)).value_or(Cadence{}); }
};

template <typename Tag>
struct Codec<Id<Tag>>
{
    static constexpr FieldType type = FieldType::Reference;
    static Value toValue(const Id<Tag> &v) { return v.isNull() ? Value() : Value(v.text()); }
    static Id<Tag> fromValue(const Value &v) { return Id<Tag>(textOf(v)); }
};

template <Worded E>
struct Codec<E>
{
    static constexpr FieldType type = FieldType::Word;
    static Value toValue(E v) { return word(v); }
    static E fromValue(const Value &v) { return fromWord<E>(textOf(v)).value_or(E{}); }
};

template <typename T>
struct Codec<std::optional<T>>
{
    static constexpr FieldType type = Codec<T>::type;
    static Value toValue(const std::optional<T> &v) { return v ? Codec<T>::toValue(*v) : Value(); }
    static std::optional<T> fromValue(const Value &v)
    {
        return isAbsent(v) ? std::nullopt : std::optional<T>(Codec<T>::fromValue(v));
    }
};

/// Text whose field is a title, a tier, a list or a map: the same in memory, another type in the schema.
template <FieldType Type>
struct TextAs : QString
{
    TextAs() = default;
    TextAs(const QString &text) : QString(text) {}
};
using Title = TextAs<FieldType::Title>;
using TierName = TextAs<FieldType::Tier>;
using JsonText = TextAs<FieldType::List>;
using MapText = TextAs<FieldType::Map>;

template <FieldType Type>
struct Codec<TextAs<Type>>
{
    static constexpr FieldType type = Type;
    static Value toValue(const TextAs<Type> &v) { return v.isEmpty() ? Value() : Value(QString(v)); }
    static TextAs<Type> fromValue(const Value &v) { return textOf(v); }
};

namespace detail {

template <typename T>
struct Noun
{
    static constexpr std::string_view value{};
};
template <>
struct Noun<PersonTag>
{
    static constexpr std::string_view value = "person";
};
template <>
struct Noun<DelegationTag>
{
    static constexpr std::string_view value = "delegation";
};
template <>
struct Noun<DefinitionTag>
{
    static constexpr std::string_view value = "definition";
};
template <>
struct Noun<SourceTag>
{
    static constexpr std::string_view value = "source";
};
template <>
struct Noun<StopRuleTag>
{
    static constexpr std::string_view value = "stop-rule";
};
template <>
struct Noun<SeriesTag>
{
    static constexpr std::string_view value = "series";
};
template <>
struct Noun<AuditTag>
{
    static constexpr std::string_view value = "audit";
};
template <>
struct Noun<FindingTag>
{
    static constexpr std::string_view value = "finding";
};
template <>
struct Noun<DecisionTag>
{
    static constexpr std::string_view value = "decision";
};

template <typename T>
struct Inner
{
    using type = T;
};
template <typename T>
struct Inner<std::optional<T>>
{
    using type = T;
};

template <typename T>
struct Refers
{
    static constexpr std::string_view value{};
};
template <typename Tag>
struct Refers<Id<Tag>>
{
    static constexpr std::string_view value = Noun<Tag>::value;
};

template <typename T>
Field makeField(std::string_view name, Side side)
{
    using Plain = typename Inner<T>::type;
    Field field{name, side, Codec<T>::type, Refers<Plain>::value, nullptr, 0, columnName(name)};
    if constexpr (Worded<Plain>) {
        field.words = Words<Plain>::all.data();
        field.wordCount = Words<Plain>::all.size();
    }
    return field;
}

}

/// The schema of a typed entity, made once.
template <typename T>
const Entity &entityOf()
{
    static const Entity entity = [] {
        Entity made{T::noun, columnName(T::noun), {}, -1};
        T prototype;
        T::describe(prototype, [&made]<typename M>(std::string_view name, Side side, const M &) {
            made.fields.push_back(detail::makeField<M>(name, side));
        });
        std::ranges::sort(made.fields, {}, &Field::name);
        if (!made.isDelegation())
            made.delegationField = made.indexOf(QStringLiteral("delegation"));
        return made;
    }();
    return entity;
}

namespace detail {

/// For each member in the order of `describe`, its position among the entity's sorted fields.
template <typename T>
const std::vector<int> &positions()
{
    static const std::vector<int> made = [] {
        std::vector<int> found;
        T prototype;
        T::describe(prototype, [&found]<typename M>(std::string_view name, Side, const M &) {
            found.push_back(entityOf<T>().indexOf(QLatin1StringView(name.data(), qsizetype(name.size())).toString()));
        });
        return found;
    }();
    return made;
}

}

/// The values of a typed entity, a field each, in the order of its schema.
template <typename T>
Row toRow(const T &thing)
{
    Row row{thing.id.text(), thing.n, std::vector<Value>(entityOf<T>().fields.size())};
    size_t i = 0;
    const auto &positions = detail::positions<T>();
    T::describe(thing, [&]<typename M>(std::string_view, Side, const M &member) {
        row.values[size_t(positions[i++])] = Codec<M>::toValue(member);
    });
    return row;
}

/// The typed entity a row holds.
template <typename T>
T fromRow(const Row &row)
{
    T thing;
    thing.id = decltype(thing.id)(row.id);
    thing.n = row.n;
    size_t i = 0;
    const auto &positions = detail::positions<T>();
    T::describe(thing, [&]<typename M>(std::string_view, Side, M &member) {
        member = Codec<M>::fromValue(row.values[size_t(positions[i++])]);
    });
    return thing;
}

}
