#pragma once

#include "items/change_set.h"
#include "views/panel/field_edit.h"

namespace muster::views {

/// The fields of one row: what the register has, and what was typed instead. Where the fields stand is the editor's
/// business.
class RowForm final : public QObject
{
    Q_OBJECT

public:
    /// `key` names it in a draft. Without a row one is to be added.
    RowForm(const Entity &entity, const QString &key, const std::optional<Row> &row, QObject *parent = nullptr);

    const Entity &entity() const { return m_entity; }
    const QString &key() const { return m_key; }
    const std::optional<Row> &row() const { return m_row; }
    const QList<FieldEdit *> &fields() const { return m_fields; }
    FieldEdit *field(const QString &name) const;

    /// Makes the input of a field, with what the row has.
    FieldEdit *addField(const QString &name, const QString &label, const EditorFacts &facts);

    /// Makes the input of one of the register's own columns.
    FieldEdit *addOwn(const OwnColumn &column, const EditorFacts &facts);

    /// Whether saving has anything to do: a text differs, or the row ends.
    bool isTouched() const;
    bool isBlank() const;
    /// What the row is to be taken out of use with; only of a row that is there.
    bool isEnding() const { return m_ending; }
    void setEnding(bool ending) { m_ending = ending; }

    /// The texts that differ from what the register has.
    QList<registry::FieldText> texts() const;

    /// Says beside each field that can't be taken why; the first of them, or nullptr.
    FieldEdit *findMistakes();
    /// Says an error beside the field it names; that field, or nullptr where it names none.
    FieldEdit *placeError(const Error &error);
    /// Takes what the register has now: fields nobody touched here follow it, where both sides did both are shown.
    FieldEdit *rebase(const Row &now, const QHash<QString, QString> &theirs);

Q_SIGNALS:
    void changed();

private:
    QString valueOf(const Row &row, const FieldEdit &field) const;
    FieldEdit *take(FieldEdit *made);

    const Entity &m_entity;
    QString m_key;
    std::optional<Row> m_row;
    QList<FieldEdit *> m_fields;
    bool m_ending = false;
};

}
