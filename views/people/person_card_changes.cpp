#include "items/when_done.h"
#include "views/parts/pieces.h"
#include "views/people/person_card.h"

/// What the card does with a person: marks them as left, hands over what they hold, and offers to undo that.
namespace muster::views {

using namespace Qt::StringLiterals;
using items::ChangeSet;
using registry::Holding;

namespace {

/// The entity and field in which a thing names its holder.
std::pair<const Entity *, QString> placeOf(Holding holding)
{
    switch (holding) {
    case Holding::Puller: return {&entityOf<StopRule>(), u"puller"_s};
    case Holding::SeriesOwner: return {&entityOf<Series>(), u"owner"_s};
    case Holding::DecisionOwner: return {&entityOf<Decision>(), u"owner"_s};
    default: return {&entityOf<Delegation>(), u"owner"_s};
    }
}

}

void PersonCard::setLeft(const std::optional<QDate> &day)
{
    const auto &person = m_facts.person;
    ChangeSet set;
    set.text = day ? tr("Mark %1 as left").arg(person.name) : tr("Mark %1 as there").arg(person.name);
    set.steps.append({&entityOf<Person>(),
                      items::RowVersion{person.id.text(), person.n},
                      {{u"leftOn"_s, day ? day->toString(Qt::ISODate) : QString()}},
                      {},
                      day ? "person.left" : ""});
    make(set, day ? tr("%1 is marked as left.").arg(person.name) : tr("%1 is there again.").arg(person.name));
}

void PersonCard::handOver(const Person &to)
{
    ChangeSet set;
    set.text = tr("Hand over from %1 to %2").arg(m_facts.person.name, to.name);
    set.why = tr("handed over from %1 to %2").arg(m_facts.person.name, to.name);
    for (const auto &item : m_facts.items) {
        if (!item.isLost())
            continue;
        const auto [entity, field] = placeOf(item.holding);
        set.steps.append({entity, items::RowVersion{item.id, item.n}, {{field, to.id.text()}}, {}, {}});
    }
    make(set, set.steps.size() == 1
                  ? tr("Handed over one thing to %1.").arg(to.name)
                  : tr("Handed over %1 things to %2.").arg(QString::number(set.steps.size()), to.name));
}

void PersonCard::make(const ChangeSet &set, const QString &done)
{
    items::whenDone(this, m_session.history->make(set), [this, done](const items::ChangeResult &result) {
        if (!result) {
            m_message->showError(result.error().error);
            refresh();
            return;
        }
        m_leaving = false;
        m_stale = true;
        refresh();
        m_message->show(InlineMessage::Kind::Done, done);
        if (!result->isEmpty())
            offerUndo();
    });
}

/// Only while this is what would be undone.
void PersonCard::offerUndo()
{
    m_undoCount = m_session.history->count();
    m_message->offer(tr("Undo"), [this] {
        if (std::exchange(m_undoCount, -1) == m_session.history->count())
            m_session.history->undo();
        m_message->clear();
    });
}

}
