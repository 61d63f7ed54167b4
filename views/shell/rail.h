#pragma once

#include <QAbstractButton>
#include <QButtonGroup>

namespace muster::views {

class PlainLabel;

/// One page's entry in the rail: its name, and at its right what stands out on the page.
class RailButton final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit RailButton(const QString &name, QWidget *parent = nullptr);

    /// "3 overdue"; empty: nothing. `grave` shows it in red.
    void setBadge(const QString &badge, bool grave);
    const QString &badge() const { return m_badge; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_badge;
    bool m_grave = false;
};

/// The pages of a window, at its left edge; below them who acts and the menu.
class Rail final : public QWidget
{
    Q_OBJECT

public:
    explicit Rail(QWidget *parent = nullptr);

    void setRegisterName(const QString &name);
    /// Who acts; empty where nobody identified themselves.
    void setPerson(const QString &name);
    /// Adds a page's entry. `keys` is shown in its tooltip.
    RailButton *add(const QString &name, const QString &keys);
    int current() const;
    void setCurrent(int page);

Q_SIGNALS:
    void pageWanted(int page);
    void personWanted();
    void menuWanted(const QPoint &at);
    void helpWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    PlainLabel *m_register;
    RailButton *m_person;
    QWidget *m_pages;
    QButtonGroup m_group;
};

}
