#pragma once

#include "register/log.h"
#include "register/verify.h"
#include "reports/document.h"

namespace muster::reports {

/// How the log is laid out.
enum class LogLayout {
    OneTable, ///< all 17 columns in one table, drawn row by row from the register: for CSV and other programs
    ByAudit,  ///< a section for each audit and narrower tables: for people
};

/// How much of the log is read, and who is told.
struct LogReading
{
    registry::Progress progress; ///< audits read; answers false to stop
    qint64 most = -1;            ///< rows, for a preview; -1 for all
};

/// The dated log as a document: what period and filter it covers, how many entries the record has and their root, then
/// a row for each finding and decision.
/// @param store has to outlive the document of LogLayout::OneTable, which can be rendered once
/// @return Cancelled, or what the database says
Result<Document> auditLogDocument(registry::Store &store, const registry::LogFilter &filter, LogLayout layout,
                                  const LogReading &reading = {});

/// The columns of LogLayout::OneTable, in their order, by their keys.
const std::vector<Column> &logColumns();

/// A row of the log as text, a cell for each of logColumns().
QStringList logCells(const registry::LogRow &row);

/// The filter as facts a reader of the log has to know: period, delegation, verdict, person.
/// @return what the database says
Result<std::vector<Fact>> filterFacts(registry::Store &store, const registry::LogFilter &filter);

/// The record's size and root and the day, in the register's zone, on which this is written.
/// @return Damaged, or what the database says
Result<std::vector<Fact>> recordFacts(registry::Store &store);

}
