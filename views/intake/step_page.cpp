#include "views/intake/step_page.h"

namespace muster::views {

StepPage::StepPage(ImportFlow &flow, const QString &title)
    : m_flow(flow), m_column(new QVBoxLayout(this)), m_heading(new PageHeading(title))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::medium);
    m_column->addWidget(m_heading);
}

}
