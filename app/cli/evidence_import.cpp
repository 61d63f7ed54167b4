#include "evidence/evidence_import.h"

#include "command.h"
#include "entity_json.h"
#include "mapping_options.h"
#include "register/save_target.h"
#include "row_account.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using evidence::EvidenceReport;

namespace {

constexpr qsizetype namesShown = 20;

/// What --kind and --format ask for; nullptr where neither does, so that it is found out.
Result<const evidence::Format *> formatAsked(const Context &context)
{
    const auto kind = context.word<EvidenceKind>("kind");
    if (!kind)
        return tl::unexpected(kind.error());
    if (!context.has("format"))
        return *kind ? evidence::formatNamed(u"csv"_s, *kind) : nullptr;
    const QString name = context.text("format");
    if (const auto *format = evidence::formatNamed(name, *kind))
        return format;
    QStringList known;
    for (const auto &format : evidence::formats()) {
        if ((!*kind || format.kind == **kind) && !known.contains(format.name))
            known << format.name;
    }
    return failure(ErrorCode::Usage,
                   name == u"csv"
                       ? u"CSV can be of any kind; say --kind reviews, usage, prices or outputs."_s
                       : u"There is no format \"%1\"; --format takes %2."_s.arg(name.left(40), known.join(u", "_s)));
}

/// A JSON file whose kind alone is told is recognised; a CSV file's format is CSV.
Result<const evidence::Format *> formatFor(const Context &context)
{
    const auto asked = formatAsked(context);
    if (!asked || context.has("format") || !*asked)
        return asked;
    const auto found = evidence::recognise(context.text("FILE"));
    if (!found)
        return found.error().code == ErrorCode::Ambiguous ? asked : found;
    return (*found)->kind == (*asked)->kind ? found
           : (*found)->name == u"csv"
               ? asked
               : failure(ErrorCode::InvalidInput, u"This file is %1, which are %2 and no %3."_s.arg(
                                                      (*found)->title, word((*found)->kind), word((*asked)->kind)));
}

void printJson(const EvidenceReport &report, Output &out)
{
    auto told = jsonOf(static_cast<const exchange::RowAccount &>(report));
    auto unknown = nlohmann::ordered_json::array();
    for (const auto &name : report.unknown)
        unknown.push_back({{"name", utf8(name.name)}, {"rows", name.rows}, {"nearest", jsonOrNull(name.nearest)}});
    told["id"] = report.id ? jsonOrNull(report.id->text()) : nlohmann::ordered_json();
    told["kind"] = latin(wordView(report.format->kind));
    told["format"] = utf8(report.format->name);
    told["aside"] = report.aside;
    told["unknownNames"] = std::move(unknown);
    told["firstOn"] = jsonOf(report.firstOn);
    told["lastOn"] = jsonOf(report.lastOn);
    out.json(told);
}

void printNames(const QList<evidence::UnknownName> &names, qint64 aside, Output &out)
{
    if (names.isEmpty())
        return;
    out.line(u"%1 rows are kept aside, since no delegation has the name they give:"_s.arg(aside));
    for (const auto &name : names.first(std::min(names.size(), namesShown))) {
        const QString hint = name.isAmbiguous         ? u"; several delegations are called so"_s
                             : name.nearest.isEmpty() ? QString()
                                                      : u"; did you mean “%1”?"_s.arg(name.nearest);
        out.line(u"  “%1” in %2 rows%3"_s.arg(name.name, QString::number(name.rows), hint));
    }
    out.line(u"'evidence assign NAME DELEGATION' says which is meant."_s);
}

void printLines(const EvidenceReport &report, bool dryRun, Output &out)
{
    out.line(u"Read as %1."_s.arg(report.format->title));
    printAccount(report, out);
    printNames(report.unknown, report.aside, out);
    if (dryRun)
        out.line(u"Nothing was changed: this was a dry run."_s);
    else if (report.id)
        out.line(u"The import is %1; 'evidence undo' takes it back whole."_s.arg(report.id->text()));
    else
        out.line(u"Nothing was changed: no row was new."_s);
}

Outcome runEvidenceImport(Context &context)
{
    const auto format = formatFor(context);
    if (!format)
        return tl::unexpected(format.error());
    const auto mapping = mappingFromOptions(context);
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
    const bool dryRun = context.has("dry-run");
    const auto report = evidence::importEvidence(**store, context.text("FILE"),
                                                 {*mapping, *format, dryRun, 0, context.progress(u"Importing"_s)});
    if (!report)
        return tl::unexpected(report.error());
    context.out().progress({});
    if (context.has("save-mapping")) {
        if (const auto saved = mapping->save(context.text("save-mapping"), context.text("FILE")); !saved)
            return tl::unexpected(saved.error());
    }
    if (context.out().wantsJson())
        printJson(*report, context.out());
    else
        printLines(*report, dryRun, context.out());
    return Exit::Fine;
}

}

Command evidenceImport()
{
    return {
        "evidence",
        "import",
        "Read in reviews, usage, prices or outputs",
        runEvidenceImport,
        {Parameter::one("FILE", "the file, or a folder of outputs"),
         Parameter::option("kind", "KIND", "reviews, usage, prices or outputs; otherwise found out"),
         Parameter::option("format", "NAME",
                           "csv, github, gitlab, openai-usage, openai-costs, anthropic-usage, anthropic-cost, litellm, "
                           "langfuse, otlp, llm-prices, litellm-prices or folder; otherwise found out"),
         Parameter::repeated(
             "map", "FIELD=COLUMN",
             "a field and the column that holds it: a header, or # and a number; of CSV, columns headed "
             "with fields' names map themselves"),
         Parameter::repeated("value", "FIELD:FROM=TO",
                             "what a cell's text means for a field; FROM * is any other, empty an empty cell"),
         Parameter::repeated("default", "FIELD=VALUE", "what a row has where the cell is empty or no column is mapped"),
         Parameter::option("mapping", "FILE", "a mapping kept earlier"),
         Parameter::option("save-mapping", "FILE", "keep this mapping"),
         Parameter::option("encoding", "E", "of CSV: UTF-8, UTF-16LE, UTF-16BE or windows-1252; otherwise found out"),
         Parameter::option("delimiter", "D", "of CSV: the character between cells, or tab; otherwise found out"),
         Parameter::flag("dry-run", "say what would happen to each row and change nothing")},
        ""};
}

}
