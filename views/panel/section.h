#pragma once

#include <QWidget>

class QAbstractButton;
class QBoxLayout;

namespace muster::views {

/// A part of a panel under a heading that opens and closes it: by click, Space or Enter, and the arrow keys.
class Section final : public QWidget
{
    Q_OBJECT

public:
    explicit Section(const QString &title, QWidget *parent = nullptr);

    /// Where its content goes.
    QBoxLayout *column() const { return m_column; }
    /// What there is in it, at the right of the heading: "4 of 6".
    void setNote(const QString &note);
    bool isOpen() const;
    void setOpen(bool open);
    QAbstractButton *heading() const;

Q_SIGNALS:
    void toggled(bool open);

private:
    class Heading;
    Heading *m_heading;
    QWidget *m_content;
    QBoxLayout *m_column;
};

}
