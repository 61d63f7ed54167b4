#include "views/audit/line_list.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace muster::views {

using namespace Qt::StringLiterals;

void LineListModel::take(const QList<ListLine> &lines)
{
    if (lines == m_lines)
        return;
    const bool same = std::ranges::equal(lines, m_lines, {}, &ListLine::key, &ListLine::key);
    if (!same)
        beginResetModel();
    m_lines = lines;
    if (!same)
        endResetModel();
    else
        Q_EMIT dataChanged(index(0), index(int(m_lines.size()) - 1));
}

int LineListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

QVariant LineListModel::data(const QModelIndex &index, int role) const
{
    const auto &line = m_lines[index.row()];
    switch (role) {
    case Qt::DisplayRole: return line.title;
    case Qt::AccessibleTextRole: {
        QStringList parts{line.title};
        for (const QString &part : {line.tag ? line.tag->text : QString(), line.text, line.state}) {
            if (!part.isEmpty())
                parts << part;
        }
        return parts.join(u", "_s);
    }
    case Qt::ToolTipRole: return plainToolTip(u"%1\n%2"_s.arg(line.title, line.text));
    case LineRole: return line.text;
    case StateRole: return line.state;
    default: return {};
    }
}

namespace {

/// Two lines: the title; then tag, words and how it stands.
class LineDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *model = qobject_cast<const LineListModel *>(index.model());
        const ListLine &shownLine = model->lines()[index.row()];
        const auto &c = coloursOf(option.widget);
        const bool current = option.state & QStyle::State_Selected;
        painter->fillRect(option.rect, current ? c.accentSoft : c.surface);
        painter->setPen(c.line);
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        if (current)
            painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), c.accent);
        QRect line = option.rect.adjusted(space::medium, space::small, -space::medium, 0);
        painter->setFont(fontOf(Type::Strong));
        painter->setPen(c.ink);
        line.setHeight(painter->fontMetrics().height());
        painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(shownLine.title, Qt::ElideRight, line.width()));
        line.translate(0, line.height() + space::tiny);
        line.setHeight(tagSize(tagOf(Verdict::Pass)).height());
        paintSecond(*painter, line, shownLine, c);
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {0, QFontMetrics(fontOf(Type::Strong)).height() + tagSize(tagOf(Verdict::Pass)).height() + space::tiny
                       + 2 * space::small};
    }

private:
    static void paintSecond(QPainter &painter, QRect line, const ListLine &shownLine, const Colours &c)
    {
        if (shownLine.tag)
            line.setLeft(line.left() + paintTag(painter, line, *shownLine.tag, c) + space::small);
        painter.setFont(fontOf(Type::Small));
        painter.setPen(shownLine.stateIsGood ? c.pass : c.drift);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, shownLine.state);
        if (!shownLine.state.isEmpty())
            line.setRight(line.right() - painter.fontMetrics().horizontalAdvance(shownLine.state) - space::small);
        painter.setPen(c.muted);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(shownLine.text, Qt::ElideRight, line.width()));
    }
};

}

LineList::LineList(const QString &name, QWidget *parent) : QListView(parent), m_model(new LineListModel(this))
{
    setModel(m_model);
    setItemDelegate(new LineDelegate(this));
    setUniformItemSizes(true);
    setAccessibleName(name);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setEditTriggers(NoEditTriggers);
    connect(this, &QListView::doubleClicked, this, &LineList::workWanted);
}

void LineList::take(const QList<ListLine> &lines)
{
    const int row = currentIndex().row();
    const QString before = current() ? current()->key : QString();
    m_model->take(lines);
    if (current() || lines.isEmpty())
        return;
    setCurrent(before);
    if (!current())
        setCurrentIndex(m_model->index(std::clamp(row, 0, int(lines.size()) - 1)));
}

const ListLine *LineList::current() const
{
    const int row = currentIndex().row();
    return row >= 0 && row < m_model->lines().size() ? &m_model->lines()[row] : nullptr;
}

void LineList::setCurrent(const QString &key)
{
    const auto &all = m_model->lines();
    const auto found = std::ranges::find(all, key, &ListLine::key);
    if (found != all.end())
        setCurrentIndex(m_model->index(int(found - all.begin())));
}

void LineList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (current.isValid())
        Q_EMIT currentLineChanged();
}

void LineList::keyPressEvent(QKeyEvent *event)
{
    const bool plain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        Q_EMIT workWanted();
    else if (plain && event->key() == Qt::Key_Delete)
        Q_EMIT removalWanted();
    else
        QListView::keyPressEvent(event);
}

}
