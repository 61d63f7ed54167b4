#pragma once

#include "register/audit_history.h"
#include "views/parts/pieces.h"
#include "views/parts/session.h"

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QStandardItemModel;
class QTableView;
class QVBoxLayout;

namespace muster::views {

/// What came of a closed audit: when, who, how long, each check's verdict, decisions, notes, and what was said of it
/// since. It is amended, never edited.
class AuditResult final : public QWidget
{
    Q_OBJECT

public:
    explicit AuditResult(const Session &session, QWidget *parent = nullptr);

    /// Shows an audit; reads it first.
    void showAudit(const AuditId &id);

    /// Writes the result to a file: CSV takes the audit's rows of the log, HTML and Markdown the whole for people.
    void exportTo(const QString &path);

Q_SIGNALS:
    /// Back to the list.
    void backWanted();

private:
    static Card *sectionOf(const QString &heading);
    QWidget *matrixCard();
    QWidget *amendCard();
    void refresh();
    void fill(const registry::ClosedAudit &closed);
    void fillSummary();
    void fillMatrix();
    void fillTexts();
    void showCell();
    void copy();
    void chooseFile();
    void goBack();
    void amend();
    void keepAmendment();
    void showAmendment();
    void saveAmendment();
    QString amendmentKey() const { return m_id.text() + u'/' + m_amended.value_or(FindingId()).text(); }
    const Finding *currentFinding() const;

    /// An amendment being typed.
    struct Typed
    {
        int verdict = 0;
        QString why, further;
    };

    Session m_session;
    AuditId m_id;
    QHash<QString, Typed> m_typed; ///< by what they are about
    bool m_sending = false;
    registry::ClosedAudit m_closed;
    QStandardItemModel *m_model;
    PageHeading *m_heading;
    InlineMessage *m_message, *m_amendMessage;
    QTableView *m_matrix;
    QVBoxLayout *m_summary, *m_texts;
    PlainLabel *m_cell, *m_note, *m_hints, *m_about;
    Card *m_amendCard;
    QComboBox *m_verdict;
    QLineEdit *m_why;
    QPlainTextEdit *m_further;
    QPushButton *m_amend;
    std::optional<FindingId> m_amended; ///< what the amendment being typed is about; nothing: the whole audit
};

}
