#include "views/audit/stop_work.h"

#include "items/when_done.h"
#include "views/parts/counted.h"
#include "views/parts/flow_layout.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

QString drillKey(const DelegationId &delegation)
{
    return u"drill/"_s + delegation.text();
}

/// Whom the stop rule names first; otherwise the owner.
PersonId pullerOf(const items::DelegationDossier *dossier)
{
    if (!dossier)
        return {};
    if (dossier->stopRule && dossier->stopRule->puller)
        return *dossier->stopRule->puller;
    return dossier->delegation.owner.value_or(PersonId());
}

}

ReachWatch::ReachWatch(const RoomContext &room, QWidget *parent)
    : QWidget(parent),
      m_room(room),
      m_person(new QComboBox),
      m_call(button(tr("Ca&ll now"))),
      m_cancel(button(tr("Nobody answered"), Look::Quiet)),
      m_clock(new Clockface(Type::Timer)),
      m_outcome(new PlainLabel({}, Type::Small, Ink::Muted))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tiny);
    auto *row = rowOf();
    row->addWidget(m_person, 1);
    row->addWidget(m_clock);
    row->addWidget(m_call);
    column->addLayout(row);
    auto *below = rowOf();
    below->addWidget(m_outcome, 1);
    below->addWidget(m_cancel);
    column->addLayout(below);
    m_person->setAccessibleName(tr("Whom to call"));
    m_person->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_person->setMinimumContentsLength(6);
    m_call->setObjectName(u"call"_s);
    m_cancel->setObjectName(u"nobodyAnswered"_s);
    m_outcome->setObjectName(u"reachOutcome"_s);
    m_tick.setInterval(250);
    connect(&m_tick, &QTimer::timeout, this, &ReachWatch::showState);
    connect(m_call, &QPushButton::clicked, this, &ReachWatch::startOrStop);
    connect(m_cancel, &QPushButton::clicked, this, &ReachWatch::giveUp);
}

void ReachWatch::show(const DelegationId &delegation)
{
    fillPeople(m_person, *m_room.audit);
    if (delegation != m_delegation) {
        m_delegation = delegation;
        choosePerson(m_person, m_calls.value(delegation).person);
    }
    if (m_person->currentIndex() < 0)
        choosePerson(m_person, pullerOf(m_room.dossiers->find(delegation)));
    showState();
}

void ReachWatch::startOrStop()
{
    if (m_calls.contains(m_delegation)) {
        const Call call = endCall();
        m_unanswered.remove(m_delegation);
        m_room.audit->setReach(m_delegation, {call.person, secondsOf(call)});
    } else if (m_person->currentIndex() >= 0) {
        m_calls.insert(m_delegation, {m_room.audit->now(), personIn(m_person)});
        m_tick.start();
    }
    showState();
}

void ReachWatch::giveUp()
{
    if (!m_calls.contains(m_delegation))
        return;
    const Call call = endCall();
    const QString sentence =
        tr("%1: no answer after %2.")
            .arg(m_room.audit->nameOf(call.person), counted(secondsOf(call), tr("second"), tr("seconds")));
    m_unanswered.insert(m_delegation, sentence);
    if (const auto *item = m_room.open().find(m_delegation)) {
        const QString note = item->findings.value(Check::Stop).note;
        m_room.audit->setNote(m_delegation, Check::Stop,
                              note.trimmed().isEmpty() ? sentence
                                                       : note + (note.endsWith(u'\n') ? u""_s : u"\n"_s) + sentence);
    }
    showState();
    m_call->setFocus();
}

ReachWatch::Call ReachWatch::endCall()
{
    const Call call = m_calls.take(m_delegation);
    if (m_calls.isEmpty())
        m_tick.stop();
    return call;
}

qint64 ReachWatch::secondsOf(const Call &call) const
{
    return std::max<qint64>(0, call.since.secsTo(m_room.audit->now()));
}

