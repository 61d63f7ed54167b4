#include "views/start/start_page.h"

#include "views/parts/pieces.h"
#include "views/start/choice_button.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

constexpr int columnWidth = 720;

/// A register's file name from what it is called: letters and digits, the rest as dashes.
QString fileNameFor(const QString &name)
{
    QString file;
    for (const QChar one : name.simplified().toLower())
        file += one.isLetterOrNumber() ? one : u'-';
    while (file.contains(u"--"_s))
        file.replace(u"--"_s, u"-"_s);
    file = file.left(60);
    while (file.endsWith(u'-'))
        file.chop(1);
    return (file.isEmpty() ? u"register"_s : file) + u".muster"_s;
}

/// The one file that is dragged, or nothing.
QString draggedFile(const QMimeData *data)
{
    const auto urls = data->urls();
    const QString path = urls.size() == 1 ? urls.first().toLocalFile() : QString();
    return QFileInfo(path).isFile() ? path : QString();
}

QWidget *centred(QWidget *content)
{
    auto *around = new QWidget;
    auto *columns = new QHBoxLayout(around);
    columns->setContentsMargins(space::huge, 0, space::huge, 0);
    columns->addStretch(1);
    content->setMaximumWidth(scaled(columnWidth));
    columns->addWidget(content, 100);
    columns->addStretch(1);
    return around;
}

QLineEdit *field(QVBoxLayout *layout, PlainLabel *label, const QString &name)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(name);
    edit->setAccessibleName(label->text());
    label->setBuddy(edit);
    layout->addWidget(label);
    layout->addWidget(edit);
    return edit;
}

}

StartPage::StartPage(const StartOptions &options, QWidget *parent)
    : QWidget(parent),
      m_options(options),
      m_stack(new QStackedWidget),
      m_message(new InlineMessage),
      m_formMessage(new InlineMessage),
      m_progress(new ProgressStrip)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(centred(choices()));
    m_stack->addWidget(centred(form()));
    layout->addWidget(m_stack);
    setAcceptDrops(true);
    setRecentFiles(options.recentFiles);
}

QWidget *StartPage::choices()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setSpacing(space::small);
    layout->addStretch(2);
    layout->addWidget(new PlainLabel(u"Muster"_s, Type::Heading));
    layout->addWidget(
        new PlainLabel(tr("Does the work you handed to AI still pass muster? Keep the inventory, audit it "
                          "together, and hold a record that others can check."),
                       Type::Body, Ink::Muted));
    layout->addSpacing(space::medium);
    layout->addWidget(m_message);

    auto *grid = new QGridLayout;
    grid->setSpacing(space::medium);
    const auto add = [&](int place, const QString &title, const QString &sentence, auto action) {
        auto *choice = new ChoiceButton(title, sentence, QString::number(place + 1), place == 0);
        choice->setObjectName(u"choice-%1"_s.arg(place + 1));
        connect(choice, &QAbstractButton::clicked, this, action);
        grid->addWidget(choice, place / 2, place % 2);
        return choice;
    };
    m_firstChoice =
        add(0, tr("Fifteen minutes: audit one workflow"),
            tr("One title, one owner, four checks with the clock. Ends with a dated finding and who does what."),
            [this] { ask(Purpose::Quick); });
    add(1, tr("Look at the sample register"),
        tr("A product team with twelve delegations, earlier audits and open decisions, to try everything on."),
        [this] { Q_EMIT sampleWanted(); });
    add(2, tr("Import a spreadsheet"),
        tr("Bring the inventory you have as CSV. You see what becomes of every row before anything is written."),
        [this] { ask(Purpose::Import); });
    add(3, tr("New register"), tr("An empty inventory in one file on this machine. No server, no account."),
        [this] { ask(Purpose::Empty); });
    layout->addLayout(grid);
    layout->addWidget(m_progress);
    layout->addSpacing(space::medium);

    m_recentBlock = new QWidget;
    auto *recent = new QVBoxLayout(m_recentBlock);
    recent->setContentsMargins(0, 0, 0, 0);
    auto *heading = rowOf();
    heading->addWidget(new PlainLabel(tr("Recent"), Type::Lead), 1);
    recent->addLayout(heading);
    m_recent = new QListWidget;
    m_recent->setObjectName(u"recent"_s);
    m_recent->setAccessibleName(tr("Registers opened before"));
    m_recent->setMaximumHeight(scaled(150));
    m_recent->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    recent->addWidget(m_recent);
    connect(m_recent, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { Q_EMIT openWanted(item->data(Qt::UserRole).toString()); });
    layout->addWidget(m_recentBlock);

    auto *open = button(tr("&Open a register…"), Look::Link, this, &StartPage::chooseWanted);
    open->setObjectName(u"open"_s);
    open->setToolTip(QKeySequence(QKeySequence::Open).toString(QKeySequence::NativeText));
    layout->addWidget(open, 0, Qt::AlignLeft);
    layout->addStretch(3);
    return page;
}

