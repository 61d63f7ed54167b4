#pragma once

#include "domain/entities.h"
#include "exchange/column_mapping.h"
#include "exchange/table_scan.h"

/// Columns of the register's own that an import makes of columns of a file.
namespace muster::exchange {

/// From how many at most something can be chosen in a column made of a file's.
inline constexpr qsizetype mostChoices = 100;

/// What a column made of a file's is called: as the file heads it, or by its number.
QString titleFor(const QStringList &headers, int column);

/// The type that suits what stands in a column, read as an import reads it: dates or numbers where all cells hold such,
/// a choice where few different words stand in many, otherwise text. What a number would not show as it stands, as 007
/// or 1,000, is text.
ColumnType guessType(const ScannedColumn &column);

/// What can be chosen in a column of choices: what its cells and the default for them come to by the mapping's values,
/// the most frequent first; texts that differ in case alone are one. `field` is the column in the mapping. Error: Refused
/// where there is nothing, or more than mostChoices; it calls the column `title`.
Result<QStringList> choicesOf(const ScannedColumn &column, const ColumnMapping &mapping, const QString &field,
                              const QString &title);

/// Lets a mapping make a column of each of the file's columns that `texts` name, as "COLUMN" or "COLUMN=TYPE"; without a
/// type, that of the register's own column of its title, or what suits. `own` are the register's own.
/// Errors: Usage for what is no type, those of resolve() and of the file.
Result<void> addNewColumns(ColumnMapping &mapping, const QStringList &texts, const QString &path,
                           const QList<OwnColumn> &own);

/// The columns that importing this file makes: those the mapping asks for and the register lacks, with identifiers.
/// `own` are the register's. Errors: Usage where no column of the file goes to one; Refused for a title that is taken,
/// by a column of another type too, and as choicesOf(); InvalidInput for what is no title; those of the file.
Result<QList<OwnColumn>> columnsToMake(registry::Store &store, const ColumnMapping &mapping, const QString &path,
                                       const QList<OwnColumn> &own, const registry::Progress &progress = {});

}
