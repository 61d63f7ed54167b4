#pragma once

#include "views/audit/room_parts.h"

class QDateEdit;
class QLineEdit;

namespace muster::views {

/// A decision of last time, and what became of it: done, not done, moved with a date and a reason, dropped with one.
class FollowUpCard final : public Card
{
    Q_OBJECT

public:
    FollowUpCard(const RoomContext &room, const registry::DecisionService::Item &item, QWidget *parent = nullptr);

    /// What the room said so far, from the audit.
    void refresh();
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

private:
    using Answer = registry::FollowUp::Answer;
    void build();
    QWidget *makeReason();
    QString headline() const;
    void say(Answer answer);
    void unfold(Answer answer);
    void keepReason();
    const registry::FollowUp *answer() const;

    RoomContext m_room;
    registry::DecisionService::Item m_item;
    Tag *m_answer;
    std::array<QPushButton *, 4> m_answers{};
    QWidget *m_reason;
    QDateEdit *m_due;
    QLineEdit *m_why;
    InlineMessage *m_message;
    Answer m_wanted = Answer::Moved;
};

}
