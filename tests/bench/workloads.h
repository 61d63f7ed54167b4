#pragma once

#include "register/store.h"

#include <QString>

#include <memory>

/// What the benches work on, the same in each run.
namespace muster::bench {

/// The value of a result; gives the bench up where there is none.
template <typename T>
T must(Result<T> result);

/// Writes a table of `rows` use cases as CSV: id, title, purpose, team, owner, category, tier, risk, cadence and notes,
/// some of them quoted, with commas and line breaks inside. Owners are 500 people, named.
void writeTable(const QString &path, qint64 rows);

/// Writes the mapping that reads it: every column to its field, the id as the key, owners made people.
void writeMapping(const QString &path);

/// A new register with its marks in `stateFolder` (none where empty).
std::unique_ptr<registry::Store> newRegister(const QString &path, const QString &stateFolder = {});
std::unique_ptr<registry::Store> openRegister(const QString &path, const QString &stateFolder = {});

/// Adds `count` delegations with owners, every second with a stop rule and a source, in one transaction.
void fillInventory(registry::Store &store, qint64 count);

/// Grows the record to `entries` by additions of people and delegations, and by changes of them, most of them small.
void growRecord(registry::Store &store, qint64 entries);

/// Writes every public and private line, one after the other, without line ends. Returns the bytes.
qint64 writeLines(registry::Store &store, const QString &path);

}

#include "figures.h"

template <typename T>
T muster::bench::must(Result<T> result)
{
    if (!result)
        giveUp(result.error().message.toStdString());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}
