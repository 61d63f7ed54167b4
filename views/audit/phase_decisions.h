#pragma once

#include "views/audit/decision_words.h"
#include "views/audit/phase_work.h"

namespace muster::views {

class DecisionForm;
class LineList;

/// Every decision with its owner and date, and every finding that still lacks one; each is changed beside the list.
class PhaseDecisions final : public PhaseWork
{
    Q_OBJECT

public:
    explicit PhaseDecisions(const RoomContext &room, QWidget *parent = nullptr);

    void activate() override;
    void refresh() override;
    void goTo(const Place &place) override;

private:
    QList<struct ListLine> lines() const;
    QString lacks(const registry::OpenDecision &decision) const;
    void showCurrent();
    void remove();

    PageHeading *m_heading;
    QWidget *m_work;
    EmptyState *m_empty;
    LineList *m_list;
    PlainLabel *m_title;
    PlainLabel *m_finding;
    DecisionForm *m_form;
    InlineMessage *m_message;
    QPushButton *m_remove;
};

}
