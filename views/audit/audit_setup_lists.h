#pragma once

#include "domain/ids.h"

#include <QListView>
#include <QStyledItemDelegate>

namespace muster::views {

/// Paints a row of items::ScopeModel: a box to tick, title, minutes, and the reason below.
class ScopeDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
};

/// Paints a row of items::PairListModel.
class PairDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// The list of pairs: Alt and an arrow move the current person, Delete takes them out.
class PairList final : public QListView
{
    Q_OBJECT

public:
    explicit PairList(QWidget *parent = nullptr);

    PersonId currentPerson() const;

Q_SIGNALS:
    void moveWanted(int by);
    void removeWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

}
