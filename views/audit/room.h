#pragma once

#include "views/audit/phase_work.h"
#include "views/audit/room_bar.h"

#include <QTimer>

#include <functional>

class QMenu;
class QStackedWidget;

namespace muster::views {

class AgendaColumn;

/// The room of an open audit: its agenda, the work of the phase at hand, parking lot and notes.
class AuditRoom final : public QWidget
{
    Q_OBJECT

public:
    AuditRoom(const Session &session, const AuditId &id, QWidget *parent = nullptr);

    const AuditId &id() const { return m_audit->id(); }
    /// Whether there is an agenda to show: the audit was read and is still open.
    bool isOpen() const { return m_audit->isLoaded() && !m_gone; }
    const Agenda &agenda() const { return m_audit->audit().agenda; }
    QDateTime now() const { return m_audit->now(); }
    /// The phase whose work is shown.
    std::optional<Phase> phase() const { return m_phase; }

    /// Puts the focus where work goes on.
    void activate();
    /// What the bar's buttons ask for.
    void step(RoomBar::Step step);
    void setPaused(bool paused);
    /// Sends what is typed and not sent yet.
    void flush() { m_audit->flush(); }
    bool isSaving() const { return m_audit->isSending(); }
    /// What was typed here and would be lost with the window, as a sentence; empty: nothing.
    QString reasonToStay() const;
    /// For a room that looks from afar: its own clock, large; no parking lot, and of the agenda the titles alone.
    void setRoomMode(bool on);

Q_SIGNALS:
    /// The record was written.
    void closed(const muster::AuditId &id);
    /// Somebody wants back to the list of audits.
    void left();
    /// Time has passed, or the agenda has moved.
    void ticked();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    QWidget *makeSide();
    QWidget *makeTexts();
    void addShortcuts();
    void addKey(const QKeySequence &keys, const std::function<void()> &act);
    void focusText(NoteField *field);
    void leaveText();
    void showSideWidth();
    void fillMenu();
    void addLeaving(QMenu *menu);
    void addTakingOut(QMenu *menu);
    void addGivingUp(QMenu *menu);
    void takeLoaded();
    void takeChanged();
    void tick();
    void enter(Phase phase);
    void showPhase(Phase phase, bool activate);
    PhaseWork *workOf(Phase phase);
    PhaseWork *makeWork(Phase phase);
    void goTo(const Place &place);
    void showGone(const Error &why);
    void showFailed(const Error &error);
    void tell(const QFuture<Result<void>> &work, const QString &sentence);

    RoomContext m_room;
    items::AuditSession *m_audit;
    QString m_savingFailed; ///< the sentence that is over once everything is saved
    qsizetype m_lostShown = 0;
    bool m_roomMode = false;
    std::optional<Phase> m_phase;
    std::optional<Phase> m_agendaPhase;
    bool m_gone = false;
    QTimer m_tick;
    QHash<int, PhaseWork *> m_works;
    PlainLabel *m_title;
    QPushButton *m_more;
    QMenu *m_menu;
    AgendaColumn *m_agenda;
    NoteField *m_parkingLot;
    NoteField *m_notes;
    QStackedWidget *m_stack;
    QStackedWidget *m_whole;
    EmptyState *m_end;
    NoteField *m_unsaved;
    QWidget *m_lostBox;
    NoteField *m_lost;
    QWidget *m_side;
    QWidget *m_texts;
    InlineMessage *m_message;
    RoomBar *m_bar;
};

}
