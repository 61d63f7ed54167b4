#include "reports/record_export.h"

#include "reports/audit_log.h"
#include "reports/entries_jsonl.h"
#include "reports/render_csv.h"
#include "reports/render_html.h"
#include "reports/render_markdown.h"

#include <QBuffer>

namespace muster::reports {

using namespace Qt::StringLiterals;
using registry::LogFilter;
using registry::Store;

namespace {

Result<void> writeEntries(Store &store, const LogFilter &filter, QIODevice &device, const registry::Progress &progress)
{
    const auto written = writeEntriesJsonl(store, {filter.from, filter.to, filter.delegation}, device, progress);
    return written ? Result<void>() : tl::unexpected(written.error());
}

Result<void> writeLog(Store &store, const LogFilter &filter, RecordFormat format, QIODevice &device,
                      const LogReading &reading)
{
    const auto layout = format == RecordFormat::Csv ? LogLayout::OneTable : LogLayout::ByAudit;
    const auto document = auditLogDocument(store, filter, layout, reading);
    if (!document)
        return tl::unexpected(document.error());
    switch (format) {
    case RecordFormat::Csv: return renderCsv(*document, device);
    case RecordFormat::Html: return renderHtml(*document, device);
    default: return renderMarkdown(*document, device);
    }
}

}

std::optional<Error> formatRefusal(RecordFormat format, const LogFilter &filter)
{
    if (format != RecordFormat::JsonLines || (!filter.verdict && !filter.person && filter.text.trimmed().isEmpty()))
        return std::nullopt;
    return Error{ErrorCode::InvalidInput,
                 u"JSON Lines holds whole entries, which verdict, person and words can't narrow; clear them or "
                 "choose another format."_s};
}

Result<void> writeRecord(Store &store, const LogFilter &filter, RecordFormat format, QIODevice &device,
                         const registry::Progress &progress)
{
    if (const auto refused = formatRefusal(format, filter))
        return tl::unexpected(*refused);
    return format == RecordFormat::JsonLines ? writeEntries(store, filter, device, progress)
                                             : writeLog(store, filter, format, device, {progress, -1});
}

Result<QString> previewRecord(Store &store, const LogFilter &filter, RecordFormat format, int lines)
{
    if (const auto refused = formatRefusal(format, filter))
        return tl::unexpected(*refused);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto enough = [lines](qint64 done, qint64) { return done < lines; };
    const auto written = format == RecordFormat::JsonLines ? writeEntries(store, filter, buffer, enough)
                                                           : writeLog(store, filter, format, buffer, {{}, lines});
    if (!written && written.error().code != ErrorCode::Cancelled)
        return tl::unexpected(written.error());
    return QString::fromUtf8(buffer.data()).split(u'\n').mid(0, lines).join(u'\n');
}

}
