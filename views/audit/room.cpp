#include "views/audit/room.h"

#include "items/when_done.h"
#include "views/audit/agenda_column.h"
#include "views/audit/decision_drafts.h"
#include "views/audit/phase_checks.h"
#include "views/audit/phase_close.h"
#include "views/audit/phase_data_walk.h"
#include "views/audit/phase_decisions.h"
#include "views/audit/phase_reclassify.h"

#include <QKeyEvent>
#include <QMenu>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using Move = items::AuditSession::Move;

AuditRoom::AuditRoom(const Session &session, const AuditId &id, QWidget *parent)
    : QWidget(parent),
      m_audit(new items::AuditSession(session.reg, session.clock, id, this)),
      m_title(new PlainLabel({}, Type::Heading)),
      m_more(button(tr("&More…"), Look::Quiet)),
      m_menu(new QMenu(this)),
      m_agenda(new AgendaColumn),
      m_parkingLot(new NoteField(tr("Parking lot"))),
      m_notes(new NoteField(tr("Notes on the audit"))),
      m_stack(new QStackedWidget),
      m_whole(new QStackedWidget),
      m_end(new EmptyState(tr("Opening the audit"), {})),
      m_unsaved(new NoteField(tr("What was typed and is not saved"))),
      m_lostBox(new QWidget),
      m_lost(new NoteField(tr("What was typed and is not saved"))),
      m_side(new QWidget),
      m_texts(new QWidget),
      m_message(new InlineMessage),
      m_bar(new RoomBar(Type::Room))
{
    m_room = {session, m_audit, new Dossiers(session.reg, this), new items::AuditSignals(session.reg, id, this)};
    build();
    addShortcuts();
    connect(m_audit, &items::AuditSession::loaded, this, &AuditRoom::takeLoaded);
    connect(m_audit, &items::AuditSession::changed, this, &AuditRoom::takeChanged);
    connect(m_audit, &items::AuditSession::failed, this, &AuditRoom::showFailed);
    connect(m_audit, &items::AuditSession::savingRecovered, this, [this] {
        if (m_message->text() == m_savingFailed)
            m_message->clear();
    });
    connect(m_audit, &items::AuditSession::closed, this, [this](const AuditId &closedId) {
        m_gone = true;
        Q_EMIT closed(closedId); // hidden, a form keeps its draft
        DecisionDrafts(m_room.session, closedId).forgetAll();
    });
    connect(m_audit, &items::AuditSession::gone, this, &AuditRoom::showGone);
    connect(m_room.dossiers, &Dossiers::changed, this, &AuditRoom::takeChanged);
    connect(m_room.figures, &items::AuditSignals::changed, this, &AuditRoom::takeChanged);
    m_tick.setInterval(500);
    connect(&m_tick, &QTimer::timeout, this, &AuditRoom::tick);
    connect(m_bar, &RoomBar::stepWanted, this, &AuditRoom::step);
    connect(m_bar, &RoomBar::pauseWanted, this, [this] { setPaused(true); });
    connect(m_bar, &RoomBar::resumeWanted, this, [this] { setPaused(false); });
}

void AuditRoom::build()
{
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_whole);
    auto *end = new QWidget;
    auto *endColumn = new QVBoxLayout(end);
    endColumn->addWidget(m_end, 1);
    m_unsaved->setReadOnly(true);
    m_unsaved->hide();
    endColumn->addWidget(m_unsaved, 1);
    m_whole->addWidget(end);
    auto *inside = new QWidget;
    auto *row = new QHBoxLayout(inside);
    row->setContentsMargins(space::huge, space::large, space::huge, space::huge);
    row->setSpacing(space::large);
    row->addWidget(makeSide());
    auto *middle = columnOf(space::medium);
    middle->addWidget(m_bar, 0, Qt::AlignHCenter);
    middle->addWidget(m_message);
    middle->addWidget(m_lostBox);
    middle->addWidget(m_stack, 1);
    row->addLayout(middle, 1);
    m_whole->addWidget(inside);
    m_bar->hide();
    m_message->setObjectName(u"roomMessage"_s);
    auto *lost = new QHBoxLayout(m_lostBox);
    lost->setContentsMargins(0, 0, 0, 0);
    lost->addWidget(m_lost, 1);
    lost->addWidget(button(tr("I have copied it"), Look::Quiet, m_lostBox, &QWidget::hide), 0, Qt::AlignTop);
    m_lost->setObjectName(u"lostTexts"_s);
    m_lost->setReadOnly(true);
    m_lostBox->hide();
    showSideWidth();
}

