#include "views/audit/phase_checks.h"

#include "items/when_done.h"
#include "views/audit/check_panel.h"
#include "views/audit/worksheets.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QKeyEvent>
#include <QShortcut>
#include <QUrl>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;

PhaseChecks::PhaseChecks(const RoomContext &room, QWidget *parent)
    : PhaseWork(room, parent),
      m_heading(new PageHeading(phaseTitle(Phase::Checks, room.open().form))),
      m_matrix(new CheckMatrix),
      m_panel(new CheckPanel(room)),
      m_message(new InlineMessage)
{
    build();
    addShortcuts();
    connect(m_matrix, &CheckMatrix::currentCellChanged, this, &PhaseChecks::showCurrent);
    connect(m_matrix, &CheckMatrix::noteWanted, m_panel, &CheckPanel::focusNote);
    connect(m_panel, &CheckPanel::stepWanted, this, &PhaseChecks::step);
}

void PhaseChecks::build()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::large);
    auto *left = columnOf();
    auto *worksheets = button(tr("&Worksheets…"), Look::Quiet, this, &PhaseChecks::saveWorksheets);
    worksheets->setObjectName(u"worksheets"_s);
    m_heading->add(worksheets);
    left->addWidget(m_heading);
    left->addWidget(m_matrix);
    left->addWidget(m_message);
    const QString keys =
        tr("Arrows move, P, D and F say the verdict, Backspace takes it back, Enter goes to the note.");
    const bool spot = kindOf(audit().form) == AuditKind::Spot;
    const QString way = tr("Each pair runs all four checks on its workflows. Nobody checks their own work alone. %1");
    left->addWidget(new PlainLabel(spot ? keys : way.arg(keys), Type::Body, Ink::Muted));
    left->addStretch(1);
    m_matrix->setObjectName(u"matrix"_s);
    row->addLayout(left, 6);
    row->addWidget(m_panel, 5);
}

void PhaseChecks::addShortcuts()
{
    const std::pair<QKeySequence, Verdict> keys[] = {{QKeySequence(Qt::ALT | Qt::Key_P), Verdict::Pass},
                                                     {QKeySequence(Qt::ALT | Qt::Key_D), Verdict::Drift},
                                                     {QKeySequence(Qt::ALT | Qt::Key_F), Verdict::Fail}};
    for (const auto &[key, verdict] : keys) {
        auto *shortcut = new QShortcut(key, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        shortcut->setAutoRepeat(false);
        connect(shortcut, &QShortcut::activated, this, [this, said = verdict] { m_panel->setVerdict(said); });
    }
    for (const auto &[key, by] :
         {std::pair(QKeySequence(Qt::CTRL | Qt::Key_Return), 1), std::pair(QKeySequence(Qt::CTRL | Qt::Key_Enter), 1),
          std::pair(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return), -1)}) {
        auto *shortcut = new QShortcut(key, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        shortcut->setAutoRepeat(false);
        connect(shortcut, &QShortcut::activated, this, [this, way = by] { step(way); });
    }
}

void PhaseChecks::activate()
{
    refresh();
    m_matrix->setFocus();
}

void PhaseChecks::refresh()
{
    const auto raised = [this](const DelegationId &delegation, Check check) {
        return room().figures->raisedTitles(delegation, check);
    };
    m_matrix->take(
        audit(), [this](int pair) { return room().audit->pairName(pair); }, raised);
    const auto [done, all] = room().audit->checksDone();
    m_heading->setCount(tr("%1 of %2 done").arg(done).arg(all));
    showCurrent();
}

void PhaseChecks::goTo(const Place &place)
{
    if (!place.check) {
        for (const auto &cell : m_matrix->matrix().cells()) {
            if (cell.delegation == place.delegation) {
                m_matrix->setCurrent(cell);
                return;
            }
        }
        return;
    }
    m_matrix->setCurrent({place.delegation, *place.check});
    m_panel->focusNote();
}

void PhaseChecks::showCurrent()
{
    const auto cell = m_matrix->current();
    // Where a workflow was taken out, what is typed on must not land on another one.
    const auto &before = m_panel->cell();
    if (!before.delegation.isNull() && !m_matrix->matrix().indexOf(before).isValid()
        && m_panel->isAncestorOf(window()->focusWidget()))
        m_matrix->setFocus();
    m_panel->setVisible(cell.has_value());
    if (!cell)
        return;
    m_panel->show(*cell);
    const auto [first, last] = m_matrix->ends();
    m_panel->setEnds(first, last);
}

void PhaseChecks::step(int by)
{
    // Where the next check's verdict is given by a key, the focus must not be in a note any more.
    if (m_matrix->step(by))
        m_matrix->setFocus();
}

/// In a small window the matrix needs the width that the whole title would take.
void PhaseChecks::resizeEvent(QResizeEvent *event)
{
    PhaseWork::resizeEvent(event);
    m_heading->setTitle(width() < scaled(720) ? tr("Four checks") : phaseTitle(Phase::Checks, audit().form));
}

void PhaseChecks::keyPressEvent(QKeyEvent *event)
{
    if ((event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier) {
        switch (event->key()) {
        case Qt::Key_P: return say(Verdict::Pass, *event);
        case Qt::Key_D: return say(Verdict::Drift, *event);
        case Qt::Key_F: return say(Verdict::Fail, *event);
        case Qt::Key_Backspace:
        case Qt::Key_Delete:
            if (m_matrix->hasFocus() || m_panel->onVerdict())
                return m_panel->takeBack();
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_panel->onVerdict())
                return step(1);
            break;
        case Qt::Key_Escape: m_matrix->setFocus(); return;
        default: break;
        }
    }
    PhaseWork::keyPressEvent(event);
}

/// A key held down says it once.
void PhaseChecks::say(Verdict verdict, const QKeyEvent &event)
{
    if (!event.isAutoRepeat())
        m_panel->setVerdict(verdict);
}

void PhaseChecks::saveWorksheets()
{
    const QString proposed = tr("worksheets-audit-%1.html").arg(audit().number);
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the worksheets"), proposed,
                                                      tr("Web page that prints (*.html);;Markdown (*.md)"));
    if (path.isEmpty())
        return;
    room().audit->flush();
    items::whenDone(
        this, views::saveWorksheets(room().session.reg, audit().id, path), [this, path](const Result<void> &result) {
            if (!result) {
                m_message->showError(result.error());
                return;
            }
            m_message->show(InlineMessage::Kind::Done, tr("The worksheets are saved, one for each pair."));
            m_message->offer(tr("Open to print"), [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
        });
}

}
