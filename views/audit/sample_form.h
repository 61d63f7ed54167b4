#pragma once

#include "views/audit/decision_drafts.h"
#include "views/audit/room_parts.h"

#include <QTimer>

class QDateEdit;
class QLineEdit;

namespace muster::views {

/// Says where an output lies and of what day it is, and lays it out as a sample. What is typed is kept as a draft until
/// then.
class SampleForm final : public QWidget
{
    Q_OBJECT

public:
    explicit SampleForm(const RoomContext &room, QWidget *parent = nullptr);

    /// What was typed for another one is kept for it.
    void setDelegation(const DelegationId &id);
    void focusReference();

Q_SIGNALS:
    void added(const muster::DelegationId &id);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void add();
    void keepDraft();
    void restoreDraft();

    RoomContext m_room;
    DecisionDrafts m_drafts;
    QTimer m_draftTimer;
    DelegationId m_delegation;
    bool m_sending = false;
    QLineEdit *m_reference;
    QDateEdit *m_date;
    InlineMessage *m_message;
};

}
