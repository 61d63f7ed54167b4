#pragma once

#include "views/parts/session.h"

#include <QWidget>

class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace muster::views {

class Card;
class ColumnsStep;
class FileStep;
class ImportFlow;
class ImportStep;
class InlineMessage;
class PlainLabel;
class ProgressStrip;
class StepButton;
class StepPage;
class TrialStep;
class ValuesStep;

/// Brings a spreadsheet into the register: the file, what its columns and values mean, what would happen to each row,
/// and the import itself, which can be undone whole. Any step may be gone back to; what follows from it is found anew.
class ImportWizard final : public QWidget
{
    Q_OBJECT

public:
    enum Step { File, Columns, Values, Trial, Import, StepCount };

    explicit ImportWizard(const Session &session, QWidget *parent = nullptr);
    ~ImportWizard() override;

    /// Begins with a file; with an empty path it asks for one.
    void openFile(const QString &path);
    /// Begins with a block pasted from a spreadsheet: cells separated by tabs, with or without a header.
    void openText(const QString &pasted);

    void goTo(Step step);
    Step step() const;

Q_SIGNALS:
    /// The wizard may be left.
    void finished();
    /// Rows came into the register.
    void imported();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void build();
    QWidget *buildList();
    QLayout *buildBar();
    void wire();
    void followPhase();
    void follow();
    void tellSteps();
    void tellTrial();
    QString columnCounts() const;
    void tellCounts();
    void tellMapping(const QString &name, const QStringList &problems);
    void next();
    bool mayGo(int step) const;
    void leave();
    void loadMapping();
    void saveMapping();

    Session m_session;
    ImportFlow *m_flow;
    QStackedWidget *m_stack;
    FileStep *m_file;
    ColumnsStep *m_columns;
    ValuesStep *m_values;
    TrialStep *m_trial;
    ImportStep *m_import;
    QList<StepPage *> m_pages;
    QList<StepButton *> m_buttons;
    Card *m_counts;
    PlainLabel *m_countText;
    ProgressStrip *m_progress;
    PlainLabel *m_hint;
    QPushButton *m_leave;
    QPushButton *m_back;
    QPushButton *m_next;
    QPushButton *m_load;
    QPushButton *m_save;
};

}
