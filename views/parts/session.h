#pragma once

#include "domain/environment.h"
#include "items/edit_history.h"
#include "register/open_register.h"

#include <QObject>
#include <QSettings>

namespace muster::views {

/// What a page asks the window to do, and what it tells it. The window answers; pages never know each other.
class Navigator final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

Q_SIGNALS:
    /// Show a delegation in the wall's side panel; the wall comes to the front.
    void delegationWanted(const muster::DelegationId &id);
    /// Show a person on the people page.
    void personWanted(const muster::PersonId &id);
    /// Show an audit: the room of an open one, the result of a closed one.
    void auditWanted(const muster::AuditId &id);
    /// Set up an audit with these delegations chosen; none: with the proposal.
    void newAuditWanted(const QList<muster::DelegationId> &delegations);
    /// Open a spot check of one delegation at once.
    void spotCheckWanted(const muster::DelegationId &id);
    /// Show a decision on the decisions page.
    void decisionWanted(const muster::DecisionId &id);
    /// Show the log, narrowed to a delegation.
    void logWanted(const muster::DelegationId &id);
    /// Open the import wizard on a file (empty: choose one), or on text pasted from a spreadsheet.
    void importWanted(const QString &path);
    void pasteWanted(const QString &text);
    /// Somebody else acts in this window from now on.
    void actorChanged();
    /// Say in passing that something was done, at the foot of the window.
    void said(const QString &sentence);
};

/// What every page of a window works with: the open register, the window's history, the clock, what is remembered, and
/// the navigator. Lives as long as the pages.
struct Session
{
    registry::OpenRegister::Pointer reg;
    items::EditHistory *history = nullptr;
    const Clock *clock = nullptr;
    QSettings *settings = nullptr; ///< of this person on this machine; keys begin with the page's name
    Navigator *navigator = nullptr;
    QString registerName;
};

}