QWidget *AuditRoom::makeSide()
{
    auto *column = new QVBoxLayout(m_side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::medium);
    auto *head = rowOf();
    m_title->setElided(true);
    head->addWidget(m_title, 1);
    m_menu->setObjectName(u"roomMenu"_s);
    connect(m_more, &QPushButton::clicked, this,
            [this] { m_menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
    m_more->setObjectName(u"more"_s);
    m_more->setAccessibleName(tr("More: someone has to leave, take a workflow out, give the audit up"));
    head->addWidget(m_more);
    column->addLayout(head);
    column->addWidget(m_agenda);
    column->addStretch(1);
    column->addWidget(makeTexts());
    connect(m_agenda, &AgendaColumn::phaseWanted, this, &AuditRoom::enter);
    connect(m_menu, &QMenu::aboutToShow, this, &AuditRoom::fillMenu);
    return m_side;
}

QWidget *AuditRoom::makeTexts()
{
    auto *column = new QVBoxLayout(m_texts);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tiny);
    const std::tuple<NoteField *, QString, QString, QString, Qt::Key> fields[] = {
        {m_parkingLot, tr("Parking lot"), tr("What is for another day"), u"parkingLot"_s, Qt::Key_K},
        {m_notes, tr("Notes"), tr("What the record should say of this audit"), u"notes"_s, Qt::Key_O}};
    for (const auto &[field, title, hint, name, key] : fields) {
        auto *label = new PlainLabel(title, Type::Strong);
        label->setWordWrap(false);
        label->setBuddy(field);
        auto *head = rowOf();
        head->addWidget(label, 1);
        head->addWidget(new KeyHint(tr("Alt %1").arg(QChar(key))));
        column->addLayout(head);
        field->setObjectName(name);
        field->setPlaceholderText(hint);
        addKey(Qt::ALT | key, [this, to = field] { focusText(to); });
        column->addWidget(field);
        column->addSpacing(space::tiny);
    }
    connect(m_parkingLot, &NoteField::edited, m_audit, &items::AuditSession::setParkingLot);
    connect(m_notes, &NoteField::edited, m_audit, &items::AuditSession::setNotes);
    return m_texts;
}

void AuditRoom::addShortcuts()
{
    for (int i = 0; i < 5; ++i) {
        addKey(Qt::ALT | Qt::Key(Qt::Key_1 + i), [this, i] {
            const auto phases = phasesOf(agenda().form());
            if (isOpen() && size_t(i) < phases.size())
                enter(phases[size_t(i)].phase);
        });
    }
}

void AuditRoom::addKey(const QKeySequence &keys, const std::function<void()> &act)
{
    auto *shortcut = new QShortcut(keys, this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, act);
}

/// In room mode the texts come out while they are written; Escape leads back to the work.
void AuditRoom::focusText(NoteField *field)
{
    if (!isOpen())
        return;
    m_texts->show();
    field->setFocus();
    field->moveCursor(QTextCursor::End);
}

void AuditRoom::leaveText()
{
    activate();
    m_texts->setVisible(!m_roomMode);
}

void AuditRoom::takeLoaded()
{
    const auto &audit = m_audit->audit();
    m_title->setText(kindOf(audit.form) == AuditKind::Spot ? tr("Spot check %1").arg(audit.number)
                                                           : tr("Audit %1").arg(audit.number));
    m_agendaPhase = agenda().currentPhase();
    m_whole->setCurrentIndex(1);
    showPhase(m_agendaPhase.value_or(phasesOf(agenda().form()).front().phase), isVisible());
    m_tick.start();
    takeChanged();
}

void AuditRoom::takeChanged()
{
    if (!isOpen())
        return;
    m_parkingLot->show(m_audit->audit().parkingLot);
    m_notes->show(m_audit->audit().notes);
    if (agenda().currentPhase() != m_agendaPhase) {
        m_agendaPhase = agenda().currentPhase();
        if (m_agendaPhase)
            showPhase(*m_agendaPhase, isVisible());
    }
    if (m_phase)
        workOf(*m_phase)->refresh();
    tick();
}

QString AuditRoom::reasonToStay() const
{
    const QString refusal = m_audit->refusal();
    return refusal.isEmpty() ? QString()
                             : tr("What was typed in the audit is not saved: %1 Copy it, or try again.").arg(refusal);
}

void AuditRoom::tick()
{
    if (!isOpen())
        return;
    m_agenda->show(agenda(), m_phase, now());
    m_bar->show(agenda(), now());
    Q_EMIT ticked();
}

void AuditRoom::activate()
{
    if (isOpen() && m_phase)
        workOf(*m_phase)->activate();
}

void AuditRoom::step(RoomBar::Step step)
{
    if (!isOpen())
        return;
    switch (step) {
    case RoomBar::Step::Start: m_audit->move(Move::Start); return;
    case RoomBar::Step::Next: m_audit->move(Move::Next); return;
    case RoomBar::Step::Close: break;
    }
    // What is written is looked at first.
    if (m_phase == Phase::Close)
        static_cast<PhaseClose *>(workOf(Phase::Close))->closeRecord();
    else
        showPhase(Phase::Close, true);
}

void AuditRoom::setPaused(bool paused)
{
    if (isOpen())
        m_audit->move(paused ? Move::Pause : Move::Resume);
}

void AuditRoom::setRoomMode(bool on)
{
    m_roomMode = on;
    m_bar->setVisible(on);
    m_texts->setVisible(!on);
    m_more->setVisible(!on);
    m_agenda->setPlain(on);
    tick();
}

/// What is as wide or high as its type; in a small window the work takes some of the agenda's room.
void AuditRoom::showSideWidth()
{
    const bool narrow = width() < scaled(960);
    m_side->setFixedWidth(scaled(narrow ? 132 : 196));
    m_more->setText(narrow ? u"…"_s : tr("&More…"));
    m_more->setShortcut(Qt::ALT | Qt::Key_M);
    for (auto *field : {m_parkingLot, m_notes})
        field->setFixedHeight(scaled(62));
    m_lost->setFixedHeight(scaled(90));
}

void AuditRoom::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::FontChange)
        showSideWidth();
}

