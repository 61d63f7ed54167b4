#pragma once

#include "items/entry_table_model.h"

#include <QHash>
#include <QTimeZone>

namespace muster::items {

/// An entry read for showing it, with what filters ask about.
struct ReadEntry
{
    ShownEntry shown;
    DelegationId delegation; ///< concerned, or null
    PersonId by;             ///< or null
};

/// Makes entries readable: names for identifiers, and what each says in one line. Lives within one job of the worker.
class EntryReader
{
public:
    explicit EntryReader(registry::Store &store);

    /// A line that this Muster doesn't understand is shown as such.
    ReadEntry read(const registry::RecordLine &line);

private:
    QString named(std::string_view noun, const QString &id);
    QString textOf(const Field &field, const Value &value);
    QString subjectOf(const registry::Change &change);
    QString whatOf(const registry::Change &change);
    QStringList partsOf(const registry::Change &change);

    registry::Store &m_store;
    QTimeZone m_zone;
    QHash<QString, QString> m_names;
};

}
