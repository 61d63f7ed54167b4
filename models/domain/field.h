#pragma once

#include "domain/error.h"

#include <QDate>
#include <QString>
#include <QStringList>

#include <string_view>
#include <variant>
#include <vector>

namespace muster {

/// On which line of an entry a field stands: public lines are shown to outsiders, private ones only when handed over.
enum class Side { Public, Private };

/// What a field holds, and so how it is typed in, stored and written.
enum class FieldType {
    Title,     ///< one line of text, at most 500 characters
    Text,      ///< text of any number of lines, at most 200,000 characters
    Integer,   ///< a whole number from 0
    Boolean,   ///< yes or no
    Date,      ///< a calendar date in the register's zone, ISO 8601
    Instant,   ///< UTC with milliseconds
    Reference, ///< the identifier of another thing
    Word,      ///< one of a closed list
    Tier,      ///< one of the register's tiers
    Cadence,   ///< `monthly`, `sprint:WEEKS` or `days:N`
    List,      ///< JSON array or object, canonical
    Map,       ///< JSON object of texts by key, canonical; a patch holds the keys that change, null for those that go
};

/// Whether values of this type are JSON, and so stand in a line as they are.
constexpr bool holdsJson(FieldType type)
{
    return type == FieldType::List || type == FieldType::Map;
}

/// One value of a field: absent, a yes or no, a number, or text (dates, words, identifiers and lists in their spelling).
using Value = std::variant<std::monostate, bool, qint64, QString>;

inline bool isAbsent(const Value &value)
{
    return std::holds_alternative<std::monostate>(value);
}
inline QString textOf(const Value &value)
{
    const auto *text = std::get_if<QString>(&value);
    return text ? *text : QString();
}

/// A field of an entity as the record's schema names it.
struct Field
{
    std::string_view name; ///< in JSON and on the command line, e.g. `lastAudit`
    Side side = Side::Public;
    FieldType type = FieldType::Text;
    std::string_view refers;                 ///< for a Reference: the entity's noun
    const std::string_view *words = nullptr; ///< for a Word: its spellings …
    size_t wordCount = 0;                    ///< … and their number
    QString column;                          ///< in tables, e.g. `last_audit`

    QString title() const { return QString::fromLatin1(name.data(), qsizetype(name.size())); }
};

/// An entity: the noun of its entries' kinds, its table, and its fields in the order of their names.
struct Entity
{
    std::string_view noun;
    QString table;
    std::vector<Field> fields;
    int delegationField =
        -1; ///< which field tells the delegation an entry concerns; -1: none, or the entity is the delegation

    /// The position of a field by its name in JSON, or -1. Upper and lower case are different.
    int indexOf(QStringView name) const;
    bool isDelegation() const { return noun == "delegation"; }
};

/// A row of an entity: its identifier, the number of the entry that last wrote it, and a value a field.
struct Row
{
    QString id;
    qint64 n = -1;
    std::vector<Value> values;

    bool operator==(const Row &) const = default;
};

/// New values for some fields of a row, by position in the entity.
struct Patch
{
    struct Item
    {
        int field;
        Value value;
    };
    std::vector<Item> items;

    void set(int field, Value value);
    const Value *find(int field) const;
};

/// `lastAudit` → `last_audit`.
QString columnName(std::string_view name);

/// Reads what a person typed or a file holds for a field: trims, normalises to NFC, checks length, control characters,
/// dates and words. Empty text is an absent value. References and tiers are taken as text; who knows the register resolves them.
/// Error: InvalidInput with a sentence that names the field.
Result<Value> parseField(const Field &field, QStringView text);

/// How a value reads on a screen or in a file; an absent one is empty.
QString displayText(const Value &value);

/// Text that may stand in the record: NFC, no U+0000 and no control characters but line feed and tab (in a title: none),
/// CR LF and CR turned into LF. Error: InvalidInput naming `what`.
Result<QString> cleanText(QStringView text, const QString &what, bool oneLine, qsizetype longest);

/// A date that exists, written as YYYY-MM-DD. Error: InvalidInput naming `what`.
Result<QDate> parseDate(QStringView text, const QString &what);

}
