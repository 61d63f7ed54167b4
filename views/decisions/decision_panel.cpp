#include "views/decisions/decision_panel.h"

#include "views/decisions/decision_list_model.h"
#include "views/parts/flow_layout.h"
#include "views/parts/tag.h"

#include <QBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::DecisionStory;
using Effect = DecisionStory::Effect;

namespace {

TagLook stateTag(const items::ShownDecision &shown)
{
    using Tone = TagLook::Tone;
    if (shown.decision.state == DecisionState::Done)
        return {DecisionPanel::tr("done"), Mark::Check, Tone::Pass};
    if (shown.decision.state == DecisionState::Dropped)
        return {DecisionPanel::tr("dropped"), Mark::Cross, Tone::Neutral};
    return shown.overdue ? TagLook{DecisionPanel::tr("overdue"), Mark::Cross, Tone::Fail}
                         : TagLook{DecisionPanel::tr("open"), Mark::None, Tone::Open};
}

QString movedText(qint64 times)
{
    return times == 1 ? DecisionPanel::tr("moved once") : DecisionPanel::tr("moved %1 times").arg(times);
}

QString spokenOrNone(const QString &text)
{
    return text.isEmpty() ? DecisionPanel::tr("none") : text;
}

}

QString effectText(const DecisionStory &story, const QString &delegation)
{
    switch (story.effect) {
    case Effect::None: break;
    case Effect::SetField:
        return DecisionPanel::tr("Done sets the %1 of “%2” from %3 to %4.")
            .arg(story.what, delegation, spokenOrNone(story.before), spokenOrNone(story.after));
    case Effect::AddFailureMode:
        return DecisionPanel::tr("Done adds to the failure modes of the Definition of Done “%1”: %2")
            .arg(story.what, story.after);
    case Effect::VerifySource:
        return DecisionPanel::tr("Done marks the source “%1” as verified today.").arg(story.what);
    }
    return {};
}

DecisionPanel::DecisionPanel(Navigator *navigator, QWidget *parent)
    : Card(parent),
      m_navigator(navigator),
      m_body(new ScrollColumn),
      m_actions(new QWidget),
      m_form(new DecisionStepForm)
{
    m_form->setObjectName(u"decisionForm"_s);
    m_body->setAccessibleName(tr("About the decision"));
    auto *actions = new QHBoxLayout(m_actions);
    actions->setContentsMargins(0, 0, 0, 0);
    actions->setSpacing(space::small);
    actions->addWidget(stepButton(tr("Done"), u"D"_s, DecisionStep::Done, Look::Primary));
    actions->addWidget(stepButton(tr("Move…"), u"M"_s, DecisionStep::Move, Look::Ordinary));
    actions->addWidget(stepButton(tr("Drop…"), u"X"_s, DecisionStep::Drop, Look::Ordinary));
    actions->addStretch();
    column()->addWidget(m_body, 1);
    column()->addWidget(m_actions);
    column()->addWidget(m_form);
    connect(m_form, &DecisionStepForm::closed, this, &DecisionPanel::showActions);
    showNothing();
}

QPushButton *DecisionPanel::stepButton(const QString &text, const QString &key, DecisionStep step, Look look)
{
    auto *made = button(text, look);
    made->setObjectName(u"step"_s + key);
    made->setToolTip(tr("%1 in the list").arg(key));
    connect(made, &QPushButton::clicked, this, [this, step] { begin(step); });
    return made;
}

void DecisionPanel::showDecision(const items::ShownDecision &shown, QDate today)
{
    if (m_form->isOpen() && m_form->decision() != shown.decision.id)
        m_form->close();
    if (m_story && (m_story->id != shown.decision.id || m_story->n != shown.decision.n))
        m_story.reset();
    m_shown = shown;
    m_today = today;
    rebuild();
}

void DecisionPanel::setStory(const DecisionStory &story)
{
    if (!m_shown || story.id != m_shown->decision.id)
        return;
    m_story = story;
    rebuild();
}

void DecisionPanel::showNothing()
{
    m_form->close();
    m_shown.reset();
    m_story.reset();
    m_body->clear();
    m_body->addText(tr("Choose a decision to see what was found and what it changes."), Type::Body, Ink::Muted);
    showActions();
}

void DecisionPanel::setRefusal(const QString &why)
{
    m_refusal = why;
    showActions();
}

void DecisionPanel::showActions()
{
    m_actions->setVisible(isOpen() && m_refusal.isEmpty() && !m_form->isOpen());
}

void DecisionPanel::begin(DecisionStep step)
{
    if (!isOpen() || !m_refusal.isEmpty())
        return;
    static const char *const headings[] = {QT_TR_NOOP("Mark decision %1 as done"), QT_TR_NOOP("Move decision %1"),
                                           QT_TR_NOOP("Drop decision %1")};
    const auto &decision = m_shown->decision;
    const QDate next = std::max(decision.due.value_or(m_today), m_today).addDays(14);
    m_actions->hide();
    m_form->open(step, decision.id, tr(headings[size_t(step)]).arg(decision.number), consequenceOf(step), next);
}