void AuditRoom::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showSideWidth();
}

void AuditRoom::enter(Phase phase)
{
    if (!isOpen())
        return;
    // Before the clock starts a phase is only looked at: samples are laid out, worksheets printed.
    if (agenda().currentPhase() && agenda().currentPhase() != phase)
        m_audit->enter(phase);
    showPhase(phase, true);
}

void AuditRoom::showPhase(Phase phase, bool activate)
{
    auto *work = workOf(phase);
    m_phase = phase;
    m_stack->setCurrentWidget(work);
    m_agenda->show(agenda(), m_phase, now());
    if (activate)
        work->activate();
}

PhaseWork *AuditRoom::workOf(Phase phase)
{
    auto *&work = m_works[int(phase)];
    if (!work) {
        work = makeWork(phase);
        m_stack->addWidget(work);
        // In line with the audit's own heading, whether it holds buttons or not.
        for (auto *heading : work->findChildren<PageHeading *>())
            heading->setMinimumHeight(m_more->sizeHint().height());
        connect(work, &PhaseWork::placeWanted, this, &AuditRoom::goTo);
    }
    return work;
}

PhaseWork *AuditRoom::makeWork(Phase phase)
{
    switch (phase) {
    case Phase::DataWalk: return new PhaseDataWalk(m_room);
    case Phase::Checks: return new PhaseChecks(m_room);
    case Phase::Reclassify: return new PhaseReclassify(m_room);
    case Phase::Decisions: return new PhaseDecisions(m_room);
    case Phase::Close: break;
    }
    return new PhaseClose(m_room);
}

void AuditRoom::goTo(const Place &place)
{
    enter(place.phase);
    workOf(place.phase)->goTo(place);
}

void AuditRoom::fillMenu()
{
    m_menu->clear();
    if (!isOpen())
        return;
    addLeaving(m_menu);
    addTakingOut(m_menu);
    m_menu->addSeparator();
    auto *back = m_menu->addAction(tr("&Back to the list; the clock runs on"));
    connect(back, &QAction::triggered, this, &AuditRoom::left);
    addGivingUp(m_menu);
}

