#pragma once

#include "views/audit/audit_costs.h"
#include "views/audit/decision_words.h"
#include "views/audit/phase_work.h"

class QVBoxLayout;

namespace muster::views {

class DecisionForm;
class LineList;

/// Walks through every drift and fail: what is known, what was decided before, and what follows from it.
class PhaseReclassify final : public PhaseWork
{
    Q_OBJECT

public:
    explicit PhaseReclassify(const RoomContext &room, QWidget *parent = nullptr);

    void activate() override;
    void refresh() override;
    void goTo(const Place &place) override;

private:
    QWidget *makeDetail();
    const AskingFinding *current() const;
    void goToUndecided();
    void showCurrent();
    QList<ShownFact> facts(const AskingFinding &finding) const;
    void askCost(const DelegationId &delegation, const items::DelegationDossier &dossier);
    void showDecisions(const AskingFinding &finding);
    void takeBack(const DelegationId &delegation, const registry::OpenDecision &decision);

    QList<AskingFinding> m_findings;
    QList<registry::OpenDecision> m_shownDecisions;
    QStringList m_shownTexts;                 ///< of those: what they name may be read later than they are
    QHash<DelegationId, EarlierCost> m_costs; ///< what the closed audits of a delegation cost
    PageHeading *m_heading;
    LineList *m_list;
    QWidget *m_work;
    EmptyState *m_empty;
    Tag *m_category;
    Tag *m_verdict;
    PlainLabel *m_check;
    PlainLabel *m_title;
    PlainLabel *m_note;
    FactsList *m_facts;
    QVBoxLayout *m_decisions;
    DecisionForm *m_form;
    InlineMessage *m_message;
    QPushButton *m_next;
};

}
