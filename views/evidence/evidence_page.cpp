#include "views/evidence/evidence_page.h"

#include "views/evidence/catalogue_view.h"
#include "views/evidence/evidence_import_view.h"
#include "views/evidence/files_view.h"
#include "views/parts/ask_for_file.h"
#include "views/parts/pieces.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QStackedWidget>
#include <QTabBar>
#include <QUrl>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

/// The one file or folder that is dragged; empty where it is something else.
QString draggedPath(const QMimeData *data)
{
    const auto urls = data->urls();
    return urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
}

}

EvidencePage::EvidencePage(const Session &session, ChartsFactory charts, QWidget *parent)
    : Page(session, parent), m_charts(std::move(charts))
{
    setObjectName(u"evidencePage"_s);
    setAcceptDrops(true);
    const auto refreshOrWait = [this] {
        m_stale = true;
        if (isVisible())
            refresh();
    };
    connect(session.reg.get(), &registry::OpenRegister::changed, this,
            [refreshOrWait](const registry::Changed &changed) {
                if (changed.to > changed.from)
                    refreshOrWait();
            });
    connect(session.reg.get(), &registry::OpenRegister::changedElsewhere, this, refreshOrWait);
}

void EvidencePage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::huge, space::large, space::huge, space::huge);
    layout->setSpacing(space::medium);
    m_heading = new PageHeading(tr("Evidence"));
    m_tabs = new QTabBar;
    m_tabs->setObjectName(u"tabs"_s);
    m_tabs->setAccessibleName(tr("Parts of the page"));
    m_tabs->addTab(tr("Signals"));
    m_tabs->addTab(tr("Files"));
    m_tabs->addTab(tr("Models"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_import = button(tr("&Import evidence…"), Look::Ordinary, this, [](EvidencePage *page) { page->openImport({}); });
    m_import->setObjectName(u"import"_s);
    m_heading->add(m_tabs);
    m_heading->add(m_import);
    m_signals = new SignalsView(session(), m_charts);
    m_files = new FilesView(session());
    m_catalogue = new CatalogueView(session());
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_signals);
    m_stack->addWidget(m_files);
    m_stack->addWidget(m_catalogue);
    layout->addWidget(m_heading);
    layout->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &EvidencePage::follow);
    const auto count = [this](Tab tab) {
        return [this, tab](const QString &text) {
            m_counts[tab] = text;
            follow();
        };
    };
    connect(m_signals, &SignalsView::counted, this, count(Signals));
    connect(m_files, &FilesView::counted, this, count(Files));
    connect(m_catalogue, &CatalogueView::counted, this, count(Models));
    connect(m_signals, &SignalsView::importWanted, this, [this] { openImport({}); });
    connect(m_files, &FilesView::importWanted, this, [this] { openImport({}); });
    m_stale = true;
}

void EvidencePage::activate()
{
    if (!m_signals)
        build();
    if (m_stale)
        refresh();
    if (m_importing)
        m_importing->setFocusInside();
    else if (m_tabs->currentIndex() == Files)
        m_files->setFocusInside();
    else if (m_tabs->currentIndex() == Models)
        m_catalogue->setFocusInside();
    else
        m_signals->setFocusInside();
}

void EvidencePage::refresh()
{
    if (!m_signals)
        return;
    m_stale = false;
    m_signals->refresh();
    m_files->refresh();
    m_catalogue->refresh();
}

void EvidencePage::follow()
{
    if (m_importing)
        return;
    const int tab = m_tabs->currentIndex();
    m_stack->setCurrentIndex(tab);
    m_heading->setCount(m_counts[tab]);
}

void EvidencePage::setTab(Tab tab)
{
    if (!m_signals)
        build();
    if (!reasonToStay().isEmpty())
        return;
    leaveImport();
    m_tabs->setCurrentIndex(tab);
}

void EvidencePage::choose(const DelegationId &id)
{
    setTab(Signals);
    m_signals->choose(id);
}

QString EvidencePage::reasonToStay() const
{
    return m_importing ? m_importing->reasonToStay() : QString();
}

void EvidencePage::openImport(const QString &path)
{
    if (!m_signals)
        build();
    if (m_importing && m_importing->isBusy())
        return;
    if (path.isEmpty()) {
        askForFile(this, tr("Choose a file of evidence"),
                   tr("Evidence (*.csv *.tsv *.json *.jsonl *.ndjson *.txt);;All files (*)"), false, {},
                   [this](const QString &chosen) { openImport(chosen); });
        return;
    }
    showImport();
    m_importing->openFile(path, m_signals->chosenTitle());
}

void EvidencePage::showImport()
{
    if (m_importing)
        return;
    m_importing = new EvidenceImportView(session());
    m_stack->addWidget(m_importing);
    m_stack->setCurrentWidget(m_importing);
    m_heading->setTitle(tr("Import evidence"));
    m_heading->setCount({});
    m_tabs->hide();
    m_import->hide();
    connect(m_importing, &EvidenceImportView::named, m_heading, &PageHeading::setCount);
    connect(m_importing, &EvidenceImportView::finished, this, &EvidencePage::leaveImport, Qt::QueuedConnection);
}

void EvidencePage::leaveImport()
{
    if (!m_importing)
        return;
    m_stack->removeWidget(m_importing);
    std::exchange(m_importing, nullptr)->deleteLater();
    m_heading->setTitle(tr("Evidence"));
    m_tabs->show();
    m_import->show();
    follow();
    activate();
}

void EvidencePage::dragEnterEvent(QDragEnterEvent *event)
{
    if (!draggedPath(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void EvidencePage::dropEvent(QDropEvent *event)
{
    const QString path = draggedPath(event->mimeData());
    if (path.isEmpty() || (m_importing && m_importing->isBusy()))
        return;
    event->acceptProposedAction();
    openImport(path);
}

}
