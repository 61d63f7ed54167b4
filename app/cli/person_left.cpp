#include "command.h"
#include "entity_json.h"
#include "register/inventory_services.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using registry::HeldItem;
using registry::Holding;

namespace {

QStringList titlesOf(const QList<HeldItem> &items, Holding holding)
{
    QStringList titles;
    for (const auto &item : items) {
        if (item.holding == holding)
            titles << item.title;
    }
    return titles;
}

void printJson(Output &out, const PersonId &id, const QStringList &ownerless)
{
    nlohmann::ordered_json titles = nlohmann::ordered_json::array();
    for (const auto &title : ownerless)
        titles.push_back(utf8(title));
    out.json({{"id", utf8(id.text())}, {"ownerless", titles}});
}

void printList(Output &out, const QString &what, const QStringList &titles)
{
    if (!titles.isEmpty())
        out.line(what);
    for (const auto &title : titles)
        out.line(u"  "_s + title);
}

/// `from`: the day on which this will be so; empty where it is.
void printLines(Output &out, const QList<HeldItem> &items, const QString &from)
{
    const auto ownerless = titlesOf(items, Holding::Owner);
    if (ownerless.isEmpty())
        out.line(u"No delegation is left without an owner%1."_s.arg(from));
    printList(out,
              from.isEmpty()
                  ? u"Left without an active owner; give each a new one with 'delegation set':"_s
                  : u"Without an active owner%1; give each a new one with 'delegation set' until then:"_s.arg(from),
              ownerless);
    printList(out, u"Stop rules whose plug they are to pull%1:"_s.arg(from), titlesOf(items, Holding::Puller));
    printList(out, u"Stop rules they are deputy for%1:"_s.arg(from), titlesOf(items, Holding::StopDeputy));
    printList(out, u"Audit series they own%1:"_s.arg(from), titlesOf(items, Holding::SeriesOwner));
    printList(out, u"Open decisions they own%1:"_s.arg(from), titlesOf(items, Holding::DecisionOwner));
}

Outcome runPersonLeft(Context &context)
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
    const QDate day = on->value();
    const bool isToCome = day > (*store)->today();
    return people.left(*person, day).map([&](const QList<HeldItem> &items) {
        if (context.out().wantsJson())
            printJson(context.out(), *person, isToCome ? QStringList() : titlesOf(items, Holding::Owner));
        else
            printLines(context.out(), items, isToCome ? u" from %1 on"_s.arg(day.toString(Qt::ISODate)) : QString());
        return Exit::Fine;
    });
}

}

Command personLeft()
{
    return {"person",
            "left",
            "Say that a person left, and see what becomes ownerless",
            runPersonLeft,
            {Parameter::one("NAME", "a name or an identifier"),
             Parameter::option("on", "DATE", "the first day without them").must()},
            ""};
}

}
