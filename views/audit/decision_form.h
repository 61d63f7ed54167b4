#pragma once

#include "views/audit/decision_drafts.h"
#include "views/audit/decision_words.h"

#include <QSet>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QFormLayout;
class QMenu;

namespace muster::views {

/// Makes one decision on a workflow, or changes one: what is decided, which findings it answers, who sees to it and by
/// when, why, and who decided. What is refused is said beside its field. What is typed and not added is kept as a draft
/// of its finding or decision, and is there again when that is shown again.
class DecisionForm final : public QWidget
{
    Q_OBJECT

public:
    explicit DecisionForm(const RoomContext &room, QWidget *parent = nullptr);

    /// A new decision that answers a finding.
    void begin(const DelegationId &delegation, Check check);
    /// Changes a decision that stands in the audit.
    void edit(const DelegationId &delegation, const registry::OpenDecision &decision);
    /// People, tiers, sources and definitions may have changed, or are there by now.
    void refreshChoices();
    void focusKind();

Q_SIGNALS:
    void added();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    using Options = QList<std::pair<QString, QString>>;

    void build();
    void connectFields();
    void showSizes();
    void open(const DelegationId &delegation, Check check, const std::optional<registry::OpenDecision> &editing);
    /// Shows what it begins with, then the draft over it.
    void reload();
    QString key() const;
    QJsonObject base() const;
    QJsonObject state() const;
    void apply(const QJsonObject &state);
    void keepDraft();
    void fillKinds();
    void showChecks();
    Options options() const;
    void fillValues();
    void refillValues();
    void chooseValue(const QString &to);
    void showKind();
    void proposeOwner();
    void proposeDue();
    QList<PersonId> possibleDeciders() const;
    void fillDeciders();
    void showDeciders();
    DecisionKind kind() const;
    QString value() const;
    registry::OpenDecision decision() const;
    /// The field that is wrong and what to do about it, where this form can tell by itself.
    std::pair<QWidget *, QString> problem() const;
    void submit();
    void finish(const QString &sent, const QString &title, const Result<void> &result);
    void sayWrong(QWidget *field, const QString &sentence);
    const registry::OpenDelegation *item() const { return m_room.open().find(m_delegation); }

    RoomContext m_room;
    DecisionDrafts m_drafts;
    QTimer m_draftTimer;
    QJsonObject m_pristine; ///< what was shown before anybody typed
    Options m_options;      ///< of the value, as they were last filled in
    PersonId m_proposedOwner;
    QDate m_proposedDue;
    DelegationId m_delegation;
    Check m_check = Check::Output;
    std::optional<registry::OpenDecision> m_editing;
    bool m_filling = false;
    bool m_sending = false;
    QFormLayout *m_form;
    QComboBox *m_kind;
    QComboBox *m_value;
    QList<PlainLabel *> m_labels;
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
