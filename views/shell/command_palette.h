#pragma once

#include "items/finder.h"
#include "views/parts/session.h"

#include <QFrame>
#include <QPointer>
#include <QTimer>

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
    /// A line of the list: what choosing it does, and the command it stands for, if one.
    struct Line
    {
        std::function<void()> act;
        const QAction *command = nullptr;
    };

    void ask();
    void stopAsking();
    void hide();
    void show(const QList<items::Found> &found);
    void add(const QString &title, const QString &detail, const QString &kind, const Line &line);
    void addCommands();
    void keepCurrent(const QAction *command);
    void enter();
    void activate(int row);
    void place();
    void moveBy(int step);

    QLineEdit *m_field;
    QWidget *m_window;
    QFrame *m_frame;
    QListWidget *m_list;
    QList<QAction *> m_commands;
    QList<Line> m_lines;
    QString m_listed;          ///< what was typed when the list was made
    bool m_moved = false;      ///< a line of this list was gone to
    bool m_asking = false;     ///< the register has not answered yet
    bool m_enterWaits = false; ///< what it answers is to be entered
    QTimer m_slow;             ///< the answer takes long enough to show commands meanwhile
    registry::OpenRegister::Pointer m_register;
    QFuture<Result<QList<items::Found>>> m_question;
    QPointer<QWidget> m_cameFrom;
};

}
