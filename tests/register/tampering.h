#pragma once

#include "register/migrations.h"
#include "register/verify.h"
#include "support/raw_sqlite.h"
#include "support/register_fixture.h"

#include <functional>

/// Ways to tamper with a register that its guards forbid, and what verifying says of it.
namespace muster::test {

using namespace Qt::StringLiterals;
using registry::additionOf;
using registry::Database;
using registry::readLines;
using registry::Transaction;
using registry::Verification;
using registry::writeLines;
using registry::Writer;

inline QByteArray bytesOf(std::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

/// Whether a problem holds all of these words.
inline bool names(const Verification &found, const QStringList &words)
{
    return std::ranges::any_of(found.problems, [&](const QString &problem) {
        return std::ranges::all_of(words, [&](const QString &word) { return problem.contains(word); });
    });
}

/// Adds a person without asking any rule.
inline void addPerson(Store &store, const QString &name)
{
    must(store.write([&](Writer &writer) {
        Person one{PersonId(newUuid(store.random())), -1, name, {}, {}};
        return writer.append(additionOf(entityOf<Person>(), toRow(one)));
    }));
}

/// Does to the record what its guards forbid, and leaves them as they were.
inline void withoutGuards(RawSqlite &raw, const std::function<void()> &alter)
{
    const auto guards = raw.rows("SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
    raw.dropGuards();
    alter();
    for (const auto &guard : guards)
        raw.exec(guard[0].toString().toUtf8());
}

/// Makes a record look untouched after its lines were changed: head, edge and tables are made anew from them.
/// `alter` changes the entries by way of a bare connection without guards.
inline void forge(RegisterFixture &fixture, const std::function<void(RawSqlite &)> &alter)
{
    fixture.close();
    {
        RawSqlite raw(fixture.path());
        withoutGuards(raw, [&] { alter(raw); });
        ledger::Tree tree;
        for (const auto &row : raw.rows("SELECT public_line FROM entry ORDER BY n"))
            tree.append(ledger::leafHash(row[0].toByteArray().toStdString()));
        raw.rows("UPDATE head SET size = ?, root = ?, edge = ?",
                 {tree.size(), bytesOf(ledger::bytesOf(tree.root())), bytesOf(tree.edge())});
    }
    auto database = must(Database::open(fixture.path(), OpenMode::ReadWrite, 50));
    auto transaction = must(Transaction::begin(*database));
    must(rebuildProjection(*database));
    must(transaction.commit());
}

/// Writes entry n again with another name in it, so that both lines fit each other.
inline void rewriteName(RawSqlite &raw, qint64 n)
{
    const auto row = raw.rows("SELECT public_line, private_line FROM entry WHERE n = ?", {n}).first();
    auto entry = must(readLines(row[0].toByteArray().toStdString(), row[1].toByteArray().toStdString()));
    const int name = entry.change.kind->entity->indexOf(u"name"_s);
    for (auto &field : entry.change.fields) {
        if (field.field == name)
            field.after = u"Somebody else"_s;
    }
    const auto lines = must(writeLines(entry.head, entry.change, "ffeeddccbbaa99887766554433221100"));
    raw.rows("UPDATE entry SET public_line = ?, private_line = ? WHERE n = ?",
             {bytesOf(lines.publicLine), bytesOf(lines.privateLine), n});
}

/// Takes the last entries away, where there are no guards.
inline void deleteLast(RawSqlite &raw, int count)
{
    raw.rows("DELETE FROM entry WHERE n > (SELECT MAX(n) FROM entry) - ?", {count});
}

}
