#include "views/audit/audit_setup_lists.h"

#include "items/pair_list_model.h"
#include "items/scope_model.h"
#include "views/parts/tag.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::PairListModel;
using items::ScopeModel;

namespace {

bool hasFocusRing(const QStyleOptionViewItem &option)
{
    return option.state.testFlag(QStyle::State_HasFocus);
}

void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const Colours &colours)
{
    const QRectF ring = QRectF(option.rect).adjusted(1, 1, -1, -1);
    painter.setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_MouseOver) || option.state.testFlag(QStyle::State_Selected)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(option.state.testFlag(QStyle::State_Selected) ? colours.accentSoft : colours.background);
        painter.drawRoundedRect(ring, radius::control, radius::control);
    }
    if (hasFocusRing(option)) {
        painter.setPen(QPen(colours.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(ring, radius::control, radius::control);
    }
}

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

/// Writes one line, cut with an ellipsis.
void write(QPainter &painter, const QRect &rect, const QString &text, Type type, const QColor &ink,
           Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter)
{
    const QFont font = fontOf(type);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(rect, int(alignment) | Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
}

int widthOf(const QString &text, Type type)
{
    return QFontMetrics(fontOf(type)).horizontalAdvance(text);
}

int heightOf(Type type)
{
    return QFontMetrics(fontOf(type)).height();
}

}

void ScopeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &colours = coloursOf(option.palette);
    const QString text = index.data().toString();
    const QRect inner = option.rect.adjusted(space::small, 0, -space::small, 0);
    painter->save();
    if (index.data(ScopeModel::LineRole).toBool()) {
        QRect line = inner.adjusted(0, inner.height() - heightOf(Type::Small) - space::small, 0, -space::tiny);
        write(*painter, line, text, Type::Small, colours.muted);
        line.setLeft(line.left() + widthOf(text, Type::Small) + space::small);
        painter->setPen(colours.line);
        painter->drawLine(line.left(), line.center().y(), line.right(), line.center().y());
        painter->restore();
        return;
    }
    const bool enabled = index.flags().testFlag(Qt::ItemIsUserCheckable);
    const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    QStyleOptionViewItem ground = option;
    ground.state.setFlag(QStyle::State_Selected, false); // what is chosen is told by its box
    paintGround(*painter, ground, colours);
    const int box = scaled(16), top = option.rect.top() + space::small;
    const int titleHeight = heightOf(Type::Strong);
    paintBox(*painter, QRect(inner.left(), top + (titleHeight - box) / 2, box, box), on, enabled, colours);
    const QString minutes = tr("%1 min").arg(index.data(ScopeModel::MinutesRole).toInt());
    const int right = widthOf(minutes, Type::Small) + space::small;
    const QRect title(inner.left() + box + space::medium, top, inner.width() - box - space::medium - right,
                      titleHeight);
    write(*painter, title, text, on ? Type::Strong : Type::Body, enabled ? colours.ink : colours.muted);
    write(*painter, QRect(title.right(), top, right, titleHeight), minutes, Type::Small, colours.muted,
          Qt::AlignRight | Qt::AlignVCenter);
    const bool taken = index.data(ScopeModel::TakenRole).toBool();
    write(*painter, QRect(title.left(), title.bottom() + 2, inner.right() - title.left(), heightOf(Type::Small)),
          index.data(ScopeModel::ReasonRole).toString(), Type::Small, taken ? colours.drift : colours.muted);
    painter->restore();
}

QSize ScopeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {scaled(240), heightOf(Type::Strong) + heightOf(Type::Small) + 2 + 2 * space::small};
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
        inner.setTop(inner.bottom() - heightOf(Type::Strong) - space::tiny);
        write(*painter, inner, text, Type::Strong, colours.ink);
        write(*painter, inner, minutes, Type::Small, colours.muted, Qt::AlignRight | Qt::AlignVCenter);
    } else if (kind == PairListModel::RowKind::Person) {
        paintGround(*painter, option, colours);
        TagLook look{tr("facilitates"), Mark::None, TagLook::Tone::Accent};
        const int tag = index.data(PairListModel::FacilitatorRole).toBool() ? tagSize(look).width() + space::small : 0;
        write(*painter, inner.adjusted(space::small, 0, -tag, 0), text, Type::Body, colours.ink);
        if (tag > 0)
            paintTag(*painter, QRect(inner.right() - tag + space::small, inner.top(), tag, inner.height()), look,
                     colours);
    } else {
        TagLook look{tr("self-checked"), Mark::Triangle, TagLook::Tone::Drift};
        const bool alone = index.data(PairListModel::SelfCheckedRole).toBool();
        const int tag = alone ? tagSize(look).width() + space::small : 0;
        write(*painter, inner.adjusted(space::large, 0, -tag, 0), u"– "_s + text, Type::Small, colours.muted);
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
        return {scaled(160), heightOf(Type::Strong) + space::tiny + (index.row() == 0 ? space::tiny : space::medium)};
    if (kind == PairListModel::RowKind::Person)
        return {scaled(160), heightOf(Type::Body) + 2 * space::tiny};
    return {scaled(160), std::max(heightOf(Type::Small), tagSize({u"x"_s}).height()) + 2};
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
