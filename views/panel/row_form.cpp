#include "views/panel/row_form.h"

#include "register/own_columns.h"

#include <QRegularExpression>

namespace muster::views {

using namespace Qt::StringLiterals;

RowForm::RowForm(const Entity &entity, const QString &key, const std::optional<Row> &row, QObject *parent)
    : QObject(parent), m_entity(entity), m_key(key), m_row(row)
{
}

FieldEdit *RowForm::field(const QString &name) const
{
    const auto found = std::ranges::find(m_fields, name, &FieldEdit::name);
    return found == m_fields.end() ? nullptr : *found;
}

QString RowForm::valueOf(const Row &row, const FieldEdit &field) const
{
    const auto &value = row.values[size_t(&field.field() - m_entity.fields.data())];
    return field.ownColumn() ? registry::columnTexts(value).value(field.ownColumn()->id.text()) : displayText(value);
}

FieldEdit *RowForm::addField(const QString &name, const QString &label, const EditorFacts &facts)
{
    const Field &field = m_entity.fields[size_t(m_entity.indexOf(name))];
    return take(new FieldEdit(field, label, facts));
}

FieldEdit *RowForm::addOwn(const OwnColumn &column, const EditorFacts &facts)
{
    return take(new FieldEdit(column, facts));
}

FieldEdit *RowForm::take(FieldEdit *made)
{
    if (m_row)
        made->setText(valueOf(*m_row, *made));
    made->setBase(made->text());
    connect(made, &FieldEdit::changed, this, &RowForm::changed);
    m_fields.append(made);
    return made;
}

bool RowForm::isTouched() const
{
    return m_ending || std::ranges::any_of(m_fields, &FieldEdit::isTouched);
}

bool RowForm::isBlank() const
{
    return std::ranges::all_of(m_fields, [](const FieldEdit *field) { return field->text().trimmed().isEmpty(); });
}

QList<registry::FieldText> RowForm::texts() const
{
    QList<registry::FieldText> texts;
    for (const auto *field : m_fields) {
        const bool isDefault = !m_row && field->field().type == FieldType::Word && !field->text().isEmpty();
        if (field->isTouched() || isDefault)
            texts.append({field->name(), field->text()});
    }
    return texts;
}

FieldEdit *RowForm::findMistakes()
{
    FieldEdit *first = nullptr;
    for (auto *field : m_fields) {
        if (!field->isTouched())
            continue;
        const auto parsed = field->ownColumn()
                                ? registry::parseColumnText(*field->ownColumn(), field->text()).map([](auto &&) {})
                                : parseField(field->field(), field->text()).map([](auto &&) {});
        if (parsed)
            continue;
        field->showError(parsed.error().message);
        first = first ? first : field;
    }
    return first;
}

namespace {

/// Whether it is about what was typed, and not about the register's file, whose path may hold a field's name.
bool isAboutContent(ErrorCode code)
{
    return code == ErrorCode::InvalidInput || code == ErrorCode::NotFound || code == ErrorCode::Ambiguous
           || code == ErrorCode::Refused;
}

}

/// The register's sentences begin with a field's name, or have it after an article and noun.
FieldEdit *RowForm::placeError(const Error &error)
{
    if (!isAboutContent(error.code))
        return nullptr;
    static const QRegularExpression notLetters(u"[^A-Za-z]+"_s);
    const bool beginsWithTitle = error.message.startsWith(u'"');
    for (const auto &word : error.message.left(beginsWithTitle ? 0 : 60).split(notLetters, Qt::SkipEmptyParts)) {
        if (auto *named = field(word)) {
            named->showError(error.message);
            return named;
        }
    }
    auto *category = error.code == ErrorCode::Refused ? field(u"category"_s) : nullptr;
    if (category)
        category->showError(error.message);
    return category;
}

FieldEdit *RowForm::rebase(const Row &now, const QHash<QString, QString> &theirs)
{
    FieldEdit *first = nullptr;
    for (auto *field : m_fields) {
        const QString value = valueOf(now, *field);
        if (value == field->base())
            continue;
        const bool mine = field->isTouched() && field->text() != value;
        field->setBase(value);
        if (mine) {
            field->showConflict(field->ownColumn() ? value : theirs.value(field->name()), value);
            first = first ? first : field;
        } else {
            field->setText(value);
        }
    }
    m_row = now;
    return first;
}

}
