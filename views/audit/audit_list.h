#pragma once

#include "items/audit_list_model.h"
#include "views/parts/pieces.h"
#include "views/parts/session.h"

#include <QListView>
#include <QTimer>

class QStackedWidget;

namespace muster::views {

class SeriesPanel;

/// Every audit: those open to go on with, those closed to look at, and the series they belong to.
class AuditList final : public QWidget
{
    Q_OBJECT

public:
    explicit AuditList(const Session &session, QWidget *parent = nullptr);

    /// Brings the list up to date and puts the focus into it.
    void activate();

Q_SIGNALS:
    void startWanted();
    void spotWanted();
    void seriesWanted(const muster::Series &series);
    /// Go on with an open audit.
    void openWanted(const muster::AuditId &id);
    /// Show what came of a closed one.
    void closedWanted(const muster::AuditId &id);

protected:
    void hideEvent(QHideEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void showState();
    void openIndex(const QModelIndex &index);

    Session m_session;
    items::AuditListModel m_model;
    PageHeading *m_heading;
    InlineMessage *m_message;
    QStackedWidget *m_stack;
    QListView *m_list;
    SeriesPanel *m_series;
    QTimer m_second;
};

}
