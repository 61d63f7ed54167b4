#include "exchange/delegation_import.h"

#include "command.h"
#include "entity_json.h"
#include "exchange/column_guess.h"
#include "exchange/new_columns.h"
#include "mapping_options.h"
#include "register/own_columns.h"
#include "register/save_target.h"
#include "row_account.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using exchange::ColumnMapping;
using exchange::ImportReport;
using exchange::RowOutcome;

namespace {

constexpr qsizetype shownRows = 20;

/// The mapping of --mapping, with what else the command line says put over it.
Result<ColumnMapping> mappingFrom(const Context &context)
{
    auto mapped = mappingFromOptions(context);
    if (!mapped)
        return mapped;
    auto &mapping = *mapped;
    if (context.has("key")) {
        const auto key = exchange::ColumnRef::parse(context.text("key"));
        if (!key)
            return tl::unexpected(key.error());
        mapping.key = *key;
    }
    mapping.keepUnmapped = mapping.keepUnmapped || context.has("keep-unmapped");
    mapping.createPeople = mapping.createPeople || context.has("create-people");
    return mapped;
}

/// Where nothing is mapped, columns whose headers are fields' names map themselves: so an export comes back as it is.
Result<void> mapByName(const QList<OwnColumn> &own, ColumnMapping &mapping, const QString &path)
{
    if (!mapping.columns.isEmpty())
        return {};
    const auto headers = exchange::readHeaders(path, mapping);
    if (!headers)
        return tl::unexpected(headers.error());
    const auto exact = exchange::exactMapping(*headers, own);
    mapping.columns = exact.columns;
    if (!mapping.key)
        mapping.key = exact.key;
    return {};
}

/// What of the mapping depends on the file and the register: columns that map themselves, and new ones.
Result<void> completeMapping(registry::Store &store, ColumnMapping &mapping, const Context &context)
{
    const QString path = context.text("FILE");
    const auto own = registry::ownColumns(store);
    if (!own)
        return tl::unexpected(own.error());
    return mapByName(*own, mapping, path).and_then([&] {
        return exchange::addNewColumns(mapping, context.texts("new-column"), path, *own);
    });
}

/// Columns are told of where some were asked for.
void printJson(const ImportReport &report, bool asksForColumns, Output &out)
{
    auto told = jsonOf(static_cast<const exchange::RowAccount &>(report));
    if (asksForColumns) {
        auto &columns = told["columnsAdded"] = nlohmann::ordered_json::array();
        for (const auto &title : report.columnsAdded)
            columns.push_back(utf8(title));
    }
    out.json(told);
}

QString outcomeWord(RowOutcome outcome)
{
    switch (outcome) {
    case RowOutcome::Accepted: return u"new"_s;
    case RowOutcome::Updated: return u"update"_s;
    case RowOutcome::Unchanged: return u"unchanged"_s;
    case RowOutcome::Refused: return u"refused"_s;
    }
    return {};
}

void printPreview(const ImportReport &report, Output &out)
{
    QList<QStringList> rows;
    for (const auto &row : report.preview)
        rows << QStringList{QString::number(row.row), outcomeWord(row.outcome), shortened(row.title, 80)};
    out.table({u"Row"_s, u"Would be"_s, u"Title"_s}, rows, {0});
}

void printLines(const ImportReport &report, bool dryRun, Output &out)
{
    const QString delimiter = report.delimiter == u'\t' ? u"tab"_s : QString(report.delimiter);
    out.line(u"Read as %1, cells separated by %2."_s.arg(exchange::encodingName(report.encoding), delimiter));
    if (dryRun)
        printPreview(report, out);
    printAccount(report, out);
    if (!report.columnsAdded.isEmpty())
        out.line((report.kept ? u"Columns that were added: %1."_s : u"Columns that would be added: %1."_s)
                     .arg(report.columnsAdded.join(u", "_s)));
    if (report.peopleAdded > 0)
        out.line(u"%1 people were added."_s.arg(report.peopleAdded));
    if (dryRun)
        out.line(u"Nothing was changed: this was a dry run."_s);
    else if (report.id)
        out.line(u"The import is %1; 'delegation undo-import' takes it back whole."_s.arg(report.id->text()));
}

/// What is no refusal, but seldom meant: on stderr where a script reads the rest.
void warnOfSecondTime(const ImportReport &report, bool dryRun, Output &out)
{
    if (!report.earlier)
        return;
    const QString what =
        u"This file was imported on %1 already%2 (import %3); its rows %4 a second time. Give --key to update them instead."_s
            .arg(report.earlier->on.toString(Qt::ISODate),
                 report.earlier->by.isEmpty() ? QString() : u" by "_s + report.earlier->by, report.earlier->id.text(),
                 report.kept ? u"were added"_s
                 : dryRun    ? u"would be added"_s
                             : u"were to be added"_s);
    if (out.wantsJson())
        out.note(what);
    else
        out.line(what);
}

Outcome runDelegationImport(Context &context)
{
    auto mapping = mappingFrom(context);
    if (!mapping)
        return tl::unexpected(mapping.error());
    if (context.has("save-mapping")) {
        const auto free = registry::mayBeReplaced(context.text("save-mapping"), context.text("FILE"));
        if (!free)
            return tl::unexpected(free.error());
    }
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    if (const auto complete = completeMapping(**store, *mapping, context); !complete)
        return tl::unexpected(complete.error());
    const bool dryRun = context.has("dry-run");
    const exchange::ImportOptions options{*mapping, context.has("strict"), dryRun, dryRun ? shownRows : 0,
                                          context.progress(u"Importing"_s)};
    const auto report = exchange::importDelegations(**store, context.text("FILE"), options);
    if (!report)
        return tl::unexpected(report.error());
    context.out().progress({});
    if (context.has("save-mapping")) {
        if (const auto saved = mapping->save(context.text("save-mapping"), context.text("FILE")); !saved)
            return tl::unexpected(saved.error());
    }
    if (context.out().wantsJson())
        printJson(*report, !mapping->newColumns.isEmpty(), context.out());
    else
        printLines(*report, dryRun, context.out());
    warnOfSecondTime(*report, dryRun, context.out());
    if (options.strict && report->refused > 0)
        return failure(ErrorCode::Refused,
                       u"%1 of %2 rows are refused, so with --strict nothing was changed."_s.arg(report->refused)
                           .arg(report->rows));
    return Exit::Fine;
}

Outcome runUndo(Context &context)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    const auto done = exchange::undoImport(**store, ImportId(context.text("IMPORT").trimmed()));
    if (!done)
        return tl::unexpected(done.error());
    context.out().line(u"The import was taken back."_s);
    return Exit::Fine;
}

}

