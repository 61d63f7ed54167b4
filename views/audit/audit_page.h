#pragma once

#include "views/audit/room_bar.h"
#include "views/parts/page.h"

#include <QFont>
#include <QPointer>

class QStackedWidget;

namespace muster::views {

class AuditList;
class AuditResult;
class AuditRoom;
class AuditSetup;

/// The page of audits: the list, setting one up, the room of an open one, and what came of a closed one.
class AuditPage final : public Page
{
    Q_OBJECT

public:
    explicit AuditPage(const Session &session, QWidget *parent = nullptr);
    ~AuditPage() override;

    void activate() override;
    void flush() override;
    bool isSaving() const override;
    QString reasonToStay() const override;
    QList<QWidget *> barWidgets() override;

    /// Shows an audit: the room of an open one, the result of a closed one.
    void open(const AuditId &id);
    /// Sets an audit up with these delegations chosen; none: with the proposal.
    void setUp(const QList<DelegationId> &delegations);
    /// Opens a spot check of one delegation at once, led by the person who acts.
    void spotCheck(const DelegationId &id);
    /// Sets a spot check up, with what to check still to be chosen.
    void setUpSpotCheck();

    /// For a room that looks from afar: larger type in the whole window, and the room's own clock.
    void setRoomMode(bool on);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showList();
    void showSetup(const QList<DelegationId> &delegations, AgendaForm form);
    void showRoom(const AuditId &id);
    void showResult(const AuditId &id);
    void goOn();
    void front(QWidget *widget);
    void showBar();
    void enlarge(bool on);
    void dressIn(const QFont &font);
    bool isLarge() const;
    void remember(const AuditId &id);
    AuditList *list();
    AuditSetup *setup();
    AuditResult *result();

    QStackedWidget *m_stack;
    InlineMessage *m_message;
    QPointer<RoomBar> m_bar;
    AuditList *m_list = nullptr;
    AuditSetup *m_setup = nullptr;
    AuditResult *m_result = nullptr;
    AuditRoom *m_room = nullptr;
    bool m_begun = false;
    bool m_roomMode = false;
    QFont m_ordinary, m_large; ///< the application's type without room mode, and in it
    QString m_badge;
};

}
