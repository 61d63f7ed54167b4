#pragma once

#include "views/parts/page.h"
#include "views/shell/rail.h"

#include <QKeySequence>
#include <QStackedWidget>
#include <QTimer>

#include <functional>

class QBoxLayout;
class QLineEdit;

namespace muster::views {

class InlineMessage;
class ProgressStrip;

/// What the pages of a window are called, in the order of the rail.
enum class PageName { Wall, Audit, Decisions, Record, Evidence, People };

/// Something that lies over the pages until it is done with.
struct Over
{
    QWidget *widget = nullptr;
    std::function<QString()> reasonToStay; ///< why something would be lost if it were closed now; empty: nothing would
};

/// What the search offers of a page: brings the page to the front, and acts on it then.
struct PageCommand
{
    PageName page = PageName::Wall;
    QString text;
    QKeySequence keys; ///< as the page has them, to be shown
    std::function<void(Page &)> act;
};

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

    /// Adds a command of a page; commands() has them in that order.
    void add(const PageCommand &command) { m_commands << command; }
    const QList<PageCommand> &commands() const { return m_commands; }
    void run(const PageCommand &command);

    /// Brings a page to the front, made where it wasn't shown before. False where the present one can't be left, or
    /// something lies over the pages, which is said then.
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
    void showOver(const Over &over);
    void removeOver();
    QWidget *over() const { return m_over.widget; }
    /// Says that something lies over the pages, and puts the focus there.
    void sayOver();

    /// Has every page send off what is typed.
    void flushPages();
    /// Whether something that was sent off has not arrived yet.
    bool isSaving() const;
    /// What would be lost if the register were closed now, a sentence each.
    QStringList reasonsToStay() const;

    /// Above the pages, each on a line of its own: what became of the register's file, why it can't be written, and what
    /// went wrong last, which can be closed.
    InlineMessage *fileNotice() const { return m_fileNotice; }
    InlineMessage *refusalNotice() const { return m_refusalNotice; }
    InlineMessage *notice() const { return m_notice; }
    /// Long work of the window itself, such as opening another register.
    ProgressStrip *progress() const { return m_progress; }

    /// Says in passing that something was done; with an action a button for it.
    void say(const QString &sentence, const QString &action = {}, std::function<void()> act = {});

    /// Room mode: the page alone, without rail and bar.
    void setRoomMode(bool room);
    bool isRoomMode() const { return m_roomMode; }
    /// Has the bar out while the search has the focus, in room mode too.
    void showSearch();

Q_SIGNALS:
    void pageShown(muster::views::PageName name);
    void roomModeChanged(bool room);
    /// An entry of the record is to be shown.
    void entryWanted(qint64 n);
    /// The sample register is to be opened.
    void sampleWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

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
    QLayout *notices();
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
    InlineMessage *m_fileNotice, *m_refusalNotice, *m_notice;
    ProgressStrip *m_progress;
    QStackedWidget *m_pages;
    QList<PageCommand> m_commands;
    Over m_over;
    bool m_overIsSaid = false;
    QFrame *m_saying;
    InlineMessage *m_said;
    QTimer m_sayingEnds;
    bool m_roomMode = false;
};

}
