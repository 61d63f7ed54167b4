#include "views/record/record_page.h"

#include "items/log_table_model.h"
#include "items/when_done.h"
#include "views/record/export_panel.h"
#include "views/record/record_details.h"
#include "views/record/record_table.h"
#include "views/record/verify_bar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::whenDone;
using registry::Store;

namespace {

constexpr auto tabKey = "record/tab"_L1;

QString counted(qint64 number, const QString &one, const QString &many)
{
    return number == 1 ? one : many.arg(QLocale().toString(number));
}

}

RecordPage::RecordPage(const Session &session, QWidget *parent) : Page(session, parent) {}

void RecordPage::activate()
{
    if (!m_log)
        build();
    m_verifying->recall();
    askFrame();
    (m_tabs->currentIndex() == EntriesTab ? m_entryTable : m_logTable)->setFocus(Qt::OtherFocusReason);
}

void RecordPage::build()
{
    m_log = new items::LogTableModel(session().reg, this);
    m_entries = new items::EntryTableModel(session().reg, this);
    m_filter = new RecordFilter(session().reg);
    m_message = new InlineMessage;
    m_message->setObjectName(u"pageMessage"_s);
    m_verifying = new VerifyBar(session());
    m_tabs = new QTabBar;
    m_tabs->setObjectName(u"tabs"_s);
    m_tabs->setAccessibleName(tr("Log or entries"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->addTab(tr("&Log"));
    m_tabs->addTab(tr("E&ntries"));
    buildHeading();
    buildTables();
    buildDetails();
    auto *split = new QSplitter;
    split->setChildrenCollapsible(false);
    split->setHandleWidth(space::large);
    split->addWidget(m_tables);
    split->addWidget(m_details);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setSizes({3000, 1500});

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::huge, space::large, space::huge, space::medium);
    layout->setSpacing(space::medium);
    for (QWidget *part : std::initializer_list<QWidget *>{m_heading, m_message, m_verifying, m_tabs, m_filter})
        layout->addWidget(part);
    layout->addWidget(split, 1);
    layout->addWidget(statusLine());
    connectParts();
    addKeys();
    m_tabs->setCurrentIndex(session().settings->value(tabKey).toInt() == EntriesTab ? EntriesTab : LogTab);
    setTab(m_tabs->currentIndex());
    m_log->refresh();
}

void RecordPage::buildHeading()
{
    m_heading = new PageHeading(tr("Record"));
    m_verify = button(tr("&Verify"), Look::Ordinary);
    m_verify->setObjectName(u"verify"_s);
    m_export = button(tr("&Export…"), Look::Ordinary, this, &RecordPage::openExport);
    m_export->setObjectName(u"export"_s);
    m_heading->add(m_verify);
    m_heading->add(m_export);
}

void RecordPage::buildTables()
{
    using items::LogColumn;
    m_logTable = new RecordTable(m_log, new RecordDelegate(int(LogColumn::Verdict), items::LogTableModel::VerdictRole),
                                 {98, 192, 66, 108, 120, 0, 120});
    m_logTable->setOptional(int(LogColumn::Owner), scaled(860));
    m_logTable->setObjectName(u"log"_s);
    m_logTable->setAccessibleName(tr("The dated log, newest first"));
    m_entryTable = new RecordTable(m_entries, new RecordDelegate(-1, 0), {64, 142, 110, 146, 0, 110});
    m_entryTable->setOptional(int(items::EntryColumn::Leaf), scaled(860));
    m_entryTable->setObjectName(u"entries"_s);
    m_entryTable->setAccessibleName(tr("The entries, newest first"));
    m_empty = new EmptyState({}, {});
    m_emptyAction = button({}, Look::Ordinary);
    m_empty->add(m_emptyAction);
    connect(m_emptyAction, &QPushButton::clicked, this, [this] {
        if (m_filter->isNarrowed())
            m_filter->clear();
        else
            m_tabs->setCurrentIndex(EntriesTab);
    });
    m_tables = new QStackedWidget;
    for (QWidget *one : std::initializer_list<QWidget *>{m_logTable, m_entryTable, m_empty})
        m_tables->addWidget(one);
    m_tables->setMinimumWidth(scaled(380));
}

void RecordPage::buildDetails()
{
    m_logDetail = new LogDetail(session().navigator);
    m_entryDetail = new EntryDetail;
    m_exportPanel = new ExportPanel(session());
    m_details = new QStackedWidget;
    for (QWidget *one : std::initializer_list<QWidget *>{m_logDetail, m_entryDetail, m_exportPanel})
        m_details->addWidget(one);
    m_details->setMinimumWidth(scaled(300));
}

QWidget *RecordPage::statusLine()
{
    auto *line = new QWidget;
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    m_root = new PlainLabel({}, Type::Small, Ink::Muted);
    m_root->setObjectName(u"root"_s);
    m_root->setElided(true);
    auto *copying = button(tr("Copy root"), Look::Link);
    copying->setObjectName(u"copyRoot"_s);
    connect(copying, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_frame.root);
        Q_EMIT session().navigator->said(tr("The root was copied."));
    });
    row->addWidget(m_root, 1);
    row->addWidget(copying);
    return line;
}