namespace {

/// A name as a menu's text: an ampersand in it is no mnemonic.
QString asAction(const QString &name)
{
    return name.left(60).replace(u'&', u"&&"_s);
}

}

void AuditRoom::addLeaving(QMenu *menu)
{
    auto *leaving = menu->addMenu(tr("&Someone has to leave"));
    for (const auto &person : m_audit->audit().participants) {
        const QString name = m_audit->nameOf(person);
        auto *action = leaving->addAction(asAction(name));
        connect(action, &QAction::triggered, this, [this, person, name] {
            tell(m_audit->removeParticipant(person),
                 tr("%1 has left; what was open went to others, and what they checked stands.").arg(name));
        });
    }
    leaving->setEnabled(m_audit->audit().participants.size() > 1);
}

void AuditRoom::addTakingOut(QMenu *menu)
{
    auto *out = menu->addMenu(tr("Take a workflow &out"));
    for (const auto &item : m_audit->audit().delegations) {
        // What was typed about a workflow would go with it.
        const bool untouched = item.findings.isEmpty() && item.samples.isEmpty() && item.decisions.isEmpty()
                               && item.drills.isEmpty() && !item.reach;
        if (!untouched)
            continue;
        auto *action = out->addAction(asAction(item.title));
        connect(action, &QAction::triggered, this, [this, id = item.id, title = item.title] {
            tell(m_audit->removeDelegation(id), tr("“%1” was taken out of this audit.").arg(title));
            m_message->offer(tr("Take it in again"), [this, id] { m_audit->addDelegation(id); });
        });
    }
    out->setEnabled(!out->isEmpty() && m_audit->audit().delegations.size() > 1);
}

void AuditRoom::addGivingUp(QMenu *menu)
{
    auto *give = menu->addAction(tr("&Give this audit up…"));
    connect(give, &QAction::triggered, this, [this] {
        m_message->show(InlineMessage::Kind::Warning,
                        tr("Giving it up can't be undone: nothing of this audit would be recorded."));
        m_message->offer(tr("Give it up"), [this] {
            items::whenDone(this, m_audit->discard(), [this](const Result<void> &result) {
                if (!result)
                    m_message->showError(result.error());
            });
        });
    });
}

void AuditRoom::tell(const QFuture<Result<void>> &work, const QString &sentence)
{
    m_message->show(InlineMessage::Kind::Done, sentence);
    items::whenDone(this, work, [this](const Result<void> &result) {
        if (!result)
            m_message->showError(result.error());
    });
}

/// What can't be saved any more is shown, for somebody to copy.
void AuditRoom::showFailed(const Error &error)
{
    m_message->showError(error);
    m_savingFailed = error.message;
    const QStringList &lost = m_audit->lostTexts();
    if (lost.size() == std::exchange(m_lostShown, lost.size()))
        return;
    m_lost->show(lost.join(u"\n\n"_s));
    m_lostBox->show();
}

void AuditRoom::showGone(const Error &why)
{
    m_gone = true;
    m_tick.stop();
    m_end->setTexts(tr("This audit is not open any more"), why.message);
    auto *back = button(tr("To the audits"), Look::Primary);
    connect(back, &QPushButton::clicked, this, &AuditRoom::left);
    m_end->add(back);
    m_whole->setCurrentIndex(0); // hidden, a form keeps its draft
    DecisionDrafts drafts(m_room.session, m_audit->id());
    const QStringList unsaved = m_audit->unsavedTexts() + drafts.texts();
    drafts.forgetAll();
    m_unsaved->show(unsaved.join(u"\n\n"_s));
    m_unsaved->setVisible(!unsaved.isEmpty());
    back->setFocus();
    Q_EMIT ticked();
}

void AuditRoom::keyPressEvent(QKeyEvent *event)
{
    // Enter presses the button that has the focus, as everywhere in the room.
    auto *focused = qobject_cast<QPushButton *>(focusWidget());
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && focused && focused->isEnabled()
        && !event->isAutoRepeat())
        focused->click();
    else if (event->key() == Qt::Key_Escape && m_texts->isAncestorOf(window()->focusWidget()))
        leaveText();
    else
        QWidget::keyPressEvent(event);
}

}
