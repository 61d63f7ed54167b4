#include "views/intake/columns_step.h"

#include "views/intake/choice_delegate.h"
#include "views/intake/new_column_form.h"

#include <QComboBox>
#include <QHeaderView>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::ColumnUse;
using items::ImportColumnsModel;
using items::ImportFieldsModel;

namespace {

TagLook guessTag()
{
    return {ColumnsStep::tr("guess"), Mark::Dot, TagLook::Tone::Neutral};
}

/// What a new column is of, or that it can't be made so.
TagLook newColumnTag(const QModelIndex &index, ColumnType type)
{
    if (!index.data(ImportColumnsModel::ObjectionRole).toString().isEmpty())
        return {ColumnsStep::tr("refused"), Mark::Cross, TagLook::Tone::Fail};
    const bool guessed = index.data(ImportColumnsModel::TypeGuessedRole).toBool();
    return {typeText(type), guessed ? Mark::Dot : Mark::None, TagLook::Tone::Neutral};
}

std::optional<TagLook> columnTag(const QModelIndex &index)
{
    if (index.column() == ImportColumnsModel::Header && index.data(ImportColumnsModel::KeyRole).toBool())
        return TagLook{ColumnsStep::tr("tells apart"), Mark::None, TagLook::Tone::Accent};
    const auto made = fromWord<ColumnType>(index.data(ImportColumnsModel::NewTypeRole).toString());
    if (index.column() == ImportColumnsModel::Goes && made)
        return newColumnTag(index, *made);
    if (index.column() == ImportColumnsModel::Goes && index.data(ImportColumnsModel::GuessedRole).toBool())
        return guessTag();
    return std::nullopt;
}

}

ColumnsStep::ColumnsStep(ImportFlow &flow)
    : StepPage(flow, tr("Columns")),
      m_columns(flow.draft()),
      m_fields(flow.draft()),
      m_columnTable(buildColumns()),
      m_fieldTable(buildFields()),
      m_new(new NewColumnForm(flow.draft())),
      m_key(new QComboBox),
      m_keyGuessed(new Tag(guessTag())),
      m_message(new InlineMessage),
      m_wrong(new InlineMessage)
{
    m_message->setObjectName(u"mapping-message"_s);
    m_wrong->setObjectName(u"columns-wrong"_s);
    m_key->setObjectName(u"key"_s);
    m_key->setAccessibleName(tr("Rows are told apart by"));
    m_key->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_key->setMinimumContentsLength(28);
    column()->addWidget(m_message);
    auto *tables = rowOf(space::large);
    auto *columns = columnOf();
    columns->addWidget(m_columnTable, 1);
    columns->addWidget(m_new);
    tables->addLayout(columns, 5);
    tables->addWidget(m_fieldTable, 3);
    column()->addLayout(tables, 1);
    column()->addWidget(m_wrong);
    auto *label = new PlainLabel(tr("Rows are told &apart by"), Type::Body, Ink::Muted);
    label->setBuddy(m_key);
    label->setWordWrap(false);
    auto *row = rowOf();
    row->addWidget(label);
    row->addWidget(m_key);
    row->addWidget(m_keyGuessed);
    row->addWidget(new PlainLabel(tr("A second import then updates instead of doubling."), Type::Small, Ink::Muted), 1);
    column()->addLayout(row);
    connect(m_key, &QComboBox::activated, this, [this](int index) { draft().setKey(m_key->itemData(index).toInt()); });
    connect(m_columnTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                m_new->showColumn(current.row());
                showMissing();
            });
    connect(&m_columns, &QAbstractItemModel::modelReset, this, [this] { m_new->showColumn(-1); });
    connect(&draft(), &items::ImportDraft::columnsChanged, this, &ColumnsStep::follow);
    connect(&m_fields, &ImportFieldsModel::refused, this, [this](const Error &error) { m_wrong->showError(error); });
    follow();
}

