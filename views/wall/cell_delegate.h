#pragma once

#include "views/parts/tokens.h"
#include "views/wall/field_editors.h"

#include <QStyledItemDelegate>

namespace muster::views::wall {

/// Paints the cells of the wall's table, and edits them in place.
class CellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setChoices(const Choices &choices) { m_choices = choices; }
    /// The next editor opens with this in it instead of the cell's text.
    void startWith(const QString &typed) { m_typed = typed; }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// Ctrl+Enter in an editor: what is in it, for the whole selection, of which no cell has changed since it was opened.
    void forAllWanted(const QString &text);
    /// What was typed is not sent: the cell says something else by now than when its editor was opened.
    void overtaken(const QModelIndex &index, const QString &typed) const;

private:
    void paintGroup(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintCell(QPainter &painter, const QRect &inner, const QModelIndex &index, const Colours &colours) const;
    bool hasTags(const QModelIndex &index) const;
    void wantForAll(QWidget *editor);
    QModelIndex changedSince(const QModelIndex &edited, const QVariant &was) const;

    Choices m_choices;
    mutable std::optional<QString> m_typed;
    mutable QHash<QString, QString> m_were; ///< what the chosen rows said when the editor was opened, by delegation
};

}
