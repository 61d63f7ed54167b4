#include "domain/entities.h"
#include "entity_commands.h"
#include "entity_json.h"
#include "register/inventory_services.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using registry::DefinitionService;
using registry::FieldText;

namespace {

constexpr qsizetype longestCriterion = 2000;

/// The fields given, with `--criterion` texts as the field `criteria`. A criterion that stays keeps its key.
Result<QList<FieldText>> withCriteria(Context &context, QList<FieldText> fields, const JsonText &former)
{
    QStringList lines;
    for (const auto &text : context.texts("criterion")) {
        const auto clean = cleanText(text, u"--criterion"_s, true, longestCriterion);
        if (!clean)
            return tl::unexpected(clean.error());
        if (clean->isEmpty())
            return failure(ErrorCode::InvalidInput, u"--criterion is empty; say what an output has to meet."_s);
        lines << *clean;
    }
    if (!lines.isEmpty())
        fields.append({u"criteria"_s, DefinitionService::criteriaFrom(lines.join(u'\n'), former)});
    return fields;
}

Outcome runDefinitionAdd(Context &context)
{
    auto fields = givenFields(context, DefinitionService::entity()).and_then([&](const QList<FieldText> &given) {
        return withCriteria(context, given, {});
    });
    return fields ? addEntity(context, actionsOf<DefinitionService>(), *fields) : tl::unexpected(fields.error());
}

Outcome runDefinitionSet(Context &context)
{
    const auto given = context.fields();
    if (!given)
        return tl::unexpected(given.error());
    if (given->isEmpty() && !context.has("criterion"))
        return failure(
            ErrorCode::Usage,
            u"Name what to change: FIELD=VALUE or --criterion TEXT; see 'muster-cli definition set --help'."_s);
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    DefinitionService definitions(**store);
    const auto now =
        definitions.find(context.text("ID")).and_then([&](const DefinitionId &id) { return definitions.get(id); });
    if (!now)
        return tl::unexpected(now.error());
    const auto fields = withCriteria(context, *given, now->criteria);
    return fields ? setEntity(context, actionsOf<DefinitionService>(), *fields) : tl::unexpected(fields.error());
}

}

Command definitionAdd()
{
    auto command =
        addCommand<DefinitionService>("Add an AI Definition of Done", {Parameter::one("TITLE", "what it is called")},
                                      "At least one criterion is needed.");
    command.parameters.push_back(
        Parameter::repeated("criterion", "TEXT", "what an output has to meet; once a criterion"));
    command.run = runDefinitionAdd;
    return command;
}

Command definitionList()
{
    return listCommand<DefinitionService>("List AI Definitions of Done");
}
Command definitionShow()
{
    return showCommand<DefinitionService>("Show an AI Definition of Done");
}

Command definitionSet()
{
    auto command = setCommand<DefinitionService>("Change an AI Definition of Done; new criteria make a new version");
    command.parameters[1].required = false;
    command.parameters.push_back(
        Parameter::repeated("criterion", "TEXT", "all criteria it has from now on; once a criterion"));
    command.run = runDefinitionSet;
    return command;
}

}
