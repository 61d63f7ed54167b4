#pragma once

#include "reports/document.h"

class QIODevice;

namespace muster::reports {

/// Writes the first table of the document as CSV after RFC 4180: UTF-8 without BOM, CR LF, the columns' keys as header,
/// safe from spreadsheets that take text for a formula (see domain/csv_cell.h). Everything else of the document
/// is left out.
/// @return InvalidInput where there is no table or a row does not fit it, DiskFull or Io where the device fails,
///         or the error of the rows' source
Result<void> renderCsv(const Document &document, QIODevice &device);

}
