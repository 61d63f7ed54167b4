#include "views/audit/tag_flow.h"

#include "views/parts/tokens.h"

#include <QPainter>

namespace muster::views {

using namespace Qt::StringLiterals;

TagFlow::TagFlow(QWidget *parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    hide();
}

void TagFlow::setTags(const QString &lead, const QList<TagLook> &tags)
{
    if (lead == m_lead && tags == m_tags)
        return;
    m_lead = lead;
    m_tags = tags;
    QStringList words;
    for (const auto &tag : tags)
        words << tag.text;
    setAccessibleName((lead.isEmpty() ? QString() : lead + u' ') + words.join(u", "_s));
    setVisible(!tags.isEmpty());
    updateGeometry();
    update();
}

int TagFlow::leadWidth() const
{
    return m_lead.isEmpty() ? 0 : QFontMetrics(fontOf(Type::Small)).horizontalAdvance(m_lead) + space::small;
}

QList<QRect> TagFlow::places(int width) const
{
    QList<QRect> all;
    QPoint at(leadWidth(), 0);
    for (const auto &tag : m_tags) {
        const QSize size = tagSize(tag);
        if (at.x() > 0 && at.x() + size.width() > width && at.x() > (at.y() == 0 ? leadWidth() : 0))
            at = {0, at.y() + size.height() + space::tiny};
        all << QRect(at, QSize(std::min(size.width(), std::max(width - at.x(), 1)), size.height()));
        at.rx() += size.width() + space::tiny;
    }
    return all;
}

QSize TagFlow::sizeHint() const
{
    return {scaled(240), heightForWidth(scaled(240))};
}

QSize TagFlow::minimumSizeHint() const
{
    return {scaled(64), tagSize(tagOf(Verdict::Pass)).height()};
}

int TagFlow::heightForWidth(int width) const
{
    const auto all = places(width);
    return all.isEmpty() ? 0 : all.last().bottom() + 1;
}

void TagFlow::paintEvent(QPaintEvent *)
{
    const auto &colours = coloursOf(this);
    QPainter painter(this);
    const auto all = places(width());
    if (!m_lead.isEmpty() && !all.isEmpty()) {
        painter.setFont(fontOf(Type::Small));
        painter.setPen(colours.muted);
        painter.drawText(QRect(0, 0, leadWidth(), all.first().height()), Qt::AlignLeft | Qt::AlignVCenter, m_lead);
    }
    for (qsizetype i = 0; i < all.size(); ++i)
        paintTag(painter, all[i], m_tags[i], colours);
}

}
