#pragma once

#include "views/parts/style.h"
#include "views/shell/command_palette.h"
#include "views/shell/leaving.h"
#include "views/shell/workspace.h"
#include "views/start/start_page.h"

#include <QPointer>
#include <QStackedLayout>

namespace muster::views {

/// What a window needs from outside.
struct WindowOptions
{
    const Clock *clock = nullptr;
    Randomness *random = nullptr;
    QString stateFolder; ///< where high-water marks lie
    QString userName;    ///< the system's name of who sits here
    QString timeZone;    ///< the system's, for new registers
    QString folder;      ///< where new registers are suggested
    QString sampleFile;  ///< where the sample register is kept
    QSettings *settings = nullptr;
    /// Makes the sample register in a file.
    std::function<Result<std::unique_ptr<registry::Store>>(const QString &path, const registry::StoreOptions &)> sample;
    /// Fills a workspace with its pages.
    std::function<void(Workspace &)> pages;
    /// Makes the import wizard of a workspace.
    std::function<Over(Workspace &, const QString &path, const QString &pasted)> importWizard;
    /// Called where a person chose light or dark.
    std::function<void(Scheme)> schemeChosen;
};

/// A window: the start page while no register is open, otherwise its workspace. Opens and makes registers, keeps the
/// commands of menu and palette, and wires what pages ask for.
class MainWindow final : public QWidget
{
    Q_OBJECT

public:
    explicit MainWindow(const WindowOptions &options);
    ~MainWindow() override;

    /// Opens a register's file; what is open is let go when that succeeded, see closeRegister(). Errors are shown on the
    /// start page, or above the pages of the register that stays open.
    void open(const QString &path);
    /// Makes the sample register where it isn't there yet, and opens it.
    void openSample();
    void create(const NewRegister &wanted, bool import);
    /// Closes the register and shows the start page, once what was typed is saved; where something can't be, the person
    /// is asked first.
    void closeRegister();

    Workspace *workspace() const { return m_workspace; }
    StartPage *startPage() const { return m_start; }
    CommandPalette *palette() const { return m_palette; }
    /// Whether a register is being opened.
    bool isOpening() const { return m_opening.isRunning(); }

Q_SIGNALS:
    /// A register was opened and its first page is shown.
    void opened();
    void openingFailed(const muster::Error &error);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    using Opening = QFuture<Result<registry::OpenRegister::Pointer>>;

    /// What a window asks of a register when it opens it.
    struct FirstLook
    {
        QString name;
        QString refusal;       ///< why nothing may be written
        bool isBehind = false; ///< … because it is an older copy
        std::optional<Person> actor;
    };
    static Result<FirstLook> lookAt(registry::Store &store, const QString &person);

    QAction *command(const QString &text, const QKeySequence &keys, std::function<void()> act,
                     bool needsRegister = true);
    void makeCommands();
    void refreshCommands();
    void showMenu(const QPoint &at);
    void showKeys();
    registry::StoreOptions storeOptions() const;
    void follow(const Opening &opening, const QString &path, std::function<void()> then);
    void take(registry::OpenRegister::Pointer opened, const QString &path, const std::function<void()> &then);
    void fail(const Error &error, const QString &path);
    void adopt(registry::OpenRegister::Pointer opened, const FirstLook &look);
    void makePalette();
    void leave(const std::function<void()> &then, const std::function<void()> &otherwise = {});
    void dropRegister();
    void wire();
    void wireNavigator();
    void choosePerson();
    void setActor(const QString &person);
    void showFound(const items::Found &found);
    void openAudit(const QFuture<Result<AuditId>> &opening);
    void openImport(const QString &path, const QString &pasted);
    QStringList recentFiles() const;
    void remember(const QString &path);
    void keepGeometry();
    void showFileState(registry::FileState state);
    void showRefusal(const QString &refusal, bool isBehind);
    void askToAccept();
    void acceptCopy(const QString &why);
    void refreshBadges();
    void chooseFileToOpen();
    void askUndo(bool undo);

    WindowOptions m_options;
    QStackedLayout *m_stack;
    StartPage *m_start;
    Workspace *m_workspace = nullptr;
    CommandPalette *m_palette = nullptr;
    QList<QAction *> m_commands;
    QAction *m_undo = nullptr, *m_redo = nullptr;
    registry::OpenRegister::Pointer m_register;
    std::unique_ptr<items::EditHistory> m_history;
    std::unique_ptr<Navigator> m_navigator;
    QPointer<Leaving> m_leaving;
    bool m_mayClose = false;
    Opening m_opening;
};

}
