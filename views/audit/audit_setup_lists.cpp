#include "views/audit/audit_setup_lists.h"

#include "items/pair_list_model.h"
#include "items/scope_model.h"
#include "views/audit/row_painting.h"
#include "views/parts/tag.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::PairListModel;
using items::ScopeModel;

namespace {

void paintBox(QPainter &painter, const QRect &box, bool on, bool enabled, const Colours &colours)
{
    painter.setPen(QPen(on ? colours.accent : enabled ? colours.muted : colours.line, 1));
    painter.setBrush(on ? colours.accent : enabled ? colours.surface : colours.background);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), radius::tag, radius::tag);
    if (on) {
        painter.setPen(colours.onAccent);
        paintMark(painter, QRectF(box).adjusted(4, 4, -4, -4), Mark::Check);
    }
}

}

void ScopeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &colours = coloursOf(option.palette);
    const QString text = index.data().toString();
    const QRect inner = option.rect.adjusted(space::small, 0, -space::small, 0);
    painter->save();
    if (index.data(ScopeModel::LineRole).toBool()) {
        QRect line = inner.adjusted(0, inner.height() - lineHeight(Type::Small) - space::small, 0, -space::tiny);
        writeLine(*painter, line, text, Type::Small, colours.muted);
        line.setLeft(line.left() + textWidth(text, Type::Small) + space::small);
        painter->setPen(colours.line);
        painter->drawLine(line.left(), line.center().y(), line.right(), line.center().y());
        painter->restore();
        return;
    }
    const bool enabled = index.flags().testFlag(Qt::ItemIsUserCheckable);
    const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    paintRowGround(*painter, option, colours, false); // what is chosen is told by its box
    const int box = scaled(16), top = option.rect.top() + space::small;
    const int titleHeight = lineHeight(Type::Strong);
    paintBox(*painter, QRect(inner.left(), top + (titleHeight - box) / 2, box, box), on, enabled, colours);
    const QString minutes = tr("%1 min").arg(index.data(ScopeModel::MinutesRole).toInt());
    const int right = textWidth(minutes, Type::Small) + space::small;
    const QRect title(inner.left() + box + space::medium, top, inner.width() - box - space::medium - right,
                      titleHeight);
    writeLine(*painter, title, text, on ? Type::Strong : Type::Body, enabled ? colours.ink : colours.muted);
    writeLine(*painter, QRect(title.right(), top, right, titleHeight), minutes, Type::Small, colours.muted,
              Qt::AlignRight | Qt::AlignVCenter);
    const bool taken = index.data(ScopeModel::TakenRole).toBool();
    writeLine(*painter, QRect(title.left(), title.bottom() + 2, inner.right() - title.left(), lineHeight(Type::Small)),
              index.data(ScopeModel::ReasonRole).toString(), Type::Small, taken ? colours.drift : colours.muted);
    painter->restore();
}

QSize ScopeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {scaled(240), lineHeight(Type::Strong) + lineHeight(Type::Small) + 2 + 2 * space::small};
}

/// Space, or a click anywhere on the row, ticks it.
bool ScopeDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &,
                                const QModelIndex &index)
{
    const bool click =
        event->type() == QEvent::MouseButtonRelease && static_cast<QMouseEvent *>(event)->button() == Qt::LeftButton;
    const bool key = event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space;
    if (!click && !key)
        return false;
    const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

void PairDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &colours = coloursOf(option.palette);
    const auto kind = index.data(PairListModel::KindRole).value<PairListModel::RowKind>();
    const QString text = index.data().toString();
    QRect inner = option.rect.adjusted(space::small, 0, -space::small, 0);
    const QString minutes = tr("%1 min").arg(index.data(PairListModel::MinutesRole).toInt());
    painter->save();
    if (kind == PairListModel::RowKind::Pair) {
        inner.setTop(inner.bottom() - lineHeight(Type::Strong) - space::tiny);
        writeLine(*painter, inner, text, Type::Strong, colours.ink);
        writeLine(*painter, inner, minutes, Type::Small, colours.muted, Qt::AlignRight | Qt::AlignVCenter);
    } else if (kind == PairListModel::RowKind::Person) {
        paintRowGround(*painter, option, colours);
        TagLook look{tr("facilitates"), Mark::None, TagLook::Tone::Accent};
        const int tag = index.data(PairListModel::FacilitatorRole).toBool() ? tagSize(look).width() + space::small : 0;
        writeLine(*painter, inner.adjusted(space::small, 0, -tag, 0), text, Type::Body, colours.ink);
        if (tag > 0)
            paintTag(*painter, QRect(inner.right() - tag + space::small, inner.top(), tag, inner.height()), look,
                     colours);
    } else {
        TagLook look{tr("self-checked"), Mark::Triangle, TagLook::Tone::Drift};
        const bool alone = index.data(PairListModel::SelfCheckedRole).toBool();
        const int tag = alone ? tagSize(look).width() + space::small : 0;
        writeLine(*painter, inner.adjusted(space::large, 0, -tag, 0), u"– "_s + text, Type::Small, colours.muted);
        if (alone)
            paintTag(*painter, QRect(inner.right() - tag + space::small, inner.top(), tag, inner.height()), look,
                     colours);
    }
    painter->restore();
}

QSize PairDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const auto kind = index.data(PairListModel::KindRole).value<PairListModel::RowKind>();
    if (kind == PairListModel::RowKind::Pair)
        return {scaled(160), lineHeight(Type::Strong) + space::tiny + (index.row() == 0 ? space::tiny : space::medium)};
    if (kind == PairListModel::RowKind::Person)
        return {scaled(160), lineHeight(Type::Body) + 2 * space::tiny};
    return {scaled(160), std::max(lineHeight(Type::Small), tagSize({u"x"_s}).height()) + 2};
}

PairList::PairList(QWidget *parent) : QListView(parent)
{
    setItemDelegate(new PairDelegate(this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setSelectionMode(SingleSelection);
    setMouseTracking(true);
}

PersonId PairList::currentPerson() const
{
    return PersonId(currentIndex().data(PairListModel::PersonRole).toString());
}

void PairList::keyPressEvent(QKeyEvent *event)
{
    const bool alt = event->modifiers().testFlag(Qt::AltModifier);
    if (alt && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
        Q_EMIT moveWanted(event->key() == Qt::Key_Up ? -1 : 1);
    else if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        Q_EMIT removeWanted();
    else
        QListView::keyPressEvent(event);
}

}
