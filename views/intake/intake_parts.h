#pragma once

#include "views/parts/counted.h"
#include "views/parts/pieces.h"
#include "views/parts/tag.h"

#include <QAbstractButton>
#include <QStyledItemDelegate>
#include <QTableView>

#include <functional>

/// What the steps of the import wizard are made of.
namespace muster::views {

/// A table with rows of one height, that Tab leaves and whose cells Enter edits.
class IntakeTable final : public QTableView
{
    Q_OBJECT

public:
    /// `model` belongs to somebody else; `name` is what screen readers and tests call the table.
    IntakeTable(QAbstractItemModel *model, const QString &objectName, const QString &name);

    /// The column that Enter, a click and typing edit.
    void editsIn(int column);
    /// Widths in pixels at 13 pixels of type; 0 takes what is left.
    void setWidths(const QList<int> &widths);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void measure();

    int m_edited = -1;
    QList<int> m_widths;
};

/// A delegate that shows a tag at the right end of a cell.
class TaggedDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using Look = std::function<std::optional<TagLook>(const QModelIndex &)>;

    explicit TaggedDelegate(Look look, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// The whole text as a tooltip, since a cell shows what fits.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    Look m_look;
};

/// A step in the list at the left: its number, name, what there is to say about it, and whether it is settled.
class StepButton final : public QAbstractButton
{
    Q_OBJECT

public:
    enum class State { Ahead, Settled, Attention };

    StepButton(int number, const QString &title, QWidget *parent = nullptr);

    void tell(State state, const QString &detail);
    State state() const { return m_state; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_number;
    State m_state = State::Ahead;
    QString m_detail;
};

/// Asks for a file without stopping the window; `chosen` gets its path. Saving asks before it replaces one.
void askForFile(QWidget *parent, const QString &title, const QString &filter, bool saving, const QString &suggestion,
                std::function<void(const QString &)> chosen);

}
