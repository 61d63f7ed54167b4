#pragma once

#include "views/audit/phase_work.h"
#include "views/audit/tag_flow.h"

class QGridLayout;
class QVBoxLayout;

namespace muster::views {

class FollowUpCard;
class WalkCard;

/// The decisions of last time, then every workflow on the wall: look first, discuss later. Samples are laid out here,
/// also before the clock starts.
class PhaseDataWalk final : public PhaseWork
{
    Q_OBJECT

public:
    explicit PhaseDataWalk(const RoomContext &room, QWidget *parent = nullptr);

    void activate() override;
    void refresh() override;

private:
    void askFollowUps();
    void askAgain();
    void showFollowUps(const QList<registry::DecisionService::Item> &items);
    void showWorkflows();
    void showCount();
    void step(FollowUpCard *from, int by);

    PageHeading *m_heading;
    PlainLabel *m_followUpsTitle;
    QVBoxLayout *m_followUps;
    PlainLabel *m_none;
    InlineMessage *m_message;
    QVBoxLayout *m_workflows;
    QList<FollowUpCard *> m_cards;
    QList<WalkCard *> m_walk;
    bool m_asked = false; ///< the record has not moved since
    bool m_shown = false;
};

/// One workflow in the data walk: what it is, what stands out, what the checks said last time, and its samples.
class WalkCard final : public Card
{
    Q_OBJECT

public:
    WalkCard(const RoomContext &room, const DelegationId &delegation, QWidget *parent = nullptr);

    const DelegationId &id() const { return m_id; }
    void refresh();

private:
    void build();
    void showDossier(const items::DelegationDossier &dossier);
    void showSamples();

    RoomContext m_room;
    DelegationId m_id;
    Tag *m_category;
    PlainLabel *m_title;
    PlainLabel *m_figures;
    PlainLabel *m_trust;
    TagFlow *m_flags;
    TagFlow *m_verdicts;
    PlainLabel *m_samples;
    class SampleForm *m_form;
};

}
