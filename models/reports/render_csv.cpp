#include "reports/render_csv.h"

#include "domain/csv_cell.h"
#include "reports/render_text.h"
#include "reports/text_sink.h"

namespace muster::reports {

using namespace Qt::StringLiterals;

namespace {

const Table *firstTable(const Document &document)
{
    for (const Section &section : document.sections) {
        for (const Block &block : section.blocks) {
            if (const auto *table = std::get_if<Table>(&block); table && !table->columns.empty())
                return table;
        }
    }
    return nullptr;
}

void writeHeader(TextSink &sink, const Table &table)
{
    const char *separator = "";
    for (const Column &column : table.columns) {
        sink << separator << csvCell(column.key);
        separator = ",";
    }
    sink << "\r\n";
}

/// A record of one empty field is written in quotes, since an empty line would be no record.
void writeRow(TextSink &sink, const Table &table, const QStringList &row)
{
    if (row.size() == 1 && row.front().isEmpty())
        sink << "\"\"";
    for (qsizetype i = 0; i < row.size(); ++i) {
        if (i > 0)
            sink << ",";
        sink << csvCell(row[i], table.columns[size_t(i)].kind != Kind::Number);
    }
    sink << "\r\n";
}

}

Result<void> renderCsv(const Document &document, QIODevice &device)
{
    const Table *table = firstTable(document);
    if (!table) {
        return failure(ErrorCode::InvalidInput,
                       u"“%1” has no table to write as CSV: choose another format."_s.arg(document.title));
    }
    TextSink sink(device);
    writeHeader(sink, *table);
    RowReader rows(*table);
    QStringList row;
    while (!sink.failed()) {
        const auto more = rows.next(row);
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            break;
        writeRow(sink, *table, row);
    }
    return sink.finish();
}

}
