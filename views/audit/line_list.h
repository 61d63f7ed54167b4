#pragma once

#include "views/audit/room_parts.h"

#include <QAbstractListModel>
#include <QListView>

namespace muster::views {

/// A line of a list in the room: what it is about, a tag with a few words, and how it stands at the right.
struct ListLine
{
    QString title;
    QString text;
    std::optional<TagLook> tag;
    QString state;
    bool stateIsGood = false;
    Place place;
    QString key; ///< tells the same line apart from others through changes

    bool operator==(const ListLine &other) const
    {
        return title == other.title && text == other.text && tag == other.tag && state == other.state
               && stateIsGood == other.stateIsGood && key == other.key;
    }
};

class LineListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { LineRole = Qt::UserRole, StateRole };

    using QAbstractListModel::QAbstractListModel;

    void take(const QList<ListLine> &lines);
    const QList<ListLine> &lines() const { return m_lines; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<ListLine> m_lines;
};

/// The list itself, by arrow keys; Enter works on the current line.
class LineList final : public QListView
{
    Q_OBJECT

public:
    explicit LineList(const QString &name, QWidget *parent = nullptr);

    /// Shows the lines, and keeps the current one.
    void take(const QList<ListLine> &lines);
    const QList<ListLine> &lines() const { return m_model->lines(); }
    const ListLine *current() const;
    void setCurrent(const QString &key);
    LineListModel *lineModel() const { return m_model; }

Q_SIGNALS:
    void currentLineChanged();
    /// Enter or a double click.
    void workWanted();
    /// Delete was pressed.
    void removalWanted();

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    LineListModel *m_model;
};

}
