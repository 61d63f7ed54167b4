#pragma once

#include "views/intake/intake_parts.h"

namespace muster::views {

/// A thing to choose from a list: what it is called, and what it means to the model.
struct ListedChoice
{
    QString text;
    QVariant value;
};

/// Edits a cell by a list in which typing finds. A `free` one takes text that isn't in it, too.
class ChoiceDelegate final : public TaggedDelegate
{
    Q_OBJECT

public:
    struct Offer
    {
        QList<ListedChoice> choices;
        bool free = false;
    };
    using Choices = std::function<Offer(const QModelIndex &)>;

    ChoiceDelegate(Look look, Choices choices, QObject *parent = nullptr);

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

private:
    Choices m_choices;
};

/// The words a field takes as choices, in the order of targets().
QList<ListedChoice> wordChoices(const QStringList &words);

}
