#include "views/audit/audit_list_rows.h"

#include "items/audit_list_model.h"
#include "views/audit/row_painting.h"
#include "views/parts/counted.h"
#include "views/parts/pieces.h"
#include "views/parts/tag.h"

#include <QPainter>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::AuditListModel;
using RowKind = AuditListModel::RowKind;

namespace {

/// How many findings have which verdict, each as a tag; nothing for those that none has.
QList<TagLook> countsOf(const QModelIndex &index)
{
    const auto counts = index.data(AuditListModel::VerdictsRole).value<QList<int>>();
    QList<TagLook> looks;
    const Verdict verdicts[] = {Verdict::Pass, Verdict::Drift, Verdict::Fail, Verdict::NotChecked};
    for (int i = 0; i < int(counts.size()); ++i) {
        TagLook look = tagOf(verdicts[i]);
        look.text = u"%1 %2"_s.arg(counts[i]).arg(look.text);
        if (counts[i] > 0)
            looks << look;
    }
    return looks;
}

/// Paints tags flush right; returns the room they take.
int paintTags(QPainter &painter, const QRect &rect, const QList<TagLook> &looks, const Colours &colours)
{
    int width = 0;
    for (const auto &look : looks)
        width += tagSize(look).width() + space::tiny;
    int left = rect.right() - width + space::tiny;
    for (const auto &look : looks)
        left += paintTag(painter, QRect(left, rect.top(), tagSize(look).width(), rect.height()), look, colours)
                + space::tiny;
    return width;
}

QString detailsOf(const QModelIndex &index)
{
    const int delegations = index.data(AuditListModel::DelegationsRole).toInt();
    QStringList parts{index.data(AuditListModel::WhatRole).toString(),
                      counted(delegations, AuditListModel::tr("delegation"), AuditListModel::tr("delegations"))};
    if (const QString who = index.data(AuditListModel::WhoRole).toString(); !who.isEmpty())
        parts << who;
    return parts.join(u" · "_s);
}

}

void AuditRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &colours = coloursOf(option.palette);
    const auto kind = index.data(AuditListModel::KindRole).value<RowKind>();
    const QString title = index.data().toString();
    QRect inner = option.rect.adjusted(space::small, 0, -space::small, 0);
    painter->save();
    if (kind == RowKind::Heading) {
        inner.setTop(inner.bottom() - lineHeight(Type::Lead) - space::tiny);
        writeLine(*painter, inner, title, Type::Lead, colours.ink);
        painter->restore();
        return;
    }
    paintRowGround(*painter, option, colours);
    const QRect first(inner.left(), inner.top() + space::small, inner.width(), lineHeight(Type::Strong));
    const QRect second(inner.left(), first.bottom() + 3, inner.width(), lineHeight(Type::Small));
    const bool open = kind == RowKind::Open;
    const int tags = paintTags(*painter, inner, countsOf(index), colours);
    writeLine(*painter, first, title, Type::Strong, colours.ink);
    const int beside = textWidth(title, Type::Strong) + space::medium;
    writeLine(*painter, first.adjusted(beside, 0, -tags - space::small, 0),
              open ? index.data(AuditListModel::WhereRole).toString()
                   : shown(index.data(AuditListModel::DateRole).toDate()),
              open ? Type::Strong : Type::Body, open ? colours.accent : colours.muted);
    writeLine(*painter, second.adjusted(0, 0, -tags - space::small, 0), detailsOf(index), Type::Small, colours.muted);
    painter->restore();
}

QSize AuditRowDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const auto kind = index.data(AuditListModel::KindRole).value<RowKind>();
    if (kind == RowKind::Heading)
        return {scaled(200), lineHeight(Type::Lead) + (index.row() == 0 ? space::small : space::huge)};
    return {scaled(200), lineHeight(Type::Strong) + lineHeight(Type::Small) + 3 + 2 * space::small};
}

}