void RecordPage::connectParts()
{
    connect(session().reg.get(), &registry::OpenRegister::changed, this, [this](const registry::Changed &changed) {
        if (changed.to > changed.from)
            follow();
    });
    connect(session().reg.get(), &registry::OpenRegister::changedElsewhere, this, &RecordPage::follow);
    connect(m_filter, &RecordFilter::changed, this, &RecordPage::applyFilter);
    connect(m_tabs, &QTabBar::currentChanged, this, &RecordPage::setTab);
    connect(m_verify, &QPushButton::clicked, m_verifying, &VerifyBar::verify);
    connect(m_verifying, &VerifyBar::runningChanged, m_verify, &QPushButton::setDisabled);
    connect(m_verifying, &VerifyBar::verified, this,
            [this](bool holds) { Q_EMIT badgeChanged(holds ? QString() : tr("does not hold"), !holds); });
    connect(m_log, &items::LogTableModel::refreshed, this, &RecordPage::keepLogRow);
    connect(m_log, &items::LogTableModel::counted, this, &RecordPage::showState);
    connect(m_log, &items::LogTableModel::failed, m_message, &InlineMessage::showError);
    connect(m_entries, &items::EntryTableModel::refreshed, this, &RecordPage::entriesRead);
    connect(m_entryDetail, &EntryDetail::takeBackWanted, this, &RecordPage::takeImportBack);
    connect(m_entries, &items::EntryTableModel::failed, m_message, &InlineMessage::showError);
    connect(m_logTable, &RecordTable::chosen, this, &RecordPage::chooseLogRow);
    connect(m_entryTable, &RecordTable::chosen, this, &RecordPage::chooseEntry);
    connect(m_exportPanel, &ExportPanel::closed, this, &RecordPage::closeExport);
}

void RecordPage::addKeys()
{
    const auto key = [this](const QKeySequence &keys, auto action) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    key(QKeySequence::Find, [this] { m_filter->keepFocusOnWords(); });
    key(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), [this] {
        openExport();
        m_exportPanel->copyMarkdown();
    });
    key(QKeySequence(Qt::Key_Escape), &RecordPage::closeExport);
}

Result<RecordPage::Frame> RecordPage::readFrame(Store &store)
{
    auto choices = readFilterChoices(store);
    if (!choices)
        return tl::unexpected(choices.error());
    const auto head = store.head();
    if (!head)
        return tl::unexpected(head.error());
    return Frame{std::move(*choices), head->size(), QString::fromStdString(ledger::toBase64(head->root())),
                 store.refusal() ? store.refusal()->message : QString()};
}

/// While nobody looks, nothing is asked.
void RecordPage::follow()
{
    m_behind = !isVisible();
    if (!m_behind)
        askFrame();
}

void RecordPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (std::exchange(m_behind, false))
        askFrame();
}

