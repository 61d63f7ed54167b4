#include "views/intake/import_wizard.h"

#include "views/intake/columns_step.h"
#include "views/intake/file_step.h"
#include "views/intake/import_flow.h"
#include "views/intake/import_step.h"
#include "views/intake/trial_step.h"
#include "views/intake/values_step.h"

#include <QButtonGroup>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLocale>
#include <QMimeData>
#include <QShortcut>
#include <QStackedWidget>

namespace muster::views {

using namespace Qt::StringLiterals;
using Phase = ImportFlow::Phase;

namespace {

/// The one file of what is dragged, or nothing.
QString draggedFile(const QMimeData *data)
{
    const auto urls = data->urls();
    return urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
}

}

ImportWizard::ImportWizard(const Session &session, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_flow(new ImportFlow(session, this)),
      m_stack(new QStackedWidget),
      m_file(new FileStep(*m_flow)),
      m_columns(new ColumnsStep(*m_flow)),
      m_values(new ValuesStep(*m_flow)),
      m_trial(new TrialStep(*m_flow)),
      m_import(new ImportStep(*m_flow)),
      m_pages{m_file, m_columns, m_values, m_trial, m_import},
      m_counts(new Card),
      m_countText(new PlainLabel({}, Type::Small, Ink::Muted)),
      m_progress(new ProgressStrip),
      m_hint(new PlainLabel({}, Type::Small, Ink::Muted)),
      m_leave(button(tr("Close"), Look::Quiet)),
      m_back(button(tr("&Back"))),
      m_next(button(tr("&Next"), Look::Primary)),
      m_load(button(tr("&Load mapping…"), Look::Quiet)),
      m_save(button(tr("Save &mapping…"), Look::Quiet))
{
    setObjectName(u"import-wizard"_s);
    setAcceptDrops(true);
    build();
    wire();
    followPhase();
    goTo(File);
}

// The pages refer to the flow: they go first.
ImportWizard::~ImportWizard()
{
    m_flow->disconnect();
    m_flow->draft().disconnect();
    qDeleteAll(m_pages);
}

void ImportWizard::build()
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::huge, space::large, space::huge, space::huge);
    layout->setSpacing(space::huge);
    layout->addWidget(buildList());
    auto *work = columnOf(space::medium);
    for (auto *page : m_pages)
        m_stack->addWidget(page);
    work->addWidget(m_stack, 1);
    work->addWidget(m_progress);
    work->addLayout(buildBar());
    layout->addLayout(work, 1);
}

QWidget *ImportWizard::buildList()
{
    auto *list = new QWidget;
    auto *layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::small);
    auto *title = new PlainLabel(tr("Import"), Type::Heading);
    layout->addWidget(title);
    layout->addSpacing(space::tiny);
    auto *group = new QButtonGroup(this);
    const QStringList names{tr("File"), tr("Columns"), tr("Values"), tr("Dry run"), tr("Import")};
    for (int i = 0; i < StepCount; ++i) {
        auto *step = new StepButton(i + 1, names[i]);
        step->setObjectName(u"step-%1"_s.arg(i + 1));
        m_buttons << step;
        group->addButton(step, i);
        layout->addWidget(step);
    }
    connect(group, &QButtonGroup::idClicked, this, [this](int id) { goTo(Step(id)); });
    layout->addStretch(1);
    m_counts->column()->addWidget(new PlainLabel(tr("What would happen"), Type::Strong));
    m_counts->column()->addWidget(m_countText);
    m_countText->setObjectName(u"counts"_s);
    layout->addWidget(m_counts);
    list->setFixedWidth(scaled(204));
    return list;
}

QLayout *ImportWizard::buildBar()
{
    m_back->setObjectName(u"back"_s);
    m_next->setObjectName(u"next"_s);
    m_hint->setObjectName(u"hint"_s);
    m_load->setObjectName(u"load-mapping"_s);
    m_save->setObjectName(u"save-mapping"_s);
    m_progress->setObjectName(u"progress"_s);
    m_leave->setObjectName(u"leave"_s);
    m_leave->setToolTip(tr("Esc"));
    m_hint->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *row = rowOf();
    row->addWidget(m_leave);
    row->addWidget(m_load);
    row->addWidget(m_save);
    row->addWidget(m_hint, 1);
    row->addWidget(m_back);
    row->addWidget(m_next);
    return row;
}

