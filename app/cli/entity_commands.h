#pragma once

#include "command.h"
#include "register/entity_service.h"

/// The commands that every entity of the inventory has alike: add, list, show and set.
namespace muster::cli {

/// An entity's service without its type.
struct EntityActions
{
    const Entity *entity;
    Result<QString> (*add)(registry::Store &store, const QList<registry::FieldText> &texts, const QString &why);
    Result<qint64> (*set)(registry::Store &store, const QString &id, const QList<registry::FieldText> &texts,
                          const registry::SetOptions &options);
};

template <typename Service>
EntityActions actionsOf()
{
    return {&Service::entity(),
            [](registry::Store &store, const QList<registry::FieldText> &texts, const QString &why) {
                return Service(store).add(texts, why).map([](const typename Service::IdType &id) { return id.text(); });
            },
            [](registry::Store &store, const QString &id, const QList<registry::FieldText> &texts,
               const registry::SetOptions &options) {
                return Service(store).set(typename Service::IdType(id), texts, options);
            }};
}

/// The fields given for an addition: positionals (`TITLE` gives the field `title`), options of the same name as a field
/// (`--email`), then FIELD=VALUE.
Result<QList<registry::FieldText>> givenFields(Context &context, const Entity &entity);

/// Adds a thing and prints its identifier.
Outcome addEntity(Context &context, const EntityActions &actions, const QList<registry::FieldText> &fields);

/// Changes fields of the thing `ID` names; takes --why and --expect.
Outcome setEntity(Context &context, const EntityActions &actions, const QList<registry::FieldText> &fields);

/// Lists things: those of --delegation, and without those that ended unless --all is given.
Outcome listEntity(Context &context, const Entity &entity);

/// Shows every field of the thing `ID` names.
Outcome showEntity(Context &context, const Entity &entity);

/// Every field of a row by its name, as a person reads it.
Result<QList<std::pair<QString, QString>>> readablePairs(registry::Store &store, const Entity &entity, const Row &row);

/// Prints an identifier: alone on its line, or as `{"id": …}`.
void printId(Output &out, const QString &id);

template <typename Service>
Outcome runAdd(Context &context)
{
    const auto fields = givenFields(context, Service::entity());
    return fields ? addEntity(context, actionsOf<Service>(), *fields) : tl::unexpected(fields.error());
}

template <typename Service>
Outcome runSet(Context &context)
{
    const auto fields = context.fields();
    return fields ? setEntity(context, actionsOf<Service>(), *fields) : tl::unexpected(fields.error());
}

template <typename Service>
Outcome runList(Context &context)
{
    return listEntity(context, Service::entity());
}

template <typename Service>
Outcome runShow(Context &context)
{
    return showEntity(context, Service::entity());
}

/// `NOUN add LEADING… [FIELD=VALUE]… [--why TEXT]`
template <typename Service>
Command addCommand(const char *summary, std::vector<Parameter> leading, const char *notes = "")
{
    leading.push_back(Parameter::fields());
    leading.push_back(Parameter::option("why", "TEXT", "a reason, kept in the record"));
    return {Service::entity().noun.data(), "add", summary, runAdd<Service>, std::move(leading), notes};
}

/// `NOUN set ID FIELD=VALUE… [--why TEXT] [--expect N]`
template <typename Service>
Command setCommand(const char *summary)
{
    return {Service::entity().noun.data(),
            "set",
            summary,
            runSet<Service>,
            {Parameter::one("ID", "an identifier, or a title or name"), Parameter::fields().must(),
             Parameter::option("why", "TEXT", "a reason, kept in the record"),
             Parameter::option("expect", "N", "the n that 'show' gave; refused where it was changed since")},
            "An empty value (FIELD=) takes it away."};
}

/// `NOUN list [--delegation D] [--all]`
template <typename Service>
Command listCommand(const char *summary)
{
    Command command{Service::entity().noun.data(), "list", summary, runList<Service>, {}, ""};
    if (Service::entity().delegationField >= 0)
        command.parameters.push_back(Parameter::option("delegation", "D", "only those of this delegation"));
    if (Service::entity().indexOf(u"endedOn") >= 0)
        command.parameters.push_back(Parameter::flag("all", "also those that ended"));
    return command;
}

/// `NOUN show ID`
template <typename Service>
Command showCommand(const char *summary)
{
    return {Service::entity().noun.data(),
            "show",
            summary,
            runShow<Service>,
            {Parameter::one("ID", "an identifier, or a title or name")},
            ""};
}

}
