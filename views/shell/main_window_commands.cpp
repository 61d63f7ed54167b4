#include "views/parts/pieces.h"
#include "views/shell/action_text.h"
#include "views/shell/key_sheet.h"
#include "views/shell/main_window.h"

#include <QAction>
#include <QApplication>
#include <QMenu>

/// The commands of a window: what its menu and its palette hold.
namespace muster::views {

using namespace Qt::StringLiterals;

QAction *MainWindow::command(const QString &text, const QKeySequence &keys, std::function<void()> act,
                             bool needsRegister)
{
    auto *made = new QAction(text, this);
    made->setShortcut(keys);
    made->setProperty("needsRegister", needsRegister);
    connect(made, &QAction::triggered, this, std::move(act));
    addAction(made);
    m_commands << made;
    return made;
}

void MainWindow::makeCommands()
{
    const auto go = [this](PageName page) { return [this, page] { m_workspace->go(page); }; };
    command(tr("Search and commands"), QKeySequence(u"Ctrl+K"_s), [this] {
        m_workspace->showSearch();
        m_palette->open();
    });
    m_undo = command(tr("&Undo"), QKeySequence::Undo, [this] { askUndo(true); });
    m_redo = command(tr("&Redo"), QKeySequence(u"Ctrl+Shift+Z"_s), [this] { askUndo(false); });
    command(tr("Go to the wall"), QKeySequence(u"Ctrl+1"_s), go(PageName::Wall));
    command(tr("Go to the audit"), QKeySequence(u"Ctrl+2"_s), go(PageName::Audit));
    command(tr("Go to decisions"), QKeySequence(u"Ctrl+3"_s), go(PageName::Decisions));
    command(tr("Go to the record"), QKeySequence(u"Ctrl+4"_s), go(PageName::Record));
    command(tr("Go to evidence"), QKeySequence(u"Ctrl+5"_s), go(PageName::Evidence));
    command(tr("Go to people"), QKeySequence(u"Ctrl+6"_s), go(PageName::People));
    command(tr("Start an audit"), {}, [this] { Q_EMIT m_navigator->newAuditWanted({}); });
    command(tr("&Import a spreadsheet…"), QKeySequence(u"Ctrl+I"_s), [this] { openImport({}, {}); });
    command(tr("Act as somebody else…"), {}, [this] { choosePerson(); });
    command(tr("Room mode"), QKeySequence(u"F11"_s), [this] {
        const bool room = !m_workspace->isRoomMode();
        m_workspace->setRoomMode(room);
        room ? showFullScreen() : showNormal();
    });
    command(
        tr("&Open a register…"), QKeySequence::Open, [this] { chooseFileToOpen(); }, false);
    command(
        tr("Open the sample register"), {}, [this] { openSample(); }, false);
    command(tr("&Close the register"), QKeySequence(u"Ctrl+W"_s), [this] { closeRegister(); });
    command(
        tr("Colours as the system has them"), {}, [this] { m_options.schemeChosen(Scheme::System); }, false);
    command(
        tr("Light colours"), {}, [this] { m_options.schemeChosen(Scheme::Light); }, false);
    command(
        tr("Dark colours"), {}, [this] { m_options.schemeChosen(Scheme::Dark); }, false);
    command(
        tr("Keys"), QKeySequence(u"F1"_s), [this] { showKeys(); }, false);
    command(tr("Menu"), QKeySequence(u"F10"_s), [this] {
        auto *at = m_workspace->rail()->findChild<QWidget *>(u"menu"_s);
        showMenu(at->mapToGlobal(QPoint(0, at->height())));
    });
    command(
        tr("&Quit"), QKeySequence(u"Ctrl+Q"_s), [this] { close(); }, false);
}

void MainWindow::refreshCommands()
{
    for (QAction *one : m_commands)
        one->setEnabled(m_workspace || !one->property("needsRegister").toBool());
    const bool canUndo = m_history && m_history->canUndo(), canRedo = m_history && m_history->canRedo();
    m_undo->setEnabled(canUndo);
    m_redo->setEnabled(canRedo);
    m_undo->setText(canUndo ? tr("&Undo: %1").arg(asActionText(m_history->undoText())) : tr("&Undo"));
    m_redo->setText(canRedo ? tr("&Redo: %1").arg(asActionText(m_history->redoText())) : tr("&Redo"));
}

/// The palette offers the window's commands, and those of the pages, whose keys belong to the pages.
void MainWindow::makePalette()
{
    m_palette = new CommandPalette(m_workspace->searchField(), this);
    m_palette->setRegister(m_register);
    auto commands = m_commands;
    for (const auto &one : m_workspace->commands()) {
        auto *action = new QAction(one.text, m_workspace);
        action->setShortcut(one.keys); // shown only: the action is added to no widget
        connect(action, &QAction::triggered, m_workspace, [this, one] { m_workspace->run(one); });
        commands << action;
    }
    m_palette->setCommands(commands);
}

void MainWindow::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction *one : m_commands)
        menu->addAction(one);
    menu->popup(at);
}

void MainWindow::showKeys()
{
    auto *sheet = new KeySheet(m_commands, this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->open();
}

}
