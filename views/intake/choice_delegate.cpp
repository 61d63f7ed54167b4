#include "views/intake/choice_delegate.h"

#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>

namespace muster::views {

namespace {

/// A list in a cell. Arrow keys move through a closed list without deciding; choosing in the open one decides.
class CellList final : public QComboBox
{
public:
    using QComboBox::QComboBox;

    void showPopup() override
    {
        m_opened = true;
        QComboBox::showPopup();
    }
    bool wasOpened() const { return m_opened; }

private:
    bool m_opened = false;
};

}

ChoiceDelegate::ChoiceDelegate(Look look, Choices choices, QObject *parent)
    : TaggedDelegate(std::move(look), parent), m_choices(std::move(choices))
{
}

QWidget *ChoiceDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const auto [choices, free] = m_choices(index);
    if (choices.isEmpty()) {
        auto *line = new QLineEdit(parent);
        line->setProperty("look", QStringLiteral("cell"));
        return line;
    }
    auto *list = new CellList(parent);
    list->setProperty("look", QStringLiteral("cell"));
    list->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    for (const auto &choice : choices)
        list->addItem(choice.text, choice.value);
    list->setMaxVisibleItems(14);
    if (free) {
        list->setEditable(true);
        list->setInsertPolicy(QComboBox::NoInsert);
        list->completer()->setFilterMode(Qt::MatchContains);
        list->completer()->setCompletionMode(QCompleter::PopupCompletion);
    }
    auto *self = const_cast<ChoiceDelegate *>(this);
    connect(list, &QComboBox::activated, self, [self, list] {
        if (!list->wasOpened())
            return;
        Q_EMIT self->commitData(list);
        Q_EMIT self->closeEditor(list);
    });
    return list;
}

void ChoiceDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const QVariant value = index.data(Qt::EditRole);
    if (auto *line = qobject_cast<QLineEdit *>(editor)) {
        line->setText(value.toString());
        return;
    }
    auto *list = qobject_cast<QComboBox *>(editor);
    const int known = list->findData(value);
    list->setCurrentIndex(known);
    if (list->isEditable()) {
        list->setEditText(known >= 0 ? list->itemText(known) : value.toString());
        list->lineEdit()->selectAll();
    }
}

void ChoiceDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    if (const auto *line = qobject_cast<QLineEdit *>(editor)) {
        model->setData(index, line->text());
        return;
    }
    const auto *list = qobject_cast<QComboBox *>(editor);
    const int listed = list->isEditable() ? list->findText(list->currentText()) : list->currentIndex();
    if (listed >= 0)
        model->setData(index, list->itemData(listed));
    else if (list->isEditable())
        model->setData(index, list->currentText());
}

void ChoiceDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                          const QModelIndex &) const
{
    editor->setGeometry(option.rect);
}

QList<ListedChoice> wordChoices(const QStringList &words)
{
    QList<ListedChoice> choices;
    for (const auto &word : words)
        choices.append({word, word});
    return choices;
}

}
