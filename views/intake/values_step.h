#pragma once

#include "items/import_values_model.h"
#include "views/intake/step_page.h"

class QCheckBox;
class QStackedWidget;

namespace muster::views {

/// What the values of the file mean where a field takes only certain words or names.
class ValuesStep final : public StepPage
{
    Q_OBJECT

public:
    explicit ValuesStep(ImportFlow &flow);

    void enter() override;
    int attention() const { return m_model.attention(); }
    int total() const { return m_model.total(); }

private:
    RowTable *buildTable();
    void follow();
    void tellPeople();

    items::ImportValuesModel m_model;
    QStackedWidget *m_stack;
    RowTable *m_table;
    QCheckBox *m_only;
    QCheckBox *m_people;
    PlainLabel *m_names;
    InlineMessage *m_message;
};

}
