#pragma once

#include "views/audit/decision_drafts.h"
#include "views/audit/room_parts.h"

#include <QTimer>

class QDateEdit;
class QLineEdit;

namespace muster::views {

/// A decision of last time, and what became of it: done, not done, moved with a date and a reason, dropped with one. A
/// reason that is being typed is kept as a draft.
class FollowUpCard final : public Card
{
    Q_OBJECT

public:
    FollowUpCard(const RoomContext &room, const registry::DecisionService::Item &item, QWidget *parent = nullptr);

    /// What the room said so far, from the audit.
    void refresh();
    /// The decision as it stands by now.
    void take(const registry::DecisionService::Item &item);
    /// It is not open any more: nothing can be said of it here.
    void setEnded();
    /// Whether a reason is being typed that nobody has kept yet.
    bool isBeingTyped() const;
    const DecisionId &id() const { return m_item.decision.id; }
    bool isAnswered() const { return answer() != nullptr; }

Q_SIGNALS:
    /// It was answered; the next one may be turned to.
    void answered();
    void stepWanted(int by);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    using Answer = registry::FollowUp::Answer;
    void build();
    QWidget *makeReason();
    void showDecision();
    QString headline() const;
    void say(Answer answer);
    void takeBack();
    void showReason(Answer answer);
    void keepReason();
    QString draftKey() const;
    void keepDraft();
    void restoreDraft();
    const registry::FollowUp *answer() const;

    RoomContext m_room;
    registry::DecisionService::Item m_item;
    Tag *m_answer;
    PlainLabel *m_title;
    PlainLabel *m_about;
    Tag *m_overdue;
    std::array<QPushButton *, 4> m_answers{};
    QWidget *m_reason;
    QDateEdit *m_due;
    QLineEdit *m_why;
    InlineMessage *m_message;
    Answer m_wanted = Answer::Moved;
    bool m_ended = false;
    DecisionDrafts m_drafts;
    QTimer m_draftTimer;
};

}
