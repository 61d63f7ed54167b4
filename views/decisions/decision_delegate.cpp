#include "views/decisions/decision_delegate.h"

#include "views/decisions/decision_list_model.h"
#include "views/parts/pieces.h"
#include "views/parts/tag.h"

#include <QPainter>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::ShownDecision;
using Line = DecisionListModel::Line;

namespace {

int heightOf(Type type)
{
    return QFontMetrics(fontOf(type)).height();
}

void drawText(QPainter &painter, const QRect &rect, const QString &text, Type type, const QColor &ink,
              Qt::Alignment alignment = Qt::AlignLeft)
{
    const QFont font = fontOf(type);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(rect, int(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
}

QString overdueText(qint64 days)
{
    return days == 1 ? DecisionDelegate::tr("overdue 1 day") : DecisionDelegate::tr("overdue %1 days").arg(days);
}

QString movedNote(qint64 times)
{
    return times == 1 ? DecisionDelegate::tr(" · moved once") : DecisionDelegate::tr(" · moved %1 times").arg(times);
}

TagLook tagOf(const ShownDecision &shown, QDate today)
{
    using Tone = TagLook::Tone;
    const auto &decision = shown.decision;
    if (decision.state == DecisionState::Done)
        return {DecisionDelegate::tr("done"), Mark::Check, Tone::Pass};
    if (decision.state == DecisionState::Dropped)
        return {DecisionDelegate::tr("dropped"), Mark::Cross, Tone::Neutral};
    if (shown.overdue)
        return {overdueText(decision.due->daysTo(today)), Mark::Cross, Tone::Fail};
    if (decision.due && decision.due <= today.addDays(7))
        return {DecisionDelegate::tr("due %1").arg(shownFrom(*decision.due, today)), Mark::Triangle, Tone::Drift};
    return {DecisionDelegate::tr("open"), Mark::None, Tone::Open};
}

void paintHeading(QPainter &painter, const QRect &rect, const Line &line, const Colours &colours)
{
    const QRect text = rect.adjusted(space::medium, space::small, -space::medium, 0);
    const QFontMetrics metrics(fontOf(Type::Strong));
    const int width = std::min(metrics.horizontalAdvance(line.owner), text.width() * 2 / 3);
    drawText(painter, QRect(text.left(), text.top(), width + 1, text.height()), line.owner, Type::Strong, colours.ink);
    QString count =
        line.open > 0 ? DecisionDelegate::tr("%1 open").arg(line.open) : DecisionDelegate::tr("nothing open");
    if (line.overdue > 0)
        count += DecisionDelegate::tr(" · %1 overdue").arg(line.overdue);
    drawText(painter, text.adjusted(width + space::small, 0, 0, 0), count, Type::Small, colours.muted);
}

void paintGround(QPainter &painter, const QRect &rect, bool chosen, bool focused, const Colours &colours)
{
    if (!chosen) {
        painter.setPen(colours.line);
        painter.drawLine(rect.bottomLeft() + QPoint(space::medium, 0), rect.bottomRight() - QPoint(space::medium, 0));
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(focused ? QPen(colours.accent, 2) : QPen(Qt::NoPen));
    painter.setBrush(colours.accentSoft);
    painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), radius::control, radius::control);
    painter.restore();
}

void paintDecision(QPainter &painter, const QRect &rect, const ShownDecision &shown, QDate today,
                   const Colours &colours)
{
    const QRect inner = rect.adjusted(space::medium, space::small, -space::medium, -space::small);
    const TagLook look = tagOf(shown, today);
    const int tagWidth = std::min(tagSize(look).width(), inner.width() / 2);
    const int upper = heightOf(Type::Strong) + space::tiny;
    paintTag(painter, QRect(inner.right() - tagWidth + 1, inner.top(), tagWidth, upper), look, colours);
    drawText(painter, QRect(inner.left(), inner.top(), inner.width() - tagWidth - space::small, upper),
             shown.delegationTitle, Type::Strong, colours.ink);
    const QRect lower(inner.left(), inner.top() + upper, inner.width(), inner.height() - upper);
    const auto &due = shown.decision.state == DecisionState::Open ? shown.decision.due : shown.decision.endedOn;
    const QString date = muster::views::shown(due.value_or(QDate()));
    const int dateWidth = QFontMetrics(fontOf(Type::Small)).horizontalAdvance(date);
    drawText(painter, lower, date, Type::Small, colours.muted, Qt::AlignRight);
    QString phrase = phraseOf(shown);
    if (shown.decision.moved > 0)
        phrase += movedNote(shown.decision.moved);
    drawText(painter, lower.adjusted(0, 0, -dateWidth - space::medium, 0), phrase, Type::Body, colours.muted);
}

}

QSize DecisionDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const auto &line = static_cast<const DecisionListModel *>(index.model())->line(index.row());
    const int height = line.isHeading ? heightOf(Type::Strong) + space::medium + space::small
                                      : heightOf(Type::Strong) + heightOf(Type::Body) + space::tiny + 2 * space::small;
    return {scaled(200), height};
}

void DecisionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = static_cast<const DecisionListModel *>(index.model());
    const auto &line = model->line(index.row());
    const auto &colours = coloursOf(option.palette);
    painter->save();
    if (line.isHeading) {
        paintHeading(*painter, option.rect, line, colours);
    } else {
        const bool chosen = option.state.testFlag(QStyle::State_Selected);
        const bool focused = chosen && option.widget && option.widget->hasFocus();
        paintGround(*painter, option.rect, chosen, focused, colours);
        paintDecision(*painter, option.rect, line.decision, model->today(), colours);
    }
    painter->restore();
}

}
