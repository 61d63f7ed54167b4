#include "reports/record_export.h"

#include "record_support.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using registry::LogFilter;
using registry::Store;

namespace {

using Write = std::function<Result<void>(QIODevice &)>;
Result<Write> writerFor(const QString &text, Store &store, const LogFilter &filter)
{
    const auto format = fromWord<reports::RecordFormat>(text);
    if (!format)
        return failure(ErrorCode::InvalidInput,
                       u"--format takes csv, md, html or jsonl, not \"%1\"."_s.arg(text.left(40)));
    if (reports::formatRefusal(*format, filter))
        return failure(ErrorCode::Usage,
                       u"jsonl holds whole entries, which --verdict and --person can't narrow; leave them out or "
                       "choose another format."_s);
    return Write([&store, filter, format = *format](QIODevice &device) {
        return reports::writeRecord(store, filter, format, device);
    });
}

void report(Output &out, const QString &path, const QString &format, const ledger::Tree &head)
{
    if (path == "-"_L1)
        return;
    const auto root = QString::fromStdString(ledger::toBase64(head.root()));
    if (out.wantsJson())
        out.json({{"file", utf8(path)}, {"format", utf8(format)}, {"entries", head.size()}, {"root", utf8(root)}});
    else
        out.line(u"Wrote %1; the record has %2 entries, root %3."_s.arg(path, QString::number(head.size()), root));
}

Outcome runRecordExport(Context &context)
{
    const auto filter = logFilterFrom(context);
    if (!filter)
        return tl::unexpected(filter.error());
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    const QString format = context.text("format").toLower(), path = context.text("output");
    const auto write = writerFor(format, **store, *filter);
    if (!write)
        return tl::unexpected(write.error());
    if (const auto saved = context.save(path, *write); !saved)
        return tl::unexpected(saved.error());
    const auto head = (*store)->head();
    if (!head)
        return tl::unexpected(head.error());
    report(context.out(), path, format, *head);
    return Exit::Fine;
}

}

Command recordExport()
{
    std::vector<Parameter> parameters{
        Parameter::option("format", "csv|md|html|jsonl", "the log as csv, md or html; the entries as jsonl").must(),
        Parameter::option("output", "FILE", "where to; - is stdout").shortly('o').must()};
    for (const auto &parameter : logFilterParameters())
        parameters.push_back(parameter);
    return {"record",
            "export",
            "Write the dated log, or the record's entries",
            runRecordExport,
            std::move(parameters),
            "jsonl: line n is entry n, or # and its leaf in hex where the filter leaves it out."};
}

}
