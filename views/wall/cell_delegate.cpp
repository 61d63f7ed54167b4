#include "views/wall/cell_delegate.h"

#include "items/grouped_rows.h"
#include "views/parts/pieces.h"
#include "views/parts/tag.h"
#include "views/wall/wall_words.h"

#include <QComboBox>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLineEdit>
#include <QPainter>
#include <QTableView>
#include <QToolTip>

namespace muster::views::wall {

using namespace Qt::StringLiterals;
using items::DelegationColumn;
using items::DelegationTableModel;
using items::GroupedRows;

namespace {

constexpr int side = 10;
constexpr int rowHeight = 36;
constexpr int leastTag = 48; ///< narrower, a tag is left to the count of those not shown

DelegationColumn columnOf(const QModelIndex &index)
{
    return DelegationColumn(index.column());
}

/// A cell's words as people read them.
QString shownText(const QModelIndex &index)
{
    const QVariant value = index.data();
    if (value.typeId() == QMetaType::QDate)
        return value.toDate().year() <= 1970 ? QObject::tr("never") : shown(value.toDate());
    switch (columnOf(index)) {
    case DelegationColumn::Category:
    case DelegationColumn::Tier:
    case DelegationColumn::Risk:
    case DelegationColumn::Status: return spoken(value.toString());
    default: return value.toString();
    }
}

std::vector<TagLook> tagsOf(const QModelIndex &index)
{
    std::vector<TagLook> tags;
    if (columnOf(index) == DelegationColumn::Category) {
        if (const auto category = fromWord<Category>(index.data().toString()))
            tags.push_back(tagOf(*category));
        return tags;
    }
    for (const auto &word : index.data(DelegationTableModel::FlagsRole).toStringList()) {
        if (const auto flag = fromWord<Flag>(word))
            tags.push_back(tagOf(*flag));
    }
    for (const auto &signal : index.data(DelegationTableModel::SignalsRole).toStringList())
        tags.push_back(signalTag(signal));
    return tags;
}

/// The cells of a column in the rows chosen, without groups.
QModelIndexList chosenCells(const QWidget *widget, int column)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(widget);
    if (!view || !view->selectionModel())
        return {};
    QModelIndexList cells = view->selectionModel()->selectedRows(column);
    cells.removeIf([](const QModelIndex &cell) { return cell.data(GroupedRows::IsGroupRole).toBool(); });
    return cells;
}

void paintTagRow(QPainter &painter, QRect line, const std::vector<TagLook> &tags, const Colours &colours)
{
    for (size_t i = 0; i < tags.size(); ++i) {
        const TagLook rest{u"+%1"_s.arg(tags.size() - i)};
        const bool last = i + 1 == tags.size();
        QRect room = line;
        if (!last)
            room.setWidth(line.width() - space::tiny - tagSize(rest).width());
        const bool fits = tagSize(tags[i]).width() <= room.width();
        if (!fits && (i > 0 || room.width() < scaled(leastTag))) {
            paintTag(painter, line, rest, colours);
            return;
        }
        line.setLeft(line.left() + paintTag(painter, room, tags[i], colours) + space::tiny);
    }
}

}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    int width = 0;
    if (hasTags(index)) {
        for (const auto &tag : tagsOf(index))
            width += tagSize(tag).width() + space::tiny;
    } else {
        width = option.fontMetrics.horizontalAdvance(shownText(index));
    }
    return {width + 2 * side, scaled(rowHeight)};
}

bool CellDelegate::hasTags(const QModelIndex &index) const
{
    return columnOf(index) == DelegationColumn::Category || columnOf(index) == DelegationColumn::Flags;
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.data(GroupedRows::IsGroupRole).toBool())
        return paintGroup(painter, option, index);
    const auto &colours = coloursOf(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->fillRect(option.rect, selected ? colours.accentSoft : colours.surface);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colours.line);
    paintCell(*painter, option.rect.adjusted(side, 0, -side, -1), index, colours);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(colours.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), radius::tag, radius::tag);
    }
    painter->restore();
}

void CellDelegate::paintCell(QPainter &painter, const QRect &inner, const QModelIndex &index,
                             const Colours &colours) const
{
    if (hasTags(index))
        return paintTagRow(painter, inner, tagsOf(index), colours);
    const bool pending = index.data(DelegationTableModel::PendingRole).toBool();
    const bool title = columnOf(index) == DelegationColumn::Title;
    QString text = shownText(index);
    painter.setFont(fontOf(title ? Type::Strong : Type::Body));
    const QFontMetrics metrics(painter.font());
    painter.setPen(text.isEmpty() ? colours.faint : pending || !title ? colours.muted : colours.ink);
    if (text.isEmpty())
        text = u"–"_s;
    QRect rest = inner;
    const QString shownPart = metrics.elidedText(text, Qt::ElideRight, rest.width());
    painter.drawText(rest, int(Qt::AlignVCenter) | Qt::AlignLeft | Qt::TextSingleLine, shownPart);
    const auto end = fromWord<TrustEnd>(index.data(DelegationTableModel::TrustEndRole).toString());
    if (columnOf(index) != DelegationColumn::TrustedUntil || !end)
        return;
    rest.setLeft(rest.left() + metrics.horizontalAdvance(text) + space::small);
    painter.setFont(fontOf(Type::Small));
    painter.drawText(rest, int(Qt::AlignVCenter) | Qt::AlignLeft | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(spokenEnd(*end), Qt::ElideRight, rest.width()));
}