RowTable *ColumnsStep::buildColumns()
{
    auto *table = new RowTable(&m_columns, u"columns"_s, tr("Columns of the file"));
    const auto uses = [this](const QModelIndex &) -> ChoiceDelegate::Offer {
        QList<ListedChoice> choices{{tr("keep as note"), int(ImportColumnsModel::AsNote)},
                                    {tr("leave out"), int(ImportColumnsModel::LeftOut)},
                                    {tr("new column"), int(ImportColumnsModel::AsNewColumn)}};
        for (const int field : draft().fields()) {
            if (!items::ImportFields::isMade(field))
                choices.append({draft().fieldLabel(field), field});
        }
        return {choices, false};
    };
    table->setItemDelegate(new ChoiceDelegate(columnTag, uses, table));
    table->editsIn(ImportColumnsModel::Goes);
    table->setWidths({190, 0, 180});
    table->setAcceptDrops(true);
    table->setDragDropMode(QAbstractItemView::DropOnly);
    table->setDropIndicatorShown(true);
    return table;
}

RowTable *ColumnsStep::buildFields()
{
    auto *table = new RowTable(&m_fields, u"fields"_s, tr("Fields; drag one onto a column"));
    const auto words = [this](const QModelIndex &index) -> ChoiceDelegate::Offer {
        const int field = index.data(ImportFieldsModel::FieldRole).toInt();
        auto choices = wordChoices(draft().targets(field));
        if (!choices.isEmpty())
            choices.prepend({tr("(none)"), QString()});
        return {choices, draft().takesOtherWords(field)};
    };
    table->setItemDelegate(new ChoiceDelegate([](const QModelIndex &) { return std::nullopt; }, words, table));
    table->editsIn(ImportFieldsModel::Default);
    table->setWidths({130, 0, 110});
    table->setDragEnabled(true);
    table->setDragDropMode(QAbstractItemView::DragOnly);
    return table;
}

void ColumnsStep::enter()
{
    if (!m_columnTable->currentIndex().isValid())
        m_columnTable->setCurrentIndex(m_columns.index(0, ImportColumnsModel::Goes));
    m_columnTable->setFocus();
}

void ColumnsStep::follow()
{
    heading()->setCount(counts());
    showMissing();
    m_keyGuessed->setVisible(draft().isKeyGuessed());
    listKeys();
}

QString ColumnsStep::counts() const
{
    int mapped = 0, guessed = 0, made = 0;
    for (int i = 0; i < draft().table().columns.size(); ++i) {
        made += draft().newColumn(i) != nullptr;
        mapped += draft().choiceOf(i).use == ColumnUse::Field && !draft().newColumn(i);
        guessed += draft().choiceOf(i).guessed;
    }
    QString text = tr("%1 of %2 go to a field").arg(mapped).arg(draft().table().columns.size());
    if (guessed > 0)
        text += tr(" · %1 guessed").arg(guessed);
    if (made > 0)
        text += tr(" · %1").arg(counted(made, tr("new column"), tr("new columns")));
    return text + tr(" · drag a field onto a column, or press Enter on it");
}

/// What is missing stands below the tables, but for what the form of a new column says itself.
void ColumnsStep::showMissing()
{
    const QString missing = draft().hasTable() ? draft().missing() : QString();
    if (missing.isEmpty() || missing == m_new->objection())
        m_wrong->clear();
    else
        m_wrong->show(InlineMessage::Kind::Warning, missing);
}

void ColumnsStep::listKeys()
{
    if (m_key->count() != draft().table().columns.size() + 1 || m_key->currentData().toInt() != draft().key()) {
        m_key->clear();
        m_key->addItem(tr("nothing: every row is new"), -1);
        for (int i = 0; i < draft().table().columns.size(); ++i)
            m_key->addItem(draft().columnLabel(i), i);
    }
    m_key->setCurrentIndex(m_key->findData(draft().key()));
}

}
