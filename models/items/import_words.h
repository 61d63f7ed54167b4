#pragma once

#include "register/store.h"

#include <QHash>

namespace muster::items {

/// What cells may name that only the register knows.
struct RegisterWords
{
    QStringList tiers, definitions;
    QStringList people;       ///< who is there
    QStringList left;         ///< who is no longer, and can be given nothing
    QList<OwnColumn> columns; ///< the register's own

    bool operator==(const RegisterWords &) const = default;
};

/// Reads them; for a job of the register's worker. Errors: what the database says.
Result<RegisterWords> registerWords(registry::Store &store);

/// Names that cells may name, and what was found for those asked so far: there may be thousands of both.
class KnownNames
{
public:
    explicit KnownNames(const QStringList &names = {});

    /// The one name that `text` names, as a register resolves it: whole before part, if it fits one alone.
    std::optional<QString> namedBy(const QString &text) const;

private:
    std::optional<QString> found(const QString &text) const;

    QStringList m_names, m_folded;
    mutable QHash<QString, std::optional<QString>> m_answers;
};

}