/// A group's row runs across all columns: each cell paints the part of it that lies in its own rectangle.
void CellDelegate::paintGroup(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &colours = coloursOf(option.palette);
    const auto *view = static_cast<const QTableView *>(option.widget);
    const auto first = index.siblingAtColumn(0);
    painter->save();
    painter->setClipRect(option.rect);
    painter->fillRect(option.rect, colours.background);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colours.line);
    QRect whole(side - view->horizontalHeader()->offset(), option.rect.top(),
                view->horizontalHeader()->length() - 2 * side, option.rect.height());
    const QString name = first.data().toString();
    painter->setFont(fontOf(Type::Strong));
    const int room = whole.width() - scaled(120);
    const QString shownName = painter->fontMetrics().elidedText(name, Qt::ElideRight, room);
    painter->setPen(colours.ink);
    painter->drawText(whole, int(Qt::AlignVCenter) | Qt::AlignLeft | Qt::TextSingleLine, shownName);
    whole.setLeft(whole.left() + painter->fontMetrics().horizontalAdvance(shownName) + space::small);
    painter->setFont(fontOf(Type::Small));
    painter->setPen(colours.muted);
    painter->drawText(whole, int(Qt::AlignVCenter) | Qt::AlignLeft | Qt::TextSingleLine,
                      spokenCount(first.data(GroupedRows::CountRole).toInt()));
    painter->restore();
}

bool CellDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QStringList words;
    for (const auto &tag : hasTags(index) ? tagsOf(index) : std::vector<TagLook>())
        words << tag.text;
    const QString text = words.isEmpty() ? shownText(index) : words.join(u", "_s);
    const bool cut = sizeHint(option, index).width() > option.rect.width();
    QToolTip::showText(event->globalPos(), cut ? plainToolTip(text) : QString(), view);
    return true;
}

QWidget *CellDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString field = index.data(DelegationTableModel::FieldRole).toString();
    if (field.isEmpty())
        return nullptr;
    m_were.clear();
    for (const auto &cell : chosenCells(option.widget, index.column()))
        m_were.insert(cell.data(DelegationTableModel::IdRole).toString(), cell.data(Qt::EditRole).toString());
    auto *editor = makeEditor(field, m_choices, parent);
    editor->setProperty("look", u"cell"_s);
    return editor;
}

void CellDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    // Asked again whenever the cell's row is told as changed; what is being typed stays.
    if (editor->property("filled").toBool())
        return;
    editor->setProperty("filled", true);
    editor->setProperty("was", index.data(Qt::EditRole));
    editor->setProperty("cell", QVariant::fromValue(QPersistentModelIndex(index)));
    const auto typed = std::exchange(m_typed, std::nullopt);
    setEditorText(editor, typed.value_or(index.data(Qt::EditRole).toString()));
}

void CellDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    const QString typed = editorText(editor);
    if (editor->property("was") != index.data(Qt::EditRole))
        Q_EMIT overtaken(index, typed);
    else
        model->setData(index, typed);
}

void CellDelegate::wantForAll(QWidget *editor)
{
    const QString text = editorText(editor);
    const QModelIndex edited = editor->property("cell").value<QPersistentModelIndex>();
    const QPersistentModelIndex changed = changedSince(edited, editor->property("was"));
    Q_EMIT closeEditor(editor, NoHint);
    if (changed.isValid())
        Q_EMIT overtaken(changed, text);
    else
        Q_EMIT forAllWanted(text);
}

/// A cell, of the one edited and those chosen with it, that says something else than when the editor was opened.
QModelIndex CellDelegate::changedSince(const QModelIndex &edited, const QVariant &was) const
{
    if (edited.isValid() && edited.data(Qt::EditRole) != was)
        return edited;
    const auto cells = chosenCells(qobject_cast<const QWidget *>(parent()), edited.column());
    const auto changed = std::ranges::find_if(cells, [&](const QModelIndex &cell) {
        const QString now = cell.data(Qt::EditRole).toString();
        return m_were.value(cell.data(DelegationTableModel::IdRole).toString(), now) != now;
    });
    return changed == cells.end() ? QModelIndex() : *changed;
}

/// Lists and dates are as wide as they need, and no editor is lower than its text.
void CellDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    QRect place = option.rect;
    if (!qobject_cast<QLineEdit *>(editor))
        place.setWidth(std::max(place.width(), editor->sizeHint().width()));
    place.setWidth(std::min(place.width(), editor->parentWidget()->width() - std::max(0, place.left())));
    editor->setGeometry(place);
}

bool CellDelegate::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        auto *editor = qobject_cast<QWidget *>(watched);
        if (editor && enter && key->modifiers().testFlag(Qt::ControlModifier)) {
            wantForAll(editor);
            return true;
        }
    }
    return QStyledItemDelegate::eventFilter(watched, event);
}

}