QWidget *StartPage::form()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setSpacing(space::tiny + 2);
    layout->addStretch(2);
    m_formTitle = new PlainLabel({}, Type::Heading);
    m_formSentence = new PlainLabel({}, Type::Body, Ink::Muted);
    layout->addWidget(m_formTitle);
    layout->addWidget(m_formSentence);
    layout->addSpacing(space::medium);
    m_workflowLabel = new PlainLabel(tr("Which workflow"), Type::Small, Ink::Muted);
    m_workflow = field(layout, m_workflowLabel, u"workflow"_s);
    m_workflow->setPlaceholderText(tr("Friday stakeholder update"));
    m_nameLabel = new PlainLabel(tr("Team"), Type::Small, Ink::Muted);
    m_name = field(layout, m_nameLabel, u"team"_s);
    m_name->setPlaceholderText(tr("Checkout team"));
    m_owner = field(layout, new PlainLabel(tr("Your name"), Type::Small, Ink::Muted), u"owner"_s);
    m_owner->setText(m_options.userName);
    auto *pathLabel = new PlainLabel(tr("Kept in this file"), Type::Small, Ink::Muted);
    layout->addWidget(pathLabel);
    auto *pathRow = rowOf();
    m_path = new QLineEdit;
    m_path->setObjectName(u"path"_s);
    m_path->setAccessibleName(pathLabel->text());
    pathRow->addWidget(m_path, 1);
    pathRow->addWidget(button(tr("&Browse…"), Look::Ordinary, this, &StartPage::chooseFile));
    layout->addLayout(pathRow);
    layout->addWidget(m_formMessage);
    layout->addSpacing(space::medium);
    auto *actions = rowOf();
    auto *go = button(tr("&Start"), Look::Primary, this, &StartPage::submit);
    go->setObjectName(u"go"_s);
    actions->addWidget(go);
    auto *back = button(tr("Back"), Look::Quiet, this, &StartPage::showChoices, QKeySequence(Qt::Key_Escape));
    actions->addWidget(back);
    actions->addStretch();
    layout->addLayout(actions);
    layout->addStretch(3);

    connect(m_name, &QLineEdit::textChanged, this, &StartPage::suggestPath);
    connect(m_workflow, &QLineEdit::textChanged, this, &StartPage::suggestPath);
    connect(m_path, &QLineEdit::textEdited, this, [this] { m_pathTyped = true; });
    for (auto *edit : {m_workflow, m_name, m_owner, m_path})
        connect(edit, &QLineEdit::returnPressed, this, &StartPage::submit);
    return page;
}

void StartPage::ask(Purpose purpose, const QString &spreadsheet)
{
    m_purpose = purpose;
    m_spreadsheet = spreadsheet;
    m_pathTyped = false;
    m_formMessage->clear();
    const bool quick = purpose == Purpose::Quick;
    m_workflowLabel->setVisible(quick);
    m_workflow->setVisible(quick);
    m_nameLabel->setVisible(!quick);
    m_name->setVisible(!quick);
    switch (purpose) {
    case Purpose::Quick:
        m_formTitle->setText(tr("Fifteen minutes: audit one workflow"));
        m_formSentence->setText(tr("Name the workflow and who owns it. The clock starts when you say so."));
        break;
    case Purpose::Empty:
        m_formTitle->setText(tr("New register"));
        m_formSentence->setText(
            tr("One file holds the inventory and its record. Copy it, back it up, open it anywhere."));
        break;
    case Purpose::Import:
        m_formTitle->setText(tr("Import a spreadsheet"));
        m_formSentence->setText(spreadsheet.isEmpty()
                                    ? tr("First a register to bring it into; the spreadsheet is chosen next.")
                                    : tr("First a register to bring %1 into; what becomes of its rows is shown next.")
                                          .arg(QFileInfo(spreadsheet).fileName()));
        break;
    }
    suggestPath();
    m_stack->setCurrentIndex(1);
    (quick ? m_workflow : m_name)->setFocus();
}

