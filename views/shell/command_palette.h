#pragma once

#include "items/finder.h"
#include "views/parts/session.h"

#include <QFrame>
#include <QPointer>

class QAction;
class QLineEdit;
class QListWidget;

namespace muster::views {

/// The one search of a window (Ctrl+K): finds delegations, people, decisions, audits, entries, and the window's commands.
/// Its field lies in the window's bar; what it finds opens below it.
class CommandPalette final : public QObject
{
    Q_OBJECT

public:
    /// `field` is the search field, `window` what the list opens over.
    CommandPalette(QLineEdit *field, QWidget *window);

    /// The register searched; none: commands only.
    void setRegister(registry::OpenRegister::Pointer openRegister);
    /// The commands offered: those of them that are enabled.
    void setCommands(const QList<QAction *> &commands) { m_commands = commands; }

    /// Puts the focus into the field and opens the list of commands.
    void open(const QString &text = {});
    void close();

Q_SIGNALS:
    void chosen(const muster::items::Found &found);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void ask();
    void show(const QList<items::Found> &found);
    void activate(int row);
    void place();
    void moveBy(int step);

    QLineEdit *m_field;
    QWidget *m_window;
    QFrame *m_frame;
    QListWidget *m_list;
    QList<QAction *> m_commands;
    QList<std::function<void()>> m_actions;
    registry::OpenRegister::Pointer m_register;
    QFuture<Result<QList<items::Found>>> m_question;
    QPointer<QWidget> m_cameFrom;
};

}
