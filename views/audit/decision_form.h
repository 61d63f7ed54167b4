#pragma once

#include "views/audit/decision_words.h"

#include <QSet>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QFormLayout;
class QMenu;

namespace muster::views {

/// Makes one decision on a workflow, or changes one: what is decided, which findings it answers, who sees to it and by
/// when, why, and who decided. What is refused is said beside its field, and everything typed stays.
class DecisionForm final : public QWidget
{
    Q_OBJECT

public:
    explicit DecisionForm(const RoomContext &room, QWidget *parent = nullptr);

    /// A new decision that answers a finding. Keeps what is typed where the finding is the same as before.
    void begin(const DelegationId &delegation, Check check);
    /// Changes a decision that stands in the audit.
    void edit(const DelegationId &delegation, const registry::OpenDecision &decision);
    /// People, tiers and definitions may have changed.
    void refreshChoices();
    void focusKind();

Q_SIGNALS:
    void added();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    QWidget *makeValue();
    void fillKinds(Check check, Category category);
    /// The findings that may be answered; `keep`: with the ticks as they are.
    void fillChecks(bool keep = false);
    void fillValues();
    void showKind();
    void resetRest();
    void fillDeciders();
    void showDeciders();
    DecisionKind kind() const;
    QString value() const;
    registry::OpenDecision decision() const;
    /// The field that is wrong and what to do about it, where this form can tell by itself.
    std::pair<QWidget *, QString> problem() const;
    void submit();
    void sayWrong(QWidget *field, const QString &sentence);
    const registry::OpenDelegation *item() const { return m_room.open().find(m_delegation); }

    RoomContext m_room;
    DelegationId m_delegation;
    Check m_check = Check::Output;
    std::optional<registry::OpenDecision> m_editing;
    bool m_sending = false;
    QFormLayout *m_form;
    QComboBox *m_kind;
    QComboBox *m_value;
    PlainLabel *m_valueLabel;
    QWidget *m_checks;
    std::array<QCheckBox *, 4> m_check4{};
    QComboBox *m_owner;
    QDateEdit *m_due;
    PlainLabel *m_dueLabel;
    NoteField *m_why;
    QPushButton *m_deciders;
    QMenu *m_decidersMenu;
    QSet<QString> m_decidedBy; ///< empty: everyone in the room
    QCheckBox *m_done;
    QPushButton *m_add;
    InlineMessage *m_message;
};

}
