#pragma once

#include "evidence/formats.h"

#include <QStringList>

namespace muster::test {

/// What a file gives: headers, rows as text, and the error that ends them.
struct RowsRead
{
    QStringList headers;
    QList<QStringList> rows;
    QList<qint64> lines;
    QString error;
};

/// Reads all rows of a file of this format.
inline RowsRead readRows(const QString &path, const evidence::Format &format)
{
    RowsRead read;
    const auto rows = evidence::openRows(path, format);
    if (!rows) {
        read.error = rows.error().message;
        return read;
    }
    read.headers = (*rows)->headers();
    exchange::CsvRow row;
    while (true) {
        const auto more = (*rows)->next(row);
        if (!more)
            read.error = more.error().message;
        if (!more || !*more)
            return read;
        QStringList cells;
        for (const std::string_view field : row.fields)
            cells += exchange::fieldText(field);
        read.rows += cells;
        read.lines += row.line;
    }
}

/// The cells under these headers, row by row.
inline QList<QStringList> cellsUnder(const RowsRead &read, const QStringList &headers)
{
    QList<QStringList> cells;
    for (const QStringList &row : read.rows) {
        QStringList some;
        for (const QString &header : headers)
            some += row.value(read.headers.indexOf(header));
        cells += some;
    }
    return cells;
}

/// A row as the default mapping gives it: the cells of the kind's fields, in their order, "-" where no column is.
inline QStringList mapped(const RowsRead &read, qsizetype row, const evidence::Format &format)
{
    QStringList cells;
    for (const QString &field : evidence::fieldsOf(format.kind)) {
        const auto column = std::ranges::find(format.columns, field, &exchange::MappedColumn::field);
        cells += column == format.columns.end() ? QStringLiteral("-")
                                                : read.rows[row].value(read.headers.indexOf(column->column.header));
    }
    return cells;
}

}