QString DecisionPanel::consequenceOf(DecisionStep step) const
{
    if (step == DecisionStep::Move)
        return {};
    if (step == DecisionStep::Drop)
        return tr("The inventory stays as it is. A dropped decision can't be taken up again: make a new one.");
    const QString effect = m_story ? effectText(*m_story, m_shown->delegationTitle) : QString();
    return effect.isEmpty() ? QString()
                            : breakable(effect) + u' ' + tr("It can't be undone here: a new decision changes it back.");
}

void DecisionPanel::rebuild()
{
    m_body->clear();
    m_body->add(head());
    m_body->addText(m_shown->delegationTitle, Type::Title);
    m_body->addText(phraseOf(*m_shown), Type::Strong);
    m_body->addText(m_shown->decision.why);
    m_body->add(facts());
    addEffect();
    addFindings();
    addMoves();
    showActions();
}

QWidget *DecisionPanel::head() const
{
    auto *line = new QWidget;
    auto *row = new FlowLayout(space::small, line);
    row->addWidget(new Tag(stateTag(*m_shown)));
    auto *number = new PlainLabel(tr("Decision %1").arg(m_shown->decision.number), Type::Body, Ink::Muted);
    number->setWordWrap(false);
    row->addWidget(number);
    auto *open = button(tr("Show delegation"), Look::Link);
    open->setObjectName(u"showDelegation"_s);
    connect(open, &QPushButton::clicked, m_navigator,
            [navigator = m_navigator, id = m_shown->decision.delegation] { Q_EMIT navigator->delegationWanted(id); });
    row->addWidget(open);
    return line;
}

QWidget *DecisionPanel::facts()
{
    const auto &decision = m_shown->decision;
    auto *list = new FactList;
    list->add(tr("Owner"), m_shown->ownerName);
    QString due = decision.due ? shown(*decision.due) : tr("no date");
    if (decision.due && decision.state == DecisionState::Open)
        due += u" · "_s + shownFrom(*decision.due, m_today);
    if (decision.moved > 0)
        due += u" · "_s + movedText(decision.moved);
    list->add(tr("Due"), due);
    list->add(tr("Decided on"), shown(decision.decidedOn));
    if (m_story)
        list->add(tr("Decided by"), m_story->decidedBy.join(u", "_s));
    if (decision.endedOn)
        list->add(decision.state == DecisionState::Done ? tr("Done on") : tr("Dropped on"), shown(*decision.endedOn));
    list->add(decision.state == DecisionState::Done ? tr("What was done") : tr("Because"),
              decision.endNote.value_or(QString()));
    if (m_story && m_story->audit) {
        auto *open = button(tr("Audit %1, %2").arg(m_story->auditNumber).arg(shown(m_story->auditOn)), Look::Link);
        connect(open, &QPushButton::clicked, m_navigator,
                [navigator = m_navigator, id = *m_story->audit] { Q_EMIT navigator->auditWanted(id); });
        list->add(tr("Audit"), open);
    }
    return list;
}

void DecisionPanel::addEffect()
{
    if (!m_story || !isOpen())
        return;
    const QString effect = effectText(*m_story, m_shown->delegationTitle);
    auto *message = new InlineMessage;
    message->setObjectName(u"effect"_s);
    m_body->add(message);
    if (!m_story->missing.isEmpty())
        message->show(
            InlineMessage::Kind::Warning,
            breakable(tr("“%1” can't become Automate yet: it lacks %2. Add what is missing on the wall, then mark "
                         "this decision as done.")
                          .arg(m_shown->delegationTitle, m_story->missing.join(u", "_s))));
    else if (!effect.isEmpty())
        message->show(InlineMessage::Kind::Note, breakable(effect));
}

void DecisionPanel::addFindings()
{
    if (!m_story || m_story->findings.isEmpty())
        return;
    m_body->addSpace();
    m_body->addText(tr("What was found"), Type::Lead);
    for (const auto &found : m_story->findings) {
        auto *line = new QWidget;
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(space::small);
        row->addWidget(new Tag(tagOf(found.verdict)));
        row->addWidget(new PlainLabel(spoken(found.check), Type::Body, Ink::Muted), 1);
        if (found.selfChecked)
            row->addWidget(new Tag({tr("self-checked"), Mark::Triangle, TagLook::Tone::Drift}));
        m_body->add(line);
        m_body->addText(found.note);
    }
}

void DecisionPanel::addMoves()
{
    if (!m_story || m_story->moves.isEmpty())
        return;
    m_body->addSpace();
    m_body->addText(tr("How it moved"), Type::Lead);
    for (const auto &move : m_story->moves) {
        QString line = tr("%1: from %2 to %3").arg(shown(move.on), shown(move.from), shown(move.to));
        if (!move.by.isEmpty())
            line += tr(", by %1").arg(move.by);
        m_body->addText(line, Type::Body, Ink::Muted);
        m_body->addText(move.why);
    }
}

}
