#pragma once

#include "domain/error.h"
#include "ledger/tree.h"

#include <QString>

#include <optional>

namespace muster::registry {

class Database;

/// How far this user has seen a register's record grow, kept outside the register: a copy that was put back, or a tail
/// that was cut off, falls behind it.
struct HighWaterMark
{
    qint64 size = 0;
    ledger::Hash root{};

    bool operator==(const HighWaterMark &) const = default;
};

/// The marks of one user: a file a register in `folder`, named by the register's UUID.
class HighWaterMarks
{
public:
    /// `folder`: where the marks lie; empty keeps none.
    explicit HighWaterMarks(QString folder) : m_folder(std::move(folder)) {}

    /// The mark of a register, or nothing where it was not seen here. An unreadable mark counts as not seen.
    std::optional<HighWaterMark> read(const QString &registerId) const;

    /// Keeps a mark, replacing the old one in one step. Error: Io.
    Result<void> write(const QString &registerId, const HighWaterMark &mark) const;

private:
    QString fileName(const QString &registerId) const;

    QString m_folder;
};

/// The tree over a record's first `size` entries, from their lines. `known`: what it was at a smaller size, so that only
/// what came after is read. Errors: what the database says.
Result<ledger::Tree> treeUpTo(Database &database, qint64 size, ledger::Tree known = {});

/// Why a record can't be the one that this mark was made of, as what follows "the register …"; empty where it can. Where
/// the record has grown, reads its lines up to the mark. Errors: what the database says, but for what is damaged.
Result<QString> contradiction(Database &database, const ledger::Tree &tree, const HighWaterMark &mark);

}
