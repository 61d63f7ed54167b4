#pragma once

#include "domain/ids.h"
#include "views/parts/pieces.h"

#include <QTimer>

class QDateEdit;
class QPlainTextEdit;
class QSettings;

namespace muster::views {

/// What can be done with an open decision.
enum class DecisionStep { Done, Move, Drop };

/// The few fields that a step takes, in the place where the decision is shown. What was typed is kept for each decision
/// and step until the register has taken it, over the program's end too.
class DecisionStepForm final : public QWidget
{
    Q_OBJECT

public:
    explicit DecisionStepForm(QWidget *parent = nullptr);
    ~DecisionStepForm() override;

    /// Where what was typed is kept, and under what; before that nothing is kept.
    void keepDraftsIn(QSettings *settings, const QString &group);

    /// Opens for a decision; `consequence` says what the step changes. `due` is where a move starts from.
    void open(DecisionStep step, const DecisionId &id, const QString &heading, const QString &consequence, QDate due);
    /// Closes; what was typed is kept.
    void close();
    bool isOpen() const { return m_open; }
    DecisionStep step() const { return m_step; }
    const DecisionId &decision() const { return m_id; }

    /// The register has taken it: closes and forgets what was typed.
    void taken();
    /// The register refused it, and why.
    void refused(const Error &error);

Q_SIGNALS:
    /// The person confirms. `due` only counts for a move.
    void submitted(const QString &text, const QDate &due);
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QString key() const;
    void keep();
    void submit();

    DecisionStep m_step = DecisionStep::Done;
    DecisionId m_id;
    bool m_open = false;
    QDate m_proposed; ///< the date it was opened with
    QSettings *m_settings = nullptr;
    QString m_group;
    QTimer m_draftTimer;
    PlainLabel *m_heading, *m_consequence, *m_dueLabel, *m_textLabel;
    QDateEdit *m_due;
    QPlainTextEdit *m_text;
    InlineMessage *m_message;
    QPushButton *m_confirm;
};

}
