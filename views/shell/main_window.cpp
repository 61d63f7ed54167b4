#include "views/shell/main_window.h"

#include "items/quick_start.h"
#include "items/when_done.h"
#include "register/audit_service.h"
#include "views/parts/pieces.h"
#include "views/shell/action_text.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QMenu>

namespace muster::views {

using namespace Qt::StringLiterals;
using registry::OpenRegister;
using registry::Store;

namespace {

constexpr int mostRecent = 8;

const QString recentKey = u"window/recent"_s;
const QString geometryKey = u"window/geometry"_s;

/// Where something is remembered of one register.
QString keyOf(const OpenRegister &reg, const QString &what)
{
    return u"register-%1/%2"_s.arg(reg.id(), what);
}

}

Result<MainWindow::FirstLook> MainWindow::lookAt(Store &store, const QString &person)
{
    const auto info = store.info();
    if (!info)
        return tl::unexpected(info.error());
    const auto actor = items::takeActor(store, person);
    if (!actor)
        return tl::unexpected(actor.error());
    return FirstLook{info->name, store.refusal() ? store.refusal()->message : QString(), store.isBehind(), *actor};
}

MainWindow::MainWindow(const WindowOptions &options)
    : m_options(options),
      m_stack(new QStackedLayout(this)),
      m_start(new StartPage({options.settings->value(recentKey).toStringList(), options.userName, options.folder}))
{
    setWindowTitle(u"Muster"_s);
    setMinimumSize(880, 600);
    if (!restoreGeometry(options.settings->value(geometryKey).toByteArray()))
        resize(1280, 800);
    m_stack->addWidget(m_start);
    connect(m_start, &StartPage::sampleWanted, this, &MainWindow::openSample);
    connect(m_start, &StartPage::openWanted, this, &MainWindow::open);
    connect(m_start, &StartPage::chooseWanted, this, &MainWindow::chooseFileToOpen);
    connect(m_start, &StartPage::newWanted, this, &MainWindow::create);
    makeCommands();
    refreshCommands();
}

MainWindow::~MainWindow()
{
    // Pages hold the register; they go first.
    delete std::exchange(m_workspace, nullptr);
}

registry::StoreOptions MainWindow::storeOptions() const
{
    registry::StoreOptions options;
    options.clock = m_options.clock;
    options.random = m_options.random;
    options.stateFolder = m_options.stateFolder;
    return options;
}

void MainWindow::open(const QString &path)
{
    follow(OpenRegister::open(path, storeOptions()), path, {});
}

void MainWindow::openSample()
{
    const QString path = m_options.sampleFile;
    if (QFileInfo::exists(path)) {
        open(path);
        return;
    }
    QDir().mkpath(QFileInfo(path).path());
    follow(OpenRegister::openWith(
               [make = m_options.sample, path, options = storeOptions()] { return make(path, options); }),
           path, {});
}

void MainWindow::create(const NewRegister &wanted, bool import)
{
    RegisterInfo info;
    info.name = wanted.name;
    info.timeZone = m_options.timeZone;
    QDir().mkpath(QFileInfo(wanted.path).path());
    follow(OpenRegister::create(wanted.path, storeOptions(), info, wanted.owner), wanted.path, [this, wanted, import] {
        if (import)
            openImport(wanted.spreadsheet, {});
        else if (!wanted.workflow.isEmpty())
            openAudit(m_register->run(
                [title = wanted.workflow](Store &store) { return items::startQuickAudit(store, title); }));
    });
}

void MainWindow::follow(const Opening &opening, const QString &path, std::function<void()> then)
{
    m_start->clearError();
    m_opening = opening;
    auto *progress = m_workspace ? m_workspace->progress() : m_start->progress();
    progress->follow(tr("Opening %1").arg(QFileInfo(path).fileName()), opening);
    auto *watcher = new QFutureWatcher<Result<OpenRegister::Pointer>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, path, then] {
        watcher->deleteLater();
        if (watcher->isCanceled())
            return;
        // Taken, not copied: a result left in the future would keep the register open.
        auto result = watcher->future().takeResult();
        m_opening = {};
        if (result)
            take(*result, path, then);
        else
            fail(result.error(), path);
    });
    watcher->setFuture(opening);
}

