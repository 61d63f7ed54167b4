#pragma once

#include "domain/entities.h"

#include <QDateTime>
#include <QString>

#include <string>
#include <string_view>
#include <vector>

/// What an entry says, and its two lines (docs/record-format.md).
namespace muster::registry {

/// What an entry does to the row it names.
enum class Operation { Add, Set, Withdraw };

/// A kind of entry: its name, the entity it concerns and what it does to it.
struct Kind
{
    std::string_view name;
    const Entity *entity = nullptr;
    Operation operation = Operation::Add;
    qint64 version = 1;
};

/// The kind of this name, or nullptr: written by a newer Muster, then.
const Kind *kindNamed(std::string_view name);

/// `noun.added`, `noun.changed` or `noun.withdrawn` (or the kind that stands for it, as `drill.recorded`).
const Kind *kindOf(const Entity &entity, Operation operation);

/// One field's value before and after.
struct FieldChange
{
    int field = -1;
    Value before;
    Value after;

    bool operator==(const FieldChange &) const = default;
};

/// What a service asks the record to take: the resulting values, judged already.
struct Change
{
    const Kind *kind = nullptr;
    QString id;
    QString delegation;              ///< the delegation concerned, empty where none is or where it is `id` itself
    std::vector<FieldChange> fields; ///< in the order of the entity's fields
    QString why;

    bool operator==(const Change &) const = default;
};

/// Where and by whom an entry was written.
struct EntryHead
{
    qint64 n = -1;
    QString at; ///< UTC, ISO 8601 with milliseconds
    QString by; ///< a person's identifier, empty where nobody identified themselves
};

/// The two lines of an entry.
struct Lines
{
    std::string publicLine;
    std::string privateLine;
};

/// Writes the lines of an entry in canonical form. `salt`: 32 hex digits.
/// Error: InvalidInput where a text can't stand in the record (half a surrogate pair, U+0000).
Result<Lines> writeLines(const EntryHead &head, const Change &change, std::string_view salt);

/// An entry read back.
struct Entry
{
    EntryHead head;
    Change change;
};

/// Reads the lines of an entry. An empty private line is one that was erased: its fields are absent.
/// Errors: Newer where kind or version is not known here, Damaged where a line is not what its kind's schema says.
Result<Entry> readLines(std::string_view publicLine, std::string_view privateLine);

/// The change that adds `row` of an entity: every value that is there.
Change additionOf(const Entity &entity, const Row &row, const Kind *kind = nullptr, const QString &why = {});

/// The change from `before` to the values of `patch`; no fields where nothing differs.
Change changeOf(const Entity &entity, const Row &before, const Patch &patch, const Kind *kind = nullptr,
                const QString &why = {});

}
