#pragma once

#include "domain/error.h"
#include "ledger/sha256.h"

#include <QString>

#include <optional>

namespace muster::registry {

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

}
