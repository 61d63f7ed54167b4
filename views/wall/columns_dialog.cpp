#include "views/wall/columns_dialog.h"

#include "items/when_done.h"
#include "register/entity_table.h"
#include "views/parts/pieces.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>

namespace muster::views::wall {

using namespace Qt::StringLiterals;

namespace {

QString typeName(ColumnType type)
{
    switch (type) {
    case ColumnType::Text: return ColumnsDialog::tr("Text");
    case ColumnType::Number: return ColumnsDialog::tr("Number");
    case ColumnType::Date: return ColumnsDialog::tr("Date");
    case ColumnType::Choice: return ColumnsDialog::tr("Choice");
    }
    return {};
}

}

ColumnsDialog::ColumnsDialog(const Session &session, const QDate &today, QWidget *parent)
    : QDialog(parent),
      m_session(session),
      m_today(today),
      m_list(new QListWidget),
      m_title(new QLineEdit),
      m_type(new QComboBox),
      m_choices(new QPlainTextEdit),
      m_message(new InlineMessage),
      m_save(button(tr("&Add"), Look::Primary, this, &ColumnsDialog::save)),
      m_end(button(tr("&End it"), Look::Quiet, this, &ColumnsDialog::end)),
      m_up(button(tr("Move &up"), Look::Quiet, this, [](ColumnsDialog *self) { self->move(-1); })),
      m_down(button(tr("Move &down"), Look::Quiet, this, [](ColumnsDialog *self) { self->move(1); }))
{
    setObjectName(u"ownColumns"_s);
    setWindowTitle(tr("Columns of this register"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::huge, space::huge, space::huge, space::large);
    layout->setSpacing(space::medium);
    layout->addWidget(new PlainLabel(tr("What this team wants to know of its delegations besides. What stands in these "
                                        "columns is searched, sorted, imported and exported like any field."),
                                     Type::Body, Ink::Muted));
    auto *sides = rowOf(space::large);
    sides->addWidget(listSide(), 2);
    sides->addWidget(formSide(), 3);
    layout->addLayout(sides, 1);
    layout->addWidget(m_message);
    auto *actions = rowOf();
    actions->addStretch();
    auto *close = button(tr("&Close"), Look::Ordinary, this, &QDialog::accept);
    close->setAutoDefault(false);
    actions->addWidget(close);
    layout->addLayout(actions);
    m_message->setObjectName(u"ownColumnsMessage"_s);
    m_save->setDefault(true);
    resize(scaled(620), scaled(420));
    show(nullptr);
}

QWidget *ColumnsDialog::listSide()
{
    auto *side = new QWidget;
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    m_list->setObjectName(u"ownColumnList"_s);
    m_list->setAccessibleName(tr("Columns of this register"));
    column->addWidget(m_list, 1);
    auto *buttons = rowOf(space::tiny);
    buttons->addWidget(m_up);
    buttons->addWidget(m_down);
    buttons->addStretch();
    column->addLayout(buttons);
    connect(m_list, &QListWidget::currentRowChanged, this,
            [this](int row) { show(row > 0 && row <= m_columns.size() ? &m_columns[row - 1] : nullptr); });
    for (auto *quiet : {m_up, m_down, m_end})
        quiet->setAutoDefault(false);
    return side;
}

QWidget *ColumnsDialog::formSide()
{
    auto *side = new QWidget;
    auto *form = new QVBoxLayout(side);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(space::tiny);
    addToForm(form, tr("&Title"), m_title, u"ownColumnTitle"_s);
    for (const auto type : {ColumnType::Text, ColumnType::Number, ColumnType::Date, ColumnType::Choice})
        m_type->addItem(typeName(type), word(type));
    addToForm(form, tr("T&ype"), m_type, u"ownColumnType"_s);
    m_choicesBox = new QWidget;
    auto *choices = new QVBoxLayout(m_choicesBox);
    choices->setContentsMargins(0, 0, 0, 0);
    choices->setSpacing(space::tiny);
    addToForm(choices, tr("C&hoices, one a line"), m_choices, u"ownColumnChoices"_s);
    m_choices->setTabChangesFocus(true);
    form->addWidget(m_choicesBox, 1);
    form->addStretch();
    auto *buttons = rowOf(space::small);
    buttons->addWidget(m_end);
    buttons->addStretch();
    buttons->addWidget(m_save);
    form->addLayout(buttons);
    m_save->setObjectName(u"ownColumnSave"_s);
    m_end->setObjectName(u"ownColumnEnd"_s);
    connect(m_type, &QComboBox::currentIndexChanged, this, &ColumnsDialog::showChoices);
    return side;
}

void ColumnsDialog::addToForm(QLayout *form, const QString &label, QWidget *field, const QString &name)
{
    auto *caption = new PlainLabel(label, Type::Small, Ink::Muted);
    caption->setBuddy(field);
    field->setObjectName(name);
    field->setAccessibleName(QString(label).remove(u'&'));
    form->addWidget(caption);
    form->addWidget(field);
}

void ColumnsDialog::setColumns(const QList<OwnColumn> &columns)
{
    m_columns = columns;
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    m_list->addItem(tr("New column"));
    int current = 0;
    for (const auto &column : columns) {
        m_list->addItem(u"%1 · %2"_s.arg(QString(column.title), typeName(column.type)));
        if (column.id == m_chosen)
            current = m_list->count() - 1;
    }
    m_list->setCurrentRow(current);
    const auto *now = current > 0 ? &m_columns[current - 1] : nullptr;
    if (!now || !m_title->hasFocus())
        show(now);
}

const OwnColumn *ColumnsDialog::chosen() const
{
    const auto found = std::ranges::find(m_columns, m_chosen, [](const OwnColumn &column) { return column.id; });
    return found == m_columns.end() ? nullptr : &*found;
}

/// Puts a column into the form; nothing stands for one to be added.
void ColumnsDialog::show(const OwnColumn *column)
{
    const bool was = !m_chosen.isNull();
    m_chosen = column ? column->id : ColumnId();
    if (column || was) {
        m_title->setText(column ? QString(column->title) : QString());
        m_type->setCurrentIndex(column ? int(column->type) : 0);
        m_choices->setPlainText(column ? registry::fromJsonList(column->choices).join(u'\n') : QString());
    }
    m_type->setEnabled(!column);
    m_type->setToolTip(column ? tr("A column stays of its type; end it and add another.") : QString());
    m_save->setText(column ? tr("&Save") : tr("&Add"));
    m_end->setVisible(column != nullptr);
    m_up->setEnabled(column && column->id != m_columns.first().id);
    m_down->setEnabled(column && column->id != m_columns.last().id);
    showChoices();
}

void ColumnsDialog::showChoices()
{
    m_choicesBox->setVisible(m_type->currentData().toString() == word(ColumnType::Choice));
}

void ColumnsDialog::save()
{
    const bool isChoice = m_type->currentData().toString() == word(ColumnType::Choice);
    const QString title = m_title->text();
    QList<registry::FieldText> texts{{u"title"_s, title}};
    if (isChoice)
        texts.append({u"choices"_s, m_choices->toPlainText()});
    if (chosen())
        return change(texts, tr("“%1” was changed.").arg(title));
    texts.append({u"type"_s, m_type->currentData().toString()});
    items::whenDone(this, m_session.history->add(entityOf<OwnColumn>(), texts, title),
                    [this, title](const Result<Row> &row) {
                        if (row) {
                            m_title->clear();
                            m_choices->clear();
                            m_title->setFocus();
                        }
                        finish(row ? Result<void>() : tl::unexpected(row.error()),
                               tr("“%1” was added; fill it in on the wall.").arg(title));
                    });
}

void ColumnsDialog::change(const QList<registry::FieldText> &texts, const QString &said)
{
    const auto *column = chosen();
    if (!column)
        return;
    const auto done =
        m_session.history->edit({&entityOf<OwnColumn>(), {{column->id.text(), column->n}}, texts, column->title, {}});
    items::whenDone(this, done, [this, said](const items::EditResult &result) {
        finish(result ? Result<void>() : tl::unexpected(result.error().error), said);
    });
}

/// Changes places with the neighbour, by standing just before or behind it.
void ColumnsDialog::move(int by)
{
    const auto *column = chosen();
    const auto place = column ? column - m_columns.constData() : -1;
    if (!column || place + by < 0 || place + by >= m_columns.size())
        return;
    items::ChangeSet both{{}, tr("Move the column “%1”").arg(QString(column->title)), {}};
    const auto &other = m_columns[place + by];
    const auto stepTo = [](const OwnColumn &moved, qint64 position) {
        return items::ChangeStep{&entityOf<OwnColumn>(),
                                 items::RowVersion{moved.id.text(), moved.n},
                                 {{u"position"_s, QString::number(position)}},
                                 {},
                                 {}};
    };
    both.steps << stepTo(*column, other.position) << stepTo(other, column->position);
    items::whenDone(this, m_session.history->make(both),
                    [this](const tl::expected<QList<items::ChangeMade>, items::ChangeRefusal> &made) {
                        finish(made ? Result<void>() : tl::unexpected(made.error().error), {});
                    });
}

void ColumnsDialog::end()
{
    const auto *column = chosen();
    if (!column)
        return;
    change({{u"endedOn"_s, m_today.toString(Qt::ISODate)}},
           tr("“%1” has ended; what stood in it is kept in the record.").arg(QString(column->title)));
}

void ColumnsDialog::finish(const Result<void> &done, const QString &said)
{
    if (!done)
        m_message->showError(done.error());
    else if (said.isEmpty())
        m_message->clear();
    else
        m_message->show(InlineMessage::Kind::Done, said);
}

}
