#include "exchange/new_columns.h"
#include "items/import_draft.h"
#include "register/own_columns.h"

/// The part of the draft that is about columns which the import makes.
namespace muster::items {

using namespace Qt::StringLiterals;

void ImportDraft::decide(int column, const ColumnChoice &choice)
{
    m_choices[column] = choice;
    if (!newColumn(column) || choice.field == ImportFields::madeOf(column))
        return;
    const QString name = answerName(ImportFields::madeOf(column));
    m_answers.values.remove(name);
    m_answers.defaults.remove(name);
    m_guessedTypes.remove(column);
    m_tooMany.remove(column);
    m_fields.unmake(column);
    Q_EMIT fieldsChanged();
}

void ImportDraft::chooseNew(int column)
{
    if (column < 0 || column >= m_choices.size() || newColumn(column))
        return;
    startColumn(column, columnLabel(column), exchange::guessType(m_table.columns[column]));
    m_guessedTypes << column;
    Q_EMIT fieldsChanged();
    tellColumns();
}

void ImportDraft::startColumn(int column, const QString &title, ColumnType type)
{
    OwnColumn made;
    made.title = title;
    made.type = type;
    m_fields.make(column, made);
    decide(column, {ColumnUse::Field, ImportFields::madeOf(column), false, true});
    findChoices(column);
}

const OwnColumn *ImportDraft::newColumn(int column) const
{
    return m_fields.own(ImportFields::madeOf(column));
}

void ImportDraft::change(int column, const std::function<void(OwnColumn &)> &alter)
{
    const auto *made = newColumn(column);
    if (!made)
        return;
    OwnColumn changed = *made;
    alter(changed);
    m_fields.make(column, changed);
    findChoices(column);
    tellColumns();
}

void ImportDraft::setNewTitle(int column, const QString &title)
{
    change(column, [&](OwnColumn &made) { made.title = title; });
}

void ImportDraft::setNewType(int column, ColumnType type)
{
    if (!newColumn(column))
        return;
    m_guessedTypes.remove(column);
    if (newColumn(column)->type != type) {
        const QString name = answerName(ImportFields::madeOf(column));
        m_answers.values.remove(name);
        m_answers.defaults.remove(name);
    }
    change(column, [&](OwnColumn &made) { made.type = type; });
}

/// What can be chosen in a new column follows from its cells and from what was said of them.
void ImportDraft::findChoices(int column)
{
    const auto *made = newColumn(column);
    if (!made)
        return;
    OwnColumn changed = *made;
    changed.choices = JsonText();
    m_tooMany.remove(column);
    if (changed.type == ColumnType::Choice) {
        const auto choices = exchange::choicesOf(m_table.columns[column], m_answers,
                                                 answerName(ImportFields::madeOf(column)), changed.title.simplified());
        if (choices)
            changed.choices = registry::toJsonList(*choices);
        else
            m_tooMany.insert(column, choices.error().message);
    }
    m_fields.make(column, changed);
}

QString ImportDraft::objection(int column) const
{
    const auto *made = newColumn(column);
    if (!made)
        return {};
    static const auto &field = entityOf<OwnColumn>().fields[size_t(entityOf<OwnColumn>().indexOf(u"title"))];
    if (const auto clean = parseField(field, made->title.simplified()); !clean)
        return clean.error().message;
    if (const auto free = registry::mayBeTitled(made->title, m_words.columns); !free)
        return free.error().message;
    for (auto other = m_fields.made().begin(); other.key() < column; ++other) {
        if (other->title.simplified().compare(made->title.simplified(), Qt::CaseInsensitive) == 0)
            return tr("Another new column is called “%1”. Give one of them another title.")
                .arg(other->title.simplified());
    }
    return m_tooMany.value(column);
}

/// What answers about a field are kept under. The title of a column that is to be made may be typed meanwhile.
QString ImportDraft::answerName(int field) const
{
    return ImportFields::isMade(field) ? u"\x1f%1"_s.arg(field) : m_fields.name(field);
}

void ImportDraft::renameAnswers(exchange::ColumnMapping &answers, const QString &from, const QString &to) const
{
    if (from == to)
        return;
    if (answers.values.contains(from))
        answers.values.insert(to, answers.values.take(from));
    if (answers.defaults.contains(from))
        answers.defaults.insert(to, answers.defaults.take(from));
}

}
