#pragma once

#include "reports/document.h"

class QIODevice;

namespace muster::reports {

/// Writes the document as GitHub flavoured Markdown, UTF-8 with LF. Text stays text: what Markdown or HTML would read
/// as markup is escaped, a line feed becomes <br>, control and direction characters are written as something to see.
/// @return InvalidInput for a row that does not fit its table, DiskFull or Io where the device fails, or the error of
///         a table's source
Result<void> renderMarkdown(const Document &document, QIODevice &device);

/// The text as Markdown shows it, on one line, safe anywhere in a paragraph, a list item, a heading or a table's cell.
QString markdownText(QStringView text);

}