void RecordPage::askFrame()
{
    whenDone(this, session().reg->run(&RecordPage::readFrame), [this](const Result<Frame> &frame) {
        if (frame)
            takeFrame(*frame);
        else
            m_message->showError(frame.error());
    });
}

void RecordPage::takeFrame(const Frame &frame)
{
    const bool wasRefused = !std::exchange(m_frame, frame).refusal.isEmpty();
    m_filter->setChoices(frame.choices);
    m_root->setText(tr("%1 · root %2").arg(counted(frame.entries, tr("1 entry"), tr("%1 entries")), frame.root));
    if (!frame.refusal.isEmpty())
        m_message->show(InlineMessage::Kind::Warning, frame.refusal);
    else if (wasRefused)
        m_message->clear();
    showState();
}

void RecordPage::applyFilter()
{
    m_upTo.reset();
    m_log->setFilter(m_filter->filter());
    if (m_tabs->currentIndex() == EntriesTab)
        askEntries();
    if (m_exporting)
        m_exportPanel->prepare(m_filter->filter(), exportText());
}

void RecordPage::setTab(int tab)
{
    session().settings->setValue(tabKey, tab);
    m_filter->setForEntries(tab == EntriesTab);
    if (tab == LogTab && std::exchange(m_upTo, std::nullopt))
        m_message->clear();
    if (tab == EntriesTab && (m_entries->rowCount() == 0 || m_entries->query() != entryQuery()))
        askEntries();
    showState();
}

void RecordPage::showState()
{
    const bool entries = m_tabs->currentIndex() == EntriesTab;
    const auto total = m_log->total();
    m_heading->setCount(total ? counted(*total, tr("1 row in the log"), tr("%1 rows in the log")) : tr("counting…"));
    const bool none =
        entries ? m_entries->rowCount() == 0 && !m_entries->isAsking() : m_log->rowCount() == 0 && total.has_value();
    m_tables->setCurrentIndex(none ? 2 : entries ? 1 : 0);
    m_details->setCurrentIndex(m_exporting ? 2 : entries ? 1 : 0);
    m_details->setVisible(m_exporting || !none);
    if (none)
        showEmpty();
    if (m_exporting)
        m_exportPanel->prepare(m_filter->filter(), exportText());
}

void RecordPage::showEmpty()
{
    const bool narrowed = m_filter->isNarrowed();
    if (narrowed)
        m_empty->setTexts(tr("Nothing fits"), tr("No line of the record fits what you ask for."));
    else
        m_empty->setTexts(
            tr("The log is empty"),
            tr("Close an audit, and its findings and decisions stand here with their dates. What was written "
               "so far is among the entries."));
    m_emptyAction->setText(narrowed ? tr("Clear the filter") : tr("Show the entries"));
}

void RecordPage::chooseLogRow(int row)
{
    if (row < 0 || row >= m_log->rowCount()) {
        m_logDetail->showNothing();
        return;
    }
    m_chosen = m_log->row(row);
    m_logDetail->showRow(*m_chosen);
}

/// The chosen line stays chosen when the log is read again.
void RecordPage::keepLogRow()
{
    const int row = m_chosen ? m_log->rowOf(*m_chosen) : -1;
    if (m_log->rowCount() > 0)
        m_logTable->selectRow(std::max(row, 0));
    else
        m_logDetail->showNothing();
    showState();
}

QString RecordPage::exportText() const
{
    const auto total = m_log->total();
    const QString rows =
        total ? counted(*total, tr("1 row of the log"), tr("%1 rows of the log")) : tr("The rows of the log");
    return m_filter->isNarrowed() ? tr("%1, as filtered above.").arg(rows) : tr("%1: all there is.").arg(rows);
}

void RecordPage::openExport()
{
    m_exporting = true;
    showState();
}

void RecordPage::closeExport()
{
    if (!m_exporting || m_exportPanel->isWriting())
        return;
    m_exporting = false;
    showState();
    m_export->setFocus(Qt::OtherFocusReason);
}

void RecordPage::showLogOf(const DelegationId &id)
{
    if (!m_log)
        build();
    m_tabs->setCurrentIndex(LogTab);
    m_filter->setDelegation(id);
}

}
