#pragma once

#include "reports/document.h"

class QIODevice;

namespace muster::reports {

/// Writes the document as one self-contained HTML file, UTF-8: no script, nothing fetched, a content security policy
/// that allows the one style sheet by its SHA-256. It is well-formed XML too, follows the reader's light or dark scheme
/// and prints on A4, landscape where a table is wide. Direction characters keep to their place and are shown.
/// @return InvalidInput for a row that does not fit its table, DiskFull or Io where the device fails, or the error of
///         a table's source
Result<void> renderHtml(const Document &document, QIODevice &device);

}
