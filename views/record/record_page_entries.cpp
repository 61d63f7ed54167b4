#include "exchange/delegation_import.h"
#include "items/when_done.h"
#include "register/entity_table.h"
#include "register/entry.h"
#include "views/record/record_details.h"
#include "views/record/record_page.h"
#include "views/record/record_table.h"

#include <QTabBar>

/// The entries of the record page: found by number, read in full, and an import taken back.
namespace muster::views {

using namespace Qt::StringLiterals;
using items::whenDone;
using registry::RecordLine;
using registry::Store;

namespace {

/// An entry's lines, and where it tells of an import, that.
struct WholeEntry
{
    std::optional<RecordLine> lines;
    std::optional<Import> import;
};

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), size_t(bytes.size())};
}

Result<WholeEntry> readWhole(Store &store, qint64 n)
{
    const auto found = registry::linesBackwards(store, n, n);
    if (!found)
        return tl::unexpected(found.error());
    WholeEntry whole;
    if (found->empty())
        return whole;
    whole.lines = found->front();
    const auto entry =
        registry::readLines(viewOf(whole.lines->publicLine), viewOf(whole.lines->privateLine.value_or(QByteArray())));
    if (!entry || entry->change.kind->name != "import.completed")
        return whole;
    if (const auto import = byId<Import>(store, ImportId(entry->change.id)))
        whole.import = *import;
    return whole;
}

}

items::EntryQuery RecordPage::entryQuery() const
{
    auto query = m_filter->entryQuery();
    query.upTo = m_upTo;
    return query;
}

void RecordPage::askEntries()
{
    if (!m_upTo && m_entries->query().upTo)
        m_message->clear(); // it offered to show all again
    m_entries->setQuery(entryQuery());
}

void RecordPage::entriesRead()
{
    if (m_entryTable->currentIndex().row() < 0 && m_entries->rowCount() > 0)
        m_entryTable->selectRow(0);
    if (m_upTo && m_entries->rowCount() > 0 && m_entries->entry(0).n != *m_upTo)
        m_message->show(InlineMessage::Kind::Note, tr("There is no entry %1.").arg(*m_upTo));
    if (m_upTo)
        m_message->offer(tr("Show all entries"), [this] { showAllEntries(); });
    showState();
}

void RecordPage::chooseEntry(int row)
{
    if (row < 0 || row >= m_entries->rowCount()) {
        m_entryDetail->showNothing();
        return;
    }
    const auto &entry = m_entries->entry(row);
    m_entryDetail->showEntry(entry);
    const auto reading = session().reg->run([n = entry.n](Store &store) { return readWhole(store, n); });
    whenDone(this, reading, [this, n = entry.n](const Result<WholeEntry> &read) {
        if (!read)
            return m_message->showError(read.error());
        if (read->lines)
            m_entryDetail->setLines(*read->lines);
        if (read->import && m_entryDetail->n() == n)
            m_entryDetail->setImport(*read->import);
    });
}

void RecordPage::showEntry(qint64 n)
{
    if (!m_log)
        build();
    if (m_exporting)
        closeExport();
    m_filter->clear();
    m_upTo = n;
    m_tabs->setCurrentIndex(EntriesTab);
    m_message->show(InlineMessage::Kind::Note, tr("Entry %1 and what was written before it.").arg(n));
    askEntries();
    m_entryTable->setFocus(Qt::OtherFocusReason);
}

void RecordPage::showAllEntries()
{
    m_upTo.reset();
    m_message->clear();
    askEntries();
}

/// The same that the import wizard offers right after an import.
void RecordPage::takeImportBack(const ImportId &id)
{
    const auto working = session().reg->run([id](Store &store) { return exchange::undoImport(store, id); });
    whenDone(this, working, [this, n = m_entryDetail->n()](const Result<void> &outcome) {
        if (m_entryDetail->n() == n)
            m_entryDetail->takenBack(outcome);
        else if (!outcome)
            m_message->showError(outcome.error());
        if (outcome)
            Q_EMIT session().navigator->said(tr("The import was taken back."));
    });
}

}