void StartPage::submit()
{
    const auto missing = [this](QLineEdit *edit, const QString &sentence) {
        m_formMessage->show(InlineMessage::Kind::Error, sentence);
        edit->setFocus();
    };
    NewRegister wanted{
        m_path->text().trimmed(), m_name->text().trimmed(), m_owner->text().trimmed(), {}, m_spreadsheet};
    if (m_purpose == Purpose::Quick) {
        wanted.workflow = m_workflow->text().trimmed();
        wanted.name = wanted.workflow;
        if (wanted.workflow.isEmpty())
            return missing(m_workflow, tr("Name the workflow to audit, as the team calls it."));
    } else if (wanted.name.isEmpty()) {
        return missing(m_name, tr("Name the team whose register this is."));
    }
    if (wanted.owner.isEmpty())
        return missing(m_owner, tr("Say who you are: every entry of the record names its author."));
    if (wanted.path.isEmpty())
        return missing(m_path, tr("Choose a file to keep the register in."));
    m_formMessage->clear();
    Q_EMIT newWanted(wanted, m_purpose == Purpose::Import);
}

void StartPage::suggestPath()
{
    if (m_pathTyped)
        return;
    const QString name = m_purpose == Purpose::Quick ? m_workflow->text() : m_name->text();
    const QDir folder(m_options.folder);
    const QString file = fileNameFor(name);
    QString path = folder.filePath(file);
    for (int number = 2; QFileInfo::exists(path); ++number)
        path = folder.filePath(QString(file).replace(u".muster"_s, u"-%1.muster"_s.arg(number)));
    m_path->setText(path);
}

void StartPage::chooseFile()
{
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Keep the register in"), m_path->text(), tr("Registers (*.muster)"));
    if (path.isEmpty())
        return;
    m_path->setText(path.endsWith(u".muster"_s) ? path : path + u".muster"_s);
    m_pathTyped = true;
}

void StartPage::showChoices()
{
    m_stack->setCurrentIndex(0);
    m_firstChoice->setFocus();
}

void StartPage::setRecentFiles(const QStringList &files)
{
    m_recent->clear();
    for (const QString &path : files) {
        const QFileInfo file(path);
        auto *item =
            new QListWidgetItem(u"%1   %2"_s.arg(file.completeBaseName(), QDir::toNativeSeparators(file.path())));
        item->setData(Qt::UserRole, path);
        m_recent->addItem(item);
    }
    if (!files.isEmpty())
        m_recent->setCurrentRow(0);
    m_recentBlock->setVisible(!files.isEmpty());
}

void StartPage::showError(const Error &error, const QString &path)
{
    auto *message = m_stack->currentIndex() == 0 ? m_message : m_formMessage;
    message->showError(error);
    if (!path.isEmpty() && (error.code == ErrorCode::Locked || error.code == ErrorCode::Io))
        message->offer(tr("Try again"), [this, path] { Q_EMIT openWanted(path); });
}

void StartPage::clearError()
{
    m_message->clear();
    m_formMessage->clear();
}

void StartPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (!draggedFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

/// A register is opened; anything else is a spreadsheet to import, and what can't be read of it the wizard says.
void StartPage::dropEvent(QDropEvent *event)
{
    const QString path = draggedFile(event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    if (path.endsWith(u".muster"_s, Qt::CaseInsensitive))
        Q_EMIT openWanted(path);
    else
        ask(Purpose::Import, path);
}

void StartPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stack->currentIndex() == 0 && m_firstChoice)
        m_firstChoice->setFocus();
}

}
