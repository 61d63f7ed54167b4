#include "views/audit/phase_reclassify.h"

#include "domain/check_guide.h"
#include "items/when_done.h"
#include "views/audit/check_facts.h"
#include "views/audit/decision_form.h"
#include "views/audit/line_list.h"
#include "views/parts/counted.h"
#include "views/parts/facts.h"

#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using registry::OpenDecision;

namespace {

QString keyOf(const DelegationId &delegation, Check check)
{
    return delegation.text() + word(check);
}

}

PhaseReclassify::PhaseReclassify(const RoomContext &room, QWidget *parent)
    : PhaseWork(room, parent),
      m_heading(new PageHeading(phaseTitle(Phase::Reclassify))),
      m_list(new LineList(tr("Every drift and fail"))),
      m_work(new QWidget),
      m_empty(new EmptyState({}, {})),
      m_category(new Tag),
      m_verdict(new Tag),
      m_check(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_title(new PlainLabel({}, Type::Title)),
      m_note(new PlainLabel),
      m_facts(new FactsList),
      m_decisions(new QVBoxLayout),
      m_form(new DecisionForm(room)),
      m_message(new InlineMessage),
      m_next(button(tr("Next &without a decision")))
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
    row->addWidget(frame, 2);
    row->addWidget(makeDetail(), 3);
    m_list->setObjectName(u"findings"_s);
    m_heading->add(m_next);
    connect(m_list, &LineList::currentLineChanged, this, &PhaseReclassify::showCurrent);
    connect(m_list, &LineList::workWanted, m_form, &DecisionForm::focusKind);
    connect(m_form, &DecisionForm::added, this, [this] {
        refresh();
        if (m_form->isAncestorOf(window()->focusWidget()))
            m_list->setFocus();
    });
    connect(m_next, &QPushButton::clicked, this, &PhaseReclassify::goToUndecided);
}

QWidget *PhaseReclassify::makeDetail()
{
    auto *card = new Card;
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, space::small, 0);
    layout->setSpacing(space::medium);
    auto *head = rowOf();
    m_check->setElided(true);
    head->addWidget(m_category);
    head->addWidget(m_check, 1);
    head->addWidget(m_verdict);
    layout->addLayout(head);
    layout->addWidget(m_title);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_note);
    layout->addWidget(m_facts);
    m_decisions->setSpacing(space::small);
    layout->addLayout(m_decisions);
    layout->addWidget(m_message);
    layout->addWidget(m_form);
    layout->addStretch();
    card->column()->addWidget(scrolled(body), 1);
    return card;
}

void PhaseReclassify::activate()
{
    refresh();
    m_list->setFocus();
}

void PhaseReclassify::refresh()
{
    const auto findings = askingFindings(audit());
    const auto decided = std::ranges::count(findings, true, &AskingFinding::answered);
    m_heading->setCount(findings.isEmpty() ? QString() : tr("%1 of %2 decided").arg(decided).arg(findings.size()));
    m_work->setVisible(!findings.isEmpty());
    m_empty->setVisible(findings.isEmpty());
    const QString unchecked = room().openChecksText();
    m_empty->setTexts(
        unchecked.isEmpty() ? tr("Nothing drifted and nothing failed") : tr("Nothing has drifted or failed so far"),
        unchecked.isEmpty() ? tr("Every drift and fail of the four checks is walked through here. Where all is well, "
                                 "go on to close the record.")
                            : unchecked);
    m_next->setVisible(decided < findings.size());
    m_findings = findings;
    QList<ListLine> lines;
    for (const auto &finding : findings)
        lines << ListLine{finding.title,
                          checkTitle(finding.check),
                          tagOf(finding.verdict),
                          finding.answered ? tr("decided") : tr("needs a decision"),
                          finding.answered,
                          {},
                          keyOf(finding.delegation, finding.check)};
    m_list->take(lines);
    showCurrent();
}

const AskingFinding *PhaseReclassify::current() const
{
    const int row = m_list->currentIndex().row();
    return row >= 0 && row < m_findings.size() ? &m_findings[row] : nullptr;
}

void PhaseReclassify::goToUndecided()
{
    const qsizetype from = std::max(m_list->currentIndex().row(), 0);
    for (qsizetype i = 1; i <= m_findings.size(); ++i) {
        const auto &finding = m_findings[(from + i) % m_findings.size()];
        if (finding.answered)
            continue;
        m_list->setCurrent(keyOf(finding.delegation, finding.check));
        break;
    }
    m_list->setFocus();
}

void PhaseReclassify::goTo(const Place &place)
{
    if (place.check)
        m_list->setCurrent(keyOf(place.delegation, *place.check));
    m_form->focusKind();
}

void PhaseReclassify::showCurrent()
{
    const auto *finding = current();
    if (!finding)
        return;
    m_category->setLook(tagOf(finding->category));
    m_verdict->setLook(tagOf(finding->verdict));
    m_check->setText(checkTitle(finding->check));
    m_title->setText(breakable(finding->title, headingWord));
    m_note->setText(finding->note.isEmpty() ? tr("No note yet: say in phase 2 what was seen.")
                                            : breakable(finding->note.left(2000)));
    m_note->setInk(finding->note.isEmpty() ? Ink::Muted : Ink::Normal);
    if (const auto *dossier = room().dossiers->find(finding->delegation))
        askCost(finding->delegation, *dossier);
    m_facts->setFacts(facts(*finding));
    showDecisions(*finding);
    m_form->begin(finding->delegation, finding->check);
}

