#include "views/evidence/mapping_form.h"

#include "views/parts/pieces.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QStyle>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

void setWrong(QWidget *field, bool wrong)
{
    if (field->property("wrong").toBool() == wrong)
        return;
    field->setProperty("wrong", wrong);
    field->style()->unpolish(field);
    field->style()->polish(field);
}

PlainLabel *headOf(const QString &text)
{
    auto *label = new PlainLabel(text, Type::Small, Ink::Muted);
    label->setWordWrap(false);
    return label;
}

}

MappingForm::MappingForm(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Which column is which field"));
    setLayout(columnOf(0));
}

void MappingForm::setDraft(items::EvidenceDraft &draft)
{
    m_draft = &draft;
    m_lines.clear();
    delete std::exchange(m_ground, new QWidget);
    m_grid = new QGridLayout(m_ground);
    m_grid->setContentsMargins(0, 0, space::small, 0);
    m_grid->setHorizontalSpacing(space::small);
    m_grid->setVerticalSpacing(space::small);
    m_grid->setColumnStretch(1, 3);
    m_grid->setColumnStretch(2, 2);
    m_grid->addWidget(headOf(tr("Field")), 0, 0);
    m_grid->addWidget(headOf(tr("Column of the file")), 0, 1);
    m_grid->addWidget(headOf(tr("Where it is empty")), 0, 2);
    int row = 1;
    for (const auto &field : draft.fields())
        addLine(row++, field);
    layout()->addWidget(m_ground);
}

void MappingForm::addLine(int row, const QString &field)
{
    const QString title = items::fieldTitle(field);
    Line line{field, new QComboBox, new QLineEdit, new PlainLabel({}, Type::Small, Ink::Muted)};
    line.column->setObjectName(u"column-"_s + field);
    line.column->setAccessibleName(tr("Column of %1").arg(title));
    line.column->setMinimumContentsLength(10);
    line.column->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    line.column->addItem(tr("not in the file"));
    for (int i = 0; i < m_draft->headers().size(); ++i) {
        const QString header = m_draft->headers()[i].simplified();
        line.column->addItem(header.isEmpty() ? u"#%1"_s.arg(i + 1) : header);
    }
    line.column->setCurrentIndex(m_draft->columnOf(field) + 1);
    line.byDefault->setObjectName(u"default-"_s + field);
    line.byDefault->setAccessibleName(tr("%1 where the column is empty").arg(title));
    line.byDefault->setText(m_draft->defaultOf(field));
    line.byDefault->setMinimumWidth(scaled(80));
    line.example->setElided(true);
    auto *label = new PlainLabel(m_draft->isNeeded(field) ? title + u" *"_s : title);
    label->setWordWrap(false);
    label->setBuddy(line.column);
    m_grid->addWidget(label, 2 * row - 1, 0);
    m_grid->addWidget(line.column, 2 * row - 1, 1);
    m_grid->addWidget(line.byDefault, 2 * row - 1, 2);
    m_grid->addWidget(line.example, 2 * row, 1, 1, 2);
    m_lines << line;
    follow(line);
    connect(line.column, &QComboBox::activated, this, [this, line](int index) {
        m_draft->setColumn(line.field, index - 1);
        follow(line);
        Q_EMIT edited();
    });
    connect(line.byDefault, &QLineEdit::textEdited, this, [this, line](const QString &text) {
        m_draft->setDefault(line.field, text);
        Q_EMIT edited();
    });
}

void MappingForm::follow(const Line &line)
{
    const QString example = m_draft->example(line.field);
    line.example->setText(example.isEmpty() ? QString() : tr("e.g. %1").arg(example));
    line.example->setVisible(!example.isEmpty());
}

void MappingForm::markMissing(const QString &field)
{
    for (const auto &line : m_lines)
        setWrong(line.column, line.field == field);
}

void MappingForm::goTo(const QString &field)
{
    for (const auto &line : m_lines) {
        if (line.field == field)
            line.column->setFocus();
    }
}

}
