#pragma once

#include "views/parts/page.h"
#include "views/shell/rail.h"

#include <QStackedWidget>
#include <QTimer>

#include <functional>

class QBoxLayout;
class QLineEdit;

namespace muster::views {

class InlineMessage;

/// What the pages of a window are called, in the order of the rail.
enum class PageName { Wall, Audit, Decisions, Record, People };

/// An open register's window: rail, bar with the search, and the pages, each made when it is first shown.
class Workspace final : public QWidget
{
    Q_OBJECT

public:
    using PageFactory = std::function<Page *(const Session &)>;

    explicit Workspace(const Session &session, QWidget *parent = nullptr);

    const Session &session() const { return m_session; }
    Rail *rail() const { return m_rail; }
    QLineEdit *searchField() const { return m_search; }

    /// Adds a page to the rail; `keys` reach it.
    void add(PageName name, const QString &title, const QKeySequence &keys, PageFactory factory);

    /// Brings a page to the front, made where it wasn't shown before. False where the present one can't be left.
    bool go(PageName name);
    PageName current() const { return m_current; }

    /// The page, made where it wasn't yet.
    template <typename T>
    T *page(PageName name)
    {
        return qobject_cast<T *>(made(name));
    }
    Page *currentPage() const;
    RailButton *railButton(PageName name);

    /// Puts something over the pages (a wizard) until it is taken away again.
    void showOver(QWidget *over);
    void removeOver();
    QWidget *over() const { return m_over; }

    /// Says something above the pages that stays until it is resolved, such as that the register can't be written.
    InlineMessage *notice() const { return m_notice; }

    /// Says in passing that something was done; with an action a button for it.
    void say(const QString &sentence, const QString &action = {}, std::function<void()> act = {});

    /// Room mode: the page alone, without rail and bar.
    void setRoomMode(bool room);
    bool isRoomMode() const { return m_roomMode; }

Q_SIGNALS:
    void pageShown(muster::views::PageName name);
    void roomModeChanged(bool room);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Entry
    {
        PageName name;
        PageFactory factory;
        RailButton *button = nullptr;
        Page *page = nullptr;
        QWidget *bar = nullptr; ///< what the page wants in the window's bar
    };

    QWidget *bar();
    Entry *entryOf(PageName name);
    Page *made(PageName name);
    void showBarOf(const Entry *entry);
    void placeSaying();

    Session m_session;
    QList<Entry> m_entries;
    PageName m_current = PageName::Wall;
    Rail *m_rail;
    QWidget *m_bar;
    QLineEdit *m_search;
    QBoxLayout *m_barActions = nullptr;
    InlineMessage *m_notice;
    QStackedWidget *m_pages;
    QWidget *m_over = nullptr;
    QFrame *m_saying;
    InlineMessage *m_said;
    QTimer m_sayingEnds;
    bool m_roomMode = false;
};

}