/// The first look at a register is taken before anything of the one open now is let go.
void MainWindow::take(OpenRegister::Pointer opened, const QString &path, const std::function<void()> &then)
{
    const QString person = m_options.settings->value(keyOf(*opened, u"person"_s)).toString();
    const auto looking = opened->run([person](Store &store) { return lookAt(store, person); });
    items::whenDone(this, looking, [this, opened = std::move(opened), path, then](const Result<FirstLook> &look) {
        if (!look) {
            fail(look.error(), path);
            return;
        }
        const auto goOn = [this, opened, look = *look, path, then] {
            remember(path);
            adopt(opened, look);
            if (then)
                then();
        };
        leave(goOn, [this] {
            Q_EMIT openingFailed({ErrorCode::Cancelled, tr("The register that was open stays open.")});
        });
    });
}

void MainWindow::fail(const Error &error, const QString &path)
{
    if (m_workspace)
        m_workspace->notice()->showError(error);
    else
        m_start->showError(error, path);
    Q_EMIT openingFailed(error);
}

void MainWindow::adopt(OpenRegister::Pointer opened, const FirstLook &look)
{
    dropRegister();
    m_register = std::move(opened);
    m_history = std::make_unique<items::EditHistory>(m_register);
    m_navigator = std::make_unique<Navigator>();
    m_workspace =
        new Workspace({m_register, m_history.get(), m_options.clock, m_options.settings, m_navigator.get(), look.name});
    m_options.pages(*m_workspace);
    makePalette();
    m_workspace->rail()->setPerson(look.actor ? QString(look.actor->name) : QString());
    showRefusal(look.refusal, look.isBehind);
    wire();
    m_stack->addWidget(m_workspace);
    m_stack->setCurrentWidget(m_workspace);
    setWindowTitle(tr("%1 – Muster").arg(look.name));
    const int page = m_options.settings->value(keyOf(*m_register, u"page"_s), 0).toInt();
    if (!m_workspace->go(PageName(page)))
        m_workspace->go(PageName::Wall);
    refreshCommands();
    refreshBadges();
    Q_EMIT this->opened();
}

void MainWindow::wire()
{
    auto *rail = m_workspace->rail();
    connect(rail, &Rail::menuWanted, this, &MainWindow::showMenu);
    connect(rail, &Rail::helpWanted, this, &MainWindow::showKeys);
    connect(rail, &Rail::personWanted, this, &MainWindow::choosePerson);
    connect(m_palette, &CommandPalette::chosen, this, &MainWindow::showFound);
    connect(m_history.get(), &items::EditHistory::stateChanged, this, &MainWindow::refreshCommands);
    connect(m_history.get(), &items::EditHistory::finished, m_workspace,
            [this](const QString &text) { m_workspace->say(text); });
    connect(m_history.get(), &items::EditHistory::refused, m_workspace,
            [this](const Error &error, const QString &text) {
                m_workspace->notice()->show(InlineMessage::Kind::Error, tr("%1: %2").arg(text, error.message));
            });
    // The register may outlive its workspace for a moment.
    connect(m_register.get(), &OpenRegister::changed, m_workspace, [this] { refreshBadges(); });
    connect(m_register.get(), &OpenRegister::changedElsewhere, m_workspace, [this] { refreshBadges(); });
    connect(m_register.get(), &OpenRegister::fileChanged, m_workspace,
            [this](registry::FileState state) { showFileState(state); });
    connect(m_workspace, &Workspace::sampleWanted, this, &MainWindow::openSample);
    connect(m_workspace, &Workspace::pageShown, this,
            [this](PageName name) { m_options.settings->setValue(keyOf(*m_register, u"page"_s), int(name)); });
    wireNavigator();
}

void MainWindow::wireNavigator()
{
    auto *navigator = m_navigator.get();
    connect(navigator, &Navigator::importWanted, this, [this](const QString &path) { openImport(path, {}); });
    connect(navigator, &Navigator::pasteWanted, this, [this](const QString &text) { openImport({}, text); });
}

void MainWindow::openAudit(const QFuture<Result<AuditId>> &opening)
{
    items::whenDone(m_workspace, opening, [this](const Result<AuditId> &audit) {
        if (audit)
            Q_EMIT m_navigator->auditWanted(*audit);
        else
            m_workspace->notice()->showError(audit.error());
    });
}

