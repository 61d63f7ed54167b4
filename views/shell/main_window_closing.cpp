#include "domain/field.h"
#include "items/when_done.h"
#include "views/parts/pieces.h"
#include "views/shell/main_window.h"

#include <QCloseEvent>
#include <QDir>
#include <QInputDialog>

/// How a window lets go of a register, and what it says while the register's file or record is not as it should be.
namespace muster::views {

using namespace Qt::StringLiterals;
using registry::FileState;
using registry::Store;

void MainWindow::leave(const std::function<void()> &then, const std::function<void()> &otherwise)
{
    if (!m_workspace) {
        then();
        return;
    }
    if (m_leaving) {
        if (otherwise)
            otherwise();
        return;
    }
    m_leaving = new Leaving(*m_workspace, this);
    connect(m_leaving, &Leaving::decided, this, [this, then, otherwise](bool goes) {
        std::exchange(m_leaving, nullptr)->deleteLater();
        if (goes)
            then();
        else if (otherwise)
            otherwise();
    });
    m_leaving->begin();
}

void MainWindow::closeRegister()
{
    if (m_workspace)
        leave([this] { dropRegister(); });
}

void MainWindow::dropRegister()
{
    if (!m_workspace)
        return;
    m_workspace->hide(); // a form that is hidden keeps what is typed into it as a draft
    delete std::exchange(m_palette, nullptr);
    delete std::exchange(m_workspace, nullptr);
    m_history.reset();
    m_navigator.reset();
    m_register.reset();
    setWindowTitle(u"Muster"_s);
    m_start->setRecentFiles(recentFiles());
    m_start->showChoices();
    m_stack->setCurrentWidget(m_start);
    refreshCommands();
}

/// The window closes a turn of the event loop later, when nothing is left to be saved.
void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_workspace && !m_mayClose) {
        event->ignore();
        leave([this] {
            m_mayClose = true;
            QMetaObject::invokeMethod(
                this, [this] { close(); }, Qt::QueuedConnection);
        });
        return;
    }
    keepGeometry();
    event->accept();
}

void MainWindow::showFileState(FileState state)
{
    auto *notice = m_workspace->fileNotice();
    const QString path = m_register->path(), name = QDir::toNativeSeparators(path);
    switch (state) {
    case FileState::There: notice->clear(); break;
    case FileState::Gone:
        notice->show(
            InlineMessage::Kind::Error,
            tr("%1 is no longer where it was. Nothing is saved until it is back; what you type stays here.").arg(name));
        break;
    case FileState::Replaced:
        notice->show(InlineMessage::Kind::Error,
                     tr("%1 was replaced by another file, perhaps by a program that keeps copies in step. Nothing more "
                        "is saved here; open it again to go on with what lies there now.")
                         .arg(name));
        notice->offer(tr("Open it again"), [this, path] {
            showFileState(FileState::Replaced);
            open(path);
        });
        break;
    }
}

void MainWindow::showRefusal(const QString &refusal, bool isBehind)
{
    auto *notice = m_workspace->refusalNotice();
    if (refusal.isEmpty()) {
        notice->clear();
        return;
    }
    notice->show(InlineMessage::Kind::Warning, refusal);
    if (isBehind)
        notice->offer(tr("Accept this copy…"), [this, refusal] {
            showRefusal(refusal, true);
            askToAccept();
        });
}

void MainWindow::askToAccept()
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(u"acceptCopy"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Accept this copy"));
    dialog->setLabelText(tr("Why was an older copy put back? The reason goes into the record."));
    dialog->setOkButtonText(tr("Accept"));
    connect(dialog, &QInputDialog::textValueSelected, this, &MainWindow::acceptCopy);
    dialog->open();
}

void MainWindow::acceptCopy(const QString &typed)
{
    if (!m_workspace)
        return;
    const auto why = cleanText(typed.trimmed(), tr("The reason"), false, 20'000);
    if (!why || why->isEmpty()) {
        m_workspace->notice()->showError(
            why ? Error{ErrorCode::InvalidInput, tr("Say why an older copy was put back; the record keeps it.")}
                : why.error());
        return;
    }
    items::whenDone(m_workspace, m_register->run([why = *why](Store &store) { return store.acceptRestore(why); }),
                    [this](const Result<void> &done) {
                        if (!done) {
                            m_workspace->notice()->showError(done.error());
                            return;
                        }
                        showRefusal({}, false);
                        m_workspace->say(tr("The copy is accepted; the register can be written again."));
                    });
}

}
