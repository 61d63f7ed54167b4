#pragma once

#include "register/log.h"
#include "views/parts/page.h"
#include "views/parts/pieces.h"
#include "views/record/record_filter.h"

class QStackedWidget;
class QTabBar;

namespace muster::items {
class LogTableModel;
class EntryTableModel;
}

namespace muster::views {

class EntryDetail;
class ExportPanel;
class LogDetail;
class RecordTable;
class VerifyBar;

/// The dated log and the entries behind it: read, narrowed, verified, exported.
class RecordPage final : public Page
{
    Q_OBJECT

public:
    explicit RecordPage(const Session &session, QWidget *parent = nullptr);

    void activate() override;

    /// Shows the log of one delegation.
    void showLogOf(const DelegationId &id);
    /// Shows the entries from number `n` on back, and chooses it.
    void showEntry(qint64 n);

protected:
    void showEvent(QShowEvent *event) override;

private:
    enum Tab { LogTab, EntriesTab };

    /// What the register says besides the rows.
    struct Frame
    {
        FilterChoices choices;
        qint64 entries = 0;
        QString root;
        QString refusal;
    };
    static Result<Frame> readFrame(registry::Store &store);

    void build();
    void buildHeading();
    void buildTables();
    void buildDetails();
    QWidget *statusLine();
    void connectParts();
    void addKeys();

    void askFrame();
    void follow();
    void takeFrame(const Frame &frame);
    void applyFilter();
    void setTab(int tab);
    void showState();
    void showEmpty();
    void chooseLogRow(int row);
    void chooseEntry(int row);
    items::EntryQuery entryQuery() const;
    void askEntries();
    void entriesRead();
    void showAllEntries();
    void takeImportBack(const ImportId &id);
    void keepLogRow();
    void openExport();
    void closeExport();
    QString exportText() const;

    Frame m_frame;
    std::optional<registry::LogRow> m_chosen;
    bool m_exporting = false;
    std::optional<qint64> m_upTo; ///< the entry looked for; what is newer is not shown
    bool m_behind = false;        ///< something was written while the page was hidden

    items::LogTableModel *m_log = nullptr;
    items::EntryTableModel *m_entries = nullptr;
    PageHeading *m_heading = nullptr;
    QPushButton *m_verify = nullptr, *m_export = nullptr;
    QTabBar *m_tabs = nullptr;
    RecordFilter *m_filter = nullptr;
    InlineMessage *m_message = nullptr;
    VerifyBar *m_verifying = nullptr;
    QStackedWidget *m_tables = nullptr, *m_details = nullptr;
    RecordTable *m_logTable = nullptr, *m_entryTable = nullptr;
    EmptyState *m_empty = nullptr;
    QPushButton *m_emptyAction = nullptr;
    LogDetail *m_logDetail = nullptr;
    EntryDetail *m_entryDetail = nullptr;
    ExportPanel *m_exportPanel = nullptr;
    PlainLabel *m_root = nullptr;
};

}
