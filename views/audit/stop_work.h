#pragma once

#include "views/audit/room_parts.h"

#include <QTimer>

class QCheckBox;
class QLineEdit;
class QSpinBox;

namespace muster::views {

/// A stopwatch for calling who pulls the plug: started when the call goes out, stopped when they answer.
class ReachWatch final : public QWidget
{
    Q_OBJECT

public:
    explicit ReachWatch(const RoomContext &room, QWidget *parent = nullptr);

    void show(const DelegationId &delegation);
    using QWidget::show;

private:
    void startOrStop();
    void cancel();
    void showState();

    RoomContext m_room;
    DelegationId m_delegation;
    QDateTime m_since; ///< while a call is out
    QTimer m_tick;
    QComboBox *m_person;
    QPushButton *m_call;
    QPushButton *m_cancel;
    Clockface *m_clock;
    PlainLabel *m_outcome;
};

/// Records that the stop rule was exercised in the room.
class DrillForm final : public QWidget
{
    Q_OBJECT

public:
    explicit DrillForm(const RoomContext &room, QWidget *parent = nullptr);

    void show(const DelegationId &delegation);
    using QWidget::show;

private:
    void record();
    void unfold(bool open);
    void showRecorded();

    RoomContext m_room;
    DelegationId m_delegation;
    QPushButton *m_unfold;
    QWidget *m_fields;
    QComboBox *m_by;
    QSpinBox *m_minutes;
    QCheckBox *m_worked;
    QLineEdit *m_note;
    PlainLabel *m_recorded;
    InlineMessage *m_message;
};

}
