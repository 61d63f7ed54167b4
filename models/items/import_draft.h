#pragma once

#include "exchange/column_mapping.h"
#include "exchange/table_scan.h"
#include "items/import_fields.h"
#include "items/import_words.h"

#include <QObject>
#include <QSet>

#include <functional>

namespace muster::items {

/// What becomes of a column of a file.
enum class ColumnUse { LeaveOut, Note, Field };

struct ColumnChoice
{
    ColumnUse use = ColumnUse::Note;
    int field = -1;       ///< where `use` is Field: which of ImportDraft::fields()
    bool guessed = false; ///< nobody has confirmed it yet
    bool decided = false; ///< somebody has said so, or a mapping kept earlier

    bool operator==(const ColumnChoice &) const = default;
};

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

    /// The fields columns may go to, in the order in which people look for them; see ImportFields for their numbers.
    const QList<int> &fields() const { return m_fields.all(); }
    /// A field as people read it: "Last audit".
    QString fieldLabel(int field) const { return m_fields.label(field); }
    /// Whether what its cells may say is a list, so that each value is asked about.
    bool hasClosedValues(int field) const { return m_fields.isClosed(field); }
    /// Whether other words than targets() may be typed for it.
    bool takesOtherWords(int field) const { return m_fields.takesOtherWords(field); }

    void setWords(const RegisterWords &words);
    const RegisterWords &words() const { return m_words; }

    ColumnChoice choiceOf(int column) const { return m_choices.value(column); }
    /// Decides a column; a field that another column had is taken from it, which is then kept as a note.
    void choose(int column, ColumnUse use, int field = -1);
    /// The column a field is taken from, or -1.
    int columnOf(int field) const;

    /// Lets the import make a column of the register's own of this one: titled as its header is, and of the type that
    /// suits what stands in it.
    void chooseNew(int column);
    /// The column that is to be made of this one, its title as it was typed, or nullptr.
    const OwnColumn *newColumn(int column) const;
    /// Whether nobody has confirmed its type yet.
    bool isTypeGuessed(int column) const { return m_guessedTypes.contains(column); }
    void setNewTitle(int column, const QString &title);
    /// Another type forgets what its values were said to mean.
    void setNewType(int column, ColumnType type);
    /// Why it can't be made, as a sentence; empty: it can, or isn't to be made.
    QString objection(int column) const;

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
    void decide(int column, const ColumnChoice &choice);
    exchange::ColumnMapping guessFields();
    void guessTitle();
    void guessKey(const std::optional<exchange::ColumnRef> &guessed);
    void followOwnColumns(const QStringList &wereOwn);
    void startColumn(int column, const QString &title, ColumnType type);
    void change(int column, const std::function<void(OwnColumn &)> &alter);
    void findChoices(int column);
    void takeField(const exchange::MappedColumn &mapped, int column, const exchange::ColumnMapping &mapping,
                   QStringList &problems);
    QString answerName(int field) const;
    void renameAnswers(exchange::ColumnMapping &answers, const QString &from, const QString &to) const;
    void tellColumns();
    void tellValues();
    std::optional<QString> known(int field, const QString &value) const;

    exchange::TableScan m_table;
    bool m_hasHeader = true;
    ImportFields m_fields;
    RegisterWords m_words;
    KnownNames m_people, m_definitions;
    QList<ColumnChoice> m_choices;
    QSet<int> m_guessedTypes;
    QHash<int, QString> m_tooMany;     ///< why no choices can be made of what stands in a column
    QSet<QString> m_remembered;        ///< own columns that a mapping taken over would have made
    exchange::ColumnMapping m_answers; ///< its values and defaults, by answerName()
    int m_key = -1;
    bool m_keyGuessed = false;
    bool m_createPeople = false;
};

}
