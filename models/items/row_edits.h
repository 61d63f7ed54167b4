#pragma once

#include "register/entity_table.h"

#include <QHash>

/// Changes of rows as undo needs them: with what was there before, and checked against the version they were based on.
/// These functions run in jobs of a register's worker.
namespace muster::items {

/// Versions of rows that hold the same. Undoing an edit writes a new version of the row with the values of an older
/// one; an edit made before that one is still the row's last for whoever wants to undo it too.
class SameVersions
{
public:
    /// Says that version `later` holds what version `earlier` held.
    void add(qint64 later, qint64 earlier) { m_firsts.insert(later, firstOf(earlier)); }

    bool same(qint64 a, qint64 b) const { return firstOf(a) == firstOf(b); }

private:
    qint64 firstOf(qint64 n) const { return m_firsts.value(n, n); }

    QHash<qint64, qint64> m_firsts;
};

/// A row as its editor saw it.
struct RowVersion
{
    QString id;
    qint64 n = -1;
};

/// A change asked for.
struct RowEdit
{
    RowVersion row;
    Patch patch;
};

/// A change made: every field that differs, those included that followed from a rule.
struct RowChange
{
    QString id;
    qint64 from = -1; ///< the row's version it was based on
    qint64 to = -1;   ///< the version it made
    Patch before;
    Patch after;
};

/// Why an edit was not made.
struct EditRefusal
{
    Error error;
    QString id;     ///< the row it failed at; empty where it failed before any
    QString theirs; ///< on a conflict, what now stands in the field that was to be edited, as people read it
};

using EditResult = tl::expected<QList<RowChange>, EditRefusal>;

/// Whether rows of this entity are edited, added and withdrawn by hand, and so may be undone.
bool isEditable(const Entity &entity);

/// Whether a change brings back what was there before.
enum class Undoing { No, Yes };

/// Changes rows in one transaction: all of them or none. Rows that hold the values already are left out of what is
/// returned. What is undone may name again who has left meanwhile. Errors: NotFound, Conflict, and what the entity's
/// rules refuse.
EditResult changeRows(registry::Store &store, const SameVersions &versions, const Entity &entity,
                      const QList<RowEdit> &edits, const QString &why, Undoing undoing = Undoing::No);

/// Sets the same fields of all rows, given as texts (references by name). Errors: as changeRows, and InvalidInput.
EditResult setRows(registry::Store &store, const SameVersions &versions, const Entity &entity,
                   const QList<RowVersion> &rows, const QList<registry::FieldText> &texts, const QString &why);

/// Adds a row from texts and returns it as it was kept. Errors: InvalidInput, and what the rules refuse.
Result<Row> addRow(registry::Store &store, const Entity &entity, const QList<registry::FieldText> &texts,
                   const QString &why);

/// Adds a row that was withdrawn once more, with its identifier. Returns its new version.
Result<qint64> restoreRow(registry::Store &store, const Entity &entity, const Row &row, const QString &why);

/// Withdraws a row that is still at the version given. Errors: NotFound, Conflict, Refused.
Result<void> withdrawRow(registry::Store &store, const SameVersions &versions, const Entity &entity,
                         const RowVersion &row, const QString &why);

}
