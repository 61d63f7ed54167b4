#pragma once

#include "items/import_columns_model.h"
#include "views/intake/step_page.h"

class QComboBox;

namespace muster::views {

class NewColumnForm;

/// Which column goes to which field.
class ColumnsStep final : public StepPage
{
    Q_OBJECT

public:
    explicit ColumnsStep(ImportFlow &flow);

    void enter() override;
    /// Says how the mapping in use came about.
    InlineMessage *message() { return m_message; }

private:
    RowTable *buildColumns();
    RowTable *buildFields();
    void follow();
    QString counts() const;
    void showMissing();
    void listKeys();

    items::ImportColumnsModel m_columns;
    items::ImportFieldsModel m_fields;
    RowTable *m_columnTable;
    RowTable *m_fieldTable;
    NewColumnForm *m_new;
    QComboBox *m_key;
    Tag *m_keyGuessed;
    InlineMessage *m_message;
    InlineMessage *m_wrong;
};

}