QList<ShownFact> PhaseReclassify::facts(const AskingFinding &finding) const
{
    QList<ShownFact> facts;
    const auto *dossier = room().dossiers->find(finding.delegation);
    if (!dossier)
        return facts;
    const auto &delegation = dossier->delegation;
    const QString owner = dossier->name(delegation.owner);
    const QString name = owner.isEmpty() ? tr("nobody") : owner;
    facts << ShownFact{tr("Owner"), delegation.tier ? tr("%1 · tier %2").arg(name, *delegation.tier) : name, {}};
    for (const auto &item : dossier->openDecisions)
        facts << ShownFact{
            tr("Decided before"),
            tr("%1. %2, %3").arg(item.decision.number).arg(kindTitle(item.decision.kind), item.decision.why),
            item.overdue ? std::optional(TagLook{tr("overdue"), Mark::Cross, TagLook::Tone::Fail}) : std::nullopt};
    const auto elapsed = audit().agenda.totalElapsed(room().audit->now());
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(elapsed).count();
    const qint64 shared = std::max<qint64>(1, audit().delegations.size());
    facts << ShownFact{tr("This audit so far"),
                       tr("%1 person-minutes, about %2 for this workflow")
                           .arg(minutes * audit().participants.size())
                           .arg(minutes * audit().participants.size() / shared),
                       {}};
    if (const auto cost = m_costs.value(finding.delegation); cost.audits > 0)
        facts << ShownFact{cost.audits > 1 ? tr("Its last %1 audits").arg(cost.audits) : tr("Its last audit"),
                           tr("%1 person-minutes, about %2 for this workflow").arg(cost.minutes).arg(cost.share),
                           {}};
    const QString spend = spendText(delegation);
    facts << ShownFact{tr("Spend"), spend.isEmpty() ? tr("not known") : spend, {}};
    facts << ShownFact{
        tr("Outputs a month"),
        delegation.volumePerMonth
            ? tr("%1, accepted or not; nobody has counted which").arg(shownNumber(*delegation.volumePerMonth))
            : tr("not known"),
        {}};
    return facts;
}

/// Asks once for each set of audits, since what is closed does not change.
void PhaseReclassify::askCost(const DelegationId &delegation, const items::DelegationDossier &dossier)
{
    const auto numbers = auditsIn(dossier.log);
    if (m_costs.contains(delegation) && m_costs[delegation].numbers == numbers)
        return;
    m_costs[delegation] = {numbers, 0, 0, 0};
    const auto cost =
        room().session.reg->run([numbers](registry::Store &store) { return earlierCost(store, numbers); });
    items::whenDone(this, cost, [this, delegation](const Result<EarlierCost> &result) {
        if (!result)
            return;
        m_costs[delegation] = *result;
        if (const auto *finding = current(); finding && finding->delegation == delegation)
            m_facts->setFacts(facts(*finding));
    });
}

void PhaseReclassify::showDecisions(const AskingFinding &finding)
{
    const auto *item = audit().find(finding.delegation);
    QList<OpenDecision> decisions = item ? item->decisions : QList<OpenDecision>();
    decisions.removeIf(
        [&](const OpenDecision &one) { return std::ranges::find(one.checks, finding.check) == one.checks.end(); });
    QStringList texts;
    for (const auto &decision : std::as_const(decisions))
        texts << decisionText(decision, room(), finding.delegation) << seenToText(decision, room());
    if (decisions == m_shownDecisions && texts == m_shownTexts)
        return;
    m_shownDecisions = decisions;
    m_shownTexts = texts;
    clear(m_decisions);
    for (const auto &decision : decisions) {
        auto *row = rowOf();
        row->addWidget(new Tag({tr("decided"), Mark::Check, TagLook::Tone::Accent}), 0, Qt::AlignTop);
        auto *text = columnOf(2);
        text->addWidget(new PlainLabel(breakable(decisionText(decision, room(), finding.delegation)), Type::Strong));
        text->addWidget(new PlainLabel(breakable(seenToText(decision, room())), Type::Small, Ink::Muted));
        row->addLayout(text, 1);
        auto *back = button(tr("Take back"), Look::Link);
        connect(back, &QPushButton::clicked, this,
                [this, delegation = finding.delegation, decision] { takeBack(delegation, decision); });
        row->addWidget(back, 0, Qt::AlignTop);
        m_decisions->addLayout(row);
    }
}

void PhaseReclassify::takeBack(const DelegationId &delegation, const OpenDecision &decision)
{
    const auto done = room().audit->removeDecision(delegation, decision.id);
    items::whenDone(this, done, [this, delegation, decision](const Result<void> &result) {
        if (!result) {
            m_message->showError(result.error());
            return;
        }
        m_message->show(InlineMessage::Kind::Done, tr("The decision was taken back."));
        m_message->offer(tr("Put it back"),
                         [this, delegation, decision] { room().audit->addDecision(delegation, decision); });
    });
}

}
