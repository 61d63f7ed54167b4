#include "views/audit/follow_up_card.h"

#include "views/audit/decision_words.h"
#include "views/audit/key_button.h"
#include "views/parts/facts.h"
#include "views/parts/flow_layout.h"

#include <QDateEdit>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace muster::views {

using namespace Qt::StringLiterals;
using registry::FollowUp;
using Tone = TagLook::Tone;

FollowUpCard::FollowUpCard(const RoomContext &room, const registry::DecisionService::Item &item, QWidget *parent)
    : Card(parent),
      m_room(room),
      m_item(item),
      m_answer(new Tag),
      m_title(new PlainLabel({}, Type::Strong)),
      m_about(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_overdue(new Tag({tr("overdue"), Mark::Cross, Tone::Fail})),
      m_reason(new QWidget),
      m_due(new QDateEdit),
      m_why(new QLineEdit),
      m_message(new InlineMessage),
      m_drafts(room.session, room.audit->id())
{
    setFocusPolicy(Qt::StrongFocus);
    setObjectName(u"followUp%1"_s.arg(item.decision.number));
    build();
    showDecision();
    restoreDraft();
    refresh();
    m_draftTimer.setSingleShot(true);
    m_draftTimer.setInterval(1000);
    connect(&m_draftTimer, &QTimer::timeout, this, &FollowUpCard::keepDraft);
    const auto touched = [this] {
        if (!m_draftTimer.isActive())
            m_draftTimer.start();
    };
    connect(m_why, &QLineEdit::textChanged, this, touched);
    connect(m_due, &QDateEdit::dateChanged, this, touched);
}

QString FollowUpCard::draftKey() const
{
    return u"follow-up/"_s + m_item.decision.id.text();
}

void FollowUpCard::keepDraft()
{
    m_draftTimer.stop();
    if (isBeingTyped())
        m_drafts.keep(
            draftKey(),
            {{u"answer"_s, int(m_wanted)}, {u"due"_s, m_due->date().toString(Qt::ISODate)}, {u"why"_s, m_why->text()}});
    else
        m_drafts.forget(draftKey());
}

void FollowUpCard::restoreDraft()
{
    const auto draft = m_drafts.find(draftKey());
    if (draft.isEmpty())
        return;
    m_why->setText(draft[u"why"_s].toString());
    if (const QDate due = QDate::fromString(draft[u"due"_s].toString(), Qt::ISODate); due.isValid())
        m_due->setDate(due);
    showReason(draft[u"answer"_s].toInt() == int(Answer::Dropped) ? Answer::Dropped : Answer::Moved);
}

void FollowUpCard::take(const registry::DecisionService::Item &item)
{
    m_item = item;
    showDecision();
}

void FollowUpCard::showDecision()
{
    setAccessibleName(tr("Decision of last time: %1. D done, N not done, M move, X drop").arg(headline()));
    m_title->setText(breakable(headline(), headingWord));
    const QString owner = m_item.ownerName.isEmpty() ? tr("nobody") : m_item.ownerName;
    const QString due = m_item.decision.due ? shown(*m_item.decision.due) : tr("no date");
    m_about->setText(breakable(tr("%1 · %2, by %3").arg(m_item.delegationTitle, owner, due)));
    m_overdue->setVisible(m_item.overdue);
}

void FollowUpCard::setEnded()
{
    m_ended = true;
    for (auto *one : m_answers)
        one->setEnabled(false);
    m_message->show(InlineMessage::Kind::Note,
                    tr("This decision was ended on the Decisions page. What you typed is still here to copy."));
}

bool FollowUpCard::isBeingTyped() const
{
    return !m_reason->isHidden() && !m_why->text().trimmed().isEmpty();
}

QString FollowUpCard::headline() const
{
    const auto &decision = m_item.decision;
    const QString value = valueText(decision.kind, decision.after.value_or(QString()), m_room, decision.delegation);
    const QString what = value.isEmpty() ? decision.detail.value_or(QString()) : value;
    const QString title = kindTitle(decision.kind);
    return u"%1. %2%3"_s.arg(decision.number).arg(title, what.isEmpty() ? QString() : u": "_s + what);
}

void FollowUpCard::build()
{
    auto *head = rowOf();
    head->addWidget(m_title, 1);
    head->addWidget(m_answer, 0, Qt::AlignTop);
    column()->addLayout(head);
    auto *line = rowOf();
    line->addWidget(m_about, 1);
    line->addWidget(m_overdue, 0, Qt::AlignTop);
    column()->addLayout(line);
    auto *buttons = new FlowLayout(space::tiny);
    const std::pair<QString, Answer> answers[] = {{tr("Done"), Answer::Done},
                                                  {tr("Not done"), Answer::NotDone},
                                                  {tr("Move…"), Answer::Moved},
                                                  {tr("Drop…"), Answer::Dropped}};
    static const QString keys[] = {u"D"_s, u"N"_s, u"M"_s, u"X"_s};
    for (size_t i = 0; i < m_answers.size(); ++i) {
        m_answers[i] = new KeyButton(answers[i].first, keys[i]);
        m_answers[i]->setCheckable(true);
        m_answers[i]->setFocusPolicy(Qt::ClickFocus);
        connect(m_answers[i], &QPushButton::clicked, this, [this, answer = answers[i].second] { say(answer); });
        buttons->addWidget(m_answers[i]);
    }
    column()->addLayout(buttons);
    column()->addWidget(makeReason());
    column()->addWidget(m_message);
}

QWidget *FollowUpCard::makeReason()
{
    auto *row = new QHBoxLayout(m_reason);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::small);
    m_due->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_due->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_due->setMinimumDate(m_room.today());
    m_due->setDate(m_room.today().addDays(14));
    m_due->setAccessibleName(tr("New date"));
    m_why->setMinimumWidth(scaled(64));
    m_why->setPlaceholderText(tr("Why"));
    m_why->setAccessibleName(tr("Why"));
    m_why->setObjectName(u"followUpWhy"_s);
    auto *keep = button(tr("Keep"), Look::Ordinary, this, &FollowUpCard::keepReason);
    row->addWidget(m_due);
    row->addWidget(m_why, 1);
    row->addWidget(keep);
    connect(m_why, &QLineEdit::returnPressed, this, &FollowUpCard::keepReason);
    m_reason->hide();
    return m_reason;
}

