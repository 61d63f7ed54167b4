#pragma once

#include <QByteArray>
#include <QString>

/// What a team without Muster kept: a spreadsheet, and how its columns and values become fields of a register.
namespace muster::sample {

/// The spreadsheet as CSV: eight rows, one of which updates a delegation of the sample register and one that names an
/// owner who left.
QByteArray spreadsheet();
/// Its mapping as JSON, see exchange/column_mapping.h.
QByteArray spreadsheetMapping();

/// What the two are called.
inline QString spreadsheetName()
{
    return QStringLiteral("ai-use-cases.csv");
}
inline QString spreadsheetMappingName()
{
    return QStringLiteral("ai-use-cases.mapping.json");
}

}
