#pragma once

#include "views/parts/session.h"

#include <QWidget>

namespace muster::views {

/// One page of the rail. Builds itself on a session; asks the register for what it shows when it is first activated and
/// follows `changed` and `changedElsewhere` while it is visible.
class Page : public QWidget
{
    Q_OBJECT

public:
    explicit Page(const Session &session, QWidget *parent = nullptr) : QWidget(parent), m_session(session) {}

    /// The page comes to the front: bring what it shows up to date and put the focus where work begins.
    virtual void activate() = 0;

    /// Whether the page may be left now. A page that still holds something typed and unsaved sends it off first; only
    /// what the register refused keeps it from being left, and says so beside the field.
    virtual bool mayLeave() { return true; }

    /// Widgets the page wants in the window's bar at the top, left to right (a timer, "Start audit"); may be empty.
    virtual QList<QWidget *> barWidgets() { return {}; }

    const Session &session() const { return m_session; }

Q_SIGNALS:
    /// What the rail says beside the page's name ("3 overdue"); empty: nothing. `grave` shows it in red.
    void badgeChanged(const QString &text, bool grave);

private:
    Session m_session;
};

}
