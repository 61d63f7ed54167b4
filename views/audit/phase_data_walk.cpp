#include "views/audit/phase_data_walk.h"

#include "domain/check_guide.h"
#include "items/when_done.h"
#include "views/audit/check_facts.h"
#include "views/audit/counted.h"
#include "views/audit/follow_up_card.h"
#include "views/audit/sample_board.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;

WalkCard::WalkCard(const RoomContext &room, const DelegationId &delegation, QWidget *parent)
    : Card(parent),
      m_room(room),
      m_id(delegation),
      m_category(new Tag),
      m_title(new PlainLabel({}, Type::Lead)),
      m_figures(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_trust(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_flags(rowOf(space::tiny)),
      m_verdicts(rowOf(space::tiny)),
      m_samples(new PlainLabel({}, Type::Small, Ink::Muted)),
      m_form(new SampleForm(room))
{
    build();
    refresh();
}

void WalkCard::build()
{
    auto *head = rowOf();
    head->addWidget(m_title, 1);
    head->addWidget(m_category, 0, Qt::AlignTop);
    column()->addLayout(head);
    column()->addWidget(m_figures);
    column()->addWidget(m_trust);
    column()->addLayout(m_flags);
    column()->addLayout(m_verdicts);
    column()->addWidget(m_samples);
    column()->addWidget(m_form);
    m_form->setDelegation(m_id);
}

void WalkCard::refresh()
{
    const auto *item = m_room.open().find(m_id);
    if (!item)
        return;
    m_title->setText(item->title);
    m_category->setLook(tagOf(item->category));
    m_form->setVisible(item->category != Category::Avoid);
    if (const auto *dossier = m_room.dossiers->find(m_id))
        showDossier(*dossier);
    showSamples();
}

void WalkCard::showDossier(const items::DelegationDossier &dossier)
{
    const auto &delegation = dossier.delegation;
    const QString owner = dossier.name(delegation.owner);
    QStringList figures{owner.isEmpty() ? tr("no owner") : owner};
    if (delegation.tier)
        figures << *delegation.tier;
    if (delegation.risk)
        figures << tr("%1 risk").arg(word(*delegation.risk));
    if (const QString spend = spendText(delegation); !spend.isEmpty())
        figures << spend;
    figures << (delegation.lastAudit ? tr("audited %1").arg(shownFrom(*delegation.lastAudit, dossier.today))
                                     : tr("never audited"));
    m_figures->setText(figures.join(u" · "_s));
    m_trust->setText(trustText(dossier));
    m_trust->setVisible(!m_trust->text().isEmpty());
    if (dossier.flags != m_shownFlags) {
        m_shownFlags = dossier.flags;
        clear(m_flags);
        for (const Flag flag : dossier.flags)
            m_flags->addWidget(new Tag(tagOf(flag)));
        m_flags->addStretch();
    }
    QList<Verdict> verdicts;
    for (const Check check : {Check::Output, Check::Model, Check::Stop, Check::Creep}) {
        const auto *row = lastFinding(dossier, check);
        verdicts << (row ? *row->verdict : Verdict::NotChecked);
    }
    const bool any = std::ranges::any_of(verdicts, [](Verdict one) { return one != Verdict::NotChecked; });
    if (!any || verdicts == m_shownVerdicts)
        return;
    m_shownVerdicts = verdicts;
    clear(m_verdicts);
    m_verdicts->addWidget(new PlainLabel(tr("Last time:"), Type::Small, Ink::Muted));
    for (int i = 0; i < verdicts.size(); ++i) {
        auto *tag = new Tag(tagOf(verdicts[i]));
        tag->setToolTip(checkTitle(Check(i)));
        tag->setAccessibleName(u"%1: %2"_s.arg(checkTitle(Check(i)), tag->look().text));
        m_verdicts->addWidget(tag);
    }
    m_verdicts->addStretch();
}

void WalkCard::showSamples()
{
    const auto *item = m_room.open().find(m_id);
    QStringList lines;
    for (const auto &sample : item->samples)
        lines << u"%1 %2"_s.arg(sample.date.toString(u"d MMM"_s), sample.reference);
    m_samples->setText(lines.isEmpty() ? tr("No samples laid out yet; three recent outputs do.")
                                       : tr("Samples: %1").arg(lines.join(u" · "_s)));
    m_samples->setVisible(item->category != Category::Avoid);
}

PhaseDataWalk::PhaseDataWalk(const RoomContext &room, QWidget *parent)
    : PhaseWork(room, parent),
      m_heading(new PageHeading(phaseTitle(Phase::DataWalk))),
      m_followUpsTitle(new PlainLabel(tr("Decisions of last time"), Type::Lead)),
      m_followUps(new QVBoxLayout),
      m_workflows(new QVBoxLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::medium);
    column->addWidget(m_heading);
    auto *columns = rowOf(space::large);
    const auto half = [](PlainLabel *title, QVBoxLayout *cards) {
        auto *body = new QWidget;
        auto *inside = new QVBoxLayout(body);
        inside->setContentsMargins(0, 0, space::small, 0);
        inside->setSpacing(space::small);
        cards->setSpacing(space::small);
        inside->addLayout(cards);
        inside->addStretch();
        auto *whole = columnOf();
        whole->addWidget(title);
        whole->addWidget(scrolled(body), 1);
        return whole;
    };
    columns->addLayout(half(m_followUpsTitle, m_followUps), 1);
    columns->addLayout(half(new PlainLabel(tr("On the wall"), Type::Lead), m_workflows), 1);
    column->addLayout(columns, 1);
}

void PhaseDataWalk::activate()
{
    if (!std::exchange(m_asked, true))
        askFollowUps();
    refresh();
    const auto open = std::ranges::find(m_cards, false, &FollowUpCard::isAnswered);
    if (open != m_cards.end())
        (*open)->setFocus();
    else
        setFocus();
}

void PhaseDataWalk::askFollowUps()
{
    items::whenDone(this, room().audit->followUpsDue(),
                    [this](const Result<QList<registry::DecisionService::Item>> &due) {
                        if (due)
                            showFollowUps(*due);
                        else
                            m_followUps->addWidget(new PlainLabel(due.error().message, Type::Body, Ink::Fail));
                    });
}

void PhaseDataWalk::showFollowUps(const QList<registry::DecisionService::Item> &items)
{
    clear(m_followUps);
    m_cards.clear();
    for (const auto &item : items) {
        auto *card = new FollowUpCard(room(), item);
        connect(card, &FollowUpCard::stepWanted, this, [this, card](int by) { step(card, by); });
        connect(card, &FollowUpCard::answered, this, [this, card] {
            showCount();
            step(card, 1);
        });
        m_followUps->addWidget(card);
        m_cards << card;
    }
    if (items.isEmpty())
        m_followUps->addWidget(
            new PlainLabel(tr("None is open on these workflows. Look at the wall beside it."), Type::Body, Ink::Muted));
    showCount();
    if (!m_cards.isEmpty() && isVisible()
        && (!window()->focusWidget() || isAncestorOf(window()->focusWidget()) || hasFocus()))
        m_cards.first()->setFocus();
}

void PhaseDataWalk::showCount()
{
    const auto answered = std::ranges::count(m_cards, true, &FollowUpCard::isAnswered);
    m_heading->setCount(m_cards.isEmpty()
                            ? counted(audit().delegations.size(), tr("workflow"), tr("workflows"))
                            : tr("%1 of %2 decisions of last time answered").arg(answered).arg(m_cards.size()));
}

void PhaseDataWalk::refresh()
{
    for (auto *card : m_cards)
        card->refresh();
    showWorkflows();
    showCount();
}

void PhaseDataWalk::showWorkflows()
{
    QList<DelegationId> wanted, shownIds;
    for (const auto &item : audit().delegations)
        wanted << item.id;
    for (const auto *card : m_walk)
        shownIds << card->id();
    if (wanted != shownIds) {
        clear(m_workflows);
        m_walk.clear();
        for (const auto &id : wanted) {
            m_walk << new WalkCard(room(), id);
            m_workflows->addWidget(m_walk.last());
        }
    }
    for (auto *card : m_walk)
        card->refresh();
}

void PhaseDataWalk::step(FollowUpCard *from, int by)
{
    const qsizetype to = m_cards.indexOf(from) + by;
    if (to >= 0 && to < m_cards.size())
        m_cards[to]->setFocus();
    else
        from->setFocus();
}

}