void ReachWatch::showState()
{
    const auto call = m_calls.constFind(m_delegation);
    const bool calling = call != m_calls.cend();
    m_call->setText(calling ? tr("Answ&ered") : tr("Ca&ll now"));
    m_call->setEnabled(calling || m_person->currentIndex() >= 0);
    m_person->setEnabled(!calling);
    m_cancel->setVisible(calling);
    m_clock->setVisible(calling);
    if (calling)
        m_clock->setTime(shownTime(std::chrono::seconds(secondsOf(*call))), false);
    const auto *item = m_room.open().find(m_delegation);
    if (calling)
        m_outcome->setText(tr("Calling; press Answered when they do."));
    else if (m_unanswered.contains(m_delegation))
        m_outcome->setText(tr("%1 The note says so.").arg(m_unanswered[m_delegation]));
    else if (item && item->reach)
        m_outcome->setText(tr("%1 answered after %2. Being reachable is no drill.")
                               .arg(m_room.audit->nameOf(item->reach->person),
                                    counted(item->reach->seconds, tr("second"), tr("seconds"))));
    else
        m_outcome->setText(tr("Count how long it takes until they answer."));
}

DrillForm::DrillForm(const RoomContext &room, QWidget *parent)
    : QWidget(parent),
      m_room(room),
      m_drafts(room.session, room.audit->id()),
      m_unfold(button(tr("&Record a drill…"))),
      m_fields(new QWidget),
      m_by(new QComboBox),
      m_minutes(new QSpinBox),
      m_worked(new QCheckBox(tr("It worked"))),
      m_note(new QLineEdit),
      m_recorded(new PlainLabel({}, Type::Small, Ink::Muted)),
      m_takeBack(button(tr("Take the last one back"), Look::Link, this, &DrillForm::takeBack)),
      m_message(new InlineMessage)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::small);
    auto *recorded = rowOf();
    recorded->addWidget(m_recorded, 1);
    recorded->addWidget(m_takeBack, 0, Qt::AlignBottom);
    column->addLayout(recorded);
    m_takeBack->setObjectName(u"takeDrillBack"_s);
    column->addWidget(m_unfold, 0, Qt::AlignLeft);
    auto *fields = new QVBoxLayout(m_fields);
    fields->setContentsMargins(0, 0, 0, 0);
    auto *row = new FlowLayout(space::small);
    row->addWidget(m_by);
    row->addWidget(m_minutes);
    row->addWidget(m_worked);
    fields->addLayout(row);
    auto *last = rowOf();
    last->addWidget(m_note, 1);
    auto *record = button(tr("Record"), Look::Ordinary, this, &DrillForm::record);
    record->setObjectName(u"recordDrill"_s);
    last->addWidget(record);
    fields->addLayout(last);
    column->addWidget(m_fields);
    column->addWidget(m_message);
    m_unfold->setObjectName(u"drill"_s);
    m_by->setAccessibleName(tr("Who exercised it"));
    m_by->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_by->setMinimumContentsLength(6);
    m_minutes->setObjectName(u"drillMinutes"_s);
    m_minutes->setRange(0, 10000);
    m_minutes->setSuffix(tr(" min"));
    m_minutes->setSpecialValueText(tr("not timed"));
    m_minutes->setAccessibleName(tr("Minutes until it stood still; 0 where nobody timed it"));
    m_minutes->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_note->setObjectName(u"drillNote"_s);
    m_note->setMinimumWidth(scaled(64));
    m_note->setPlaceholderText(tr("What was seen"));
    m_note->setAccessibleName(tr("What was seen in the drill"));
    connect(m_unfold, &QPushButton::clicked, this, [this] {
        unfold(true);
        m_by->setFocus();
    });
    connect(m_note, &QLineEdit::returnPressed, this, &DrillForm::record);
    m_draftTimer.setSingleShot(true);
    m_draftTimer.setInterval(1000);
    connect(&m_draftTimer, &QTimer::timeout, this, &DrillForm::keepDraft);
    const auto touched = [this] {
        if (!m_draftTimer.isActive())
            m_draftTimer.start();
    };
    connect(m_note, &QLineEdit::textEdited, this, touched);
    connect(m_minutes, &QSpinBox::valueChanged, this, touched);
    connect(m_worked, &QCheckBox::toggled, this, touched);
    connect(m_by, &QComboBox::activated, this, touched);
    unfold(false);
}