const FollowUp *FollowUpCard::answer() const
{
    const auto &all = m_room.open().followUps;
    const auto found = std::ranges::find(all, m_item.decision.id, &FollowUp::decision);
    return found == all.end() ? nullptr : &*found;
}

void FollowUpCard::refresh()
{
    const auto *said = answer();
    static const TagLook looks[] = {{tr("done"), Mark::Check, Tone::Pass},
                                    {tr("not done"), Mark::Triangle, Tone::Drift},
                                    {tr("moved"), Mark::Dot, Tone::Accent},
                                    {tr("dropped"), Mark::Dot, Tone::Neutral}};
    m_answer->setLook(said ? looks[size_t(said->answer)] : TagLook{tr("open"), Mark::None, Tone::Open});
    for (size_t i = 0; i < m_answers.size(); ++i)
        m_answers[i]->setChecked(said ? size_t(said->answer) == i
                                      : m_reason->isVisibleTo(this) && size_t(m_wanted) == i);
}

void FollowUpCard::say(Answer answer)
{
    if (m_ended)
        return;
    m_message->clear();
    if (answer == Answer::Moved || answer == Answer::Dropped) {
        showReason(answer);
        (answer == Answer::Moved ? static_cast<QWidget *>(m_due) : m_why)->setFocus();
        refresh();
        return;
    }
    m_reason->hide();
    keepDraft();
    m_room.audit->setFollowUp({m_item.decision.id, answer, {}, {}});
    refresh();
    Q_EMIT answered();
}

/// The decision is as open as it was before somebody said something of it.
void FollowUpCard::takeBack()
{
    if (!answer())
        return;
    m_message->clear();
    m_room.audit->withdrawFollowUp(m_item.decision.id);
    refresh();
    Q_EMIT answered();
}

void FollowUpCard::showReason(Answer answer)
{
    m_wanted = answer;
    m_due->setVisible(answer == Answer::Moved);
    m_reason->show();
}

void FollowUpCard::keepReason()
{
    if (m_ended)
        return;
    if (m_why->text().trimmed().isEmpty()) {
        m_message->show(InlineMessage::Kind::Error,
                        m_wanted == Answer::Moved ? tr("Say why it is moved.") : tr("Say why it is dropped."));
        m_why->setFocus();
        return;
    }
    m_message->clear();
    m_reason->hide();
    keepDraft();
    m_room.audit->setFollowUp(
        {m_item.decision.id, m_wanted, m_wanted == Answer::Moved ? m_due->date() : QDate(), m_why->text()});
    refresh();
    Q_EMIT answered();
}

void FollowUpCard::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() != Qt::NoModifier) {
        Card::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_D: return say(Answer::Done);
    case Qt::Key_N: return say(Answer::NotDone);
    case Qt::Key_M: return say(Answer::Moved);
    case Qt::Key_X: return say(Answer::Dropped);
    case Qt::Key_Backspace:
    case Qt::Key_Delete: return takeBack();
    case Qt::Key_Up: Q_EMIT stepWanted(-1); return;
    case Qt::Key_Down: Q_EMIT stepWanted(1); return;
    case Qt::Key_Escape:
        m_reason->hide();
        keepDraft();
        refresh();
        setFocus();
        return;
    default: Card::keyPressEvent(event);
    }
}

void FollowUpCard::focusInEvent(QFocusEvent *event)
{
    setChosen(true);
    Card::focusInEvent(event);
}

void FollowUpCard::focusOutEvent(QFocusEvent *event)
{
    setChosen(false);
    Card::focusOutEvent(event);
}

void FollowUpCard::hideEvent(QHideEvent *event)
{
    Card::hideEvent(event);
    keepDraft();
}

}
