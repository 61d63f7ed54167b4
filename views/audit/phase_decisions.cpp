#include "views/audit/phase_decisions.h"

#include "domain/check_guide.h"
#include "items/when_done.h"
#include "views/audit/decision_form.h"
#include "views/audit/line_list.h"
#include "views/parts/facts.h"

#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using registry::OpenDecision;

PhaseDecisions::PhaseDecisions(const RoomContext &room, QWidget *parent)
    : PhaseWork(room, parent),
      m_heading(new PageHeading(phaseTitle(Phase::Decisions))),
      m_work(new QWidget),
      m_empty(new EmptyState({}, {})),
      m_list(new LineList(tr("Decisions, and findings without one"))),
      m_title(new PlainLabel({}, Type::Title)),
      m_finding(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_form(new DecisionForm(room)),
      m_message(new InlineMessage),
      m_remove(button(tr("&Take back"), Look::Quiet))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::medium);
    column->addWidget(m_heading);
    column->addWidget(m_work, 1);
    column->addWidget(m_empty, 1);
    auto *row = new QHBoxLayout(m_work);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::large);
    auto *frame = new Card;
    frame->column()->setContentsMargins(1, space::tiny, 1, space::tiny);
    frame->column()->addWidget(m_list);
    row->addWidget(frame, 1);
    auto *card = new Card;
    auto *body = new QWidget;
    auto *detail = new QVBoxLayout(body);
    detail->setContentsMargins(0, 0, space::small, 0);
    detail->setSpacing(space::medium);
    for (QWidget *part : {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_finding),
                          static_cast<QWidget *>(m_message), static_cast<QWidget *>(m_form)})
        detail->addWidget(part);
    detail->addWidget(m_remove, 0, Qt::AlignRight);
    detail->addStretch();
    card->column()->addWidget(scrolled(body), 1);
    row->addWidget(card, 1);
    m_list->setObjectName(u"decisions"_s);
    m_remove->setToolTip(tr("Delete, in the list"));
    connect(m_list, &LineList::currentLineChanged, this, &PhaseDecisions::showCurrent);
    connect(m_list, &LineList::workWanted, m_form, &DecisionForm::focusKind);
    connect(m_list, &LineList::removalWanted, this, &PhaseDecisions::remove);
    connect(m_remove, &QPushButton::clicked, this, &PhaseDecisions::remove);
    connect(m_form, &DecisionForm::added, this, [this] {
        refresh();
        if (m_form->isAncestorOf(window()->focusWidget()))
            m_list->setFocus();
    });
}

void PhaseDecisions::activate()
{
    refresh();
    m_list->setFocus();
}

QString PhaseDecisions::lacks(const OpenDecision &decision) const
{
    const auto &people = room().audit->people();
    const auto owner = std::ranges::find(people, decision.owner, &items::RoomPerson::id);
    if (owner == people.end())
        return tr("needs an owner");
    if (!owner->active)
        return tr("its owner left");
    if (!decision.due.isValid())
        return tr("needs a date");
    return decision.why.trimmed().isEmpty() ? tr("needs a reason") : QString();
}

QList<ListLine> PhaseDecisions::lines() const
{
    QList<ListLine> lines;
    for (const auto &finding : askingFindings(audit())) {
        if (!finding.answered)
            lines << ListLine{finding.title,
                              checkTitle(finding.check),
                              tagOf(finding.verdict),
                              tr("needs a decision"),
                              false,
                              {Phase::Decisions, finding.delegation, finding.check, {}},
                              finding.delegation.text() + word(finding.check)};
    }
    for (const auto &item : audit().delegations) {
        for (const auto &decision : item.decisions) {
            const QString lacking = lacks(decision);
            lines << ListLine{decisionText(decision, room(), item.id),
                              item.title,
                              TagLook{u"%1"_s.arg(decision.number), Mark::None, TagLook::Tone::Neutral},
                              lacking.isEmpty() ? seenToText(decision, room()) : lacking,
                              lacking.isEmpty(),
                              {Phase::Decisions, item.id, {}, decision.id},
                              decision.id.text()};
        }
    }
    return lines;
}

void PhaseDecisions::refresh()
{
    const auto all = lines();
    const auto lacking = std::ranges::count(all, false, &ListLine::stateIsGood);
    m_heading->setCount(all.isEmpty()  ? QString()
                        : lacking == 0 ? tr("every one has an owner and a date")
                                       : tr("%1 still to see to").arg(lacking));
    m_work->setVisible(!all.isEmpty());
    m_empty->setVisible(all.isEmpty());
    const QString unchecked = room().openChecksText();
    m_empty->setTexts(unchecked.isEmpty() ? tr("No decisions are needed") : tr("No decisions are needed so far"),
                      unchecked.isEmpty() ? tr("Nothing drifted and nothing failed. Go on to close the record.")
                                          : unchecked);
    m_list->take(all);
    showCurrent();
}

void PhaseDecisions::goTo(const Place &place)
{
    for (const auto &line : m_list->lines()) {
        const bool same = place.decision ? line.place.decision == place.decision
                                         : line.place.delegation == place.delegation
                                               && (!place.check || line.place.check == place.check);
        if (!same)
            continue;
        m_list->setCurrent(line.key);
        m_form->focusKind();
        return;
    }
}

void PhaseDecisions::showCurrent()
{
    const auto *line = m_list->current();
    const auto *item = line ? audit().find(line->place.delegation) : nullptr;
    if (!item)
        return;
    m_remove->setVisible(line->place.decision.has_value());
    m_title->setText(breakable(item->title, headingWord));
    if (!line->place.decision) {
        const auto finding = item->findings.value(*line->place.check);
        m_finding->setText(breakable(finding.note.left(600)));
        m_form->begin(item->id, *line->place.check);
        return;
    }
    const auto decision = std::ranges::find(item->decisions, *line->place.decision, &OpenDecision::id);
    if (decision == item->decisions.end())
        return;
    QStringList notes;
    for (const Check check : decision->checks)
        notes << u"%1: %2"_s.arg(checkTitle(check), item->findings.value(check).note.left(300));
    m_finding->setText(breakable(notes.join(u'\n')));
    m_form->edit(item->id, *decision);
}

void PhaseDecisions::remove()
{
    const auto *line = m_list->current();
    const auto *item = line ? audit().find(line->place.delegation) : nullptr;
    if (!item || !line->place.decision)
        return;
    const auto found = std::ranges::find(item->decisions, *line->place.decision, &OpenDecision::id);
    if (found == item->decisions.end())
        return;
    const OpenDecision decision = *found;
    const auto gone = room().audit->removeDecision(item->id, decision.id);
    items::whenDone(this, gone, [this, delegation = item->id, decision](const Result<void> &result) {
        if (!result) {
            m_message->showError(result.error());
            return;
        }
        refresh();
        m_message->show(InlineMessage::Kind::Done, tr("Decision %1 was taken back.").arg(decision.number));
        m_message->offer(tr("Put it back"),
                         [this, delegation, decision] { room().audit->addDecision(delegation, decision); });
    });
}

}
