#pragma once

#include "domain/entities.h"

#include <QMap>

namespace muster::items {

/// What the columns of a table may go to. A field goes by a number: those of a delegation by their positions in its
/// entity, behind the last of these the register's own columns, and far behind the columns that an import makes, one a
/// column of the table.
class ImportFields
{
public:
    ImportFields() { arrange(); }

    /// The register's own columns, from now on.
    void setOwn(const QList<OwnColumn> &columns);
    const QList<OwnColumn> &ownColumns() const { return m_own; }

    /// The number of the column made of one of the table's, whether it is made or not.
    static int madeOf(int column) { return firstMade + column; }
    static bool isMade(int field) { return field >= firstMade; }
    /// Makes a column of one of the table's, or changes it.
    void make(int column, const OwnColumn &made);
    void unmake(int column);
    void unmakeAll();
    /// The columns that are made, by that of the table.
    const QMap<int, OwnColumn> &made() const { return m_made; }

    /// In the order in which people look for them.
    const QList<int> &all() const { return m_all; }
    /// The field of this name as a mapping has it, or -1; columns that are made have none yet.
    int named(const QString &name) const;

    /// As a mapping names it, and as people read it: "lastAudit", "Last audit".
    QString name(int field) const;
    QString label(int field) const;
    /// The column of the register's own, made or there already, or nullptr.
    const OwnColumn *own(int field) const;
    /// The field of a delegation; `field` is none of the register's own columns.
    static const Field &builtIn(int field);

    bool isReference(int field) const { return !own(field) && builtIn(field).type == FieldType::Reference; }
    bool isTier(int field) const { return !own(field) && builtIn(field).type == FieldType::Tier; }
    bool namesPeople(int field) const { return !own(field) && builtIn(field).refers == "person"; }
    /// Whether what its cells may say is a list, so that each value is asked about.
    bool isClosed(int field) const;
    /// Whether other words than the listed ones may be typed for it.
    bool takesOtherWords(int field) const;
    /// The words it takes, but for names and tiers, which are the register's.
    QStringList words(int field) const;
    /// Reads a value for a field as the register will. Error: InvalidInput.
    Result<QString> parsed(int field, const QString &text) const;

private:
    static constexpr int firstMade = 1'000'000;
    void arrange();

    QList<OwnColumn> m_own;
    QMap<int, OwnColumn> m_made;
    QList<int> m_all;
};

}
