#include "views/shell/leaving.h"

#include "views/shell/workspace.h"

#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

constexpr int lookEveryMs = 20;

}

Leaving::Leaving(Workspace &workspace, QWidget *window) : QObject(window), m_workspace(&workspace), m_window(window) {}

void Leaving::begin()
{
    flush();
    m_waited.start();
    look();
}

void Leaving::flush()
{
    m_focus = QApplication::focusWidget();
    // A cell that is being edited is taken over when it loses the focus.
    if (m_focus && m_workspace->isAncestorOf(m_focus))
        m_focus->clearFocus();
    m_workspace->flushPages();
}

void Leaving::look()
{
    if (!m_workspace)
        return;
    const bool saving = m_workspace->isSaving();
    if (saving && m_waited.elapsed() < longestWaitMs) {
        QTimer::singleShot(lookEveryMs, this, &Leaving::look);
        return;
    }
    QStringList reasons = m_workspace->reasonsToStay();
    if (saving)
        reasons << tr("Something you typed is still being saved.");
    if (reasons.isEmpty())
        Q_EMIT decided(true);
    else
        ask(reasons);
}

void Leaving::ask(const QStringList &reasons)
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Not everything is saved"), reasons.join(u"\n\n"_s),
                                QMessageBox::NoButton, m_window);
    box->setObjectName(u"leaving"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    auto *stay = box->addButton(tr("Stay"), QMessageBox::RejectRole);
    stay->setObjectName(u"stay"_s);
    auto *lose = box->addButton(tr("Leave and lose it"), QMessageBox::DestructiveRole);
    lose->setObjectName(u"lose"_s);
    box->setDefaultButton(stay);
    box->setEscapeButton(stay);
    connect(box, &QDialog::finished, this, [this, box, lose] {
        const bool goes = box->clickedButton() == lose;
        if (!goes && m_focus)
            m_focus->setFocus(Qt::OtherFocusReason);
        Q_EMIT decided(goes);
    });
    box->open();
}

}
