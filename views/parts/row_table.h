#pragma once

#include "views/parts/tag.h"

#include <QStyledItemDelegate>
#include <QTableView>

#include <functional>
#include <optional>

namespace muster::views {

/// A table with rows of one height, that Tab leaves and whose cells Enter edits.
class RowTable final : public QTableView
{
    Q_OBJECT

public:
    /// `model` belongs to somebody else; `name` is what screen readers and tests call the table.
    RowTable(QAbstractItemModel *model, const QString &objectName, const QString &name);

    /// The column that Enter, a click and typing edit.
    void editsIn(int column);
    /// Widths in pixels at 13 pixels of type; 0 takes what is left.
    void setWidths(const QList<int> &widths);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void measure();

    int m_edited = -1;
    QList<int> m_widths;
};

/// A delegate that shows a tag at the right end of a cell.
class TaggedDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using Look = std::function<std::optional<TagLook>(const QModelIndex &)>;

    explicit TaggedDelegate(Look look, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// With the room that is left at both sides.
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// The whole text as a tooltip, since a cell shows what fits.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    Look m_look;
};

}