void ImportWizard::wire()
{
    connect(m_leave, &QPushButton::clicked, this, &ImportWizard::leave);
    connect(m_back, &QPushButton::clicked, this, [this] { goTo(Step(step() - 1)); });
    connect(m_next, &QPushButton::clicked, this, &ImportWizard::next);
    connect(m_load, &QPushButton::clicked, this, &ImportWizard::loadMapping);
    connect(m_save, &QPushButton::clicked, this, &ImportWizard::saveMapping);
    m_next->setToolTip(QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText));
    connect(new QShortcut(Qt::CTRL | Qt::Key_Return, this), &QShortcut::activated, m_next, &QPushButton::click);
    connect(m_flow, &ImportFlow::phaseChanged, this, &ImportWizard::followPhase);
    connect(m_flow, &ImportFlow::trialChanged, this, &ImportWizard::follow);
    connect(&m_flow->draft(), &items::ImportDraft::changed, this, &ImportWizard::follow);
    connect(m_flow, &ImportFlow::mappingTaken, this, &ImportWizard::tellMapping);
    connect(m_flow, &ImportFlow::mappingFailed, m_columns->message(), &InlineMessage::showError);
    connect(m_flow, &ImportFlow::began, this,
            [this](const QString &what, const QFuture<void> &future) { m_progress->follow(what, future); });
    connect(m_import, &ImportStep::wallWanted, this, &ImportWizard::finished);
    connect(m_import, &ImportStep::anotherWanted, this, [this] { openFile({}); });
}

void ImportWizard::openFile(const QString &path)
{
    m_columns->message()->clear();
    m_flow->openFile(path);
    goTo(File);
}

void ImportWizard::openText(const QString &pasted)
{
    m_columns->message()->clear();
    m_flow->openText(pasted);
    goTo(File);
}

ImportWizard::Step ImportWizard::step() const
{
    return Step(m_stack->currentIndex());
}

bool ImportWizard::mayGo(int step) const
{
    const auto phase = m_flow->phase();
    if (phase == Phase::Importing || phase == Phase::Imported || phase == Phase::Undoing || phase == Phase::Undone)
        return step == Import;
    return step == File || (step >= 0 && step < StepCount && m_flow->draft().hasTable());
}

void ImportWizard::goTo(Step step)
{
    if (mayGo(step))
        m_stack->setCurrentIndex(step);
    m_flow->setTriesAlways(this->step() >= Trial);
    m_buttons[this->step()]->setChecked(true);
    follow();
    m_pages[this->step()]->enter();
}

void ImportWizard::next()
{
    if (step() == Import)
        m_flow->startImport();
    else
        goTo(Step(step() + 1));
}

void ImportWizard::followPhase()
{
    const auto phase = m_flow->phase();
    if (phase == Phase::Imported && step() == Import) {
        Q_EMIT imported();
        Q_EMIT m_session.navigator->said(tr("%1 imported.").arg(m_flow->name()));
    }
    if (!mayGo(step()))
        goTo(phase == Phase::Nothing || phase == Phase::Reading ? File : Import);
    follow();
    if (phase == Phase::Imported || phase == Phase::Deciding)
        m_pages[step()]->enter();
}

void ImportWizard::follow()
{
    tellSteps();
    tellCounts();
    const auto phase = m_flow->phase();
    const bool deciding = phase == Phase::Deciding;
    const bool last = step() == Import;
    m_leave->setEnabled(phase != Phase::Importing && phase != Phase::Undoing); // what is under way ends first
    m_back->setVisible(step() > File && deciding);
    m_next->setVisible(deciding);
    m_next->setText(last ? tr("&Import") : tr("&Next"));
    m_next->setEnabled(last ? m_flow->hindrance().isEmpty() : mayGo(step() + 1));
    m_load->setVisible(deciding && step() != File && !last);
    m_save->setVisible(deciding && step() != File && !last);
    m_hint->setText(deciding && step() == Values ? m_flow->draft().missing() : QString());
}

void ImportWizard::tellSteps()
{
    using State = StepButton::State;
    const auto &draft = m_flow->draft();
    const auto &table = draft.table();
    for (int i = 0; i < StepCount; ++i)
        m_buttons[i]->setEnabled(mayGo(i));
    if (!draft.hasTable()) {
        m_buttons[File]->tell(State::Ahead, m_flow->phase() == Phase::Reading ? tr("reading…") : tr("none yet"));
        for (int i = Columns; i < StepCount; ++i)
            m_buttons[i]->tell(State::Ahead, {});
        return;
    }
    m_buttons[File]->tell(
        table.trouble ? State::Attention : State::Settled,
        tr("%1 · %2").arg(counted(table.rows, tr("row"), tr("rows")), exchange::encodingName(table.encoding)));
    m_buttons[Columns]->tell(draft.missing().isEmpty() ? State::Settled : State::Attention, columnCounts());
    m_buttons[Values]->tell(m_values->attention() > 0 ? State::Attention : State::Settled,
                            m_values->attention() > 0 ? tr("%1 to look at").arg(m_values->attention())
                            : m_values->total() > 0   ? tr("all known")
                                                      : tr("nothing to translate"));
    tellTrial();
    const bool done = m_flow->phase() == Phase::Imported;
    m_buttons[Import]->tell(done ? State::Settled : State::Ahead, done ? tr("done")
                                                                  : m_flow->hindrance().isEmpty()
                                                                      ? tr("ready")
                                                                      : tr("not ready yet"));
}