Command delegationImport()
{
    return {"delegation",
            "import",
            "Read an inventory from a CSV file",
            runDelegationImport,
            {Parameter::one("FILE", "the file"),
             Parameter::repeated(
                 "map", "FIELD=COLUMN",
                 "a field and the column that holds it: a header, or # and a number; without any and without "
                 "--mapping, columns headed with fields' names map themselves"),
             Parameter::repeated("value", "FIELD:FROM=TO",
                                 "what a cell's text means for a field; FROM * is any other, empty an empty cell"),
             Parameter::repeated(
                 "default", "FIELD=VALUE",
                 "what a delegation that is added starts with where the cell is empty or no column is mapped"),
             Parameter::repeated("new-column", "COLUMN[=TYPE]",
                                 "make a column of the register's own of this one, unless there is one of its title; "
                                 "TYPE is text, number, date or choice, otherwise what suits what stands in it"),
             Parameter::option("mapping", "FILE", "a mapping kept earlier"),
             Parameter::option("save-mapping", "FILE", "keep this mapping"),
             Parameter::option("key", "COLUMN",
                               "the column that tells rows apart: a second import updates instead of doubling"),
             Parameter::option("encoding", "E", "UTF-8, UTF-16LE, UTF-16BE or windows-1252; otherwise found out"),
             Parameter::option("delimiter", "D", "the character between cells, or tab; otherwise found out"),
             Parameter::flag("keep-unmapped", "keep columns that are not mapped as notes"),
             Parameter::flag("create-people", "names that are no person yet become people"),
             Parameter::flag("strict", "all rows or none"),
             Parameter::flag("dry-run", "say what would happen to each row and change nothing")},
            ""};
}

Command delegationUndoImport()
{
    return {"delegation",
            "undo-import",
            "Take an import back whole",
            runUndo,
            {Parameter::one("IMPORT", "its identifier")},
            ""};
}

}
