#pragma once

#include "views/evidence/signals_view.h"
#include "views/parts/page.h"

class QTabBar;

namespace muster::views {

class CatalogueView;
class EvidenceImportView;
class FilesView;
class PageHeading;

/// What evidence says: the signals and charts of each delegation, the files it comes from, and
/// the models and policy it is judged by.
class EvidencePage final : public Page
{
    Q_OBJECT

public:
    enum Tab { Signals, Files, Models, TabCount };

    /// `charts` makes what draws a delegation's figures; without it there are none.
    explicit EvidencePage(const Session &session, ChartsFactory charts = {}, QWidget *parent = nullptr);

    void activate() override;
    QString reasonToStay() const override;
    /// An import stays open behind another page.
    bool mayLeave() override { return true; }

    void setTab(Tab tab);
    /// Chooses a delegation, as soon as the list is read.
    void choose(const DelegationId &id);
    /// Opens the import on a file; with an empty path it asks for one.
    void openImport(const QString &path);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void build();
    void follow();
    void refresh();
    void showImport();
    void leaveImport();

    ChartsFactory m_charts;
    PageHeading *m_heading = nullptr;
    QTabBar *m_tabs = nullptr;
    QPushButton *m_import = nullptr;
    QStackedWidget *m_stack = nullptr;
    SignalsView *m_signals = nullptr;
    FilesView *m_files = nullptr;
    CatalogueView *m_catalogue = nullptr;
    EvidenceImportView *m_importing = nullptr;
    QString m_counts[TabCount];
    bool m_stale = false; ///< something changed while nobody looked
};

}
