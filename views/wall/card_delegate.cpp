#include "views/wall/card_delegate.h"

#include "views/parts/facts.h"
#include "views/parts/pieces.h"
#include "views/wall/wall_words.h"

#include <QAbstractItemView>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>

namespace muster::views::wall {

using namespace Qt::StringLiterals;
using registry::DelegationSummary;

namespace {

constexpr int between = space::small; ///< cards
constexpr int padding = space::medium;
constexpr int gap = 3; ///< lines of a card
constexpr int tagGap = 6;
/// No title shows more of itself than this on two lines.
constexpr int longestLaidOut = 240;

int lineHeight(Type type)
{
    return QFontMetrics(fontOf(type)).lineSpacing();
}

int tagHeight()
{
    return tagSize({u"x"_s}).height();
}

/// A title on at most two lines, the second cut with an ellipsis.
QStringList titleLines(const QString &title, int width)
{
    const QFont font = fontOf(Type::Lead);
    const QFontMetrics metrics(font);
    const QString start = title.left(longestLaidOut);
    QTextLayout layout(start, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    QTextLine first = layout.createLine();
    if (first.isValid())
        first.setLineWidth(width);
    layout.endLayout();
    if (!first.isValid() || first.textLength() >= start.size())
        return {metrics.elidedText(title, Qt::ElideRight, width)};
    const QString rest = title.mid(first.textLength()).trimmed();
    return {start.left(first.textLength()).trimmed(),
            metrics.elidedText(rest.left(longestLaidOut), Qt::ElideRight, width)};
}

/// The first of several wordings that fits, or the last.
QString fitting(const QStringList &wordings, const QFontMetrics &metrics, int width)
{
    for (const auto &wording : wordings) {
        if (metrics.horizontalAdvance(wording) <= width)
            return wording;
    }
    return wordings.value(wordings.size() - 1);
}

QStringList whoOf(const DelegationSummary &summary)
{
    const bool left = std::ranges::find(summary.flags, Flag::OwnerLeft) != summary.flags.end();
    QStringList parts;
    parts << (summary.ownerName.isEmpty() ? QObject::tr("no owner")
              : left                      ? QObject::tr("%1 (left)").arg(isolated(summary.ownerName))
                                          : isolated(summary.ownerName));
    if (!summary.tier.isEmpty())
        parts << isolated(summary.tier);
    if (summary.status != Status::Active)
        parts << word(summary.status);
    const QString start = parts.join(u" · "_s);
    if (!summary.risk)
        return {start};
    const QString risk = word(*summary.risk);
    return {start + u" · "_s + QObject::tr("%1 risk").arg(risk), start + u" · "_s + risk, start};
}

QString calmOf(const DelegationSummary &summary, const QDate &today)
{
    QStringList parts;
    if (summary.lastAudit)
        parts << QObject::tr("audited %1").arg(shortDate(*summary.lastAudit, today));
    if (summary.nextDue)
        parts << QObject::tr("due %1").arg(shortDate(*summary.nextDue, today));
    return parts.isEmpty() ? QObject::tr("not audited yet") : parts.join(u" · "_s);
}

QStringList trustOf(const DelegationSummary &summary, const QDate &today)
{
    if (!summary.trusted)
        return {};
    const QString end = spokenEnd(summary.trusted->because);
    if (summary.trusted->date.year() <= 1970)
        return {QObject::tr("not trusted yet · %1").arg(end), QObject::tr("not trusted yet")};
    const QString date = shortDate(summary.trusted->date, today);
    return {QObject::tr("trusted until %1 · %2").arg(date, end), QObject::tr("until %1 · %2").arg(date, end),
            QObject::tr("trusted until %1").arg(date)};
}

TagLook tagFor(Flag flag, const DelegationSummary &summary, const QDate &today)
{
    TagLook look = tagOf(flag);
    if (flag != Flag::Overdue || !summary.nextDue)
        return look;
    const auto days = summary.nextDue->daysTo(today);
    look.text = days == 1 ? QObject::tr("overdue 1 day") : QObject::tr("overdue %1 days").arg(QLocale().toString(days));
    return look;
}

/// How many of the tags fit beside each other, and how wide "+2" is where not all do.
size_t tagsThatFit(const std::vector<TagLook> &tags, int width, int more)
{
    int used = 0;
    for (size_t i = 0; i < tags.size(); ++i) {
        used += tagSize(tags[i]).width();
        const bool last = i + 1 == tags.size();
        if (used + (last ? 0 : tagGap + more) > width)
            return std::max<size_t>(i, 1);
        used += tagGap;
    }
    return tags.size();
}

void paintTags(QPainter &painter, QRect line, const std::vector<TagLook> &tags, const Colours &colours)
{
    const auto rest = [](size_t count) { return TagLook{u"+%1"_s.arg(count)}; };
    const int more = tagSize(rest(tags.size())).width();
    const size_t shown = tagsThatFit(tags, line.width(), more);
    for (size_t i = 0; i < shown; ++i) {
        const int room = shown < tags.size() ? line.width() - more - tagGap : line.width();
        const int width = paintTag(painter, QRect(line.left(), line.top(), room, line.height()), tags[i], colours);
        line.setLeft(line.left() + width + tagGap);
    }
    if (shown < tags.size())
        paintTag(painter, line, rest(tags.size() - shown), colours);
}

/// Draws one line of text at the top of what is left, and takes it off.
void paintLine(QPainter &painter, QRect &left, const QStringList &wordings, Type type, const QColor &ink)
{
    const QFont font = fontOf(type);
    const int height = lineHeight(type);
    const QString text = fitting(wordings, QFontMetrics(font), left.width());
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(QRect(left.left(), left.top(), left.width(), height),
                     int(Qt::AlignVCenter) | Qt::AlignLeft | Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, left.width()));
    left.setTop(left.top() + height);
}

void paintFrame(QPainter &painter, const QRect &card, const QStyleOptionViewItem &option, const Colours &colours)
{
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    const qreal line = chosen || focused ? 2 : 1;
    const QColor frame = chosen || focused                                ? colours.accent
                         : option.state.testFlag(QStyle::State_MouseOver) ? colours.faint
                                                                          : colours.line;
    painter.setPen(QPen(frame, line, chosen || !focused ? Qt::SolidLine : Qt::DotLine));
    painter.setBrush(colours.surface);
    painter.drawRoundedRect(QRectF(card).adjusted(line / 2, line / 2, -line / 2, -line / 2), radius::card,
                            radius::card);
}

int heightOf(const CardContent &content, int titleLineCount)
{
    const int status = content.tags.empty() ? lineHeight(Type::Small) : tagHeight();
    const int trust = content.trust.isEmpty() ? 0 : gap + lineHeight(Type::Small);
    return 2 * padding + titleLineCount * lineHeight(Type::Lead) + gap + lineHeight(Type::Body) + 2 * gap + status
           + trust + between;
}

}

QString CardContent::spokenAll() const
{
    QStringList parts{title, who.value(0)};
    for (const auto &tag : tags)
        parts << tag.text;
    parts << calm << trust.value(0);
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

CardContent contentOf(const DelegationSummary &summary, const QDate &today, const QStringList &raised)
{
    CardContent content;
    content.title = summary.title;
    content.who = whoOf(summary);
    for (const auto flag : summary.flags)
        content.tags.push_back(tagFor(flag, summary, today));
    for (const auto &signal : raised)
        content.tags.push_back(signalTag(signal));
    if (content.tags.empty())
        content.calm = calmOf(summary, today);
    const bool said = content.tags.empty() && summary.trusted && summary.trusted->because == TrustEnd::NextAudit;
    if (!said)
        content.trust = trustOf(summary, today);
    return content;
}

CardContent CardDelegate::content(const QModelIndex &index) const
{
    const auto *model = static_cast<const items::CategoryListModel *>(index.model());
    return contentOf(model->summary(index.row()), m_today, model->raised(index.row()));
}

QSize CardDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    if (m_uniform)
        return {width, heightOf({{}, {}, {TagLook()}, {}, {u"x"_s}}, 2)};
    const auto shown = content(index);
    return {width, heightOf(shown, int(titleLines(shown.title, width - 2 * padding).size()))};
}

void CardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    // Not the view's own: its ground is transparent.
    const auto &colours = coloursOf(QGuiApplication::palette());
    const auto shown = content(index);
    const QRect card = option.rect.adjusted(0, 0, 0, -between);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintFrame(*painter, card, option, colours);
    QRect left = card.adjusted(padding, padding, -padding, -padding);
    for (const auto &line : titleLines(shown.title, left.width()))
        paintLine(*painter, left, {line}, Type::Lead, colours.ink);
    left.setTop(left.top() + gap);
    paintLine(*painter, left, shown.who, Type::Body, colours.muted);
    left.setTop(left.top() + 2 * gap);
    if (shown.tags.empty()) {
        paintLine(*painter, left, {shown.calm}, Type::Small, colours.muted);
    } else {
        paintTags(*painter, {left.left(), left.top(), left.width(), tagHeight()}, shown.tags, colours);
        left.setTop(left.top() + tagHeight());
    }
    left.setTop(left.top() + gap);
    paintLine(*painter, left, shown.trust, Type::Small, colours.muted);
    painter->restore();
}

/// The whole title, and everything that stands out.
bool CardDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const auto shown = content(index);
    QStringList tags;
    for (const auto &tag : shown.tags)
        tags << tag.text;
    const QString text = shown.title.simplified() + (tags.isEmpty() ? QString() : u'\n' + tags.join(u", "_s));
    QToolTip::showText(event->globalPos(), plainToolTip(text), view);
    return true;
}

}
