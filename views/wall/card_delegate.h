#pragma once

#include "items/category_list_model.h"
#include "views/parts/tag.h"

#include <QStyledItemDelegate>

namespace muster::views::wall {

/// What a card says.
struct CardContent
{
    QString title;
    QStringList who;           ///< "Dana K. · mid · high risk"; shorter ones for less room after it
    std::vector<TagLook> tags; ///< what stands out, gravest first
    QString calm;              ///< in their place where nothing does
    QStringList trust;         ///< "trusted until 12 Jun · stale source", likewise; none where `calm` says it

    /// All of it as one text, for screen readers.
    QString spokenAll() const;
};

/// `raised`: which signals are raised, the worst first; they come after the flags.
CardContent contentOf(const registry::DelegationSummary &summary, const QDate &today, const QStringList &raised = {});

/// Paints the cards of a CategoryListModel. All are of one height where `uniform` is set, as long lists need it;
/// otherwise each is as high as what it says.
class CardDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setToday(const QDate &today) { m_today = today; }
    const QDate &today() const { return m_today; }
    void setUniform(bool uniform) { m_uniform = uniform; }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    CardContent content(const QModelIndex &index) const;

    QDate m_today;
    bool m_uniform = false;
};

}
