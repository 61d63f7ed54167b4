#pragma once

#include "domain/entities.h"
#include "exchange/column_mapping.h"
#include "exchange/table_scan.h"

#include <QObject>
#include <QSet>

namespace muster::items {

/// What becomes of a column of a file.
enum class ColumnUse { LeaveOut, Note, Field };

struct ColumnChoice
{
    ColumnUse use = ColumnUse::Note;
    int field = -1;       ///< where `use` is Field: which of ImportDraft::fields()
    bool guessed = false; ///< nobody has confirmed it yet

    bool operator==(const ColumnChoice &) const = default;
};

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

/// What becomes of a cell's text in a field, as far as it can be told without trying.
enum class Fate {
    Taken,        ///< it is one of the field's words already
    Mapped,       ///< somebody said what it means
    Empty,        ///< nothing, or the field's default
    NewPerson,    ///< a person will be added
    Unclassified, ///< of the category alone, which is never guessed
    Refused,      ///< the row will be
};

struct Becoming
{
    Fate fate = Fate::Refused;
    QString text; ///< what will stand in the register

    bool operator==(const Becoming &) const = default;
};

/// What a person has decided so far about a table that is to be imported. Holds no widgets and asks nobody.
class ImportDraft final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Begins anew with a table, and proposes fields, key and nothing else. `hasHeader` as it was read.
    void setTable(const exchange::TableScan &table, bool hasHeader);
    const exchange::TableScan &table() const { return m_table; }
    bool hasTable() const { return !m_table.columns.isEmpty(); }
    /// What a column is called on a screen.
    QString columnLabel(int column) const;

    /// The fields columns may go to, in the order in which people look for them: those of a delegation by their positions
    /// in its entity, and behind the last of these the register's own columns.
    const QList<int> &fields() const { return m_fields; }
    /// A field as a mapping names it, and as people read it: "lastAudit", "Last audit".
    QString fieldName(int field) const;
    QString fieldLabel(int field) const;
    /// Whether what its cells may say is a list, so that each value is asked about.
    bool hasClosedValues(int field) const;
    FieldType fieldType(int field) const;

    void setWords(const RegisterWords &words);
    const RegisterWords &words() const { return m_words; }

    ColumnChoice choiceOf(int column) const { return m_choices.value(column); }
    /// Decides a column; a field that another column had is taken from it, which is then kept as a note.
    void choose(int column, ColumnUse use, int field = -1);
    /// The column a field is taken from, or -1.
    int columnOf(int field) const;

    /// The value where a cell is empty or no column is mapped. Errors: InvalidInput as parseField() has it.
    Result<void> setDefault(int field, const QString &text);
    QString defaultOf(int field) const;

    /// The column that tells rows apart, or -1.
    int key() const { return m_key; }
    bool isKeyGuessed() const { return m_keyGuessed; }
    void setKey(int column);

    bool createsPeople() const { return m_createPeople; }
    void setCreatesPeople(bool create);

    /// What a value means for a field: a text, an empty one to leave the field empty, or nothing to take it as it is.
    /// Error: InvalidInput for what the field can't hold.
    Result<void> setAnswer(int field, const QString &value, const std::optional<QString> &answer);
    Becoming becomes(int field, const QString &value) const;
    /// What may be chosen for a field's values.
    QStringList targets(int field) const;
    /// Names that would become people, in the order of the file.
    QStringList newPeople() const;

    /// What still keeps the table from being tried, as a sentence; empty: nothing.
    QString missing() const;

    exchange::ColumnMapping mapping() const;
    /// Takes over a mapping kept earlier. Returns a sentence for each part that doesn't fit this table.
    QStringList take(const exchange::ColumnMapping &mapping);

Q_SIGNALS:
    void tableChanged();
    /// Which fields there are has changed.
    void fieldsChanged();
    /// A column, field, default or key was decided.
    void columnsChanged();
    /// What values become may differ.
    void valuesChanged();
    /// Any of these: what would happen to the rows may differ.
    void changed();

private:
    static QList<int> fieldsOf(const QList<OwnColumn> &columns);
    void guess();
    void takeOwnColumns();
    void guessTitle();
    void guessKey();
    void tellColumns();
    void tellValues();
    std::optional<QString> named(bool person, const QString &text) const;
    std::optional<QString> known(int field, const QString &value) const;
    const OwnColumn *ownColumn(int field) const;
    bool namesPeople(int field) const;
    int fieldNamed(const QString &name) const;
    /// Reads a value for a field as the register will. Error: InvalidInput.
    Result<QString> parsed(int field, const QString &text) const;

    /// Names a cell may name, and what was found for those asked so far: there may be thousands of both.
    struct Names
    {
        QStringList folded;
        QHash<QString, std::optional<QString>> answers;
    };

    exchange::TableScan m_table;
    bool m_hasHeader = true;
    QList<int> m_fields = fieldsOf({});
    RegisterWords m_words;
    mutable Names m_people, m_definitions;
    QList<ColumnChoice> m_choices;
    exchange::ColumnMapping m_answers; ///< its values and defaults
    int m_key = -1;
    bool m_keyGuessed = false;
    bool m_createPeople = false;
};

}
