#include "pages.h"

#include "items/when_done.h"
#include "views/audit/audit_page.h"
#include "views/charts/evidence_charts.h"
#include "views/charts/progress_charts.h"
#include "views/decisions/decisions_page.h"
#include "views/evidence/evidence_page.h"
#include "views/intake/import_flow.h"
#include "views/intake/import_wizard.h"
#include "views/panel/delegation_editor.h"
#include "views/panel/delegation_panel.h"
#include "views/people/people_page.h"
#include "views/record/record_page.h"
#include "views/wall/wall_page.h"

#include <QPushButton>

namespace muster::app {

using namespace Qt::StringLiterals;
using namespace views;

namespace {

/// The editor over the workspace, until it is closed.
void openEditor(Workspace &workspace, const std::function<void(DelegationEditor &)> &begin)
{
    auto *editor = new DelegationEditor(workspace.session(), &workspace);
    editor->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(editor, &DelegationEditor::saved, workspace.session().navigator, &Navigator::delegationWanted);
    begin(*editor);
}

Page *makeWall(Workspace &workspace, const Session &session)
{
    auto *wall = new WallPage(
        session,
        [&workspace](const Session &of, QWidget *parent) -> QWidget * {
            auto *panel = new DelegationPanel(of, parent);
            QObject::connect(panel, &DelegationPanel::editWanted, &workspace,
                             [&workspace](const DelegationId &id, const QString &field) {
                                 openEditor(workspace,
                                            [id, field](DelegationEditor &editor) { editor.edit(id, field); });
                             });
            return panel;
        },
        [](const Session &of, QWidget *parent) -> QWidget * { return new ProgressCharts(of, parent); });
    QObject::connect(wall, &WallPage::delegationChosen, &workspace, [wall](const DelegationId &id) {
        if (auto *panel = qobject_cast<DelegationPanel *>(wall->panel()))
            panel->show(id);
    });
    QObject::connect(wall, &WallPage::chosenNothing, &workspace, [wall] {
        if (auto *panel = qobject_cast<DelegationPanel *>(wall->panel()))
            panel->clear();
    });
    QObject::connect(wall, &WallPage::editWanted, &workspace, [&workspace](const DelegationId &id) {
        openEditor(workspace, [id](DelegationEditor &editor) { editor.edit(id); });
    });
    QObject::connect(wall, &WallPage::addWanted, &workspace,
                     [&workspace] { openEditor(workspace, [](DelegationEditor &editor) { editor.add(); }); });
    QObject::connect(wall, &WallPage::sampleWanted, &workspace, &Workspace::sampleWanted);
    return wall;
}

/// The charts of the evidence page.
ChartsPart evidenceCharts()
{
    auto *charts = new EvidenceCharts;
    return {charts, [charts](const items::SharedFigures &figures) { charts->setFigures(figures); }};
}

/// Brings a page of this type to the front and hands it to `act`.
template <typename T, typename Act>
void onPage(Workspace &workspace, PageName name, Act act)
{
    if (workspace.go(name)) {
        if (auto *page = workspace.page<T>(name))
            act(*page);
    }
}

}

namespace {

/// A command of a page of this type.
template <typename T, typename Act>
void addCommand(Workspace &workspace, PageName name, const QString &text, const QString &keys, Act act)
{
    workspace.add({name, text, QKeySequence(keys), [act](Page &page) {
                       if (auto *own = qobject_cast<T *>(&page))
                           act(*own);
                   }});
}

/// A command that presses a button of its page, as a person would: once the page shows what it has just asked for, and
/// not while the button is disabled.
template <typename T>
void addButton(Workspace &workspace, PageName name, const QString &text, const QString &keys, const QString &button)
{
    addCommand<T>(workspace, name, text, keys, [button](T &page) {
        // What a page asks for depends on a first answer: after the second it shows both.
        const auto answered = [&page] { return page.session().reg->run([](registry::Store &) { return true; }); };
        items::whenDone(&page, answered(), [button, &page, answered](bool) {
            items::whenDone(&page, answered(), [button, &page](bool) {
                if (auto *found = page.template findChild<QPushButton *>(button))
                    found->click();
            });
        });
    });
}

void addCommands(Workspace &workspace)
{
    addCommand<WallPage>(workspace, PageName::Wall, Workspace::tr("Add a delegation"), u"Ctrl+N"_s,
                         [](WallPage &page) { Q_EMIT page.addWanted(); });
    addCommand<WallPage>(workspace, PageName::Wall, Workspace::tr("Show the wall as cards"), u"Alt+1"_s,
                         [](WallPage &page) { page.setView(WallPage::View::Cards); });
    addCommand<WallPage>(workspace, PageName::Wall, Workspace::tr("Show the wall as a table"), u"Alt+2"_s,
                         [](WallPage &page) { page.setView(WallPage::View::Table); });
    addCommand<AuditPage>(workspace, PageName::Audit, Workspace::tr("Start a spot check"), {},
                          [](AuditPage &page) { page.setUpSpotCheck(); });
    addButton<DecisionsPage>(workspace, PageName::Decisions, Workspace::tr("Copy the decisions as Markdown"),
                             u"Ctrl+Shift+C"_s, u"copy"_s);
    addButton<RecordPage>(workspace, PageName::Record, Workspace::tr("Verify the record"), {}, u"verify"_s);
    addButton<RecordPage>(workspace, PageName::Record, Workspace::tr("Export the log…"), {}, u"export"_s);
    addCommand<EvidencePage>(workspace, PageName::Evidence, Workspace::tr("Import evidence…"), {},
                             [](EvidencePage &page) { page.openImport({}); });
    addCommand<EvidencePage>(workspace, PageName::Evidence, Workspace::tr("Files of evidence"), {},
                             [](EvidencePage &page) { page.setTab(EvidencePage::Files); });
    addCommand<EvidencePage>(workspace, PageName::Evidence, Workspace::tr("Catalogue of models and routing policy"), {},
                             [](EvidencePage &page) { page.setTab(EvidencePage::Models); });
}

}

void addPages(Workspace &workspace)
{
    workspace.add(PageName::Wall, Workspace::tr("Wall"), QKeySequence(QStringLiteral("Ctrl+1")),
                  [&workspace](const Session &session) { return makeWall(workspace, session); });
    workspace.add(PageName::Audit, Workspace::tr("Audit"), QKeySequence(QStringLiteral("Ctrl+2")),
                  [](const Session &session) { return new AuditPage(session); });
    workspace.add(PageName::Decisions, Workspace::tr("Decisions"), QKeySequence(QStringLiteral("Ctrl+3")),
                  [](const Session &session) { return new DecisionsPage(session); });
    workspace.add(PageName::Record, Workspace::tr("Record"), QKeySequence(QStringLiteral("Ctrl+4")),
                  [](const Session &session) { return new RecordPage(session); });
    workspace.add(PageName::Evidence, Workspace::tr("Evidence"), QKeySequence(QStringLiteral("Ctrl+5")),
                  [](const Session &session) { return new EvidencePage(session, evidenceCharts); });
    workspace.add(PageName::People, Workspace::tr("People"), QKeySequence(QStringLiteral("Ctrl+6")),
                  [](const Session &session) { return new PeoplePage(session); });

    addCommands(workspace);

    auto *navigator = workspace.session().navigator;
    QObject::connect(navigator, &Navigator::delegationWanted, &workspace, [&workspace](const DelegationId &id) {
        onPage<WallPage>(workspace, PageName::Wall, [&](WallPage &page) { page.choose(id); });
    });
    QObject::connect(navigator, &Navigator::personWanted, &workspace, [&workspace](const PersonId &id) {
        onPage<PeoplePage>(workspace, PageName::People, [&](PeoplePage &page) { page.choose(id); });
    });
    QObject::connect(navigator, &Navigator::auditWanted, &workspace, [&workspace](const AuditId &id) {
        onPage<AuditPage>(workspace, PageName::Audit, [&](AuditPage &page) { page.open(id); });
    });
    QObject::connect(navigator, &Navigator::newAuditWanted, &workspace,
                     [&workspace](const QList<DelegationId> &chosen) {
                         onPage<AuditPage>(workspace, PageName::Audit, [&](AuditPage &page) { page.setUp(chosen); });
                     });
    QObject::connect(navigator, &Navigator::spotCheckWanted, &workspace, [&workspace](const DelegationId &id) {
        onPage<AuditPage>(workspace, PageName::Audit, [&](AuditPage &page) { page.spotCheck(id); });
    });
    QObject::connect(navigator, &Navigator::decisionWanted, &workspace, [&workspace](const DecisionId &id) {
        onPage<DecisionsPage>(workspace, PageName::Decisions, [&](DecisionsPage &page) { page.show(id); });
    });
    QObject::connect(navigator, &Navigator::logWanted, &workspace, [&workspace](const DelegationId &id) {
        onPage<RecordPage>(workspace, PageName::Record, [&](RecordPage &page) { page.showLogOf(id); });
    });
    QObject::connect(&workspace, &Workspace::entryWanted, &workspace, [&workspace](qint64 n) {
        onPage<RecordPage>(workspace, PageName::Record, [&](RecordPage &page) { page.showEntry(n); });
    });
    QObject::connect(&workspace, &Workspace::roomModeChanged, &workspace, [&workspace](bool room) {
        if (auto *page = workspace.page<AuditPage>(PageName::Audit))
            page->setRoomMode(room);
    });
}

namespace {

/// What would be lost of an import if it were left now.
QString reasonToStay(const ImportFlow &flow)
{
    using Phase = ImportFlow::Phase;
    switch (flow.phase()) {
    case Phase::Deciding: return ImportWizard::tr("An import is open: what you matched there would be lost.");
    case Phase::Importing:
        return ImportWizard::tr("An import is running: it would be stopped, and nothing of it kept.");
    case Phase::Undoing: return ImportWizard::tr("An import is being taken back: that would be stopped.");
    default: return {};
    }
}

}

Over makeImportWizard(Workspace &workspace, const QString &path, const QString &pasted)
{
    auto *wizard = new ImportWizard(workspace.session());
    QObject::connect(wizard, &ImportWizard::finished, &workspace, &Workspace::removeOver, Qt::QueuedConnection);
    pasted.isEmpty() ? wizard->openFile(path) : wizard->openText(pasted);
    return {wizard, [wizard] { return reasonToStay(*wizard->findChild<ImportFlow *>()); }};
}

}
