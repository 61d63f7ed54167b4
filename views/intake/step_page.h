#pragma once

#include "views/intake/import_flow.h"
#include "views/intake/intake_parts.h"

#include <QBoxLayout>

namespace muster::views {

/// One step of the wizard: a page that works on the flow.
class StepPage : public QWidget
{
    Q_OBJECT

public:
    StepPage(ImportFlow &flow, const QString &title);

    /// The step comes to the front: the focus goes where work begins.
    virtual void enter() = 0;

protected:
    ImportFlow &flow() { return m_flow; }
    items::ImportDraft &draft() { return m_flow.draft(); }
    const items::ImportDraft &draft() const { return m_flow.draft(); }
    QVBoxLayout *column() { return m_column; }
    PageHeading *heading() { return m_heading; }

private:
    ImportFlow &m_flow;
    QVBoxLayout *m_column;
    PageHeading *m_heading;
};

}
