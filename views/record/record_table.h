#pragma once

#include <QStyledItemDelegate>
#include <QTableView>

namespace muster::views {

/// Paints a verdict as its tag, a date as people read it, and everything else as one line of text.
class RecordDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// `verdictRole` gives the word of a verdict in `verdictColumn`; -1: there is none.
    RecordDelegate(int verdictColumn, int verdictRole, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QString displayText(const QVariant &value, const QLocale &locale) const override;

private:
    int m_verdictColumn, m_verdictRole;
};

/// A table for reading: whole rows, one chosen, of one height, columns of these widths (0: takes what is left).
class RecordTable final : public QTableView
{
    Q_OBJECT

public:
    RecordTable(QAbstractItemModel *model, RecordDelegate *delegate, const QList<int> &widths);

    /// Shows a column only where the table has at least this width.
    void setOptional(int column, int fromWidth);

Q_SIGNALS:
    void chosen(int row);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void setWidths(const QList<int> &widths);

    int m_optional = -1, m_fromWidth = 0;
};

}
