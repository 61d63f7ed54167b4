#pragma once

#include "views/audit/decision_drafts.h"
#include "views/audit/room_parts.h"

#include <QHash>
#include <QTimer>

class QCheckBox;
class QLineEdit;
class QSpinBox;

namespace muster::views {

/// A stopwatch for calling who pulls the plug: started when the call goes out, stopped when they answer. It runs on
/// while another workflow is looked at; that nobody answered goes into the check's note.
class ReachWatch final : public QWidget
{
    Q_OBJECT

public:
    explicit ReachWatch(const RoomContext &room, QWidget *parent = nullptr);

    void show(const DelegationId &delegation);
    using QWidget::show;

private:
    /// A call that is out.
    struct Call
    {
        QDateTime since;
        PersonId person;
    };
    void startOrStop();
    void giveUp();
    Call endCall();
    qint64 secondsOf(const Call &call) const;
    void showState();

    RoomContext m_room;
    DelegationId m_delegation;
    QHash<DelegationId, Call> m_calls;
    QHash<DelegationId, QString> m_unanswered; ///< what the note was told
    QTimer m_tick;
    QComboBox *m_person;
    QPushButton *m_call;
    QPushButton *m_cancel;
    Clockface *m_clock;
    PlainLabel *m_outcome;
};

/// Records that the stop rule was exercised in the room. What is typed of it is kept as a draft until then.
class DrillForm final : public QWidget
{
    Q_OBJECT

public:
    explicit DrillForm(const RoomContext &room, QWidget *parent = nullptr);

    void show(const DelegationId &delegation);
    using QWidget::show;

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void keepDraft();
    void showDraft();
    void record();
    void unfold(bool open);
    void showRecorded();
    void takeBack();

    RoomContext m_room;
    DelegationId m_delegation;
    DecisionDrafts m_drafts;
    QTimer m_draftTimer;
    bool m_sending = false;
    QPushButton *m_unfold;
    QWidget *m_fields;
    QComboBox *m_by;
    QSpinBox *m_minutes;
    QCheckBox *m_worked;
    QLineEdit *m_note;
    PlainLabel *m_recorded;
    QPushButton *m_takeBack;
    InlineMessage *m_message;
};

}
