#include "views/intake/new_column_form.h"

#include "register/entity_table.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLineEdit>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype choicesShown = 6;

PlainLabel *labelFor(QWidget *field, const QString &text)
{
    auto *label = new PlainLabel(text, Type::Body, Ink::Muted);
    label->setBuddy(field);
    label->setWordWrap(false);
    return label;
}

}

QString typeText(ColumnType type)
{
    switch (type) {
    case ColumnType::Text: return NewColumnForm::tr("text");
    case ColumnType::Number: return NewColumnForm::tr("number");
    case ColumnType::Date: return NewColumnForm::tr("date");
    case ColumnType::Choice: return NewColumnForm::tr("choice");
    }
    return {};
}

NewColumnForm::NewColumnForm(items::ImportDraft &draft, QWidget *parent)
    : QWidget(parent),
      m_draft(draft),
      m_title(new QLineEdit),
      m_type(new QComboBox),
      m_guess(new Tag({tr("guess"), Mark::Dot, TagLook::Tone::Neutral})),
      m_told(new PlainLabel({}, Type::Small, Ink::Muted)),
      m_objection(new InlineMessage)
{
    m_title->setObjectName(u"new-column-title"_s);
    m_title->setAccessibleName(tr("Title of the new column"));
    m_type->setObjectName(u"new-column-type"_s);
    m_type->setAccessibleName(tr("Type of the new column"));
    m_told->setObjectName(u"new-column-told"_s);
    m_objection->setObjectName(u"new-column-objection"_s);
    for (const auto type : {ColumnType::Text, ColumnType::Number, ColumnType::Date, ColumnType::Choice})
        m_type->addItem(typeText(type), int(type));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tiny);
    auto *row = rowOf();
    row->addWidget(labelFor(m_title, tr("New column, &titled")));
    row->addWidget(m_title, 1);
    row->addWidget(labelFor(m_type, tr("t&ype")));
    row->addWidget(m_type);
    row->addWidget(m_guess);
    column->addLayout(row);
    column->addWidget(m_told);
    column->addWidget(m_objection);
    connect(m_title, &QLineEdit::textEdited, this,
            [this](const QString &title) { m_draft.setNewTitle(m_column, title); });
    connect(m_type, &QComboBox::activated, this,
            [this](int index) { m_draft.setNewType(m_column, ColumnType(m_type->itemData(index).toInt())); });
    connect(&draft, &items::ImportDraft::columnsChanged, this, &NewColumnForm::follow);
    connect(&draft, &items::ImportDraft::valuesChanged, this, &NewColumnForm::follow);
    follow();
}

void NewColumnForm::showColumn(int column)
{
    m_column = column;
    follow();
}

QString NewColumnForm::objection() const
{
    return m_draft.objection(m_column);
}

void NewColumnForm::follow()
{
    const auto *made = m_draft.newColumn(m_column);
    setVisible(made != nullptr);
    if (!made)
        return;
    if (m_title->text() != made->title)
        m_title->setText(made->title);
    m_type->setCurrentIndex(m_type->findData(int(made->type)));
    m_guess->setVisible(m_draft.isTypeGuessed(m_column));
    m_told->setText(toldOf(*made));
    const QString why = objection();
    if (why.isEmpty())
        m_objection->clear();
    else if (why != m_objection->text())
        m_objection->show(InlineMessage::Kind::Warning, why);
}

QString NewColumnForm::toldOf(const OwnColumn &made) const
{
    switch (made.type) {
    case ColumnType::Text: return tr("Text of any kind.");
    case ColumnType::Number: return tr("Numbers such as 12 or 0.5. A row with anything else in it is refused.");
    case ColumnType::Date: return tr("Dates written as 2026-06-30. A row with anything else in it is refused.");
    case ColumnType::Choice: break;
    }
    const auto choices = registry::fromJsonList(made.choices);
    const qsizetype more = choices.size() - choicesShown;
    const QString list = choices.mid(0, choicesShown).join(u", "_s);
    if (choices.isEmpty())
        return {};
    return more > 0 ? tr("To choose from: %1 and %2 more.").arg(list).arg(more) : tr("To choose from: %1.").arg(list);
}

}
