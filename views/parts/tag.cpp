#include "views/parts/tag.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>

namespace muster::views {

using namespace Qt::StringLiterals;
using Tone = TagLook::Tone;

namespace {

constexpr int sidePadding = 7, endPadding = 3, tagGap = 4;

std::pair<QColor, QColor> inkAndGround(Tone tone, const Colours &c)
{
    switch (tone) {
    case Tone::Neutral: return {c.muted, c.line};
    case Tone::Accent: return {c.accent, c.accentSoft};
    case Tone::Assist: return {c.assist, c.assistSoft};
    case Tone::Automate: return {c.automate, c.automateSoft};
    case Tone::Avoid: return {c.avoid, c.avoidSoft};
    case Tone::Pass: return {c.pass, c.passSoft};
    case Tone::Drift: return {c.drift, c.driftSoft};
    case Tone::Fail: return {c.fail, c.failSoft};
    case Tone::Open: return {c.muted, Qt::transparent};
    }
    return {c.ink, c.background};
}

int markWidth(const QFontMetrics &metrics, Mark mark)
{
    return mark == Mark::None ? 0 : metrics.capHeight() + tagGap;
}

}

TagLook tagOf(Category category)
{
    static constexpr Tone tones[] = {Tone::Neutral, Tone::Assist, Tone::Automate, Tone::Avoid};
    return {spoken(category), Mark::None, tones[size_t(category)]};
}

TagLook tagOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass: return {u"pass"_s, Mark::Check, Tone::Pass};
    case Verdict::Drift: return {u"drift"_s, Mark::Triangle, Tone::Drift};
    case Verdict::Fail: return {u"fail"_s, Mark::Cross, Tone::Fail};
    case Verdict::NotChecked: break;
    }
    return {QObject::tr("open"), Mark::None, Tone::Open};
}

TagLook signalTag(const QString &title)
{
    return {title.isEmpty() ? title : title.first(1).toLower() + title.mid(1), Mark::Dot, Tone::Drift};
}

TagLook tagOf(Flag flag)
{
    switch (flag) {
    case Flag::Overdue: return {QObject::tr("overdue"), Mark::Cross, Tone::Fail};
    case Flag::NeverAudited: return {QObject::tr("never audited"), Mark::Triangle, Tone::Drift};
    case Flag::OwnerLeft: return {QObject::tr("owner left"), Mark::Cross, Tone::Fail};
    case Flag::NoOwner: return {QObject::tr("no owner"), Mark::Cross, Tone::Fail};
    case Flag::NoStopRule: return {QObject::tr("no stop rule"), Mark::Cross, Tone::Fail};
    case Flag::Undrilled: return {QObject::tr("stop rule untested"), Mark::Triangle, Tone::Drift};
    case Flag::StaleSource: return {QObject::tr("stale source"), Mark::Triangle, Tone::Drift};
    case Flag::Incomplete: return {QObject::tr("incomplete"), Mark::Triangle, Tone::Drift};
    case Flag::TierOutsidePolicy: return {QObject::tr("tier outside policy"), Mark::Triangle, Tone::Drift};
    case Flag::DecisionOverdue: return {QObject::tr("decision overdue"), Mark::Cross, Tone::Fail};
    }
    return {};
}

QString spoken(const QString &word)
{
    QString text = word;
    text.replace(u'-', u' ');
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QSize tagSize(const TagLook &look)
{
    const QFontMetrics metrics(fontOf(Type::Tag));
    return {metrics.horizontalAdvance(look.text) + markWidth(metrics, look.mark) + 2 * sidePadding,
            metrics.height() + 2 * endPadding};
}

void paintMark(QPainter &painter, const QRectF &square, Mark mark)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = painter.pen().color();
    const auto at = [&](qreal x, qreal y) {
        return QPointF(square.left() + x * square.width(), square.top() + y * square.height());
    };
    QPen stroke(ink, square.width() / 5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    switch (mark) {
    case Mark::None: break;
    case Mark::Check:
        painter.setPen(stroke);
        painter.drawPolyline(QPolygonF{at(0.05, 0.55), at(0.38, 0.9), at(0.95, 0.15)});
        break;
    case Mark::Cross:
        painter.setPen(stroke);
        painter.drawLine(at(0.12, 0.12), at(0.88, 0.88));
        painter.drawLine(at(0.88, 0.12), at(0.12, 0.88));
        break;
    case Mark::Triangle:
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawPolygon(QPolygonF{at(0.5, 0.02), at(1.04, 0.98), at(-0.04, 0.98)});
        break;
    case Mark::Dot:
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawEllipse(square.center(), square.width() / 3, square.width() / 3);
        break;
    }
    painter.restore();
}

int paintTag(QPainter &painter, const QRect &rect, const TagLook &look, const Colours &colours)
{
    const QSize size = tagSize(look);
    const int width = std::min(size.width(), rect.width());
    const QRect box(rect.left(), rect.top() + (rect.height() - size.height()) / 2, width, size.height());
    const auto [ink, ground] = inkAndGround(look.tone, colours);
    const QFont font = fontOf(Type::Tag);
    const QFontMetrics metrics(font);

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(look.tone == Tone::Open ? QPen(colours.faint, 1, Qt::DashLine) : QPen(Qt::NoPen));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), radius::tag, radius::tag);
    painter.setPen(ink);
    painter.setFont(font);
    const int capital = metrics.capHeight();
    if (look.mark != Mark::None)
        paintMark(painter,
                  QRectF(box.left() + sidePadding, box.top() + (box.height() - capital) / 2.0, capital, capital),
                  look.mark);
    const QRect words = box.adjusted(sidePadding + markWidth(metrics, look.mark), 0, -sidePadding, 0);
    const QString text = metrics.horizontalAdvance(look.text) <= words.width()
                             ? look.text
                             : metrics.elidedText(look.text, Qt::ElideRight, words.width());
    painter.drawText(words, int(Qt::AlignVCenter) | Qt::AlignLeft | Qt::TextSingleLine, text);
    painter.restore();
    return width;
}

Tag::Tag(const TagLook &look, QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setLook(look);
}

void Tag::setLook(const TagLook &look)
{
    m_look = look;
    setAccessibleName(look.text);
    updateGeometry();
    update();
}

QSize Tag::sizeHint() const
{
    return tagSize(m_look);
}

void Tag::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintTag(painter, rect(), m_look, coloursOf(this));
}

}
