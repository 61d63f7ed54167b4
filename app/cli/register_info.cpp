#include "command.h"
#include "domain/entities.h"
#include "entity_json.h"
#include "ledger/sha256.h"

#include <QFileInfo>

namespace muster::cli {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

namespace {

struct Facts
{
    Row row;
    qint64 people = 0, delegations = 0, entries = 0;
    QString root;
    qint64 bytes = 0;
    QString refusal; ///< why nothing may be written
};

Result<Facts> readFacts(registry::Store &store)
{
    Facts facts;
    const auto row = registry::rowById(store, entityOf<RegisterInfo>(), store.id());
    if (!row)
        return tl::unexpected(row.error());
    facts.row = *row;
    const auto people = registry::countOf(store, entityOf<Person>());
    if (!people)
        return tl::unexpected(people.error());
    const auto delegations = registry::countOf(store, entityOf<Delegation>());
    if (!delegations)
        return tl::unexpected(delegations.error());
    const auto head = store.head();
    if (!head)
        return tl::unexpected(head.error());
    facts.people = *people;
    facts.delegations = *delegations;
    facts.entries = head->size();
    facts.root = QString::fromStdString(ledger::toBase64(head->root()));
    facts.bytes = QFileInfo(store.path()).size();
    facts.refusal = store.refusal() ? store.refusal()->message : QString();
    return facts;
}

Result<void> printJson(registry::Store &store, const Facts &facts, Output &out)
{
    auto object = jsonOf(store, entityOf<RegisterInfo>(), facts.row);
    if (!object)
        return tl::unexpected(object.error());
    (*object)["file"] = utf8(store.path());
    (*object)["bytes"] = facts.bytes;
    (*object)["people"] = facts.people;
    (*object)["delegations"] = facts.delegations;
    (*object)["entries"] = facts.entries;
    (*object)["root"] = utf8(facts.root);
    (*object)["readOnlyBecause"] = jsonOrNull(facts.refusal);
    out.json(*object);
    return {};
}

Result<void> printPairs(registry::Store &store, const Facts &facts, Output &out)
{
    QList<std::pair<QString, QString>> pairs;
    const auto &entity = entityOf<RegisterInfo>();
    for (const auto &name : {u"name"_s, u"owner"_s, u"timeZone"_s, u"tiers"_s, u"policy"_s, u"readingSpeed"_s}) {
        const auto index = size_t(entity.indexOf(name));
        const auto text = registry::readable(store, entity.fields[index], facts.row.values[index]);
        if (!text)
            return tl::unexpected(text.error());
        pairs.append({name, *text});
    }
    pairs << std::pair(u"file"_s, u"%1 (%2 bytes)"_s.arg(store.path()).arg(facts.bytes))
          << std::pair(u"holds"_s, u"%1 delegations, %2 people"_s.arg(facts.delegations).arg(facts.people))
          << std::pair(u"record"_s, u"%1 entries, root %2"_s.arg(facts.entries).arg(facts.root))
          << std::pair(u"id"_s, store.id()) << std::pair(u"read-only"_s, facts.refusal);
    out.pairs(pairs);
    return {};
}

Outcome runRegisterInfo(Context &context)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    const auto facts = readFacts(**store);
    if (!facts)
        return tl::unexpected(facts.error());
    const auto print = context.out().wantsJson() ? printJson : printPairs;
    return print(**store, *facts, context.out()).map([] { return Exit::Fine; });
}

}

Command registerInfo()
{
    return {"register",      "info", "Show what a register is, how much it holds and its record's root",
            runRegisterInfo, {},     ""};
}

}
