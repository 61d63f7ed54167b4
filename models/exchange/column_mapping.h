#pragma once

#include "domain/error.h"
#include "domain/terms.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QStringList>

#include <optional>

namespace muster::exchange {

/// A column of a file: by its header, or by number where that is 1 or more.
struct ColumnRef
{
    QString header;
    int number = 0; ///< 1-based; 0 when the header names the column

    /// `#` and digits is a number, everything else a header. Errors: InvalidInput for nothing, and for #0 or too large.
    static Result<ColumnRef> parse(QStringView text);
    /// What parse() takes: "#3" or the header.
    QString toString() const;

    bool operator==(const ColumnRef &) const = default;
};

struct MappedColumn
{
    QString field;
    ColumnRef column;

    bool operator==(const MappedColumn &) const = default;
};

/// A column of the register's own that an import makes where the register has none of this title.
struct NewColumn
{
    QString title;
    ColumnType type = ColumnType::Text;

    bool operator==(const NewColumn &) const = default;
};

/// How the columns and values of a foreign table become fields of a register. Kept as JSON of this shape, every member
/// but the first two optional:
///
///     { "format": "muster-mapping", "version": 1,
///       "columns":  { "title": "Use Case Name", "purpose": "#8" },          field → header, or # and 1-based number
///       "values":   { "risk": { "Both": "high", "*": "low", "": "medium" } },  field → cell → value
///       "defaults": { "status": "active" },           field → what is added starts with where the cell is empty
///       "newColumns": { "Vendor": "choice" },         title among the columns above → type of what the register gets
///       "key": "#1", "keepUnmapped": true, "leftOut": [ "#4" ], "createPeople": false,
///       "encoding": "windows-1252", "delimiter": ";", "header": true }
///
/// Of values, "" stands for an empty cell and "*" for any other that is not empty.
struct ColumnMapping
{
    QList<MappedColumn> columns;
    QList<NewColumn> newColumns;
    QMap<QString, QMap<QString, QString>> values;
    QMap<QString, QString> defaults;
    std::optional<ColumnRef> key;
    bool keepUnmapped = false;       ///< unmapped columns are kept as notes …
    QList<ColumnRef> leftOut;        ///< … except these
    bool createPeople = false;       ///< names that are no person yet become people
    std::optional<QString> encoding; ///< as encodingName() gives it
    std::optional<QChar> delimiter;
    bool hasHeader = true; ///< false: the first row is data, and columns go by their numbers

    /// Takes "FIELD=COLUMN", split at the first '='; it replaces what the field was mapped to before.
    /// Errors of these three: Usage, saying what form was expected.
    Result<void> addColumn(QStringView text);
    /// Takes "FIELD:FROM=TO", split at the first ':' and the last '=', so that FROM may hold either.
    Result<void> addValue(QStringView text);
    /// Takes "FIELD=VALUE", split at the first '='.
    Result<void> addDefault(QStringView text);

    /// What `values` says of a cell of this field, nothing if it has no answer. The cell is trimmed; an equal one wins,
    /// then one that is equal but for case, then "*".
    std::optional<QString> mappedValue(const QString &field, const QString &cell) const;

    /// JSON of the shape above, in UTF-8, indented.
    QByteArray toJson() const;
    /// `source` names the file in error sentences. Errors: Newer for a later version; InvalidInput for what is no JSON
    /// object of this shape: unknown, repeated or missing members, wrong types, values out of range, more than 1 MB.
    static Result<ColumnMapping> fromJson(const QByteArray &json, const QString &source);

    /// Errors: NotFound, Io, DiskFull, or as fromJson().
    static Result<ColumnMapping> load(const QString &path);
    /// Replaces the file only when all of it is written. `source`: the table it maps, which is not overwritten.
    /// Errors: Refused, see registry::mayBeReplaced(), Io or DiskFull.
    Result<void> save(const QString &path, const QString &source = {}) const;

    bool operator==(const ColumnMapping &) const = default;
};

/// The 0-based index of the column meant. A header is looked for as it is, then with blanks simplified and case aside.
/// Errors: NotFound, with the nearest header, or for a number beyond the columns; Ambiguous where the header occurs
/// several times, with their numbers.
Result<int> resolve(const ColumnRef &column, const QStringList &headers);

/// How a mapping best names a column: by its header where that names it alone, otherwise by its number.
ColumnRef columnAt(const QStringList &headers, int index);

/// A field and what else spreadsheets call it.
struct KnownField
{
    QString name;
    QStringList synonyms;
};

struct GuessedColumn
{
    QString field;
    int column = 0; ///< 0-based

    bool operator==(const GuessedColumn &) const = default;
};

/// Proposes columns for fields: a header fits where it equals the name or a synonym, case and punctuation aside; the
/// name goes before its synonyms, the first column before the later. No column serves twice; order is that of `fields`.
QList<GuessedColumn> guessColumns(const QStringList &headers, const QList<KnownField> &fields);

}
