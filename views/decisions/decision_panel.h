#pragma once

#include "items/decision_story.h"
#include "items/decision_table_model.h"
#include "views/decisions/decision_step_form.h"
#include "views/parts/facts.h"
#include "views/parts/session.h"

namespace muster::views {

/// One decision: what was found, what it changes and why, and what can be done with it.
class DecisionPanel final : public Card
{
    Q_OBJECT

public:
    explicit DecisionPanel(Navigator *navigator, QWidget *parent = nullptr);

    /// Shows a decision; its story follows. The form stays open where it is for this decision.
    void showDecision(const items::ShownDecision &shown, QDate today);
    void setStory(const items::DecisionStory &story);
    void showNothing();
    /// Why nothing may be written in this register; empty: it may.
    void setRefusal(const QString &why);

    /// Opens the form for a step, where the decision is open.
    void begin(DecisionStep step);
    DecisionStepForm *form() const { return m_form; }

private:
    bool isOpen() const { return m_shown && m_shown->decision.state == DecisionState::Open; }
    void rebuild();
    QWidget *head() const;
    QWidget *facts();
    void addFindings();
    void addMoves();
    void addEffect();
    void showActions();
    QString consequenceOf(DecisionStep step) const;
    QPushButton *stepButton(const QString &text, const QString &key, DecisionStep step, Look look);

    Navigator *m_navigator;
    QDate m_today;
    QString m_refusal;
    std::optional<items::ShownDecision> m_shown;
    std::optional<items::DecisionStory> m_story;
    ScrollColumn *m_body;
    QWidget *m_actions;
    DecisionStepForm *m_form;
};

/// What marking a decision as done changes, in a sentence; empty where the inventory stays as it is.
QString effectText(const items::DecisionStory &story, const QString &delegation);

}
