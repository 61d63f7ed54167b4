#pragma once

#include "domain/entities.h"
#include "register/store.h"

#include <QWidget>

namespace muster::views::wall {

/// What the editors of a delegation's fields offer, as the register has it.
struct Choices
{
    QDate today;
    QList<std::pair<QString, QString>> people; ///< active ones by name: name, and what names the person without doubt
    QStringList tiers;                         ///< weakest first
    QStringList teams;                         ///< those in use
    QList<std::pair<QString, QString>> definitions; ///< those in force, as people
    QList<OwnColumn> columns;                       ///< the register's own
};

/// Reads everything but the teams. Errors: what the database says.
Result<Choices> readChoices(registry::Store &store);

/// What a field is called on the screen: "Owner", "Next due"; a column of the register's own goes by its title.
QString labelOf(const QString &field);
/// The same within a sentence of a menu, where & would be a mnemonic: "owner"; a title stays as it is written.
QString spokenLabel(const QString &field);

/// An editor for a field of a delegation: a list for words, tiers and cadences, one with completion for people,
/// teams and Definitions of Done, a date with its calendar, or a line.
QWidget *makeEditor(const QString &field, const Choices &choices, QWidget *parent);

/// Puts a value, as the register spells it, into an editor made above, and reads what was typed or chosen.
void setEditorText(QWidget *editor, const QString &text);
QString editorText(const QWidget *editor);

}
