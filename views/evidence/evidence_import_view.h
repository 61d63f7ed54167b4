#pragma once

#include "views/evidence/evidence_intake.h"

#include <QWidget>

class QComboBox;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace muster::views {

class EmptyState;
class InlineMessage;
class MappingForm;
class PlainLabel;
class ProgressStrip;
class RowTable;
class UnknownNames;

/// Reads in a file of evidence in two steps: what its columns mean, and what it would come to. Then it is imported, which
/// can be undone whole.
class EvidenceImportView final : public QWidget
{
    Q_OBJECT

public:
    explicit EvidenceImportView(const Session &session, QWidget *parent = nullptr);

    void openFile(const QString &path, const QString &delegation);
    void setFocusInside();
    /// While rows are written or taken back; no other file can be opened then.
    bool isBusy() const { return m_intake->isWorking(); }
    /// What would be lost if it were left now, as a sentence; empty: nothing.
    QString reasonToStay() const;

Q_SIGNALS:
    void finished();
    /// What the file is called.
    void named(const QString &name);

private:
    enum Step { Columns, Trial };

    QWidget *buildColumns();
    QWidget *buildTrial();
    QLayout *buildBar();
    void follow();
    void followFormat();
    void showReport();
    void next();
    void back();
    void fail(const Error &error);

    EvidenceIntake *m_intake;
    QStackedWidget *m_stack;
    QComboBox *m_format = nullptr;
    InlineMessage *m_message;
    MappingForm *m_form = nullptr;
    items::EvidencePreviewModel *m_preview;
    PlainLabel *m_sum = nullptr;
    PlainLabel *m_details = nullptr;
    items::ImportProblemsModel *m_problems;
    RowTable *m_problemTable = nullptr;
    EmptyState *m_noProblems = nullptr;
    UnknownNames *m_names;
    ProgressStrip *m_progress;
    QPushButton *m_leave = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_undo = nullptr;
    QPushButton *m_next = nullptr;
    bool m_formIsNew = true;
};

}
