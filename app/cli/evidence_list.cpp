#include "command.h"
#include "entity_json.h"
#include "evidence/evidence_import.h"

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

Outcome runEvidenceList(Context &context)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    auto imports = evidence::evidenceImports(**store);
    if (!imports)
        return tl::unexpected(imports.error());
    if (!context.has("all"))
        imports->removeIf([](const EvidenceImport &import) { return import.undoneOn.has_value(); });
    const auto &entity = entityOf<EvidenceImport>();
    if (context.out().wantsJson()) {
        QList<Row> rows;
        for (const auto &import : *imports)
            rows << toRow(import);
        const auto list = jsonOf(**store, entity, rows);
        if (!list)
            return tl::unexpected(list.error());
        context.out().json(*list);
        return Exit::Fine;
    }
    if (imports->isEmpty()) {
        context.out().line(u"No evidence was read in; 'evidence import FILE' does."_s);
        return Exit::Fine;
    }
    QList<QStringList> lines;
    for (const auto &import : *imports) {
        const QString days = import.firstOn ? u"%1 to %2"_s.arg(import.firstOn->toString(Qt::ISODate),
                                                                import.lastOn->toString(Qt::ISODate))
                                            : QString();
        lines << QStringList{import.id.text(),
                             word(import.kind),
                             import.format,
                             QString::number(import.accepted),
                             QString::number(import.aside),
                             days,
                             shortened(import.file, 40),
                             import.undoneOn ? u"undone on %1"_s.arg(import.undoneOn->toString(Qt::ISODate))
                                             : QString()};
    }
    context.out().table({u"id"_s, u"kind"_s, u"format"_s, u"rows"_s, u"aside"_s, u"days"_s, u"file"_s, u""_s}, lines,
                        {3, 4});
    return Exit::Fine;
}

Outcome runEvidenceUndo(Context &context)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    const auto done = evidence::undoEvidence(**store, EvidenceId(context.text("IMPORT").trimmed()));
    if (!done)
        return tl::unexpected(done.error());
    context.out().line(u"The import was taken back."_s);
    return Exit::Fine;
}

Outcome runEvidenceNames(Context &context)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    const auto names = evidence::unknownNames(**store);
    if (!names)
        return tl::unexpected(names.error());
    if (context.out().wantsJson()) {
        auto list = nlohmann::ordered_json::array();
        for (const auto &name : *names)
            list.push_back({{"name", utf8(name.name)}, {"rows", name.rows}, {"nearest", jsonOrNull(name.nearest)}});
        context.out().json(list);
        return Exit::Fine;
    }
    QList<QStringList> lines;
    for (const auto &name : *names)
        lines << QStringList{shortened(name.name, 60), QString::number(name.rows), shortened(name.nearest, 60)};
    if (lines.isEmpty())
        context.out().line(u"Every row of evidence has its delegation."_s);
    else
        context.out().table({u"name"_s, u"rows"_s, u"nearest"_s}, lines, {1});
    return Exit::Fine;
}

Outcome runEvidenceAssign(Context &context)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    const auto delegation = context.named<DelegationId>("DELEGATION", entityOf<Delegation>());
    if (!delegation)
        return tl::unexpected(delegation.error());
    const auto alias = evidence::assignName(**store, context.text("NAME"), **delegation);
    if (!alias)
        return tl::unexpected(alias.error());
    if (context.out().wantsJson())
        context.out().json({{"id", utf8(alias->text())}});
    else
        context.out().line(
            u"“%1” means that delegation from now on, in files read in before too."_s.arg(context.text("NAME")));
    return Exit::Fine;
}

}

Command evidenceList()
{
    return {"evidence",
            "list",
            "List the files of evidence that were read in",
            runEvidenceList,
            {Parameter::flag("all", "also those that were undone")}};
}

Command evidenceUndo()
{
    return {"evidence",
            "undo",
            "Take an import of evidence back whole",
            runEvidenceUndo,
            {Parameter::one("IMPORT", "its identifier")}};
}

Command evidenceNames()
{
    return {"evidence", "names", "List the names in files that lead to no delegation yet", runEvidenceNames, {}};
}

Command evidenceAssign()
{
    return {"evidence",
            "assign",
            "Say which delegation a name in files means",
            runEvidenceAssign,
            {Parameter::one("NAME", "as the files have it"), Parameter::one("DELEGATION", "an identifier or a title")}};
}

}