void MainWindow::openImport(const QString &path, const QString &pasted)
{
    if (!m_options.importWizard)
        return;
    if (!m_workspace->over())
        m_workspace->showOver(m_options.importWizard(*m_workspace, path, pasted));
    else if (path.isEmpty() && pasted.isEmpty())
        m_workspace->over()->setFocus();
    else
        m_workspace->sayOver();
}

void MainWindow::showFound(const items::Found &found)
{
    using Kind = items::Found::Kind;
    switch (found.kind) {
    case Kind::Delegation: Q_EMIT m_navigator->delegationWanted(DelegationId(found.id)); break;
    case Kind::Person: Q_EMIT m_navigator->personWanted(PersonId(found.id)); break;
    case Kind::Decision: Q_EMIT m_navigator->decisionWanted(DecisionId(found.id)); break;
    case Kind::Audit: Q_EMIT m_navigator->auditWanted(AuditId(found.id)); break;
    case Kind::Entry: Q_EMIT m_workspace->entryWanted(found.id.toLongLong()); break;
    }
}

QStringList MainWindow::recentFiles() const
{
    return m_options.settings->value(recentKey).toStringList();
}

void MainWindow::keepGeometry()
{
    m_options.settings->setValue(geometryKey, saveGeometry());
}

void MainWindow::remember(const QString &path)
{
    const QString whole = QFileInfo(path).absoluteFilePath();
    QStringList files = recentFiles();
    files.removeAll(whole);
    files.prepend(whole);
    m_options.settings->setValue(recentKey, QStringList(files.mid(0, mostRecent)));
}

void MainWindow::refreshBadges()
{
    struct Counts
    {
        qsizetype overdue = 0;
        bool auditOpen = false;
    };
    const auto future = m_register->run([](Store &store) {
        Counts counts;
        registry::DecisionService::Query query;
        query.overdueOnly = true;
        if (const auto overdue = registry::DecisionService(store).list(query))
            counts.overdue = overdue->size();
        if (const auto audits = registry::AuditService(store).list())
            counts.auditOpen = std::ranges::any_of(*audits, &registry::AuditSummary::open);
        return counts;
    });
    items::whenDone(m_workspace, future, [this](const Counts &counts) {
        const auto badge = [this](PageName page, const QString &text, bool grave) {
            if (auto *entry = m_workspace->railButton(page))
                entry->setBadge(text, grave);
        };
        badge(PageName::Decisions, counts.overdue > 0 ? tr("%1 overdue").arg(counts.overdue) : QString(), true);
        badge(PageName::Audit, counts.auditOpen ? tr("open") : QString(), false);
    });
}

void MainWindow::choosePerson()
{
    const auto future = m_register->run([](Store &store) {
        return registry::PersonService(store).all().map([&](const QList<Person> &all) {
            QList<Person> active;
            for (const auto &one : all) {
                if (one.isActive(store.today()))
                    active << one;
            }
            std::ranges::sort(active, [](const Person &a, const Person &b) {
                return QString::localeAwareCompare(a.name, b.name) < 0;
            });
            return active;
        });
    });
    items::whenDone(m_workspace, future, [this](const Result<QList<Person>> &people) {
        if (!people) {
            m_workspace->notice()->showError(people.error());
            return;
        }
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        for (const auto &one : *people)
            connect(menu->addAction(asActionText(one.name)), &QAction::triggered, this,
                    [this, id = one.id.text()] { setActor(id); });
        auto *at = m_workspace->rail()->findChild<QWidget *>(u"person"_s);
        menu->popup(at->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
    });
}

void MainWindow::setActor(const QString &person)
{
    m_options.settings->setValue(keyOf(*m_register, u"person"_s), person);
    items::whenDone(m_workspace, m_register->run([person](Store &store) { return items::takeActor(store, person); }),
                    [this](const Result<std::optional<Person>> &actor) {
                        if (!actor)
                            return;
                        m_workspace->rail()->setPerson(*actor ? QString((*actor)->name) : QString());
                        Q_EMIT m_workspace->session().navigator->actorChanged();
                    });
}

void MainWindow::askUndo(bool undo)
{
    if (m_history)
        undo ? m_history->undo() : m_history->redo();
}

void MainWindow::chooseFileToOpen()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a register"), m_options.folder,
                                                      tr("Registers (*.muster);;All files (*)"));
    if (!path.isEmpty())
        open(path);
}

}