void DrillForm::unfold(bool open)
{
    m_fields->setVisible(open);
    m_unfold->setVisible(!open);
}

void DrillForm::show(const DelegationId &delegation)
{
    fillPeople(m_by, *m_room.audit);
    if (delegation != m_delegation) {
        keepDraft();
        m_delegation = delegation;
        m_message->clear();
        showDraft();
    }
    if (m_by->currentIndex() < 0)
        choosePerson(m_by, pullerOf(m_room.dossiers->find(delegation)));
    showRecorded();
}

void DrillForm::keepDraft()
{
    m_draftTimer.stop();
    if (m_delegation.isNull())
        return;
    if (m_fields->isHidden())
        m_drafts.forget(drillKey(m_delegation));
    else
        m_drafts.keep(drillKey(m_delegation), {{u"by"_s, personIn(m_by).text()},
                                               {u"minutes"_s, m_minutes->value()},
                                               {u"worked"_s, m_worked->isChecked()},
                                               {u"note"_s, m_note->text()}});
}

/// Unfolded where something was typed of a drill, otherwise as it begins.
void DrillForm::showDraft()
{
    const auto draft = m_drafts.find(drillKey(m_delegation));
    choosePerson(m_by, PersonId(draft[u"by"_s].toString()));
    m_minutes->setValue(draft[u"minutes"_s].toInt());
    m_worked->setChecked(draft[u"worked"_s].toBool(true));
    m_note->setText(draft[u"note"_s].toString());
    unfold(!draft.isEmpty());
}

void DrillForm::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    keepDraft();
}

void DrillForm::showRecorded()
{
    QStringList lines;
    if (const auto *item = m_room.open().find(m_delegation)) {
        for (const auto &drill : item->drills) {
            const QString outcome = drill.worked ? tr("worked") : tr("did not work");
            lines << (drill.minutes ? tr("Drill in this audit: %1, %2")
                                          .arg(outcome, counted(*drill.minutes, tr("minute"), tr("minutes")))
                                    : tr("Drill in this audit: %1").arg(outcome));
        }
    }
    m_recorded->setText(lines.join(u'\n'));
    m_recorded->setVisible(!lines.isEmpty());
    m_takeBack->setVisible(!lines.isEmpty());
}

void DrillForm::takeBack()
{
    const auto *item = m_room.open().find(m_delegation);
    if (!item || item->drills.isEmpty() || std::exchange(m_sending, true))
        return;
    const auto gone = m_room.audit->removeDrill(m_delegation, item->drills.last().id);
    items::whenDone(this, gone, [this](const Result<void> &result) {
        m_sending = false;
        if (result)
            m_message->clear();
        else
            m_message->showError(result.error());
        showRecorded();
    });
}

void DrillForm::record()
{
    if (std::exchange(m_sending, true))
        return;
    Drill drill;
    drill.delegation = m_delegation;
    drill.worked = m_worked->isChecked();
    if (m_by->currentIndex() >= 0)
        drill.by = personIn(m_by);
    if (m_minutes->value() > 0)
        drill.minutes = m_minutes->value();
    if (!m_note->text().trimmed().isEmpty())
        drill.note = m_note->text();
    items::whenDone(this, m_room.audit->addDrill(drill), [this, about = m_delegation](const Result<void> &result) {
        m_sending = false;
        if (!result) {
            m_message->showError(result.error());
            return;
        }
        m_drafts.forget(drillKey(about));
        if (about != m_delegation)
            return;
        const bool inside = isAncestorOf(window()->focusWidget());
        m_message->clear();
        showDraft();
        show(m_delegation);
        if (inside)
            m_unfold->setFocus();
    });
}

}
