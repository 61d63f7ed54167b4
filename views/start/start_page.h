#pragma once

#include "domain/error.h"

#include <QWidget>

class QLineEdit;
class QListWidget;
class QStackedWidget;

namespace muster::views {

class InlineMessage;
class ProgressStrip;

/// What the first screen knows: files opened before, and what to suggest in its forms.
struct StartOptions
{
    QStringList recentFiles; ///< newest first
    QString userName;        ///< the system's name of who sits here
    QString folder;          ///< where new registers are suggested
};

/// What a person asks for on the first screen.
struct NewRegister
{
    QString path;
    QString name;          ///< the team's
    QString owner;         ///< a person's
    QString workflow;      ///< the quarter of an hour: the one workflow to audit; empty otherwise
    QString spreadsheet{}; ///< what is to be imported, where it was dropped here; empty: it is asked for
};

/// The first screen, where no register is open: four ways in, and the files opened before.
class StartPage final : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(const StartOptions &options, QWidget *parent = nullptr);

    void setRecentFiles(const QStringList &files);
    /// Says why something can't be opened, with a way to try again where that may help.
    void showError(const Error &error, const QString &path);
    void clearError();
    ProgressStrip *progress() const { return m_progress; }
    /// Back to the four ways in.
    void showChoices();

Q_SIGNALS:
    void sampleWanted();
    void openWanted(const QString &path);
    /// Ask which register to open.
    void chooseWanted();
    /// Make a register; with `import` open the import wizard on it then.
    void newWanted(const muster::views::NewRegister &wanted, bool import);

protected:
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    enum class Purpose { Quick, Empty, Import };

    QWidget *choices();
    QWidget *form();
    void ask(Purpose purpose, const QString &spreadsheet = {});
    void submit();
    void suggestPath();
    void chooseFile();

    StartOptions m_options;
    Purpose m_purpose = Purpose::Empty;
    QString m_spreadsheet;
    QStackedWidget *m_stack;
    InlineMessage *m_message;
    InlineMessage *m_formMessage;
    ProgressStrip *m_progress;
    QListWidget *m_recent;
    QWidget *m_recentBlock;
    class PlainLabel *m_formTitle, *m_formSentence, *m_workflowLabel, *m_nameLabel;
    QLineEdit *m_workflow, *m_name, *m_owner, *m_path;
    QWidget *m_firstChoice = nullptr;
    bool m_pathTyped = false;
};

}
