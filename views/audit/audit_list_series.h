#pragma once

#include "items/audit_plan.h"
#include "views/parts/pieces.h"
#include "views/parts/session.h"

class QComboBox;
class QLineEdit;
class QVBoxLayout;

namespace muster::views {

/// The register's audit series: owner, cadence, next slot. One is added, edited and ended here, all of it undoable.
class SeriesPanel final : public Card
{
    Q_OBJECT

public:
    explicit SeriesPanel(const Session &session, QWidget *parent = nullptr);

    void refresh();

Q_SIGNALS:
    /// Set up an audit of this series.
    void startWanted(const muster::Series &series);

private:
    QWidget *form();
    QWidget *rowFor(const Series &series, const QDate &today);
    void fill(const items::PlanFacts &facts);
    void edit(const Series &series);
    void closeForm();
    void save();
    void end(const Series &series);
    void finish(const Result<void> &done, const QString &said);

    Session m_session;
    items::PlanFacts m_facts;
    Series m_edited;
    QFuture<Result<items::PlanFacts>> m_question;
    QVBoxLayout *m_rows;
    QWidget *m_form;
    QPushButton *m_add;
    InlineMessage *m_message;
    PlainLabel *m_empty;
    QLineEdit *m_title, *m_cadence, *m_slot;
    QComboBox *m_owner, *m_length;
};

}
