#include "command.h"
#include "entity_json.h"
#include "register/inventory_services.h"

namespace muster::cli {

using namespace Qt::StringLiterals;

namespace {

void print(Output &out, const PersonId &id, const QStringList &ownerless)
{
    if (out.wantsJson()) {
        nlohmann::ordered_json titles = nlohmann::ordered_json::array();
        for (const auto &title : ownerless)
            titles.push_back(utf8(title));
        out.json({{"id", utf8(id.text())}, {"ownerless", titles}});
        return;
    }
    if (ownerless.isEmpty())
        out.line(u"No delegation is left without an owner."_s);
    else
        out.line(u"Left without an active owner; give each a new one with 'delegation set':"_s);
    for (const auto &title : ownerless)
        out.line(u"  "_s + title);
}

Outcome run(Context &context)
{
    const auto on = context.date("on");
    if (!on)
        return tl::unexpected(on.error());
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    registry::PersonService people(**store);
    const auto person = people.find(context.text("NAME"));
    if (!person)
        return tl::unexpected(person.error());
    return people.left(*person, on->value()).map([&](const QStringList &ownerless) {
        print(context.out(), *person, ownerless);
        return Exit::Fine;
    });
}

}

Command personLeft()
{
    return {"person",
            "left",
            "Say that a person left, and see what becomes ownerless",
            run,
            {Parameter::one("NAME", "a name or an identifier"),
             Parameter::option("on", "DATE", "the first day without them").must()},
            ""};
}

}
