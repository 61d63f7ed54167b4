#pragma once

#include "items/evidence_file_models.h"
#include "views/parts/session.h"

#include <QWidget>

class QPushButton;

namespace muster::views {

class InlineMessage;
class PlainLabel;
class RowTable;

/// Names in files that lead to no delegation, each with the title that is most like it, and the choice of who is meant.
/// Takes no room while there are none.
class UnknownNames final : public QWidget
{
    Q_OBJECT

public:
    explicit UnknownNames(const Session &session, QWidget *parent = nullptr);

    void setNames(const QList<evidence::UnknownName> &names);

Q_SIGNALS:
    /// A name leads to a delegation from now on.
    void assigned();

private:
    void follow();
    void assignNearest();
    void askWhich();
    void assign(const DelegationId &delegation, const QString &title);

    Session m_session;
    items::UnknownNamesModel *m_model;
    PlainLabel *m_title;
    RowTable *m_table;
    QPushButton *m_nearest, *m_other;
    InlineMessage *m_message;
};

}
