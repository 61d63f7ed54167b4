#pragma once

#include "exchange/csv_reader.h"
#include "exchange/import_plan.h"

namespace muster::exchange {

/// Why a row can't be taken, and in which column.
struct Refusal
{
    QString column;
    QString reason;
};

/// A row of the file as values of a delegation. What only the register knows, as who is meant, is text still.
struct ParsedRow
{
    /// Values by field, and names of references that are not empty.
    struct Cells
    {
        std::vector<std::pair<int, Value>> values;
        std::vector<std::pair<Feed, QString>> references;
    };

    qint64 number = 0;
    QString identifier; ///< where the plan's key is one
    Cells cells;
    Cells
        defaults; ///< where the cell is empty: what a delegation starts with that is added, not what another changes to
    std::optional<Refusal> refusal;
};

struct ParsedRows
{
    std::vector<ParsedRow> rows;
    qint64 bytesRead = 0; ///< of the file so far
};

/// Reads rows and makes values of their cells. Knows nothing of the register, so that it may run ahead on another thread.
class RowParser
{
public:
    RowParser(CsvReader &reader, const ImportPlan &plan, const ColumnMapping &mapping);

    /// The next rows, at most `count`; none at the end. Errors: those of CsvReader::next().
    Result<ParsedRows> next(size_t count);

private:
    ParsedRow parse(const CsvRow &row) const;
    std::optional<Refusal> takeCells(const CsvRow &row, ParsedRow &parsed) const;
    std::optional<Refusal> takeCell(const Feed &feed, const CsvRow &row, ParsedRow &parsed) const;
    std::optional<Refusal> takeOwn(const Feed &feed, const QString &text, ParsedRow::Cells &cells) const;
    QString noteName(int column) const;
    std::optional<Refusal> takeNotes(const CsvRow &row, ParsedRow &parsed) const;

    CsvReader &m_reader;
    const ImportPlan &m_plan;
    const ColumnMapping &m_mapping;
    const Entity &m_entity;
    int m_notesField;
};

}
