#include "views/audit/phase_data_walk.h"

#include "domain/check_guide.h"
#include "items/when_done.h"
#include "views/audit/check_facts.h"
#include "views/audit/follow_up_card.h"
#include "views/audit/sample_board.h"
#include "views/parts/counted.h"
#include "views/parts/facts.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

/// A verdict with the check it is of, in few words: "model ✓".
TagLook lookOf(Check check, Verdict verdict)
{
    TagLook look = tagOf(verdict);
    look.text = u"%1 %2"_s.arg(word(check), look.text);
    return look;
}

}

WalkCard::WalkCard(const RoomContext &room, const DelegationId &delegation, QWidget *parent)
    : Card(parent),
      m_room(room),
      m_id(delegation),
      m_category(new Tag),
      m_title(new PlainLabel({}, Type::Lead)),
      m_figures(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_trust(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_flags(new TagFlow),
      m_verdicts(new TagFlow),
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
    column()->addWidget(m_flags);
    column()->addWidget(m_verdicts);
    column()->addWidget(m_samples);
    column()->addWidget(m_form);
    m_form->setDelegation(m_id);
}

void WalkCard::refresh()
{
    const auto *item = m_room.open().find(m_id);
    if (!item)
        return;
    m_title->setText(breakable(item->title, headingWord));
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
    m_figures->setText(breakable(figures.join(u" · "_s)));
    m_trust->setText(trustText(dossier));
    m_trust->setVisible(!m_trust->text().isEmpty());
    QList<TagLook> flags;
    for (const Flag flag : dossier.flags)
        flags << tagOf(flag);
    m_flags->setTags({}, flags);
    QList<TagLook> verdicts;
    for (const Check check : {Check::Output, Check::Model, Check::Stop, Check::Creep}) {
        if (const auto *row = lastFinding(dossier, check))
            verdicts << lookOf(check, *row->verdict);
    }
    m_verdicts->setTags(tr("Last time:"), verdicts);
}

void WalkCard::showSamples()
{
    const auto *item = m_room.open().find(m_id);
    QStringList lines;
    for (const auto &sample : item->samples)
        lines << u"%1 %2"_s.arg(sample.date.toString(u"d MMM"_s), sample.reference);
    m_samples->setText(lines.isEmpty() ? tr("No samples laid out yet; three recent outputs do.")
                                       : breakable(tr("Samples: %1").arg(lines.join(u" · "_s))));
    m_samples->setVisible(item->category != Category::Avoid);
}

PhaseDataWalk::PhaseDataWalk(const RoomContext &room, QWidget *parent)
    : PhaseWork(room, parent),
      m_heading(new PageHeading(phaseTitle(Phase::DataWalk))),
      m_followUpsTitle(new PlainLabel(tr("Decisions of last time"), Type::Lead)),
      m_followUps(new QVBoxLayout),
      m_none(
          new PlainLabel(tr("None is open on these workflows. Look at the wall beside it."), Type::Body, Ink::Muted)),
      m_message(new InlineMessage),
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
    m_followUps->addWidget(m_message);
    m_followUps->addWidget(m_none);
    m_none->hide();
    const auto &reg = room.session.reg;
    connect(reg.get(), &registry::OpenRegister::changed, this, [this](const registry::Changed &changed) {
        if (changed.to > changed.from)
            askAgain();
    });
    connect(reg.get(), &registry::OpenRegister::changedElsewhere, this, &PhaseDataWalk::askAgain);
}

void PhaseDataWalk::activate()
{
    if (!m_asked)
        askFollowUps();
    refresh();
    const auto open = std::ranges::find(m_cards, false, &FollowUpCard::isAnswered);
    if (open != m_cards.end())
        (*open)->setFocus();
    else
        setFocus();
}

/// The record has moved: a decision may have been ended, or moved, on the Decisions page.
void PhaseDataWalk::askAgain()
{
    m_asked = false;
    if (isVisible())
        askFollowUps();
}

void PhaseDataWalk::askFollowUps()
{
    m_asked = true;
    items::whenDone(this, room().audit->followUpsDue(),
                    [this](const Result<QList<registry::DecisionService::Item>> &due) {
                        if (due)
                            showFollowUps(*due);
                        else
                            m_message->showError(due.error());
                    });
}

void PhaseDataWalk::showFollowUps(const QList<registry::DecisionService::Item> &items)
{
    m_message->clear();
    const auto open = [&](const DecisionId &id) {
        return std::ranges::any_of(items, [&](const auto &item) { return item.decision.id == id; });
    };
    for (auto *card : QList<FollowUpCard *>(m_cards)) {
        if (open(card->id()))
            continue;
        if (card->isBeingTyped()) {
            card->setEnded();
            continue;
        }
        const bool focused = card->isAncestorOf(window()->focusWidget()) || card->hasFocus();
        if (focused)
            step(card, m_cards.last() == card ? -1 : 1);
        m_cards.removeOne(card);
        card->hide();
        card->deleteLater();
    }
    for (const auto &item : items) {
        const auto known = std::ranges::find(m_cards, item.decision.id, &FollowUpCard::id);
        if (known != m_cards.end()) {
            (*known)->take(item);
            continue;
        }
        auto *card = new FollowUpCard(room(), item);
        connect(card, &FollowUpCard::stepWanted, this, [this, card](int by) { step(card, by); });
        connect(card, &FollowUpCard::answered, this, [this, card] {
            showCount();
            step(card, 1);
        });
        m_followUps->addWidget(card);
        m_cards << card;
    }
    m_none->setVisible(m_cards.isEmpty());
    showCount();
    if (!std::exchange(m_shown, true) && !m_cards.isEmpty() && isVisible()
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