QString ImportWizard::columnCounts() const
{
    const auto &draft = m_flow->draft();
    int mapped = 0, made = 0;
    for (int i = 0; i < draft.table().columns.size(); ++i) {
        made += draft.newColumn(i) != nullptr;
        mapped += draft.choiceOf(i).use == items::ColumnUse::Field && !draft.newColumn(i);
    }
    const QString text = tr("%1 of %2 to fields").arg(mapped).arg(draft.table().columns.size());
    return made > 0 ? tr("%1, %2 new").arg(text).arg(made) : text;
}

void ImportWizard::tellTrial()
{
    using State = StepButton::State;
    const auto &trial = m_flow->trial();
    if (!trial)
        m_buttons[Trial]->tell(State::Ahead, m_flow->isTrying() ? tr("trying…") : tr("not tried yet"));
    else if (trial->earlier && !m_flow->importsAgain())
        m_buttons[Trial]->tell(State::Attention, tr("imported before"));
    else if (trial->refused > 0)
        m_buttons[Trial]->tell(State::Attention, tr("%1 refused").arg(QLocale().toString(trial->refused)));
    else
        m_buttons[Trial]->tell(State::Settled, tr("every row fits"));
}

void ImportWizard::tellCounts()
{
    const auto &report = m_flow->outcome() ? m_flow->outcome() : m_flow->trial();
    m_counts->setVisible(report != nullptr && !m_flow->outcome());
    if (!report)
        return;
    const QLocale locale;
    m_countText->setText(tr("%1 rows:\n%2 new\n%3 updated\n%4 unchanged\n%5 refused")
                             .arg(locale.toString(report->rows), locale.toString(report->accepted),
                                  locale.toString(report->updated), locale.toString(report->unchanged),
                                  locale.toString(report->refused)));
}

void ImportWizard::tellMapping(const QString &name, const QStringList &problems)
{
    auto *message = m_columns->message();
    const QString origin = name.isEmpty() ? tr("This is the mapping kept for files with these columns.")
                                          : tr("The mapping of %1 is in use.").arg(name);
    message->show(problems.isEmpty() ? InlineMessage::Kind::Note : InlineMessage::Kind::Warning,
                  problems.isEmpty() ? origin : origin + u' ' + problems.join(u' '));
    message->offer(tr("Begin with guesses instead"), [this] {
        m_columns->message()->clear();
        m_flow->useGuesses();
    });
}

void ImportWizard::loadMapping()
{
    askForFile(this, tr("Load a mapping"), tr("Mappings (*.json);;All files (*)"), false, {},
               [this](const QString &path) { m_flow->loadMapping(path); });
}

void ImportWizard::saveMapping()
{
    askForFile(this, tr("Save this mapping"), tr("Mappings (*.json)"), true,
               QFileInfo(m_flow->path()).completeBaseName() + u".mapping.json"_s, [this](const QString &path) {
                   if (const auto saved = m_flow->saveMapping(path); !saved)
                       m_columns->message()->showError(saved.error());
                   else
                       m_columns->message()->show(InlineMessage::Kind::Done,
                                                  tr("The mapping is saved in %1.").arg(QFileInfo(path).fileName()));
               });
}

void ImportWizard::leave()
{
    m_flow->cancel();
    Q_EMIT finished();
}

void ImportWizard::dragEnterEvent(QDragEnterEvent *event)
{
    if (!draggedFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void ImportWizard::dropEvent(QDropEvent *event)
{
    const QString path = draggedFile(event->mimeData());
    if (path.isEmpty() || m_flow->phase() == Phase::Importing)
        return;
    event->acceptProposedAction();
    openFile(path);
}

// Focus given to the wizard as a whole goes where work begins.
void ImportWizard::focusInEvent(QFocusEvent *)
{
    m_pages[step()]->enter();
}

void ImportWizard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (m_progress->isRunning())
        m_progress->cancel();
    else if (m_leave->isEnabled())
        leave();
}

}
