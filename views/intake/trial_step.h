#pragma once

#include "views/intake/step_page.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QStackedWidget;
class QTabBar;

namespace muster::views {

/// What would happen to each row, and why some can't be taken.
class TrialStep final : public StepPage
{
    Q_OBJECT

public:
    explicit TrialStep(ImportFlow &flow);

    void enter() override;

private:
    void buildTables();
    void follow();
    void showReport();
    void showEarlier();
    void showTab(int tab);
    void saveProblems(const QString &path);

    items::ImportProblemsModel m_problems;
    items::ImportRowsModel m_rows;
    PlainLabel *m_sum;
    QCheckBox *m_strict;
    QCheckBox *m_again;
    QTabBar *m_tabs;
    QLineEdit *m_filter;
    QComboBox *m_outcome;
    QPushButton *m_save;
    QStackedWidget *m_stack;
    RowTable *m_problemTable;
    RowTable *m_rowTable;
    EmptyState *m_empty;
    InlineMessage *m_message;
    items::SharedReport m_shown;
};

}
