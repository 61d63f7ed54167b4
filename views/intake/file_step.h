#pragma once

#include "items/import_preview_model.h"
#include "views/intake/step_page.h"

class QCheckBox;
class QComboBox;
class QStackedWidget;

namespace muster::views {

/// Which file, how it is read, and its first rows.
class FileStep final : public StepPage
{
    Q_OBJECT

public:
    explicit FileStep(ImportFlow &flow);

    void enter() override;
    void chooseFile();

private:
    QWidget *buildTable();
    QWidget *buildEmpty();
    void follow();
    void showReading();
    void showFailure(const Error &error);
    void offerWayOut(const Error &error);
    void reread();

    QStackedWidget *m_stack;
    QComboBox *m_encoding;
    QComboBox *m_delimiter;
    QCheckBox *m_header;
    InlineMessage *m_message;
    PlainLabel *m_shown;
    RowTable *m_table;
    items::ImportPreviewModel m_model;
    bool m_showing = false;
};

}
