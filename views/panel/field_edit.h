#pragma once

#include "views/panel/editor_facts.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace muster::views {

class InlineMessage;

/// One field of a thing: its name, the input that goes with its type, and what is to be said about it. Takes and gives
/// texts as the register spells them; people, Definitions of Done and words are shown as people read them.
class FieldEdit final : public QWidget
{
    Q_OBJECT

public:
    FieldEdit(const Field &field, const QString &label, const EditorFacts &facts, QWidget *parent = nullptr);
    /// One of the register's own columns, which goes by its title.
    FieldEdit(const OwnColumn &column, const EditorFacts &facts, QWidget *parent = nullptr);

    const Field &field() const { return m_field; }
    /// The column where it is one of the register's own; `field()` is then the one that holds the values of all.
    const std::optional<OwnColumn> &ownColumn() const { return m_own; }
    QString name() const { return m_own ? QString(m_own->title) : m_field.title(); }
    const QString &label() const { return m_label; }
    QWidget *input() const;
    /// Whether it wants a line of its own.
    bool isLong() const { return m_text != nullptr; }

    QString text() const;
    void setText(const QString &text);
    /// What the register has. Setting it leaves the text alone.
    const QString &base() const { return m_base; }
    void setBase(const QString &base) { m_base = base; }
    bool isTouched() const { return text() != m_base; }
    /// A value as it is shown where it may be chosen: a person's name, a word.
    QString shownText(const QString &value) const;

    /// The name typed where a person is wanted whom the register doesn't know; otherwise empty.
    QString newPerson() const;

    void setHint(const QString &hint);
    void showError(const QString &sentence);
    /// Says that somebody else has set it to `theirs` meanwhile, and offers to take that.
    void showConflict(const QString &theirs, const QString &theirText);
    void clearMessage();
    QString message() const;

Q_SIGNALS:
    void changed();

private:
    void build(const EditorFacts &facts);
    void makeInput(const EditorFacts &facts);
    void makeOwnInput();
    void makeLine(const QString &hint);
    QComboBox *makeCombo(const QList<Choice> &choices, bool open);
    void makeText();
    InlineMessage *messageLine();
    void setWrong(bool wrong);
    void tellNewPerson();

    const Field &m_field;
    std::optional<OwnColumn> m_own;
    QString m_label;
    QString m_base;
    QList<Choice> m_choices;
    QLineEdit *m_line = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QComboBox *m_combo = nullptr;
    InlineMessage *m_message = nullptr;
    QBoxLayout *m_column;
    bool m_noting = false; ///< the message is a note about a new person
};

/// How a cadence is spoken: "monthly", "every other Sprint of 2 weeks", "every 60 days".
QString spokenCadence(const QString &text);

}
