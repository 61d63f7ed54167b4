#include "exchange/delegation_import.h"
#include "register/entity_table.h"
#include "register/mentions.h"

namespace muster::exchange {

using namespace Qt::StringLiterals;
using namespace muster::registry;

namespace {

/// How people call what an import added, by identifier.
QHash<QString, QString> addedBy(const std::vector<Entry> &entries)
{
    QHash<QString, QString> names;
    for (const auto &entry : entries) {
        const auto &change = entry.change;
        if (change.kind->operation != Operation::Add)
            continue;
        const int name = std::max(change.kind->entity->indexOf(u"title"), change.kind->entity->indexOf(u"name"));
        const auto given = std::ranges::find(change.fields, name, &FieldChange::field);
        names.insert(change.id, given == change.fields.end() ? change.id : textOf(given->after));
    }
    return names;
}

/// What people call a row by.
QString calledBy(const Entity &entity, const Row &row)
{
    const int title = std::max(entity.indexOf(u"title"), entity.indexOf(u"name"));
    return title < 0 ? row.id : u"“%1”"_s.arg(textOf(row.values[size_t(title)]).left(80));
}

/// Refuses where a column that is to go has been filled in for what the import didn't add. Everything the import wrote
/// later is taken back by then.
Result<void> mustBeUnused(Store &store, const Row &column)
{
    const auto users =
        allWhere<Delegation>(store, u"WHERE column_values LIKE ? ORDER BY n LIMIT 1"_s, {u'%' + column.id + u'%'});
    if (!users)
        return tl::unexpected(users.error());
    if (users->isEmpty())
        return {};
    return failure(ErrorCode::Refused,
                   u"The column %1 was filled in for “%2” since the import; empty it there first."_s.arg(
                       calledBy(entityOf<OwnColumn>(), column), users->first().title.left(80)));
}

/// Takes one entry of an import back, if what it touched is still as the import left it.
Result<void> takeBack(Store &store, Writer &writer, const Entry &entry)
{
    const auto &entity = *entry.change.kind->entity;
    const auto row = rowById(store, entity, entry.change.id);
    if (!row)
        return tl::unexpected(row.error());
    if (row->n != entry.head.n)
        return failure(ErrorCode::Refused, u"%1 was changed since the import (entry %2); take that back first."_s.arg(
                                               calledBy(entity, *row), QString::number(row->n)));
    Change back = entry.change;
    const bool added = entry.change.kind->operation == Operation::Add;
    const bool isColumn = added && &entity == &entityOf<OwnColumn>();
    if (const auto unused = isColumn ? mustBeUnused(store, *row) : Result<void>(); !unused)
        return unused;
    back.kind = kindOf(entity, added ? Operation::Withdraw : Operation::Set);
    back.why = u"import undone"_s;
    if (added)
        back.fields.clear();
    for (auto &item : back.fields)
        std::swap(item.before, item.after);
    const auto n = writer.append(back);
    return n ? Result<void>() : tl::unexpected(n.error());
}

}

Result<void> undoImport(Store &store, const ImportId &id)
{
    const auto account = byId<Import>(store, id);
    if (!account)
        return tl::unexpected(account.error());
    if (account->undoneOn)
        return failure(ErrorCode::Refused,
                       u"This import was undone on %1 already."_s.arg(account->undoneOn->toString(Qt::ISODate)));
    const auto entries = entriesBackwards(store, account->firstEntry.value_or(0), account->lastEntry.value_or(-1));
    if (!entries)
        return tl::unexpected(entries.error());
    return store.write([&](Writer &writer) -> Result<void> {
        if (const auto free = mustBeUnmentioned(store, addedBy(*entries)); !free)
            return free;
        for (const auto &entry : *entries) {
            if (const auto done = takeBack(store, writer, entry); !done)
                return done;
        }
        const Row before = toRow(*account);
        Patch patch;
        patch.set(entityOf<Import>().indexOf(u"undoneOn"_s), Value(store.today().toString(Qt::ISODate)));
        const auto n = writer.append(changeOf(entityOf<Import>(), before, patch, kindNamed("import.undone")));
        return n ? Result<void>() : tl::unexpected(n.error());
    });
}

}
