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
};

/// Reads everything but the teams. Errors: what the database says.
Result<Choices> readChoices(registry::Store &store);

/// What a field is called on the screen: "Owner", "Next due".
QString labelOf(const QString &field);

/// An editor for a field of a delegation: a list for words, tiers and cadences, one with completion for people and
/// teams, a date with its calendar, or a line.
QWidget *makeEditor(const QString &field, const Choices &choices, QWidget *parent);

/// Puts a value, as the register spells it, into an editor made above, and reads what was typed or chosen.
void setEditorText(QWidget *editor, const QString &text);
QString editorText(const QWidget *editor);

}
