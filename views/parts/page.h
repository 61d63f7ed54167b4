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

    /// Sends off what is typed and not saved yet. Does not wait for it: isSaving() tells how far it is.
    virtual void flush() {}

    /// Whether something that was sent off has not arrived yet.
    virtual bool isSaving() const { return false; }

    /// Why something would be lost if the register were closed now, as one sentence: what was typed and the register
    /// refused, which stands beside its field too. Empty where everything is saved or on its way.
    virtual QString reasonToStay() const { return {}; }

    /// Whether another page may come to the front now. The page stays as it is behind it, so it only sends off what is
    /// typed; where the register has refused some of that it stays.
    virtual bool mayLeave()
    {
        flush();
        return reasonToStay().isEmpty();
    }

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
